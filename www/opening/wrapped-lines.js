/**
 * Joins lines to paragraphs in a text whose lines were broken at a page's width, as in text copied out of a PDF.
 *
 * It looks at the whole text first: lines are joined only if most are nearly as long as the longest and stop in the middle
 * of a sentence. Then a paragraph ends at an empty line, and at a line that is clearly shorter than the others,
 * less clearly if it ends a sentence. It misses the end of paragraphs whose last line happens to be full.
 */

/** A text with fewer lines than this is left as it is: too few to tell a width. */
const LINES = 6;
/** The range of widths that columns of print have, in characters. */
const NARROWEST = 30;
const WIDEST = 130;
/** Texts with more characters than this are left as they are: nobody copied them out of columns. */
const LONGEST = 2_000_000;

/** @param {string} text */
export function unwrapped(text) {
  if (text.length > LONGEST) return text;
  const lines = text.split("\n");
  const full = lines.map((line) => line.trim()).filter(Boolean);
  const width = widthOf(full);
  if (width === null) return text;
  /** @type {string[]} */
  const paragraphs = [];
  let current = "";
  const flush = () => {
    if (current) paragraphs.push(current);
    current = "";
  };
  for (const line of lines) {
    const words = line.trim();
    if (!words) {
      flush();
      continue;
    }
    current = current ? joined(current, words) : words;
    const ends = /[.!?:]["'”’)]*$/.test(words);
    if (words.length < width * 0.6 || (ends && words.length < width * 0.8)) flush();
  }
  flush();
  return paragraphs.join("\n\n");
}

/** The width at which the lines were broken, in characters; null if they were not. @param {string[]} lines */
function widthOf(lines) {
  if (lines.length < LINES) return null;
  const lengths = lines.map(({ length }) => length).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)];
  if (width < NARROWEST || width > WIDEST || lengths[lengths.length - 1] > width * 1.4) return null;
  const near = lines.filter(({ length }) => length > width * 0.75).length;
  // Most lines are full, and most full lines stop in the middle of a sentence.
  const open = lines.filter((line) => line.length > width * 0.75 && !/[.!?:]["'”’)]*$/.test(line)).length;
  return near >= lines.length * 0.55 && open >= near * 0.6 ? width : null;
}

/** @param {string} before @param {string} after */
function joined(before, after) {
  // Joins a word that was divided at the line's end. But "Anglo-" before a capital, and numbers, keep their hyphen.
  if (/\p{Ll}[-\u00AD\u2010]$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
  return `${before}${/-$/.test(before) ? "" : " "}${after}`;
}
