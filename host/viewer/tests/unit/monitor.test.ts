// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Table, Value } from "../../src/data/contract";
import { spreadsheet_csv } from "../../src/data/spreadsheet";
import { circle_radius, class_of, label_place, thinned } from "../../src/monitor/choropleth";
import type { Monitor } from "../../src/monitor/contract";
import { figure_of, figures, value_words } from "../../src/monitor/figures";
import { read_state, write_state } from "../../src/monitor/page";
import { ranking, ranking_rows, ranks, sorted } from "../../src/monitor/ranking";
import { labelled, round_top, runs } from "../../src/monitor/trend";
import { calendar, days_of_month, Use } from "../../src/monitor/use";
import { speak } from "../../src/words";

const columns = ["level", "name", "gemeente", "month", "sites", "evse", "sites_known", "evse_known", "reporting_pct", "days", "site_days", "peak_occupancy_pct", "vehicles_per_evse", "few"];

/// Cells of "level", "name" and "few" are numbers of words, as in the file.
const levels = ["area", "gemeente"];
const names = ["Streek", "A", "B", "C", "D"];
const row = (level: number, name: number, month: string, known: number, occupied: Value, cars: Value = null, few = 0): Value[] =>
  [level, name, level ? names[name] : "", month, 20, 40, known, 2 * known, 5 * known, 30, 30 * known, occupied, cars, few];

function monitor(): Monitor {
  const table: Table = {
    columns, words: { level: levels, name: names, few: ["no", "yes"] }, titles: columns.map(() => ""),
    rows: [row(0, 0, "all", 20, 41.5, 6.25), row(0, 0, "2026-01", 10, 40), row(0, 0, "2026-04", 20, 43),
      row(1, 1, "all", 5, 40), row(1, 2, "all", 6, 55.5), row(1, 3, "all", 0, null), row(1, 4, "all", 3, null, null, 1), row(1, 1, "2026-04", 5, 40)],
  };
  const walk: Table = { columns: ["level", "name", "dwellings", "within_300m", "within_300m_pct", "few"], titles: ["", "", "Dwellings", "", "", ""], words: { level: levels, few: ["no", "yes"] }, rows: [[0, "Streek", 1000, 900, 90, 0], [1, "A", null, null, null, 1]] };
  return { format: 1, k: 5, months: ["2026-01", "2026-04"], least_days: 7, peak_hours: [17, 23], busy_percent: 80, vehicles_per_evse_target: 5, served_walk_m: 300, notes: [], styles: {}, table, gemeenten: { columns: ["name"], rows: [] }, walk };
}

const occupied = figure_of("peak_occupancy_pct") ?? assert.fail();
const whole = { level: "area", name: "" } as const;

test("what is not known is unknown or withheld, never 0", () => {
  const use = new Use(monitor());
  const words = (name: string, month = "all") => value_words(use, occupied, use.row({ level: "gemeente", name }, month));
  speak("nl");
  assert.equal(words("B"), "55,5\u00a0%");
  assert.equal(words("C"), "onbekend");
  assert.equal(words("D"), "niet getoond");
  assert.equal(words("A", "2026-01"), "onbekend");
  assert.equal(value_words(use, figure_of("sessions") ?? assert.fail(), use.row({ level: "gemeente", name: "D" }, "all")), "onbekend");
});

test("what rests on a table that the run had is withheld, without one it is unknown", () => {
  const lead = figure_of("lead_days_median") ?? assert.fail();
  speak("nl");
  for (const [requests, words] of [[true, "niet getoond"], [false, "onbekend"]] as const) {
    const use = new Use({ ...monitor(), tables: { requests, own_driveway: false } });
    assert.equal(value_words(use, lead, use.row({ level: "gemeente", name: "D" }, "all")), words);
  }
});

test("dwellings near a charge point stand beside all months, and what is withheld there is said so", () => {
  const use = new Use(monitor());
  const near = figure_of("within_300m_pct") ?? assert.fail();
  speak("en");
  assert.equal(value_words(use, near, use.row(whole, "all")), "90\u00a0%");
  assert.equal(near.rests_on(use, use.row(whole, "all") ?? assert.fail()), "900 of 1,000 dwellings");
  assert.equal(value_words(use, near, use.row({ level: "gemeente", name: "A" }, "all")), "withheld");
  assert.equal(use.value(use.row(whole, "2026-04"), "within_300m_pct"), null);
});

test("months without data have their place in a trend", () => {
  assert.deepEqual(calendar(["2025-11", "2026-02"]), ["2025-11", "2025-12", "2026-01", "2026-02"]);
  assert.deepEqual(calendar([]), []);
  assert.deepEqual(["2024-02", "2026-02", "2026-12"].map(days_of_month), [29, 28, 31]);
  assert.deepEqual(runs([1, null, null, 2, 0, null]), [[0], [3, 4]]);
});

