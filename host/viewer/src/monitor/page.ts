// SPDX-License-Identifier: Apache-2.0
// The page: what is chosen above, then key figures, map and ranking, lines by month, what the data cannot show.
import type { Plans } from "../data/contract";
import { spreadsheet_csv } from "../data/spreadsheet";
import { announce, button, h, save } from "../dom";
import { said, speak, spoken, t, type Language } from "../words";
import { cards, pressure_part } from "./cards";
import { choropleth, legend, type Shown } from "./choropleth";
import { all_months, type Area, type Level } from "./contract";
import { about_words, absent_words, figure_of, figures, row_of, title_words, value_words, type Figure } from "./figures";
import { month_words } from "./months";
import { ranking, ranking_rows, ranking_table, sorted, type Ranked, type SortBy } from "./ranking";
import { trend_chart } from "./trend";
import { days_of_month, type Use, type UseRow } from "./use";

const rows_at_once = 100;
const levels: Level[] = ["gemeente", "buurt", "res_regio", "provincie", "market_model"];
const whole: Area = { level: "area", name: "" };

export interface MonitorState {
  plan: string; // its id
  month: string;
  area: Area;
  figure: Figure;
  level: Level; // of the ranking
  sort: { by: SortBy; down: boolean };
  most: number;
}

export type LoadUse = (plan: string) => Promise<Use>;

export function read_state(hash: string, use: Use, plan: string): MonitorState {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const [level, ...name] = (parts.get("area") ?? "").split(":");
  const area = { level: level as Level, name: name.join(":") };
  const month = parts.get("month") ?? all_months;
  const wanted = figure_of(parts.get("figure") ?? undefined);
  const ranked = parts.get("level") as Level;
  const first = figures.find((one) => use.value(use.row(whole, all_months), one.field) !== null) ?? figures[0];
  return {
    plan,
    month: use.monitor.months.includes(month) ? month : all_months,
    area: use.row(area, all_months) ? area : whole,
    figure: wanted && use.has(wanted.field) ? wanted : first,
    level: levels.includes(ranked) && use.of_level(ranked).length > 0 ? ranked : "gemeente",
    sort: { by: "value", down: true },
    most: rows_at_once,
  };
}

export function write_state(state: MonitorState): string {
  const parts = new URLSearchParams({ plan: state.plan, month: state.month, figure: state.figure.field, level: state.level, lang: spoken() });
  if (state.area.level !== "area") parts.set("area", `${state.area.level}:${state.area.name}`);
  return "#" + parts.toString();
}

/// What is called of a level, one and several.
function level_words(level: Level): string {
  return { area: t("The whole area"), market_model: t("Market models"), provincie: t("Provinces"), res_regio: t("RES regions"), gemeente: t("Gemeenten"), buurt: t("Buurten") }[level];
}

/// Requests and cars are known of a month whatever was observed in it.
function rests_on_days(figure: Figure): boolean {
  return figure.count === "sites_known" || figure.field === "reporting_pct";
}

export class MonitorPage {
  private readonly main = h("main", { id: "main" });
  private width = 0;
  private asking = 0; // the plan that was chosen last

  constructor(private readonly root: HTMLElement, private readonly plans: Plans, private use: Use, private state: MonitorState, private readonly load: LoadUse) {
    this.draw();
    new ResizeObserver(() => {
      if (this.main.clientWidth !== this.width) this.draw_main();
    }).observe(this.main);
  }

  private draw(): void {
    document.documentElement.lang = spoken();
    document.title = `${t("Use of the network")}: ${this.plans.region}`;
    this.root.replaceChildren(h("a", { href: "#main", class: "skip", onclick: (event: Event) => { event.preventDefault(); this.main.querySelector<HTMLElement>("button, select")?.focus(); } }, t("To the key figures")), this.head(), this.main, h("div", { id: "announcer", class: "hidden-words", "aria-live": "polite" }));
    this.draw_main();
  }

