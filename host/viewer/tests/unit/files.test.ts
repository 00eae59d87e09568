// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { patch_of } from "../../src/live/session";
import { csv_rows, csv_text } from "../../src/review/csv";
import { Reactions } from "../../src/review/reactions";
import { read_review, review_csv, type ReviewRow } from "../../src/review/review";
import { read_hash, write_hash, type State } from "../../src/state";

const row: ReviewRow = { place: "x1-y2-E", verdict: "move", remark: 'too close, "really"\nsaid Ann', by: "Ann", date: "2026-11-30", x: 85000.5, y: 446000 };

test("review.csv comes back as it went, whatever a remark holds", () => {
  const text = review_csv([row, { ...row, place: "b", verdict: "approve", x: null, y: null }]);
  assert.ok(text.startsWith("place,verdict,remark,by,date,x,y\r\n"));
  const { rows, refused } = read_review("\uFEFF" + text);
  assert.deepEqual(rows, [row, { ...row, place: "b", verdict: "approve", x: null, y: null }]);
  assert.equal(refused, 0);
});

test("lines that are no verdict are counted", () => {
  assert.equal(read_review("place,verdict\na,approve\nb,perhaps\n,reject\n").refused, 2);
});

test("cells with commas, quotes and new lines survive", () => {
  const rows = [["a,b", 'c"d'], ["e\nf", ""]];
  assert.deepEqual(csv_rows(csv_text(rows)), rows);
});

test("a reaction on the same space replaces the one before", () => {
  const reactions = new Reactions();
  reactions.react("a", "for", "");
  reactions.react("a", "against", "no room");
  reactions.propose(85000.123, 446000.987, "near the school");
  const file = reactions.file("2028-midden", "Delft");
  assert.deepEqual(file.items, [{ kind: "react", place: "a", opinion: "against", text: "no room" }, { kind: "propose", x: 85000.1, y: 446001, text: "near the school" }]);
  assert.equal(file.laadraster, "reaction");
  assert.equal("name" in file, false);
});

test("patches take their width from their bytes", () => {
  const cells = Buffer.from(new Uint16Array([1, 2, 3, 40000]).buffer).toString("base64");
  assert.deepEqual([...Array.from(patch_of({ layer: "walk", row: 1, col: 2, rows: 2, cols: 2, cells }, undefined).cells)], [1, 2, 3, 40000]);
  assert.throws(() => patch_of({ layer: "walk", row: 0, col: 0, rows: 2, cols: 2, cells: "AAAA" }, undefined));
});

test("the address brings back what was shown", () => {
  const state = { plan: { id: "2028-midden" }, other: "2030-midden", view: { x: 85000.4, y: 446500, zoom: 4.256 }, layers: { walk: { visible: true, opacity: 0.8 }, gain: { visible: false, opacity: 1 } }, selected: "x85309-y446003-E", language: "nl" } as unknown as State;
  assert.deepEqual(read_hash(write_hash(state)), { plan: "2028-midden", other: "2030-midden", selected: "x85309-y446003-E", language: "nl", view: { x: 85000, y: 446500, zoom: 4.26 }, layers: { walk: { visible: true, opacity: 0.8 } } });
});

test("an address that is damaged shows the plan as it opens", () => {
  assert.equal(read_hash("#c=a,b&z=oops").view, undefined);
  assert.deepEqual(read_hash("#l=walk:x").layers, { walk: { visible: true, opacity: 1 } });
});
