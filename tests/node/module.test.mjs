/** Tests of the WebAssembly module that the page loads, run in Node. Needs `./dev build`. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { annotate, exportAs, initSync, openDocument } from "../../www/pkg/whosaid.js";

initSync({ module: readFileSync(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });

const text = "😀\n\n“We will rebuild the bridge,” Ana Ortiz said on Monday.";

test("a sentence, whole: who said what, in offsets that slice takes", () => {
  const { mentions, entities, quotations: [quotation, ...others] } = annotate(text);
  const { confidence, rule, ...rest } = quotation;
  assert.deepEqual(others, []);
  assert.deepEqual(rest, {
    kind: "direct",
    act: "speech",
    content: [{ start: 4, end: 33 }],
    cue: { start: 44, end: 48 },
    source: { start: 34, end: 43 },
    denied: false,
    speakers: [0],
    speakerRule: "name",
  });
  assert.deepEqual(entities[0], { id: 0, name: "Ana Ortiz", kind: "person", mentions: [0] });
  assert.deepEqual(mentions[0], { start: 34, end: 43, kind: "person", form: "name", entity: 0 });
  assert.ok(confidence > 0.5 && confidence <= 1 && confidence === Number(confidence.toFixed(3)));
  assert.ok(rule);
});

test("a document opens again as it was", () => {
  const annotations = annotate(text);
  assert.deepEqual(openDocument(exportAs(text, annotations, "json")), { text, annotations });
});

test("each format has the quotation and its speaker", () => {
  for (const format of /** @type {const} */ (["html", "markdown", "csv", "json", "web-annotation"])) {
    const written = exportAs(text, annotate(text), format);
    assert.match(written, /We will rebuild the bridge/, format);
    assert.match(written, /Ana Ortiz/, format);
  }
});

test("a correction is exported: another speaker, whom the text does not name", () => {
  const annotations = annotate(text);
  annotations.entities.push({ id: annotations.entities.length, name: "The mayor", kind: "person", mentions: [] });
  annotations.quotations[0].speakers = [annotations.entities.length - 1];
  assert.match(exportAs(text, annotations, "markdown"), /The mayor/);
});

test("half a surrogate pair in a correction is no fault", () => {
  const annotations = annotate(text);
  annotations.entities[0].name = 'a\\ud83d "\ud83d" \ud83d\ude00';
  const opened = openDocument(exportAs(text, annotations, "json"));
  assert.equal(opened.annotations.entities[0].name, 'a\\ud83d "\ufffd" \ud83d\ude00');
});

test("what doesn't fit is refused in words", () => {
  const annotations = annotate(text);
  const wrong = structuredClone(annotations);
  wrong.quotations[0].content[0].end = text.length + 1;
  /** @type {[() => unknown, RegExp][]} */
  const calls = [
    [() => exportAs(text, wrong, "json"), /./],
    [() => exportAs("another text", annotations, "html"), /./],
    // @ts-expect-error a caller without types may pass anything
    [() => exportAs(text, annotations, "pdf"), /pdf.*web-annotation/],
    // @ts-expect-error
    [() => exportAs(text, { mentions: [] }, "json"), /entities/],
    // @ts-expect-error
    [() => exportAs(undefined, annotations, "json"), /exportAs needs a string, not undefined/],
    [() => openDocument("{}"), /not a Whosaid document/],
    [() => openDocument("<html>"), /not a Whosaid document/],
  ];
  for (const [call, message] of calls) assert.throws(call, (error) => error instanceof Error && message.test(error.message));
});

test("a document whose spans all cover one another is refused in words: it would never be drawn", () => {
  const quotation = { kind: "direct", act: "speech", denied: false, content: [{ start: 0, end: 9 }], cue: null, source: null, speakers: [], confidence: 1, rule: "", speakerRule: null };
  const document = (/** @type {number} */ count) => JSON.stringify({ whosaid: 1, offsets: "utf16", text: "We go on.", quotations: Array(count).fill(quotation) });
  assert.equal(openDocument(document(100)).annotations.quotations.length, 100);
  assert.throws(() => openDocument(document(101)), /more than 100 spans cover one place/);
});

