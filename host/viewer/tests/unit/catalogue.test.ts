// SPDX-License-Identifier: Apache-2.0
// Every text that the viewer says has its Dutch in host/language/nl.json.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const dutch = JSON.parse(readFileSync("../language/nl.json", "utf8")) as Record<string, string>;

function files(folder: string, ending: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === "node_modules" || name === "tests") return [];
    return statSync(path).isDirectory() ? files(path, ending) : name.endsWith(ending) ? [path] : [];
  });
}

function missing(paths: string[], call: RegExp): string[] {
  return paths.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(call)]
      .map((found) => found[1].replace(/"\s*"/g, "").replace(/\\"/g, '"'))
      .filter((text) => !(text in dutch))
      .map((text) => `${path}: "${text}"`),
  );
}

test("the viewer's texts have their Dutch", () => {
  assert.deepEqual(missing(files("src", ".ts"), /\b(?:t|key)\(\s*"((?:[^"\\]|\\.)*)"/g), []);
});

test("a translation has the places to fill of its original", () => {
  const places = (text: string) => (text.match(/\{\w*\}/g) ?? []).sort().join(" ");
  const wrong = Object.entries(dutch).filter(([english, text]) => places(english) !== places(text)).map(([english]) => english);
  assert.deepEqual(wrong, []);
});
