// SPDX-License-Identifier: Apache-2.0
// The page: panel with the list or the card, map, and what floats over it. It is built anew when the language changes.
import { place_named, type App, type Tool } from "./app";
import type { Layer, Plan } from "./data/contract";
import { button, h, icon } from "./dom";
import { LivePanel } from "./live/live_panel";
import type { Session } from "./live/session";
import { listen_to_keys, zoom_buttons } from "./map/controls";
import { calm } from "./map/calm";
import { PlanMap } from "./map/map";
import { Popup } from "./map/popup";
import { Swipe } from "./map/swipe";
import { CardPanel } from "./panel/card";
import { Filters } from "./panel/filters";
import { figures_part, monitor_part, plan_part, source_part, title_part, warning_part } from "./panel/head";
import { LayerPanel, Legend } from "./panel/layers";
import { PlaceList } from "./panel/list";
import { Search } from "./panel/search";
import { make_sheet } from "./panel/sheet";
import { TableDialog } from "./panel/table";
import { Themes } from "./panel/themes";
import { clear_print, prepare_print } from "./print";
import { greeting_part } from "./review/greeting";
import { Reactions, ReactionBar, reaction_part } from "./review/reactions";
import { Review } from "./review/review";
import { ReviewBar, review_part } from "./review/review_panel";
import { Store, write_hash, type State } from "./state";
import { said, speak, t, type Language } from "./words";

type LoadPlan = (id: string) => Promise<Pick<State, "plan" | "places">>;

const close_up = 1.2; // metres a pixel at which a space is shown

export function build_page(root: HTMLElement, state: State, session: Session | null, load: LoadPlan): void {
  root.replaceChildren();
  clear_print();
  document.documentElement.lang = state.language;
  document.title = state.plans.title;
  new Page(root, state, session, load);
}

function narrow(): boolean {
  return window.matchMedia("(max-width: 760px)").matches;
}

class Page implements App {
  readonly store: Store;
  readonly map: PlanMap;
  readonly review: Review;
  readonly reactions = document.body.dataset.mode === "reactions";
  private readonly target = h("div", { class: "map", id: "map", tabindex: 0, role: "application", "aria-label": t("Map. Arrow keys move it, plus and minus zoom, Enter tells what is in the middle.") });
  private readonly area = h("main", { class: "map-area", id: "map-area" }, this.target);
  private readonly hint = h("div", { class: "tool-hint floating", role: "status", hidden: true });
  private readonly card: CardPanel;
  private readonly browse = h("div", { class: "browse" });
  private readonly popup: Popup;
  private readonly swipe = new Swipe(this.area);
  private tool: Tool | null = null;
  private view_before: { center: number[]; zoom: number } | null = null; // where the list was read, until one moves the map
  private list!: PlaceList;
  private open_sheet: (state: "half" | "full") => void = () => undefined;

  constructor(private readonly root: HTMLElement, state: State, readonly session: Session | null, private readonly load: LoadPlan) {
    this.store = new Store(state);
    this.review = new Review(`laadraster-review:${state.plans.region}`, session?.can("review") ? (rows) => void session.send_review(rows).catch(() => undefined) : null);
    root.append(h("a", { href: "#list", class: "skip", onclick: (event: Event) => { event.preventDefault(); this.list.focus(); } }, t("To the list of spaces")), this.area, h("div", { id: "announcer", class: "hidden-words", "aria-live": "polite" }));
    this.map = new PlanMap(this.target, state.plan, state.plans.base ?? {});
    this.card = new CardPanel(this);
    this.popup = new Popup(this);
    this.fill_panel();
    this.fill_map();
    this.connect();
    this.show_first(state);
    if (session?.can("review")) void session.review().then((rows) => this.review.begin_with(rows));
  }

