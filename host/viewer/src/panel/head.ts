// SPDX-License-Identifier: Apache-2.0
// The head of the panel: what plan this is, for which year, how far one may trust it, and the figures that matter.
import type { App } from "../app";
import type { Figure, PlanEntry } from "../data/contract";
import { h } from "../dom";
import { date, key, number, percent, said, spoken, t, type Language } from "../words";

export function title_part(app: App, speak_other: (language: Language) => void): HTMLElement {
  const { plans } = app.store.state;
  const other: Language = spoken() === "nl" ? "en" : "nl";
  const switcher = h("button", { type: "button", class: "button quiet small language", lang: other, onclick: () => speak_other(other) }, other === "nl" ? "Nederlands" : "English");
  const logo = plans.logo ? h("img", { src: plans.logo, alt: plans.author ?? "", class: "logo" }) : null;
  const of_plan = () => [t("Plan for charging stations"), plans.plans.length > 1 ? "" : said(app.store.state.plan.name)];
  return h("header", { class: "title" }, logo, h("div", {}, h("h1", {}, plans.title), h("p", { class: "muted" }, [...of_plan(), plans.author, plans.date ? date(plans.date) : ""].filter(Boolean).join(" · "))), switcher);
}

export function warning_part(app: App): HTMLElement | null {
  const { illustrative } = app.store.state.plans;
  if (illustrative.length === 0) return null;
  return h("details", { class: "illustrative" }, h("summary", {}, h("strong", {}, `${t("Illustrative")}:`), " ", t("some figures are assumptions")),
    h("ul", {}, ...illustrative.map((text) => h("li", {}, said(text)))), h("p", {}, t("Do not decide on these figures; replace them by your own first.")));
}

/// Year as a slider, scenario as buttons: together they name a plan.
export function plan_part(app: App): HTMLElement | null {
  const { plans, plan } = app.store.state;
  if (plans.plans.length < 2) return null;
  const now = plans.plans.find((one) => one.id === plan.id) ?? plans.plans[0];
  const years = [...new Set(plans.plans.map((one) => one.year))].filter((year) => year !== undefined).sort() as number[];
  const scenarios = [...new Set(plans.plans.map((one) => one.scenario))].filter(Boolean) as string[];
  const pick = (wish: Partial<PlanEntry>) => void app.switch_plan(nearest(plans.plans, now, wish).id);
  const element = h("div", { class: "plan-switch" });
  if (years.length > 1) element.append(year_slider(years, now.year ?? years[0], (year) => pick({ year })));
  if (scenarios.length > 1) element.append(scenario_buttons(scenarios, now.scenario ?? "", (scenario) => pick({ scenario })));
  if (element.children.length === 0 || has_twins(plans.plans)) element.append(plan_select(plans.plans, now, (id) => void app.switch_plan(id)));
  return element;
}

function has_twins(plans: PlanEntry[]): boolean {
  return new Set(plans.map((one) => `${one.year}/${one.scenario}`)).size < plans.length;
}

/// The plan that has what is wished and differs least from the one shown.
export function nearest(plans: PlanEntry[], now: PlanEntry, wish: Partial<PlanEntry>): PlanEntry {
  const wanted = { ...now, ...wish };
  const fit = (one: PlanEntry) =>
    (wish.year !== undefined && one.year === wish.year ? 8 : 0) + (wish.scenario !== undefined && one.scenario === wish.scenario ? 8 : 0) +
    (one.year === wanted.year ? 2 : 0) + (one.scenario === wanted.scenario ? 2 : 0) + (one.version === wanted.version ? 1 : 0);
  return plans.reduce((best, one) => (fit(one) > fit(best) ? one : best));
}

function year_slider(years: number[], now: number, pick: (year: number) => void): HTMLElement {
  const out = h("output", { for: "year" }, String(now));
  const slider = h("input", { type: "range", id: "year", min: 0, max: years.length - 1, step: 1, value: years.indexOf(now), "aria-valuetext": String(now),
    oninput: () => { out.textContent = String(years[Number(slider.value)]); slider.setAttribute("aria-valuetext", out.textContent); }, onchange: () => pick(years[Number(slider.value)]) });
  return h("div", { class: "year" }, h("label", { for: "year" }, t("Year")), slider, out);
}

function scenario_buttons(scenarios: string[], now: string, pick: (scenario: string) => void): HTMLElement {
  return h("div", { class: "segments", role: "group", "aria-label": t("Scenario") },
    ...scenarios.map((one) => h("button", { type: "button", "aria-pressed": one === now ? "true" : "false", onclick: () => pick(one) }, said(one))));
}

function plan_select(plans: PlanEntry[], now: PlanEntry, pick: (id: string) => void): HTMLElement {
  const select = h("select", { id: "plan", onchange: () => pick(select.value) }, ...plans.map((one) => h("option", { value: one.id }, said(one.name))));
  select.value = now.id;
  return h("div", { class: "year" }, h("label", { for: "plan" }, t("Plan")), select);
}

/// "81.9 %" of what is counted, or the number itself, or that it is withheld: as it is small, or would give a small one away.
function amount(value: number | null | undefined, one: Figure): string {
  if (value === null || value === undefined) return one.few ? t("withheld") : "–";
  return one.of ? percent(value, one.of) : number(value);
}

function figure(one: Figure): HTMLElement {
  const before = one.before === undefined ? null : h("span", { class: "before" }, t("today {value}", { value: amount(one.before, one) }));
  const whole = one.of && one.value !== null ? t("{part} of {whole} {unit}", { part: number(one.value), whole: number(one.of), unit: said(one.unit) }) : null;
  return h("div", { class: "figure", title: whole }, h("dt", {}, said(one.text, one.args)), h("dd", {}, h("strong", {}, amount(one.value, one)), before));
}

/// The three figures that say most: who is near enough, what stays unmet, what waits.
export function main_figures(all: Figure[]): Figure[] {
  const named = (key: string) => all.find((one) => one.key === key);
  const [today, after] = [named("unmet_kwh"), named("unmet_after_kwh")];
  const unmet = today && after ? { ...after, before: today.value, text: key("of the demand is unmet after the plan") } : null;
  const waiting = named("places_waiting")?.value ? named("places_waiting") : named("places");
  const chosen = [named("dwellings_within"), unmet, waiting].filter((one): one is Figure => Boolean(one));
  return chosen.length === 3 ? chosen : all.slice(0, 3);
}

export function figures_part(app: App): HTMLElement {
  const { figures } = app.store.state.plan;
  return h("dl", { class: "figures", "aria-label": t("Figures of the plan") }, ...main_figures(figures).map(figure));
}

/// To the page of key figures of use, where the plan has them.
export function monitor_part(app: App): HTMLElement | null {
  const { plan, plans } = app.store.state;
  if (!plan.monitor || plans.live) return null;
  return h("p", { class: "to-monitor" }, h("a", { href: `monitor.html#plan=${encodeURIComponent(plan.id)}&lang=${spoken()}` }, t("Use of the network by month and gemeente")));
}

export function source_part(app: App): HTMLElement {
  const { plans, plan } = app.store.state;
  return h("details", { class: "sources" }, h("summary", {}, t("Sources and remarks")),
    plans.source ? h("p", {}, `${t("Sources")}: ${said(plans.source)}.`) : null,
    h("p", {}, plans.privacy ? said(plans.privacy) : t("Counts of fewer than {k} addresses are not shown.", { k: plan.k })),
    plan.notes.length ? h("ul", {}, ...plan.notes.map((text) => h("li", {}, said(text)))) : null);
}
