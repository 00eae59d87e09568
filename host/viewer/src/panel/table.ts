// SPDX-License-Identifier: Apache-2.0
// Every layer as a table: the same content without a map, sortable, by keyboard.
import type { App } from "../app";
import type { Layer, Table, Value } from "../data/contract";
import { read_table } from "../data/files";
import { button, h, save } from "../dom";
import { csv_text } from "../review/csv";
import { count_classes } from "../map/raster_layer";
import { geometry_of } from "../map/vector_layer";
import { key, number, said, spoken, t, tn } from "../words";

const rows_at_once = 100;
const few_column = "few"; // says that a count of the row is withheld

function shown_columns(table: Table): number[] {
  return table.columns.map((_, column) => column).filter((column) => table.columns[column] !== few_column);
}

/// Numbers by size, the rest by the alphabet of the language; what is missing comes last.
export function compare_values(a: Value, b: Value): number {
  const missing = (value: Value) => value === null || value === "";
  if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), spoken(), { numeric: true });
}

export function sorted_rows(rows: Value[][], column: number, down: boolean): number[] {
  const order = rows.map((_, i) => i);
  if (column < 0) return order;
  return order.sort((i, j) => {
    const [a, b] = [rows[i][column], rows[j][column]];
    const missing = Number(a === null || a === "") - Number(b === null || b === "");
    return missing !== 0 ? missing : (down ? -1 : 1) * compare_values(a, b);
  });
}

export class TableDialog {
  readonly element = h("dialog", { class: "table-dialog", "aria-labelledby": "table-title" });
  private sort = { column: -1, down: false };
  private shown = rows_at_once;

  constructor(private readonly app: App) {
    this.element.addEventListener("close", () => this.element.replaceChildren());
  }

  async open(layer: Layer): Promise<void> {
    this.sort = { column: -1, down: false };
    this.shown = rows_at_once;
    const { plan } = this.app.store.state;
    const table = layer.kind === "raster" ? await this.classes(layer) : await read_table(`${plan.id}/${layer.file}`);
    this.draw(layer, table);
    this.element.showModal();
  }

  private async classes(layer: Layer): Promise<Table> {
    const counts = await count_classes(this.app.map.a.file(layer), this.app.store.state.extent);
    const all = counts.reduce((sum, one) => sum + one.cells, 0);
    const rows = counts.filter((one) => one.label && one.cells > 0).map((one) => [said(one.label), Math.round(one.hectares * 10) / 10, Math.round((1000 * one.cells) / Math.max(1, all)) / 10]);
    return { columns: [key("class"), key("hectares"), key("percent of what is in view")], rows };
  }

  private draw(layer: Layer, table: Table): void {
    const order = sorted_rows(table.rows, this.sort.column, this.sort.down);
    const more = order.length - this.shown;
    const body = h("tbody", {}, ...order.slice(0, this.shown).map((row) => this.row(layer, table, row)));
    this.element.replaceChildren(
      h("div", { class: "floating-head" }, h("h2", { id: "table-title" }, said(layer.title, layer.args)),
        button(t("Save as CSV"), () => save(`${layer.id}.csv`, "text/csv", csv_text([table.columns, ...table.rows])), { icon: "download", class: "button quiet" }),
        button(t("Close"), () => this.element.close(), { icon: "close", class: "button quiet", hide_text: true })),
      h("p", { class: "muted" }, said(layer.message, layer.args)),
      h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-labelledby": "table-title" },
        h("table", {}, h("thead", {}, h("tr", {}, ...shown_columns(table).map((column) => this.heading(layer, table, column)), table.shapes ? h("th", { scope: "col" }, t("Map")) : null)), body)),
      h("p", { class: "table-foot" }, tn(order.length, "{n} row", "{n} rows", { n: order.length }), more > 0 ? button(t("Show {n} more", { n: Math.min(more, rows_at_once) }), () => { this.shown += rows_at_once; this.draw(layer, table); }) : null));
  }

  private heading(layer: Layer, table: Table, column: number): HTMLElement {
    const sorted = this.sort.column === column;
    const press = () => {
      this.sort = { column, down: sorted && !this.sort.down };
      this.draw(layer, table);
      this.element.querySelectorAll<HTMLElement>("thead button")[shown_columns(table).indexOf(column)]?.focus();
    };
    return h("th", { scope: "col", "aria-sort": sorted ? (this.sort.down ? "descending" : "ascending") : "none" },
      h("button", { type: "button", onclick: press }, column_words(table, column), h("span", { class: "arrow", "aria-hidden": "true" }, sorted ? (this.sort.down ? " ▼" : " ▲") : "")));
  }

  private row(layer: Layer, table: Table, index: number): HTMLElement {
    const row = table.rows[index];
    const withheld = row[table.columns.indexOf(few_column)] === "yes";
    const cells = shown_columns(table).map((column) => {
      const value = row[column];
      return h("td", { class: typeof value === "number" ? "number" : "" }, value === null && withheld ? t("withheld") : cell_words(value));
    });
    const geometry = geometry_of(table.shapes?.[index] ?? null);
    const show = () => {
      this.element.close();
      if (!this.app.store.state.layers[layer.id]?.visible) this.app.store.show(layer.id, { visible: true });
      const [left, bottom, right, top] = geometry?.getExtent() ?? [0, 0, 0, 0];
      this.app.map.go_to((left + right) / 2, (bottom + top) / 2, Math.max(0.5, Math.max(right - left, top - bottom) / 500));
    };
    return h("tr", {}, ...cells, geometry ? h("td", {}, button(t("Show"), show, { class: "button quiet small" })) : null);
  }
}

/// What a column is called: "within_300m_pct" holds a number, so its words are made here.
export function column_words(table: Table, column: number): string {
  const name = table.columns[column];
  const [, metres, share] = /^within_(\d+)m(_pct)?$/.exec(name) ?? [];
  if (metres) return said(share ? key("Dwellings within {} m (%)") : key("Dwellings within {} m"), [Number(metres)]);
  return said(table.titles?.[column] || name);
}

function cell_words(value: Value): string {
  if (value === null) return "–";
  return typeof value === "number" ? number(value, 2) : said(String(value));
}
