/**
 * Lists who is quoted in a folder of articles, and where: prints a line of CSV for each quotation.
 *
 *     node speakers.mjs FOLDER > quotations.csv
 *
 * It reads each file that ends in .txt, in UTF-8. If a file can't be read, its name is printed on standard error, and the
 * others are read all the same.
 */

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { load } from "whosaid";

const folder = process.argv[2];
if (!folder) {
  console.error("Usage: node speakers.mjs FOLDER > quotations.csv");
  process.exit(2);
}

const { annotate } = await load();
const cell = (value) => `"${String(value).replaceAll('"', '""').replaceAll(/\s+/g, " ")}"`;
const row = (...values) => console.log(values.map(cell).join(","));

row("file", "speakers", "kind", "words", "confidence");
for (const file of (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort()) {
  try {
    const text = await readFile(join(folder, file), "utf8");
    const { quotations, entities } = annotate(text);
    for (const { content, kind, speakers, confidence } of quotations) {
      const words = content.map(({ start, end }) => text.slice(start, end)).join(" … ");
      row(file, speakers.map((id) => entities[id].name).join("; "), kind, words, confidence);
    }
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}
