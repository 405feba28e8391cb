/**
 * Writes the version of a built page, for its service worker: `node tools/version.mjs FOLDER` writes
 * FOLDER/pkg/version.js, which lists every file that the page can ask for, and a hash of them all as the version.
 * `tools/serve.mjs` makes it anew for each request, so that any change of a file is a new version.
 */

import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The path in the folder of the file that this writes. */
export const VERSION_FILE = "pkg/version.js";

/** Files that are not listed: the page never asks for them (the custom element is for other pages), or its service worker must not keep them. */
const LEFT_OUT = /(?:^|\/)(?:sw\.js|LICENSE[^/]*|package\.json|\.[^/]*)$|^pkg\/version\.js$|^element\/|\.d\.ts$|\.map$|\.md$/;

/** Libraries that few readers need: the service worker keeps them only after they were first asked for. */
const LATER = /^vendor\//;

/** @param {string} folder */
export async function versionScript(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const all = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .filter((file) => !LEFT_OUT.test(file))
    .sort();
  const hash = createHash("sha256");
  for (const file of all) hash.update(`${file}\0`).update(await readFile(join(folder, file))).update("\0");
  const later = all.filter((file) => LATER.test(file));
  const files = all.filter((file) => !LATER.test(file)).map((file) => (file === "index.html" ? "./" : file));
  return `self.WHOSAID = ${JSON.stringify({ version: hash.digest("hex").slice(0, 16), files, later }, null, 1)};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "www"] = process.argv.slice(2);
  await writeFile(join(folder, VERSION_FILE), await versionScript(folder));
}
