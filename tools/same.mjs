/**
 * Compares the answers of the command line with those of another build, or with answers that were saved, byte for byte:
 *
 *     node tools/same.mjs WHOSAID OTHER TEXTS...     OTHER is another build's command, or a file that --save wrote
 *     node tools/same.mjs WHOSAID --save FILE TEXTS...
 *
 * TEXTS are .txt, .jsonl and .jsonl.gz files ({"id", "text"} a line), or folders of them.
 */

import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

const [command, ...rest] = process.argv.slice(2);
const save = rest[0] === "--save";
const [other, ...paths] = save ? rest.slice(1) : rest;
if (!command || !other || !paths.length) {
  console.error("usage: same.mjs WHOSAID OTHER|--save FILE TEXTS...");
  process.exit(2);
}

/** @returns {string[]} */
function files(/** @type {string} */ path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => files(join(path, name)));
}

/** A line of JSON for each text in the files. */
const lines = paths.flatMap(files).flatMap((file) => {
  if (file.endsWith(".txt")) return [JSON.stringify({ id: basename(file), text: readFileSync(file, "utf8") })];
  if (!/\.jsonl(\.gz)?$/.test(file)) return [];
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString().split("\n").filter((line) => line.includes('"text"'));
});

/** @returns {string[]} */
function answers(/** @type {string} */ whosaid) {
  const input = `${lines.join("\n")}\n`;
  const { status, stdout, stderr } = spawnSync(whosaid, ["annotate", "--jsonl"], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (status === null || status > 1) throw new Error(`${whosaid} failed: ${stderr}`);
  return stdout.trimEnd().split("\n");
}

function isProgram(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const mine = answers(command);
if (save) {
  writeFileSync(other, `${mine.join("\n")}\n`);
  console.log(`answers to ${mine.length} texts saved in ${other}`);
} else {
  const theirs = isProgram(other) ? answers(other) : readFileSync(other, "utf8").trimEnd().split("\n");
  const differ = mine.flatMap((answer, i) => (answer === theirs[i] ? [] : [i]));
  for (const i of differ.slice(0, 10)) {
    const at = [...mine[i]].findIndex((letter, k) => letter !== theirs[i]?.[k]);
    const around = (/** @type {string | undefined} */ answer) => answer?.slice(Math.max(0, at - 60), at + 60) ?? "no answer";
    console.log(`${mine[i].slice(0, 60)}\n  here:  …${around(mine[i])}…\n  there: …${around(theirs[i])}…`);
  }
  console.log(`${mine.length} texts, ${differ.length} with another answer${mine.length === theirs.length ? "" : `; there are ${theirs.length} answers there`}`);
  process.exit(differ.length || mine.length !== theirs.length ? 1 : 0);
}
