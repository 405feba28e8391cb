/**
 * Takes the explanations of the rules out of src/rules.rs for the page: `node tools/rules.mjs FOLDER` writes
 * FOLDER/pkg/rules.js, a sentence for each rule by its id.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** An entry of the table: a variant, its id, an example and the explanation, each a string of Rust's on a line of its own. */
const ENTRY = /^ {4}[A-Z]\w*: ("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*");/gm;

/** Rust's strings are JSON's, but for the line that goes on after a backslash. @param {string} literal */
const text = (literal) => /** @type {string} */ (JSON.parse(literal.replace(/\\\n\s*/g, "")));

/** @param {string} source */
export function explanations(source) {
  const found = [...source.matchAll(ENTRY)].map(([, id, , explanation]) => [text(id), text(explanation)]);
  // An entry that is written in another way would have no explanation on the page.
  const entries = source.match(/^ {4}[A-Z]\w*: "/gm)?.length ?? 0;
  if (found.length < 20 || found.length !== entries) throw new Error(`of ${entries} rules in src/rules.rs, ${found.length} were read`);
  return Object.fromEntries(found);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "www"] = process.argv.slice(2);
  const table = explanations(await readFile(new URL("../src/rules.rs", import.meta.url), "utf8"));
  await writeFile(join(folder, "pkg/rules.js"), `/** Why a rule decides so, by its id. @type {Record<string, string>} */\nexport const RULES = ${JSON.stringify(table, null, 1)};\n`);
}
