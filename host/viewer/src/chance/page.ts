// SPDX-License-Identifier: Apache-2.0
// The page for residents: where, when, and how often a charge point was free.
import type { Plan, Plans } from "../data/contract";
import { read_json, self_contained } from "../data/files";
import { announce, button, h } from "../dom";
import { listen_to_keys, zoom_buttons } from "../map/controls";
import { rd_of_degrees } from "../map/rd";
import { swatch } from "../map/signs";
import { place_names, places_named, SearchBox, type Name } from "../panel/search_box";
import { Classes } from "../raster/colour";
import type { Layer } from "../data/contract";
import { said, speak, spoken, t, type Language } from "../words";
import { answer, best_hours, how_sure, hour_words, price_words, what_it_does_not_tell } from "./answer";
import type { ChanceCells, Entry } from "./cells";
import { is_known, nodata, type Buurt, type Counted, type Day, type Facts } from "./contract";
import { ChanceMap } from "./map";
import { now_in, write_asked, type Asked } from "./state";
import { strip } from "./strip";

export interface Read {
  plans: Plans;
  plan: Plan;
  facts: Facts;
  cells: ChanceCells;
}

/// What is known of the place that was chosen.
interface Known {
  entry: Entry;
  codes: Partial<Record<Day, number[]>>; // of the days that were asked
  buurt: Buurt | null;
  counts: Counted[];
}

export function build_chance_page(root: HTMLElement, read: Read, asked: Asked): void {
  speak(asked.language);
  document.documentElement.lang = asked.language;
  document.title = t("Is a charge point free? {region}", { region: read.plans.region });
  root.replaceChildren();
  new ChancePage(root, read, asked);
}

class ChancePage {
  private readonly map: ChanceMap;
  private readonly classes: Classes;
  private readonly result = h("section", { class: "result", id: "result", "aria-label": t("The answer") });
  private readonly slider = h("input", { type: "range", id: "hour", min: 0, max: 23, step: 1, oninput: () => this.set({ hour: Number(this.slider.value) }) });
  private readonly hour_shown = h("output", { for: "hour" });
  private readonly trouble = h("p", { class: "notice", role: "alert" });
  private readonly days = h("div", { class: "segments", role: "group", "aria-label": t("Kind of day") });
  private known: Known | null = null;
  private wrong = ""; // why nothing is known of the place
  private asking = 0;

  constructor(private readonly root: HTMLElement, private readonly read: Read, private asked: Asked) {
    this.classes = new Classes({ nodata, style: read.facts.style } as Layer);
    const target = h("div", { class: "map", id: "map", tabindex: 0, role: "application", "aria-label": t("Map. Arrow keys move it, plus and minus zoom, Enter chooses the place in the middle.") });
    const area = h("main", { class: "map-area", id: "map-area" }, target);
    root.append(h("a", { href: "#result", class: "skip", onclick: (event: Event) => { event.preventDefault(); this.slider.focus(); } }, t("To the hours and the answer")), this.panel(), area, h("div", { id: "announcer", class: "hidden-words", "aria-live": "polite" }));
    this.map = new ChanceMap(target, read.plan, read.plans.base ?? {}, read.cells, read.facts, asked.day, asked.hour, (error) => this.map_fails(error));
    const whole = { map: this.map };
    area.append(zoom_buttons(whole, () => this.map.home()));
    this.map.map.on("singleclick", (event) => this.go(event.coordinate[0], event.coordinate[1], false));
    listen_to_keys(whole, target, (pixel) => {
      const [x, y] = this.map.map.getCoordinateFromPixel(pixel);
      this.go(x, y, false);
    });
    this.draw();
    if (asked.at) this.go(asked.at[0], asked.at[1], true);
  }

  private panel(): HTMLElement {
    const { plans, facts } = this.read;
    const other: Language = spoken() === "nl" ? "en" : "nl";
    const language = button(other === "nl" ? "Nederlands" : "English", () => this.speak(other), { class: "button quiet small language" });
    language.lang = other;
    let names: Name[] = [];
    const begin = async () => void (names.length || (names = await place_names(plans.base ?? {})));
    const search = new SearchBox({ placeholder: t("Street or neighbourhood"), label: t("Search for a street or a neighbourhood") }, begin, (query) => places_named(names, query, (one) => this.go(one.x, one.y, true)));
    const now = button(t("Now"), () => this.set(now_in(facts.time_zone, new Date())), { class: "button quiet small" });
    return h("aside", { class: "panel", "aria-label": t("Your question and the answer") },
      h("header", { class: "title" }, h("div", {}, h("h1", {}, t("Is a charge point free?")), h("p", { class: "muted" }, said(plans.region))), language),
      h("section", { class: "question", "aria-label": t("Where and when") },
        h("div", { class: "where" }, search.element, this.here_button()),
        h("div", { class: "when" }, this.days, now),
        h("div", { class: "when" }, h("label", { for: "hour" }, h("span", { class: "hidden-words" }, t("Hour")), this.hour_shown), this.slider)),
      this.result, this.foot());
  }

