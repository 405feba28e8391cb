/** The inks of styles/palette.css are readable on their background, and people with any kind of colour vision can tell them apart. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inkOf, numberSpeakers } from "../../www/reading/palette.js";

const css = await readFile(new URL("../../www/styles/palette.css", import.meta.url), "utf8");
const [light, dark] = css.split("@media (prefers-color-scheme: dark)");

/** Matrices that turn a colour into what a red-, green- or blue-blind person sees: Machado, Oliveira and Fernandes 2009, severity 1, for linear RGB. @type {Record<string, number[]>} */
const SIGHTS = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  redBlind: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  greenBlind: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  blueBlind: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** @param {string} hex */
const linear = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
/** @param {number[]} matrix @param {number[]} v */
const apply = (matrix, v) => [0, 1, 2].map((row) => Math.min(1, Math.max(0, matrix.slice(3 * row, 3 * row + 3).reduce((sum, m, i) => sum + m * v[i], 0))));
/** @param {number[]} rgb */
function oklab([r, g, b]) {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}
/** @param {number[]} rgb */
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
/** @param {number[]} a @param {number[]} b */
function contrast(a, b) {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

for (const [name, scheme] of Object.entries({ light, dark })) {
  /** @param {string} variable */
  const colour = (variable) => linear(scheme.match(new RegExp(`--${variable}: (#[0-9a-f]{6})`))?.[1] ?? assert.fail(variable));
  const inks = [0, 1, 2, 3, 4, 5, 6].map((i) => colour(`ink-${i}`));

  test(`${name}: every ink reads on its paper`, () => {
    for (const ink of inks) assert.ok(contrast(ink, colour("paper")) >= 4.5);
    assert.ok(contrast(colour("text-soft"), colour("paper")) >= 4.5);
    assert.ok(contrast(colour("text"), colour("paper")) >= 10);
  });

  test(`${name}: any two inks, grey too, are apart for every kind of sight`, () => {
    for (const [sight, matrix] of Object.entries(SIGHTS)) {
      const seen = inks.map((ink) => oklab(apply(matrix, ink)));
      seen.forEach((a, i) =>
        seen.slice(0, i).forEach((b, j) => {
          const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
          // In OKLab, a difference of about 0.02 can just be noticed.
          assert.ok(distance >= 0.05, `inks ${j} and ${i} are ${distance.toFixed(3)} apart for ${sight} sight`);
        }),
      );
    }
  });
}

test("a speaker keeps a number while others come and go; from the seventh on all are grey", () => {
  const numbers = new Map();
  /** @param {string[]} names @param {number[]} [first] */
  const number = (names, first = []) => {
    const entities = names.map((name, id) => ({ id, name, kind: /** @type {const} */ ("person"), mentions: [] }));
    const quotations = names.map((_, speaker) => ({
      kind: /** @type {const} */ ("direct"), act: /** @type {const} */ ("speech"), content: [], denied: false, cue: null, source: null, speakers: [speaker], confidence: 1, rule: "", speakerRule: null,
    }));
    return [...numberSpeakers({ mentions: [], entities, quotations, paragraphs: [], language: "en" }, numbers, first).values()];
  };
  assert.deepEqual(number(["Ana", "Bo"]), [1, 2]);
  assert.deepEqual(number(["Cle", "Ana", "Bo"]), [3, 1, 2]);
  assert.deepEqual(number(["Cleo", "Ana", "Bo"]), [3, 1, 2]);
  assert.deepEqual(number(["Bo"]), [2]);
  assert.deepEqual(number(["Bo", "Dee"]), [2, 1]);
  // The speaker who says most has the lowest number.
  numbers.clear();
  assert.deepEqual(number(["Ana", "Bo", "Cle"], [2, 0]), [1, 2, 3]);
  assert.deepEqual([...numbers], [["Cle", 1], ["Ana", 2], ["Bo", 3]]);
  assert.deepEqual([1, 6, 7, 40, undefined].map(inkOf), [1, 6, 0, 0, 0]);
});
