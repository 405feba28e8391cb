/**
 * Annotating a long text again after a typed letter costs a small part of what its first annotation costs. Instructions are counted by
 * callgrind; no time is measured.
 *
 * Needs valgrind and an optimised build of the example `keystrokes`, whose path is in the environment variable KEYSTROKES.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { instructions } from "./instructions.mjs";
import { shapes } from "./shapes.mjs";

const KEYSTROKES = process.env.KEYSTROKES ?? "target/train/examples/keystrokes";
const SIZE = 64 << 10;
const LETTERS = 6;
/**
 * The share of a full run that a letter may cost; it is 0.0767, and copies of memory count a little more or less with other C libraries. A third of it
 * is the walk that finds whom each mention means, which goes through the whole text after each letter, and keeps only the scores of candidates.
 */
const SHARE = 0.078;

test("a letter typed into a long article", () => {
  const article = shapes.find(({ name }) => name === "an article");
  assert.ok(article);
  const count = (/** @type {Uint8Array} */ text, /** @type {number} */ letters) => instructions(KEYSTROKES, [String(letters)], text);
  const text = article.of(SIZE);
  const once = count(text, 0);
  const full = once - count(Buffer.from("No."), 0);
  const letter = (count(text, LETTERS) - once) / LETTERS;
  assert.ok(letter <= SHARE * full, `${letter} instructions a letter, ${full} for all of it: ${(letter / full).toFixed(3)}`);
});
