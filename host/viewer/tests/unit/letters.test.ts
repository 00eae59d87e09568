// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { Polygon } from "ol/geom.js";
import { letter_place } from "../../src/map/vector_layer";

const square = new Polygon([[[0, 0], [400, 0], [400, 400], [0, 400], [0, 0]]]);
const far = (a: number[], b: { x: number; y: number }) => Math.hypot(a[0] - b.x, a[1] - b.y);

test("the letter of a white spot stands in its middle, and beside a number that is there", () => {
  const [x, y] = letter_place(square, [], 2);
  const number = { x: x + 10, y };
  const beside = letter_place(square, [number], 2);
  assert.ok(far(beside, number) > 2 * 22, `${beside}`);
  assert.ok(square.intersectsCoordinate(beside));
  assert.deepEqual(letter_place(square, [{ x: x + 100, y }], 2), [x, y]);
});

test("a white spot that numbers cover keeps its letter in the middle", () => {
  const middle = letter_place(square, [], 2);
  const everywhere = Array.from({ length: 441 }, (_, i) => ({ x: 20 * (i % 21), y: 20 * Math.floor(i / 21) }));
  assert.deepEqual(letter_place(square, everywhere, 2), middle);
});
