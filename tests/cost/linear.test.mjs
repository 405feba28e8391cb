/**
 * A text twice as long costs at most 2.2 times the instructions, for any kind of text. Instructions are counted by callgrind; no
 * time is measured.
 *
 * Needs valgrind and an optimised build of the command, whose path is in the environment variable WHOSAID. LARGEST is the size of the
 * largest text in bytes; by default it is small, so that the test is quick.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { instructions } from "./instructions.mjs";
import { shapes } from "./shapes.mjs";

const WHOSAID = process.env.WHOSAID ?? "target/train/whosaid";
const LARGEST = Number(process.env.LARGEST ?? 16 << 10);
// The smallest text, in bytes. In shorter ones many words are near the text's ends, so that less is read around them.
const SMALLEST = 8 << 10;

const count = (/** @type {Uint8Array} */ text) => instructions(WHOSAID, ["annotate", "-", "--format", "json"], text);
// The size of a text, in bytes, that measures the cost of the start (loading lists of words above all), which depends on the kind of text.
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
