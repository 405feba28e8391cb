/**
 * Twice the text costs at most 2.2 times the instructions, for any kind of text. Counted by callgrind, not timed.
 *
 * Needs valgrind and an optimised build, `WHOSAID`. `LARGEST` is the size of the largest text in bytes; by default small,
 * so that the test is quick.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { instructions } from "./instructions.mjs";
import { shapes } from "./shapes.mjs";

const WHOSAID = process.env.WHOSAID ?? "target/train/whosaid";
const LARGEST = Number(process.env.LARGEST ?? 16 << 10);
// Below this, what is read around each word is cut short by the text's ends, and more so the shorter the text.
const SMALLEST = 8 << 10;

const count = (/** @type {Uint8Array} */ text) => instructions(WHOSAID, ["annotate", "-", "--format", "json"], text);
// What is set up once, lists of words above all, is not the same for each kind of text: a little of it has set up the same.
const LITTLE = 256;

for (const { name, of } of shapes) {
  test(name, () => {
    const once = count(of(LITTLE));
    /** @type {number[]} */
    const counts = [];
    for (let size = SMALLEST; size <= LARGEST; size *= 2) counts.push(count(of(size)) - once);
    const ratios = counts.slice(1).map((count, i) => count / counts[i]);
    assert.ok(ratios.every((ratio) => ratio <= 2.2), `instructions ${counts}: each doubling ${ratios.map((r) => r.toFixed(2))} times the last`);
  });
}
