/**
 * Says what each paragraph is: headline, byline, caption, body, or a part of the page around the article. The core tells;
 * if it found no headline or has not read the text yet, headline and byline are guessed from the first lines.
 */

/** @import { Annotations, Paragraph, Span } from "../core/model.js" */
/** @typedef {Paragraph["role"]} Role */

/**
 * The role of each line.
 * @param {string} text
 * @param {Span[]} lines  the lines that are not empty
 * @param {Annotations} annotations
 * @param {ReadonlySet<string>} [captions]  lines that were captions on the web page that they came from
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
 * Guesses the roles of short lines without a full stop at the article's beginning: the longer of the first two is the headline, the others the byline.
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