  private head(): HTMLElement {
    const other: Language = spoken() === "nl" ? "en" : "nl";
    const switcher = button(other === "nl" ? "Nederlands" : "English", () => { speak(other); this.set({}); this.draw(); }, { class: "button quiet small language" });
    switcher.lang = other;
    const { months } = this.use.monitor;
    const period = months.length === 0 ? "" : months.length === 1 ? month_words(months[0]) : `${month_words(months[0])} – ${month_words(months[months.length - 1])}`;
    const map = h("a", { class: "button quiet small", href: location.protocol === "file:" ? "plan.html" : "index.html" }, t("To the map"));
    const logo = this.plans.logo ? h("img", { src: this.plans.logo, alt: this.plans.author ?? "", class: "logo" }) : null;
    return h("header", { class: "head" }, logo, h("div", { class: "head-words" }, h("h1", {}, `${t("Use of the network")}: ${this.plans.region}`), h("p", { class: "muted" }, [period, this.plans.author].filter(Boolean).join(" · "))), map, switcher);
  }

  /// Changes what is shown; focus stays on the element that has the same place.
  private set(change: Partial<MonitorState>): void {
    this.state = { ...this.state, ...change };
    history.replaceState(null, "", write_state(this.state));
    const focus = focus_of(document.activeElement);
    this.draw_main();
    if (focus) this.main.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
  }

  private draw_main(): void {
    this.width = this.main.clientWidth;
    const { use, state } = this;
    const row = use.row(state.area, state.month);
    this.main.replaceChildren(
      this.controls(),
      h("section", { "aria-labelledby": "figures-title" }, h("h2", { id: "figures-title" }, `${this.area_words(state.area)}, ${month_words(state.month)}`), this.basis(row),
        cards({ use, area: state.area, month: state.month, figure: state.figure, choose: (figure) => this.set({ figure, sort: { by: "value", down: true } }) }),
        pressure_part(use, row, use.monitor.styles?.pressure)),
      this.places(),
      this.trends(),
      this.notes());
  }

  private area_words(area: Area): string {
    if (area.level === "area") return this.plans.region;
    const row = use_row(this.use, area);
    const name = row ? this.use.called(row) : area.name;
    return area.level === "market_model" ? said(name) : name;
  }

  private basis(row: UseRow | null): HTMLElement {
    const { use } = this;
    const partial = this.state.month !== all_months && (use.value(row, "days") ?? 0) < days_of_month(this.state.month);
    const days = use.value(row, "days") ?? 0;
    const told = days === 0 ? t("Of no site enough is known here: figures of use are unknown, not 0.")
      : t("Figures of use rest on {known} of {all} sites and {days} days. Press a figure to see it on the map and in the ranking.", { known: use.value(row, "sites_known") ?? 0, all: use.value(row, "sites") ?? 0, days });
    return h("p", { class: "muted" }, told, partial && days > 0 ? ` ${t("Days of this month are missing.")}` : "");
  }

  private controls(): HTMLElement {
    const { use, state } = this;
    const months = [all_months, ...[...use.monitor.months].reverse()];
    const month = labelled(t("Month"), "month", h("select", { id: "month" }, ...months.map((one) => h("option", { value: one }, month_words(one)))), state.month, (value) => this.set({ month: value }));
    const figure = labelled(t("Figure"), "figure", h("select", { id: "figure" }, ...figures.filter((one) => use.has(one.field)).map((one) => h("option", { value: one.field }, title_words(one)))), state.figure.field, (value) => this.set({ figure: figure_of(value) ?? state.figure, sort: { by: "value", down: true } }));
    const key = (area: Area) => `${area.level}:${area.name}`;
    const area = labelled(t("Area"), "area", h("select", { id: "area" }, ...this.area_options()), key(state.area), (value) => this.choose_area({ level: value.slice(0, value.indexOf(":")) as Level, name: value.slice(value.indexOf(":") + 1) }));
    const plan = this.plans.plans.length < 2 ? null : labelled(t("Plan"), "plan", h("select", { id: "plan" }, ...this.plans.plans.map((one) => h("option", { value: one.id }, said(one.name)))), state.plan, (value) => void this.choose_plan(value));
    return h("div", { class: "controls", role: "group", "aria-label": t("What is shown") }, area, month, figure, plan);
  }

  private area_options(): HTMLElement[] {
    const { use, state } = this;
    const option = (row: UseRow) => h("option", { value: `${use.area(row).level}:${use.area(row).name}` }, this.area_words(use.area(row)));
    const gemeente = use.word(use_row(use, state.area), "gemeente");
    const groups: [string, UseRow[]][] = (["provincie", "res_regio", "market_model", "gemeente"] as Level[]).map((level) => [level_words(level), use.of_level(level)]);
    if (gemeente) groups.push([t("Buurten of {gemeente}", { gemeente }), use.of_level("buurt", gemeente)]);
    return [h("option", { value: "area:" }, t("The whole area")), ...groups.filter(([, rows]) => rows.length > 0).map(([label, rows]) => h("optgroup", { label }, ...rows.map(option)))];
  }

