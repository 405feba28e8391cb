/** A document opened again: what it says otherwise than the core becomes corrections, exactly. */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { anchor } from "../../www/anchors.js";
import { correct, whoOf } from "../../www/corrections.js";
import { differences } from "../../www/differences.js";
import init, { annotate } from "../../www/pkg/whosaid.js";

/** @import { Annotations } from "../../www/model.js" */
/** @import { Correction } from "../../www/corrections.js" */

await init({ module_or_path: await readFile(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });
const folder = new URL("../../www/samples/", import.meta.url);
const texts = await Promise.all((await readdir(folder)).filter((file) => file.endsWith(".txt")).map((file) => readFile(new URL(file, folder), "utf8")));

/** Numbers that are the same every time. @param {number} seed */
function dice(seed) {
  return (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
}

/** Something that a reader might put right. @param {string} text @param {Annotations} now @param {(below: number) => number} roll @returns {Correction} */
function anyCorrection(text, now, roll) {
  const entity = roll(now.entities.length);
  const mention = roll(now.mentions.length);
  const quotation = now.quotations[roll(now.quotations.length)];
  const content = quotation.content.map((span) => anchor(text, span));
  /** @type {(() => Correction)[]} */
  const kinds = [
    () => ({ op: "entity", of: whoOf(text, now, entity), to: { name: `Name ${roll(1000)}`, kind: "organization" } }),
    () => ({ op: "merge", of: whoOf(text, now, entity), into: whoOf(text, now, roll(now.entities.length)) }),
    () => ({ op: "mention", at: anchor(text, now.mentions[mention]), to: null }),
    () => ({ op: "mention", at: anchor(text, now.mentions[mention]), to: { name: now.entities[now.mentions[mention].entity].name, kind: "person", mention: null, fresh: true } }),
    () => ({ op: "quotation", at: content, to: null }),
    () => ({ op: "quotation", at: content, to: { kind: "mixed", act: "thought", content, cue: null, source: null, speaker: whoOf(text, now, entity) } }),
    () => ({ op: "quotation", at: content, to: { kind: "direct", act: "speech", content, cue: null, source: null, speaker: { name: "Somebody New", kind: "person", mention: null } } }),
  ];
  return kinds[roll(kinds.length)]();
}

/** In one order, as far as the data leaves it open. @param {string} text @param {Annotations} annotations */
function plain(text, { mentions, entities, quotations }) {
  const who = (/** @type {number | null} */ id) => (id === null ? null : [entities[id].name, entities[id].kind, entities[id].mentions.map((m) => [mentions[m].start, mentions[m].end])]);
  return {
    mentions: mentions.map(({ start, end, form, kind, entity }) => [start, end, text.slice(start, end), form, kind, who(entity)]).sort(),
    quotations: quotations.map(({ speaker, content, cue, source, ...rest }) => ({ ...rest, content, cue, source, speaker: who(speaker) })).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
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
