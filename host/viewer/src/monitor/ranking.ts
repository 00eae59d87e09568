// SPDX-License-Identifier: Apache-2.0
// Areas of a level in the order of a figure: those that are equal share a rank, those of which it is not known come last.
import type { Value } from "../data/contract";
import { button, h } from "../dom";
import { number, said, spoken, t, tn } from "../words";
import { absent_words, amount_words, title_words, type Figure } from "./figures";
import type { Use, UseRow } from "./use";

export type SortBy = "value" | "name" | "sites_known" | "days" | "reporting_pct";

export interface Ranked {
  row: UseRow; // of the month
  name: string;
  value: number | null;
  rank: number | null;
}

/// The largest first; null has no rank.
export function ranks(values: (number | null)[]): (number | null)[] {
  const known = values.filter((value): value is number => value !== null).sort((a, b) => b - a);
  return values.map((value) => (value === null ? null : known.indexOf(value) + 1));
}

export function ranking(use: Use, figure: Figure, rows: UseRow[]): Ranked[] {
  const values = rows.map((row) => use.value(row, figure.field));
  const order = ranks(values);
  return rows.map((row, i) => ({ row, name: use.called(row), value: values[i], rank: order[i] }));
}

/// What is not known comes last, whichever way; equal ones by name.
export function sorted(use: Use, all: Ranked[], by: SortBy, down: boolean): Ranked[] {
  const by_name = (a: Ranked, b: Ranked) => a.name.localeCompare(b.name, spoken(), { numeric: true });
  if (by === "name") return [...all].sort((a, b) => (down ? -1 : 1) * by_name(a, b));
  const number_of = (one: Ranked) => (by === "value" ? one.value : use.value(one.row, by));
  return [...all].sort((a, b) => {
    const [x, y] = [number_of(a), number_of(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || by_name(a, b);
    return (down ? y - x : x - y) || by_name(a, b);
  });
}

export interface RankingView {
  use: Use;
  figure: Figure;
  sort: { by: SortBy; down: boolean };
  most: number; // rows shown
  selected: string;
  level: string;
  target?: number;
  resort(by: SortBy, down: boolean): void;
  select(row: UseRow): void;
  more(): void;
}

interface Column {
  by: SortBy | null; // null: by words, which have no order
  words: string;
  wide: boolean;
}

/// Beside figures of use how many sites and days are known, each to sort by; else what the figure rests on.
function columns_of(figure: Figure): Column[] {
  const first: Column[] = [{ by: "name", words: t("Name"), wide: false }, { by: "value", words: title_words(figure), wide: false }];
  if (!rests_on_sites(figure)) return [...first, { by: null, words: t("What it rests on"), wide: true }];
  return [...first, { by: "sites_known", words: t("Sites that report"), wide: true }, { by: "days", words: t("Days"), wide: true }, { by: "reporting_pct", words: t("Charge points that report (%)"), wide: true }];
}

const rests_on_sites = (figure: Figure) => figure.count === "sites_known";

export function ranking_table(shown: Ranked[], view: RankingView): HTMLElement {
  const most = Math.max(...shown.map((one) => one.value ?? 0), view.target ?? 0, 0);
  const head = h("tr", {}, h("th", { scope: "col", class: "rank" }, t("Rank")), ...columns_of(view.figure).map((column) => heading(column, view)));
  const rows = shown.slice(0, view.most).map((one) => table_row(one, most, view));
  const more = shown.length - view.most;
  return h("div", {},
    h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-labelledby": "ranking-title" }, h("table", { class: "ranking" }, h("thead", {}, head), h("tbody", {}, ...rows))),
    h("p", { class: "table-foot" }, tn(shown.length, "{n} row", "{n} rows", { n: shown.length }), more > 0 ? button(t("Show {n} more", { n: more }), view.more, { class: "button quiet small" }) : null));
}

function heading(column: Column, view: RankingView): HTMLElement {
  const { by } = column;
  if (by === null) return h("th", { scope: "col", class: "wide words" }, column.words);
  const sorted = view.sort.by === by;
  const down = sorted ? !view.sort.down : by !== "name";
  const arrow = sorted ? (view.sort.down ? " ▼" : " ▲") : "";
  return h("th", { scope: "col", class: column.wide ? "wide" : "", "aria-sort": sorted ? (view.sort.down ? "descending" : "ascending") : "none" },
    h("button", { type: "button", "data-sort": by, onclick: () => view.resort(by, down) }, column.words, h("span", { class: "arrow", "aria-hidden": "true" }, arrow)));
}

function table_row(one: Ranked, most: number, view: RankingView): HTMLElement {
  const { use, figure } = view;
  const chosen = use.word(one.row, "name") === view.selected;
  const told = (field: string, decimals = 0) => {
    const value = use.value(one.row, field);
    return value === null ? "–" : number(value, decimals);
  };
  const basis = figure.rests_on(use, one.row);
  const of = `${told("sites_known")} ${t("of")} ${told("sites")}`;
  const name = h("button", { type: "button", class: "link", "aria-pressed": chosen ? "true" : "false", onclick: () => view.select(one.row) }, view.level === "market_model" ? said(one.name) : one.name);
  const bar = h("span", { class: "bar", "aria-hidden": "true" });
  if (one.value !== null) {
    const fill = h("span", { class: "bar-fill" });
    fill.style.width = `${most > 0 ? (100 * one.value) / most : 0}%`;
    bar.append(fill);
  } else bar.classList.add("unknown");
  return h("tr", { class: chosen ? "chosen" : "" },
    h("td", { class: "rank" }, one.rank === null ? "–" : String(one.rank)),
    h("th", { scope: "row" }, name, h("span", { class: "narrow-words" }, basis)),
    h("td", { class: "value" }, h("span", { class: one.value === null ? "absent" : "" }, one.value === null ? absent_words(use, figure, one.row) : amount_words(figure, one.value)), bar),
    ...(rests_on_sites(figure) ? [of, told("days"), told("reporting_pct", 1)].map((words) => h("td", { class: "number wide" }, words)) : [h("td", { class: "wide small muted" }, basis)]));
}

/// The rows as they are shown, for a spreadsheet; what is not known is an empty cell.
export function ranking_rows(use: Use, figure: Figure, shown: Ranked[], month: string): Value[][] {
  const fields = figure.beside.filter((field) => field !== figure.field && use.has(field));
  return [["rank", "level", "name", ...(use.has("buurt_name") ? ["buurt_name"] : []), "gemeente", "month", figure.field, ...fields],
    ...shown.map(({ row, rank, value }) => [rank, use.word(row, "level"), use.word(row, "name"), ...(use.has("buurt_name") ? [use.word(row, "buurt_name")] : []), use.word(row, "gemeente"), month, value, ...fields.map((field) => use.value(row, field) ?? (use.word(row, field) || null))])];
}
