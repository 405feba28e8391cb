/**
 * Makes clean text of what people paste, drop and open.
 *
 * A web page on the clipboard is parsed as HTML into a document that is never shown (`core/trusted.js`), and
 * written out as paragraphs with an empty line between. Markup, scripts, styles, menus and hidden parts are
 * left out. Words that a page hides by its style sheets are not, since those are not applied here.
 */

import { parseInert } from "../core/trusted.js";

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM " +
    "H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);
const SKIPPED = new Set(
  "SCRIPT STYLE NOEMBED NOSCRIPT TEMPLATE HEAD TITLE NAV BUTTON SELECT TEXTAREA INPUT OBJECT EMBED IFRAME FRAME AUDIO VIDEO CANVAS MAP svg math".split(" "),
);

/**
 * The text of an HTML document: each block is a paragraph, with empty lines between; `<br>` breaks a line.
 * @param {string} html
 */
export function htmlToText(html) {
  return treeToText(parseInert(bareTags(html)));
}

/**
 * The text of a document, or of an element of one.
 * @param {Node} root
 */
export function treeToText(root) {
  /** @type {string[]} */
  const paragraphs = [];
  let current = "";
  const flush = () => {
    // Runs of spaces are shortened first. If line breaks with all the spaces around them were searched instead, a long run would take quadratic time.
    const paragraph = current.replace(/[ \t]{2,}/g, " ").replace(/[ \t]?\n[ \t]?/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
    if (paragraph) paragraphs.push(paragraph);
    current = "";
  };
  // Without recursion, because a hostile page may nest very deep. And with a TreeWalker, because the properties of a node can't
  // be trusted: if a form has a field called `nextSibling`, `form.nextSibling` is that field, and the loop would never end.
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  /** How many `<pre>` elements are open; inside them white space stays. */
  let asItStands = 0;
  /** Takes a node's own text; returns whether what is inside the node is read too. @param {Node} node */
  const enter = (node) => {
    if (node instanceof Text) current += asItStands > 0 ? node.data : node.data.replace(/[\t\n\f\r ]+/g, " ");
    if (!(node instanceof Element)) return false;
    const tag = tagOf(node);
    if (tag === "BR") current += "\n";
    if (tag === "BR" || SKIPPED.has(tag) || Element.prototype.hasAttribute.call(node, "hidden")) return false;
    if (BLOCKS.has(tag)) flush();
    return true;
  };
  /** @param {Node} node */
  const leave = (node) => {
    const tag = node instanceof Element ? tagOf(node) : "";
    if (BLOCKS.has(tag)) flush();
    if (tag === "PRE") asItStands -= 1;
  };
  /** Goes to the next node that is not inside this one. */
  const onwards = () => {
    for (;;) {
      const beside = walker.nextSibling();
      if (beside) return beside;
      const around = walker.parentNode();
      if (!around) return null;
      leave(around);
    }
  };
  for (let node = walker.firstChild(); node; ) {
    const inner = enter(node) ? walker.firstChild() : null;
    if (inner && tagOf(node) === "PRE") asItStands += 1;
    node = inner ?? onwards();
  }
  flush();
  return paragraphs.join("\n\n");
}

/** @param {Node} element  may be a form that has a field called `tagName` */
const tagOf = (element) => (element instanceof HTMLFormElement ? "FORM" : /** @type {Element} */ (element).tagName);

/**
 * Removes the attributes from HTML, and turns style sheets into text that is skipped. An element that a
 * `hidden`, `aria-hidden` or `style` attribute hid gets a plain `hidden`. This keeps the console quiet: even in
 * a document that is never shown, the page's security policy reports every style and handler that it refuses,
 * hundreds for a copied web page. It is no safeguard: what it misreads still can't run.
 * @param {string} html
 * @param {ReadonlySet<string>} [keep]  attributes that stay
 */
export function bareTags(html, keep = NONE) {
  /** @type {string[]} */
  const out = [];
  let done = 0;
  for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", open + 1)) {
    if (open < done) continue;
    TAG_NAME.lastIndex = open;
    const name = TAG_NAME.exec(html)?.[1];
    if (!name) continue;
    // The attributes are matched one by one. A single pattern for all of them would take very long on `<aaa…` without an end.
    ATTRIBUTE_PART.lastIndex = TAG_NAME.lastIndex;
    let end = TAG_NAME.lastIndex;
    while (ATTRIBUTE_PART.test(html)) end = ATTRIBUTE_PART.lastIndex;
    if (html[end] !== ">") continue;
    const bare = name.replace(/^(\/?)style$/i, "$1noembed");
    const attributes = html.slice(TAG_NAME.lastIndex, end);
    out.push(html.slice(done, open), `<${bare}${hides(attributes) ? " hidden" : ""}${keep.size > 0 ? kept(attributes, keep) : ""}>`);
    done = end + 1;
  }
  return out.join("") + html.slice(done);
}

/** @type {ReadonlySet<string>} */
const NONE = new Set();
const TAG_NAME = /<(\/?[a-zA-Z][^\s<>\/"']*)/y;
const ATTRIBUTE_PART = /"[^"]*"|'[^']*'|[^"'<>]+/y;

const ATTRIBUTE = /([^\s=\/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g;

/** The attributes that stay, as they were written. @param {string} attributes @param {ReadonlySet<string>} keep */
const kept = (attributes, keep) => [...attributes.matchAll(ATTRIBUTE)].map(([whole, name]) => (keep.has(name.toLowerCase()) ? ` ${whole}` : "")).join("");

/** @param {string} attributes */
function hides(attributes) {
  for (const [, name, value = ""] of attributes.matchAll(ATTRIBUTE)) {
    if (/^hidden$/i.test(name)) return true;
    if (/^aria-hidden$/i.test(name) && /true/i.test(value)) return true;
    if (/^style$/i.test(name) && /(?:^|[\s;"'])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)) return true;
  }
  return false;
}

/**
 * Cleans plain text: one kind of line break, no byte-order mark. Lone surrogates, which JavaScript
 * allows and UTF-8 can't write, become the replacement character, so that the core reads the very
 * text that is shown.
 * @param {string} text
 */
export function cleanText(text) {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}
