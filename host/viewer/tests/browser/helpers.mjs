// SPDX-License-Identifier: Apache-2.0
// A real Chromium on a published folder (LAAD_PUBLISHED), by a static server or by double-click. Every page is held to:
// no error in the console, no request beyond its own files.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

export const published = process.env.LAAD_PUBLISHED ? resolve(process.env.LAAD_PUBLISHED) : null;
export const skip = published ? false : "LAAD_PUBLISHED names no published folder";
export const desktop = { width: 1440, height: 900 };
export const phone = { width: 360, height: 740 };

export const file_url = (name) => pathToFileURL(join(published, name)).href;
export const has_page = (name) => published !== null && existsSync(join(published, name));
export const plans = () => JSON.parse(readFileSync(join(published, "plans.json"), "utf8"));
export const plan_of = (id) => JSON.parse(readFileSync(join(published, id, "plan.json"), "utf8"));
export const places_of = (id) => {
  const table = JSON.parse(readFileSync(join(published, id, plan_of(id).places_file), "utf8"));
  const cell = (name, value) => (table.words?.[name] && value !== null ? table.words[name][value] : value);
  return table.rows.map((row) => Object.fromEntries(table.columns.map((name, i) => [name, cell(name, row[i])])));
};

/// Runs a check in a page; the page is a path under the static server, or a whole file:// address.
export async function in_page({ page: path = "", viewport = desktop, media = {} }, check) {
  const server = await serve(published);
  try {
    await at_address(path.startsWith("file:") ? path : server.url + path, ".list .row, .failed", (page) => check(page, server), { viewport, media });
  } finally {
    server.close();
  }
}

/// Runs a check in the page at an address, when what is waited for is there.
export async function at_address(address, wait_for, check, { viewport = desktop, media = {} } = {}) {
  const browser = await chromium.launch({ executablePath: process.env.LAAD_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const wrong = [];
  try {
    const page = await browser.newPage({ viewport, acceptDownloads: true, ...media });
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      const own = /^https?:/.test(address) ? url.startsWith(new URL("/", address).href) : false;
      if (!own && !/^(file|data|blob):/.test(url)) wrong.push(`asks ${url}`);
    });
    await page.goto(address);
    await page.waitForSelector(wait_for, { state: "attached" });
    await page.waitForTimeout(400);
    await check(page);
    assert.deepEqual(wrong, []);
  } finally {
    await browser.close();
  }
}

/// Violations of WCAG 2.1 A and AA, as axe finds them, in few words.
export async function violations(page) {
  // By the debugger, as the page's own policy forbids scripts that it does not name.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 4).join(", ")}`);
  });
}

/// The text that a click saves as a file; LAAD_SAVED keeps it, for the program to read.
export async function saved(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  const text = readFileSync(await download.path(), "utf8");
  const name = download.suggestedFilename();
  if (process.env.LAAD_SAVED) writeFileSync(join(process.env.LAAD_SAVED, name), text);
  return { name, text };
}

/// Pixels of the map that are not the ground, in a hundredth.
export async function drawn_share(page, selector) {
  return page.evaluate((wanted) => {
    let drawn = 0;
    let all = 0;
    for (const canvas of document.querySelectorAll(`${wanted} canvas, canvas${wanted}`)) {
      if (!canvas.width) continue;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 3; i < data.length; i += 40) (all += 1), (drawn += data[i] > 0 ? 1 : 0);
    }
    return all ? drawn / all : 0;
  }, selector);
}
