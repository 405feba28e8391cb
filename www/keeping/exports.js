/**
 * An article in the formats that people and other programs read, with what is known of it beside its words: headline,
 * date, address, the sentence around each quotation, and what the reader decided by hand.
 *
 * The core writes them, and the page adds what it alone knows; the web page is the page's own view (html-export.js).
 */

import * as client from "../core/client.js";
import { CONFIRMED, CORRECTED, hull } from "../core/model.js";
import { dateOf, linkToWords } from "./quote.js";
import { headlineOf } from "./about.js";

/** @import { Annotations, Quotation } from "../core/model.js" */
/** @import { About } from "./about.js" */
/** `thoughts`: reported thoughts are shown too. @typedef {{ text: string, annotations: Annotations, about: About, numbers: Map<number, number>, thoughts: boolean }} Article */
/** @typedef {"html" | "markdown" | "csv" | "json" | "web-annotation"} Format */

/** @param {Article} article @param {Format} format @returns {Promise<string>} */
export async function write(article, format) {
  if (format === "html") return (await import("./html-export.js")).htmlPage(article);
  const written = await client.exportAs(article.text, article.annotations, format);
  return { json: withAbout, csv: spreadsheet, markdown: notes, "web-annotation": webAnnotations }[format](written, article);
}

/** What the reader decided about a quotation. @param {Quotation} quotation */
export const byHand = ({ rule }) => (rule === CORRECTED ? "corrected by hand" : rule === CONFIRMED ? "confirmed by hand" : "");

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences around a quotation, as far as its paragraph goes. @param {string} text @param {Quotation} quotation */
export function contextOf(text, quotation) {
  const { start, end } = hull(quotation);
  const from = text.lastIndexOf("\n", start) + 1;
  const to = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end);
  const around = [quotation.source, quotation.cue].filter((span) => span !== null && span.start >= from && span.end <= to);
  const first = Math.min(start, ...around.map((span) => /** @type {{ start: number }} */ (span).start));
  const last = Math.max(end, ...around.map((span) => /** @type {{ end: number }} */ (span).end));
  let context = "";
  for (const { segment, index } of sentences.segment(text.slice(from, to))) {
    if (from + index < last && from + index + segment.length > first) context += segment;
  }
  return context.replace(/\s+/g, " ").trim();
}

/** A document that says what it is about, and of each quotation how it stands. @param {string} json @param {Article} article */
function withAbout(json, { text, annotations, about }) {
  const { quotations, ...document } = JSON.parse(json);
  const told = quotations.map((/** @type {object} */ quotation, /** @type {number} */ index) => ({ ...quotation, context: contextOf(text, annotations.quotations[index]), byHand: byHand(annotations.quotations[index]) || null }));
  const { whosaid, offsets, ...rest } = document;
  return `${JSON.stringify({ whosaid, offsets, about: { ...about, headline: headlineOf(text, about) }, ...rest, quotations: told }, null, 2)}\n`;
}

/** What the page knows beyond the core's columns. */
const COLUMNS = ["context", "by_hand", "offsets", "headline", "date", "address", "link"];

/** The core's rows, with what the page knows of each. @param {string} csv @param {Article} article */
function spreadsheet(csv, { text, annotations, about }) {
  const [head, ...rows] = csv.split("\r\n").slice(0, -1);
  const more = annotations.quotations.map((quotation) => {
    const [first] = quotation.content;
    const link = about.address ? linkToWords(about.address, text.slice(first.start, first.end)) : "";
    return [contextOf(text, quotation), byHand(quotation), "utf16", headlineOf(text, about), about.date ?? "", about.address ?? "", link];
  });
  // No cell of the core's holds a line break, so that a line is a row.
  return `${[[head, ...COLUMNS].join(","), ...rows.map((row, i) => [row, ...more[i].map(cell)].join(","))].join("\r\n")}\r\n`;
}

/** What spreadsheets take for a formula, when a cell begins so: also after signs that they drop. */
const FORMULA = /^[\s\p{Cc}\u00AD\u200B-\u200F\u2060\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Words as a cell: nothing in them ends it, and it is no formula. @param {string} words */
function cell(words) {
  const shown = FORMULA.test(words) ? `'${words}` : words;
  return /[,;"\r\n\t']/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** The core's notes, under the article's headline, with how each speaker is introduced and what was decided by hand. @param {string} markdown @param {Article} article */
function notes(markdown, { text, annotations, about }) {
  const introduced = new Map(annotations.entities.map(({ name, description }) => [`## ${escaped(name)}`, description]));
  const source = [about.byline, about.date && dateOf(about.date)].filter(Boolean).join(", ");
  const head = [`# ${escaped(headlineOf(text, about))}`, source && escaped(source), about.address && `<${encodeURI(decodeURI(about.address)).replace(/[<>]/g, "")}>`].filter(Boolean);
  const lines = markdown.split("\n").slice(1).map((line) => {
    const description = introduced.get(line);
    if (description) return `${line}\n\n${escaped(description)}`;
    const [, number] = line.match(/^- \*\*(\d+)\.\*\* /) ?? [];
    const decided = number ? byHand(annotations.quotations[Number(number) - 1]) : "";
    return decided ? line.replace(/, \d+% sure\)$/, `, ${decided})`) : line;
  });
  return [head.join("\n\n"), ...lines].join("\n");
}

/** The core's Web Annotations, of the page that the article is from, with its headline and date and what was decided by hand. @param {string} json @param {Article} article */
function webAnnotations(json, { text, annotations, about }) {
  const { "@context": [model, terms], ...collection } = JSON.parse(json);
  const named = { headline: "https://schema.org/headline", byline: "https://schema.org/creditText", date: "https://schema.org/datePublished", address: "https://schema.org/url", offsets: "urn:x-whosaid:offsets" };
  // The core gives a text without an address one made of its words.
  const inPlace = (/** @type {any} */ place) => (about.address && place.type === "SpecificResource" ? { ...place, source: about.address } : place);
  const said = (/** @type {string} */ role, /** @type {string} */ purpose, /** @type {string} */ value) => ({ role, purpose, type: "TextualBody", format: "text/plain", value });
  const items = collection.first.items.map((/** @type {any} */ item, /** @type {number} */ index) => {
    const quotation = annotations.quotations[index];
    const more = [said("context", "describing", contextOf(text, quotation)), ...(byHand(quotation) ? [said("by-hand", "assessing", byHand(quotation))] : [])];
    return { ...item, body: [...item.body.map(inPlace), ...more], target: item.target.map(inPlace) };
  });
  const { captions, ...known } = { ...about, headline: headlineOf(text, about) };
  return `${JSON.stringify({ "@context": [model, { ...terms, ...named }], ...collection, ...known, offsets: "chars", first: { ...collection.first, items } }, null, 2)}\n`;
}

/** Words on one line, such that a reader of Markdown shows just them. @param {string} words */
function escaped(words) {
  return words
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}]/gu, "\uFFFD")
    .replace(/[\\`*_[\]<>&|~#$@]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/(www)\./gi, "$1\\.");
}

