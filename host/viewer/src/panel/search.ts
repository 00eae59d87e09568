// SPDX-License-Identifier: Apache-2.0
// Search for a space, a street or a neighbourhood: one box, suggestions while one types.
import { near_of, street_of, type App } from "../app";
import { read_table } from "../data/files";
import type { Table } from "../data/contract";
import { h, icon } from "../dom";
import { t } from "../words";

interface Found {
  kind: string;
  text: string;
  detail: string;
  go(): void;
}

interface Name {
  name: string;
  lower: string;
  kind: string;
  x: number;
  y: number;
}

const most_of_a_kind = 4;

/// Names with the point where each is.
function names_of(table: Table): Name[] {
  const name_at = table.columns.indexOf("name");
  const kind_at = table.columns.indexOf("kind");
  return table.rows.map((row, i) => {
    const [x, y] = table.shapes?.[i] as [number, number];
    const name = String(row[name_at]);
    return { name, lower: name.toLowerCase(), kind: String(row[kind_at]), x, y };
  });
}

/// Those that contain the words, the ones that begin with them first.
export function matching<T>(all: T[], words: (one: T) => string, query: string, most: number): T[] {
  const starts: T[] = [];
  const contains: T[] = [];
  for (const one of all) {
    const at = words(one).indexOf(query);
    if (at === 0) starts.push(one);
    else if (at > 0) contains.push(one);
    if (starts.length >= most) break;
  }
  return [...starts, ...contains].slice(0, most);
}

export class Search {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly options: HTMLElement;
  private names: Name[] | null = null;
  private found: Found[] = [];
  private active = -1;

  constructor(private readonly app: App) {
    this.options = h("div", { class: "suggestions", role: "listbox", id: "suggestions", "aria-label": t("Suggestions"), hidden: true });
    this.input = h("input", {
      type: "search", id: "search", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list",
      placeholder: t("Street, neighbourhood or number"), "aria-label": t("Search for a street, a neighbourhood or a space"),
      oninput: () => this.suggest(), onkeydown: (event: KeyboardEvent) => this.key(event), onblur: () => setTimeout(() => this.close(), 150), onfocus: () => this.begin(),
    });
    this.element = h("div", { class: "search", role: "search" }, icon("search") as unknown as Node, this.input, this.options);
  }

  /// The names are read when one begins to search, not before the map is there.
  private begin(): void {
    const { buurten, streets } = this.app.store.state.plans.base ?? {};
    if (!this.names) {
      this.names = [];
      void Promise.all([buurten, streets].filter((file) => file !== undefined).map(read_table)).then((tables) => {
        this.names = tables.flatMap(names_of);
        this.suggest();
      });
    }
    this.suggest();
  }

  private suggest(): void {
    const query = this.input.value.trim().toLowerCase();
    this.found = query ? this.find(query) : [];
    this.active = -1;
    this.options.replaceChildren(...this.found.map((one, i) => this.option(one, i)));
    if (query && this.found.length === 0) this.options.replaceChildren(h("p", { class: "muted nothing" }, t("Nothing found")));
    this.open(query.length > 0);
  }

  private find(query: string): Found[] {
    const { places } = this.app.store.state;
    const numbered = places.filter((place) => String(place.rank) === query);
    const spaces = [...numbered, ...matching(places, (place) => place.words, query, most_of_a_kind)].slice(0, most_of_a_kind);
    const names = (kind: string) => matching((this.names ?? []).filter((one) => one.kind === kind), (one) => one.lower, query, most_of_a_kind);
    const go = (one: Name, resolution: number) => ({ text: one.name, go: () => this.app.map.go_to(one.x, one.y, resolution) });
    return [
      ...names("buurt").map((one) => ({ kind: t("Neighbourhood"), detail: "", ...go(one, 1.5) })),
      ...names("street").map((one) => ({ kind: t("Street"), detail: "", ...go(one, 0.8) })),
      ...[...new Set(spaces)].map((place) => ({ kind: t("Space"), text: `${place.rank} · ${street_of(place)}`, detail: near_of(place) || place.buurt, go: () => this.app.select(place.candidate, true) })),
    ];
  }

  private option(one: Found, index: number): HTMLElement {
    return h("div", { role: "option", id: `suggestion-${index}`, "aria-selected": "false", class: "suggestion", onmousedown: (event: MouseEvent) => { event.preventDefault(); this.take(index); } },
      h("span", { class: "kind" }, one.kind), h("span", {}, one.text), h("span", { class: "muted" }, one.detail));
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter") this.take(Math.max(0, this.active));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.mark((this.active + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % Math.max(1, this.found.length));
    }
  }

  private mark(index: number): void {
    this.active = index;
    [...this.options.children].forEach((child, i) => child.setAttribute("aria-selected", String(i === index)));
    if (index >= 0) this.input.setAttribute("aria-activedescendant", `suggestion-${index}`);
  }

  private take(index: number): void {
    const one = this.found[index];
    if (!one) return;
    this.input.value = one.text;
    this.close();
    one.go();
  }

  private open(open: boolean): void {
    this.options.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open && this.found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.open(false);
  }
}
