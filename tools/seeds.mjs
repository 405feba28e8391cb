/**
 * Writes seeds for the fuzz targets into fuzz/corpus, made from the texts of the tests: whole articles,
 * and each case of the fixtures. They are not committed, since this makes them again.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);

/** The content of each text file in a folder. @param {string} folder */
const files = (folder) => {
  const url = new URL(folder, root);
  return readdirSync(url).filter((file) => file.endsWith(".txt")).sort().map((file) => readFileSync(new URL(file, url), "utf8"));
};

/** @param {string} target @param {Iterable<string | Uint8Array>} seeds */
const write = (target, seeds) => {
  const folder = new URL(`fuzz/corpus/${target}/`, root);
  mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const seed of seeds) {
    writeFileSync(new URL(createHash("sha1").update(seed).digest("hex"), folder), seed);
    count++;
  }
  console.log(`${target}: ${count} seeds`);
};

const articles = [...files("tests/articles/"), ...files("www/samples/")];
/** A fixture's text without its marks (tests/fixtures/README.md). @param {string} marked */
const unmarked = (marked) => marked.replace(/\[([^\][|]*)\|[^\]]*\]/g, "$1").replace(/\{[^\s{}]* /g, "").replace(/\\(.)|\}/g, "$1").replaceAll("⏎", "\n");
const cases = ["text", "names", "patterns", "quotations", "speakers"]
  .flatMap((folder) => files(`tests/fixtures/${folder}/`))
  .flatMap((file) => `\n${file}`.split("\n# ").slice(1))
  .map((one) => unmarked(one.split("\n").slice(1).filter((line) => !line.startsWith("= ")).join("\n").trim()))
  .filter((text) => text.length > 0);
if (cases.length < 500) throw new Error(`only ${cases.length} cases were found in tests/fixtures`);
const paragraphs = articles.flatMap((article) => article.split("\n\n")).filter((text) => text.length > 0);
const texts = [...cases, ...paragraphs, ...articles.map((article) => article.slice(0, 4000))];

write("segments", texts);
write("annotate", texts);
// For the target `session`: a text, and after each NUL an edit of it (where, how much is removed, what is put there).
write("session", texts.slice(0, 300).map((text, i) => [text.slice(0, 600), ...[cases[i % cases.length].slice(0, 80), "”", "", " said "].map((words, k) => `${String.fromCharCode(1 + ((i * 13 + k * 29) % 120), 1 + ((i + k) % 40))}${words}`)].join("\0")));
write("marks", [...Array(40).keys()].map((i) => Uint8Array.from({ length: 8 + i }, (_, k) => (k * 37 + i * 11) % 64)));
write("dom", [...Array(40).keys()].map((i) => Uint8Array.from({ length: 12 + i }, (_, k) => (k % 3 === 2 ? 128 + ((k * 29 + i * 7) % 128) : (k * 5 + i) % 128))));
write("offsets", texts.slice(0, 200).map((text) => Buffer.from(text.slice(0, 500), "utf16le")));

/** Makes a weight file: a header and rows. @param {number} bits @param {number} labels @param {number} stride */
const table = (bits, labels, stride) => {
  const bytes = Buffer.alloc(12 + stride * 2 ** bits, 3);
  bytes.write("WSW2");
  bytes.set([bits, labels, stride, 0], 4);
  bytes.writeFloatLE(0.05, 8);
  return bytes;
};
/** Makes a file of a network. @param {number} rows @param {number} layers @param {[number, number]} labels */
const network = (rows, layers, [tokens, pairs]) => {
  const width = 48;
  const head = (/** @type {number} */ n) => [(width + 1) * n, (n + 1) * n];
  const layer = [80 * width, width];
  const blocks = [width, ...Array(layers).fill(layer).flat(), ...head(tokens), width * width, (width + 1) * width, ...head(pairs), rows * width, rows * width];
  const numbers = blocks.map((length, i) => {
    const block = Buffer.alloc(4 + length, 7 * i + 3);
    block.writeFloatLE(0.01, 0);
    return block;
  });
  return Buffer.concat([Buffer.from("WSN2"), Buffer.from([rows, 0, rows, 0, layers, tokens, pairs, 0]), ...numbers]);
};
write("weights", [
  network(1, 1, [3, 1]), network(3, 2, [15, 5]),
  table(4, 3, 4), table(2, 5, 8), table(0, 1, 1), table(6, 16, 16), table(1, 37, 48),
  Buffer.from("WSH1\x14\0\0\0\x02\0\0\0\x03\xff\x01\x07\x09", "latin1"),
  Buffer.from("WSH1\x1f\0\0\0\0\0\0\0", "latin1"),
]);

