// SPDX-License-Identifier: Apache-2.0
// Reads the cells of a Cloud Optimised GeoTIFF of one band by ranges: no WebAssembly, no worker, so that it works by
// double-click and under a strict Content-Security-Policy.
import { decompress } from "fzstd";
import type { ReadBytes } from "../data/files";

export type Cells = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array;

export class BadRaster extends Error {}

/// One resolution: the full one or an overview.
export interface Level {
  cols: number;
  rows: number;
  tile_cols: number;
  tile_rows: number;
  scale: number; // cells of the full resolution along a side
  offsets: Entries;
  counts: Entries;
  compression: number;
  predictor: number;
  bits: number;
  format: number;
}

interface Entries {
  at: number;
  type: number;
  count: number;
}

const tag = {
  cols: 256,
  rows: 257,
  bits: 258,
  compression: 259,
  bands: 277,
  predictor: 317,
  tile_cols: 322,
  tile_rows: 323,
  offsets: 324,
  counts: 325,
  format: 339,
  pixel_scale: 33550,
  tie_point: 33922,
};
const bytes_of_type: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 11: 4, 12: 8, 13: 4, 16: 8 };
const deflate = [8, 32946];
const zstd = 50000;
const block_bytes = 8192;

export class Cog {
  levels: Level[] = [];
  left = 0;
  top = 0;
  cell_m = 1;
  private big = false;
  private readonly blocks = new Map<number, Promise<Uint8Array>>();

  private constructor(private readonly read: ReadBytes) {}

  static async open(read: ReadBytes): Promise<Cog> {
    const cog = new Cog(read);
    await cog.read_levels();
    return cog;
  }

  /// The cells of a tile, whole also at the right and lower edge; nothing where the file left the tile out.
  async tile(level: Level, col: number, row: number): Promise<Cells | null> {
    const index = row * Math.ceil(level.cols / level.tile_cols) + col;
    const [at, count] = await Promise.all([this.entry(level.offsets, index), this.entry(level.counts, index)]);
    if (count === 0) return null;
    const raw = await unpack(await this.read(at, count), level.compression);
    return as_cells(raw, level);
  }

  private async read_levels(): Promise<void> {
    const head = await this.bytes(0, 16);
    if (head.getUint16(0) !== 0x4949) throw new BadRaster("not a little-endian TIFF");
    this.big = head.getUint16(2, true) === 43;
    let next = this.big ? Number(head.getBigUint64(8, true)) : head.getUint32(4, true);
    while (next !== 0) next = await this.read_level(next);
    if (this.levels.length === 0) throw new BadRaster("a TIFF without an image");
  }

  private async read_level(at: number): Promise<number> {
    const [head, size, tail] = this.big ? [8, 20, 8] : [2, 12, 4];
    const first = await this.bytes(at, head);
    const entries = this.big ? Number(first.getBigUint64(0, true)) : first.getUint16(0, true);
    const table = await this.bytes(at + head, entries * size + tail);
    const tags = new Map<number, Entries>();
    for (let i = 0; i < entries; ++i) tags.set(table.getUint16(i * size, true), this.entries(table, i * size, at + head));
    await this.add_level(tags);
    const end = entries * size;
    return this.big ? Number(table.getBigUint64(end, true)) : table.getUint32(end, true);
  }

  private entries(table: DataView, at: number, table_at: number): Entries {
    const type = table.getUint16(at + 2, true);
    const count = this.big ? Number(table.getBigUint64(at + 4, true)) : table.getUint32(at + 4, true);
    const value = at + (this.big ? 12 : 8);
    const inside = count * (bytes_of_type[type] ?? 1) <= (this.big ? 8 : 4);
    const where = inside
      ? table_at + value
      : this.big
        ? Number(table.getBigUint64(value, true))
        : table.getUint32(value, true);
    return { at: where, type, count };
  }

