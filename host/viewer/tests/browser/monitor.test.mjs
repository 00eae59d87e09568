// SPDX-License-Identifier: Apache-2.0
// The page of key figures of use: what it tells is what usage_kpis.csv of the run (LAAD_USE_KPIS) says, and what is not
// known is told as such. Gemeenten are made up here, as the published folder has one.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { at_address, desktop, file_url, has_page, phone, plans, published, saved, skip, violations } from "./helpers.mjs";
import { serve } from "./server.mjs";

const no_monitor = skip || (!has_page("monitor.html") && "published without use of the network");
const id = published ? plans().plans[0].id : "";
const ready = ".kpi, .failed";

/// Rows of a CSV without new lines in its cells.
const cells_of = (line, separator) => [...(separator + line).matchAll(new RegExp(`${separator}("(?:[^"]|"")*"|[^${separator}]*)`, "g"))].map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell));
const rows_of = (text, separator) => {
  const [head, ...lines] = text.trim().split(/\r?\n/).map((line) => cells_of(line, separator));
  return lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i]])));
};
const kpis = () => rows_of(readFileSync(process.env.LAAD_USE_KPIS, "utf8"), ",");
const dutch = (number, decimals) => Number(number).toLocaleString("nl", { maximumFractionDigits: decimals });
const card = (page, field) => page.locator(`.kpi[data-field="${field}"] .kpi-value strong`).textContent();

test("figures of the whole area, by double-click and by a server", { skip: no_monitor || (!process.env.LAAD_USE_KPIS && "LAAD_USE_KPIS names no usage_kpis.csv") }, async () => {
  const all = kpis();
  const told = async (page) => {
    assert.equal(await page.locator("html").getAttribute("lang"), "nl");
    for (const month of ["all", ...new Set(all.map((row) => row.month).filter((one) => one !== "all"))]) {
      await page.getByLabel("Maand", { exact: true }).selectOption(month);
      const row = all.find((one) => one.level === "area" && one.month === month);
      for (const [field, decimals, unit] of [["peak_occupancy_pct", 1, "\u00a0%"], ["busy_pct", 1, "\u00a0%"], ["sessions", 0, ""], ["vehicles_per_evse", 2, ""], ["lead_days_median", 0, "\u00a0dagen"], ["first_seen_evse", 0, ""]]) {
        const words = await card(page, field);
        if (row[field] === "") assert.match(words, /onbekend|niet getoond/, `${month} ${field}`);
        else if (words !== "niet getoond") assert.equal(words, dutch(row[field], decimals) + unit, `${month} ${field}`);
      }
      assert.match(await page.locator('.kpi[data-field="peak_occupancy_pct"] .kpi-basis').textContent(), new RegExp(`^${dutch(row.sites_known, 0)} van ${dutch(row.sites, 0)} locaties · ${row.days} dagen`));
    }
  };
  await at_address(file_url("monitor.html"), ready, told);
  const server = await serve(published);
  try {
    await at_address(`${server.url}monitor.html`, ready, told);
    await at_address(`${server.url}index.html#lang=nl`, ".list .row", async (page) => assert.equal(await page.locator(".to-monitor a").getAttribute("href"), `monitor.html#plan=${id}&lang=nl`));
    assert.deepEqual(server.asked.filter((one) => one.path.endsWith("monitor.json")), []);
  } finally {
    server.close();
  }
});

test("the whole table that is saved is usage_kpis.csv, but for what is withheld", { skip: no_monitor || (!process.env.LAAD_USE_KPIS && "LAAD_USE_KPIS names no usage_kpis.csv") }, () =>
  at_address(`${file_url("monitor.html")}#lang=nl`, ready, async (page) => {
    const file = await saved(page, () => page.getByRole("button", { name: "Bewaar de hele tabel" }).click());
    assert.equal(file.name, "usage_kpis.csv");
    assert.ok(file.text.startsWith("\ufefflevel;name;"));
    const made = rows_of(file.text.slice(1), ";");
    const true_ones = kpis();
    assert.equal(made.length, true_ones.length);
    let compared = 0;
    made.forEach((row, i) => {
      for (const [name, cell] of Object.entries(row)) {
        if (name === "few" || cell === "") continue;
        const is = true_ones[i][name];
        const number = Number(cell.replace(",", "."));
        if (Number.isNaN(number)) assert.equal(cell, is, name);
        else assert.ok(is !== "" && Math.abs(number - Number(is)) <= (name === "energy_kwh" ? 0.5 : 0), `${row.level} ${row.name} ${row.month} ${name}: ${cell}, ${is}`);
        compared += 1;
      }
    });
    assert.ok(compared > 10 * made.length);
  }));

const box = (x, y) => ({ polygons: [[[10 * x, 10 * y, 50000, 0, 0, 50000, -50000, 0, 0, -50000]]] });

