// SPDX-License-Identifier: Apache-2.0
// Of the catalogue of laadraster what a page can say: texts of the viewer itself, of what is published and served, of styles
// and of the words for columns and rules, which reach it as data.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const catalogue = "../language/nl.json";
const texts_in = {
  app: ["src", "../publish", "../present", "../plan_folder", "../live", "../serve", "../recipes", "../run/parts", "../scenario/vocabulary.hpp", "../prepare/base_layers.hpp", "../report/coverage_tables.cpp", "../placement/grid_gate.cpp", "../power/policy.cpp", "../run/plan_gaps.cpp", "../../examples/delft/region.toml"],
  monitor: ["src/monitor", "src/data", "src/words.ts", "src/dom.ts", "../present", "../publish/monitor.cpp", "../scenario/vocabulary.hpp"],
  laadkans: ["src/chance", "src/map", "src/raster", "src/words.ts", "src/panel/search_box.ts", "../present/style", "../report/coverage_tables.cpp"],
};
const not_of_app = ["src/monitor/", "src/chance/"];
const days = ["winter weekday", "winter weekend", "summer weekday", "summer weekend"]; // of the profiles that the program makes

/// The files with the texts of a page; of all pages together where none is named.
function spoken_on(page) {
  if (page === undefined) return Object.values(texts_in).flat().flatMap(sources);
  return texts_in[page].flatMap(sources).filter((file) => page !== "app" || !not_of_app.some((folder) => file.startsWith(folder)));
}

function sources(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => sources(join(path, name))).filter((file) => /\.(ts|cpp|hpp|toml)$/.test(file));
}

/// Every text in quotes; those in a row are one.
function literals(text) {
  return [...text.matchAll(/"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*/g)].map(([found]) => found.replace(/(?<!\\)"\s*"/g, "").slice(1, -1).replace(/\\"/g, '"').replace(/\{:[^}]*\}/g, "{}"));
}

export function texts_of_pages(page) {
  const all = JSON.parse(readFileSync(catalogue, "utf8"));
  const said = new Set([...days, ...spoken_on(page).flatMap((file) => literals(readFileSync(file, "utf8")))]);
  const begun = [...said].filter((text) => text.endsWith(" ") && text.length > 3); // "up to " of a class
  const is_range = (english) => !/[a-z]/i.test(english);
  return Object.fromEntries(Object.entries(all).filter(([english]) => said.has(english) || is_range(english) || begun.some((begin) => english.startsWith(begin))));
}

/// For esbuild: the part of a page in place of the whole.
export const pages_catalogue = (page) => ({
  name: "catalogue of pages",
  setup(build) {
    build.onLoad({ filter: /language[\\/]nl\.json$/ }, () => ({ contents: JSON.stringify(texts_of_pages(page)), loader: "json" }));
  },
});
