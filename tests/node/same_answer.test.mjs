/** The same text has the same answer natively and in WebAssembly. Needs `./dev build` and the command line. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { annotate, initSync } from "../../www/pkg/whosaid.js";

initSync({ module: readFileSync(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

const samples = new URL("../../www/samples/", import.meta.url);
const articles = readdirSync(samples)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => ({ id: name, text: readFileSync(new URL(name, samples), "utf8") }));

// Characters of every width, and marks that don't match: what the samples don't have.
const odd = [
  "😀 “Ça va,” said Zoë Ångström 👩‍👩‍👧. ‘No’, he replied.\0\r\n\r\n\"Unclosed, said Ms. Li",
  "“”".repeat(50) + "‘“’”".repeat(50),
  articles.map(({ text }) => text.replaceAll("\n", "\r\n")).join("\r\n\r\n"),
].map((text, i) => ({ id: `odd ${i}`, text }));

test("native and WebAssembly answers are equal, to the last digit", () => {
  const texts = [...articles, ...odd];
  assert.ok(articles.length >= 10);
  const lines = texts.map((line) => `${JSON.stringify(line)}\n`).join("");
  const command = process.env.WHOSAID ?? "target/debug/whosaid";
  const output = execFileSync(command, ["annotate", "--jsonl", "--offsets", "utf16"], { input: lines, encoding: "utf8", maxBuffer: 1 << 28 });
  const native = output.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(native.length, texts.length);
  texts.forEach(({ id, text }, i) => assert.deepEqual({ id, ...annotate(text) }, native[i]));
  assert.ok(native.every(({ quotations }, i) => quotations.length > 0 || i >= articles.length), "a sample without quotations");
});