test("names that the caller knows are found, those that it ignores are not", () => {
  const known = "The plan is dead, MbV said. Neom agreed.";
  /** @type {import("../../www/pkg/whosaid.js").Options} */
  const options = { names: [{ text: "MbV", kind: "person", entity: "Mark ben Vries" }, { text: "Neom", kind: "product" }] };
  const { entities, quotations: [quotation] } = annotate(known, options);
  assert.equal(entities[quotation.speakers[0]].name, "Mark ben Vries");
  assert.deepEqual(entities.find(({ name }) => name === "Neom")?.kind, "product");
  assert.deepEqual(annotate(text, { ignore: ["Ana Ortiz"] }).entities.filter(({ kind }) => kind === "person"), []);
  assert.deepEqual(annotate(text, {}), annotate(text));
  assert.deepEqual(annotate(text, undefined), annotate(text));
});

test("a pattern finds names that are made by a rule", () => {
  const known = "Judges closed case KV-77/12 on Monday, and opened KV-78/03.";
  const { entities } = annotate(known, { names: [{ pattern: "KV-\\d{2}/\\d{2}", kind: "other" }] });
  assert.deepEqual(entities.filter(({ kind }) => kind === "other").map(({ name }) => name), ["KV-77/12", "KV-78/03"]);
});

test("names that make no sense are refused in words, with their place", () => {
  const circle = {};
  Object.assign(circle, { names: [{ text: circle, kind: "person" }] });
  /** @type {[any, string, string | RegExp][]} */
  const wrong = [
    [{ names: [{ text: " ", kind: "person" }] }, "Error", "names[0] has no words"],
    [{ names: [{ text: "Kim", kind: "human" }] }, "TypeError", /^names\[0\]\.kind is "human", not one of person, organization/],
    [{ names: [{ text: "Kim", kind: "person" }, { text: "Kim" }] }, "TypeError", /^names\[1\]\.kind is missing; one of person, organization/],
    [{ names: [{ pattern: "KV-(", kind: "other" }] }, "Error", "names[0].pattern is no regular expression at character 4: unclosed group"],
    [{ names: [{ text: 7, kind: "other" }] }, "TypeError", "names[0].text must be a string, not a number"],
    [circle, "TypeError", "names[0].text must be a string, not an object"],
    [{ ignored: [] }, "TypeError", /ignored/],
    ["Kim", "TypeError", /^options must be an object/],
  ];
  for (const [options, name, message] of wrong) assert.throws(() => annotate(text, options), { name, message });
});

test("annotations that are none are a TypeError that names the place", () => {
  const annotations = annotate(text);
  const { kind: _, ...mention } = annotations.mentions[0];
  /** @type {[any, string][]} */
  const wrong = [
    [{ ...annotations, mentions: [mention] }, "annotations.mentions[0].kind is missing"],
    [{ ...annotations, entities: 7 }, "annotations.entities must be a list, not number"],
    [undefined, "annotations must be an object, not undefined"],
  ];
  for (const [given, message] of wrong) assert.throws(() => exportAs(text, given, "json"), { name: "TypeError", message });
});

test("a text without anything in it has empty lists", () => {
  for (const text of ["", " \n\n ", "\0", "\ud800"]) {
    const { paragraphs: _, ...rest } = annotate(text);
    assert.deepEqual(rest, { mentions: [], entities: [], quotations: [], language: "en" });
  }
});

test("what is no string is a TypeError that says so", () => {
  for (const [value, name] of [[undefined, "undefined"], [null, "null"], [7, "number"], [["text"], "object"]]) {
    // @ts-expect-error a caller without types
    assert.throws(() => annotate(value), { name: "TypeError", message: `annotate needs a string, not ${name}` });
  }
});

test("a result survives structured cloning and JSON", () => {
  const result = annotate(text);
  assert.deepEqual(structuredClone(result), result);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
});