  private fill_panel(): void {
    const content = h("div", { class: "panel-content" }, this.browse, this.card.element);
    const panel = h("aside", { class: "panel", "aria-label": t("The plan") }, content);
    this.open_sheet = make_sheet(panel, (height_px) => this.map.cover(height_px));
    this.root.insertBefore(panel, this.area);
    this.list = new PlaceList(this);
    const bar = this.reactions ? this.reaction_bar() : new ReviewBar(this).element;
    if (!this.reactions) this.card.extra.push((place) => review_part(this, place));
    this.review.listen(() => {
      this.store.set({ places: [...this.store.state.places] });
      if (this.store.state.selected) void this.card.show(this.store.state.selected, false);
    });
    const inside = h("div", { class: "overview-inside" });
    const changing = h("details", { class: "overview", open: !narrow() }, h("summary", {}, t("Year, scenario and figures")), inside);
    const draw = () => inside.replaceChildren(...([plan_part(this), figures_part(this), monitor_part(this)].filter(Boolean) as HTMLElement[]));
    draw();
    this.store.listen((_, changed) => changed.has("plan") && draw());
    const introduction = this.reactions ? [greeting_part(this)] : [warning_part(this), changing];
    this.browse.append(...([title_part(this, (language) => this.speak(language)), ...introduction, new Search(this).element, new Filters(this).element, this.list.element, h("div", { class: "panel-foot" }, bar, source_part(this))].filter(Boolean) as HTMLElement[]));
  }

  private reaction_bar(): HTMLElement {
    const reactions = new Reactions();
    this.card.extra.push((place) => reaction_part(reactions, place));
    reactions.listen(() => this.store.state.selected && void this.card.show(this.store.state.selected, false));
    return new ReactionBar(this, reactions, document.body.dataset.mailto ?? "").element;
  }

  private fill_map(): void {
    const table = new TableDialog(this);
    const layers = new LayerPanel(this, (layer: Layer) => void table.open(layer));
    const opener = button(t("Layers"), () => layers.toggle(), { icon: "layers", class: "button solid" });
    opener.id = "open-layers";
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-controls", "layers-panel");
    this.area.append(
      h("div", { class: "map-top" }, this.reactions ? null : new Themes(this).element, this.compare_part(), button(t("Print"), () => this.print(), { icon: "print", class: "button solid print-button" }), opener),
      layers.element, zoom_buttons(this, () => this.home()), new Legend(this).element, this.swipe.element, this.hint, table.element);
    if (this.session) this.area.append(new LivePanel(this, this.session).element);
  }

  private compare_part(): HTMLElement | null {
    const { plans, plan } = this.store.state;
    if (plans.plans.length < 2) return null;
    const select = h("select", { id: "compare", class: "button solid", onchange: () => this.store.set({ other: select.value || null }) });
    const draw = () => {
      select.replaceChildren(h("option", { value: "" }, t("Compare with…")), ...plans.plans.filter((one) => one.id !== this.store.state.plan.id).map((one) => h("option", { value: one.id }, said(one.name))));
      select.value = this.store.state.other ?? "";
    };
    draw();
    this.store.listen((_, changed) => (changed.has("plan") || changed.has("other")) && draw());
    return h("span", { class: "compare" }, icon("swipe") as unknown as Node, h("label", { for: "compare", class: "hidden-words" }, t("Compare {plan} with another plan", { plan: said(plan.name) })), select);
  }

