// SPDX-License-Identifier: Apache-2.0
// The calm map underneath: the base layers of the plan itself, and the names of streets and neighbourhoods.
import Feature from "ol/Feature.js";
import type { Extent } from "ol/extent.js";
import { LineString, MultiLineString, MultiPolygon, type Geometry } from "ol/geom.js";
import VectorImageLayer from "ol/layer/VectorImage.js";
import VectorLayer from "ol/layer/Vector.js";
import TileLayer from "ol/layer/Tile.js";
import type BaseLayer from "ol/layer/Base.js";
import type { Projection } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import XYZ from "ol/source/XYZ.js";
import TileGrid from "ol/tilegrid/TileGrid.js";
import { Fill, Stroke, Style, Text } from "ol/style.js";
import { has_file, read_json } from "../data/files";
import type { BaseSquare, BaseSquares, Layer, Plans, Steps, StyleCode, Table } from "../data/contract";
import { CellsFile, raster_layer } from "./raster_layer";
import { points_of } from "../data/steps";
import { features_of } from "./vector_layer";

const squares_to = 4.5; // metres a pixel from which the cells of the surface are fine enough, and shapes too many
const names_above = 800;

const ink = { land: "#f4f2ed", green: "#e0ead8", water: "#c8dde9", building: "#e2ddd5", wall: "#d3cdc3", casing: "#dcd6cc", street: "#ffffff", paving: "#ebe7df", road: "#fffaf0" };

/// Areas and lines of the base map, lowest first. Lines are as wide as what they stand for, but never too thin to see.
interface Ink {
  id: string;
  fill?: string;
  line?: string;
  metres?: number;
  least_px: number;
  cased?: boolean;
  dash?: number[];
  to_resolution?: number;
}

const inks: Ink[] = [
  { id: "green", fill: ink.green, least_px: 0 },
  { id: "water", fill: ink.water, least_px: 0 },
  { id: "paving", fill: ink.paving, least_px: 0 },
  { id: "pavement", fill: ink.street, least_px: 0 },
  { id: "buildings", fill: ink.building, line: ink.wall, least_px: 0.7 },
  { id: "rail", line: "#b7b1a7", metres: 2, least_px: 1, dash: [7, 4] },
  { id: "paths", line: ink.street, metres: 2, least_px: 0.7, to_resolution: 3 },
  { id: "streets", line: ink.street, metres: 6, least_px: 1.2, cased: true },
  { id: "roads", line: ink.road, metres: 9, least_px: 2.2, cased: true },
];

function base_styles(one: Ink, order: number, resolution: number): Style[] {
  if (one.to_resolution && resolution > one.to_resolution) return [];
  const width = Math.max(one.least_px, (one.metres ?? 0) / resolution);
  const style = new Style({ zIndex: order * 2 + 1 });
  if (one.fill) style.setFill(new Fill({ color: one.fill }));
  if (one.line) style.setStroke(new Stroke({ color: one.line, width, ...(one.dash ? { lineDash: one.dash } : {}) }));
  if (!one.cased) return [style];
  return [new Style({ stroke: new Stroke({ color: ink.casing, width: width + 1.4 }), zIndex: order * 2 }), style];
}

/// Squares that touch an extent, as extents.
function squares_in([west, south, east, north]: number[], at: BaseSquares): Extent[] {
  const clamp = (metres: number, first: number, count: number) => Math.min(first + count - 1, Math.max(first, Math.floor(metres / at.side_m)));
  const found: Extent[] = [];
  for (let row = clamp(south, at.south, at.rows); row <= clamp(north, at.south, at.rows); ++row)
    for (let col = clamp(west, at.west, at.cols); col <= clamp(east, at.west, at.cols); ++col)
      found.push([col * at.side_m, row * at.side_m, (col + 1) * at.side_m, (row + 1) * at.side_m]);
  return found;
}

/// One feature for each kind of thing in a square: few are drawn faster than many.
function features_in(square: BaseSquare, west: number, south: number): Feature[] {
  return inks.flatMap(({ id }, order) => {
    const shapes = square.layers[id];
    if (!shapes) return [];
    const points = (steps: Steps) => points_of(steps, west, south);
    const feature = new Feature(shapes.lines ? new MultiLineString(shapes.lines.map(points)) : new MultiPolygon((shapes.polygons ?? []).map((rings) => rings.map(points))));
    feature.set("order", order, true);
    return [feature];
  });
}

