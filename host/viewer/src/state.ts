// SPDX-License-Identifier: Apache-2.0
// What the page shows. The part that a link should bring back stands in the hash of the address.
import type { Layer, Plan, Plans } from "./data/contract";
import { no_filter, type Filter, type Place } from "./data/places";
import type { Language } from "./words";

export interface Shown {
  visible: boolean;
  opacity: number;
}

export interface State {
  plans: Plans;
  plan: Plan;
  places: Place[];
  other: string | null; // the plan at the right of the swipe
  layers: Record<string, Shown>;
  selected: string | null; // a candidate
  filter: Filter;
  query: string;
  follow: boolean; // the list shows what is in view
  extent: [number, number, number, number];
  view: { x: number; y: number; zoom: number } | null;
  language: Language;
  online: boolean;
}

type Listener = (state: State, changed: Set<keyof State>) => void;

export class Store {
  private readonly listeners: Listener[] = [];

  constructor(public state: State) {}

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  set(change: Partial<State>): void {
    const changed = new Set<keyof State>();
    for (const key of Object.keys(change) as (keyof State)[])
      if (this.state[key] !== change[key]) changed.add(key);
    if (changed.size === 0) return;
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state, changed);
  }

  show(id: string, change: Partial<Shown>): void {
    const now = this.state.layers[id] ?? { visible: false, opacity: 1 };
    this.set({ layers: { ...this.state.layers, [id]: { ...now, ...change } } });
  }
}

export function shown_at_first(layers: Layer[]): Record<string, Shown> {
  return Object.fromEntries(layers.map((layer) => [layer.id, { visible: layer.visible, opacity: layer.opacity }]));
}

export const filter_at_first = no_filter;

export interface Hash {
  plan?: string;
  other?: string;
  view?: { x: number; y: number; zoom: number };
  layers?: Record<string, Shown>;
  selected?: string;
  language?: Language;
}

/// #plan=2028-midden&c=85000,446500&z=4.25&l=walk:0.8,stations:1&s=x85309-y446003-E&lang=nl
export function write_hash(state: State): string {
  const parts = new URLSearchParams();
  parts.set("plan", state.plan.id);
  if (state.other) parts.set("with", state.other);
  if (state.view) {
    parts.set("c", `${Math.round(state.view.x)},${Math.round(state.view.y)}`);
    parts.set("z", state.view.zoom.toFixed(2));
  }
  const visible = Object.entries(state.layers).filter(([, shown]) => shown.visible);
  parts.set("l", visible.map(([id, shown]) => `${id}:${Number(shown.opacity.toFixed(2))}`).join(","));
  if (state.selected) parts.set("s", state.selected);
  parts.set("lang", state.language);
  return "#" + parts.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
}

export function read_hash(hash: string): Hash {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const result: Hash = {};
  const text = (key: string) => parts.get(key) ?? undefined;
  result.plan = text("plan");
  result.other = text("with");
  result.selected = text("s");
  const language = parts.get("lang");
  if (language === "nl" || language === "en") result.language = language;
  const [x, y] = (parts.get("c") ?? "").split(",").map(Number);
  const zoom = Number(parts.get("z"));
  if (parts.has("c") && parts.has("z") && [x, y, zoom].every(Number.isFinite)) result.view = { x, y, zoom };
  if (parts.has("l")) result.layers = read_layers(parts.get("l") ?? "");
  return result;
}

function read_layers(text: string): Record<string, Shown> {
  const layers: Record<string, Shown> = {};
  for (const part of text.split(",").filter(Boolean)) {
    const [id, opacity] = part.split(":");
    const value = Number(opacity);
    layers[id] = { visible: true, opacity: Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 1 };
  }
  return layers;
}
