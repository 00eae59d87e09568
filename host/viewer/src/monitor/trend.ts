// SPDX-License-Identifier: Apache-2.0
// A figure by month as a line: broken where nothing is known, hollow where a month is known in part.
import { h, svg } from "../dom";
import { number, t } from "../words";
import { amount_words, title_words, type Figure } from "./figures";
import { short_month, month_words } from "./months";

export interface Series {
  figure: Figure;
  months: string[]; // of the calendar
  values: (number | null)[];
  in_part: boolean[]; // fewer days are known than the month has
  absent: string; // said where no month is known
  whole?: (number | null)[]; // of the whole area, for comparison
  target?: number;
  chosen: string; // month
}

const [width, height] = [330, 150];
const [left, right, top, bottom] = [52, 12, 12, 24];

/// A round number that is not below, and in how many steps it is divided.
export function round_top(most: number): { top: number; steps: number } {
  if (most <= 0) return { top: 1, steps: 1 };
  const power = 10 ** Math.floor(Math.log10(most));
  const [times, steps] = ([[1, 2], [1.5, 3], [2, 2], [3, 3], [4, 4], [5, 5], [6, 3], [8, 4], [10, 2]] as const).find(([one]) => one * power >= most * 0.9999) ?? [10, 2];
  return { top: times * power, steps };
}

/// Runs of months that are known one after the other, as their numbers.
export function runs(values: (number | null)[]): number[][] {
  const all: number[][] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const last = all[all.length - 1];
    if (last && last[last.length - 1] === i - 1) last.push(i);
    else all.push([i]);
  });
  return all;
}

function axis_words(value: number, most: number): string {
  if (most >= 1e6) return value === 0 ? "0" : t("{n} million", { n: number(value / 1e6, 2) });
  return number(value, most < 10 ? 2 : 0);
}

class Scale {
  readonly top: number;
  readonly steps: number;

  constructor(private readonly count: number, values: (number | null | undefined)[], percent: boolean) {
    const most = Math.max(0, ...values.filter((value): value is number => typeof value === "number"));
    const rounded = round_top(most);
    const whole = percent && rounded.top > 100;
    this.top = whole ? 100 : rounded.top;
    this.steps = whole ? 4 : rounded.steps;
  }

  x(i: number): number {
    return left + (this.count < 2 ? 0.5 : i / (this.count - 1)) * (width - left - right);
  }

  y(value: number): number {
    return top + (1 - Math.min(1, value / this.top)) * (height - top - bottom);
  }

  line(values: (number | null)[], run: number[]): string {
    return run.map((i) => `${this.x(i).toFixed(1)} ${this.y(values[i] as number).toFixed(1)}`).join("L");
  }
}

export function trend_chart(series: Series): HTMLElement {
  const { figure, months, values, target } = series;
  const scale = new Scale(months.length, [...values, ...(series.whole ?? []), target], figure.unit === "%");
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": chart_words(series) });
  for (let i = 0; i <= scale.steps; ++i) {
    const value = (scale.top * i) / scale.steps;
    drawing.append(svg("line", { x1: left, x2: width - right, y1: scale.y(value), y2: scale.y(value), class: i === 0 ? "axis" : "grid" }), text(left - 6, scale.y(value) + 4, axis_words(value, scale.top), "end"));
  }
  for (const i of labelled(months.length)) drawing.append(text(scale.x(i), height - 6, short_month(months[i]), i === 0 && months.length > 1 ? "start" : i === months.length - 1 && months.length > 1 ? "end" : "middle"));
  const at = months.indexOf(series.chosen);
  if (at >= 0) drawing.append(svg("line", { x1: scale.x(at), x2: scale.x(at), y1: top, y2: height - bottom, class: "chosen" }));
  if (target !== undefined) drawing.append(svg("line", { x1: left, x2: width - right, y1: scale.y(target), y2: scale.y(target), class: "target" }));
  if (series.whole) for (const run of runs(series.whole)) drawing.append(svg("path", { d: `M${scale.line(series.whole, run)}`, class: "whole" }));
  for (const run of runs(values)) drawing.append(svg("path", { d: `M${scale.line(values, run)}`, class: "line" }));
  for (const gap of gaps(values)) drawing.append(gap_sign(scale, gap));
  values.forEach((value, i) => value !== null && drawing.append(point(series, scale, i, value)));
  return h("figure", { class: "trend" }, h("figcaption", {}, h("strong", {}, title_words(figure)), h("span", { class: "muted" }, last_words(series))), drawing as unknown as Node);
}

function text(x: number, y: number, words: string, anchor: string): SVGElement {
  const element = svg("text", { x, y, "text-anchor": anchor });
  element.textContent = words;
  return element;
}

/// The months whose names fit: the first and last, and some between.
export function labelled(count: number): number[] {
  if (count < 2) return count ? [0] : [];
  const between = count > 24 ? 1 : count > 4 ? 1 : 0;
  return [0, ...(between ? [Math.round((count - 1) / 2)] : []), count - 1];
}

/// Months without a figure between the first and the last of the calendar: [first, last] of each gap.
function gaps(values: (number | null)[]): [number, number][] {
  return runs(values.map((value) => (value === null ? 0 : null))).map((run) => [run[0], run[run.length - 1]]);
}

function gap_sign(scale: Scale, [first, last]: [number, number]): SVGElement {
  const half = Math.max(2, (scale.x(1) - scale.x(0)) / 2 || 8);
  const x = Math.max(left, scale.x(first) - half);
  return svg("rect", { x, y: top, width: Math.max(4, Math.min(width - right, scale.x(last) + half) - x), height: height - top - bottom, fill: "url(#unknown)", class: "gap" });
}

function point({ figure, months, in_part }: Series, scale: Scale, i: number, value: number): SVGElement {
  const title = svg("title", {});
  title.textContent = `${month_words(months[i])}: ${amount_words(figure, value)}${in_part[i] ? ` (${t("days are missing")})` : ""}`;
  const reach = svg("circle", { cx: scale.x(i), cy: scale.y(value), r: 9, fill: "transparent" });
  return svg("g", {}, svg("circle", { cx: scale.x(i), cy: scale.y(value), r: 3.2, class: in_part[i] ? "dot in-part" : "dot" }), reach, title);
}

function last_words({ figure, months, values, absent }: Series): string {
  const last = months.length - 1 - [...values].reverse().findIndex((value) => value !== null);
  const value = values[last];
  return value === null || value === undefined ? absent : `${amount_words(figure, value)} · ${short_month(months[last])}`;
}

/// What the line says to who does not see it.
function chart_words({ figure, months, values, target, absent }: Series): string {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ value, month: months[i] }]));
  if (known.length === 0) return `${title_words(figure)}: ${absent}`;
  const [lowest, highest] = [known.reduce((a, b) => (b.value < a.value ? b : a)), known.reduce((a, b) => (b.value > a.value ? b : a))];
  const told = t("{title} by month, known in {n} of {all} months: lowest {low} ({low_month}), highest {high} ({high_month})", {
    title: title_words(figure), n: known.length, all: months.length,
    low: amount_words(figure, lowest.value), low_month: month_words(lowest.month), high: amount_words(figure, highest.value), high_month: month_words(highest.month) });
  return target === undefined ? told : `${told}; ${t("target {n} at most", { n: target })}`;
}
