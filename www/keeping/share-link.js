/**
 * Links that hold an article and its corrections, compressed, after the `#` of the address. Browsers never send that
 * part to a server, so only those who see the link itself can read the article.
 */

import { isCorrection } from "../editing/corrections.js";
import { soundAbout } from "./about.js";

/** @import { Correction } from "../editing/corrections.js" */
/** @import { About } from "./about.js" */
/** @typedef {{ text: string, corrections: Correction[], about: About }} Shared */

/** What stands in the address right before the article. */
export const MARK = "#article=";
/** The most characters of a text that a link may hold: other programs cut longer links off. */
export const LONGEST_TEXT = 50_000;
/** The most bytes that a link may unpack to. This page never writes more, so a larger one is not its work. */
const LARGEST = 4_000_000;

/** @param {Shared} shared @param {string} page  the address of this page */
export async function linkTo({ text, corrections, about }, page) {
  const json = JSON.stringify({ v: 2, text, corrections: corrections.map(({ always: _, ...correction }) => correction), about });
  const packed = await new Response(new Blob([json]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
  return `${page.split("#")[0]}${MARK}${toBase64(new Uint8Array(packed))}`;
}

/** Reads the article that a link holds; null if it is no such link, or damaged. @param {string} fragment @returns {Promise<Shared | null>} */
export async function openLink(fragment) {
  if (!fragment.startsWith(MARK)) return null;
  try {
    const packed = fromBase64(fragment.slice(MARK.length));
    const json = await unpacked(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")));
    const { text, corrections, about } = JSON.parse(json);
    if (typeof text !== "string" || !text.trim() || !Array.isArray(corrections)) return null;
    return { text, corrections: corrections.filter(isCorrection).map(({ always: _, ...correction }) => correction), about: soundAbout(about) };
  } catch {
    return null;
  }
}

/** Reads a stream to its end; throws if it is larger than `LARGEST`. @param {ReadableStream<Uint8Array>} stream */
async function unpacked(stream) {
  const decoder = new TextDecoder();
  let json = "";
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return json + decoder.decode();
    json += decoder.decode(value, { stream: true });
    if (json.length > LARGEST) throw new Error("too large");
  }
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} words */
const fromBase64 = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
