/**
 * Makes the articles for the benchmark: copies of the page's own samples with new family names in each, so that no text is
 * read twice and a long document has as many people as a real one. Every run makes the same articles.
 */

import { readdirSync, readFileSync } from "node:fs";

const SAMPLES = new URL("../../www/samples/", import.meta.url);
const ARTICLE = 4096; // Characters, about 700 words.

/** Syllables that new family names are made of. */
const ONSETS = ["B", "Br", "D", "Dr", "F", "G", "H", "K", "Kr", "L", "M", "N", "P", "R", "S", "Sk", "T", "Tr", "V", "W"];
const MIDDLES = ["a", "e", "i", "o", "u", "ai", "ei", "oa"];
const ENDS = ["bern", "dal", "ford", "gar", "kov", "lin", "mann", "nou", "quist", "rez", "sen", "tani", "vell", "wick"];

/** A number generator with a fixed seed (Marsaglia's xorshift). @param {number} seed */
const random = (seed) => (/** @type {number} */ below) => {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % below;
};

/** @param {number} [size] bytes of many articles @returns {{ article: string, many: string[], one: string }} */
export function articles(size = 1 << 20) {
  const samples = readdirSync(SAMPLES).filter((name) => name.endsWith(".txt")).sort()
    .map((name) => readFileSync(new URL(name, SAMPLES), "utf8").trim());
  const title = /\b(?:Mr|Ms|Mrs|Dr) (\p{Lu}\p{Ll}+)/gu;
  const families = [...new Set(samples.flatMap((sample) => [...sample.matchAll(title)].map((match) => match[1])))];
  const known = new RegExp(`\\b(?:${families.join("|")})\\b`, "gu");
  const next = random(20_240_229);
  const pick = (/** @type {string[]} */ list) => list[next(list.length)];
  let at = 0;
  const article = () => {
    const renamed = new Map(families.map((name) => [name, pick(ONSETS) + pick(MIDDLES) + pick(ENDS)]));
    let text = "";
    while (text.length < ARTICLE) text += `${text && "\n\n"}${samples[at++ % samples.length]}`;
    const end = text.lastIndexOf("\n\n", ARTICLE);
    return text.slice(0, end).replace(known, (name) => renamed.get(name) ?? name);
  };
  const many = [];
  for (let bytes = 0; bytes < size; bytes += Buffer.byteLength(many[many.length - 1])) many.push(article());
  return { article: many[0], many, one: many.join("\n\n") };
}
