// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { in_page, places_of, plans, published, skip } from "./helpers.mjs";

const first = published ? plans().plans[0].id : "";

async function tab_to(page, id) {
  for (let i = 0; i < 60; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
  }
  assert.fail(`Tab does not reach ${id}`);
}

test("the list and a card by keyboard only", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await page.getByLabel("Only what is in view").uncheck();
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => document.querySelector(".skip").focus());
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "list");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("#list").getAttribute("aria-activedescendant"), "place-2");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".card:not([hidden])");
    assert.match(await page.locator(".card h2").textContent(), /Number 3:/);
    assert.ok(await page.evaluate(() => document.activeElement.classList.contains("card")));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "list");
    assert.equal(await page.locator("#list").getAttribute("aria-activedescendant"), "place-2");
    await page.keyboard.press("End");
    const last = (await places_of(first)).length - 1;
    assert.equal(await page.locator("#list").getAttribute("aria-activedescendant"), `place-${last}`);
    assert.ok(await page.locator(`#place-${last}`).isVisible());
  }));

test("the map moves, zooms and answers by keyboard", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await tab_to(page, "map");
    const shown = () => page.evaluate(() => location.hash);
    const number = (hash, key) => Number(new URLSearchParams(hash.slice(1)).get(key).split(",")[0]);
    await page.waitForFunction(() => location.hash.includes("&z="));
    const before = await shown();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((was) => location.hash !== was, before);
    const moved = await shown();
    assert.ok(number(moved, "c") > number(before, "c"));
    await page.keyboard.press("+");
    await page.waitForFunction((was) => location.hash !== was, moved);
    assert.ok(number(await shown(), "z") > number(moved, "z"));
  }));

test("layers open, change and close by keyboard, and focus comes back", { skip }, () =>
  in_page({ page: "#lang=en" }, async (page) => {
    await tab_to(page, "open-layers");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.type), "checkbox");
    const id = await page.evaluate(() => document.activeElement.id);
    const on = await page.locator(`#${id}`).isChecked();
    await page.keyboard.press("Space");
    assert.equal(await page.locator(`#${id}`).isChecked(), !on);
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "open-layers");
  }));

test("whoever asks for less movement gets none", { skip }, () =>
  in_page({ page: "#lang=en", media: { reducedMotion: "reduce" } }, async (page) => {
    await page.locator("#place-1").click();
    await page.waitForTimeout(50);
    const at = await page.evaluate(() => location.hash);
    await page.waitForTimeout(400);
    assert.equal(await page.evaluate(() => location.hash), at);
  }));
