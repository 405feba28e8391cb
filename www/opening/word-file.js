/** Reads word-processor files (.docx) with the library mammoth, as paragraphs of text. */

import library from "../vendor/mammoth.js";
import { cleanText, htmlToText } from "./paste.js";
import { unpackedSize } from "./unpacking.js";

/** @import { About } from "../keeping/about.js" */

/** The library mammoth, with the types of what is used of it. @type {{ convertToHtml(input: object, options: object): Promise<{ value: string }>, images: { imgElement(make: () => Promise<{ src: string }>): unknown } }} */
const mammoth = /** @type {any} */ (library);

/** The most bytes that a file may unpack to, pictures included. A larger one was made to fill a browser's memory. */
const MOST = 100 * 2 ** 20;
/** The most tags that a file may have. A book has a few hundred thousand, and the library needs about two kilobytes of memory for each. */
const MOST_TAGS = 1_000_000;

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<{ text: string, about: About }>}
 */
export async function textOfWordFile(bytes) {
  await unpackedSize(bytes, MOST, MOST_TAGS);
  const { value } = await mammoth.convertToHtml({ arrayBuffer: bytes.buffer }, { convertImage: mammoth.images.imgElement(async () => ({ src: "" })) });
  const text = cleanText(htmlToText(value));
  if (!text.trim()) throw new Error("no words in it");
  const heading = value.match(/<h1[^>]*>(.*?)<\/h1>/s)?.[1];
  const headline = heading ? htmlToText(heading).replace(/\s+/g, " ").trim() : undefined;
  return { text, about: headline ? { headline } : {} };
}
