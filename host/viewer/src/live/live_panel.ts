// SPDX-License-Identifier: Apache-2.0
// Planning while one looks: place, move, remove, block, undo; the figures before and after; variants by name.
import type { App } from "../app";
import { layer_named, street_of } from "../app";
import type { Table } from "../data/contract";
import { places_of, type Place } from "../data/places";
import { announce, button, h } from "../dom";
import { key, number, quantity, t, tn } from "../words";
import { patch_of, type Answer, type Change, type Comparison, type Edit, type Session } from "./session";

const station_px = 24;
const default_evse = 2;
/// What a variant can be saved as, and how it is called.
const export_formats: [format: string, words: string][] = [
  ["review", key("review.csv, for the next run")],
  ["toml", key("lines for region.toml")],
  ["geojson", key("GeoJSON")],
  ["csv", key("table (CSV)")],
];

const figure_words: Record<string, [title: string, unit: string]> = {
  dwellings_within: [key("Dwellings within {m} m on foot"), ""],
  unmet_kwh: [key("Not served"), "kWh"],
  served_kwh: [key("Served by the plan"), "kWh"],
  headroom_kw: [key("Room on the grid here"), "kW"],
};

export class LivePanel {
  readonly element = h("section", { class: "live floating", "aria-label": t("Live planning") });
  private answer: Answer | null = null;
  private compared: Comparison | null = null;
  private tool = "";
  private busy = false;
  private names: string[] = [];

  constructor(private readonly app: App, private readonly session: Session) {
    void this.load_names();
    if (session.edits.length > 0) void this.ask(() => session.so_far());
    this.draw();
  }

  private async load_names(): Promise<void> {
    this.names = await this.session.variants().catch(() => []);
    this.draw();
  }

  private draw(): void {
    const { session } = this;
    const tool = (name: string, icon: string, words: string, press: () => void) =>
      session.can(name) ? h("span", { class: this.tool === name ? "on" : "" }, button(words, press, { icon, class: "button tool" })) : null;
    this.element.replaceChildren(
      h("div", { class: "live-tools", role: "toolbar", "aria-label": t("Live planning") },
        tool("place", "plus", t("Add"), () => this.start_place()),
        tool("move", "move", t("Move"), () => this.start_move()),
        tool("remove", "minus", t("Remove"), () => this.start_remove()),
        tool("block", "block", t("Block"), () => this.start_block()),
        button(t("Undo"), () => void this.send({ op: "undo" }), { icon: "undo", class: "button tool" })),
      this.figures(),
      this.variants());
    this.element.setAttribute("aria-busy", String(this.busy));
  }

  private figures(): HTMLElement {
    const { answer, compared } = this;
    if (compared)
      return h("div", {}, h("p", {}, t("The plan, and this variant")), h("dl", { class: "facts" }, ...Object.entries(compared.figures).map(([key, change]) => figure_row(key, change))),
        h("p", { class: "muted small", role: "status" }, tn(compared.places.gone.length, "{n} space leaves the plan; coming in: {m}", "{n} spaces leave the plan; coming in: {m}", { n: compared.places.gone.length, m: compared.places.new.length })));
    if (!answer) return h("p", { class: "muted small" }, t("Choose what to do, then click on the map. The answer comes while you look."));
    const rows = Object.entries(answer.figures).map(([key, change]) => figure_row(key, change));
    return h("div", {}, h("dl", { class: "facts" }, ...rows), h("p", { class: "muted small", role: "status" }, tn(this.session.edits.length, "{n} change; computed in {ms} ms", "{n} changes; computed in {ms} ms", { n: this.session.edits.length, ms: answer.ms })));
  }

  private variants(): HTMLElement {
    const name = h("input", { type: "text", id: "variant", "aria-label": t("Name of this variant"), maxlength: 60 });
    name.value = this.session.variant;
    const select = h("select", { id: "variants", "aria-label": t("Open a variant"), onchange: () => void this.use("open", select.value) },
      h("option", { value: "" }, t("Open a variant")), ...this.names.map((one) => h("option", { value: one }, one)));
    return h("details", { class: "variants" }, h("summary", {}, t("Variant: {name}", { name: this.session.variant || t("without a name") })),
      h("div", { class: "buttons" }, name, button(t("Save"), () => void this.use("save", name.value)), button(t("New"), () => void this.use("new", name.value), { class: "button quiet" })),
      h("div", { class: "buttons" }, this.names.length ? select : null, button(t("Compare with the plan"), () => void this.compare(), { class: "button quiet" })),
      h("p", { class: "buttons" }, t("Save as:"), ...export_formats.map(([format, words]) => h("a", { href: `api/export?format=${format}`, download: "" }, t(words)))));
  }