  private map_fails(error: unknown): void {
    console.warn(String(error));
    this.trouble.textContent = t("Part of the map cannot be read. Try again, or ask who put this page here.");
    this.result.before(this.trouble);
  }

  private speak(language: Language): void {
    this.map.map.setTarget(undefined);
    build_chance_page(this.root, this.read, { ...this.asked, language });
  }

  /// The browser tells where it is to this page alone; the page sends nothing.
  private here_button(): HTMLElement | null {
    if (!("geolocation" in navigator) || !window.isSecureContext || this.read.plan.grid.epsg !== 28992) return null;
    return button(t("Here"), () => {
      announce(t("Asking your device where you are…"));
      const turn = this.asking;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => turn === this.asking && this.go(...rd_of_degrees(coords.longitude, coords.latitude), true),
        () => turn === this.asking && this.fail(t("Your device does not tell where you are. Choose a place on the map, or search for your street.")),
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 });
    }, { icon: "here", class: "button solid here" });
  }

  private foot(): HTMLElement {
    const { plans, facts } = this.read;
    const web_map = self_contained() ? "plan.html" : `${document.body.dataset.root ?? ""}index.html`;
    return h("footer", { class: "foot" },
      h("details", { class: "limits" }, h("summary", {}, t("What this page does not tell")), h("ul", {}, ...what_it_does_not_tell(facts).map((one) => h("li", {}, one)))),
      h("p", { class: "muted small" }, h("a", { href: web_map }, t("Where new charging stations are planned")), plans.source ? ` · ${said(plans.source)}` : ""));
  }

  private set(change: Partial<Asked>): void {
    this.asked = { ...this.asked, ...change };
    this.map.show(this.asked.day, this.asked.hour);
    this.draw();
    this.ask_hours();
  }

  /// Those of the kind of day that is asked for, where they were not yet.
  private ask_hours(): void {
    const { known } = this;
    const { day } = this.asked;
    if (!known || known.codes[day]) return;
    void this.read.cells.hours(known.entry.cell, day).then(
      (codes) => {
        known.codes[day] = codes;
        if (this.known === known) this.draw();
      },
      (error) => {
        if (this.known === known) this.cannot_read(error);
      });
  }

  private go(x: number, y: number, move: boolean): void {
    this.asked = { ...this.asked, at: [x, y] };
    this.map.choose(x, y, move);
    void this.look(x, y);
  }

  private async look(x: number, y: number): Promise<void> {
    const turn = ++this.asking;
    this.known = null;
    this.wrong = "";
    this.draw();
    try {
      const known = await this.look_up(x, y);
      if (turn !== this.asking) return;
      this.known = known;
      if (!known) this.wrong = t("There is no street or path within {m} metres here, or it lies outside the map. Choose a place at a street.", { m: this.read.facts.enter_m });
    } catch (error) {
      if (turn === this.asking) this.cannot_read(error);
      return;
    }
    this.draw();
    this.ask_hours();
  }

  private cannot_read(error: unknown): void {
    console.warn(String(error));
    this.fail(t("The data of this place cannot be read. Try again, or ask who put this page here."));
  }

  private async look_up(x: number, y: number): Promise<Known | null> {
    const { cells, facts, plan } = this.read;
    const entry = await cells.entry(x, y, facts.enter_m);
    if (!entry) return null;
    const { day } = this.asked;
    const [codes, code] = await Promise.all([cells.hours(entry.cell, day), cells.buurt(entry.cell)]);
    const at = facts.buurten.findIndex((one) => one.code === code);
    const file = Math.floor(at / facts.counts_per_file);
    const counts = at < 0 ? [] : (await read_json<Counted[][]>(`${plan.id}/chance/${file}.json`))[at - file * facts.counts_per_file];
    return { entry, codes: { [day]: codes }, buurt: facts.buurten[at] ?? null, counts };
  }

  private fail(words: string): void {
    this.known = null;
    this.wrong = words;
    this.draw();
  }

  private draw(): void {
    const { day, hour } = this.asked;
    this.slider.value = String(hour);
    this.slider.setAttribute("aria-valuetext", hour_words(hour));
    this.hour_shown.textContent = hour_words(hour);
    const focus = this.focused();
    this.days.replaceChildren(...(["weekday", "weekend"] as const).map((one) => h("button", { type: "button", id: `day-${one}`, "aria-pressed": one === day ? "true" : "false", onclick: () => this.set({ day: one }) }, one === "weekday" ? t("Weekday") : t("Weekend"))));
    this.result.replaceChildren(...this.parts());
    focus();
    history.replaceState(null, "", write_asked(this.asked));
  }

  /// Puts the focus back where it was, as buttons are made anew.
  private focused(): () => void {
    const active = document.activeElement;
    const id = active instanceof HTMLElement && this.days.contains(active) ? active.id : null;
    const bar = active instanceof HTMLElement && active.classList.contains("hour");
    return () => {
      if (id) document.getElementById(id)?.focus();
      else if (bar) this.result.querySelector<HTMLElement>('.hour[aria-pressed="true"]')?.focus();
    };
  }

  private parts(): HTMLElement[] {
    if (this.wrong) return [h("p", { class: "notice", role: "alert" }, this.wrong)];
    if (!this.asked.at) return [h("p", { class: "notice" }, t("Tap the map where you want to charge, or search for your street.")), h("section", { class: "part" }, h("h3", {}, t("What the colours on the map say")), h("p", {}, t("Out of 100 times that one came there at this hour, so often a charge point within {m} metres on foot was free:", { m: this.read.facts.walk_m })), this.legend())];
    const { facts } = this.read;
    const { day, hour } = this.asked;
    const codes = this.known?.codes[day];
    if (!this.known || !codes) return [h("p", { class: "notice" }, t("Looking it up…"))];
    const { entry, buurt, counts } = this.known;
    const place = { day, hour, code: codes[hour], walk_m: entry.walk_m };
    const told = answer(place, facts);
    announce([told.headline, ...told.sentences].join(" "));
    const seen = codes.some((code) => code !== nodata);
    return [
      h("div", { class: "answer" }, this.sign(place.code), h("div", {}, h("h2", {}, told.headline), ...told.sentences.map((one) => h("p", {}, one)))),
      ...(seen ? [this.day_part(codes)] : []),
      ...(is_known(place.code) || seen ? [part(t("How sure is this?"), how_sure(buurt, counts, place, facts))] : []),
      part(t("What does it cost?"), price_words(buurt?.price ?? null, buurt, facts)),
    ];
  }

  private sign(code: number): HTMLElement {
    const known = is_known(code);
    const sign = h("span", { class: known ? "sign" : "sign unknown", "aria-hidden": "true" }, known ? String(code) : "?");
    const one = this.classes.index(code);
    const colour = one >= 0 ? this.classes.all[one].colour : null;
    if (colour) sign.style.borderColor = colour;
    return sign;
  }

  private day_part(codes: number[]): HTMLElement {
    const title = this.asked.day === "weekday" ? t("All hours of a weekday here") : t("All hours of a day at the weekend here");
    return h("section", { class: "part" }, h("h3", {}, title), strip(codes, this.asked.hour, this.classes, (hour) => this.set({ hour })), this.legend(), ...best_hours(codes).map((one) => h("p", {}, one)));
  }

  private legend(): HTMLElement {
    const { style } = this.read.facts;
    const row = (sign: HTMLElement, label: string) => h("li", {}, sign, said(label));
    const colour = (value: string) => {
      const swatch = h("span", { class: "colour", "aria-hidden": "true" });
      swatch.style.backgroundColor = value;
      return swatch;
    };
    const station = this.read.plan.layers.find((one) => one.id === "stations")?.style.classes[0];
    return h("ul", { class: "colours", "aria-label": t("Colours of the bars and the map: out of 100 times") },
      ...style.classes.map((one) => row(colour(one.colour), one.label)),
      ...(style.codes ?? []).map((one) => one.colour && row(colour(one.colour), one.label)),
      station ? row(swatch(station), t("public charging site")) : null);
  }
}

function part(title: string, sentences: string[]): HTMLElement {
  return h("section", { class: "part" }, h("h3", {}, title), ...sentences.map((one) => h("p", {}, one)));
}
