/**
 * An article in the formats that people and other programs read, with what is known of it beside its words: headline,
 * date, address, the sentence around each quotation, and what the reader decided by hand.
 *
 * Notes, spreadsheet and web page are written here, as the page shows them; documents and Web Annotations by the core.
 */

import * as client from "../core/client.js";
import { CONFIRMED, CORRECTED, hull } from "../core/model.js";
import { sharesOf } from "../reading/shares.js";
import { dateOf, linkToWords, wordsOf } from "./quote.js";
import { headlineOf } from "./about.js";

/** @import { Annotations, Quotation } from "../core/model.js" */
/** @import { About } from "./about.js" */
/** `thoughts`: reported thoughts are shown too. @typedef {{ text: string, annotations: Annotations, about: About, numbers: Map<number, number>, thoughts: boolean }} Article */
/** @typedef {"html" | "markdown" | "csv" | "json" | "web-annotation"} Format */

/** @param {Article} article @param {Format} format @returns {Promise<string>} */
export async function write(article, format) {
  if (format === "csv") return spreadsheet(article);
  if (format === "markdown") return notes(article);
  if (format === "html") return (await import("./html-export.js")).htmlPage(article);
  const written = await client.exportAs(article.text, article.annotations, format);
  return format === "json" ? withAbout(written, article) : written;
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

const COLUMNS = ["number", "speaker", "kind", "act", "denied", "quotation", "context", "cue", "source", "confidence", "by hand", "rule", "start", "end", "offsets", "headline", "date", "address", "link"];

/** A row for each quotation, after RFC 4180, with the mark that Excel wants. @param {Article} article */
function spreadsheet({ text, annotations, about }) {
  const rows = annotations.quotations.map((quotation, index) => {
    const { start, end } = hull(quotation);
    const part = (/** @type {{ start: number, end: number } | null} */ span) => (span ? text.slice(span.start, span.end).replace(/\s+/g, " ") : "");
    const first = quotation.content[0];
    return [
      String(index + 1), quotation.speakers.map((id) => annotations.entities[id].name).join("; "), quotation.kind, quotation.act, quotation.denied ? "denied" : "",
      wordsOf(text, quotation), contextOf(text, quotation), part(quotation.cue), part(quotation.source), String(Math.round(quotation.confidence * 1000) / 1000), byHand(quotation),
      [quotation.rule, quotation.speakerRule].filter(Boolean).join("; "), String(start), String(end), "utf16", headlineOf(text, about), about.date ?? "", about.address ?? "",
      about.address ? linkToWords(about.address, text.slice(first.start, first.end)) : "",
    ].map(cell).join(",");
  });
  return `\uFEFF${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

/** What spreadsheets take for a formula, when a cell begins so: also after signs that they drop. */
const FORMULA = /^[\s\p{Cc}\u00AD\u200B-\u200F\u2060\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** Words as a cell: nothing in them ends it, and it is no formula. @param {string} words */
function cell(words) {
  const shown = FORMULA.test(words) ? `'${words}` : words;
  return /[,;"\r\n\t']/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** Notes in Markdown: who said what, by speaker. @param {Article} article */
function notes({ text, annotations, about }) {
  const lines = [`# ${escaped(headlineOf(text, about))}`, ""];
  const source = [about.byline, about.date && dateOf(about.date)].filter(Boolean).join(", ");
  if (source) lines.push(escaped(source), "");
  if (about.address) lines.push(`<${encodeURI(decodeURI(about.address)).replace(/[<>]/g, "")}>`, "");
  const { parts } = sharesOf(text, annotations, true);
  if (parts.length === 0) lines.push("No quotation was found.", "");
  for (const { name, speaker, quotations } of parts) {
    const description = speaker === null ? undefined : annotations.entities[speaker].description;
    lines.push(`## ${escaped(name)}`, "", ...(description ? [escaped(description), ""] : []));
    for (const index of quotations) {
      const quotation = annotations.quotations[index];
      const how = [quotation.kind, quotation.act === "thought" && "thought", quotation.denied && "denied", byHand(quotation) || `${Math.round(quotation.confidence * 100)}% sure`].filter(Boolean).join(", ");
      lines.push(`- **${index + 1}.** ${escaped(wordsOf(text, quotation))} (${how})`);
    }
    lines.push("");
  }
  return lines.join("\n");
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

