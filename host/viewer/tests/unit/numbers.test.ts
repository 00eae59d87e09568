// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { letters, passes, places_of, reason_of, spot_name } from "../../src/data/places";
import { points_of } from "../../src/data/steps";
import { degrees_of_rd } from "../../src/map/rd";
import { main_figures, nearest } from "../../src/panel/head";
import { matching } from "../../src/panel/search_box";
import { sorted_rows } from "../../src/panel/table";
import { number, percent, quantity, said, speak, t } from "../../src/words";

test("a message of the server is said with its names", () => {
  speak("nl");
  assert.equal(said('there is no variant "Hof (a)"'), 'er is geen variant "Hof (a)"');
  assert.equal(said("at 84500.0, 447000.5 there is no street or path within 30 m in a line that crosses no barrier; choose a place nearer to a street").startsWith("bij 84500.0; 447000.5 is geen straat"), true);
  assert.equal(said("a name; of nothing"), "a name; of nothing");
  speak("en");
  assert.equal(said('there is no variant "x"'), 'there is no variant "x"');
});

test("numbers and units follow the language", () => {
  speak("nl");
  assert.equal(number(819214.1), "819.214");
  assert.equal(number(1234.56, 1), "1.234,6");
  assert.equal(percent(6941, 8479), "81,9 %");
  assert.equal(quantity(36.4, "m", 1), "36,4\u00a0m");
  speak("en");
  assert.equal(number(819214.1), "819,214");
  assert.equal(percent(0, 0), "–");
});

test("texts take values by name and data take theirs in order", () => {
  speak("en");
  assert.equal(t("{n} of {total} spaces", { n: 1200, total: 5000 }), "1,200 of 5,000 spaces");
  assert.equal(said("within {} m, {} or more", [300, 1500]), "within 300 m, 1,500 or more");
  assert.equal(said("Mekelpark"), "Mekelpark");
  speak("nl");
  assert.equal(t("Layers"), "Lagen");
});

test("white spots have letters", () => {
  assert.deepEqual([1, 26, 27, 702, 703].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
  assert.equal(spot_name(3), "C");
  assert.equal(spot_name("K2"), "K2");
});

test("RD New becomes degrees: Amersfoort, and the Martinitoren by RDNAPTRANS", () => {
  const [longitude, latitude] = degrees_of_rd(155000, 463000);
  assert.ok(Math.abs(longitude - 5.38720621) < 1e-6 && Math.abs(latitude - 52.1551744) < 1e-6);
  const [east, north] = degrees_of_rd(233883.131, 582065.167);
  assert.ok(Math.abs(east - 6.5681) < 2e-4 && Math.abs(north - 53.2194) < 2e-4);
});

const table = {
  columns: ["rank", "candidate", "status", "x", "y", "gain_kwh", "buurt", "gemeente", "fills_white_square", "white_spot"],
  rows: [
    [1, "a", "connectable", 10, 20, 8000, "Kuyperwijk", "Delft", "yes", null],
    [2, "b", "waits for grid", 30, 40, 500, "Voorhof", "Delft", "no", 2],
    [3, "c", "connectable", 50, 60, 90, "Rijswijk-Buiten", "Rijswijk", "no", null],
  ],
};

test("places are read by the names of columns, and filtered", () => {
  const places = places_of(table);
  assert.deepEqual(places.map(reason_of), ["square", "spot", "demand"]);
  const chosen = (filter: object) => places.filter((one) => passes(one, { gemeente: "", status: "", reason: "", ...filter })).map((one) => one.candidate);
  assert.deepEqual(chosen({}), ["a", "b", "c"]);
  assert.deepEqual(chosen({ gemeente: "Delft", status: "connectable" }), ["a"]);
  assert.deepEqual(chosen({ reason: "spot" }), ["b"]);
});

test("what begins with the words comes before what has them within", () => {
  assert.deepEqual(matching(["oude delft", "delftweg", "rijn", "delft"], (one) => one, "delft", 5), ["delftweg", "delft", "oude delft"]);
});

test("a line in steps goes on from point to point, in decimetres", () => {
  assert.deepEqual(points_of([10, 25, -5, 0, 0, 100], 84000, 446000), [[84001, 446002.5], [84000.5, 446002.5], [84000.5, 446012.5]]);
});

test("tables sort numbers by size and put what is missing last, both ways", () => {
  const rows = [[10], [null], [9], [100]];
  assert.deepEqual(sorted_rows(rows, 0, false), [2, 0, 3, 1]);
  assert.deepEqual(sorted_rows(rows, 0, true), [3, 0, 2, 1]);
});

test("the year slider keeps the scenario where that plan exists", () => {
  const plans = [
    { id: "a", name: "", year: 2026, scenario: "laag" },
    { id: "b", name: "", year: 2030, scenario: "midden" },
    { id: "c", name: "", year: 2030, scenario: "laag" },
  ];
  assert.equal(nearest(plans, plans[0], { year: 2030 }).id, "c");
  assert.equal(nearest(plans, plans[0], { scenario: "midden" }).id, "b");
});

test("unmet demand is one figure: after the plan, with today beside it", () => {
  const figures = ["dwellings_within", "places", "unmet_kwh", "unmet_after_kwh"].map((key, value) => ({ key, value, text: key }));
  assert.deepEqual(main_figures(figures).map((one) => [one.key, one.before]), [["dwellings_within", undefined], ["unmet_after_kwh", 2], ["places", undefined]]);
});
