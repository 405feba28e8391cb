/**
 * What each paragraph is, headline, byline, caption, or what belongs to the page around the article, as the core says;
 * where it knows no headline, or has not read the text yet, that is guessed from the shape of the first lines.
 */

/** @import { Annotations, Paragraph, Span } from "../core/model.js" */
/** @typedef {Paragraph["role"]} Role */

/**
 * The role of each line.
 * @param {string} text
 * @param {Span[]} lines  those that hold anything
 * @param {Annotations} annotations
 * @param {ReadonlySet<string>} [captions]  lines that the page they came from called captions
 * @returns {Role[]}
 */
export function rolesOf(text, lines, { paragraphs }, captions) {
  const roles = paragraphs.length > 0 ? rolesOfCore(lines, paragraphs) : lines.map(() => /** @type {Role} */ ("body"));
  if (!roles.includes("headline")) guessed(text, lines).forEach((role, index) => roles[index] === "body" && (roles[index] = role));
  if (captions?.size) lines.forEach(({ start, end }, index) => captions.has(text.slice(start, end).trim()) && (roles[index] = "caption"));
  return roles;
}

/** @param {Span[]} lines @param {Paragraph[]} paragraphs @returns {Role[]} */
function rolesOfCore(lines, paragraphs) {
  let at = 0;
  return lines.map(({ start, end }) => {
    while (at < paragraphs.length && paragraphs[at].end <= start) at += 1;
    return at < paragraphs.length && paragraphs[at].start < end ? paragraphs[at].role : "body";
  });
}

/**
 * The short lines without a full stop that open an article: the longest of the first two is its headline, the rest byline.
 * @param {string} text
 * @param {Span[]} lines
 * @returns {Role[]}
 */
function guessed(text, lines) {
  /** @type {Role[]} */
  const roles = lines.map(() => "body");
  let last = -1;
  while (last + 1 < Math.min(lines.length - 1, 4)) {
    const { start, end } = lines[last + 1];
    if (end - start > 140 || /[.!:;,…]["'”’)]*\s*$/.test(text.slice(start, end)) || (last >= 0 && /^\s*["“‘]/.test(text.slice(start, end)))) break;
    last += 1;
  }
  if (last < 0) return roles;
  const length = (/** @type {number} */ index) => lines[index].end - lines[index].start;
  const title = last >= 1 && length(1) > length(0) ? 1 : 0;
  for (let index = 0; index <= last; index += 1) roles[index] = index === title ? "headline" : "byline";
  return roles;
}
