// SPDX-License-Identifier: Apache-2.0
// The key figures of an area, each with what stands behind it; a press shows it on the map and in the ranking.
import type { Style } from "../data/contract";
import { h } from "../dom";
import { number, percent, t } from "../words";
import { about_words, figures, row_of, title_words, value_words, type Figure } from "./figures";
import { all_months, type Area } from "./contract";
import type { Use, UseRow } from "./use";

export interface CardsView {
  use: Use;
  area: Area;
  month: string;
  figure: Figure;
  choose(figure: Figure): void;
}

const pressure_fields = ["pressure_0_evse", "pressure_50_evse", "pressure_100_evse", "pressure_150_evse"];
const pressure_words = () => [t("under 50 %"), t("50 to 100 %"), t("100 to 150 %"), t("150 % or more")];
const pressure_class = [1, 3, 4, 5]; // of the six classes of the map of pressure

export function cards(view: CardsView): HTMLElement {
  return h("div", { class: "cards", role: "group", "aria-label": t("Key figures") }, ...figures.filter((one) => view.use.has(one.field)).map((one) => card(one, view)));
}

function card(figure: Figure, view: CardsView): HTMLElement {
  const { use, area, month } = view;
  const row = row_of(use, figure, area, month);
  const value = use.value(row, figure.field);
  const basis = row && value !== null ? figure.rests_on(use, row) : row && figure.count === "sites_known" ? figure.rests_on(use, row) : "";
  const chip = target_chip(figure, value, use);
  return h("button", { type: "button", class: `kpi${value === null ? " absent" : ""}`, "data-field": figure.field, "aria-pressed": view.figure === figure ? "true" : "false", onclick: () => view.choose(figure), title: about_words(figure, use.monitor) },
    h("span", { class: "kpi-title" }, title_words(figure)),
    h("span", { class: "kpi-value" }, h("strong", {}, value_words(use, figure, row)), chip),
    h("span", { class: "kpi-basis" }, [figure.today && month !== all_months && value !== null ? t("today") : "", basis].filter(Boolean).join(": ")));
}

function target_chip(figure: Figure, value: number | null, use: Use): HTMLElement | null {
  if (figure.field !== "vehicles_per_evse") return null;
  const target = use.monitor.vehicles_per_evse_target;
  const state = value === null ? "" : value <= target ? "good" : "reject";
  const words = value === null ? t("target {n} at most", { n: target }) : value <= target ? t("meets the target of {n} at most", { n: target }) : t("above the target of {n}", { n: target });
  return h("span", { class: `chip ${state}` }, words);
}

/// How many charge points are under how much pressure, each site by itself.
export function pressure_part(use: Use, row: UseRow | null, style: Style | undefined): HTMLElement {
  const counts = pressure_fields.map((field) => use.value(row, field));
  const all = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const title = h("h3", { id: "pressure-title" }, t("Pressure (laaddruk) of charge points"));
  const about = h("p", { class: "muted small" }, t("The occupancy of their site in the peak, in % of what is allowed for its number of charge points."));
  if (counts.some((count) => count === null) || all === 0)
    return h("section", { class: "pressure", "aria-labelledby": "pressure-title" }, title, about, h("p", { class: "pressure-bar unknown" }, h("span", {}, use.is_withheld(row, "pressure_0_evse", "sites_known") ? t("withheld") : t("unknown"))));
  const words = pressure_words();
  const bar = h("div", { class: "pressure-bar", "aria-hidden": "true" });
  const list = h("ul", { class: "pressure-list" });
  counts.forEach((count, i) => {
    const colour = style?.classes[pressure_class[i]]?.colour ?? "#88929d";
    const part = h("span", {});
    part.style.background = colour;
    part.style.flexGrow = String(count ?? 0);
    if (count) bar.append(part);
    const swatch = h("span", { class: "dot-swatch", "aria-hidden": "true" });
    swatch.style.background = colour;
    list.append(h("li", {}, swatch, `${words[i]}: `, h("strong", {}, percent(count ?? 0, all)), ` (${number(count ?? 0)})`));
  });
  return h("section", { class: "pressure", "aria-labelledby": "pressure-title" }, title, about, bar, list);
}
