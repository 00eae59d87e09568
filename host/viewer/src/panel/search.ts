// SPDX-License-Identifier: Apache-2.0
// Search for a space, a street or a neighbourhood.
import { near_of, street_of, type App } from "../app";
import { t } from "../words";
import { matching, most_of_a_kind, place_names, places_named, SearchBox, type Found, type Name } from "./search_box";

export class Search {
  readonly element: HTMLElement;
  private names: Name[] | null = null;

  constructor(private readonly app: App) {
    const words = { placeholder: t("Street, neighbourhood or number"), label: t("Search for a street, a neighbourhood or a space") };
    this.element = new SearchBox(words, () => this.begin(), (query) => this.find(query)).element;
  }

  /// The names are read when one begins to search, not before the map is there.
  private async begin(): Promise<void> {
    if (this.names) return;
    this.names = [];
    this.names = await place_names(this.app.store.state.plans.base ?? {});
  }

  private find(query: string): Found[] {
    const { places } = this.app.store.state;
    const numbered = places.filter((place) => String(place.rank) === query);
    const spaces = [...numbered, ...matching(places, (place) => place.words, query, most_of_a_kind)].slice(0, most_of_a_kind);
    return [
      ...places_named(this.names ?? [], query, (one, resolution) => this.app.map.go_to(one.x, one.y, resolution)),
      ...[...new Set(spaces)].map((place) => ({ kind: t("Space"), text: `${place.rank} · ${street_of(place)}`, detail: near_of(place) || place.buurt, go: () => this.app.select(place.candidate, true) })),
    ];
  }
}
