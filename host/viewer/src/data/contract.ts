// SPDX-License-Identifier: Apache-2.0
// The files of a published folder, as `laadraster publish` writes them.

export interface PlanEntry {
  id: string;
  name: string;
  year?: number;
  scenario?: string;
  version?: string;
  monitor?: boolean; // has key figures of use
}

export interface Plans {
  format: number;
  lang: "nl" | "en";
  title: string;
  author?: string;
  date?: string;
  logo?: string | null;
  source?: string;
  privacy?: string;
  region: string;
  epsg: number;
  base?: { surface?: { file: string; overview?: string; codes: StyleCode[] }; vectors?: BaseSquares; streets?: string; buurten?: string };
  illustrative: string[];
  chance?: string | null; // the plan that the page laadkans shows
  live?: boolean; // from `laadraster serve`
  plans: PlanEntry[];
}

export type Mark =
  | "area"
  | "hatched"
  | "line"
  | "dot"
  | "diamond"
  | "triangle"
  | "square"
  | "hollow_square"
  | "words";

export interface StyleClass {
  value?: string | number | null;
  label: string;
  colour: string;
  mark: Mark;
  opacity?: number;
  rim?: string | null;
  rim_mm?: number;
  size_mm?: number;
}

export interface StyleCode {
  value: number;
  label: string;
  colour: string | null;
}

export interface Style {
  heading: string;
  field?: string | null;
  upper?: number[];
  classes: StyleClass[];
  codes?: StyleCode[];
}

export type LayerKind = "raster" | "points" | "polygons" | "lines";

export interface Layer {
  id: string;
  kind: LayerKind;
  title: string;
  group: string;
  file: string;
  overview?: string;
  visible: boolean;
  opacity: number;
  message: string;
  note?: string | null;
  unit?: string | null;
  per_unit?: number;
  nodata?: number | null;
  args?: number[]; // fill the {} of title, message and note
  warning?: string;
  style: Style;
}

export interface Figure {
  key: string;
  value: number | null;
  few?: boolean;
  args?: number[];
  before?: number | null;
  of?: number | null;
  unit?: string | null;
  text: string;
}

export interface Plan {
  id: string;
  name: string;
  grid: { epsg: number; cell_m: number; left: number; top: number; rows: number; cols: number };
  extent: [number, number, number, number];
  figures: Figure[];
  k: number;
  layers: Layer[];
  notes: string[];
  rules: Record<string, string>;
  places_file: string;
  cards: { per: number };
  monitor?: string; // key figures of use: there is a monitor.html beside the page
}

export type Value = string | number | boolean | null;
export type Point = [number, number];
/// Whole decimetres: x and y of the first point from the origin, of others from the point before.
export type Steps = number[];
/// A point; a list of polygons, each its outer ring and its holes, from the origin of the CRS; a list of lines.
export type Shape = Point | { polygons: Steps[][] } | { lines: Point[][] } | null;

/// A table by columns; with shapes it is a vector layer.
export interface Table {
  columns: string[];
  titles?: string[]; // of the columns, for people; "" where there is none
  words?: Record<string, string[]>; // of columns whose cells are numbers of words
  rows: Value[][];
  shapes?: Shape[];
}

/// What decided between a space and its neighbour in the ranking.
export interface Step {
  candidate?: string;
  rank?: number;
  by: string;
  kwh: number;
}

export interface Card {
  candidate: string;
  rank: number;
  served_kwh: number;
  reach_kwh?: number;
  demand_places: number | null;
  few?: boolean;
  mean_walk_m: number | null;
  longest_walk_m: number | null;
  overlap_kwh: number | null;
  next?: Step | null;
  above?: Step | null;
  review?: string;
  grid: {
    status: string;
    reason?: string;
    before_kw?: number | null;
    after_kw?: number | null;
    asset?: string;
    quarter?: string;
    basis?: string;
  };
  rules_passed: string[];
  rules_not_checked: string[];
  bays: Point[][];
}

/// Where the shapes of the base map are: square (col, row) in <folder>/<col>_<row>.json, counted from the origin of the CRS.
export interface BaseSquares {
  folder: string;
  side_m: number;
  west: number;
  south: number;
  cols: number;
  rows: number;
}

/// Shapes of a square, from its south-west corner.
export interface BaseSquare {
  layers: Record<string, { lines?: Steps[]; polygons?: Steps[][] }>;
  names: [name: string, line: Steps][];
}
