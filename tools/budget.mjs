/**
 * Prints how many bytes the page's files have, as they are and compressed: `node tools/budget.mjs FOLDER [--check]`.
 * It counts every file that the page can ask for, samples too: a visit downloads at most this. It also counts the
 * scripts and styles that come before the first article is read, and how much of the module is models and how much is
 * code. With `--check` it fails if a limit is passed.
 */

import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** The most bytes after brotli, and below them (`WANTED`) what we want to reach. The library `regex` is 105 KB of the core (docs/experiments/regex-features.md). */
const LIMITS = { page: 1_000_000, core: 457_000, "first screen": 50_500 };
const WANTED = { page: 700_000, core: 350_000, "first screen": 45_000 };
const MODELS = new URL("../src/data/", import.meta.url);
/** The files in src/data that count as models: weights, and lists of facts. */
const IS_MODEL = /\.(?:weights|bin)$|^given-names\.txt$/;
// Files that a visit doesn't download. The custom element is for other pages; vendor/ is loaded only when somebody opens a web page or a word-processor file.
const NEVER_ASKED_FOR = /\/element\/|\/vendor\/|\.d\.ts$|\.map$|\.md$|package\.json$|LICENSE|\/\./;

const [folder = "target/page"] = process.argv.slice(2).filter((argument) => argument !== "--check");
const brotli = (/** @type {Buffer} */ bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
const sizesOf = (/** @type {Buffer} */ bytes) => [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];

/** The line of the report that a file is counted in: the module has its own, other files have one for each folder. */
const group = (/** @type {string} */ path) =>
  path.endsWith(".wasm") ? path : path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "./";

/** The WebAssembly module, with models and code. @type {Buffer | null} */
let module = null;
/** @type {Map<string, number[]>} */
const groups = new Map();
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile() || NEVER_ASKED_FOR.test(file)) continue;
  const path = relative(folder, file);
  const bytes = await readFile(file);
  const sizes = [1, ...sizesOf(bytes)];
  if (path.endsWith(".wasm")) module = bytes;
  const sums = groups.get(group(path)) ?? [0, 0, 0, 0];
  groups.set(group(path), sums.map((sum, i) => sum + sizes[i]));
}

const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) =>
  console.log(name.padEnd(26) + cells.map((cell) => cell.toLocaleString("en").padStart(12)).join(""));
row(`bytes in ${folder}`, ["files", "raw", "gzip", "brotli"]);
for (const [name, sums] of [...groups].sort()) row(name, sums);
const all = [0, 1, 2, 3].map((i) => [...groups.values()].reduce((sum, sizes) => sum + sizes[i], 0));
row("all", all);

/** The sizes of the scripts and styles that a first visit waits for: those in the page's head, the worker, and all that they import. */
async function firstScreen() {
  const html = await readFile(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/<(?:link rel="(?:stylesheet|modulepreload)"|script type="module") (?:href|src)="([^"]+)"/g)].map(([, file]) => file);
  const files = new Set(["index.html", ...named, "core/worker.js"]);
  for (const file of files) {
    if (!file.endsWith(".js")) continue;
    const imports = (await readFile(join(folder, file), "utf8")).matchAll(/(?:^|[;}\n])import(?:[^"'()]*from)? ?["'](\.[^"']+)["']/g);
    for (const [, imported] of imports) files.add(join(dirname(file), imported).replaceAll("\\", "/"));
  }
  return Promise.all([...files].map(async (file) => [1, ...sizesOf(await readFile(join(folder, file)))]));
}
const first = (await firstScreen()).reduce((sums, sizes) => sums.map((sum, i) => sum + sizes[i]));
row("scripts, styles at first", first);

/** Splits the module into its models, which are in it byte for byte, and the rest, which is the core. */
async function parts(/** @type {Buffer} */ module) {
  /** @type {{ name: string, at: number, bytes: Buffer }[]} */
  const models = [];
  for (const name of (await readdir(MODELS)).filter((name) => IS_MODEL.test(name)).sort()) {
    const bytes = await readFile(new URL(name, MODELS));
    const at = module.indexOf(bytes);
    if (at >= 0) models.push({ name, at, bytes });
  }
  if (!models.length) throw new Error("none of the models in src/data is in the module as it is");
  models.sort((a, b) => a.at - b.at);
  const ends = [0, ...models.map(({ at, bytes }) => at + bytes.length)];
  const core = Buffer.concat([...models.map(({ at }, i) => module.subarray(ends[i], at)), module.subarray(ends[models.length])]);
  return { core, models };
}

const verdict = (/** @type {keyof typeof LIMITS} */ what, /** @type {number} */ bytes) =>
  `${bytes <= LIMITS[what] ? "Within" : "OVER"} the ${what}'s budget of ${LIMITS[what].toLocaleString("en")} bytes after brotli; wanted: ${WANTED[what].toLocaleString("en")}.`;

let over = all[3] > LIMITS.page || first[3] > LIMITS["first screen"];
if (module) {
  const { core, models } = await parts(module);
  row("\nthe module's parts", [" ", "raw", "gzip", "brotli"]);
  const sizes = sizesOf(core);
  row("core, without models", [" ", ...sizes]);
  for (const { name, bytes } of models) row(name, [" ", ...sizesOf(bytes)]);
  over ||= sizes[2] > LIMITS.core;
  console.log(verdict("core", sizes[2]));
}
console.log(verdict("first screen", first[3]));
console.log(verdict("page", all[3]));
if (over && process.argv.includes("--check")) process.exitCode = 1;
