// SPDX-License-Identifier: Apache-2.0
// On paper: the map as a picture, the legend, and the spaces that the list shows.
import { listed, near_of, street_of, type App } from "./app";
import { h } from "./dom";
import { reason_words } from "./panel/list";
import { number, said, t } from "./words";

const rows_on_paper = 400;

/// The canvases of the map as one picture; what a server abroad drew stays out when the browser forbids it.
function picture(app: App): HTMLImageElement | null {
  const target = app.map.map.getTargetElement() as HTMLElement;
  const [width, height] = app.map.map.getSize() ?? [0, 0];
  const ratio = 2;
  const canvas = h("canvas", { width: width * ratio, height: height * ratio });
  const context = canvas.getContext("2d");
  if (!context || !width) return null;
  context.fillStyle = "#f4f2ed";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const box = target.getBoundingClientRect();
  for (const one of target.querySelectorAll<HTMLCanvasElement>(".ol-layers canvas")) {
    if (one.width === 0) continue;
    const at = one.getBoundingClientRect();
    const holder = one.closest<HTMLElement>(".ol-layer");
    context.globalAlpha = Number(one.style.opacity || holder?.style.opacity || 1);
    context.drawImage(one, (at.left - box.left) * ratio, (at.top - box.top) * ratio, at.width * ratio, at.height * ratio);
  }
  draw_scale(context, target, width, height, ratio);
  try {
    return h("img", { src: canvas.toDataURL("image/png"), alt: t("The map"), class: "print-map" });
  } catch {
    return null;
  }
}

/// The bar of the map's own scale, so that it shrinks with the picture; north is up.
function draw_scale(context: CanvasRenderingContext2D, target: HTMLElement, width: number, height: number, ratio: number): void {
  const bar = target.querySelector<HTMLElement>(".scale-inner");
  if (!bar) return;
  const long = bar.getBoundingClientRect().width;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = "rgba(255,255,255,.9)";
  context.fillRect(width - long - 66, height - 40, long + 58, 32);
  context.fillStyle = "#1b2430";
  context.fillRect(width - long - 18, height - 18, long, 3);
  context.font = "600 13px system-ui, sans-serif";
  context.textAlign = "center";
  context.fillText(bar.textContent ?? "", width - long / 2 - 18, height - 24);
  context.fillText(`${t("N")} ↑`, width - long - 42, height - 18);
}

export function prepare_print(app: App): void {
  clear_print();
  const { plans, plan } = app.store.state;
  const places = listed(app.store.state).slice(0, rows_on_paper);
  const rows = places.map((place) => h("tr", {}, ...[String(place.rank), [street_of(place), near_of(place)].filter(Boolean).join(", "), place.buurt, said(place.status), reason_words(place), number(place.gain_kwh)].map((text) => h("td", {}, text))));
  const legend = document.querySelector(".legend-body")?.cloneNode(true) as HTMLElement | undefined;
  legend?.querySelectorAll("canvas").forEach((copy, i) => {
    const drawn = document.querySelectorAll<HTMLCanvasElement>(".legend canvas")[i];
    const image = h("img", { src: drawn.toDataURL(), alt: "", class: "swatch" });
    image.style.opacity = drawn.style.opacity;
    copy.replaceWith(image);
  });
  document.body.append(
    h("section", { id: "print" },
      h("h1", {}, plans.title), h("p", {}, [said(plan.name), plans.author, plans.date].filter(Boolean).join(" · ")),
      plans.illustrative.length ? h("p", { class: "illustrative" }, `${t("Illustrative")}: ${plans.illustrative.map((text) => said(text)).join("; ")}`) : null,
      h("div", { class: "print-sheet" }, picture(app), legend ?? null),
      h("table", {}, h("thead", {}, h("tr", {}, ...[t("Number"), t("Address"), t("Neighbourhood"), t("Grid"), t("Why"), t("kWh/year")].map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, ...rows)),
      h("p", { class: "small" }, plans.source ?? "")));
}

export function clear_print(): void {
  document.getElementById("print")?.remove();
}
