// SPDX-License-Identifier: Apache-2.0
// Which layers are shown, how strongly, and what their colours mean.
import { layers_here, type App } from "../app";
import type { Layer, StyleClass } from "../data/contract";
import { self_contained } from "../data/files";
import { button, h } from "../dom";
import { swatch } from "../map/signs";
import type { Shown } from "../state";
import { key, said, t } from "../words";

const groups: Record<string, string> = { plan: key("The plan"), today: key("Today"), demand: key("Demand"), grid: key("The grid"), base: key("Background") };
const order = ["plan", "today", "demand", "grid", "base"];

/// Colours that cover the map: one at a time, since two of them cannot be read.
export function is_theme(layer: Layer): boolean {
  return layer.kind === "raster";
}

/// The layers with one theme shown, or none.
export function with_theme(shown: Record<string, Shown>, themes: Layer[], id: string | null): Record<string, Shown> {
  const layers = { ...shown };
  for (const layer of themes) layers[layer.id] = { opacity: layers[layer.id]?.opacity ?? layer.opacity, visible: layer.id === id };
  return layers;
}

/// The classes of a layer with their signs, as strong as they are on the map.
function legend_of(layer: Layer, opacity: number): HTMLElement {
  const { style } = layer;
  const codes = (style.codes ?? []).filter((code) => code.colour);
  const rows = [...style.classes, ...codes.map((code) => ({ label: code.label, colour: code.colour as string, mark: "area" as const }))];
  const sign = (one: StyleClass) => {
    const canvas = swatch(one);
    canvas.style.opacity = String(opacity);
    return canvas;
  };
  return h("ul", { class: "legend-rows" }, ...rows.filter((one) => one.label).map((one) => h("li", {}, sign(one), h("span", {}, said(one.label)))));
}

export class LayerPanel {
  readonly element = h("section", { class: "layers-panel floating", id: "layers-panel", "aria-label": t("Layers"), hidden: true });

  constructor(private readonly app: App, private readonly open_table: (layer: Layer) => void) {
    app.store.listen((_, changed) => {
      if (changed.has("plan") || (changed.has("layers") && !this.element.contains(document.activeElement))) this.draw();
    });
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    this.draw();
  }

  draw(): void {
    const { plan, plans, online } = this.app.store.state;
    const layers = layers_here(plan);
    const themes = layers.filter(is_theme).reverse();
    const signs = layers.filter((layer) => !is_theme(layer)).reverse();
    const network = h("input", { type: "checkbox", id: "online", onchange: () => this.ask_online(network) });
    network.checked = online;
    this.element.replaceChildren(
      h("div", { class: "floating-head" }, h("h2", {}, t("Layers")), button(t("Close"), () => this.toggle(false), { icon: "close", class: "button quiet", hide_text: true })),
      h("fieldset", {}, h("legend", {}, t("Signs and areas")), ...sorted(signs).map((layer) => this.row(layer, "checkbox"))),
      themes.length ? h("fieldset", {}, h("legend", {}, t("Colours on the map")), this.no_theme(themes), ...sorted(themes).map((layer) => this.row(layer, "radio"))) : "",
      plans.chance ? h("p", {}, h("a", { href: self_contained() ? "laadkans.html" : "laadkans/" }, t("Chance of a free charger by hour"))) : "",
      h("fieldset", {}, h("legend", {}, t("Background")), h("div", { class: "layer-row" }, h("label", { for: "online" }, network, t("Map of the Netherlands from PDOK (uses the internet)")))),
      self_contained() ? h("p", { class: "muted small" }, t("This file carries a coarse copy of the colours. The folder on a web server shows every cell.")) : "",
    );
  }

  toggle(open = this.element.hidden): void {
    this.element.hidden = !open;
    const opener = document.getElementById("open-layers");
    opener?.setAttribute("aria-expanded", String(open));
    if (open) this.element.querySelector<HTMLElement>("input")?.focus();
    else opener?.focus();
  }

  private no_theme(themes: Layer[]): HTMLElement {
    const input = h("input", { type: "radio", name: "theme", id: "theme-none", onchange: () => this.only(themes, null) });
    input.checked = !themes.some((layer) => this.app.store.state.layers[layer.id]?.visible);
    return h("div", { class: "layer-row" }, h("label", { for: "theme-none" }, input, t("None")));
  }

  private only(themes: Layer[], id: string | null): void {
    this.app.store.set({ layers: with_theme(this.app.store.state.layers, themes, id) });
    this.refresh(`layer-${id ?? "none"}`, `theme-${id ?? "none"}`);
  }