  private async add_level(tags: Map<number, Entries>): Promise<void> {
    const one = async (id: number, fallback: number): Promise<number> => {
      const entries = tags.get(id);
      return entries ? this.entry(entries, 0) : fallback;
    };
    const offsets = tags.get(tag.offsets);
    const counts = tags.get(tag.counts);
    if (!offsets || !counts) throw new BadRaster("a TIFF without tiles");
    if ((await one(tag.bands, 1)) !== 1) throw new BadRaster("a TIFF of several bands");
    const cols = await one(tag.cols, 0);
    const level: Level = {
      cols,
      rows: await one(tag.rows, 0),
      tile_cols: await one(tag.tile_cols, 0),
      tile_rows: await one(tag.tile_rows, 0),
      scale: this.levels.length === 0 ? 1 : 2 ** Math.round(Math.log2(this.levels[0].cols / cols)),
      offsets,
      counts,
      compression: await one(tag.compression, 1),
      predictor: await one(tag.predictor, 1),
      bits: await one(tag.bits, 8),
      format: await one(tag.format, 1),
    };
    if (this.levels.length === 0) await this.read_place(tags);
    this.levels.push(level);
  }

  private async read_place(tags: Map<number, Entries>): Promise<void> {
    const scale = tags.get(tag.pixel_scale);
    const tie = tags.get(tag.tie_point);
    if (!scale || !tie) throw new BadRaster("a TIFF that does not say where it lies");
    this.cell_m = await this.entry(scale, 0);
    this.left = await this.entry(tie, 3);
    this.top = await this.entry(tie, 4);
  }

  private async entry(entries: Entries, index: number): Promise<number> {
    const size = bytes_of_type[entries.type] ?? 1;
    const view = await this.bytes(entries.at + index * size, size);
    switch (entries.type) {
      case 1:
        return view.getUint8(0);
      case 3:
        return view.getUint16(0, true);
      case 4:
      case 13:
        return view.getUint32(0, true);
      case 12:
        return view.getFloat64(0, true);
      case 16:
        return Number(view.getBigUint64(0, true));
      default:
        throw new BadRaster(`a TIFF tag of type ${entries.type}`);
    }
  }

  /// Bytes of the head of the file, by blocks that are kept.
  private async bytes(at: number, length: number): Promise<DataView> {
    const first = Math.floor(at / block_bytes);
    const last = Math.floor((at + length - 1) / block_bytes);
    const parts = await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => this.block(first + i)));
    const start = at - first * block_bytes;
    if (parts.length === 1) return new DataView(parts[0].buffer, parts[0].byteOffset + start, length);
    const joined = new Uint8Array(parts.length * block_bytes);
    parts.forEach((part, i) => joined.set(part, i * block_bytes));
    return new DataView(joined.buffer, start, length);
  }

  private block(index: number): Promise<Uint8Array> {
    let made = this.blocks.get(index);
    if (!made) {
      made = this.read(index * block_bytes, block_bytes);
      this.blocks.set(index, made);
      made.catch(() => this.blocks.delete(index));
    }
    return made;
  }
}

async function unpack(bytes: Uint8Array, compression: number): Promise<Uint8Array> {
  if (compression === 1) return bytes;
  if (compression === zstd) return decompress(bytes);
  if (deflate.includes(compression)) {
    const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  throw new BadRaster(`compression ${compression} of a TIFF`);
}

function as_cells(raw: Uint8Array, level: Level): Cells {
  const aligned = raw.byteOffset % 4 === 0 ? raw : raw.slice();
  const length = level.tile_cols * level.tile_rows;
  if (aligned.byteLength < (length * level.bits) / 8) throw new BadRaster("a tile that is cut short");
  const cells = typed(aligned, length, level);
  if (level.predictor === 2) undo_differences(cells, level.tile_cols);
  else if (level.predictor !== 1) throw new BadRaster(`predictor ${level.predictor} of a TIFF`);
  return cells;
}

function typed(raw: Uint8Array, length: number, level: Level): Cells {
  const { buffer, byteOffset } = raw;
  const signed = level.format === 2;
  if (level.format === 3 && level.bits === 32) return new Float32Array(buffer, byteOffset, length);
  switch (level.bits) {
    case 8:
      return signed ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length);
    case 16:
      return signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
    case 32:
      return signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
    default:
      throw new BadRaster(`${level.bits} bits in a cell of a TIFF`);
  }
}

function undo_differences(cells: Cells, cols: number): void {
  for (let row = 0; row < cells.length; row += cols)
    for (let i = row + 1; i < row + cols; ++i) cells[i] += cells[i - 1];
}
