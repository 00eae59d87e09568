// SPDX-License-Identifier: Apache-2.0
// `node build.mjs` makes dist/app.js and dist/app.css, `node build.mjs tests` the unit tests for node.
import { readdirSync } from "node:fs";
import { build } from "esbuild";
import { pages_catalogue } from "./catalogue.mjs";

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
  await build({
    entryPoints: { app: "src/main.ts" },
    outdir: "dist",
    bundle: true,
    minify: true,
    format: "iife", // a classic script: it runs inlined and by double-click, where modules do not
    target: ["chrome90", "firefox113", "safari16"],
    charset: "utf8",
    legalComments: "eof",
    plugins: [pages_catalogue],
    logLevel: "info",
  });
}
