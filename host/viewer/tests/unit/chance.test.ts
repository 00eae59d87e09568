// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, best_hours, how_sure, period, price_words, stretches, what_it_does_not_tell } from "../../src/chance/answer";
import { raster_of, slot_of, type Counted, type Facts } from "../../src/chance/contract";
import { now_in, read_asked, write_asked } from "../../src/chance/state";
import { degrees_of_rd, rd_of_degrees } from "../../src/map/rd";
import { places_named } from "../../src/panel/search_box";
import { speak } from "../../src/words";

const facts = { walk_m: 300, least_quarters: 20, k: 5, days: 10, first: "2026-05-01T10:00:00Z", last: "2026-06-14T10:00:00Z", charging_only: "all", prices: true } as Facts;
const at = (code: number, walk_m: number | null = 100) => answer({ day: "weekday", hour: 18, code, walk_m }, facts);
const buurt = { code: 3, name: "Hof van Delft", gemeente: "Delft" };

test("the answer in Dutch says how often, when and how far", () => {
  speak("nl");
  assert.deepEqual(at(83), { headline: "Meestal een laadpunt vrij", sentences: ["Op werkdagen tussen 18 en 19 uur was hier in 83 van de 100 keer minstens één laadpunt binnen 300 meter lopen vrij."] });
  assert.match(answer({ day: "weekend", hour: 0, code: 83, walk_m: 1 }, facts).sentences[0], /^In het weekend tussen 0 en 1 uur/);
});

test("headlines change where the classes of the map do", () => {
  speak("en");
  const headlines = [0, 25, 26, 50, 51, 75, 76, 90, 91, 100].map((code) => at(code).headline);
  assert.deepEqual(headlines.map((one) => headlines.indexOf(one)), [0, 0, 2, 2, 4, 4, 6, 6, 8, 8]);
});

test("codes are no figures", () => {
  speak("nl");
  assert.match(at(254).headline, /^Te weinig gegevens/);
  assert.match(at(254).sentences[0], /minder dan 20 kwartieren/);
  assert.deepEqual(at(255, 423), { headline: "Geen openbare lader binnen loopafstand", sentences: ["Binnen 300 meter lopen staat er geen.", "De dichtstbijzijnde is 420 meter lopen."] });
  assert.equal(at(255, null).sentences.length, 1);
  assert.match(at(255, 300).sentences[0], /^Op werkdagen tussen 18 en 19 uur is hier niets gemeten\. Binnen 300 meter lopen staat wel een openbare lader/);
});

test("hours become stretches, of those that are alike", () => {
  speak("en");
  assert.deepEqual(stretches([0, 1, 2, 5, 22, 23]), [[0, 3], [5, 6], [22, 24]]);
  const codes = Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 40 : hour === 19 ? 44 : hour < 6 ? 254 : hour < 12 ? 98 : 80));
  assert.deepEqual(best_hours(codes), ["Best chance: 6–12 hours (98 out of 100 times).", "Least chance: 18–20 hours (40 to 44 out of 100 times).", "Of 6 of the 24 hours there are too little data."]);
  assert.deepEqual(best_hours(new Array(24).fill(254)), []);
  assert.match(best_hours(new Array(24).fill(100))[0], /no difference.*: 100 out/);
  assert.match(best_hours(codes.map((_, hour) => 90 + (hour % 3)))[0], /90 to 92/);
});

test("what stands behind it is that of the buurt, the day and the hour", () => {
  speak("en");
  const counts: Counted[] = [[18, 80.5, 71.2, 87.4, 12, 396, 99, false], [42, null, null, null, 3, 60, 15, true], [43, null, null, null, 6, 8, 2, false]];
  const told = (day: "weekday" | "weekend", hour: number, code = 80) => how_sure(buurt, counts, { day, hour, code, walk_m: 1 }, facts).join(" ");
  assert.match(told("weekday", 18), /at least 20 quarter-hours.*12 charging sites.*396 quarter-hours on 99 days.*81 out of 100.*from 71 to 88 /);
  assert.match(told("weekend", 18), /3 charging sites.*not told of fewer than 5/);
  assert.match(told("weekend", 19, 254), /^In the neighbourhood.*too little for a figure/);
  assert.match(told("weekday", 3), /nothing was observed/);
  assert.equal(slot_of("weekend", 18), 42);
  assert.equal(raster_of("weekend", 7), "rasters/chance_weekend_07.tif");
});

test("prices have two decimals and a comma in Dutch", () => {
  speak("nl");
  const price = { lowest: 0.3, median: 0.45, highest: 0.79, connectors: 12, with_other_costs: 2 };
  assert.match(price_words(price, buurt, facts).join(" "), /Hof van Delft .*€\u00a00,45, .*€\u00a00,30, de duurste €\u00a00,79\. Bij 2 van de 12 /);
  assert.match(price_words({ ...price, lowest: 0.45, highest: 0.45, with_other_costs: 0 }, buurt, facts)[0], /kost een kWh €\u00a00,45/);
  assert.match(price_words(null, buurt, facts)[0], /van deze buurt/);
  assert.match(price_words(null, buurt, { ...facts, prices: false })[0], /zitten niet in de gegevens/);
  speak("en");
  assert.match(price_words(price, buurt, facts)[0], /€\u00a00\.45/);
});

test("the days are the last ones of those with data", () => {
  speak("en");
  assert.deepEqual(period(facts), ["5 June 2026", "14 June 2026"].map((one) => one.replace(/(\d+) (\w+) (\d+)/, "$2 $1, $3")));
  assert.equal(what_it_does_not_tell(facts).length, 6);
  assert.equal(what_it_does_not_tell({ ...facts, charging_only: "none" }).length, 5);
});

test("now is that of the chargers, wherever the reader is", () => {
  assert.deepEqual(now_in("Europe/Amsterdam", new Date("2026-06-12T22:30:00Z")), { day: "weekend", hour: 0 });
  assert.deepEqual(now_in("Europe/Amsterdam", new Date("2026-01-12T16:59:00Z")), { day: "weekday", hour: 17 });
});

test("the address brings back what was asked, and a damaged one asks nothing", () => {
  const asked = { at: [85000, 446500] as [number, number], day: "weekend" as const, hour: 7, language: "en" as const };
  const otherwise = { at: null, day: "weekday" as const, hour: 12, language: "nl" as const };
  assert.deepEqual(read_asked(write_asked(asked), otherwise), asked);
  assert.deepEqual(read_asked("#p=a,b&h=24&d=monday&lang=de", otherwise), otherwise);
  assert.deepEqual(read_asked("#h=", otherwise).hour, 0);
});

test("degrees lead back to where they came from", () => {
  const [x, y] = rd_of_degrees(...degrees_of_rd(84321.5, 447012.3));
  assert.ok(Math.hypot(x - 84321.5, y - 447012.3) < 0.01);
  const [east, north] = rd_of_degrees(5.387206, 52.155174); // the church of Amersfoort
  assert.ok(Math.hypot(east - 155000, north - 463000) < 1);
});

test("a house number does not hide its street", () => {
  const names = [{ name: "Hugo de Grootstraat", lower: "hugo de grootstraat", kind: "street", x: 1, y: 2 }];
  for (const query of ["hugo de", "hugo de grootstraat 12", "hugo de grootstraat, 12-a"]) assert.equal(places_named(names, query, () => undefined).length, 1, query);
});
