// SPDX-License-Identifier: Apache-2.0
// The ranked list: the way into the plan. Only the rows in sight are made, so that five thousand are as quick as fifty.
import type { App } from "../app";
import { listed, layer_named, near_of, street_of } from "../app";
import { reason_of, spot_name, type Place } from "../data/places";
import { announce, h } from "../dom";
import { is_light } from "../map/signs";
import { number, said, t, tn } from "../words";

const row_px = 72;
const spare_rows = 6;

export function reason_words(place: Place): string {
  switch (reason_of(place)) {
    case "square":
      return t("fills an obliged white square");
    case "spot":
      return t("in white spot {letter}", { letter: spot_name(place.white_spot) });
    default:
      return t("much unserved demand nearby");
  }
}

export function badge(app: App, place: Place): HTMLElement {
  const classes = layer_named(app.store.state.plan, "placements")?.style.classes ?? [];
  const at = Math.max(0, classes.findIndex((one) => one.value === place.status));
  const element = h("span", { class: `badge ${classes[at]?.mark ?? "dot"}`, "aria-hidden": "true" }, String(place.rank));
  element.style.setProperty("--sign", classes[at]?.colour ?? "#0072b2");
  if (is_light(classes[at]?.colour)) element.classList.add("light");
  return element;
}

export class PlaceList {
  readonly element: HTMLElement;
  private readonly box: HTMLElement;
  private readonly rows: HTMLElement;
  private readonly count: HTMLElement;
  private readonly nothing: HTMLElement;
  private places: Place[] = [];
  private most = 1;
  private active = 0;

  constructor(private readonly app: App) {
    this.rows = h("div", { class: "rows", role: "presentation" });
    this.box = h("div", { class: "list", role: "listbox", tabindex: 0, id: "list", "aria-label": t("Spaces, best first"), onkeydown: (event: KeyboardEvent) => this.key(event), onscroll: () => this.draw() }, this.rows);
    this.count = h("p", { class: "count", role: "status" });
    this.nothing = h("p", { class: "nothing", hidden: true });
    const follow = h("input", { type: "checkbox", id: "follow", onchange: () => app.store.set({ follow: follow.checked }) });
    follow.checked = app.store.state.follow;
    const head = h("div", { class: "list-head" }, this.count, h("label", { class: "follow", for: "follow" }, follow, t("Only what is in view")));
    this.element = h("section", { class: "list-part", "aria-label": t("Ranked spaces") }, head, this.nothing, this.box);
    new ResizeObserver(() => this.draw()).observe(this.box);
    app.store.listen((_, changed) => {
      if (["places", "filter", "follow", "extent"].some((key) => changed.has(key as never))) this.update();
      else if (changed.has("selected")) this.draw();
    });
    this.update();
  }

  focus(): void {
    this.box.focus();
  }

  private update(): void {
    const { state } = this.app.store;
    const before = this.places[this.active]?.candidate;
    this.places = listed(state);
    this.most = Math.max(1, ...state.places.slice(0, 50).map((place) => place.gain_kwh));
    this.active = Math.max(0, this.places.findIndex((place) => place.candidate === before));
    const total = state.places.length;
    const text = this.places.length === total ? tn(total, "{n} space", "{n} spaces", { n: total }) : t("{n} of {total} spaces", { n: this.places.length, total });
    if (this.count.textContent !== text) this.count.textContent = text;
    this.nothing.hidden = this.places.length > 0;
    this.box.hidden = this.places.length === 0;
    this.nothing.textContent = state.follow ? t("No space in view here. Zoom out or move the map.") : t("No space passes the filter.");
    this.rows.style.height = `${this.places.length * row_px}px`;
    this.draw();
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.box.scrollTop / row_px) - spare_rows);
    const last = Math.min(this.places.length, first + Math.ceil(this.box.clientHeight / row_px) + 2 * spare_rows);
    const made: HTMLElement[] = [];
    for (let i = first; i < last; ++i) made.push(this.row(i));
    if (this.active < first || this.active >= last) if (this.places[this.active]) made.push(this.row(this.active));
    this.rows.replaceChildren(...made);
    if (this.places[this.active]) this.box.setAttribute("aria-activedescendant", `place-${this.active}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  private row(index: number): HTMLElement {
    const place = this.places[index];
    const selected = place.candidate === this.app.store.state.selected;
    const verdict = this.app.review.verdict(place.candidate);
    const bar = h("span", { class: "bar" }, h("span", { class: "bar-fill" }));
    (bar.firstElementChild as HTMLElement).style.width = `${Math.round((100 * place.gain_kwh) / this.most)}%`;
    const row = h(
      "div",
      {
        class: `row${index === this.active ? " active" : ""}`, role: "option", id: `place-${index}`, "aria-selected": selected ? "true" : "false",
        "aria-setsize": this.places.length, "aria-posinset": index + 1,
        onclick: () => this.open(index), onmouseenter: () => this.app.hover(place.candidate), onmouseleave: () => this.app.hover(null),
      },
      badge(this.app, place),
      h("span", { class: "row-words" },
        h("span", { class: "row-title" }, h("span", { class: "hidden-words" }, t("Number {n}:", { n: place.rank }), " "), street_of(place)),
        h("span", { class: "row-sub" }, [near_of(place), place.buurt].filter(Boolean).join(" · ")),
        h("span", { class: "row-sub" }, reason_words(place)),
        verdict || place.status !== "connectable" ? h("span", { class: "row-chips" }, place.status !== "connectable" ? h("span", { class: "chip warn" }, said(place.status)) : null, verdict ? h("span", { class: `chip ${verdict}` }, verdict_words(verdict)) : null) : null,
      ),
      h("span", { class: "row-gain" }, h("span", {}, number(place.gain_kwh), h("span", { class: "unit" }, " ", t("kWh/year"))), bar),
    );
    row.style.transform = `translateY(${index * row_px}px)`;
    return row;
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.box.clientHeight / row_px) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key === "Enter" || event.key === " ") this.open(this.active);
    else if (event.key in steps) this.move(steps[event.key]);
    else return;
    event.preventDefault();
  }

  private move(by: number): void {
    this.active = Math.max(0, Math.min(this.places.length - 1, this.active + by));
    const top = this.active * row_px;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    if (top + row_px > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top + row_px - this.box.clientHeight;
    this.app.hover(this.places[this.active]?.candidate ?? null);
    this.draw();
  }

  private open(index: number): void {
    const place = this.places[index];
    if (!place) return;
    this.active = index;
    this.app.select(place.candidate, true);
    announce(t("Space {n}, {street}", { n: place.rank, street: street_of(place) }));
  }
}

export function verdict_words(verdict: string): string {
  const words: Record<string, string> = { approve: t("approved"), reject: t("rejected"), prefer: t("preferred"), move: t("to be moved") };
  return words[verdict] ?? verdict;
}
