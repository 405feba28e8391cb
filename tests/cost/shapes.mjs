/** Texts of any size and many kinds: articles such as readers paste, and odd ones that an attacker might. */

import { readFileSync } from "node:fs";

const sample = (/** @type {string} */ name) => readFileSync(new URL(`../../www/samples/${name}.txt`, import.meta.url), "utf8").trim();
const article = `${sample("rail-bill")}\n\n${sample("flood-wire")}\n\n`;
const depth = 40;

/** The kinds of text: a name, and a piece that is repeated up to the size wanted. @type {Record<string, string>} */
const SHAPES = {
  "an article": article,
  "one line": `${article.replaceAll("\n", " ")} `,
  "only capitals": article.toUpperCase(),
  "only quotation marks": `“"'”‘’«»" `,
  "deep nesting": `${"“He said ‘".repeat(depth)}no${"’ and left,” ".repeat(depth)}`,
  "names and nothing else": "Ana Ruiz, Mr Kim, Acme Corp, Ruiz, Kim Jong Un and the Ministry of Roads said. ",
  "one name again and again": "Ruiz ",
  "one unbroken word": "reconsideration",
  "pronouns": "He said she told him that they knew it. ",
  "no full stop": "he said that the mayor said that the road was closed and that ",
  "numbers": "$3,000 on 5 May 2024, 12.5% of 1,000 km at 10:30; ",
  "colons and dashes": "Kim: — Ruiz: – \n",
  "full stops": ". . . ",
  "empty lines": "\n \n\r\n\t",
};

/** @param {string} unit @param {number} size in bytes, or a few less, so that no character is cut */
function repeated(unit, size) {
  const bytes = Buffer.from(unit);
  const text = Buffer.alloc(size, bytes);
  let end = size;
  while (end > 0 && (bytes[end % bytes.length] & 0xc0) === 0x80) end--;
  return text.subarray(0, end);
}

export const shapes = Object.entries(SHAPES).map(([name, unit]) => ({ name, of: (/** @type {number} */ size) => repeated(unit, size) }));
