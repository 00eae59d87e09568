// SPDX-License-Identifier: Apache-2.0
// Live planning with the program itself (LAAD_SERVED, the address of `laadraster serve`): what it answers is on the map.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { at_address, violations } from "./helpers.mjs";

const served = process.env.LAAD_SERVED;
const skip = served ? false : "LAAD_SERVED names no server";

async function plan_of_server() {
  const read = async (path) => (await fetch(served + path)).json();
  const [{ id }] = (await read("plans.json")).plans;
  const table = await read(`${id}/places.json`);
  const at = (name) => table.columns.indexOf(name);
  const places = table.rows.map((row) => ({ candidate: row[at("candidate")], x: row[at("x")], y: row[at("y")] }));
  const { rows, cols, cell_m } = (await read(`${id}/plan.json`)).grid;
  const zoom = (metres_a_pixel) => Math.log2((Math.max(rows, cols) * cell_m) / 250 / metres_a_pixel); // as map.ts begins
  return { places, zoom };
}

/// Presses a tool and clicks so many metres from the middle of the map.
async function click(page, metres_a_pixel, [east, north] = [0, 0]) {
  const box = await page.locator("#map").boundingBox();
  await page.mouse.click(box.x + box.width / 2 + east / metres_a_pixel, box.y + box.height / 2 - north / metres_a_pixel);
}

const changes_in_words = (count) => (count === 1 ? "1 change;" : `${count} changes;`);

async function answered(page, press, changes) {
  const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST" && /api\/(edit|variant)/.test(one.url())), press()]);
  assert.equal(answer.status(), 200, await answer.text());
  await page.waitForFunction((words) => document.querySelector('.live[aria-busy="false"]')?.textContent.includes(words), changes_in_words(changes));
  return answer.json();
}

/// The colour of the walk raster in the middle of the map.
async function colour(page) {
  await page.waitForTimeout(600);
  return page.evaluate(() => {
    const canvas = document.querySelector(".raster.side-a canvas, canvas.raster.side-a");
    const box = canvas.getBoundingClientRect();
    const map = document.getElementById("map").getBoundingClientRect();
    const x = ((map.left + map.width / 2 - box.left) * canvas.width) / box.width;
    const y = ((map.top + map.height / 2 - box.top) * canvas.height) / box.height;
    return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].join(",");
  });
}

const dwellings = async (page) => Number(/([\d,]+) → ([\d,]+)/.exec(await page.locator(".live .facts").textContent())[2].replaceAll(",", ""));

test("place, move, remove, block, undo: figures, cells, stations and the order of spaces follow", { skip }, async () => {
  const { places, zoom } = await plan_of_server();
  const metres_a_pixel = 0.5;
  await at_address(`${served}#lang=en&l=walk:1,stations:1,placements:1&c=${places[0].x},${places[0].y}&z=${zoom(metres_a_pixel)}`, ".live", async (page) => {
    const tool = (name) => page.locator(".live-tools").getByRole("button", { name, exact: true }).click();
    const before = await colour(page);

    await tool("Add");
    const placed = await answered(page, () => click(page, metres_a_pixel), 1);
    assert.deepEqual(placed.edits.map(({ op, candidate }) => [op, candidate]), [["place", places[0].candidate]]);
    const near = await dwellings(page);
    assert.ok(placed.figures.dwellings_within.after === near && near > placed.figures.dwellings_within.before, "more dwellings are near");
    const with_station = await colour(page);
    assert.notEqual(with_station, before, "the walk round the new station is drawn");
    assert.ok(!placed.places.rows.some((row) => row[placed.places.columns.indexOf("candidate")] === places[0].candidate), "the space is taken");
    assert.deepEqual(await violations(page), []);

    await tool("Move");
    await click(page, metres_a_pixel);
    await page.waitForFunction(() => document.querySelector(".tool-hint").textContent.includes("where it should stand"));
    const moved = await answered(page, () => click(page, metres_a_pixel, [0, 20]), 2);
    assert.equal(moved.edits[1].op, "move");

    await page.locator(".tool-hint button").click();
    await tool("Remove");
    const removed = await answered(page, () => click(page, metres_a_pixel, [0, 20]), 3);
    assert.equal(removed.edits[2].op, "remove");
    assert.equal(removed.figures.dwellings_within.after, removed.figures.dwellings_within.before);
    assert.equal(await colour(page), before, "the walk is as it was");

    for (const left of [2, 1, 0]) await answered(page, () => tool("Undo"), left);
    assert.equal(await colour(page), before);

    await tool("Block");
    const blocked = await answered(page, () => click(page, metres_a_pixel), 1);
    assert.deepEqual(blocked.edits.map(({ op, candidate }) => [op, candidate]), [["block", places[0].candidate]]);
    await page.locator(".tool-hint button").click();
  });
});

test("a variant is named, kept over a reload, compared and exported; a review goes to the server", { skip }, async () => {
  const { places } = await plan_of_server();
  await at_address(`${served}#lang=en&s=${places[1].candidate}`, ".live", async (page) => {
    await page.waitForFunction(() => document.querySelector(".live").textContent.includes("1 change;"));
    await page.locator(".variants summary").click();
    await page.getByLabel("Name of this variant").fill("school");
    await answered(page, () => page.locator(".variants").getByRole("button", { name: "Save" }).click(), 1);
    await page.reload();
    await page.waitForFunction(() => document.querySelector(".live")?.textContent.includes("Variant: school"));
    await page.locator(".variants summary").click();
    await page.getByRole("button", { name: "Compare with the plan" }).click();
    await page.waitForFunction(() => /\d+ spaces? leaves? the plan; coming in: \d+/.test(document.querySelector(".live").textContent));
    assert.deepEqual(await violations(page), []);

    await page.getByRole("button", { name: "All spaces" }).click();
    await page.getByRole("button", { name: "Review this plan" }).click();
    await page.getByRole("combobox", { name: /Search/ }).fill(places[1].candidate);
    await page.locator(".suggestion").first().click();
    const [kept] = await Promise.all([page.waitForResponse((one) => one.url().endsWith("api/review") && one.request().method() === "POST"), page.getByRole("button", { name: "Approve" }).click()]);
    assert.equal(kept.status(), 200);
    const review = await (await fetch(`${served}api/export?format=review`)).text();
    assert.ok(review.includes(`${places[1].candidate},approve`) && review.includes(`${places[0].candidate},reject`), review);
    if (process.env.LAAD_SAVED) writeFileSync(join(process.env.LAAD_SAVED, "served-review.csv"), review);
  });
});
