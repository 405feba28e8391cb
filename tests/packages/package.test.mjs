/** The packed package: which files are in it, and what tools that check packages say. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { root, run, tarball } from "./projects.mjs";

test("it holds the code, its types, the module, the licences and the README, and nothing else", () => {
  const files = run(root, "tar", "tzf", tarball).trim().split("\n").map((file) => file.replace(/^package\//, ""));
  // The files of the element are not listed one by one.
  const parts = files.filter((file) => file.startsWith("element/"));
  for (const entry of ["element/index.js", "element/define.js"]) assert.ok(parts.includes(entry));
  assert.ok(!parts.includes("element/bookmarklet.js"));

  const code = ["index", "inline", "inline-module", "node", "source", "web", "worker-source", "pkg/rules", "pkg/whosaid", "core/model", "reading/layers", "reading/palette", "reading/words", "ui/dom"];
  const expected = [...code, ...parts.filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -3))]
    .flatMap((name) => [`${name}.d.ts`, `${name}.js`]);
  expected.push("element/global.d.ts", "LICENSE-APACHE", "LICENSE-MIT", "LICENSE-THIRD-PARTY.txt", "README.md", "custom-elements.json", "package.json", "pkg/whosaid_bg.wasm");
  // Scripts that the module imports; wasm-bindgen names their folder.
  const imported = files.filter((file) => file.startsWith("pkg/snippets/"));
  assert.deepEqual(imported.map((file) => file.replace(/whosaid-[0-9a-f]+/, "")), ["pkg/snippets//src/wasm/packed.js"]);
  assert.deepEqual(files.sort(), [...expected, ...imported].sort());
});

test("installing it runs nothing and brings nothing", () => {
  const metadata = JSON.parse(run(root, "tar", "xzOf", tarball, "package/package.json"));
  assert.deepEqual(
    ["scripts", "dependencies", "peerDependencies", "optionalDependencies"].filter((field) => field in metadata),
    [],
  );
  const crate = readFileSync(join(root, "Cargo.toml"), "utf8");
  assert.ok(crate.includes(`name = "${metadata.name}"\nversion = "${metadata.version}"`));
});

test("the README says how much is downloaded", () => {
  const [, megabytes] = readFileSync(join(root, "npm/README.md"), "utf8").match(/It is ([\d.]+) MB to download with gzip/) ?? [];
  const really = gzipSync(readFileSync(join(root, "pkg/pkg/whosaid_bg.wasm"))).length / 1e6;
  assert.ok(Math.abs(really - Number(megabytes)) < 0.1, `${really} MB`);
});

test("publint finds nothing", () => {
  assert.match(run(root, "publint", tarball, "--strict"), /All good!/);
});

test("the types are not wrong", () => {
  // The package has only ES modules. Node can `require` them from 20.19 and 22.12 on (tested in programs.test.mjs), which the tool doesn't know.
  // The WebAssembly file has no types, since what an import of it gives depends on the bundler.
  const rules = ["--ignore-rules", "cjs-resolves-to-esm", "--exclude-entrypoints", "whosaid_bg.wasm"];
  assert.match(run(root, "attw", tarball, ...rules), /No problems found/);
});

test("the custom-elements manifest knows the element's attributes, events and parts", async () => {
  const { modules } = JSON.parse(readFileSync(join(root, "pkg/custom-elements.json"), "utf8"));
  const element = modules.flatMap((/** @type {any} */ { declarations }) => declarations).find((/** @type {any} */ { tagName }) => tagName === "who-said");
  const { WhoSaidElement } = await import(join(root, "pkg/element/who-said.js"));
  const names = (/** @type {any[]} */ items) => items.map(({ name }) => name).sort();
  assert.deepEqual(names(element.attributes), [...WhoSaidElement.observedAttributes].sort());
  assert.deepEqual(names(element.events), ["whosaid-annotated", "whosaid-error", "whosaid-hide", "whosaid-show"]);
  const card = readFileSync(join(root, "pkg/element/card.js"), "utf8");
  for (const { name } of element.cssParts) assert.ok(card.includes(name), `${name} is a part of the card`);
});