  private begin(name: string, words: string, click: (at: [number, number], candidate: string | null) => void): void {
    this.tool = this.tool === name ? "" : name;
    if (!this.tool) this.app.use_tool(null);
    else this.app.use_tool({ words, click: (at, place) => click(at, place?.candidate ?? null) });
    this.draw();
  }

  private start_place(): void {
    this.begin("place", t("Click on a space, or anywhere, to place a station."), ([x, y], candidate) =>
      void this.send(candidate ? { op: "place", candidate, evse: default_evse } : { op: "place", x, y, evse: default_evse }));
  }

  private start_block(): void {
    this.begin("block", t("Click on a space that may not be used."), (_, candidate) => {
      if (candidate) void this.send({ op: "block", candidate });
    });
  }

  private start_remove(): void {
    this.begin("remove", t("Click on the station to remove."), (at) => {
      const station = this.station_near(at);
      if (station) void this.send({ op: "remove", station });
    });
  }

  private start_move(): void {
    this.begin("move", t("Click on the station to move."), (at) => {
      const station = this.station_near(at);
      if (!station) return;
      this.app.use_tool({ words: t("Click where it should stand."), click: ([x, y]) => void this.send({ op: "move", station, x, y }).then(() => this.restart_move()) });
    });
  }

  private restart_move(): void {
    this.tool = "";
    this.start_move();
  }

  /// The station under a click, from the layer as it is drawn.
  private station_near([x, y]: [number, number]): string | null {
    const { map } = this.app.map;
    let found: string | null = null;
    map.forEachFeatureAtPixel(map.getPixelFromCoordinate([x, y]), (feature, layer) => {
      const table = layer?.get("table") as Table | undefined;
      const row = table?.rows[feature.get("row") as number];
      found = row && table ? String(row[table.columns.indexOf("station")]) : null;
      return found !== null;
    }, { hitTolerance: station_px / 2, layerFilter: (one) => one.get("plan_layer") === "stations" });
    if (!found) announce(t("No station here."));
    return found;
  }

  private send(edit: Edit): Promise<void> {
    return this.ask(() => this.session.edit(edit));
  }

  private async ask(question: () => Promise<Answer>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.draw();
    try {
      this.take(await question());
    } catch (error) {
      window.alert(error instanceof Error ? error.message : String(error));
    }
    this.busy = false;
    this.draw();
  }

  /// Shows what an edit changed: cells, stations, the order of spaces, figures.
  private take(answer: Answer): void {
    const { app } = this;
    this.answer = answer;
    this.compared = null;
    const layers = app.map.a;
    for (const sent of answer.patches) {
      const layer = layer_named(app.store.state.plan, sent.layer);
      if (!layer) continue;
      layers.file(layer).patches.push(patch_of(sent, layer));
      layers.redraw(sent.layer);
    }
    if (answer.stations) layers.replace("stations", answer.stations, app.store.state.layers);
    if (answer.places) app.store.set({ places: with_spots(places_of(answer.places), app.store.state.places) });
    const [first] = app.store.state.places;
    if (first) announce(t("Best space now: {street}", { street: street_of(first) }));
  }

  private async use(op: "save" | "new" | "open", name: string): Promise<void> {
    if (!name && op === "open") return;
    await this.ask(() => this.session.use_variant(op, name));
    await this.load_names();
  }

  private async compare(): Promise<void> {
    try {
      this.compared = await this.session.compare();
      this.draw();
    } catch (error) {
      window.alert(error instanceof Error ? error.message : String(error));
    }
  }
}

/// White spots are those of the plan: an edit does not tell them.
function with_spots(places: Place[], before: Place[]): Place[] {
  const spots = new Map(before.map((place) => [place.candidate, place.white_spot]));
  return places.map((place) => ({ ...place, white_spot: place.white_spot ?? spots.get(place.candidate) ?? null }));
}

function figure_row(key: string, change: Change): HTMLElement {
  const [title, unit] = figure_words[key] ?? [key, ""];
  const difference = change.after - change.before;
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
  return h("div", { class: "fact" }, h("dt", {}, t(title, { m: change.limit_m ?? 300 }), change.asset ? h("span", { class: "muted small" }, " ", change.asset) : null),
    h("dd", {}, `${number(change.before)} → ${quantity(change.after, unit)} `, h("span", { class: "difference" }, `${sign}${number(Math.abs(difference))}`)));
}

