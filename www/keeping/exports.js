/**
 * Writes an article in each export format, with what the page knows beyond the core's annotations: headline, date, address,
 * the sentences around each quotation, and what the reader corrected or confirmed.
 *
 * The core writes every format, and this file adds to it; only the HTML export is made by the page alone (html-export.js).
 */

import * as client from "../core/client.js";
import { CONFIRMED, CORRECTED, hull } from "../core/model.js";
import { dateOf, linkToWords } from "./quote.js";
import { headlineOf } from "./about.js";

/** @import { Annotations, Quotation } from "../core/model.js" */
/** @import { About } from "./about.js" */
/** An article to export. `numbers`: the speakers' numbers; `thoughts`: whether reported thoughts are shown. @typedef {{ text: string, annotations: Annotations, about: About, numbers: Map<number, number>, thoughts: boolean }} Article */
/** @typedef {"html" | "markdown" | "csv" | "json" | "web-annotation"} Format */

/** @param {Article} article @param {Format} format @returns {Promise<string>} */
export async function write(article, format) {
  if (format === "html") return (await import("./html-export.js")).htmlPage(article);
  const written = await client.exportAs(article.text, article.annotations, format);
  return { json: withAbout, csv: spreadsheet, markdown: notes, "web-annotation": webAnnotations }[format](written, article);
}

/** Whether the reader corrected or confirmed a quotation, in words; empty for neither. @param {Quotation} quotation */
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

/** The core's JSON document, with headline, date and so on, and for each quotation its context and whether the reader decided on it. @param {string} json @param {Article} article */
function withAbout(json, { text, annotations, about }) {
  const { quotations, ...document } = JSON.parse(json);
  const told = quotations.map((/** @type {object} */ quotation, /** @type {number} */ index) => ({ ...quotation, context: contextOf(text, annotations.quotations[index]), byHand: byHand(annotations.quotations[index]) || null }));
  const { whosaid, offsets, ...rest } = document;
  return `${JSON.stringify({ whosaid, offsets, about: { ...about, headline: headlineOf(text, about) }, ...rest, quotations: told }, null, 2)}\n`;
}

/** The columns that the page adds to the core's. */
const COLUMNS = ["context", "by_hand", "offsets", "headline", "date", "address", "link"];

/** The core's CSV, with the page's columns added to each row. @param {string} csv @param {Article} article */
function spreadsheet(csv, { text, annotations, about }) {
  const [head, ...rows] = csv.split("\r\n").slice(0, -1);
  const more = annotations.quotations.map((quotation) => {
    const [first] = quotation.content;
    const link = about.address ? linkToWords(about.address, text.slice(first.start, first.end)) : "";
    return [contextOf(text, quotation), byHand(quotation), "utf16", headlineOf(text, about), about.date ?? "", about.address ?? "", link];
  });
  // The core writes no line breaks inside cells, so each line is a row.
  return `${[[head, ...COLUMNS].join(","), ...rows.map((row, i) => [row, ...more[i].map(cell)].join(","))].join("\r\n")}\r\n`;
}

/** The beginning of a cell that a spreadsheet takes for a formula, even after invisible characters that it ignores. */
const FORMULA = /^[\s\p{Cc}\u00AD\u200B-\u200F\u2060\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Writes words as one cell of CSV. They can neither end the cell nor act as a formula. @param {string} words */
function cell(words) {
  const shown = FORMULA.test(words) ? `'${words}` : words;
  return /[,;"\r\n\t']/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** The core's Markdown notes, with the article's headline, how the text introduces each speaker, and which quotations the reader decided on. @param {string} markdown @param {Article} article */
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

/** The core's Web Annotations, pointing at the page that the article came from, with its headline and date, and which quotations the reader decided on. @param {string} json @param {Article} article */
function webAnnotations(json, { text, annotations, about }) {
  const { "@context": [model, terms], ...collection } = JSON.parse(json);
  const named = { headline: "https://schema.org/headline", byline: "https://schema.org/creditText", date: "https://schema.org/datePublished", address: "https://schema.org/url", offsets: "urn:x-whosaid:offsets" };
  // The core doesn't know the article's address and invents one from its text; the real one replaces it.
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

/** Puts words on one line and escapes them, so that Markdown shows them as they are. @param {string} words */
function escaped(words) {
  return words
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}]/gu, "\uFFFD")
    .replace(/[\\`*_[\]<>&|~#$@]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/(www)\./gi, "$1\\.");
}

