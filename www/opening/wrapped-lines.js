/**
 * Lines that a page's width has broken, as in text that is copied out of a PDF, put together to paragraphs.
 *
 * It looks at the whole first: only where most lines are nearly as long as the longest, and few are empty, does a line
 * end mean nothing. Then a paragraph ends at an empty line, and where a line that ends a sentence is clearly shorter
 * than the others. It gets wrong: paragraphs whose last line happens to be full.
 */

/** Fewer lines than this tell nothing about a width. */
const LINES = 6;
/** Columns of print are about so wide, in characters. */
const NARROWEST = 30;
const WIDEST = 130;
/** Longer texts than this weren't set in columns by hand; they are left as they are. */
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

/** How wide the lines are set, or null where they aren't. @param {string[]} lines */
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
  // A word that was divided; but "Anglo-" before a capital, and dates, keep their hyphen.
  if (/\p{Ll}[-\u00AD\u2010]$/u.test(before) && /^\p{Ll}/u.test(after)) return before.slice(0, -1) + after;
  return `${before}${/-$/.test(before) ? "" : " "}${after}`;
}
