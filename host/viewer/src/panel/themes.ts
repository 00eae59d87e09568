// SPDX-License-Identifier: Apache-2.0
// What colours the map, one press away: the plan alone, or one theme of each kind under it. The layers panel has them all.
import { layers_here, type App } from "../app";
import type { Layer } from "../data/contract";
import { h } from "../dom";
import { key, said, t } from "../words";
import { is_theme, with_theme } from "./layers";

const quick: [id: string, words: string][] = [["walk", key("Walk now")], ["demand_density", key("Demand")], ["headroom", key("The grid")]];

export class Themes {
  readonly element = h("div", { class: "segments themes", role: "group", "aria-label": t("Colours on the map") });

  constructor(private readonly app: App) {
    app.store.listen((_, changed) => (changed.has("plan") || changed.has("layers")) && this.draw());
    this.draw();
  }

  private draw(): void {
    const { plan, layers } = this.app.store.state;
    const here = layers_here(plan).filter(is_theme);
    const shown = here.find((layer) => layers[layer.id]?.visible)?.id ?? null;
    const there = quick.filter(([id]) => here.some((layer) => layer.id === id));
    const had_focus = this.element.contains(document.activeElement);
    this.element.replaceChildren(this.choice(here, null, t("The plan"), shown), ...there.map(([id, words]) => this.choice(here, id, said(words), shown)));
    if (had_focus) this.element.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }

  private choice(here: Layer[], id: string | null, words: string, shown: string | null): HTMLElement {
    const press = () => this.app.store.set({ layers: with_theme(this.app.store.state.layers, here, id) });
    return h("button", { type: "button", "aria-pressed": id === shown ? "true" : "false", onclick: press }, words);
  }
}
