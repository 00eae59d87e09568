// SPDX-License-Identifier: Apache-2.0
// A vector layer of the plan: its shapes with the classes of its style.
import Feature from "ol/Feature.js";
import { LineString, MultiLineString, MultiPolygon, Point, type Geometry, type Polygon } from "ol/geom.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import { Fill, Icon, Stroke, Style, Text } from "ol/style.js";
import type { Layer, Shape, StyleClass, Table, Value } from "../data/contract";
import { is_point, letters } from "../data/places";
import { points_of } from "../data/steps";
import { draw_sign, faded, hatching, size_of } from "./signs";

const pixels_per_mm = 3.78;
const most_sharp = 400;

export function geometry_of(shape: Shape): Geometry | null {
  if (!shape) return null;
  if (is_point(shape)) return new Point(shape);
  if ("polygons" in shape) return new MultiPolygon(shape.polygons.map((rings) => rings.map((ring) => points_of(ring))));
  return shape.lines.length === 1 ? new LineString(shape.lines[0]) : new MultiLineString(shape.lines);
}

export function features_of(table: Table): Feature[] {
  const features: Feature[] = [];
  table.rows.forEach((_, row) => {
    const geometry = geometry_of(table.shapes?.[row] ?? null);
    if (!geometry) return;
    const feature = new Feature(geometry);
    feature.set("row", row, true);
    features.push(feature);
  });
  return features;
}

/// Which class of its style a row has.
export function class_of_row(layer: Layer, table: Table, row: Value[]): StyleClass | null {
  const { field, upper, classes } = layer.style;
  if (!field) return classes[0] ?? null;
  const value = row[table.columns.indexOf(field)];
  if (value === null || value === undefined) return null;
  if (upper?.length) {
    const at = upper.findIndex((limit) => Number(value) <= limit);
    return classes[at < 0 ? classes.length - 1 : at] ?? null;
  }
  return classes.find((one) => String(one.value) === String(value)) ?? null;
}

function icon_of(one: StyleClass): Icon {
  const size = size_of(one);
  const canvas = document.createElement("canvas");
  const ratio = 2;
  canvas.width = canvas.height = Math.ceil((size * 1.3 + 6) * ratio);
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(ratio, ratio);
    draw_sign(context, one, canvas.width / ratio / 2, canvas.width / ratio / 2, size);
  }
  return new Icon({ img: canvas, size: [canvas.width, canvas.height], scale: 0.5 });
}

function style_of(one: StyleClass): Style {
  if (one.mark === "line") return new Style({ stroke: new Stroke({ color: one.colour, width: 1.5 }) });
  if (one.mark === "area" || one.mark === "hatched") {
    const colour = faded(one.colour, one.opacity ?? 1);
    const fill = one.mark === "hatched" ? (hatching(colour, window.devicePixelRatio) as CanvasPattern) : colour;
    const stroke = one.rim && one.rim_mm ? new Stroke({ color: one.rim, width: Math.max(0.6, one.rim_mm * pixels_per_mm) }) : null;
    return new Style({ fill: new Fill({ color: fill }), ...(stroke ? { stroke } : {}) });
  }
  return new Style({ image: icon_of(one) });
}

export function vector_layer(layer: Layer, table: Table, side: string, numbers: () => Numbers): VectorLayer | VectorImageLayer {
  const styles = new Map<StyleClass, Style>();
  const lettered = layer.id === "white_spots";
  const number_at = table.columns.indexOf("white_spot");
  const sharp = layer.kind === "points" && table.rows.length <= most_sharp; // else a picture, which is quick to drag
  const Kind = sharp ? VectorLayer : VectorImageLayer;
  const result = new Kind({
    source: new VectorSource({ features: features_of(table), wrapX: false }),
    className: `ol-layer vector ${side}`,
    style: (feature, resolution) => {
      const row = table.rows[feature.get("row") as number];
      const one = class_of_row(layer, table, row);
      if (!one) return undefined;
      let style = styles.get(one);
      if (!style) styles.set(one, (style = style_of(one)));
      style.getImage()?.setScale(resolution > 4 ? 0.25 : resolution > 2 ? 0.38 : 0.5);
      return lettered && number_at >= 0 ? [style, letter_style(Number(row[number_at]), feature as Feature, resolution, numbers())] : style;
    },
  });
  result.set("table", table);
  return result;
}

/// The ranked places, whose numbers lie above all layers.
type Numbers = readonly { x: number; y: number }[];

/// Where a letter may stand: in the middle, or around it when a number is there.
const around = [[0, 0], ...[24, 42, 60].flatMap((far) => [0, 1, 2, 3, 4, 5, 6, 7].map((part) => [far * Math.cos((part * Math.PI) / 4), far * Math.sin((part * Math.PI) / 4)]))];
const letter_room_px = 22;

/// The place in a part of a white spot that no number covers; its middle when they cover all of it.
export function letter_place(part: Polygon, numbers: Numbers, resolution: number): number[] {
  const middle = part.getInteriorPoint().getCoordinates().slice(0, 2);
  const [west, south, east, north] = part.getExtent();
  const room = letter_room_px * resolution;
  const near = numbers.filter(({ x, y }) => x > west - room && x < east + room && y > south - room && y < north + room);
  const is_free = ([x, y]: number[]) => near.every((one) => (one.x - x) ** 2 + (one.y - y) ** 2 > room * room);
  const all = around.map(([dx, dy]) => [middle[0] + dx * resolution, middle[1] + dy * resolution]);
  return all.find((at) => is_free(at) && part.intersectsCoordinate(at)) ?? middle;
}

/// The letter of a white spot, in its largest part.
function letter_style(number: number, feature: Feature, resolution: number, numbers: Numbers): Style {
  let part = feature.get("part") as Polygon | undefined;
  if (!part) {
    part = (feature.getGeometry() as MultiPolygon).getPolygons().reduce((a, b) => (b.getArea() > a.getArea() ? b : a));
    feature.set("part", part, true);
  }
  if (Math.sqrt(part.getArea()) / resolution < 14) return new Style();
  const kept = feature.get("letter") as { resolution: number; numbers: Numbers; style: Style } | undefined;
  if (kept?.resolution === resolution && kept.numbers === numbers) return kept.style;
  const style = new Style({
    geometry: new Point(letter_place(part, numbers, resolution)),
    text: new Text({ text: letters(number), font: "800 18px system-ui, sans-serif", fill: new Fill({ color: "#8f3200" }), stroke: new Stroke({ color: "#fff", width: 5 }), overflow: true }),
  });
  feature.set("letter", { resolution, numbers, style }, true);
  return style;
}
