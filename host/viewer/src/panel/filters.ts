// SPDX-License-Identifier: Apache-2.0
// Filters of the list and the map: municipality, why a space is in the plan, whether the grid has room.
import type { App } from "../app";
import { passes, type Filter, type Reason } from "../data/places";
import { button, h } from "../dom";
import { filter_at_first } from "../state";
import { said, t } from "../words";

type Option = [value: string, text: string];

export class Filters {
  readonly element = h("div", { class: "filters" });

  constructor(private readonly app: App) {
    app.store.listen((_, changed) => {
      if (changed.has("places") || changed.has("filter")) this.draw();
      if (changed.has("places") || changed.has("filter")) this.apply();
    });
    this.draw();
    this.apply();
  }

  private apply(): void {
    const { places, filter } = this.app.store.state;
    this.app.map.a.places.show(places.filter((place) => passes(place, filter)));
  }

  private draw(): void {
    const { places, filter } = this.app.store.state;
    const focused = (document.activeElement as HTMLElement | null)?.id;
    const distinct = (values: string[]): Option[] => [...new Set(values)].filter(Boolean).sort().map((value) => [value, said(value)]);
    const gemeenten = distinct(places.map((place) => place.gemeente));
    const statuses = distinct(places.map((place) => place.status));
    const reasons: Option[] = [["square", t("fills a white square")], ["spot", t("in a white spot")], ["demand", t("much unserved demand")]];
    const any = Object.values(filter).some(Boolean);
    this.element.replaceChildren(
      ...(gemeenten.length > 1 ? [this.choice("gemeente", t("Municipality"), gemeenten)] : []),
      this.choice("reason", t("Why"), reasons),
      ...(statuses.length > 1 || filter.status ? [this.choice("status", t("Grid"), statuses)] : []),
      any ? button(t("Clear"), () => this.app.store.set({ filter: filter_at_first }), { icon: "close", class: "button quiet small" }) : "",
    );
    if (focused?.startsWith("filter-")) document.getElementById(focused)?.focus();
  }

  private choice(key: keyof Filter, name: string, options: Option[]): HTMLElement {
    const { filter } = this.app.store.state;
    const id = `filter-${key}`;
    const select = h("select", { id, class: filter[key] ? "chosen" : "", onchange: () => this.app.store.set({ filter: { ...filter, [key]: select.value as Reason & string } }) },
      h("option", { value: "" }, `${name}: ${t("all")}`), ...options.map(([value, text]) => h("option", { value }, text)));
    select.value = filter[key];
    return h("span", { class: "filter" }, h("label", { for: id, class: "hidden-words" }, name), select);
  }
}
