// SPDX-License-Identifier: Apache-2.0
// The cells of the rasters: where one enters the street, how far the nearest charger is, and the chance of each hour there.
import { bytes_of } from "../data/files";
import { Cog, type Cells, type Level } from "../raster/cog";
import { hours_a_day, nodata, raster_of, type Day } from "./contract";

const not_walkable = 65535; // of the raster `walk`; 65534: farther than it looks
const walk_beyond = 65534;

export interface Cell {
  row: number;
  col: number;
}

/// Where a place enters the street.
export interface Entry {
  cell: Cell;
  walk_m: number | null; // to the nearest public charger; null: farther than was looked
}

export class ChanceCells {
  private readonly files = new Map<string, Promise<Cog>>();
  private readonly tiles = new Map<string, Promise<Cells | null>>();

  constructor(private readonly plan: string) {}

  hour(day: Day, hour: number): Promise<Cog> {
    return this.file(raster_of(day, hour));
  }

  /// The cell of a place, and those around it by distance, the nearest that one can walk on; null: none so near.
  async entry(x: number, y: number, within_m: number): Promise<Entry | null> {
    const path = "rasters/walk.tif";
    const cog = await this.file(path);
    const size = cog.cell_m;
    const row = Math.floor((cog.top - y) / size);
    const col = Math.floor((x - cog.left) / size);
    const reach = Math.ceil(within_m / size);
    const around: (Cell & { far: number })[] = [];
    for (let r = row - reach; r <= row + reach; ++r)
      for (let c = col - reach; c <= col + reach; ++c) {
        const far = r === row && c === col ? 0 : Math.hypot(cog.left + (c + 0.5) * size - x, cog.top - (r + 0.5) * size - y);
        if (far <= within_m) around.push({ row: r, col: c, far });
      }
    around.sort((a, b) => a.far - b.far || a.row - b.row || a.col - b.col);
    for (const { row: r, col: c } of around) {
      const walk = await this.value(path, { row: r, col: c }, not_walkable);
      if (walk < not_walkable) return { cell: { row: r, col: c }, walk_m: walk < walk_beyond ? walk / 10 : null };
    }
    return null;
  }

  /// The codes of the 24 hours of a kind of day.
  hours(cell: Cell, day: Day): Promise<number[]> {
    return Promise.all(Array.from({ length: hours_a_day }, (_, hour) => this.value(raster_of(day, hour), cell, nodata)));
  }

  /// The number of the buurt; 0 outside of all.
  buurt(cell: Cell): Promise<number> {
    return this.value("rasters/buurt.tif", cell, 0);
  }

  private file(path: string): Promise<Cog> {
    let made = this.files.get(path);
    if (!made) {
      made = Cog.open(bytes_of(`${this.plan}/${path}`));
      made.catch(() => this.files.delete(path));
      this.files.set(path, made);
    }
    return made;
  }

  private async value(path: string, { row, col }: Cell, outside: number): Promise<number> {
    const cog = await this.file(path);
    const level = cog.levels[0];
    if (row < 0 || col < 0 || row >= level.rows || col >= level.cols) return outside;
    const [tile_row, tile_col] = [Math.floor(row / level.tile_rows), Math.floor(col / level.tile_cols)];
    const cells = await this.tile(path, cog, level, tile_col, tile_row);
    return cells ? cells[(row - tile_row * level.tile_rows) * level.tile_cols + (col - tile_col * level.tile_cols)] : outside;
  }

  private tile(path: string, cog: Cog, level: Level, col: number, row: number): Promise<Cells | null> {
    const key = `${path}/${col}/${row}`;
    let made = this.tiles.get(key);
    if (!made) {
      made = cog.tile(level, col, row);
      made.catch(() => this.tiles.delete(key));
      this.tiles.set(key, made);
      if (this.tiles.size > 160) this.tiles.delete(this.tiles.keys().next().value as string); // those of three places
    }
    return made;
  }
}
