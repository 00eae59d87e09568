// SPDX-License-Identifier: Apache-2.0
// What is at a place of the map: the exact value of the cell, in words, and the shapes that lie there.
import Overlay from "ol/Overlay.js";
import type { App } from "../app";
import type { Layer, Table } from "../data/contract";
import { button, h } from "../dom";
import { column_words } from "../panel/table";
import { is_theme } from "../panel/layers";
import { spot_name } from "../data/places";
import { words_of_value } from "../raster/colour";
import { number, said, t } from "../words";
import { class_of_row } from "./vector_layer";

const facts_at_most = 6;
const hidden_fields = ["station", "candidate", "bay_ids", "x_m", "y_m", "square", "white_spot", "few"];

export class Popup {
  private readonly element = h("div", { class: "popup", role: "dialog", "aria-label": t("What is here"), hidden: true });
  private readonly overlay: Overlay;

  constructor(private readonly app: App) {
    this.overlay = new Overlay({ element: this.element, positioning: "bottom-center", offset: [0, -10], autoPan: { margin: 20 }, stopEvent: true });
    app.map.map.addOverlay(this.overlay);
  }

  close(): void {
    this.overlay.setPosition(undefined);
    this.element.hidden = true;
  }

  async show(pixel: number[], focus = false): Promise<void> {
    const [x, y] = this.app.map.map.getCoordinateFromPixel(pixel);
    const parts = [...(await this.values(x, y)), ...this.shapes(pixel)];
    if (parts.length === 0) return this.close();
    const close = button(t("Close"), () => this.close(), { icon: "close", class: "button quiet small", hide_text: true });
    this.element.replaceChildren(close, ...parts);
    this.element.hidden = false;
    this.overlay.setPosition([x, y]);
    if (focus) close.focus();
  }

  private async values(x: number, y: number): Promise<HTMLElement[]> {
    const { plan, layers } = this.app.store.state;
    const parts: HTMLElement[] = [];
    for (const layer of plan.layers.filter((one) => is_theme(one) && layers[one.id]?.visible)) {
      const file = this.app.map.a.file(layer);
      const found = await file.value(x, y).catch(() => null);
      if (!found) continue;
      const coarse = found.cell_m > plan.grid.cell_m ? t("cell of {m} m", { m: number(found.cell_m, 1) }) : "";
      parts.push(h("p", {}, h("span", { class: "muted small" }, said(layer.title, layer.args)), h("strong", { class: "value" }, words_of_value(layer, file.classes, found.value)), coarse ? h("span", { class: "muted small" }, coarse) : null));
    }
    return parts;
  }

  private shapes(pixel: number[]): HTMLElement[] {
    const parts: HTMLElement[] = [];
    this.app.map.map.forEachFeatureAtPixel(pixel, (feature, drawn) => {
      const layer = this.app.store.state.plan.layers.find((one) => one.id === drawn?.get("plan_layer"));
      const table = drawn?.get("table") as Table | undefined;
      const row = feature.get("row") as number | undefined;
      if (layer && table && row !== undefined && parts.length < 4) parts.push(shape_part(layer, table, row));
    }, { hitTolerance: 6, layerFilter: (one) => one.get("plan_layer") !== undefined });
    return parts;
  }
}

function shape_part(layer: Layer, table: Table, index: number): HTMLElement {
  const row = table.rows[index];
  const one = class_of_row(layer, table, row);
  const spot = table.columns.indexOf("white_spot");
  const title = layer.id === "white_spots" && spot >= 0 ? t("White spot {letter}", { letter: spot_name(row[spot]) }) : said(one?.label || layer.title);
  const facts = table.columns
    .map((name, i) => ({ name, value: row[i], words: column_words(table, i) }))
    .filter(({ name, value }) => value !== null && value !== "" && value !== 0 && !hidden_fields.includes(name) && name !== layer.style.field)
    .slice(0, facts_at_most);
  return h("div", {}, h("p", {}, h("strong", {}, title)), h("dl", { class: "facts small" }, ...facts.map(({ value, words }) =>
    h("div", { class: "fact" }, h("dt", {}, words), h("dd", {}, typeof value === "number" ? number(value, 1) : said(String(value)))))));
}
