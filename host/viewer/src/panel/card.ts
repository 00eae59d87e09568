// SPDX-License-Identifier: Apache-2.0
// The card of a space, in plain words: why here, whom it serves, how far they walk, the grid, the rules, what would move it up.
import { near_of, place_named, street_of, type App } from "../app";
import type { Card, Plan, Step } from "../data/contract";
import { card_of, spot_name, type Place } from "../data/places";
import { button, h, icon } from "../dom";
import { degrees_of_rd } from "../map/rd";
import { key, number, quantity, said, t, tn } from "../words";
import { badge } from "./list";

const farthest_m = 500;

type Part = HTMLElement | null;

const sides: Record<string, string> = {
  N: key("north side"), NE: key("north-east side"), E: key("east side"), SE: key("south-east side"),
  S: key("south side"), SW: key("south-west side"), W: key("west side"), NW: key("north-west side"),
};

function part(title: string, ...children: (Node | string | null)[]): HTMLElement {
  return h("section", { class: "card-part" }, h("h3", {}, title), ...children);
}

function fact(name: string, value: string): HTMLElement {
  return h("div", { class: "fact" }, h("dt", {}, name), h("dd", {}, value));
}

function why_here(app: App, place: Place): Part {
  const { state } = app.store;
  const sentences = [t("Number {n} of {total}: here a charging station adds {kwh} a year for people who cannot charge near home now.", { n: place.rank, total: state.places.length, kwh: quantity(place.gain_kwh, "kWh") })];
  if (place.fills_white_square) sentences.push(t("It fills a square of 500 m that must have public charging and has none."));
  if (place.white_spot !== null && place.white_spot !== "")
    sentences.push(t("It lies in white spot {letter}, where nobody has a public charge point within walking distance.", { letter: spot_name(place.white_spot) }));
  return part(t("Why here"), ...sentences.map((text) => h("p", {}, text)));
}

function whom(card: Card, place: Place): Part {
  const count = card.few ? t("fewer than {k}", { k: 5 }) : card.demand_places === null ? t("not known") : number(card.demand_places);
  return part(
    t("Whom it serves"),
    h("dl", { class: "facts" },
      fact(t("Addresses with charging demand in reach"), count),
      card.reach_kwh !== undefined ? fact(t("Demand in reach"), `${quantity(card.reach_kwh, "kWh")} ${t("a year")}`) : null,
      fact(t("Newly served"), `${quantity(place.gain_kwh, "kWh")} ${t("a year")}`),
      card.overlap_kwh ? fact(t("Also in reach of better-ranked spaces"), `${quantity(card.overlap_kwh, "kWh")} ${t("a year")}`) : null,
    ),
  );
}

/// The colours of the walk on the map, along a line of so many metres.
function walk_colours(plan: Plan): string {
  const layer = plan.layers.find((one) => one.id === "walk");
  const upper = (layer?.style.upper ?? []).map((limit) => limit / (layer?.per_unit || 1));
  const share = (metres: number) => Math.min(100, (100 * metres) / farthest_m);
  const parts = (layer?.style.classes ?? []).map((one, i) => `${one.colour} ${share(upper[i - 1] ?? 0)}% ${share(upper[i] ?? farthest_m)}%`);
  return parts.length > 0 ? `linear-gradient(to right, ${parts.join(", ")})` : "";
}

function walk(card: Card, plan: Plan): Part {
  if (card.mean_walk_m === null) return null;
  const line = h("div", { class: "walk-line", "aria-hidden": "true" });
  line.style.backgroundImage = walk_colours(plan);
  for (const metres of [100, 200, 300, 400, 500]) line.append(mark("walk-tick", metres, String(metres)));
  if (card.longest_walk_m !== null) line.append(mark("walk-far", card.longest_walk_m, ""));
  line.append(mark("walk-mean", card.mean_walk_m, ""));
  const words = card.longest_walk_m === null
    ? t("On average {mean} on foot.", { mean: quantity(card.mean_walk_m, "m") })
    : t("On average {mean} on foot, {longest} for whoever lives farthest.", { mean: quantity(card.mean_walk_m, "m"), longest: quantity(card.longest_walk_m, "m") });
  return part(t("Walk"), h("p", {}, words), line);
}

function mark(name: string, metres: number, text: string): HTMLElement {
  const element = h("span", { class: name }, text);
  element.style.left = `${Math.min(100, (100 * metres) / farthest_m)}%`;
  return element;
}

/// "winter weekday 18:15": the kind of day has its Dutch, the time is a time.
function quarter_words(quarter: string): string {
  const [, day, time] = /^(.*) (\d\d:\d\d)$/.exec(quarter) ?? [];
  return day ? `${said(day)} ${time}` : said(quarter);
}

function grid(card: Card): Part {
  const { before_kw, after_kw, status, reason, asset, quarter, basis } = card.grid;
  const rows = h("dl", { class: "facts" });
  if (typeof before_kw === "number") rows.append(fact(t("Room now"), quantity(before_kw, "kW", 1)));
  if (typeof after_kw === "number") rows.append(fact(t("Room with this station"), quantity(after_kw, "kW", 1)));
  if (asset) rows.append(fact(t("Tightest part of the grid"), asset));
  if (quarter) rows.append(fact(t("Busiest quarter of an hour"), quarter_words(quarter)));
  if (basis) rows.append(fact(t("These figures rest on"), said(basis)));
  return part(t("Grid"), h("p", {}, h("span", { class: `chip ${status === "connectable" ? "good" : "warn"}` }, said(status)), reason ? ` ${said(reason)}` : ""), rows);
}

