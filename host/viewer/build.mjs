// SPDX-License-Identifier: Apache-2.0
// `node build.mjs` makes a script and a style sheet of each page in dist, `node build.mjs tests` the unit tests for node.
import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { pages_catalogue } from "./catalogue.mjs";

const pages = { app: "src/main.ts", monitor: "src/monitor/main.ts", laadkans: "src/chance/main.ts" };

if (process.argv[2] === "tests") {
  await build({
    entryPoints: readdirSync("tests/unit").map((name) => `tests/unit/${name}`),
    outdir: "build/tests",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
} else {
  for (const [name, entry] of Object.entries(pages)) await build({
    entryPoints: { [name]: entry },
    outdir: "dist",
    bundle: true,
    minify: true,
    format: "iife", // a classic script: it runs inlined and by double-click, where modules do not
    target: ["chrome90", "firefox113", "safari16"],
    charset: "utf8",
    legalComments: "eof",
    plugins: [pages_catalogue(name)],
    logLevel: "info",
  });
}