  private choose_area(area: Area): void {
    this.set({ area });
    announce(this.area_words(area));
  }

  private async choose_plan(plan: string): Promise<void> {
    const turn = ++this.asking;
    try {
      const use = await this.load(plan);
      if (turn !== this.asking) return;
      this.use = use;
      this.set({ ...read_state(location.hash, use, plan), plan });
    } catch (error) {
      if (turn !== this.asking) return;
      announce(String(error));
    }
    this.draw(); // the period too, and the plan that is shown
  }

  /// Where the ranking and the map stand: the month, or today for figures that are known of today alone.
  private when(): string {
    return this.state.figure.today ? all_months : this.state.month;
  }

  private ranked(): Ranked[] {
    const { use, state } = this;
    const gemeente = state.level === "buurt" ? use.word(use_row(use, state.area), "gemeente") : "";
    return sorted(use, ranking(use, state.figure, use.of_level(state.level, gemeente, this.when())), state.sort.by, state.sort.down);
  }

  private places(): HTMLElement {
    const { use, state } = this;
    const { figure } = state;
    const shown = this.ranked();
    const when = figure.today ? t("today") : month_words(state.month);
    const title = h("h2", { id: "ranking-title" }, `${title_words(figure)}, ${when}`);
    const table = ranking_table(shown, {
      use, figure, sort: state.sort, most: state.most, level: state.level,
      selected: state.area.level === state.level ? state.area.name : "",
      target: figure.field === "vehicles_per_evse" ? use.monitor.vehicles_per_evse_target : undefined,
      resort: (by, down) => this.set({ sort: { by, down } }),
      select: (row) => this.choose_area(use.area(row)),
      more: () => this.set({ most: shown.length }),
    });
    return h("section", { class: "places", "aria-labelledby": "ranking-title" }, title, h("p", { class: "muted" }, about_words(figure, use.monitor)),
      h("div", { class: "columns" }, this.map_part(), h("div", { class: "ranking-part" }, this.ranking_head(shown), table)));
  }

  private map_part(): HTMLElement {
    const { use, state } = this;
    const { figure } = state;
    const { gemeenten, styles } = use.monitor;
    const name_at = gemeenten.columns.indexOf("name");
    const all: Shown[] = gemeenten.rows.map((cells, i) => {
      const name = String(cells[name_at]);
      const row = row_of(use, figure, { level: "gemeente", name }, state.month);
      return { name, shape: gemeenten.shapes?.[i] ?? null, value: use.value(row, figure.field), words: value_words(use, figure, row) };
    });
    const room = this.width || 900;
    const width = Math.max(240, Math.min(640, room < 900 ? room : Math.floor(room * 0.5) - 20));
    const selected = state.area.level === "gemeente" ? state.area.name : use.word(use_row(use, state.area), "gemeente");
    const style = styles?.[figure.field];
    return h("div", { class: "map-part" }, choropleth(all, { figure, style, selected, width, select: (name) => this.choose_area({ level: "gemeente", name }) }) as unknown as Node, legend(all, figure, style));
  }

  private ranking_head(shown: Ranked[]): HTMLElement {
    const { use, state } = this;
    const there = levels.filter((level) => use.of_level(level).length > 0);
    const select = h("select", { id: "level" }, ...there.map((level) => h("option", { value: level }, this.level_option(level))));
    const stem = `${state.figure.field}-${state.level}-${this.when()}`;
    return h("div", { class: "ranking-head" }, labelled(t("Ranking of"), "level", select, state.level, (value) => this.set({ level: value as Level, most: rows_at_once })),
      h("div", { class: "buttons" },
        button(t("Save these rows"), () => save(`${stem}.csv`, "text/csv", spreadsheet_csv(ranking_rows(use, state.figure, shown, this.when()))), { icon: "download", class: "button quiet small" }),
        button(t("Save the whole table"), () => save("usage_kpis.csv", "text/csv", spreadsheet_csv([use.table.columns, ...use.table.rows])), { icon: "download", class: "button quiet small" })));
  }

