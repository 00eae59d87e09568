// SPDX-License-Identifier: Apache-2.0
// Gemeenten coloured by a share, or with circles as large as an amount. What is not known is hatched.
import type { Shape, Style, StyleClass } from "../data/contract";
import { points_of } from "../data/steps";
import { h, svg } from "../dom";
import { said, t } from "../words";
import { amount_words, title_words, type Figure } from "./figures";

export interface Shown {
  name: string;
  shape: Shape;
  value: number | null;
  words: string; // of the value
}

const largest_circle_px = 26;

/// The class of a value; a limit is the last value of its class.
export function class_of(style: Style, value: number): StyleClass {
  const at = (style.upper ?? []).findIndex((limit) => value <= limit);
  return style.classes[at < 0 ? style.classes.length - 1 : at];
}

type Ring = number[][];

interface Outline {
  rings: Ring[];
  box: [number, number, number, number];
}

const outlines_made = new WeakMap<object, Outline>();

function outline(shape: Shape): Outline {
  const made = shape && outlines_made.get(shape);
  if (made) return made;
  const result = outline_of(shape);
  if (shape) outlines_made.set(shape, result);
  return result;
}

function outline_of(shape: Shape): Outline {
  const rings = shape && "polygons" in shape ? shape.polygons.flatMap((polygon) => polygon.map((ring) => points_of(ring))) : [];
  const box: Outline["box"] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of rings.flat()) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { rings, box };
}

/// Without points that one does not see: nearer than half a pixel to the one before.
export function thinned(points: Ring): Ring {
  let last = points[0];
  return points.filter((point, i) => {
    if (i > 0 && Math.hypot(point[0] - last[0], point[1] - last[1]) < 0.5) return false;
    last = point;
    return true;
  });
}

const twice_area = (ring: Ring) => ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0);

/// Where the name of an area stands: in the middle of the widest part of a line through its largest ring.
export function label_place(ring: Ring): { x: number; y: number; width: number } {
  const ys = ring.map(([, y]) => y);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  let best = { x: ring[0][0], y: ring[0][1], width: 0, fit: 0 };
  for (let part = 3; part <= 7; ++part) {
    const y = low + ((high - low) * part) / 10 + 0.001;
    const crossings = ring.flatMap(([x, at], i) => {
      const [next_x, next] = ring[(i + 1) % ring.length];
      return at > y === next > y ? [] : [x + ((y - at) / (next - at)) * (next_x - x)];
    }).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1] - crossings[i];
      const fit = width * (1 - Math.abs(part - 5) / 20);
      if (fit > best.fit) best = { x: (crossings[i] + crossings[i + 1]) / 2, y, width, fit };
    }
  }
  return best;
}

interface MapOptions {
  figure: Figure;
  style: Style | undefined;
  selected: string;
  width: number;
  select(name: string): void;
}

export function choropleth(all: Shown[], options: MapOptions): SVGElement {
  const outlines = all.map((one) => outline(one.shape));
  const [west, south, east, north] = outlines.reduce((box, { box: one }) => [Math.min(box[0], one[0]), Math.min(box[1], one[1]), Math.max(box[2], one[2]), Math.max(box[3], one[3])], [Infinity, Infinity, -Infinity, -Infinity]);
  const margin = 6;
  const scale = Math.min((options.width - 2 * margin) / Math.max(1, east - west), 460 / Math.max(1, north - south));
  const height = Math.round((north - south) * scale + 2 * margin);
  const left = (options.width - (east - west) * scale) / 2;
  const x_of = (x: number) => left + (x - west) * scale;
  const y_of = (y: number) => margin + (north - y) * scale;
  const known = all.flatMap((one) => (one.value === null ? [] : [one.value]));
  const words = t("Map of gemeenten: {figure}; the table beside it has the same.", { figure: title_words(options.figure) });
  const drawing = svg("svg", { class: "choropleth", viewBox: `0 0 ${options.width} ${height}`, width: options.width, height, role: "img", "aria-label": words }, unknown_pattern());
  const labels: SVGElement[] = [];
  const order = all.map((_, i) => i).sort((i, j) => Number(all[i].name === options.selected) - Number(all[j].name === options.selected));
  for (const i of order) {
    const one = all[i];
    if (outlines[i].rings.length === 0) continue;
    const path = outlines[i].rings.map((ring) => `M${thinned(ring.map(([x, y]) => [x_of(x), y_of(y)])).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`).join("");
    const title = svg("title", {});
    title.textContent = `${one.name}: ${one.words}`;
    const area = svg("path", { d: path, class: `area${one.name === options.selected ? " selected" : ""}`, "fill-rule": "evenodd", ...fill_of(one, options), onclick: () => options.select(one.name) }, title);
    drawing.append(area);
    labels.push(...marks(one, outlines[i], known, options, x_of, y_of, scale));
  }
  drawing.append(...labels);
  return drawing;
}