  private refresh(...ids: string[]): void {
    this.draw();
    for (const id of ids) document.getElementById(id)?.focus();
  }

  private row(layer: Layer, type: "checkbox" | "radio"): HTMLElement {
    const { store } = this.app;
    const shown = store.state.layers[layer.id] ?? { visible: false, opacity: layer.opacity };
    const id = `layer-${layer.id}`;
    const input = h("input", { type, id, ...(type === "radio" ? { name: "theme" } : {}), onchange: () => {
      if (type === "radio") return this.only(store.state.plan.layers.filter(is_theme), layer.id);
      store.show(layer.id, { visible: input.checked });
      this.refresh(id);
    } });
    input.checked = shown.visible;
    const group = said(groups[layer.group] ?? layer.group);
    return h("div", { class: "layer-row" },
      h("label", { for: id }, input, h("span", {}, said(layer.title, layer.args), " ", h("span", { class: "muted small" }, group))),
      button(t("Table of {layer}", { layer: said(layer.title, layer.args) }), () => this.open_table(layer), { icon: "table", class: "button quiet small", hide_text: true }),
      shown.visible ? this.details(layer, shown.opacity) : null);
  }

  private details(layer: Layer, opacity: number): HTMLElement {
    const slider = h("input", { type: "range", min: 0.1, max: 1, step: 0.05, value: opacity, id: `opacity-${layer.id}`, oninput: () => this.app.store.show(layer.id, { opacity: Number(slider.value) }) });
    return h("div", { class: "layer-details" },
      is_theme(layer) ? null : h("p", { class: "muted small" }, said(layer.message, layer.args)),
      h("label", { class: "opacity", for: `opacity-${layer.id}` }, t("Strength"), h("span", { class: "hidden-words" }, ` ${said(layer.title, layer.args)}`), slider));
  }

  private ask_online(box: HTMLInputElement): void {
    if (box.checked && !window.confirm(t("This map is fetched from service.pdok.nl. PDOK then sees your internet address and which part of the map you look at. Go on?"))) {
      box.checked = false;
      return;
    }
    this.app.store.set({ online: box.checked });
  }
}

function sorted(layers: Layer[]): Layer[] {
  return [...layers].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

/// What is on the map now: colours with their message, and the signs; beside the map and in print.
export class Legend {
  readonly element = h("section", { class: "legend floating", "aria-label": t("Legend") });
  private readonly body = h("div", { class: "legend-body" });

  constructor(private readonly app: App) {
    this.element.append(h("details", { open: !window.matchMedia("(max-width: 760px)").matches }, h("summary", {}, t("Legend")), this.body));
    app.store.listen((_, changed) => {
      if (changed.has("layers") || changed.has("plan")) this.draw();
    });
    this.draw();
  }

  private draw(): void {
    const { plan, layers } = this.app.store.state;
    const visible = layers_here(plan).filter((layer) => layers[layer.id]?.visible).reverse();
    const signs = visible.filter((layer) => !is_theme(layer));
    const single = signs.filter((layer) => layer.style.classes.length === 1);
    this.body.replaceChildren(...visible.filter(is_theme).map((layer) => theme_part(layer, layers[layer.id].opacity)), ...signs.filter((layer) => layer.style.classes.length > 1).map((layer) => signs_part(layer, layers[layer.id].opacity)),
      single.length ? h("ul", { class: "legend-rows" }, ...single.map((layer) => h("li", {}, swatch(layer.style.classes[0]), h("span", {}, said(layer.title, layer.args))))) : "");
  }
}

function theme_part(layer: Layer, opacity: number): HTMLElement {
  return h("div", { class: "legend-part theme" }, h("h3", {}, said(layer.title, layer.args)),
    layer.message ? h("p", { class: "message" }, said(layer.message, layer.args)) : null,
    layer.warning ? h("p", { class: "warning" }, said(layer.warning)) : null,
    layer.style.heading ? h("p", { class: "heading" }, said(layer.style.heading)) : null,
    legend_of(layer, opacity),
    layer.note ? h("p", { class: "muted small" }, said(layer.note, layer.args)) : null);
}

function signs_part(layer: Layer, opacity: number): HTMLElement {
  return h("div", { class: "legend-part signs" }, h("h3", {}, said(layer.style.heading || layer.title, layer.args)), legend_of(layer, opacity));
}
