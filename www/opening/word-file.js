/** Word-processor files (.docx), read by mammoth: their paragraphs as text. */

import library from "../vendor/mammoth.js";
import { cleanText, htmlToText } from "./paste.js";
import { unpackedSize } from "./unpacking.js";

/** @import { About } from "../keeping/about.js" */

/** What is used of it. @type {{ convertToHtml(input: object, options: object): Promise<{ value: string }>, images: { imgElement(make: () => Promise<{ src: string }>): unknown } }} */
const mammoth = /** @type {any} */ (library);

/** A file with more in it, pictures and all, is made to fill a browser's memory. */
const MOST = 100 * 2 ** 20;
/** A book has a few hundred thousand; the library keeps two kilobytes or so for each. */
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