  private connect(): void {
    const { map } = this.map;
    const moved_by_hand = () => (this.view_before = null);
    map.on("pointerdrag", moved_by_hand);
    this.target.addEventListener("wheel", moved_by_hand, { passive: true });
    map.on("moveend", () => this.moved());
    map.on("singleclick", (event) => this.click(event.pixel));
    map.on("pointermove", (event) => {
      if (event.dragging) return;
      const place = this.map.place_at(event.pixel);
      this.target.style.cursor = this.tool ? "crosshair" : place ? "pointer" : "";
      this.hover(place?.candidate ?? null);
    });
    listen_to_keys(this, this.target, (pixel) => this.click(pixel, true));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (this.tool) this.use_tool(null);
      this.popup.close();
    });
    window.addEventListener("beforeprint", () => document.getElementById("print") ?? prepare_print(this));
    window.addEventListener("afterprint", clear_print);
    this.store.listen((state, changed) => this.follow(state, changed));
  }

  private show_first(state: State): void {
    this.map.a.show(state.layers);
    if (state.view) {
      this.map.view.setCenter([state.view.x, state.view.y]);
      this.map.view.setZoom(state.view.zoom);
    } else this.home(true);
    if (state.selected) this.show_selected(state.selected, !state.view, false);
    if (state.other) void this.show_other(state.other);
    if (state.online) this.map.use_online(true);
  }

  private follow(state: State, changed: Set<keyof State>): void {
    if (changed.has("plan")) this.map.use(state.plan);
    if (changed.has("layers") || changed.has("plan")) {
      this.map.a.show(state.layers);
      this.map.b?.show(state.layers);
    }
    if (changed.has("other") || changed.has("plan")) void this.show_other(state.other);
    if (changed.has("online")) this.map.use_online(state.online);
    history.replaceState(null, "", write_hash(state));
  }

  private async show_other(id: string | null): Promise<void> {
    const { plans, plan, layers } = this.store.state;
    const other: Pick<State, "plan" | "places"> | null = id && id !== plan.id ? await this.load(id) : null;
    this.map.compare(other?.plan ?? null);
    this.map.b?.show(layers);
    if (other) this.map.b?.places.show(other.places);
    const name = (one: Plan | null) => (one ? said(plans.plans.find((entry) => entry.id === one.id)?.name ?? one.name) : null);
    this.swipe.show(name(plan), name(other?.plan ?? null));
    this.card.other = other ? { places: other.places, name: name(other.plan) ?? "" } : null;
    if (this.store.state.selected) void this.card.show(this.store.state.selected, false);
  }

  private moved(): void {
    const [x, y] = this.map.view.getCenter() ?? [0, 0];
    this.store.set({ extent: this.map.seen(), view: { x, y, zoom: this.map.view.getZoom() ?? 0 } });
  }

  private click(pixel: number[], by_key = false): void {
    const place = this.map.place_at(pixel);
    const at = this.map.map.getCoordinateFromPixel(pixel) as [number, number];
    if (this.tool) return this.tool.click(at, place);
    this.popup.close();
    if (place) this.select(place.candidate);
    else void this.popup.show(pixel, by_key);
  }

  private home(quick = false): void {
    this.map.home(narrow() ? [56, 16, 16, 16] : [70, 40, 130, 40], quick);
  }

  private speak(language: Language): void {
    speak(language);
    this.map.map.setTarget(undefined);
    build_page(this.root, { ...this.store.state, language }, this.session, this.load);
    history.replaceState(null, "", write_hash({ ...this.store.state, language }));
  }

  private print(): void {
    prepare_print(this);
    window.print();
  }

  private show_selected(candidate: string | null, move: boolean, focus = true): void {
    const place = place_named(this.store.state, candidate);
    this.map.a.places.mark(candidate, null);
    this.browse.hidden = place !== null;
    void this.card.show(candidate, focus);
    if (!place) return focus ? this.list.focus() : undefined;
    this.open_sheet("half");
    if (move) this.map.go_to(place.x, place.y, close_up);
  }

  select(candidate: string | null, move = false): void {
    const { view } = this.map;
    if (candidate && move && !this.store.state.selected) this.view_before = { center: view.getCenter() ?? [0, 0], zoom: view.getZoom() ?? 0 };
    if (!candidate && this.view_before) view.animate({ ...this.view_before, duration: calm() ? 0 : 300 });
    if (!candidate || !move) this.view_before = null;
    this.store.set({ selected: candidate });
    this.show_selected(candidate, move);
  }

  hover(candidate: string | null): void {
    this.map.a.places.mark(this.store.state.selected, candidate);
  }

  async switch_plan(id: string): Promise<void> {
    if (id === this.store.state.plan.id) return;
    const next = await this.load(id);
    const selected = next.places.some((place) => place.candidate === this.store.state.selected) ? this.store.state.selected : null;
    this.store.set({ ...next, selected, other: this.store.state.other === id ? null : this.store.state.other });
    this.show_selected(selected, false, false);
  }

  use_tool(tool: Tool | null): void {
    this.tool = tool;
    this.hint.hidden = tool === null;
    this.hint.replaceChildren(...(tool ? [h("span", {}, tool.words), button(t("Stop"), () => this.use_tool(null), { class: "button quiet small" })] : []));
    this.target.style.cursor = tool ? "crosshair" : "";
    if (tool) this.target.focus();
  }
}

