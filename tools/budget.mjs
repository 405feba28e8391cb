/**
 * Says how many bytes the page's files are, as they are and compressed: `node tools/budget.mjs FOLDER`.
 * It counts every file that the page can ask for, samples too, so that a visit downloads at most this.
 */

import { readFile, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const LIMIT = 1_000_000; // bytes after brotli
// The custom element is for other pages.
const NEVER_ASKED_FOR = /\/element\/|\.d\.ts$|\.map$|\.md$|package\.json$|LICENSE|\/\./;

const folder = process.argv[2] ?? "www";

/** A line of the report: the module alone, the rest by folder. */
const group = (/** @type {string} */ path) =>
  path.endsWith(".wasm") ? path : path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "./";

/** @type {Map<string, number[]>} */
const groups = new Map();
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name);
  if (!entry.isFile() || NEVER_ASKED_FOR.test(file)) continue;
  const path = relative(folder, file);
  const bytes = await readFile(file);
  const sizes = [1, bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  const sums = groups.get(group(path)) ?? [0, 0, 0, 0];
  groups.set(group(path), sums.map((sum, i) => sum + sizes[i]));
}

const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) =>
  console.log(name.padEnd(24) + cells.map((cell) => cell.toLocaleString("en").padStart(12)).join(""));
row(`bytes in ${folder}`, ["files", "raw", "gzip", "brotli"]);
for (const [name, sums] of [...groups].sort()) row(name, sums);
const all = [0, 1, 2, 3].map((i) => [...groups.values()].reduce((sum, sizes) => sum + sizes[i], 0));
row("all", all);
console.log(`${all[3] <= LIMIT ? "Within" : "OVER"} the budget of ${LIMIT.toLocaleString("en")} bytes after brotli.`);
