/**
 * Reduces a web page to its article with Mozilla's Readability, the reading view of Firefox. Headline, byline, date and
 * captions are recognised; menus, comments and whatever else surrounds the article are left out.
 */

import { isAddress } from "../keeping/about.js";
import { parseInert } from "../core/trusted.js";
import { bareTags, cleanText, treeToText } from "./paste.js";
import { Readability } from "../vendor/readability.js";

/** @import { About } from "../keeping/about.js" */

/** The attributes that Readability uses. Others, such as styles and handlers, are removed, since this page's security policy would report each. */
const KEPT = new Set(["class", "id", "rel", "href", "property", "name", "content", "itemprop", "itemscope", "itemtype", "role", "datetime", "type", "src", "alt", "lang", "dir"]);
/** If Readability finds less than this share of the page's letters, it found only a part of the article, and the whole page is read. */
const LEAST = 0.2;

/**
 * @param {string} html
 * @param {string} whole  its text
 * @returns {{ text: string, about: About, left: string[] }}  `left`: the lines that were left out
 */
export function articleIn(html, whole) {
  const page = parseInert(bareTags(html, KEPT));
  for (const element of page.querySelectorAll("noscript, template, iframe, object, embed")) element.remove();
  const about = aboutIn(page);
  const heading = (page.querySelector("article h1, main h1") ?? page.querySelector("h1"))?.textContent?.replace(/\s+/g, " ").trim();
  const { found, content } = read(page);
  if (!content) return { text: whole, about, left: [] };
  about.headline ||= heading || plainTitle(found.title);
  if (found.byline && found.byline.length < 120) about.byline ||= found.byline.replace(/\s+/g, " ").trim();
  about.date ||= found.publishedTime?.trim();
  const captions = [...content.querySelectorAll("figcaption")].map((caption) => cleanText(treeToText(caption)).replace(/\n+/g, " ")).filter(Boolean);
  const body = cleanText(treeToText(content));
  if (letters(body) < Math.max(250, LEAST * letters(whole))) return { text: whole, about: sound(about), left: [] };
  const lines = body.split("\n\n");
  const opening = [about.headline, about.byline && bylineLine(about.byline, whole)].filter((line) => line && !lines.slice(0, 3).includes(line));
  const text = [...opening, ...lines].join("\n\n");
  const there = new Set(text.split("\n").map(plain));
  const left = whole.split("\n").filter((line) => line.trim() && !there.has(plain(line)) && !plain(text).includes(plain(line)));
  if (captions.length > 0) about.captions = captions;
  return { text, about: sound(about), left };
}

/** Runs Readability on a page. It saves and restores the page by `innerHTML`, which this page's security policy forbids; here copies of the nodes take its place. @param {Document} page */
function read(page) {
  Object.defineProperty(page.body, "innerHTML", {
    get: () => page.body.cloneNode(true),
    set: (/** @type {Node} */ copy) => page.body.replaceChildren(...copy.cloneNode(true).childNodes),
  });
  const found = new /** @type {any} */ (Readability)(page, { serializer: (/** @type {Element} */ element) => element, keepClasses: true }).parse();
  return { found: { title: found?.title ?? "", byline: found?.byline ?? "", publishedTime: found?.publishedTime ?? "" }, content: /** @type {Element | null} */ (found?.content ?? null) };
}

/** What the page says of itself in its head. @param {Document} page @returns {About} */
function aboutIn(page) {
  /** @param {string} selector @param {string} attribute */
  const value = (selector, attribute) => page.querySelector(selector)?.getAttribute(attribute)?.replace(/\s+/g, " ").trim() || undefined;
  return {
    headline: value('meta[property="og:title"]', "content"),
    date: value('meta[property="article:published_time"]', "content") ?? value("article time[datetime]", "datetime") ?? value("time[datetime]", "datetime"),
    address: value('link[rel="canonical"]', "href") ?? value('meta[property="og:url"]', "content"),
    byline: value('meta[name="author"]', "content"),
  };
}

/** @param {About} about @returns {About} */
function sound(about) {
  const { address, ...rest } = about;
  return Object.fromEntries(Object.entries(address && isAddress(address) ? about : rest).filter(([, value]) => value !== undefined && value !== ""));
}

/** A page's title without the name of its site. @param {string} title */
const plainTitle = (title) => title.replace(/\s+[|–—-]\s+[^|–—]{2,40}$/, "").trim();

/** The byline as the page shows it, "By …" where it does. @param {string} byline @param {string} whole */
const bylineLine = (byline, whole) => whole.split("\n").find((line) => line.length < byline.length + 40 && line.includes(byline))?.trim() ?? byline;

/** @param {string} line */
const plain = (line) => line.replace(/\s+/g, " ").trim();
/** @param {string} text */
const letters = (text) => text.replace(/\s+/g, "").length;
