/**
 * Which speaker has which colour. The colours themselves are in styles/palette.css.
 *
 * Eight inks can be told apart, so the ninth speaker has the first ink again; each speaker's number,
 * drawn at every quotation and in the cast, is what tells for certain. Numbers go by first
 * appearance, and stay with a name while the article stays open: typing must not repaint the page.
 */

/** @import { Annotations } from "./model.js" */

/** How many inks there are. */
export const INKS = 8;

/** A number for each name, kept for as long as one article is open. @typedef {Map<string, number>} Numbers */

/**
 * The number of every speaker, by entity; `numbers` learns the new names.
 * @param {Annotations} annotations
 * @param {Numbers} numbers
 * @returns {Map<number, number>}
 */
export function numberSpeakers(annotations, numbers) {
  /** @type {Map<number, number>} */
  const bySpeaker = new Map();
  for (const { speaker } of annotations.quotations) {
    if (speaker === null || bySpeaker.has(speaker)) continue;
    const { name } = annotations.entities[speaker];
    const number = numbers.get(name) ?? Math.max(0, ...numbers.values()) + 1;
    numbers.set(name, number);
    bySpeaker.set(speaker, number);
  }
  return bySpeaker;
}

/**
 * The ink of a speaker's number: 1 to INKS, or 0 for nobody.
 * @param {number | undefined} number
 */
export const inkOf = (number) => (number === undefined ? 0 : ((number - 1) % INKS) + 1);
