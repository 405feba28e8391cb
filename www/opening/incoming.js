/**
 * Turns what comes in (from the clipboard, by drag and drop, from a file) into an article: its text, and what else is known about it.
 *
 * The code that reduces a web page to its article, and that for word-processor files, is loaded only when it is needed.
 */

import { isAddress } from "../keeping/about.js";
import { cleanText, htmlToText } from "./paste.js";
import { unwrapped } from "./wrapped-lines.js";

/** @import { About } from "../keeping/about.js" */
/**
 * @typedef {object} Incoming
 * @property {string} text
 * @property {About} about
 * @property {{ text: string, left: string[] }} [whole]  if lines were left out: the complete text, and those lines
 * @property {string} [wrapped]  if broken lines were joined: the text before that
 */
/** What a file holds: an article, or in `document` a Whosaid document, still as JSON. @typedef {{ incoming: Incoming, document: null } | { incoming: null, document: string }} Read */

/** Larger files are refused: the browser would have to hold them several times over. */
export const MAX_BYTES = 32 * 1024 * 1024;

/** A file is not a text that can be read; `message` tells the reader why. */
export class NotText extends Error {}

/** Makes an article of plain text. @param {string} plain @returns {Incoming} */
export function fromText(plain) {
  const text = cleanText(plain);
  const joined = unwrapped(text);
  return joined === text ? { text, about: {} } : { text: joined, about: {}, wrapped: text };
}

/** Whether what was pasted is the address of a page and nothing else. @param {string} text */
export const isLink = (text) => isAddress(text);

/**
 * Makes an article of what was pasted or dropped; its text is empty if there is none.
 * @param {DataTransfer} data
 * @returns {Promise<Incoming>}
 */
export async function fromClipboard(data) {
  const plain = data.getData("text/plain");
  const html = data.getData("text/html");
  const address = addressIn(data);
  if (!html) return fromText(plain);
  const rich = cleanText(htmlToText(html));
  // If the HTML has much less text than the plain text (scripts draw its words, or it was cut off), the plain text is taken.
  if (letters(rich) < 0.8 * letters(plain)) return fromText(plain);
  return fromHtml(html, rich, address);
}

/** The address of the page that something was dragged from. @param {DataTransfer} data */
function addressIn(data) {
  const [line = ""] = data.getData("text/uri-list").split("\n").filter((one) => one && !one.startsWith("#"));
  return isAddress(line) ? line.trim() : undefined;
}

/** @param {string} text */
const letters = (text) => text.replace(/\s+/g, "").length;

/** Whether HTML looks like a page around an article rather than an article. @param {string} html @param {string} text */
function isPage(html, text) {
  if (text.length < 400) return false;
  const around = /<(?:nav|footer|aside|header|form|main|article|html|body)\b/i.test(html);
  const lines = text.split("\n").filter(Boolean);
  const short = lines.filter((line) => line.length < 60).length;
  return around || short > Math.max(6, lines.length * 0.4);
}

/** @param {string} html @param {string} whole  its text @param {string} [address] @returns {Promise<Incoming>} */
async function fromHtml(html, whole, address) {
  if (!isPage(html, whole)) return { text: whole, about: address ? { address } : {} };
  try {
    const { articleIn } = await import("./web-page.js");
    const found = articleIn(html, whole);
    const about = { ...found.about, ...(address ? { address } : {}) };
    return found.left.length > 0 ? { text: found.text, about, whole: { text: whole, left: found.left } } : { text: found.text, about };
  } catch (error) {
    // If the code that finds the article can't be loaded or fails, the whole page is read.
    console.info("The page is read whole:", error instanceof Error ? error.message : error);
    return { text: whole, about: {} };
  }
}

/**
 * The text of a file, or the Whosaid document in it. Rejects with `NotText`.
 * @param {File} file
 * @returns {Promise<Read>}
 */
export async function fromFile(file) {
  if (file.size > MAX_BYTES) {
    throw new NotText(`“${file.name}” is ${Math.round(file.size / 1048576)} MB. Whosaid opens text files up to ${MAX_BYTES / 1048576} MB: split it, or paste the part you need.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isWordFile(bytes, file.name)) return { incoming: await fromWordFile(bytes, file.name), document: null };
  const decoded = decode(bytes);
  if (decoded === null) throw new NotText(refusal(file.name, bytes));
  if (/^\s*\{\s*"whosaid"\s*:/.test(decoded.slice(0, 200))) return { incoming: null, document: decoded };
  const isHtml = /\.x?html?$/i.test(file.name) || file.type === "text/html";
  if (!isHtml) return { incoming: fromText(decoded), document: null };
  return { incoming: await fromHtml(decoded, cleanText(htmlToText(decoded)), undefined), document: null };
}

/** @param {Uint8Array} bytes @param {string} name */
const isWordFile = (bytes, name) => /\.docx$/i.test(name) && bytes[0] === 0x50 && bytes[1] === 0x4b;

/** @param {Uint8Array} bytes @param {string} name @returns {Promise<Incoming>} */
async function fromWordFile(bytes, name) {
  /** @type {typeof import("./word-file.js")} */
  let module;
  try {
    module = await import("./word-file.js");
  } catch {
    throw new NotText(`The part of this page that opens word-processor files could not be loaded. Check the connection, and open “${name}” again.`);
  }
  try {
    return await module.textOfWordFile(bytes);
  } catch {
    throw new NotText(`“${name}” could not be read as a word-processor file. Open it in its own program, copy the text, and paste it here.`);
  }
}

/** What to do with a file that isn't text. @param {string} name @param {Uint8Array} bytes */
function refusal(name, bytes) {
  const isPdf = /\.pdf$/i.test(name) || String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-";
  if (isPdf) return `“${name}” is a PDF. Open it in its own program, copy the text (Ctrl A, Ctrl C), and paste it here: lines that the page broke are put together again.`;
  const what = /\.(docx?|odt|rtf|pages)$/i.test(name) ? "a word-processor file" : "not a text file";
  return `“${name}” is ${what}. Open it in its own program, copy the text, and paste it here.`;
}

/**
 * Decodes a file as UTF-8, as UTF-16 if its byte-order mark says so, or else as Windows-1252, as browsers do; null if it isn't text.
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