test("an axis ends at a round number above all", () => {
  assert.deepEqual([0, 37, 50, 61, 100, 8.2e6].map((most) => round_top(most).top), [1, 40, 50, 80, 100, 10e6]);
  assert.ok(Math.abs(round_top(0.3).top - 0.3) < 1e-9);
  assert.deepEqual([0, 1, 3, 13].map(labelled), [[], [0], [0, 2], [0, 6, 12]]);
});

test("equal figures share a rank, unknown ones have none and come last, both ways", () => {
  assert.deepEqual(ranks([3, null, 7, 3, 0]), [2, null, 1, 2, 4]);
  const use = new Use(monitor());
  const all = ranking(use, occupied, use.of_level("gemeente"));
  assert.deepEqual(sorted(use, all, "value", true).map((one) => one.name), ["B", "A", "C", "D"]);
  assert.deepEqual(sorted(use, all, "value", false).map((one) => one.name), ["A", "B", "C", "D"]);
  assert.deepEqual(sorted(use, all, "sites_known", true).map((one) => one.name), ["B", "A", "D", "C"]);
  assert.deepEqual(sorted(use, all, "name", true).map((one) => one.name), ["D", "C", "B", "A"]);
});

test("the rows that are saved are those shown, and what is unknown is an empty cell", () => {
  const use = new Use(monitor());
  speak("nl");
  const rows = ranking_rows(use, occupied, sorted(use, ranking(use, occupied, use.of_level("gemeente")), "value", true), "all");
  const lines = spreadsheet_csv(rows).split("\r\n");
  assert.equal(lines[0], "\ufeffrank;level;name;gemeente;month;peak_occupancy_pct;sites;sites_known;evse;evse_known;reporting_pct;days;site_days");
  assert.equal(lines[1], "1;gemeente;B;B;all;55,5;20;6;40;12;30;30;180");
  assert.equal(lines[3], ";gemeente;C;C;all;;20;0;40;0;0;30;0");
  assert.equal(lines.length, 6);
});

test("a spreadsheet opens the text in the language of the reader, and computes no name", () => {
  const rows: Value[][] = [["a;b", 1234.5, null, "=1+1"], ["a,b", -2, 'say "x"', "'s-Hertogenbosch"]];
  speak("nl");
  assert.equal(spreadsheet_csv(rows), '\ufeff"a;b";1234,5;;\'=1+1\r\n"a,b";-2;"say ""x""";\'s-Hertogenbosch\r\n');
  speak("en");
  assert.equal(spreadsheet_csv(rows), 'a;b,1234.5,,\'=1+1\r\n"a,b",-2,"say ""x""",\'s-Hertogenbosch\r\n');
});

test("a limit is the last value of its class, a circle's surface is as its amount", () => {
  const style = { heading: "", upper: [5, 10], classes: ["low", "middle", "high"].map((label) => ({ label, colour: "#000000", mark: "area" as const })) };
  assert.deepEqual([0, 5, 5.01, 10, 11].map((value) => class_of(style, value).label), ["low", "low", "middle", "middle", "high"]);
  assert.equal(circle_radius(100, [25, 100]), 2 * circle_radius(25, [25, 100]));
  assert.equal(circle_radius(0, [0]), 0);
});

test("points that one does not see are left out of an outline", () => {
  assert.deepEqual(thinned([[0, 0], [0.2, 0], [0.4, 0], [0.7, 0], [3, 0]]), [[0, 0], [0.7, 0], [3, 0]]);
});

test("a name stands inside its area", () => {
  const place = label_place([[0, 0], [100, 0], [100, 20], [20, 20], [20, 100], [0, 100], [0, 0]]); // an L
  const inside = (place.x > 0 && place.x < 20 && place.y < 100) || (place.y < 20 && place.x < 100);
  assert.ok(inside, JSON.stringify(place));
});

test("a link brings back what was shown; what is not there falls back", () => {
  const use = new Use(monitor());
  speak("nl");
  const state = read_state("#month=2026-04&area=gemeente:A&figure=vehicles_per_evse&level=gemeente", use, "plan");
  assert.deepEqual([state.month, state.area, state.figure.field], ["2026-04", { level: "gemeente", name: "A" }, "vehicles_per_evse"]);
  assert.deepEqual(read_state(write_state(state), use, "plan"), state);
  const other = read_state("#month=2026-02&area=gemeente:X&figure=nothing&level=buurt", use, "plan");
  assert.deepEqual([other.month, other.area, other.figure.field, other.level], ["all", whole, "peak_occupancy_pct", "gemeente"]);
});

test("each figure has a name of its own", () => {
  assert.equal(new Set(figures.map((one) => one.title)).size, figures.length);
});
