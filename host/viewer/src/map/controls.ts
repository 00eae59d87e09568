// SPDX-License-Identifier: Apache-2.0
// Buttons on the map, and the map by keyboard: arrows move it, plus and minus zoom, Enter asks what is in the middle.
import type OlMap from "ol/Map.js";
import type View from "ol/View.js";
import { button, h } from "../dom";
import { t } from "../words";
import { calm } from "./calm";

const step_px = 120;

/// Whatever has a map: the web map, and the page about the chance of a free charger.
interface WithMap {
  map: { readonly view: View; readonly map: OlMap };
}

export function zoom_buttons(app: WithMap, home: () => void): HTMLElement {
  return h("div", { class: "map-buttons", role: "group", "aria-label": t("Zoom") },
    button(t("Zoom in"), () => zoom(app, 1), { icon: "plus", hide_text: true, class: "button square" }),
    button(t("Zoom out"), () => zoom(app, -1), { icon: "minus", hide_text: true, class: "button square" }),
    button(t("Whole area"), home, { icon: "home", hide_text: true, class: "button square" }));
}

function zoom(app: WithMap, by: number): void {
  const view = app.map.view;
  view.animate({ zoom: (view.getZoom() ?? 0) + by, duration: calm() ? 0 : 200 });
}

export function listen_to_keys(app: WithMap, target: HTMLElement, ask: (pixel: number[]) => void): void {
  const moves: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  target.addEventListener("keydown", (event) => {
    if (event.target !== target) return;
    const move = moves[event.key];
    const view = app.map.view;
    if (move) {
      const [x, y] = view.getCenter() ?? [0, 0];
      const step = step_px * (view.getResolution() ?? 1);
      view.animate({ center: [x + move[0] * step, y + move[1] * step], duration: calm() ? 0 : 120 });
    } else if (event.key === "+" || event.key === "=") zoom(app, 1);
    else if (event.key === "-") zoom(app, -1);
    else if (event.key === "Enter") {
      const [width, height] = app.map.map.getSize() ?? [0, 0];
      ask([width / 2, height / 2]);
    } else return;
    event.preventDefault();
  });
}
