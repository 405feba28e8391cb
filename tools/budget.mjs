/**
 * Says how many bytes the page's files are, as they are and compressed: `node tools/budget.mjs FOLDER`.
 * It counts every file that the page can ask for, samples too, so that a visit downloads at most this.
 */

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const LIMIT = 1_000_000; // bytes after brotli
const NOT_ASKED_FOR = /(\.d\.ts|\.map|\.md|package\.json|\.gitignore|LICENSE.*)$/;

const folder = process.argv[2] ?? "www";
const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .filter((name) => !NOT_ASKED_FOR.test(name))
  .sort();

const sizes = await Promise.all(names.map(async (name) => {
  const bytes = await readFile(name);
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
}));
const total = [0, 1, 2].map((column) => sizes.reduce((sum, row) => sum + row[column], 0));

const row = (/** @type {string} */ name, /** @type {(string | number)[]} */ cells) =>
  console.log(name.padEnd(36) + cells.map((cell) => cell.toLocaleString("en").padStart(11)).join(""));
row("bytes", ["raw", "gzip", "brotli"]);
names.forEach((name, i) => row(name, sizes[i]));
row("all", total);
console.log(`${total[2] <= LIMIT ? "Within" : "OVER"} the budget of ${LIMIT.toLocaleString("en")} bytes after brotli.`);
