/**
 * Cuts annotations into parts, to be sent between the page and the worker.
 *
 * A book has hundreds of thousands of annotations. The receiving side copies a message in one go,
 * which would take half a second in which the page does not scroll. A part takes a few
 * milliseconds, and between two parts the page can answer to clicks and scrolling.
 */

/** @import { Annotations } from "./model.js" */
/** Some items of one list of the annotations, or the text's language. @typedef {{ list: typeof LISTS[number], items: any[] } | { language: Annotations["language"] }} Part */

/** How many items a part holds at most. */
const ITEMS = 2_000;
const LISTS = /** @type {const} */ (["entities", "mentions", "quotations", "paragraphs"]);

/**
 * @param {Annotations} annotations
 * @returns {Part[]}
 */
export function partsOf(annotations) {
  /** @type {Part[]} */
  const parts = [{ language: annotations.language }];
  for (const list of LISTS) {
    for (let at = 0; at < annotations[list].length; at += ITEMS) parts.push({ list, items: annotations[list].slice(at, at + ITEMS) });
  }
  return parts;
}

/** Annotations without anything in them. @returns {Annotations} */
export const nothing = () => ({ mentions: [], entities: [], quotations: [], paragraphs: [], language: "en" });

/**
 * Adds a part that arrived to the annotations.
 * @param {Annotations} annotations
 * @param {Part} part
 */
export function addPart(annotations, part) {
  if ("language" in part) annotations.language = part.language;
  else for (const item of part.items) annotations[part.list].push(item);
}
