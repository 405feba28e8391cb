/**
 * Counts who speaks, and how much: the figures in the list of speakers.
 *
 * A word counts once, for the innermost quotation that holds it. Guesses (quotations that are more likely wrong than
 * right) don't count, and speakers who have only guesses are listed apart.
 */

import { UNSURE_BELOW, countWords, hull, isShown } from "../core/model.js";

/** @import { Annotations, Quotation, QuotationKind, Span } from "../core/model.js" */

/**
 * One line of the list of speakers: a speaker and their quotations.
 * @typedef {object} Part
 * @property {number | null} speaker  the entity; null for quotations where nobody is named
 * @property {string} name
 * @property {number[]} quotations  indices, in text order
 * @property {number} words  how many words are quoted, without those of guesses
 * @property {number} share  of all words quoted or retold, 0 to 1
 * @property {boolean} guessed  whether all of this speaker's quotations are guesses
 * @property {Record<QuotationKind, number>} kinds
 */

/** @param {Quotation} quotation */
const isGuess = ({ confidence }) => confidence < UNSURE_BELOW;

/**
 * The speakers: first those with the most words, then those who have only guesses, last the quotations where nobody is named.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {boolean} thoughts  whether reported thoughts count too
 * @returns {{ parts: Part[], total: number }}  `total`: how many words are quoted or retold in all
 */
export function sharesOf(text, annotations, thoughts) {
  const counted = annotations.quotations.flatMap((quotation, index) => (isShown(quotation, thoughts) && !isGuess(quotation) ? [index] : []));
  const words = ownWords(text, annotations, counted);
  /** @type {Map<number | null, Part>} */
  const parts = new Map();
  let total = 0;
  annotations.quotations.forEach((quotation, index) => {
    if (!isShown(quotation, thoughts)) return;
    for (const speaker of quotation.speakers.length > 0 ? quotation.speakers : [null]) {
      let part = parts.get(speaker);
      if (!part) {
        const name = speaker === null ? "Nobody named" : annotations.entities[speaker].name;
        part = { speaker, name, quotations: [], words: 0, share: 0, guessed: true, kinds: { direct: 0, mixed: 0, indirect: 0 } };
        parts.set(speaker, part);
      }
      part.quotations.push(index);
      part.words += words.get(index) ?? 0;
      part.guessed &&= isGuess(quotation);
      part.kinds[quotation.kind] += 1;
    }
    total += words.get(index) ?? 0;
  });
  const cast = [...parts.values()];
  for (const part of cast) part.share = total ? part.words / total : 0;
  /** @param {Part} part */
  const rank = ({ speaker, guessed }) => (speaker === null ? 2 : Number(guessed));
  return { parts: cast.sort((a, b) => rank(a) - rank(b) || b.words - a.words), total };
}

/**
 * How many words each quotation has, without those of other quotations inside it.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {number[]} indices  the quotations to count, sorted by where they begin
 * @returns {Map<number, number>}
 */
function ownWords(text, { quotations }, indices) {
  /** @type {Map<number, number>} */
  const words = new Map();
  indices.forEach((index, at) => {
    const { end } = hull(quotations[index]);
    /** @type {Span[]} */
    const inner = [];
    for (let next = at + 1; next < indices.length && quotations[indices[next]].content[0].start < end; next += 1) inner.push(...quotations[indices[next]].content);
    words.set(index, quotations[index].content.reduce((sum, span) => sum + wordsWithout(text, span, inner), 0));
  });
  return words;
}

/** @param {string} text @param {Span} span @param {Span[]} holes */
function wordsWithout(text, { start, end }, holes) {
  let count = 0;
  let at = start;
  for (const hole of holes.toSorted((a, b) => a.start - b.start)) {
    if (hole.end <= at || hole.start >= end) continue;
    if (hole.start > at) count += countWords(text.slice(at, hole.start));
    at = Math.max(at, Math.min(hole.end, end));
  }
  return at < end ? count + countWords(text.slice(at, end)) : count;
}
