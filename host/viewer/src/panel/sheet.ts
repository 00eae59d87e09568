// SPDX-License-Identifier: Apache-2.0
// On a phone the panel is a sheet over the map, in three heights; the handle is a button that can also be dragged.
import { h } from "../dom";
import { t } from "../words";

type Height = "low" | "half" | "full";
const half_share = 0.46; // as in narrow.css
const low_px = 128;
const heights: Height[] = ["low", "half", "full"];

export function make_sheet(panel: HTMLElement, cover: (height_px: number) => void): (height: Height) => void {
  const set = (height: Height) => {
    panel.dataset.height = height;
    const covers = window.matchMedia("(max-width: 760px)").matches && height !== "full";
    cover(covers ? window.innerHeight * (height === "half" ? half_share : 0) + (height === "low" ? low_px : 0) : 0);
    handle.setAttribute("aria-label", height === "full" ? t("Make the list smaller") : t("Make the list larger"));
  };
  const handle = h("button", { type: "button", class: "sheet-handle", onclick: () => set(panel.dataset.height === "full" ? "low" : heights[heights.indexOf(panel.dataset.height as Height) + 1]) }, h("span", {}));
  let start = 0;
  let dragged = false;
  handle.addEventListener("pointerdown", (event) => {
    start = event.clientY;
    dragged = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointerup", (event) => {
    const moved = event.clientY - start;
    if (Math.abs(moved) < 30) return;
    dragged = true;
    const at = heights.indexOf(panel.dataset.height as Height) + (moved < 0 ? 1 : -1);
    set(heights[Math.max(0, Math.min(2, at))]);
  });
  handle.addEventListener("click", (event) => dragged && event.stopImmediatePropagation(), { capture: true });
  panel.prepend(handle);
  set("half");
  return (height) => {
    if (panel.dataset.height === "low" || height === "full") set(height);
  };
}
