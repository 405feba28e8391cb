/** Edits of a text that has marks and corrections: whatever is cut, added or moved, the annotations that are left are valid and can be exported. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { shift } from "../../www/editing/anchors.js";
import { correct, isCorrection, whoOf } from "../../www/editing/corrections.js";
import init, { annotate, exportAs, openDocument } from "../../www/pkg/whosaid.js";
import { anyCorrection, dice, texts } from "./made.mjs";

/** @import { Annotations } from "../../www/core/model.js" */
/** @import { Correction } from "../../www/editing/corrections.js" */

await init({ module_or_path: await readFile(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

/** Makes a random edit: cuts, pastes, moves or doubles a stretch. @param {string} text @param {(below: number) => number} roll */
function edited(text, roll) {
  const start = roll(text.length + 1);
  const end = Math.min(text.length, start + roll(roll(4) === 0 ? 2000 : 40));
  const stretch = text.slice(start, end);
  const rest = text.slice(0, start) + text.slice(end);
  const to = roll(rest.length + 1);
  return [rest, text.slice(0, start) + "“No,” she said. " + text.slice(start), rest.slice(0, to) + stretch + rest.slice(to), text.slice(0, end) + stretch + text.slice(end)][roll(4)];
}

/** Checks that every id in the annotations exists, and that the core can export them in every format. @param {string} text @param {Annotations} annotations @param {string} what */
function holds(text, annotations, what) {
  for (const [id] of annotations.entities.entries()) assert.doesNotThrow(() => whoOf(text, annotations, id), what);
  for (const format of /** @type {const} */ (["json", "html", "csv", "markdown", "web-annotation"])) assert.doesNotThrow(() => exportAs(text, annotations, format), what);
  const again = openDocument(exportAs(text, annotations, "json"));
  assert.deepEqual([again.text, again.annotations.quotations.length, again.annotations.mentions.length], [text, annotations.quotations.length, annotations.mentions.length]);
}

test("marks that are moved along with an edit, and corrections laid over them, hold and can be taken along", () => {
  for (const [i, original] of texts.entries()) {
    for (let round = 0; round < 8; round += 1) {
      const roll = dice(5000 * i + round);
      let text = original;
      let found = annotate(text);
      /** @type {Correction[]} */
      const corrections = [];
      for (let step = 0; step < 12; step += 1) {
        const now = correct(text, found, corrections);
        if (now.mentions.length > 5 && now.quotations.length > 2 && roll(2) === 0) corrections.push(anyCorrection(text, now, roll));
        const next = edited(text, roll);
        found = shift(found, text, next);
        text = next;
        const what = `text ${i}, round ${round}, step ${step}`;
        holds(text, found, what);
        holds(text, correct(text, found, corrections), `${what}: ${JSON.stringify(corrections.map(({ op }) => op))}`);
        if (roll(4) === 0) found = annotate(text);
      }
    }
  }
});

test("what somebody put into the browser's storage by hand is a correction that can be taken along, or none", () => {
  const [text] = texts;
  const found = annotate(text);
  const roll = dice(7);
  const odd = [null, -1, 1e9, 0.5, NaN, "0.5", "", "x", [], {}, [[]], true];
  let taken = 0;
  for (let round = 0; round < 3000; round += 1) {
    // A valid correction, in which one value is replaced by something else.
    const correction = JSON.parse(JSON.stringify({ confidence: 1, ...anyCorrection(text, found, roll) }));
    if (correction.to?.content) Object.assign(correction.to, { confidence: 1, rule: "x" });
    /** @type {[any, string][]} */
    const places = [];
    const gather = (/** @type {any} */ value) => { for (const key of Object.keys(value ?? {})) { places.push([value, key]); if (typeof value[key] === "object") gather(value[key]); } };
    gather(correction);
    for (let n = roll(3); n >= 0; n -= 1) {
      const [owner, key] = places[roll(places.length)];
      owner[key] = odd[roll(odd.length)];
    }
    const stored = JSON.parse(JSON.stringify(correction));
    if (!isCorrection(stored)) continue;
    taken += 1;
    holds(text, correct(text, found, [stored]), JSON.stringify(stored).slice(0, 300));
  }
  assert.ok(taken > 100, `${taken}`);
});
