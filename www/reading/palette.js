/**
 * Gives each speaker a number and an ink (a colour). The colours themselves are in styles/palette.css.
 *
 * Six inks can be told apart by everybody, colour-blind or not; from the seventh speaker on all are grey. The
 * number, drawn at every quotation and in the list, tells speakers apart in any case. Those who say most get the
 * lowest numbers, so that they have inks of their own. A name keeps its number for as long as it
 * speaks, so that typing doesn't change the colours.
 */

/** @import { Annotations } from "../core/model.js" */

/** How many inks there are. */
export const INKS = 6;

/** A number for each name, kept for as long as one article is open. @typedef {Map<string, number>} Numbers */

/**
 * The number of every speaker, by entity. In `numbers`, those who still speak keep theirs, those who don't
 * (half-typed names, for instance) are removed, and new speakers get the lowest free numbers.
 * @param {Annotations} annotations
 * @param {Numbers} numbers
 * @param {Iterable<number | null>} [first]  speakers to be numbered before the others
 * @returns {Map<number, number>}
 */
export function numberSpeakers(annotations, numbers, first = []) {
  /** @type {Map<number, string>} */
  const names = new Map();
  for (const speaker of [...first, ...annotations.quotations.flatMap(({ speakers }) => speakers)]) {
    if (speaker !== null && !names.has(speaker)) names.set(speaker, annotations.entities[speaker].name);
  }
  const speaking = new Set(names.values());
  for (const name of numbers.keys()) if (!speaking.has(name)) numbers.delete(name);
  const taken = new Set(numbers.values());
  let free = 1;
  for (const name of speaking) {
    if (numbers.has(name)) continue;
    while (taken.has(free)) free += 1;
    numbers.set(name, free);
    taken.add(free);
  }
  return new Map([...names].map(([speaker, name]) => [speaker, /** @type {number} */ (numbers.get(name))]));
}

/**
 * The ink for a speaker's number: 1 to INKS, or 0, which is grey, for higher numbers and where nobody is named.
 * @param {number | undefined} number
 */
export const inkOf = (number) => (number === undefined || number > INKS ? 0 : number);
