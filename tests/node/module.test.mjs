/** The module that the page loads, in Node. Needs `./dev build`. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { annotate, initSync } from "../../www/pkg/whosaid.js";

initSync({ module: readFileSync(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

test("a text without anything in it has three empty lists", () => {
  for (const text of ["", " \n\n ", "\0", "\ud800"]) {
    assert.deepEqual(annotate(text), { mentions: [], entities: [], quotations: [] });
  }
});

test("what is no string is a TypeError that says so", () => {
  for (const [value, name] of [[undefined, "undefined"], [null, "null"], [7, "number"], [["text"], "object"]]) {
    // @ts-expect-error a caller without types
    assert.throws(() => annotate(value), { name: "TypeError", message: `annotate needs a string, not ${name}` });
  }
});

test("a result survives structured cloning and JSON", () => {
  const result = annotate("“We will rebuild the bridge,” Ana Ortiz said on Monday.");
  assert.deepEqual(structuredClone(result), result);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
});
