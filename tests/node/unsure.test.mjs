/** The page and the exports call a quotation unsure below the same confidence. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { UNSURE_BELOW, isUnsure } from "../../www/core/model.js";
import init, { exportAs } from "../../www/pkg/whosaid.js";

await init({ module_or_path: await readFile(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

test("the page and the exported page draw the same quotations as unsure", () => {
  const text = '"One," said Ana.';
  for (const confidence of [UNSURE_BELOW - 0.001, UNSURE_BELOW]) {
    const quotation = { kind: "direct", act: "speech", denied: false, content: [{ start: 0, end: 6 }], cue: null, source: null, speakers: [0], confidence, rule: "x", speakerRule: null };
    const annotations = { mentions: [{ start: 12, end: 15, kind: "person", form: "name", entity: 0 }], entities: [{ id: 0, name: "Ana", kind: "person", mentions: [0] }], quotations: [quotation] };
    const html = exportAs(text, /** @type {any} */ (annotations), "html");
    const drawn = /class="[^"]*\bunsure\b/.test(html.replace(/<style>[^]*?<\/style>/, ""));
    assert.equal(isUnsure(/** @type {any} */ (quotation)), confidence < UNSURE_BELOW);
    assert.equal(drawn, confidence < UNSURE_BELOW, `${confidence}`);
  }
});
