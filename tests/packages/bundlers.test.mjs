/** The package in each bundler: the page, the element and a worker give answers, the module is shipped once, and unused code is dropped. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createServer } from "vite";
import { eventually } from "../browser/waiting.mjs";
import { modules, open, project, run, says } from "./projects.mjs";

const PAGE = "page: Ana Ortiz";
const BESIDE = "beside: Ana Ortiz";
const ALL = [PAGE, "element: Ana Ortiz", "worker: Ana Ortiz", BESIDE];

/** Checks what was built from a script that imports the package and doesn't use it: nothing of the package is in it. @param {string} folder */
function holdsNothingUnused(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const unused = files.find((file) => /unused.*\.js$/.test(file));
  assert.ok(unused);
  assert.ok(readFileSync(join(folder, unused), "utf8").length < 100, "sideEffects keeps a bundler from dropping the package");
}

test("webpack takes it as it is", async () => {
  const folder = project("webpack", "tests/packages/kinds");
  run(folder, "webpack");
  assert.equal(modules(folder + "/dist").length, 1);
  holdsNothingUnused(folder + "/dist");
  await open(folder, (page) => says(page, ...ALL));
});

test("Vite takes it as it is, to build and to develop", async () => {
  const folder = project("vite", "tests/packages/kinds");
  writeFileSync(folder + "/index.html", readFileSync(folder + "/index.html", "utf8").replace("./dist/page.js", "./page.js"));
  run(folder, "vite", "build", "--logLevel", "warn");
  assert.equal(modules(folder + "/dist").length, 1);
  holdsNothingUnused(folder + "/dist");
  await open(folder + "/dist", (page) => says(page, ...ALL));

  const server = await createServer({ root: folder, logLevel: "error", server: { port: 0 } });
  try {
    await server.listen();
    const address = server.httpServer?.address();
    assert.ok(address && typeof address === "object");
    await open(`http://localhost:${address.port}/`, (page) => says(page, ...ALL));
  } finally {
    await server.close();
  }
});

test("Svelte takes the functions and the element", async () => {
  const folder = project("svelte", "tests/packages/svelte");
  run(folder, "vite", "build", "--logLevel", "warn");
  await open(folder + "/dist", async (page) => {
    await says(page, "Ana Ortiz: 1");
    await page.fill("textarea", "“No,” Peter Vance said. “Never,” said Ida Holm.");
    await says(page, "Peter Vance: 2");
  });
});

test("Rollup takes it with a plugin that knows import.meta.url", async () => {
  const folder = project("rollup", "tests/packages/kinds");
  run(folder, "rollup", "--config", "--silent");
  assert.equal(modules(folder + "/dist").length, 1);
  holdsNothingUnused(folder + "/dist");
  await open(folder, (page) => says(page, ...ALL));
});

test("esbuild takes it when told where the module is", async () => {
  const folder = project("esbuild", "tests/packages/kinds");
  const options = ["--bundle", "--format=esm", "--loader:.wasm=file", "--log-level=error"];
  run(folder, "esbuild", "located.js", "unused.js", "--outdir=dist", ...options);
  writeFileSync(folder + "/index.html", readFileSync(folder + "/index.html", "utf8").replace("page.js", "located.js"));
  assert.equal(modules(folder + "/dist").length, 1);
  holdsNothingUnused(folder + "/dist");
  await open(folder, (page) => says(page, PAGE, BESIDE));
});

test("where a bundler left the module behind, the error says so", async () => {
  const folder = project("left-behind", "tests/packages/kinds");
  run(folder, "esbuild", "page.js", "--outdir=dist", "--bundle", "--format=esm", "--log-level=error");
  await open(folder, async (page, { faults }) => {
    await eventually(async () => faults.some((fault) => fault.includes("could not be loaded")), true);
    const found = faults.splice(0).join("\n");
    assert.match(found, /whosaid_bg\.wasm, could not be loaded: .*\/whosaid_bg\.wasm answered 404.*Bundlers/);
  });
});