function fill_of(one: Shown, { figure, style }: MapOptions): Record<string, string | number> {
  if (one.value === null) return { fill: "url(#unknown)" };
  if (figure.is_amount || !style) return { fill: "#f3f5f7" };
  return { fill: class_of(style, one.value).colour };
}

function unknown_pattern(): SVGElement {
  const ground = svg("rect", { width: 7, height: 7, fill: "#eef0f2" });
  const line = svg("path", { d: "M-1 8 8 -1M-1 1 1 -1M6 8 8 6", stroke: "#8a949e", "stroke-width": 1.4 });
  return svg("defs", {}, svg("pattern", { id: "unknown", width: 7, height: 7, patternUnits: "userSpaceOnUse" }, ground, line));
}

/// The name, and of an amount its circle.
function marks(one: Shown, { rings }: Outline, known: number[], { figure }: MapOptions, x_of: (x: number) => number, y_of: (y: number) => number, scale: number): SVGElement[] {
  const ring = rings.reduce((best, next) => (Math.abs(twice_area(next)) > Math.abs(twice_area(best)) ? next : best));
  const place = label_place(ring);
  const [x, y] = [x_of(place.x), y_of(place.y)];
  const made: SVGElement[] = [];
  const radius = figure.is_amount && one.value !== null ? circle_radius(one.value, known) : 0;
  if (radius > 0) made.push(svg("circle", { cx: x, cy: y, r: radius, class: "amount" }));
  const room = place.width * scale;
  if (one.name.length * 6.3 > room) return made;
  const text = svg("text", { x, y: y + (radius > 0 ? Math.min(radius + 12, largest_circle_px + 12) : 4), class: "label" });
  text.textContent = one.name;
  return [...made, text];
}

/// Its surface is as the amount.
export function circle_radius(value: number, known: number[]): number {
  const most = Math.max(...known, 0);
  return value <= 0 || most <= 0 ? 0 : Math.max(2, largest_circle_px * Math.sqrt(value / most));
}

export function legend(all: Shown[], figure: Figure, style: Style | undefined): HTMLElement {
  const known = all.flatMap((one) => (one.value === null ? [] : [one.value]));
  const items: HTMLElement[] = [];
  if (figure.is_amount) {
    const most = Math.max(...known, 0);
    if (most > 0) items.push(h("li", {}, circle_swatch(circle_radius(most, known)), amount_words(figure, most)), ...(most >= 8 ? [h("li", {}, circle_swatch(circle_radius(most / 4, known)), amount_words(figure, most / 4))] : []));
  } else if (style) {
    for (const one of style.classes) {
      const swatch = svg("svg", { class: "swatch", width: 26, height: 18, "aria-hidden": "true" }, svg("rect", { x: 0.5, y: 0.5, width: 25, height: 17, rx: 3, fill: one.colour, stroke: "rgba(30,40,50,.35)" }));
      items.push(h("li", {}, swatch as unknown as Node, class_words(one, figure)));
    }
  }
  const hatch = svg("svg", { class: "swatch", width: 26, height: 18, "aria-hidden": "true" }, svg("rect", { x: 0.5, y: 0.5, width: 25, height: 17, rx: 3, fill: "url(#unknown)", stroke: "rgba(30,40,50,.35)" }));
  items.push(h("li", {}, hatch as unknown as Node, t("unknown or withheld")));
  return h("ul", { class: "map-legend" }, ...items);
}

function class_words(one: StyleClass, figure: Figure): string {
  const words = said(one.label);
  return figure.unit === "" ? words : `${words}\u00a0${figure.unit === "days" ? t("days") : figure.unit}`;
}

function circle_swatch(radius: number): Node {
  const side = Math.ceil(2 * radius + 2);
  return svg("svg", { class: "swatch", width: side, height: side, "aria-hidden": "true" }, svg("circle", { cx: side / 2, cy: side / 2, r: radius, class: "amount" })) as unknown as Node;
}

