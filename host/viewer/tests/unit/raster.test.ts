// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Layer } from "../../src/data/contract";
import { BadRaster, Cog } from "../../src/raster/cog";
import { Classes, Paint, rgba, words_of_value } from "../../src/raster/colour";
import { speak } from "../../src/words";

const walk: Layer = {
  id: "walk", kind: "raster", title: "Walk", group: "today", file: "", visible: true, opacity: 1, message: "", unit: "m", per_unit: 10, nodata: 65535,
  style: {
    heading: "", upper: [1000, 3000],
    classes: ["#08306b", "#a6d96a", "#fee08b"].map((colour) => ({ label: colour, colour, mark: "area" as const })),
    codes: [{ value: 65534, label: "beyond 500 m", colour: "#777777" }],
  },
};

test("a class holds its upper limit, codes are no numbers", () => {
  const classes = new Classes(walk);
  assert.deepEqual([0, 1000, 1001, 3000, 3001, 65533, 65534, 65535].map((value) => classes.index(value)), [0, 0, 1, 1, 2, 2, 3, -1]);
});

test("classes of words go by their value, others are not painted", () => {
  const basis: Layer = { ...walk, nodata: 0, style: { heading: "", classes: [{ value: "1", label: "known", colour: "#000001", mark: "area" }, { value: "3", label: "assumed", colour: "#000002", mark: "hatched" }] } };
  const classes = new Classes(basis);
  assert.deepEqual([0, 1, 2, 3].map((value) => classes.index(value)), [-1, 0, -1, 1]);
  const pixels = new Uint32Array(12);
  new Paint(classes, 8).paint(new Uint8Array(12).fill(3), 12, pixels);
  assert.equal(pixels.filter((pixel) => pixel !== 0).length, 4); // two of six diagonals
});

test("pixels are little-endian RGBA", () => {
  assert.equal(rgba("#010203"), 0xff030201);
  assert.equal(rgba(null), 0);
});

test("values are told in their unit, codes in words", () => {
  speak("en");
  const classes = new Classes(walk);
  assert.equal(words_of_value(walk, classes, 1824), "182.4\u00a0m");
  assert.equal(words_of_value(walk, classes, 65534), "beyond 500 m");
  assert.equal(words_of_value(walk, classes, 65535), "no value");
});

const has_gdal = (() => {
  try {
    execFileSync("gdal_translate", ["--version"]);
    return true;
  } catch {
    return false;
  }
})();

/// A raster by GDAL itself: 70 by 50 cells of rising numbers, in tiles of 128 or less.
function made_by_gdal(type: string, ...options: string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "viewer-"));
  const rows = Array.from({ length: 50 }, (_, row) => Array.from({ length: 70 }, (_, col) => row * 70 + col).join(" "));
  writeFileSync(join(folder, "in.asc"), `ncols 70\nnrows 50\nxllcorner 83500\nyllcorner 447375\ncellsize 2.5\n${rows.join("\n")}\n`);
  execFileSync("gdal_translate", ["-q", "-of", "GTiff", "-ot", type, "-co", "TILED=YES", "-co", "BLOCKXSIZE=16", "-co", "BLOCKYSIZE=32", ...options.flatMap((one) => ["-co", one]), join(folder, "in.asc"), join(folder, "out.tif")]);
  return readFileSync(join(folder, "out.tif"));
}

for (const [type, ...options] of [
  ["UInt16", "COMPRESS=ZSTD", "PREDICTOR=2"],
  ["Int32", "COMPRESS=ZSTD", "PREDICTOR=2", "BIGTIFF=YES"],
  ["UInt32", "COMPRESS=DEFLATE"],
  ["UInt16"],
])
  test(`a TIFF of GDAL reads as written: ${type} ${options.join(" ")}`, { skip: !has_gdal && "needs gdal-bin" }, async () => {
    const bytes = made_by_gdal(type, ...options);
    const cog = await Cog.open(async (at, length) => bytes.subarray(at, at + length));
    assert.deepEqual([cog.left, cog.top, cog.cell_m], [83500, 447500, 2.5]);
    const [level] = cog.levels;
    assert.deepEqual([level.cols, level.rows, level.tile_cols, level.tile_rows], [70, 50, 16, 32]);
    const cells = await cog.tile(level, 2, 1);
    assert.equal(cells?.[3 * 16 + 5], (32 + 3) * 70 + 2 * 16 + 5);
  });

test("what is no tiled TIFF is refused", async () => {
  const bytes = new TextEncoder().encode("not a raster at all, only words");
  await assert.rejects(Cog.open(async (at, length) => bytes.subarray(at, at + length)), BadRaster);
});
