// SPDX-License-Identifier: Apache-2.0
// The page for residents: what it says is what the rasters and tables hold, by double-click and on a web server.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at_address, drawn_share, file_url, has_page, phone, plan_of, plans, published, skip as skip_all, violations } from "./helpers.mjs";
import { serve } from "./server.mjs";

const skip = skip_all || (!has_page("laadkans.html") && "published without use of the network");
const id = skip ? "" : plans().chance;
const facts = skip ? null : JSON.parse(readFileSync(join(published, id, "chance.json"), "utf8"));

/// The cells of a raster, by GDAL.
function cells_of(name) {
  const { rows, cols } = plan_of(id).grid;
  const script = "import sys; from osgeo import gdal; sys.stdout.buffer.write(gdal.Open(sys.argv[1]).ReadAsArray().astype('uint16').tobytes())";
  const bytes = execFileSync("/usr/bin/python3", ["-c", script, join(published, id, "rasters", `${name}.tif`)], { maxBuffer: 1 << 30 });
  return { at: (row, col) => bytes.readUInt16LE(2 * (row * cols + col)), rows, cols };
}

/// The middle of a cell that holds what is asked for, of those that are walked on.
function place_where(cells, wanted) {
  const { left, top, cell_m } = plan_of(id).grid;
  for (let row = 0; row < cells.rows; ++row)
    for (let col = 0; col < cells.cols; ++col)
      if (wanted(cells.at(row, col), row, col)) return { row, col, x: left + (col + 0.5) * cell_m, y: top - (row + 0.5) * cell_m };
  return null;
}

async function in_chance_page({ page, viewport, made }, check) {
  const server = await serve(published, made);
  try {
    const address = page.startsWith("file:") ? page : server.url + page;
    await at_address(address, ".result, .failed", (open) => check(open, server), viewport ? { viewport } : {});
  } finally {
    server.close();
  }
}

const answered = (page) => page.waitForSelector(".answer, .notice[role=alert]");

for (const [how, page] of [["a web server", "laadkans/"], ["a double-click", skip ? "" : file_url("laadkans.html")]])
  test(`the chance of a cell, its hours and its colours by ${how}`, { skip }, async () => {
    const cells = cells_of("chance_weekday_18");
    const place = place_where(cells, (code) => code < 90) ?? place_where(cells, (code) => code <= 100);
    await in_chance_page({ page: `${page}#p=${place.x},${place.y}&d=weekday&h=18&lang=nl` }, async (open, server) => {
      await answered(open);
      const chance = cells.at(place.row, place.col);
      assert.match(await open.locator(".answer").textContent(), new RegExp(`^${chance}.*Op werkdagen tussen 18 en 19 uur was hier in ${chance} van de 100 keer`));
      const bars = await open.locator(".hour").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
      assert.equal(bars.length, 24);
      for (const hour of [0, 7, 22]) {
        const code = cells_of(`chance_weekday_${String(hour).padStart(2, "0")}`).at(place.row, place.col);
        assert.equal(bars[hour], `${hour} tot ${hour + 1} uur: ${code <= 100 ? `${code} van de 100 keer` : code === 254 ? "te weinig gegevens" : "niet bekend"}`);
      }
      assert.ok((await drawn_share(open, ".raster.side-a")) > 0.0005, "the hour is drawn");
      if (how === "a web server") assert.ok(server.asked.some((one) => one.path.endsWith("chance_weekday_18.tif") && one.range), "by ranges");
      assert.deepEqual(await violations(open), []);
    });
  });

test("another day and hour are another raster, and the address keeps them", { skip }, async () => {
  const [at18, at23, weekend] = ["weekday_18", "weekday_23", "weekend_23"].map((slot) => cells_of(`chance_${slot}`));
  const place = place_where(at18, (code, row, col) => code <= 100 && at23.at(row, col) <= 100 && at23.at(row, col) !== code);
  const told = ({ row, col }, cells) => {
    const code = cells.at(row, col);
    return code <= 100 ? `free here ${code} out of 100` : code === 254 ? `fewer than ${facts.least_quarters} quarter-hours` : "nothing was observed here";
  };
  await in_chance_page({ page: `laadkans/#p=${place.x},${place.y}&d=weekday&h=18&lang=en` }, async (open) => {
    await answered(open);
    assert.ok((await open.locator(".answer").textContent()).includes(told(place, at18)));
    await open.locator("#hour").fill("23");
    assert.ok((await open.locator(".answer").textContent()).includes(told(place, at23)));
    await open.getByRole("button", { name: "Weekend" }).click();
    await open.waitForFunction(() => document.querySelector(".answer")?.textContent.includes("At the weekend between 23 and 24"));
    assert.ok((await open.locator(".answer").textContent()).includes(told(place, weekend)));
    assert.match(open.url(), /d=weekend&h=23/);
    await open.locator(".hour").nth(20).click();
    assert.equal(await open.locator("#hour").inputValue(), "20");
    assert.equal(await open.locator(".hour[aria-pressed=true]").count(), 1);
  });
});

