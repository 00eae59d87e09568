// SPDX-License-Identifier: Apache-2.0
// A box with suggestions while one types, and the names of streets and neighbourhoods to suggest.
import { read_table } from "../data/files";
import type { Plans, Table } from "../data/contract";
import { h, icon } from "../dom";
import { t } from "../words";

export interface Found {
  kind: string;
  text: string;
  detail: string;
  go(): void;
}

export interface Name {
  name: string;
  lower: string;
  kind: string;
  x: number;
  y: number;
}

export const most_of_a_kind = 4;

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

export async function place_names({ buurten, streets }: NonNullable<Plans["base"]>): Promise<Name[]> {
  const tables = await Promise.all([buurten, streets].filter((file) => file !== undefined).map(read_table));
  return tables.flatMap(names_of);
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

/// Neighbourhoods and streets of that name; a house number behind it plays no part.
export function places_named(names: Name[], asked: string, go: (one: Name, resolution: number) => void): Found[] {
  const query = asked.replace(/[\s,]+\d+\s*-?[a-z]{0,2}$/, "");
  const of_kind = (kind: string, words: string, resolution: number) =>
    matching(names.filter((one) => one.kind === kind), (one) => one.lower, query, most_of_a_kind).map((one) => ({ kind: words, text: one.name, detail: "", go: () => go(one, resolution) }));
  return [...of_kind("buurt", t("Neighbourhood"), 1.5), ...of_kind("street", t("Street"), 0.8)];
}

export interface SearchWords {
  placeholder: string;
  label: string;
}

export class SearchBox {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly options: HTMLElement;
  private found: Found[] = [];
  private active = -1;

  /// `begin`: told when one enters the box, and once more when it is done.
  constructor(words: SearchWords, private readonly begin: () => Promise<void>, private readonly find: (query: string) => Found[]) {
    this.options = h("div", { class: "suggestions", role: "listbox", id: "suggestions", "aria-label": t("Suggestions"), hidden: true });
    this.input = h("input", {
      type: "search", id: "search", role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": "suggestions", "aria-autocomplete": "list",
      placeholder: words.placeholder, "aria-label": words.label,
      oninput: () => this.suggest(), onkeydown: (event: KeyboardEvent) => this.key(event), onblur: () => setTimeout(() => this.close(), 150), onfocus: () => this.enter(),
    });
    this.element = h("div", { class: "search", role: "search" }, icon("search") as unknown as Node, this.input, this.options);
  }

  private enter(): void {
    void this.begin().then(() => this.suggest());
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
