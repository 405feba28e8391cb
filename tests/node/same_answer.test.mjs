/** A text has the same answer from the native command line and from WebAssembly. Needs `./dev build` and a native build of the command line. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { annotate, exportAs, initSync } from "../../www/pkg/whosaid.js";

initSync({ module: readFileSync(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

const samples = new URL("../../www/samples/", import.meta.url);
const articles = readdirSync(samples)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => ({ id: name, text: readFileSync(new URL(name, samples), "utf8") }));

// Texts unlike the samples: characters of every width, and marks that don't match.
const odd = [
  "😀 “Ça va,” said Zoë Ångström 👩‍👩‍👧. ‘No’, he replied.\0\r\n\r\n\"Unclosed, said Ms. Li",
  "“”".repeat(50) + "‘“’”".repeat(50),
  articles.map(({ text }) => text.replaceAll("\n", "\r\n")).join("\r\n\r\n"),
].map((text, i) => ({ id: `odd ${i}`, text }));

/** Random texts of pieces that are hard for some stage, the same on every run. @param {number} count */
function* made(count) {
  const pieces = [
    " ", " ", " ", "\n", "\n\n", "\r\n", ". ", ", ", ": ", "? ", '"', "“", "”", "‘", "’", "'", "„", "«", "»", "Ana Ruiz", "Ruiz", "Mr. Owens", "the mayor",
    "Acme Bank", "he", "She", "they", "who", "said", "told", "that", "according to", "was closed", "$5 million", "March 5, 2024", "3%", "(", ")", "—", "…", "’s",
    "n't", "U.S.", "http://", "é", "e\u0301", "👩\u200d👧", "🇺🇾", "中", "ع", "\0", "\ufeff", "\u202e", "\u200b", "\u00ad", "\u2028", "\ufffd", "<b>", "&", "\t",
  ];
  let state = 7;
  const below = (/** @type {number} */ n) => (state = (state * 48271) % 2147483647) % n;
  for (let i = 0; i < count; i++) yield { id: `made ${i}`, text: Array.from({ length: below(120) }, () => pieces[below(pieces.length)]).join("") };
}

test("native and WebAssembly answers are equal, to the last digit", () => {
  const texts = [...articles, ...odd, ...made(400)];
  assert.ok(articles.length >= 10);
  const lines = texts.map((line) => `${JSON.stringify(line)}\n`).join("");
  const command = process.env.WHOSAID ?? "target/debug/whosaid";
  const output = execFileSync(command, ["annotate", "--jsonl", "--offsets", "utf16"], { input: lines, encoding: "utf8", maxBuffer: 1 << 28 });
  const native = output.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(native.length, texts.length);
  texts.forEach(({ id, text }, i) => assert.deepEqual({ id, ...annotate(text) }, native[i]));
  assert.ok(native.every(({ quotations }, i) => quotations.length > 0 || i >= articles.length), "a sample without quotations");
});

test("a document is written as JSON alike natively and in WebAssembly, to the last byte", () => {
  const text = `${articles[0].text}\n\n${odd[0].text}`;
  const command = process.env.WHOSAID ?? "target/debug/whosaid";
  for (const [format, options] of /** @type {const} */ ([["json", ["--with-text", "--offsets", "utf16"]], ["web-annotation", []]])) {
    const native = execFileSync(command, ["annotate", "-", "--format", format, ...options], { input: text, encoding: "utf8" });
    assert.equal(exportAs(text, annotate(text), format), native.trimEnd(), format);
  }
});
