/**
 * Clean text from what people paste, drop and open.
 *
 * A web page on the clipboard is read as HTML in an inert document (`trusted.js`) and written out as
 * paragraphs parted by an empty line; markup, scripts, styles, menus and what was hidden are left
 * behind. It gets wrong: pages that hide words by style sheets, since there are none here.
 */

import { parseInert } from "../core/trusted.js";

/** Larger files are refused: the browser would have to hold them several times over. */
export const MAX_BYTES = 32 * 1024 * 1024;

/** The reader is told `message`. */
export class NotText extends Error {}

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM " +
    "H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);
const SKIPPED = new Set(
  "SCRIPT STYLE NOEMBED NOSCRIPT TEMPLATE HEAD TITLE NAV BUTTON SELECT TEXTAREA INPUT OBJECT EMBED IFRAME FRAME AUDIO VIDEO CANVAS MAP svg math".split(" "),
);

/**
 * The text of an HTML document: one paragraph a block, parted by empty lines; `<br>` breaks a line.
 * @param {string} html
 */
export function htmlToText(html) {
  /** @type {string[]} */
  const paragraphs = [];
  let current = "";
  const flush = () => {
    // Runs of spaces first: looked for around line breaks, each run would be tried from each of its places.
    const paragraph = current.replace(/[ \t]{2,}/g, " ").replace(/[ \t]?\n[ \t]?/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
    if (paragraph) paragraphs.push(paragraph);
    current = "";
  };
  // Walked without recursion: a hostile page nests as deep as it likes. And by a walker, which asks no node for its
  // neighbours: a form answers with its field, where one is called `nextSibling`, and the walk would have no end.
  const walker = document.createTreeWalker(parseInert(bareTags(html)), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  /** How many `<pre>` are open. */
  let asItStands = 0;
  /** Is what stands in it to be read? @param {Node} node */
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
  /** The node after this one and all that is in it. */
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

/** @param {Node} element  a form too, with whatever fields */
const tagOf = (element) => (element instanceof HTMLFormElement ? "FORM" : /** @type {Element} */ (element).tagName);

/**
 * The same HTML without attributes, but for a plain `hidden` on what a `hidden`, `aria-hidden` or
 * `style` attribute hid, and with style sheets made into text that is skipped. Even in an inert
 * document the page's policy notes every style and handler it refuses; a copied web page would fill
 * the console with hundreds. What this misreads is still inert.
 * @param {string} html
 */
function bareTags(html) {
  /** @type {string[]} */
  const out = [];
  let done = 0;
  for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", open + 1)) {
    if (open < done) continue;
    TAG_NAME.lastIndex = open;
    const name = TAG_NAME.exec(html)?.[1];
    if (!name) continue;
    // Part by part, not by one pattern, which would try each of its ways on `<aaa…` before it gave up.
    ATTRIBUTE_PART.lastIndex = TAG_NAME.lastIndex;
    let end = TAG_NAME.lastIndex;
    while (ATTRIBUTE_PART.test(html)) end = ATTRIBUTE_PART.lastIndex;
    if (html[end] !== ">") continue;
    const bare = name.replace(/^(\/?)style$/i, "$1noembed");
    out.push(html.slice(done, open), `<${bare}${hides(html.slice(TAG_NAME.lastIndex, end)) ? " hidden" : ""}>`);
    done = end + 1;
  }
  return out.join("") + html.slice(done);
}

const TAG_NAME = /<(\/?[a-zA-Z][^\s<>\/"']*)/y;
const ATTRIBUTE_PART = /"[^"]*"|'[^']*'|[^"'<>]+/y;

/** @param {string} attributes */
function hides(attributes) {
  for (const [, name, value = ""] of attributes.matchAll(/([^\s=\/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g)) {
    if (/^hidden$/i.test(name)) return true;
    if (/^aria-hidden$/i.test(name) && /true/i.test(value)) return true;
    if (/^style$/i.test(name) && /(?:^|[\s;"'])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)) return true;
  }
  return false;
}

/**
 * Plain text as the page keeps it: one kind of line break, no byte-order mark. Lone surrogates,
 * which JavaScript allows and UTF-8 can't write, become the replacement character, so that what is
 * read is what is shown.
 * @param {string} text
 */
export function cleanText(text) {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}

/**
 * What was pasted or dropped, as text; empty if there is none.
 * @param {DataTransfer} data
 */
export function textOf(data) {
  const plain = cleanText(data.getData("text/plain"));
  const html = data.getData("text/html");
  if (!html) return plain;
  const rich = cleanText(htmlToText(html));
  // Where the HTML says much less than the plain text (its words drawn by scripts or cut off), the plain text is right.
  return letters(rich) >= 0.8 * letters(plain) ? rich : plain;
}

/** @param {string} text */
const letters = (text) => text.replace(/\s+/g, "").length;

/**
 * The text of a file, or the Whosaid document in it, still as JSON. Rejects with `NotText`.
 * @param {File} file
 * @returns {Promise<{ text: string, document: null } | { text: null, document: string }>}
 */
export async function readFile(file) {
  if (file.size > MAX_BYTES) {
    throw new NotText(`“${file.name}” is ${Math.round(file.size / 1048576)} MB. Whosaid opens text files up to ${MAX_BYTES / 1048576} MB: split it, or paste the part you need.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const decoded = decode(bytes);
  if (decoded === null) {
    const what = /\.pdf$/i.test(file.name) ? "a PDF" : /\.(docx?|odt|rtf|pages)$/i.test(file.name) ? "a word-processor file" : "not a text file";
    throw new NotText(`“${file.name}” is ${what}. Open it in its own program, copy the text, and paste it here.`);
  }
  if (/^\s*\{\s*"whosaid"\s*:/.test(decoded.slice(0, 200))) return { text: null, document: decoded };
  const isHtml = /\.x?html?$/i.test(file.name) || file.type === "text/html";
  return { text: cleanText(isHtml ? htmlToText(decoded) : decoded), document: null };
}

/**
 * UTF-8, UTF-16 by its mark, else Windows-1252, as browsers do; null for what isn't text.
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const head = bytes.subarray(0, 4096);
  const magic = String.fromCharCode(...head.subarray(0, 5));
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  if (magic === "%PDF-" || magic === "{\\rtf" || controls > head.length / 100) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