  private level_option(level: Level): string {
    const gemeente = this.use.word(use_row(this.use, this.state.area), "gemeente");
    return level === "buurt" && gemeente ? t("Buurten of {gemeente}", { gemeente }) : level_words(level);
  }

  private trends(): HTMLElement {
    const { use, state } = this;
    const rows = use.months.map((month) => use.row(state.area, month));
    const by_month = figures.filter((one) => !one.today && use.has(one.field) && use.is_known(one.field));
    const in_part = rows.map((row, i) => (use.value(row, "days") ?? 0) < days_of_month(use.months[i]));
    const of_whole = state.area.level === "area" ? null : use.months.map((month) => use.row(whole, month));
    const charts = by_month.map((figure) => trend_chart({
      figure, months: use.months, in_part: in_part.map((lacks) => lacks && rests_on_days(figure)), chosen: state.month,
      values: rows.map((row) => use.value(row, figure.field)),
      absent: absent_words(use, figure, rows[rows.length - 1]),
      whole: of_whole && !figure.is_amount ? of_whole.map((row) => use.value(row, figure.field)) : undefined,
      target: figure.field === "vehicles_per_evse" ? use.monitor.vehicles_per_evse_target : undefined,
    }));
    const table = h("details", { class: "trend-table" }, h("summary", {}, t("The same as a table")), this.trend_table(by_month, rows));
    return h("section", { "aria-labelledby": "trends-title" }, h("h2", { id: "trends-title" }, t("By month: {area}", { area: this.area_words(state.area) })), this.trend_words(of_whole !== null), h("div", { class: "trends" }, ...charts), table);
  }

  private trend_words(compares: boolean): HTMLElement {
    const few = this.use.months.length < 2 ? t("One month is known: there is no trend yet.") : "";
    const sign = (kind: string, words: string) => h("span", { class: "key-item" }, h("span", { class: `sign ${kind}`, "aria-hidden": "true" }), words);
    return h("p", { class: "muted key" }, few ? h("span", { class: "key-item" }, few) : null, sign("dot-sign", t("known")), sign("part-sign", t("days are missing")), sign("gap-sign", t("unknown or withheld")), sign("target-sign", t("target")), compares ? sign("whole-sign", t("the whole area")) : null);
  }

  private trend_table(by_month: Figure[], rows: (UseRow | null)[]): HTMLElement {
    const { use } = this;
    return h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": t("The same as a table") }, h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("Month")), ...by_month.map((figure) => h("th", { scope: "col" }, title_words(figure))))),
      h("tbody", {}, ...rows.map((row, i) => h("tr", {}, h("th", { scope: "row" }, month_words(use.months[i])), ...by_month.map((figure) => h("td", { class: "number" }, value_words(use, figure, row))))).reverse())));
  }

  private notes(): HTMLElement {
    const { monitor } = this.use;
    return h("section", { class: "notes", "aria-labelledby": "notes-title" }, h("h2", { id: "notes-title" }, t("What these figures cannot show")),
      h("ul", {}, ...monitor.notes.map((note) => h("li", {}, said(note.text, note.args))),
        h("li", {}, t("Withheld: figures that rest on fewer than {k} sites, sessions or requests, and those from which such a one would follow. They are not 0.", { k: monitor.k })),
        h("li", {}, t("Requests that wait, figures of single sites and counts of dwellings without own driveway are not published."))),
      this.plans.source ? h("p", { class: "muted" }, `${t("Sources")}: ${said(this.plans.source)}.`) : null);
  }
}

function use_row(use: Use, area: Area): UseRow | null {
  return use.row(area, all_months);
}

/// Finds an element again after the page is drawn anew.
function focus_of(element: Element | null): string | null {
  if (!(element instanceof HTMLElement)) return null;
  if (element.id && element.id !== "main") return `#${element.id}`;
  for (const name of ["field", "sort"]) if (element.dataset[name]) return `[data-${name}="${element.dataset[name]}"]`;
  return element.classList.contains("link") ? "tr.chosen .link" : null;
}

function labelled(words: string, id: string, select: HTMLSelectElement, value: string, choose: (value: string) => void): HTMLElement {
  select.value = value;
  select.addEventListener("change", () => choose(select.value));
  return h("div", { class: "control" }, h("label", { for: id }, words), select);
}
