// SPDX-License-Identifier: Apache-2.0
// The 24 hours of a kind of day as bars, which are buttons.
import { h } from "../dom";
import type { Classes } from "../raster/colour";
import { t } from "../words";
import { hour_words } from "./answer";
import { is_known, too_little } from "./contract";

/// What a bar says when it is read aloud, or pointed at.
function words_of(hour: number, code: number): string {
  const words = is_known(code) ? t("{n} out of 100 times", { n: code }) : code === too_little ? t("too little data") : t("not known");
  return `${hour_words(hour)}: ${words}`;
}

export function strip(codes: number[], chosen: number, classes: Classes, choose: (hour: number) => void): HTMLElement {
  const bars = codes.map((code, hour) => {
    const known = is_known(code);
    const fill = h("span", { class: known ? "fill" : "fill unknown" });
    fill.style.height = known ? `${Math.max(3, code)}%` : "100%";
    const colour = known ? classes.all[classes.index(code)]?.colour : null;
    if (colour) fill.style.backgroundColor = colour;
    return h("button", { type: "button", class: "hour", "aria-pressed": hour === chosen ? "true" : "false", "aria-label": words_of(hour, code), title: words_of(hour, code), onclick: () => choose(hour) }, fill);
  });
  const marks = [0, 6, 12, 18, 24].map((hour) => {
    const mark = h("span", {}, String(hour));
    mark.style.left = `${(hour / 24) * 100}%`;
    return mark;
  });
  return h("div", { class: "strip" }, h("div", { class: "hours", role: "group", "aria-label": t("The 24 hours of the day") }, ...bars), h("div", { class: "marks", "aria-hidden": "true" }, ...marks));
}
