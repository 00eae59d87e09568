// SPDX-License-Identifier: Apache-2.0
// What the page for residents says first: what this is, and how to react.
import type { App } from "../app";
import { h } from "../dom";
import { t } from "../words";

export function greeting_part(app: App): HTMLElement {
  const { plans, places } = app.store.state;
  const steps = [
    t("Choose a numbered space on the map or in the list, near you for example."),
    t("Say whether you are for or against it, and why. Or propose another place."),
    t("Save your reaction at the bottom of the list, and send the file to your municipality."),
  ];
  return h("section", { class: "greeting", "aria-label": t("What is this?") },
    h("h2", {}, t("Where should charging stations come? Tell us what you think")),
    h("p", {}, t("More charging stations for electric cars are needed in {region}. This map shows {n} spaces where one could come. Nothing has been decided.", { region: plans.region, n: places.length })),
    h("ol", {}, ...steps.map((step) => h("li", {}, step))));
}