/** Makes a JSON document of a short text, with every field filled. @param {string} before @param {string} offsets */
const opened = (before, offsets) => {
  const text = `${before}“Yes,” said Ana Ruiz. She left.`;
  const at = (/** @type {string} */ part) => {
    const units = (/** @type {string} */ t) => (offsets === "utf16" ? t.length : offsets === "chars" ? [...t].length : Buffer.byteLength(t));
    const start = units(text.slice(0, text.indexOf(part)));
    return { start, end: start + units(part) };
  };
  return JSON.stringify({
    whosaid: 1, offsets, text,
    mentions: [{ ...at("Ana Ruiz"), kind: "person", form: "name", entity: 0 }, { ...at("She"), kind: "person", form: "pronoun", entity: 0 }],
    entities: [{ id: 0, name: "Ana Ruiz", kind: "person", mentions: [0, 1] }, { id: 1, name: "=1+1", kind: "date", mentions: [], value: "2024-03-05" }],
    quotations: [
      { kind: "direct", act: "speech", content: [at("“Yes,”")], cue: at("said"), source: at("Ana Ruiz"), speakers: [0], denied: true, confidence: 0.9, rule: "model", speakerRule: "name" },
      { kind: "indirect", act: "thought", content: [at("She"), at("left")], cue: null, source: null, speakers: [], denied: false, confidence: 0, rule: "", speakerRule: null },
    ],
  });
};
const documents = ["", "é🌉 ", "\r\n", "<script>"].flatMap((before) => ["utf16", "chars", "bytes"].map((offsets) => opened(before, offsets)));
write("import", documents);

const patterns = ["ICC-\\d{2}/\\d{2}", "(?i)no\\. ?[0-9]+", "\\bB[A-Z]{2,4}\\b", "(a|aa)+$", "[^\\s]+", "\\p{Lu}\\w+ v\\.? \\p{Lu}\\w+", "(", "x{1000}{1000}", ""];
write("patterns", patterns.flatMap((pattern, i) => cases.slice(i * 20, i * 20 + 20).map((text) => `${pattern}\0${text}`)));
write("layout", [...Array(60).keys()].map((i) => Uint8Array.from({ length: 10 + i }, (_, k) => (k * 31 + i * 17 + (k % 5) * 7) % 48)));
write("reading", [...Array(60).keys()].map((i) => Uint8Array.from({ length: 8 + i }, (_, k) => (k * 29 + i * 13 + (k % 7) * 5) % 48)));
write("documents", [...Array(48).keys()].map((i) => Uint8Array.from({ length: 1 + (i % 7) * 2 }, (_, k) => (k === 0 ? i : (k * 41 + i * 23) % 256))));

const options = [
  { names: [{ text: "Ana Ruiz", kind: "person", entity: "A. Ruiz" }, { text: "the ferry", kind: "product" }], ignore: ["Will", "May"] },
  { ignore: ["’s", "O’Hara’s", "Acme Inc."] },
  { names: [{ text: "🌉 bridge", kind: "facility" }] },
  {},
].map((value) => JSON.stringify(value));
// For the target `options`: the options, a NUL, and a text.
write("options", options.flatMap((json) => cases.slice(0, 60).map((text) => `${json}\0${text}`)));

// A dictionary of words that random bytes seldom make. libFuzzer wants ASCII, and other bytes as \\xff.
const words = [
  ..."“”‘’„«»\"'()—….?!:\n\0\ufeff\u200b\u200d\u202e\u0301", "\n\n", "\r\n", " said", ", said ", " told ", "according to ", " that ",
  "Ana Ruiz", "Mr. ", "He ", "She ", "who ", "Acme Inc.", "U.S. ", "$5 million", "March 5, 2024", "9:30 a.m.", "3.5 per cent",
  "👩‍👩‍👧", "http://", "’s ", "n’t ", '"whosaid":1', '"text":"', '"names":[', '"ignore":[', '"kind":"person"', "WSW2", "WSH1",
];
const escaped = (/** @type {string} */ word) => [...Buffer.from(word)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
writeFileSync(new URL("fuzz/corpus/dictionary", root), words.map((word) => `"${escaped(word)}"\n`).join(""));
