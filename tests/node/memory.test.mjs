/** Checks how much memory a long text takes, beyond what the models need. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { articles } from "../../benches/compare/articles.mjs";
import { shapes } from "../cost/shapes.mjs";

const MEGABYTE = 1 << 20;
/** How many times the text's size the memory may grow: for news (12.2 when this was written), and for hostile texts (at most 56 then, for a text of full stops). */
const MOST = 12.5;
const MOST_HOSTILE = 60;

const pkg = new URL("../../www/pkg/", import.meta.url);
const module = new WebAssembly.Module(await readFile(new URL("whosaid_bg.wasm", pkg)));
let instances = 0;

/** By how many bytes the memory of a new instance grows for each byte of the text. (Memory of WebAssembly never shrinks, so this is the most that was in use.) @param {string} text */
async function growth(text) {
  const core = await import(`${pkg}whosaid.js?${instances++}`);
  const { memory } = core.initSync({ module });
  core.annotate("“We will go,” Ana Ortiz said on 5 May."); // Loads the models and lists.
  const before = memory.buffer.byteLength;
  core.annotate(text);
  return (memory.buffer.byteLength - before) / Buffer.byteLength(text);
}

test("a megabyte of news", async () => {
  const times = await growth(articles(MEGABYTE).one);
  assert.ok(times <= MOST, `${times.toFixed(1)} times the text's size`);
});

for (const { name, of } of shapes) {
  test(`a megabyte of this: ${name}`, async () => {
    const most = ["an article", "one line", "only capitals"].includes(name) ? MOST : MOST_HOSTILE;
    const times = await growth(of(MEGABYTE).toString());
    assert.ok(times <= most, `${times.toFixed(1)} times the text's size`);
  });
}
