/**
 * Marks painted with the CSS Custom Highlight API: nothing of the page's tree is touched.
 *
 * The registry of highlights is the page's, shared by all elements (and by other copies of this module):
 * each takes out only the ranges that it put in, and the last one out removes the name. What is called is
 * kept from when this file was loaded, so that a page that changes it later leaves no highlight behind.
 */

import { styleText } from "./looks.js";

/** @import { Mark } from "./marks.js" */
/**
 * @typedef {object} Painted  marks that can be seen
 * @property {(Range | Element)[][]} boxes  for each mark, what its words stand in
 * @property {(marks: Set<number>) => void} emphasise  draws these marks as current, and only these
 * @property {Text[]} aside  nodes taken out of the page for the time being
 */

const { apply } = Reflect;
/** @type {Map<string, Highlight> | undefined} */
const registry = /** @type {any} */ (globalThis.CSS)?.highlights;
const inRegistry = registry && { get: registry.get, set: registry.set, delete: registry.delete };
/** @type {any} */
const HighlightClass = globalThis.Highlight;
const inHighlight = HighlightClass && { add: HighlightClass.prototype.add, delete: HighlightClass.prototype.delete };

/** Over every look, so that the words in question stand out. */
const CURRENT = 3;

/** Whether this browser can. */
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
 * @param {(() => void)[]} undos  gets what takes them out again, before they are in
 */
function put(name, priority, ranges, undos) {
  const into = highlight(name, priority);
  undos.push(() => {
    // By number, here and below: where a page broke what `for … of` stands on, the ranges come out all the same.
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
 * @param {(() => void)[]} undos  gets every step back, as soon as the step is taken
 * @returns {Painted}
 */
export function paintHighlights(marks, ranges, undos) {
  /** @type {(() => void)[]} */
  let emphasised = [];
  const calm = () => {
    for (let i = 0; i < emphasised.length; i += 1) emphasised[i]();
    emphasised = [];
  };
  undos.push(calm);
  marks.forEach((mark, i) => mark.name && put(mark.name, mark.priority, ranges[i], undos));
  return {
    boxes: ranges,
    aside: [],
    emphasise(current) {
      calm();
      for (const i of current) if (marks[i].current) put(marks[i].current, CURRENT, ranges[i], emphasised);
    },
  };
}

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** How many elements want the looks in a document or shadow root. @type {WeakMap<Document | ShadowRoot, number>} */
const wanted = new WeakMap();

/**
 * Brings the looks into a document or shadow root, as a constructed style sheet: that is no change of its
 * tree, and no page's policy forbids it.
 * @param {Document | ShadowRoot} root
 * @param {(() => void)[]} undos  gets what takes them out, unless another element wants them
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

/** Runs a step of tidying up; whatever happens, the next step is taken. @param {() => void} step */
export function attempt(step) {
  try {
    step();
  } catch {
    // The page's doing; there is nobody here to tell.
  }
}