/// Four gemeenten in four months: A and B alike, C unknown, D withheld; nothing of March.
function made_monitor() {
  const columns = ["level", "name", "gemeente", "month", "sites", "evse", "sites_known", "evse_known", "reporting_pct", "days", "site_days", "peak_occupancy_pct", "energy_kwh", "session_sites", "session_evse", "vehicles", "vehicles_month", "vehicles_per_evse", "few"];
  const row = (level, name, month, known, occupied, kwh, cars, few = "no") => [level, name, level === "gemeente" ? name : "", month, 40, 80, known, 2 * known, 2.5 * known, month === "2026-04" ? 12 : 31, 30 * known, occupied, kwh, known || null, known ? 2 * known : null, cars && 80 * cars, cars ? "2026-04" : null, cars, few];
  const names = ["Aa", "Bree", "Cadzand", "Dam"];
  const rows = [];
  for (const [month, times] of [["all", 1], ["2026-01", 0.8], ["2026-02", 0.9], ["2026-04", 1.1]]) {
    rows.push(row("area", "Streek", month, 30, 42 * times, 3000 * times, 6.25));
    rows.push(row("gemeente", "Aa", month, 10, 50 * times, 1000 * times, 4), row("gemeente", "Bree", month, 10, 50 * times, 2000 * times, 8.5), row("gemeente", "Cadzand", month, 0, null, null, 5), row("gemeente", "Dam", month, 3, null, null, 5, "yes"));
  }
  return { format: 1, k: 5, months: ["2026-01", "2026-02", "2026-04"], least_days: 7, peak_hours: [17, 23], busy_percent: 80, vehicles_per_evse_target: 5, served_walk_m: 300, notes: [],
    styles: JSON.parse(JSON.parse(inlined()[1])[`${id}/monitor.json`]).styles, table: { columns, rows }, gemeenten: { columns: ["name"], rows: names.map((name) => [name]), shapes: names.map((_, i) => box(6000 * (i % 2), 6000 * Math.floor(i / 2))) } };
}

const inlined = () => /(?<=<script type="application\/json" id="files">)([\s\S]*?)(?=<\/script>)/.exec(readFileSync(join(published, "monitor.html"), "utf8"));

/// Runs a check in the page with the gemeenten that are made up, by double-click.
async function in_made(hash, check, options) {
  const folder = mkdtempSync(join(tmpdir(), "laad-monitor-"));
  try {
    const files = { "plans.json": JSON.stringify({ ...plans(), region: "Streek", plans: plans().plans.slice(0, 1) }), [`${id}/monitor.json`]: JSON.stringify(made_monitor()) };
    const page = readFileSync(join(published, "monitor.html"), "utf8").replace(inlined()[0], () => JSON.stringify(files).replace(/</g, "\\u003c"));
    writeFileSync(join(folder, "made.html"), page);
    await at_address(pathToFileURL(join(folder, "made.html")).href + hash, ready, check, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ranked = (page) => page.locator(".ranking tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 3).map((cell) => (cell.querySelector("button, span") ?? cell).textContent)));

test("ranking, map and lines of several gemeenten", { skip: no_monitor }, () =>
  in_made("#lang=nl", async (page) => {
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(await ranked(page), [["1", "Aa", "50\u00a0%"], ["1", "Bree", "50\u00a0%"], ["–", "Cadzand", "onbekend"], ["–", "Dam", "niet getoond"]]);
    const fills = await page.locator(".choropleth .area").evaluateAll((areas) => areas.map((one) => one.getAttribute("fill")));
    assert.deepEqual(fills, ["#dd8147", "#dd8147", "url(#unknown)", "url(#unknown)"]);
    await page.locator('.kpi[data-field="vehicles_per_evse"]').focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.field), "vehicles_per_evse");
    assert.deepEqual((await ranked(page)).map(([rank, name]) => rank + name), ["1Bree", "2Cadzand", "2Dam", "4Aa"]);
    assert.match(await page.locator('.kpi[data-field="vehicles_per_evse"]').textContent(), /6,25.*boven het streven van 5/);
    assert.equal(await page.locator(".trend .target").count(), 1);
    await page.locator('[data-sort="value"]').press("Enter");
    assert.equal(await page.locator('th[aria-sort="ascending"] [data-sort="value"]').count(), 1);
    assert.deepEqual((await ranked(page)).map(([, name]) => name), ["Aa", "Cadzand", "Dam", "Bree"]);
    await page.getByRole("button", { name: "Bree" }).click();
    assert.match(await page.locator("#figures-title").textContent(), /^Bree/);
    const line = page.locator(".trend", { hasText: "Bezet in de piek" });
    assert.equal(await line.locator(".line").count(), 2, "March breaks the line");
    assert.equal(await line.locator(".gap").count(), 1);
    assert.deepEqual(await line.locator(".dot").evaluateAll((dots) => dots.map((dot) => dot.classList.contains("in-part"))), [false, false, true]);
    assert.match(page.url(), /area=gemeente%3ABree/);
    await page.getByRole("button", { name: "English" }).click();
    assert.match(await page.locator("h1").textContent(), /^Use of the network: Streek/);
    assert.deepEqual(await violations(page), []);
  }, { viewport: desktop }));

test("the rows that are saved are those on the screen", { skip: no_monitor }, () =>
  in_made("#lang=nl&month=2026-04&figure=energy_kwh", async (page) => {
    const { name, text } = await saved(page, () => page.getByRole("button", { name: "Bewaar deze rijen" }).click());
    assert.equal(name, "energy_kwh-gemeente-2026-04.csv");
    const rows = rows_of(text.slice(1), ";");
    assert.deepEqual(rows.map((row) => [row.rank, row.name, row.energy_kwh, row.sites_known, row.reporting_pct]), [["1", "Bree", "2200", "10", "25"], ["2", "Aa", "1100", "10", "25"], ["", "Cadzand", "", "0", "0"], ["", "Dam", "", "3", "7,5"]]);
    assert.equal(await page.locator(".choropleth circle.amount").count(), 2);
  }));

test("a phone: nothing is wider than the screen", { skip: no_monitor }, () =>
  in_made("#lang=nl&area=gemeente:Dam", async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), phone.width);
    assert.equal(await card(page, "peak_occupancy_pct"), "niet getoond");
    assert.ok(await page.locator(".narrow-words").first().isVisible());
    assert.deepEqual(await violations(page), []);
  }, { viewport: phone, media: { hasTouch: true } }));