test("where nothing is known the page says why", { skip }, async () => {
  const chance = cells_of("chance_weekday_18");
  const walk = cells_of("walk");
  const far = place_where(walk, (code, row, col) => code > 10 * facts.walk_m && code < 65534 && chance.at(row, col) === 255);
  const [left, bottom] = plan_of(id).extent;
  await in_chance_page({ page: `laadkans/#p=${far.x},${far.y}&d=weekday&h=18&lang=nl` }, async (open) => {
    await answered(open);
    const text = await open.locator(".answer").textContent();
    assert.match(text, /Geen openbare lader binnen loopafstand/);
    assert.match(text, new RegExp(`is ${Math.round(walk.at(far.row, far.col) / 100) * 10} meter lopen`));
    assert.equal(await open.locator(".hour").count(), 0);
    await open.goto(open.url().replace(/#.*/, `#p=${left - 5000},${bottom}&lang=nl`));
    await open.reload();
    await open.waitForSelector(".notice[role=alert]");
    assert.match(await open.locator(".notice").textContent(), /Hier is binnen \d+ meter geen straat/);
  });
});

test("figures and prices are those of the buurt of the place", { skip }, async () => {
  const counts = JSON.parse(readFileSync(join(published, id, "chance/0.json"), "utf8"));
  const hour = 18;
  const row_of = (hours) => hours.find(([slot, chance]) => slot === hour && chance !== null);
  const at = counts.findIndex(row_of);
  const [, chance, low, high, sites] = row_of(counts[at]);
  const buurten = cells_of("buurt");
  const seen = cells_of(`chance_weekday_${hour}`);
  const place = place_where(seen, (code, row, col) => code <= 100 && buurten.at(row, col) === facts.buurten[at].code);
  const priced = structuredClone(facts);
  priced.prices = true;
  priced.buurten[at].price = { lowest: 0.31, median: 0.42, highest: 0.79, connectors: 9, with_other_costs: 2 };
  await in_chance_page({ page: `laadkans/#p=${place.x},${place.y}&d=weekday&h=${hour}&lang=nl`, made: { [`/${id}/chance.json`]: JSON.stringify(priced) } }, async (open) => {
    await answered(open);
    const text = await open.locator(".result").textContent();
    assert.match(text, new RegExp(`In de buurt ${facts.buurten[at].name} zijn dit uur ${sites} laadlocaties gemeten`));
    assert.match(text, new RegExp(`in ${Math.round(chance)} van de 100 keer een laadpunt vrij.*tussen ${Math.floor(low)} en ${Math.ceil(high)} liggen`));
    assert.match(text, /meestal rond €\s0,42, .*goedkoopste vraagt €\s0,31, de duurste €\s0,79\.\s*Bij 2 van de 9 /);
  });
  await in_chance_page({ page: `laadkans/#p=${place.x},${place.y}&lang=nl` }, async (open) => {
    await answered(open);
    assert.match(await open.locator(".result").textContent(), /Nog onbekend: de tarieven/);
  });
});

test("a phone: a street is found, the map answers a tap, nothing is wider than the screen", { skip }, () =>
  in_chance_page({ page: skip ? "" : `${file_url("laadkans.html")}#d=weekday&h=18&lang=nl`, viewport: phone }, async (open) => {
    const streets = JSON.parse(readFileSync(join(published, "base/streets.json"), "utf8"));
    await open.getByRole("combobox", { name: /Zoek een straat/ }).fill(`${streets.rows[0][0]} 12`);
    await open.locator(".suggestion").first().click();
    await answered(open);
    assert.match(open.url(), /p=\d+,\d+/);
    const before = open.url();
    const box = await open.locator("#map").boundingBox();
    await open.waitForTimeout(600);
    await open.mouse.click(box.x + 40, box.y + 60);
    await open.waitForFunction((url) => location.href !== url, before);
    assert.equal(await open.evaluate(() => document.documentElement.scrollWidth), phone.width);
    assert.ok((await open.locator(".when").last().boundingBox()).width <= phone.width);
    assert.deepEqual(await violations(open), []);
  }));

test("without its maps the page in one file says where they are", { skip }, async () => {
  const page = readFileSync(join(published, "laadkans.html"), "utf8").replace(/"[^"]*chance_weekday_00\.tif": "[^"]*",?\n/, "");
  await in_chance_page({ page: "small.html", made: { "/small.html": page } }, async (open) => {
    assert.match(await open.locator(".failed").textContent(), /te groot voor één bestand.*laadkans\//);
    assert.equal(await open.locator(".failed a").getAttribute("href"), "laadkans/");
  });
});
