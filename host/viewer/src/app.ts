// SPDX-License-Identifier: Apache-2.0
// What all parts of the page share.
import type { Review } from "./review/review";
import type { Session } from "./live/session";
import type { PlanMap } from "./map/map";
import type { Layer, Plan } from "./data/contract";
import type { Place } from "./data/places";
import type { State, Store } from "./state";
import { has_file } from "./data/files";
import { passes } from "./data/places";
import { t } from "./words";

/// What the next clicks on the map are for.
export interface Tool {
  words: string;
  click(at: [number, number], place: Place | null): void;
}

export interface App {
  store: Store;
  map: PlanMap;
  review: Review;
  session: Session | null; // live planning, when the page comes from `laadraster serve`
  reactions: boolean; // the page for residents
  select(candidate: string | null, move?: boolean): void;
  hover(candidate: string | null): void;
  switch_plan(id: string): Promise<void>;
  use_tool(tool: Tool | null): void;
}

export function place_named(state: State, candidate: string | null): Place | null {
  return state.places.find((place) => place.candidate === candidate) ?? null;
}

export function layer_named(plan: Plan, id: string): Layer | undefined {
  return plan.layers.find((layer) => layer.id === id);
}

/// The layers whose files are there: a page in one file leaves out what is too large for it.
export function layers_here(plan: Plan): Layer[] {
  return plan.layers.filter((layer) => has_file(`${plan.id}/${layer.file}`) || has_file(`${plan.id}/${layer.overview}`));
}

/// The places that pass the filter, and when the list follows the map only those in view.
export function listed(state: State): Place[] {
  const [left, bottom, right, top] = state.extent;
  return state.places.filter(
    (place) =>
      passes(place, state.filter) &&
      (!state.follow || (place.x >= left && place.x <= right && place.y >= bottom && place.y <= top)),
  );
}

export function street_of(place: Place): string {
  return place.street || place.address || place.buurt || place.candidate;
}

/// By which house number of that street the space is, or by which address of another.
export function near_of(place: Place): string {
  const { street, address } = place;
  if (!address || !street) return "";
  return address.startsWith(`${street} `) ? t("near number {number}", { number: address.slice(street.length + 1) }) : t("near {address}", { address });
}
