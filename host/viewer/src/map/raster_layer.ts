// SPDX-License-Identifier: Apache-2.0
// A raster of the plan as a layer of the map: tiles of the file's own grid, coloured as they arrive.
import TileLayer from "ol/layer/Tile.js";
import ImageTile from "ol/source/ImageTile.js";
import TileGrid from "ol/tilegrid/TileGrid.js";
import type { Projection } from "ol/proj.js";
import { bytes_of, has_file } from "../data/files";
import type { Layer } from "../data/contract";
import { Cog, type Cells, type Level } from "../raster/cog";
import { Classes, Paint } from "../raster/colour";

const kept_tiles = 48;

export interface Patch {
  row: number;
  col: number;
  rows: number;
  cols: number;
  cells: ArrayLike<number>;
}

/// What is drawn: cells by tiles of a file, and what their values mean.
export interface DrawnCells {
  readonly cog: Promise<Cog>;
  readonly classes: Classes;
  tile(cog: Cog, level: Level, col: number, row: number): Promise<Cells | null>;
}

/// A file of cells, with what live planning changed in it.
export class CellsFile implements DrawnCells {
  readonly cog: Promise<Cog>;
  readonly classes: Classes;
  patches: Patch[] = [];
  private readonly tiles = new Map<string, Promise<Cells | null>>();

  constructor(readonly layer: Layer, plan: string) {
    const full = plan === "" ? layer.file : `${plan}/${layer.file}`;
    const coarse = plan === "" ? (layer.overview ?? "") : `${plan}/${layer.overview}`;
    this.cog = Cog.open(bytes_of(!has_file(full) && layer.overview ? coarse : full));
    this.cog.catch(() => undefined);
    this.classes = new Classes(layer);
  }

  async tile(cog: Cog, level: Level, col: number, row: number): Promise<Cells | null> {
    const key = `${cog.levels.indexOf(level)}/${col}/${row}`;
    let made = this.tiles.get(key);
    if (!made) {
      made = cog.tile(level, col, row);
      made.catch(() => this.tiles.delete(key));
    }
    this.tiles.delete(key);
    this.tiles.set(key, made);
    if (this.tiles.size > kept_tiles) this.tiles.delete(this.tiles.keys().next().value as string);
    return patched(await made, level, col, row, this.patches);
  }

  /// The exact value at a place; null outside the raster.
  async value(x: number, y: number): Promise<{ value: number; cell_m: number } | null> {
    const cog = await this.cog;
    const level = cog.levels[0];
    const col = Math.floor((x - cog.left) / cog.cell_m);
    const row = Math.floor((cog.top - y) / cog.cell_m);
    if (col < 0 || row < 0 || col >= level.cols || row >= level.rows) return null;
    const tile_col = Math.floor(col / level.tile_cols);
    const tile_row = Math.floor(row / level.tile_rows);
    const cells = await this.tile(cog, level, tile_col, tile_row);
    const at = (row - tile_row * level.tile_rows) * level.tile_cols + (col - tile_col * level.tile_cols);
    return { value: cells ? cells[at] : (this.layer.nodata ?? 0), cell_m: cog.cell_m };
  }
}

function patched(cells: Cells | null, level: Level, col: number, row: number, patches: Patch[]): Cells | null {
  if (!cells || patches.length === 0) return cells;
  const result = cells.slice() as Cells;
  const left = col * level.tile_cols;
  const top = row * level.tile_rows;
  for (const patch of patches) {
    const first_row = Math.max(top, Math.ceil(patch.row / level.scale));
    const last_row = Math.min(top + level.tile_rows, Math.ceil((patch.row + patch.rows) / level.scale));
    const first_col = Math.max(left, Math.ceil(patch.col / level.scale));
    const last_col = Math.min(left + level.tile_cols, Math.ceil((patch.col + patch.cols) / level.scale));
    for (let r = first_row; r < last_row; ++r)
      for (let c = first_col; c < last_col; ++c)
        result[(r - top) * level.tile_cols + c - left] =
          patch.cells[(r * level.scale - patch.row) * patch.cols + c * level.scale - patch.col];
  }
  return result;
}

