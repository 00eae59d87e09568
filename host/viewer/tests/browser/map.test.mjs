// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn_share, file_url, in_page, phone, places_of, plan_of, plans, published, skip, violations } from "./helpers.mjs";

const first = published ? plans().plans[0].id : "";
const places = published ? places_of(first) : [];
const rasters = published ? plan_of(first).layers.filter((layer) => layer.kind === "raster") : [];
const theme = rasters.find((layer) => layer.id === "walk") ?? rasters[0];

for (const [how, page] of [["a static server", ""], ["a double-click", published && file_url("plan.html")]])
  test(`map, list and colours by ${how}`, { skip }, () =>
    in_page({ page: `${page}#l=${theme.id}:0.7,placements:1&lang=nl` }, async (open, server) => {
      assert.equal(await open.locator("html").getAttribute("lang"), "nl");
      assert.match(await open.locator(".row-title").first().textContent(), /^Nummer 1:/);
      assert.ok((await drawn_share(open, ".raster.side-a")) > 0.02, "the raster is drawn");
      assert.ok((await drawn_share(open, ".places.side-a")) > 0.0005, "the places are drawn");
      if (how === "a static server") assert.ok(server.asked.some((one) => one.path.endsWith(theme.file) && one.range), "the raster is read by ranges");
      assert.deepEqual(await violations(open), []);
    }));

test("a click on a number opens its card, and the card the next", { skip }, () =>
  in_page({ page: `#lang=en&c=${places[0].x},${places[0].y}&z=6` }, async (page) => {
    const box = await page.locator("#map").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(".card:not([hidden]) h2");
    assert.match(await page.locator(".card h2").textContent(), /Number 1:/);
    for (const part of ["Why here", "Whom it serves", "Walk", "Rules", "Where"]) assert.equal(await page.locator(".card h3", { hasText: part }).count(), 1, part);
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Next space" }).click();
    await page.waitForFunction(() => document.querySelector(".card h2").textContent.includes("Number 2:"));
    assert.match(page.url(), new RegExp(`s=${places[1].candidate}`));
    await page.getByRole("button", { name: "All spaces" }).click();
    assert.ok(await page.locator("#list").isVisible());
  }));

test("counts of fewer than five are told as such", { skip }, async () => {
  await in_page({ page: "#lang=en" }, async (page) => {
    const few = await page.evaluate(async (id) => (await (await fetch(`${id}/cards/0.json`)).json()).find((card) => card.few)?.candidate, first);
    if (!few) return;
    await page.goto(page.url().replace(/#.*/, `#lang=en&s=${few}`));
    await page.reload();
    await page.waitForSelector(".card:not([hidden]) h2");
    assert.match(await page.locator(".card").textContent(), /fewer than 5/);
  });
});

test("a click beside the numbers tells the exact value", { skip }, () =>
  in_page({ page: `#lang=en&l=${theme.id}:0.8&c=${places[0].x + 30},${places[0].y}&z=6` }, async (page) => {
    const box = await page.locator("#map").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(".popup:not([hidden]) .value");
    assert.match(await page.locator(".popup .value").textContent(), /\d|no value|beyond|not/);
    assert.deepEqual(await violations(page), []);
  }));

test("the list follows the map", { skip }, () =>
  in_page({ page: `#lang=en&c=${places[0].x},${places[0].y}&z=7.5` }, async (page) => {
    const near = await page.locator(".count").textContent();
    assert.match(near, /^\d+ of \d+ spaces$/);
    await page.getByLabel("Only what is in view").uncheck();
    assert.equal(await page.locator(".count").textContent(), `${places.length.toLocaleString("en")} spaces`);
  }));

test("search finds a space by its number and goes there", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await page.getByRole("combobox", { name: /Search/ }).fill("7");
    await page.waitForSelector("[id^=suggestion-]");
    assert.deepEqual(await violations(page), []);
    await page.locator(".suggestion", { hasText: /^Space7 ·/ }).first().click();
    await page.waitForSelector(".card:not([hidden])");
    assert.match(await page.locator(".card h2").textContent(), /Number 7:/);
  }));

