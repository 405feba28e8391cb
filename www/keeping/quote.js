/** Writes quotations as plain text to paste elsewhere, with who said them and which article they are from. */

import { namesOfSpeakers, wordsOf } from "../core/model.js";
import { headlineOf } from "./about.js";

/** @import { Annotations, Quotation, Span } from "../core/model.js" */
/** @import { About } from "./about.js" */

/** How many words at each end of a long quotation a link to it names. */
const ENDS = 5;

/** Encodes words for a link to text. @param {string} words */
const encoded = (words) => encodeURIComponent(words).replaceAll("-", "%2D");

/**
 * A link to words of a page: the browser scrolls to them and marks them.
 * @param {string} address
 * @param {string} words
 */
export function linkToWords(address, words) {
  const all = words.replace(/\s+/g, " ").trim().split(" ");
  const directive = all.length > 2 * ENDS + 4 ? `${encoded(all.slice(0, ENDS).join(" "))},${encoded(all.slice(-ENDS).join(" "))}` : encoded(all.join(" "));
  return `${address}${address.includes("#") ? "" : "#"}:~:text=${directive}`;
}

/** Puts words in quotation marks, unless they have some already or are retold. @param {string} words @param {Quotation["kind"]} kind */
function inMarks(words, kind) {
  if (kind === "indirect") return words;
  return /^["“«„]/.test(words) ? words : `“${words}”`;
}

/** Where an article is from: its headline and date. @param {string} text @param {About} about */
const sourceOf = (text, about) => [headlineOf(text, about), about.date && dateOf(about.date)].filter(Boolean).join(", ");

/** Writes an ISO date out in words; any other date stays as it is. @param {string} date */
export const dateOf = (date) => (/^\d{4}-\d\d-\d\d/.test(date) ? new Date(`${date.slice(0, 10)}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : date);

/**
 * One quotation, to be pasted elsewhere.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {Quotation} quotation
 * @param {About} about
 */
export function citation(text, annotations, quotation, about) {
  const words = wordsOf(text, quotation);
  const who = namesOfSpeakers(annotations, quotation) ?? "nobody named";
  const how = [quotation.kind === "indirect" && "retold", quotation.act === "thought" && "reported thought", quotation.denied && "denied"].filter(Boolean).join(", ");
  const first = quotation.content[0];
  const link = about.address ? ` ${linkToWords(about.address, text.slice(first.start, first.end))}` : "";
  return `${inMarks(words, quotation.kind)} — ${who}${how ? ` (${how})` : ""}, ${sourceOf(text, about)}${link}`;
}

/**
 * Words that the reader selected, whoever wrote or said them, with the article that they are from.
 * @param {string} text
 * @param {Span} span
 * @param {About} about
 */
export function passage(text, { start, end }, about) {
  const words = text.slice(start, end).replace(/\s+/g, " ").trim();
  return `${inMarks(words, "direct")} — ${sourceOf(text, about)}${about.address ? ` ${linkToWords(about.address, words)}` : ""}`;
}

/**
 * Several quotations under the article's headline.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {Quotation[]} quotations
 * @param {About} about
 */
export function citations(text, annotations, quotations, about) {
  const head = [sourceOf(text, about), about.byline, about.address].filter(Boolean).join("\n");
  const lines = quotations.map((quotation, index) => {
    const how = [quotation.kind === "indirect" && "retold", quotation.act === "thought" && "reported thought", quotation.denied && "denied"].filter(Boolean).join(", ");
    return `${index + 1}. ${namesOfSpeakers(annotations, quotation) ?? "Nobody named"}: ${inMarks(wordsOf(text, quotation), quotation.kind)}${how ? ` (${how})` : ""}`;
  });
  return `${head}\n\n${lines.join("\n")}\n`;
}
