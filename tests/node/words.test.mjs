/** The words of a quotation on one line have `…` where the text interrupts them, but not between paragraphs. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { wordsOf } from "../../www/core/model.js";

test("the words of a quotation on one line", () => {
  const text = "“The road is closed.\n\n“It will stay closed,” Ana Ruiz said, “until the walls\nare mended.”";
  const span = (/** @type {string} */ words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const content = [span("“The road is closed."), span("“It will stay closed,”"), span("“until the walls\nare mended.”")];
  assert.equal(wordsOf(text, { content }), "“The road is closed. “It will stay closed,” … “until the walls are mended.”");
});
