/**
 * Annotations sent between page and worker in parts.
 *
 * A book has hundreds of thousands of them, and the browser copies a message in one go on the side
 * that receives it: half a second in which the page would not scroll. In parts it takes a few
 * milliseconds at a time, and what the reader does comes in between.
 */

/** @import { Annotations } from "./model.js" */
/** A part of one of the lists; or what else there is to say. @typedef {{ list: typeof LISTS[number], items: any[] } | { language: Annotations["language"] }} Part */

/** Items in a part. */
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
 * Puts a part back where it belongs.
 * @param {Annotations} annotations
 * @param {Part} part
 */
export function addPart(annotations, part) {
  if ("language" in part) annotations.language = part.language;
  else for (const item of part.items) annotations[part.list].push(item);
}
