// SPDX-License-Identifier: Apache-2.0
// How quick the web map is with many places, in headless Chromium:
//   LAAD_PUBLISHED=folder node bench/places.mjs [places]
// The folder gives the map; its places are replaced by as many made-up ones as asked (5,000; 0: they stay).
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../tests/browser/server.mjs";

const folder = resolve(process.env.LAAD_PUBLISHED);
const count = Number(process.argv[2] ?? 5000);
const id = JSON.parse(readFileSync(join(folder, "plans.json"), "utf8")).plans[0].id;
const plan = JSON.parse(readFileSync(join(folder, id, "plan.json"), "utf8"));
const megabit = 1e6 / 8;

function made_up_places() {
  const table = JSON.parse(readFileSync(join(folder, id, plan.places_file), "utf8"));
  const [left, bottom, right, top] = plan.extent;
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const at = (name) => table.columns.indexOf(name);
  const rows = Array.from({ length: count }, (_, i) => {
    const row = [...table.rows[i % table.rows.length]];
    row[at("rank")] = i + 1;
    row[at("candidate")] = `x${i}`;
    row[at("x")] = left + random() * (right - left);
    row[at("y")] = bottom + random() * (top - bottom);
    row[at("status")] = i % 7 === 0 ? 1 : 0;
    return row;
  });
  return JSON.stringify({ ...table, words: { ...table.words, status: ["connectable", "waits for grid"] }, rows });
}

async function opened(browser, server, line_mbit) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.dataReceived", (event) => (bytes += event.dataLength));
  if (line_mbit) await session.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: line_mbit * megabit, uploadThroughput: line_mbit * megabit });
  const begin = performance.now();
  await page.goto(server.url, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector(".list .row") && performance.getEntriesByName("drawn").length > 0);
  return { page, ms: performance.now() - begin, bytes };
}

/// What the page's own thread spent, in milliseconds of the processor: other programs do not count in it.
async function spent(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * metrics.find((one) => one.name === "TaskDuration").value;
}

/// The times between frames while the map is dragged about for three seconds.
async function pan(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.evaluate(() => {
    globalThis.frames_ms = [];
    let last = performance.now();
    const tick = (now) => (globalThis.frames_ms.push(now - last), (last = now), requestAnimationFrame(tick));
    requestAnimationFrame(tick);
  });
  const box = await page.locator("#map").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await spent(session);
  const begin = performance.now();
  for (let i = 0; performance.now() - begin < 3000; ++i) await page.mouse.move(x + 200 * Math.sin(i / 15), y + 120 * Math.cos(i / 20));
  const work = (await spent(session)) - before;
  const frames = (await page.evaluate(() => globalThis.frames_ms)).sort((a, b) => a - b);
  await page.mouse.up();
  const at = (share) => frames[Math.floor(share * (frames.length - 1))].toFixed(1);
  return `frames of ${at(0.5)} ms (median), ${at(0.95)} ms (95 %), ${(frames.length / 3).toFixed(0)} a second; ${(work / frames.length).toFixed(1)} ms of the page's thread a frame`;
}

/// From the choice of a filter to the list that is drawn.
async function filter(page) {
  return page.evaluate(async () => {
    const times = [];
    for (const value of ["connectable", "", "waits for grid", ""]) {
      const select = document.getElementById("filter-status");
      const begin = performance.now();
      select.value = value;
      select.dispatchEvent(new Event("change"));
      document.body.getBoundingClientRect();
      times.push(performance.now() - begin);
      await new Promise((done) => setTimeout(done, 100));
    }
    return `${times.map((time) => time.toFixed(1)).join(", ")} ms`;
  });
}

const places = made_up_places();
const server = await serve(folder, count > 0 ? { [`/${id}/${plan.places_file}`]: places } : {});
const browser = await chromium.launch({ executablePath: process.env.LAAD_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const quick = await opened(browser, server, 0);
await quick.page.waitForTimeout(1500);
await quick.page.getByLabel(/in view|in beeld/).uncheck();
console.log(`${count || "the plan's own"} places: list and base map in ${quick.ms.toFixed(0)} ms`);
console.log(`panning: ${await pan(quick.page)}`);
if (count > 0) console.log(`filter: ${await filter(quick.page)}`);
await quick.page.close();
const slow = await opened(browser, server, 10);
console.log(`10 Mbit/s: list and base map in ${slow.ms.toFixed(0)} ms with ${(slow.bytes / 1e6).toFixed(2)} MB`);
await browser.close();
server.close();
