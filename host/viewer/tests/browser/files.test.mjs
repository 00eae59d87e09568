// SPDX-License-Identifier: Apache-2.0
// What people make of the plan leaves the page as a file, also without any server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file_url, has_page, in_page, places_of, plans, published, saved, skip, violations } from "./helpers.mjs";

const first = published ? plans().plans[0].id : "";
const places = published ? places_of(first) : [];

test("a space is moved by a click on the map", { skip }, () =>
  in_page({ page: `#lang=en&c=${places[0].x},${places[0].y}&z=7&s=${places[0].candidate}` }, async (page) => {
    await page.getByRole("button", { name: "All spaces" }).click();
    await page.getByRole("button", { name: "Review this plan" }).click();
    await page.locator("#place-0").click();
    await page.waitForSelector(".card .verdicts");
    await page.waitForTimeout(500);
    await page.getByRole("button", { name: "Move" }).click();
    const box = await page.locator("#map").boundingBox();
    await page.mouse.click(box.x + box.width / 2 + 20, box.y + box.height / 2);
    await page.waitForSelector('.verdict.move[aria-pressed="true"]');
    await page.getByRole("button", { name: "All spaces" }).click();
    const { text } = await saved(page, () => page.getByRole("button", { name: "Save review.csv" }).click());
    const [, verdict, , , , x, y] = text.split("\r\n")[1].split(",");
    assert.equal(verdict, "move");
    assert.ok(Math.hypot(Number(x) - places[0].x, Number(y) - places[0].y) < 50);
  }));

test("a review becomes review.csv, survives a reload, and opens again", { skip }, () =>
  in_page({ page: `${published && file_url("plan.html")}#lang=en` }, async (page) => {
    await page.getByRole("button", { name: "Review this plan" }).click();
    await page.getByLabel("Your name").fill("Ann de Vries");
    await page.locator("#place-0").click();
    await page.waitForSelector(".card:not([hidden]) .verdicts");
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByLabel("Remark").fill('good, "close to the school"');
    await page.getByRole("button", { name: "Next space" }).click();
    await page.waitForFunction(() => document.querySelector(".card h2").textContent.includes("Number 2:"));
    await page.getByRole("button", { name: "Reject" }).click();
    assert.deepEqual(await violations(page), []);
    await page.reload();
    await page.waitForSelector(".card:not([hidden])");
    await page.getByRole("button", { name: "All spaces" }).click();
    const file = await saved(page, () => page.getByRole("button", { name: "Save review.csv" }).click());
    assert.equal(file.name, "review.csv");
    const today = new Date().toISOString().slice(0, 10);
    assert.equal(file.text, [
      "place,verdict,remark,by,date,x,y",
      `${places[0].candidate},approve,"good, ""close to the school""",Ann de Vries,${today},,`,
      `${places[1].candidate},reject,,Ann de Vries,${today},,`,
      "",
    ].join("\r\n"));
    await page.locator("#review-file").setInputFiles({ name: "review.csv", mimeType: "text/csv", buffer: Buffer.from(`place,verdict\n${places[2].candidate},prefer\n`) });
    await page.waitForFunction(() => document.querySelector(".review-bar").textContent.includes("3 spaces judged"));
  }));

test("a resident reacts, proposes, and saves a small file", { skip: skip || (!has_page("reageer.html") && "published without --reactions") }, () =>
  in_page({ page: `${published && file_url("reageer.html")}#lang=nl` }, async (page) => {
    assert.equal(await page.getByRole("button", { name: "Dit plan beoordelen" }).count(), 0);
    await page.locator("#place-0").click();
    await page.waitForSelector(".card:not([hidden]) .verdicts");
    await page.getByRole("button", { name: "Ik ben tegen" }).click();
    await page.getByLabel("Waarom? (niet verplicht)").fill("te krap");
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Alle plekken" }).click();
    page.on("dialog", (dialog) => dialog.accept("bij de school"));
    await page.getByRole("button", { name: "Een plek voorstellen" }).click();
    const box = await page.locator("#map").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 3);
    await page.waitForFunction(() => document.querySelectorAll(".reaction-items li").length === 2);
    const file = await saved(page, () => page.getByRole("button", { name: "Mijn reactie bewaren" }).click());
    const made = JSON.parse(file.text);
    assert.equal(made.laadraster, "reaction");
    assert.equal(made.format, 1);
    assert.equal(made.plan, first);
    assert.deepEqual(made.items[0], { kind: "react", place: places[0].candidate, opinion: "against", text: "te krap" });
    assert.equal(made.items[1].kind, "propose");
    assert.equal(made.items[1].text, "bij de school");
    assert.ok(file.text.length < 2000);
  }));

test("paper: the map as a picture, its legend, and the list", { skip }, () =>
  in_page({ page: "#lang=nl" }, async (page) => {
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("#print tbody tr").count(), places.length < 400 ? places.length : 400);
    assert.ok((await page.locator("#print .print-map").getAttribute("src")).length > 10000);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 50000);
  }));