function painted(file: DrawnCells, level: Level, cells: Cells | null, col: number, row: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = level.tile_cols;
  canvas.height = level.tile_rows;
  const context = canvas.getContext("2d");
  if (!cells || !context) return canvas;
  const image = context.createImageData(level.tile_cols, level.tile_rows);
  new_paint(file, level).paint(cells, level.tile_cols, new Uint32Array(image.data.buffer));
  const inside_cols = Math.min(level.tile_cols, level.cols - col * level.tile_cols);
  const inside_rows = Math.min(level.tile_rows, level.rows - row * level.tile_rows);
  context.putImageData(image, 0, 0, 0, 0, inside_cols, inside_rows);
  return canvas;
}

const paints = new WeakMap<DrawnCells, Paint>();

function new_paint(file: DrawnCells, level: Level): Paint {
  let paint = paints.get(file);
  if (!paint) {
    paint = new Paint(file.classes, level.bits);
    paints.set(file, paint);
  }
  return paint;
}

export class CellTiles extends ImageTile {
  private drawings = 0;

  /// Under another key: what is drawn stays until the new tiles are there. (The first refresh() of a source does nothing.)
  draw_anew(): void {
    this.setKey(String(++this.drawings));
  }
}

export async function raster_layer(file: DrawnCells, projection: Projection, side: string): Promise<TileLayer<CellTiles>> {
  const cog = await file.cog;
  const levels = [...cog.levels].reverse(); // coarsest first, as the tile grid wants them
  const first = cog.levels[0];
  const right = cog.left + first.cols * cog.cell_m;
  const bottom = cog.top - first.rows * cog.cell_m;
  const grid = new TileGrid({
    extent: [cog.left, bottom, right, cog.top],
    origin: [cog.left, cog.top],
    resolutions: levels.map((level) => level.scale * cog.cell_m),
    tileSizes: levels.map((level) => [level.tile_cols, level.tile_rows]),
  });
  const source = new CellTiles({
    projection,
    tileGrid: grid,
    interpolate: false,
    transition: 120,
    wrapX: false,
    loader: async (z, x, y) => painted(file, levels[z], await file.tile(cog, levels[z], x, y), x, y),
  });
  return new TileLayer({ source, className: `ol-layer raster ${side}`, cacheSize: 128, extent: [cog.left, bottom, right, cog.top] });
}

/// Cells of each class within an extent, counted on the coarsest level that has at least 256 columns.
export async function count_classes(file: CellsFile, extent: number[]): Promise<{ label: string; cells: number; hectares: number }[]> {
  const cog = await file.cog;
  const level = [...cog.levels].reverse().find((one) => one.cols >= 256) ?? cog.levels[0];
  const size = level.scale * cog.cell_m;
  const from_col = Math.max(0, Math.floor((extent[0] - cog.left) / size));
  const to_col = Math.min(level.cols, Math.ceil((extent[2] - cog.left) / size));
  const from_row = Math.max(0, Math.floor((cog.top - extent[3]) / size));
  const to_row = Math.min(level.rows, Math.ceil((cog.top - extent[1]) / size));
  const counts = new Array<number>(file.classes.all.length).fill(0);
  for (let tr = Math.floor(from_row / level.tile_rows); tr * level.tile_rows < to_row; ++tr)
    for (let tc = Math.floor(from_col / level.tile_cols); tc * level.tile_cols < to_col; ++tc) {
      const cells = await file.tile(cog, level, tc, tr);
      if (!cells) continue;
      for (let r = Math.max(from_row, tr * level.tile_rows); r < Math.min(to_row, (tr + 1) * level.tile_rows); ++r)
        for (let c = Math.max(from_col, tc * level.tile_cols); c < Math.min(to_col, (tc + 1) * level.tile_cols); ++c) {
          const index = file.classes.index(cells[(r - tr * level.tile_rows) * level.tile_cols + c - tc * level.tile_cols]);
          if (index >= 0) ++counts[index];
        }
    }
  return counts.map((cells, i) => ({ label: file.classes.all[i].label, cells, hectares: (cells * size * size) / 10000 }));
}