test("filters narrow the list and the map", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await page.getByLabel("Only what is in view").uncheck();
    const wanted = places.filter((one) => one.fills_white_square !== "yes" && one.white_spot !== null && one.white_spot !== "").length;
    await page.getByLabel("Why", { exact: true }).selectOption("spot");
    const count = await page.locator(".count").textContent();
    assert.equal(count, wanted === places.length ? `${wanted} spaces` : `${wanted} of ${places.length} spaces`);
    await page.getByRole("button", { name: "Clear" }).click();
    assert.equal(await page.locator(".count").textContent(), `${places.length} spaces`);
  }));

test("layers: one theme at a time, opacity, legend, a table that sorts", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await page.getByRole("button", { name: "Layers" }).click();
    assert.deepEqual(await violations(page), []);
    await page.locator(`#layer-${theme.id}`).check();
    await page.locator(`#opacity-${theme.id}`).fill("0.5");
    await page.waitForFunction((id) => location.hash.includes(`${id}:0.5`), theme.id);
    assert.ok((await page.locator(".legend .theme li").count()) >= 2);
    const other = rasters.find((layer) => layer.id !== theme.id);
    if (other) {
      await page.locator(`#layer-${other.id}`).check();
      assert.equal(await page.locator(`#layer-${theme.id}`).isChecked(), false);
    }
    const layer = plan_of(first).layers.find((one) => one.id === "placements");
    await page.locator(".layer-row", { has: page.locator("#layer-placements") }).locator("button").click();
    await page.waitForSelector("dialog[open] table");
    assert.ok(layer);
    assert.deepEqual(await violations(page), []);
    await page.locator("dialog th button").first().click();
    await page.locator("dialog th button").first().click();
    assert.equal(await page.locator("dialog tbody td").first().textContent(), String(places.length));
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
  }));

test("a raster has a table too", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await page.getByRole("button", { name: "Layers" }).click();
    await page.locator(".layer-row", { has: page.locator(`#layer-${theme.id}`) }).locator("button").click();
    await page.waitForSelector("dialog[open] tbody tr");
    assert.deepEqual(await page.locator("dialog th").allTextContents(), ["class", "hectares", "percent of what is in view"]);
  }));

test("two plans under the swipe", { skip: skip || (plans().plans.length < 2 && "one plan was published") }, () =>
  in_page({ page: `#lang=en&l=${theme.id}:0.7,placements:1` }, async (page) => {
    const [, other] = plans().plans;
    await page.getByLabel(/^Compare/).selectOption(other.id);
    await page.waitForSelector(".swipe:not([hidden]) .swipe-bar");
    await page.waitForTimeout(600);
    assert.ok((await drawn_share(page, ".places.side-b")) > 0.0005);
    const slider = page.getByLabel("Position of the bar between the two plans");
    await slider.focus();
    await page.keyboard.press("End");
    assert.equal(await page.locator("#map-area").evaluate((area) => area.style.getPropertyValue("--swipe")), "100%");
    assert.deepEqual(await violations(page), []);
  }));

test("another language, and back", { skip }, () =>
  in_page({ page: "#lang=nl" }, async (page) => {
    await page.getByRole("button", { name: "English" }).click();
    await page.waitForSelector('html[lang="en"] .row');
    assert.match(await page.locator(".row-title").first().textContent(), /^Number 1:/);
    assert.match(page.url(), /lang=en/);
    assert.deepEqual(await violations(page), []);
  }));

test("a phone: the list is a sheet, nothing is wider than the screen", { skip }, () =>
  in_page({ page: "#lang=nl", viewport: phone, media: { deviceScaleFactor: 2, hasTouch: true } }, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), phone.width);
    assert.ok(await page.locator(".row").first().isVisible());
    const low = (await page.locator(".panel").boundingBox()).y;
    await page.locator(".sheet-handle").click();
    await page.waitForTimeout(400);
    assert.ok((await page.locator(".panel").boundingBox()).y < low);
    assert.deepEqual(await violations(page), []);
    await page.locator(".row").first().click();
    await page.waitForSelector(".card:not([hidden])");
    assert.deepEqual(await violations(page), []);
  }));

test("at 200 % everything can still be reached", { skip }, () =>
  in_page({ page: "#lang=nl", viewport: { width: 640, height: 400 }, media: { deviceScaleFactor: 2 } }, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 640);
    await page.locator(".sheet-handle").click();
    assert.ok(await page.locator(".row").first().isVisible());
  }));
