/**
 * Paints marks with the CSS Custom Highlight API, which changes nothing in the page's tree.
 *
 * The page has one registry of highlights for all elements (and for other copies of this module). Each
 * element removes only the ranges that it added, and the last one removes the name. The browser's functions
 * are looked up once, when this file is loaded, so that marks can be removed even if the page replaces them later.
 */

import { styleText } from "./looks.js";

/** @import { Mark } from "./marks.js" */
/**
 * @typedef {object} Painted  marks that can be seen
 * @property {(Range | Element)[][]} boxes  for each mark, the ranges or elements that hold its words
 * @property {(marks: Set<number>) => void} emphasise  draws these marks as current, and only these
 * @property {Text[]} aside  text nodes that are out of the page as long as the marks are shown
 */

const { apply } = Reflect;
/** @type {Map<string, Highlight> | undefined} */
const registry = /** @type {any} */ (globalThis.CSS)?.highlights;
const inRegistry = registry && { get: registry.get, set: registry.set, delete: registry.delete };
/** @type {any} */
const HighlightClass = globalThis.Highlight;
const inHighlight = HighlightClass && { add: HighlightClass.prototype.add, delete: HighlightClass.prototype.delete };

/** The priority of the current quotation's highlight: above every other look, so that its words stand out. */
const CURRENT = 3;

/** Whether this browser has highlights, and the page has not replaced them. */
export const canHighlight = () => registry !== undefined && /** @type {any} */ (globalThis.CSS)?.highlights === registry && inHighlight !== undefined;

/** @param {string} name @param {number} priority */
function highlight(name, priority) {
  const found = inRegistry && apply(inRegistry.get, registry, [name]);
  if (found) return found;
  const made = new HighlightClass();
  made.priority = priority;
  if (inRegistry) apply(inRegistry.set, registry, [name, made]);
  return made;
}

/**
 * @param {string} name @param {number} priority @param {Range[]} ranges
 * @param {(() => void)[]} undos  receives the function that removes the ranges, before they are added
 */
function put(name, priority, ranges, undos) {
  const into = highlight(name, priority);
  undos.push(() => {
    // This loop counts with a number, and so does the one below: it works even on a page that broke the iterators that `for … of` needs.
    for (let i = 0; i < ranges.length; i += 1) attempt(() => apply(inHighlight.delete, into, [ranges[i]]));
    attempt(() => {
      if (into.size === 0 && inRegistry && apply(inRegistry.get, registry, [name]) === into) apply(inRegistry.delete, registry, [name]);
    });
  });
  for (const range of ranges) apply(inHighlight.add, into, [range]);
}

/**
 * @param {Mark[]} marks
 * @param {Range[][]} ranges  of each mark
 * @param {(() => void)[]} undos  receives, after each step, the function that undoes it
 * @returns {Painted}
 */
export function paintHighlights(marks, ranges, undos) {
  /** @type {(() => void)[]} */
  let emphasised = [];
  const clear = () => {
    for (let i = 0; i < emphasised.length; i += 1) emphasised[i]();
    emphasised = [];
  };
  undos.push(clear);
  marks.forEach((mark, i) => mark.name && put(mark.name, mark.priority, ranges[i], undos));
  return {
    boxes: ranges,
    aside: [],
    emphasise(current) {
      clear();
      for (const i of current) if (marks[i].current) put(marks[i].current, CURRENT, ranges[i], emphasised);
    },
  };
}

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** How many elements use the style sheet in each document or shadow root. @type {WeakMap<Document | ShadowRoot, number>} */
const wanted = new WeakMap();

/**
 * Adds the looks to a document or shadow root as a constructed style sheet. That doesn't change its
 * tree, and no page's security policy forbids it.
 * @param {Document | ShadowRoot} root
 * @param {(() => void)[]} undos  receives the function that removes the style sheet, unless another element still uses it
 */
export function styleRoot(root, undos) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styleText());
  }
  const looks = sheet;
  wanted.set(root, (wanted.get(root) ?? 0) + 1);
  undos.push(() => {
    const left = (wanted.get(root) ?? 1) - 1;
    wanted.set(root, left);
    if (left === 0) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== looks);
  });
  if (!root.adoptedStyleSheets.includes(looks)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, looks];
}

/** Runs one step of cleaning up, and ignores its errors, so that the next step is taken too. @param {() => void} step */
export function attempt(step) {
  try {
    step();
  } catch {
    // The page caused this error, and nobody here could act on it.
  }
}
