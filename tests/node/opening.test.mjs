/** Articles that come in: broken lines are joined, addresses are told from texts, hostile archives and damaged links are refused. */

import assert from "node:assert/strict";
import { test } from "node:test";
import JSZip from "jszip";
import { isAddress, soundAbout } from "../../www/keeping/about.js";
import { dateOf, linkToWords } from "../../www/keeping/quote.js";
import { MARK, linkTo, openLink } from "../../www/keeping/share-link.js";
import { unpackedSize } from "../../www/opening/unpacking.js";
import { unwrapped } from "../../www/opening/wrapped-lines.js";

const COLUMN = `The council voted to close the pool on Monday, after a
debate that lasted until midnight and in which nobody was
convinced by anybody else. The mayor, who had promised in
her campaign that it would stay open, abstained from the
vote.

Swimmers who had filled the public benches left the hall
in silence, and then sang on the steps for a quarter of
an hour, until the police asked them to go home quietly.`;

test("lines that a width has broken are joined, paragraphs stay apart", () => {
  const joined = unwrapped(COLUMN);
  assert.equal(joined.split("\n\n").length, 2);
  assert.ok(joined.includes("after a debate that lasted") && joined.includes("abstained from the vote."));
  assert.equal(unwrapped(joined), joined);
});

test("lines that mean something are left: articles, verse, lists, tables of names", () => {
  for (const text of [
    "Headline\n\nA paragraph that is as long as paragraphs are, and goes on for a while without any break in it at all, as pasted text does.\n\nAnother.",
    "Roses are red\nViolets are blue\nThe pool is shut\nAnd so are you\nThe mayor said\nShe never knew",
    "Ana Duarte\nPeter Vance\nIda Brandt\nOlle Berg\nJon Falk\nEva Falk\nPer Falk",
    Array.from({ length: 12 }, (_, i) => `"This is sentence number ${i} of an interview," said Ana Duarte on Monday.`).join("\n"),
  ]) {
    assert.equal(unwrapped(text), text);
  }
});

test("an address alone is one; a text that holds one is none", () => {
  for (const address of ["https://tide.example/a?b=c", "http://x.example", "www.tide.example/a", "  https://tide.example/ferry \n"]) assert.ok(isAddress(address), address);
  for (const text of ["tide.example said so", "see https://tide.example", "javascript:alert(1)", "https://", "A headline", "file:///etc/passwd"]) assert.ok(!isAddress(text), text);
  assert.deepEqual(soundAbout({ address: "javascript:alert(1)", headline: 7, date: " 2026-03-14 ", captions: ["one", 2] }), { date: "2026-03-14", captions: ["one"] });
});

test("a link to words names them, and of many the first and the last", () => {
  assert.equal(linkToWords("https://t.example/a", "well-known words, said"), "https://t.example/a#:~:text=well%2Dknown%20words%2C%20said");
  const many = Array.from({ length: 30 }, (_, i) => `w${i}`).join(" ");
  assert.equal(linkToWords("https://t.example/a#top", many), "https://t.example/a#top:~:text=w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29");
  assert.equal(dateOf("2026-03-14T08:00:00Z"), "14 March 2026");
  assert.equal(dateOf("last Tuesday"), "last Tuesday");
});

test("a link gives back what it was made of; a damaged or enormous one gives nothing", async () => {
  const shared = { text: COLUMN, corrections: [], about: { headline: "Pool" } };
  const link = await linkTo(shared, "https://whosaid.example/#old");
  assert.ok(link.startsWith(`https://whosaid.example/${MARK}`));
  const fragment = new URL(link).hash;
  assert.deepEqual(await openLink(fragment), shared);
  for (const broken of [fragment.slice(0, -20), `${MARK}%%%`, `${MARK}AAAA`, "#something", MARK]) assert.equal(await openLink(broken), null, broken);
  const bomb = await linkTo({ ...shared, text: "x".repeat(5_000_000) }, "https://whosaid.example/");
  assert.equal(await openLink(new URL(bomb).hash), null);
});

/** @param {Record<string, string>} files */
async function archive(files) {
  const zip = new JSZip();
  for (const [name, text] of Object.entries(files)) zip.file(name, text);
  return zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
}

test("an archive is as large as what is in it, whatever it says itself; more than is wanted is refused", async () => {
  const small = await archive({ "a.xml": "a".repeat(5000), "b/c.xml": "é" });
  assert.equal(await unpackedSize(small, 10_000), 5002);
  await assert.rejects(unpackedSize(small, 5000), /too much/);
  const bomb = await archive({ "word/document.xml": " ".repeat(30_000_000) });
  assert.ok(bomb.length < 40_000);
  // The archive states a small size.
  const view = new DataView(bomb.buffer, bomb.byteOffset);
  for (let at = 0; at < bomb.length - 4; at += 1) if (view.getUint32(at, true) === 30_000_000) view.setUint32(at, 100, true);
  await assert.rejects(unpackedSize(bomb, 1_000_000), /too much/);
});

test("an archive of some kilobytes that holds millions of tags is refused: each would take kilobytes", async () => {
  const tags = await archive({ "word/document.bin": `<w:body>${"<w:p/>".repeat(100_000)}</w:body>` });
  assert.ok(tags.length < 10_000);
  assert.equal(await unpackedSize(tags, 1_000_000, 100_002), 600_017);
  await assert.rejects(unpackedSize(tags, 1_000_000, 100_001), /too much/);
});

test("an archive with a second list of entries, which other readers take, is an error", async () => {
  const [small, bomb] = [await archive({ "a.xml": "a" }), await archive({ "a.xml": " ".repeat(3_000_000) })];
  const [listOf, endOf] = [(/** @type {Uint8Array} */ zip) => new DataView(zip.buffer).getUint32(zip.length - 6, true), (/** @type {Uint8Array} */ zip) => zip.length - 22];
  // The end record points at the small archive's list of entries, but gives the length of the bomb's list, which stands right before the end.
  const both = new Uint8Array([...small.slice(0, endOf(small)), ...bomb]);
  const view = new DataView(both.buffer);
  view.setUint32(both.length - 6, listOf(small), true);
  await assert.rejects(unpackedSize(both, 1000), /not where it is said/);
  view.setUint32(both.length - 10, endOf(both) - listOf(small), true);
  await assert.rejects(unpackedSize(both, 1000), /more entries/);
});

test("archives that are damaged at any place are errors, and not endless", async () => {
  const whole = await archive({ "a.xml": "abcabc".repeat(50), "b.xml": "x" });
  await assert.rejects(unpackedSize(new Uint8Array(0), 1000));
  for (let at = 0; at < whole.length; at += 1) {
    for (const [cut, value] of /** @type {const} */ ([[true, 0], [false, 0xff], [false, 0]])) {
      const damaged = cut ? whole.slice(0, at) : whole.slice();
      if (!cut) damaged[at] = value;
      const size = await unpackedSize(damaged, 1000).catch((error) => (error instanceof Error ? 0 : NaN));
      assert.ok(size >= 0 && size <= 1000, `${at}`);
    }
  }
});