function rules(card: Card, plan: Plan): Part {
  const words = (code: string) => said(passed_words[code] ?? plan.rules[code] ?? code);
  const list = (codes: string[], name: string, mark_icon: string) =>
    codes.length ? h("ul", { class: `rules ${name}` }, ...codes.map((code) => h("li", {}, icon(mark_icon) as unknown as Node, h("span", {}, words(code))))) : null;
  return part(
    t("Rules"),
    h("p", {}, tn(card.rules_passed.length, "{n} rule passed.", "{n} rules passed.", { n: card.rules_passed.length }), card.rules_not_checked.length ? ` ${t("Not checked, because there are no data:")}` : ""),
    list(card.rules_not_checked, "open", "minus"),
    h("details", {}, h("summary", {}, t("Rules passed")), list(card.rules_passed, "passed", "check")),
  );
}

/// What it means that a rule is passed; the plan says what it means that one is not.
const passed_words: Record<string, string> = {
  OUTSIDE: key("inside the area of the plan"),
  ACCESS: key("public parking"),
  RESERVED: key("not a reserved bay"),
  SIZE: key("a bay for one car"),
  NO_ENTRY: key("a street or path is near"),
  WALKWAY: key("the walkway stays wide enough"),
  BUILDING: key("far enough from buildings"),
  WATER: key("far enough from water"),
  TREE: key("far enough from trees"),
  SPACING: key("far enough from other stations"),
};

/// Why one space comes before another, said of the better one.
function ahead(step: Step): string {
  const kwh = quantity(step.kwh, "kWh");
  switch (step.by) {
    case "worth":
      return t("it serves {kwh} a year more, nearest homes counted most", { kwh });
    case "reach":
      return t("{kwh} a year more demand lies in reach", { kwh });
    case "grid":
      return t("the grid has room there");
    case "square":
      return t("it fills an obliged white square");
    case "search_area":
      return t("it is the station that a search area asks for");
    case "relief":
      return t("it relieves busy chargers within walking distance more");
    case "review":
      return t("the review put it there");
    default:
      return t("they are equal, and the order on the map decides");
  }
}

function moves(card: Card, place: Place): Part {
  const sentences: string[] = [];
  if (place.rank === 1) sentences.push(t("This space is at the top."));
  else if (card.above) sentences.push(t("Number {n} comes before it: {why}.", { n: card.above.rank ?? place.rank - 1, why: ahead(card.above) }));
  if (card.next) sentences.push(t("It comes before number {n}: {why}.", { n: card.next.rank ?? place.rank + 1, why: ahead(card.next) }));
  if (card.overlap_kwh) sentences.push(t("It would move up if better-ranked spaces nearby, which serve the same people, were dropped."));
  return sentences.length ? part(t("What would move it up"), ...sentences.map((text) => h("p", {}, text))) : null;
}

function where(app: App, place: Place): Part {
  const rows = h("dl", { class: "facts" }, fact("RD", `${number(place.x, 1)}; ${number(place.y, 1)}`));
  if (app.store.state.plan.grid.epsg === 28992) {
    const [longitude, latitude] = degrees_of_rd(place.x, place.y);
    rows.append(h("div", { class: "fact" }, h("dt", {}, t("Latitude, longitude")), h("dd", {}, h("a", { href: `geo:${latitude.toFixed(6)},${longitude.toFixed(6)}` }, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`))));
  }
  rows.append(fact(t("Code of the space"), place.candidate));
  return part(t("Where"), rows);
}

/// The same space in the plan at the other side of the swipe.
function in_other(other: Place[] | null, place: Place, name: string): Part {
  if (!other) return null;
  const there = other.find((one) => one.candidate === place.candidate);
  return h("p", { class: "in-other" }, there ? t("In {plan}: number {n}.", { plan: name, n: there.rank }) : t("Not in {plan}.", { plan: name }));
}

export class CardPanel {
  readonly element = h("article", { class: "card", tabindex: -1, "aria-label": t("Space"), hidden: true });
  extra: ((place: Place) => HTMLElement | null)[] = [];
  other: { places: Place[]; name: string } | null = null;

  constructor(private readonly app: App) {}

  async show(candidate: string | null, focus: boolean): Promise<void> {
    const { state } = this.app.store;
    const place = place_named(state, candidate);
    this.element.hidden = !place;
    if (!place) return;
    const card = await card_of(state.plan, place);
    if (this.app.store.state.selected !== candidate) return;
    const head = h("header", { class: "card-head" }, badge(this.app, place),
      h("div", {}, h("h2", {}, h("span", { class: "hidden-words" }, t("Number {n}:", { n: place.rank }), " "), street_of(place)), h("p", { class: "muted" }, [near_of(place), said(sides[place.side] ?? place.side), place.buurt, place.gemeente].filter(Boolean).join(" · "))));
    const step = (by: number) => this.step(place, by);
    this.element.replaceChildren(
      h("nav", { class: "card-nav", "aria-label": t("Space") },
        button(t("All spaces"), () => this.app.select(null), { icon: "back", class: "button quiet" }),
        h("span", { class: "steps" }, button(t("Previous space"), () => step(-1), { icon: "back", class: "button quiet", hide_text: true }), button(t("Next space"), () => step(1), { icon: "back", class: "button quiet turned", hide_text: true })),
      ),
      head,
      ...([...this.extra.map((make) => make(place)), in_other(this.other?.places ?? null, place, this.other?.name ?? ""), why_here(this.app, place),
        ...(card ? [whom(card, place), walk(card, state.plan), grid(card), moves(card, place), rules(card, state.plan)] : []), where(this.app, place)].filter(Boolean) as HTMLElement[]),
    );
    if (!focus) return;
    this.element.scrollTop = 0;
    this.element.focus({ preventScroll: true });
  }

  private step(place: Place, by: number): void {
    const { places } = this.app.store.state;
    const next = places[place.row + by];
    if (next) this.app.select(next.candidate, true);
  }
}

