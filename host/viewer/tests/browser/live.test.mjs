// SPDX-License-Identifier: Apache-2.0
// Live planning against answers of a server that are made up here: what is asked, and what is shown of the answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { in_page, places_of, plan_of, plans, published, skip, violations } from "./helpers.mjs";

const id = published ? plans().plans[0].id : "";
const plan = published ? plan_of(id) : null;
const places = published ? places_of(id) : [];
const columns = published ? Object.keys(places[0]) : [];

function answer(edits) {
  const { cell_m, left, top } = plan.grid;
  const [side, walked] = [40, 55]; // cells, and what they say: 5.5 m
  return {
    ms: 37, variant: "variant-1", edits,
    patches: [{ layer: "walk", row: Math.floor((top - places[0].y) / cell_m) - side / 2, col: Math.floor((places[0].x - left) / cell_m) - side / 2, rows: side, cols: side, cells: Buffer.from(new Uint16Array(side * side).fill(walked).buffer).toString("base64") }],
    places: { columns, rows: [...places].reverse().map((place, i) => columns.map((name) => (name === "rank" ? i + 1 : place[name]))) },
    figures: { dwellings_within: { before: 6941, after: 7100, limit_m: 300 }, headroom_kw: { before: 100, after: 78, asset: "mv-1" } },
  };
}

/// A page of a served plan; what it posts is kept.
async function with_server(page, path, asked) {
  const edits = [];
  await page.route("**/plans.json", (route) => route.fulfill({ json: { ...plans(), live: true } }));
  await page.route("**/api/**", (route) => {
    const request = route.request();
    const what = new URL(request.url()).pathname;
    if (request.method() === "POST") asked.push({ what, token: request.headers()["x-laadraster-token"], body: request.postDataJSON() });
    if (what === "/api/session") return route.fulfill({ json: { token: "secret", variant: "variant-1", edits, can: ["place", "move", "remove", "block", "review"] } });
    if (what === "/api/variants") return route.fulfill({ json: { variants: ["variant-1", "school"], variant: "variant-1" } });
    if (what === "/api/review") return route.fulfill({ json: { rows: [] } });
    if (what === "/api/edit") return route.fulfill({ json: answer([...edits, request.postDataJSON()]) });
    return route.fulfill({ json: { ...answer(edits), places: { gone: ["a"], new: ["b", "c"] } } });
  });
  await page.goto("about:blank");
  await page.goto(path);
  await page.waitForSelector(".live");
}

test("a station is placed: token, figures, new order, new cells", { skip }, () =>
  in_page({}, async (page, server) => {
    const asked = [];
    await with_server(page, `${server.url}#lang=en&l=walk:1,placements:1,stations:1&c=${places[0].x + 20},${places[0].y}&z=6`, asked);
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Add" }).click();
    const box = await page.locator("#map").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForFunction(() => document.querySelector(".live").textContent.includes("37 ms"));
    const [{ what, token, body }] = asked;
    assert.equal(what, "/api/edit");
    assert.equal(token, "secret");
    assert.equal(body.op, "place");
    assert.ok(Math.abs(body.x - places[0].x - 20) < 1 && Math.abs(body.y - places[0].y) < 1);
    assert.match(await page.locator(".live").textContent(), /6,941 → 7,100 \+159/);
    await page.getByLabel("Only what is in view").uncheck();
    const first = await page.locator(".row-title").first().textContent();
    assert.ok(first.includes(places.at(-1).street || places.at(-1).address || places.at(-1).buurt));
    await page.locator(".tool-hint button").click();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(".popup .value");
    assert.match(await page.locator(".popup .value").textContent(), /^5\.5/);
    assert.deepEqual(await violations(page), []);
  }));

test("a space is chosen by its number, and a variant is compared", { skip }, () =>
  in_page({}, async (page, server) => {
    const asked = [];
    await with_server(page, `${server.url}#lang=en&c=${places[0].x},${places[0].y}&z=6`, asked);
    const box = await page.locator("#map").boundingBox();
    await page.getByRole("button", { name: "Add" }).click();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForFunction(() => document.querySelector(".live").textContent.includes("37 ms"));
    assert.deepEqual(asked[0].body, { op: "place", candidate: places[0].candidate, evse: 2 });
    await page.locator(".variants summary").click();
    await page.getByRole("button", { name: "Compare with the plan" }).click();
    await page.waitForFunction(() => document.querySelector(".live").textContent.includes("1 space leaves the plan; coming in: 2"));
  }));

test("undo asks to undo", { skip }, () =>
  in_page({}, async (page, server) => {
    const asked = [];
    await with_server(page, `${server.url}#lang=en`, asked);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction(() => document.querySelector(".live").textContent.includes("37 ms"));
    assert.deepEqual(asked[0].body, { op: "undo" });
  }));