/// Shapes and names of the squares in view, read as one gets there. Shapes are one picture, which is moved while one drags
/// and drawn anew when one lets go.
function square_layers(at: BaseSquares): BaseLayer[] {
  const names = new VectorSource({ wrapX: false });
  const source: VectorSource = new VectorSource({
    wrapX: false,
    strategy: (extent) => squares_in(extent, at),
    loader: ([west, south]) => {
      const path = `${at.folder}/${Math.round(west / at.side_m)}_${Math.round(south / at.side_m)}.json`;
      read_json<BaseSquare>(path)
        .then((square) => {
          source.addFeatures(features_in(square, west, south));
          names.addFeatures(square.names.map(([name, line]) => name_feature("street", name, new LineString(points_of(line, west, south)))));
        })
        .catch((error) => console.warn(String(error)));
    },
  });
  let last = { resolution: 0, styles: [] as Style[][] };
  const shapes = new VectorImageLayer({
    source,
    className: "ol-layer base",
    imageRatio: 1.5,
    maxResolution: squares_to,
    style: (feature, resolution) => {
      if (last.resolution !== resolution) last = { resolution, styles: inks.map((one, order) => base_styles(one, order, resolution)) };
      return last.styles[feature.get("order") as number];
    },
  });
  return [shapes, names_layer(names, { maxResolution: 1.6 })];
}

/// Colours of the surface where the folder has no shapes of it; calmer than those of paper.
const calm_colours: (string | null)[] = [null, ink.green, "#ece9e2", ink.paving, ink.road, "#d8d3ca", ink.water, ink.building, "#fbfaf7", ink.street];

function surface_layer(surface: NonNullable<NonNullable<Plans["base"]>["surface"]>): Layer {
  const colour = (code: StyleCode) => (code.value in calm_colours ? calm_colours[code.value] : code.colour);
  return {
    id: "surface", kind: "raster", title: "Surface", group: "base", file: surface.file, overview: surface.overview, visible: true, opacity: 1, message: "",
    style: { heading: "", upper: [], classes: [], codes: surface.codes.map((code) => ({ ...code, colour: colour(code) })) },
  };
}

/// Shapes near by, where the page carries them; names over them.
export function near_layers(base: NonNullable<Plans["base"]>): BaseLayer[] {
  const { vectors } = base;
  return vectors && has_file(`${vectors.folder}/${vectors.west}_${vectors.south}.json`) ? square_layers(vectors) : [];
}

/// The cells of the surface: from farther away, or always where there are no shapes.
export async function far_layer(base: NonNullable<Plans["base"]>, projection: Projection, from_afar: boolean): Promise<BaseLayer | null> {
  if (!base.surface) return null;
  const surface = await raster_layer(new CellsFile(surface_layer(base.surface), ""), projection, "base");
  if (from_afar) surface.setMinResolution(squares_to);
  return surface;
}

export function buurt_names(table: Table): VectorLayer {
  const name_at = table.columns.indexOf("name");
  const features = features_of(table).map((feature) => name_feature("buurt", String(table.rows[feature.get("row") as number][name_at]), feature.getGeometry() as Geometry));
  return names_layer(new VectorSource({ features, wrapX: false }), { minResolution: 0.5, maxResolution: 4.5 });
}

const halo = new Stroke({ color: "rgba(255,255,255,.9)", width: 3.5 });

const street_text = { font: "500 11.5px system-ui, sans-serif", fill: new Fill({ color: "#4d5660" }), stroke: halo, placement: "line" as const, textBaseline: "middle" as const, maxAngle: 0.6, repeat: 420 };
const buurt_text = { font: "600 11px system-ui, sans-serif", fill: new Fill({ color: "#5d6772" }), stroke: halo, overflow: true };

function name_feature(kind: "street" | "buurt", name: string, geometry: Geometry): Feature {
  const feature = new Feature(geometry);
  feature.setStyle(new Style({ text: new Text(kind === "street" ? { ...street_text, text: name } : { ...buurt_text, text: name.toUpperCase() }) }));
  return feature;
}

function names_layer(source: VectorSource, range: { minResolution?: number; maxResolution: number }): VectorLayer {
  const layer = new VectorLayer({ source, className: "ol-layer names", declutter: true, ...range });
  layer.setZIndex(names_above);
  return layer;
}

/// The Dutch government's background map, from its own server: only when the reader asks for it.
export function online_layer(projection: Projection): TileLayer<XYZ> {
  const resolutions = Array.from({ length: 15 }, (_, z) => 3440.64 / 2 ** z);
  return new TileLayer({
    className: "ol-layer online",
    source: new XYZ({
      projection,
      url: "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/{z}/{x}/{y}.png",
      tileGrid: new TileGrid({ origin: [-285401.92, 903401.92], resolutions, tileSize: 256 }),
      crossOrigin: "anonymous",
      wrapX: false,
    }),
  });
}
