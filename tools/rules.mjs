/**
 * Copies the explanations of the rules from src/rules.rs for the page: `node tools/rules.mjs FOLDER` writes
 * FOLDER/pkg/rules.js, with a sentence for the id of each rule.
 */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Matches an entry of the table: a variant, then its id, an example and the explanation as Rust strings. */
const ENTRY = /^ {4}[A-Z]\w*: ("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*");/gm;

/** The text of a string literal in Rust. It is read as JSON, after lines that a backslash continues are joined. @param {string} literal */
const text = (literal) => /** @type {string} */ (JSON.parse(literal.replace(/\\\n\s*/g, "")));

/** @param {string} source */
export function explanations(source) {
  const found = [...source.matchAll(ENTRY)].map(([, id, , explanation]) => [text(id), text(explanation)]);
  // An entry that `ENTRY` doesn't match would have no explanation on the page, so the entries are counted in a second way.
  const entries = source.match(/^ {4}[A-Z]\w*: "/gm)?.length ?? 0;
  if (found.length < 20 || found.length !== entries) throw new Error(`of ${entries} rules in src/rules.rs, ${found.length} were read`);
  return Object.fromEntries(found);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "www"] = process.argv.slice(2);
  const table = explanations(await readFile(new URL("../src/rules.rs", import.meta.url), "utf8"));
  await writeFile(join(folder, "pkg/rules.js"), `/** For the id of each rule, a sentence that says why it decides so. @type {Record<string, string>} */\nexport const RULES = ${JSON.stringify(table, null, 1)};\n`);
}
