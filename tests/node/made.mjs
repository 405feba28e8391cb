/** Material for tests of corrections: the sample articles, and random corrections such as a reader might make. */

import { readFile, readdir } from "node:fs/promises";
import { anchor } from "../../www/editing/anchors.js";
import { whoOf } from "../../www/editing/corrections.js";

/** @import { Annotations } from "../../www/core/model.js" */
/** @import { Correction } from "../../www/editing/corrections.js" */

const folder = new URL("../../www/samples/", import.meta.url);
export const texts = await Promise.all((await readdir(folder)).filter((file) => file.endsWith(".txt")).map((file) => readFile(new URL(file, folder), "utf8")));

/** Random numbers that are the same on every run. @param {number} seed */
export function dice(seed) {
  return (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
}

/** A random correction that a reader might make. @param {string} text @param {Annotations} now @param {(below: number) => number} roll @returns {Correction} */
export function anyCorrection(text, now, roll) {
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
    () => ({ op: "quotation", at: content, to: { kind: "mixed", act: "thought", content, cue: null, source: null, speakers: [whoOf(text, now, entity)] } }),
    () => ({ op: "quotation", at: content, to: { kind: "direct", act: "speech", content, cue: null, source: null, speakers: [{ name: "Somebody New", kind: "person", mention: null }] } }),
  ];
  return kinds[roll(kinds.length)]();
}
