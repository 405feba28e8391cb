/**
 * Writes an article as one HTML file that looks as on the page: with the same marks, colours, numbers, legend and style
 * sheets, but no scripts. Nobody vouches for the article's text, so everything taken from it is escaped, and the file's
 * Content-Security-Policy allows nothing but its own style.
 */

import { isShown, namesOfSpeakers } from "../core/model.js";
import { layersOf, paragraphsOf, piecesOf, withLayers } from "../reading/layers.js";
import { firstHeard, tagOf } from "../reading/mark-elements.js";
import { inkOf, numberSpeakers } from "../reading/palette.js";
import { rolesOf } from "../reading/roles.js";
import { sharesOf } from "../reading/shares.js";
import { counted, manner, percent, surenessOf } from "../reading/words.js";
import { dateOf } from "./quote.js";
import { headlineOf } from "./about.js";

/** @import { Layer, Piece } from "../reading/layers.js" */
/** @import { Article } from "./exports.js" */

const STYLES = ["palette.css", "article.css", "export.css"];

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes text, for content and for quoted attributes. @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]).replace(/[^\P{Cc}\n\t]/gu, "\uFFFD");

/** @param {Article} article @returns {Promise<string>} */
export async function htmlPage(article) {
  const { text, annotations, about } = article;
  const numbers = article.numbers.size > 0 ? article.numbers : numberSpeakers(annotations, new Map());
  const style = (await Promise.all(STYLES.map(async (file) => (await fetch(new URL(`styles/${file}`, document.baseURI))).text()))).join("\n");
  const headline = headlineOf(text, about);
  const source = [about.byline, about.date && dateOf(about.date)].filter(Boolean).join(", ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(headline)}: who said what</title>
<style>
${style.replaceAll("</", "<\\/")}
</style>
</head>
<body>
<main>
<aside aria-label="Who speaks">
<h2>Who speaks</h2>
${speakers({ ...article, numbers })}
<p class="legend"><span class="quotation direct" data-ink="1">word for word</span> <span class="quotation indirect" data-ink="1">retold</span> <span class="name">a name</span> <span>1 the speaker’s number, ? unsure</span></p>
</aside>
<article id="article">
${source || about.address ? `<p class="from">${escaped(source)}${about.address ? ` ${escaped(about.address)}` : ""}</p>` : ""}
${paragraphs({ ...article, numbers })}
</article>
</main>
<footer><p>Quotations and speakers were found by a program, Whosaid, which can be wrong, and where it says so put right by a reader: check against the text before you rely on them.</p></footer>
</body>
</html>
`;
}

/** @param {Article} article */
function speakers({ text, annotations, numbers, thoughts }) {
  const { parts, total } = sharesOf(text, annotations, thoughts);
  if (parts.length === 0) return "<p>Nobody is quoted in this text.</p>";
  const lines = parts.map(({ speaker, name, quotations, words, share, guessed }) => {
    const number = speaker === null ? undefined : numbers.get(speaker);
    const description = speaker === null ? undefined : annotations.entities[speaker].description;
    const figures = guessed ? `${counted(quotations.length, "quotation")}, not counted` : `${counted(quotations.length, "quotation")}, ${counted(words, "word")}, ${percent(share)}`;
    return `<li data-ink="${inkOf(number)}"><a href="#q${quotations[0] + 1}"><span class="number">${number ?? "?"}</span> <bdi>${escaped(name)}</bdi></a>${description ? ` <span class="described">${escaped(description)}</span>` : ""} <span class="figures">${figures}</span></li>`;
  });
  return `<ol class="cast">\n${lines.join("\n")}\n</ol>\n<p class="figures">Shares of the ${counted(total, "word")} that are quoted or retold.</p>`;
}

/** @param {Article} article */
function paragraphs(article) {
  const { text, annotations, about, thoughts } = article;
  const shown = (/** @type {number} */ index) => isShown(annotations.quotations[index], thoughts);
  const lines = paragraphsOf(text);
  const roles = rolesOf(text, lines, annotations, new Set(about.captions));
  const heard = firstHeard(annotations, shown);
  const title = roles.indexOf("headline");
  return withLayers(lines, layersOf(text, annotations, shown))
    .map((line, index) => {
      const inner = piecesOf(line).map((piece) => html(piece, article, heard)).join("");
      return index === title ? `<h1 class="headline" dir="auto">${inner}</h1>` : `<p dir="auto"${roles[index] === "body" ? "" : ` class="${roles[index]}"`}>${inner}</p>`;
    })
    .join("\n");
}

/** @param {Piece} piece @param {Article} article @param {Set<number>} heard @returns {string} */
function html(piece, article, heard) {
  if (!piece.layer) return escaped(article.text.slice(piece.start, piece.end));
  const inner = piece.children.map((child) => html(child, article, heard)).join("");
  return element(piece.layer, article, heard, inner);
}

/** @param {Layer} layer @param {Article} article @param {Set<number>} heard @param {string} inner */
function element({ type, index, first, as }, { annotations, numbers }, heard, inner) {
  if (type === "mention") {
    const { entity, form, kind } = annotations.mentions[index];
    return `<span class="name ${form}" title="${escaped(annotations.entities[entity].name)}, ${kind}">${inner}</span>`;
  }
  const quotation = annotations.quotations[index];
  if (type !== "quotation") return `<span class="${type}">${inner}</span>`;
  const who = namesOfSpeakers(annotations, quotation);
  const title = escaped(`${who ?? "Nobody named"}: ${manner(quotation).toLowerCase()}. ${surenessOf(quotation)}.`);
  const opening = `<mark class="quotation ${as}" data-ink="${inkOf(numbers.get(quotation.speakers[0]))}" title="${title}"`;
  if (!first) return `${opening}>${inner}</mark>`;
  const named = heard.has(index) && who !== null ? `<span class="heard" data-name="${escaped(who)}" aria-hidden="true"></span>` : "";
  return `${opening} id="q${index + 1}" data-tag="${escaped(tagOf(quotation, numbers))}">${named}${inner}</mark>`;
}
