/** When a document is opened again, its differences from what the core finds become corrections that give exactly the document's annotations. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { correct } from "../../www/editing/corrections.js";
import { differences } from "../../www/editing/differences.js";
import init, { annotate } from "../../www/pkg/whosaid.js";
import { anyCorrection, dice, texts } from "./made.mjs";

/** @import { Annotations } from "../../www/core/model.js" */
/** @import { Correction } from "../../www/editing/corrections.js" */

await init({ module_or_path: await readFile(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

/** Annotations in a form to compare, without ids, and in a fixed order where the order means nothing. @param {string} text @param {Annotations} annotations */
function plain(text, { mentions, entities, quotations }) {
  const who = (/** @type {number | null} */ id) => (id === null ? null : [entities[id].name, entities[id].kind, entities[id].mentions.map((m) => [mentions[m].start, mentions[m].end])]);
  return {
    mentions: mentions.map(({ start, end, form, kind, entity }) => [start, end, text.slice(start, end), form, kind, who(entity)]).sort(),
    quotations: quotations.map(({ speakers, content, cue, source, ...rest }) => ({ ...rest, content, cue, source, speakers: speakers.map(who) })).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  };
}

test("a reading laid over another becomes it, whatever was put right", () => {
  for (const [i, text] of texts.entries()) {
    const found = annotate(text);
    assert.deepEqual(differences(text, found, found), []);
    for (let round = 0; round < 12; round += 1) {
      const roll = dice(1000 * i + round);
      /** @type {Correction[]} */
      const made = [];
      let wanted = found;
      for (let n = 1 + roll(6); n > 0 && wanted.mentions.length > 5 && wanted.quotations.length > 2; n -= 1) {
        made.push(anyCorrection(text, wanted, roll));
        wanted = correct(text, found, made);
      }
      assert.deepEqual(plain(text, correct(text, found, differences(text, found, wanted))), plain(text, wanted), JSON.stringify(made));
    }
  }
});
