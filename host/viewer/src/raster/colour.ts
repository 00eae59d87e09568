// SPDX-License-Identifier: Apache-2.0
// The colour and the words of a cell, from the integer itself: class breaks are those of every other map of laadraster.
import type { Layer, StyleClass } from "../data/contract";
import { quantity, said, t } from "../words";
import type { Cells } from "./cog";

export type Painted = { colour: string | null; label: string; hatched: boolean };

/// A colour as a pixel of a canvas; nothing is transparent.
export function rgba(colour: string | null): number {
  if (!colour) return 0;
  const hex = colour.slice(1);
  const part = (i: number) => parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  const alpha = hex.length === 8 ? part(3) : 255;
  return ((alpha << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0;
}

function of_class(one: StyleClass): Painted {
  return { colour: one.colour, label: one.label, hatched: one.mark === "hatched" };
}

/// Which class (or code) of a layer a value is in.
export class Classes {
  readonly all: Painted[];
  private readonly upper: number[];
  private readonly exact = new Map<number, number>();

  constructor(layer: Layer) {
    const style = layer.style;
    this.upper = style.upper ?? [];
    this.all = style.classes.map(of_class);
    if (this.upper.length === 0) style.classes.forEach((one, i) => this.exact.set(Number(one.value), i));
    for (const code of style.codes ?? []) {
      this.exact.set(code.value, this.all.length);
      this.all.push({ colour: code.colour, label: code.label, hatched: false });
    }
    const nodata = layer.nodata;
    if (nodata !== null && nodata !== undefined && !this.exact.has(nodata)) this.exact.set(nodata, -1);
  }

  /// -1 where there is nothing to show.
  index(value: number): number {
    const exact = this.exact.get(value);
    if (exact !== undefined) return exact;
    if (this.upper.length === 0) return -1;
    let low = 0;
    let high = this.upper.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= this.upper[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  is_code(value: number): boolean {
    return this.exact.has(value);
  }
}

/// Paints cells; hatched classes leave two of three diagonals open.
export class Paint {
  private readonly colours: Uint32Array;
  private readonly hatched: boolean[];
  private readonly short: Int16Array | null = null;

  constructor(
    private readonly classes: Classes,
    bits: number,
  ) {
    this.colours = Uint32Array.from(classes.all, (one) => rgba(one.colour));
    this.hatched = classes.all.map((one) => one.hatched);
    if (bits <= 16) this.short = Int16Array.from({ length: 1 << bits }, (_, value) => classes.index(value));
  }

  paint(cells: Cells, cols: number, pixels: Uint32Array): void {
    const hatching = this.hatched.includes(true);
    for (let i = 0; i < cells.length; ++i) {
      const value = cells[i];
      const index = this.short && value >= 0 ? this.short[value] : this.classes.index(value);
      if (index < 0) continue;
      if (hatching && this.hatched[index] && ((i % cols) + Math.floor(i / cols)) % 6 > 1) continue;
      pixels[i] = this.colours[index];
    }
  }
}

/// What a cell says, in words: "182.4 m", "beyond 500 m".
export function words_of_value(layer: Layer, classes: Classes, value: number): string {
  const index = classes.index(value);
  if (index < 0) return t("no value");
  if (classes.is_code(value)) return said(classes.all[index].label);
  const per = layer.per_unit ?? 1;
  return quantity(value / per, layer.unit, per > 1 ? Math.min(2, Math.round(Math.log10(per))) : 0);
}
