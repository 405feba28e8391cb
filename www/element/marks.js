/** Turns annotations into marks: which words get which look. */

import { firstSpeaker, isUnsure } from "../core/model.js";
import { drawnParts } from "../reading/layers.js";
import { inkOf, numberSpeakers } from "../reading/palette.js";
import { NAME, nameOf } from "./looks.js";

/** @import { Annotations, Quotation, Span } from "../core/model.js" */
/** @import { Theme } from "./looks.js" */

/** @typedef {"direct" | "mixed" | "indirect" | "thoughts" | "sources" | "names"} Shown */
/**
 * @typedef {object} Mark
 * @property {string} name  the name of its look; empty where the mark is drawn only while its quotation's card is open
 * @property {Span[]} spans
 * @property {number | null} quotation  the quotation's index; null for a name
 * @property {boolean} content  whether these are the quoted words; false for a source, a cue or a name
 * @property {string} current  the name of the look that is added while the card is open; empty for none
 * @property {number} priority  where marks overlap, the one with the higher number is drawn on top
 */

/** @type {Record<string, Shown[]>} */
const WORDS = {
  quotations: ["direct", "mixed", "indirect"],
  direct: ["direct"],
  mixed: ["mixed"],
  indirect: ["indirect"],
  thoughts: ["thoughts"],
  sources: ["sources"],
  names: ["names"],
};

/** The default of the attribute `show`. */
export const SHOW = "quotations sources";

/**
 * Reads the attribute `show`. Unknown words are ignored.
 * @param {string} show
 * @returns {Set<Shown>}
 */
export const shownBy = (show) => new Set(show.toLowerCase().split(/\s+/).flatMap((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : [])));

/**
 * The indices of the quotations to show, in text order.
 * @param {Annotations} annotations
 * @param {Set<Shown>} show
 * @param {number} minConfidence
 */
export function shownQuotations({ quotations }, show, minConfidence) {
  return [...quotations.keys()].filter((i) => {
    const { act, kind, confidence } = quotations[i];
    return confidence >= minConfidence && (act === "thought" ? show.has("thoughts") : show.has(kind));
  });
}

/**
 * A quotation's spans, each with its look. In a quotation that is partly word for word, words in quotation marks look different from the rest.
 * @param {string} text
 * @param {Quotation} quotation
 */
function looksOf(text, quotation) {
  const { content, kind } = quotation;
  if (isUnsure(quotation)) return [{ look: /** @type {const} */ ("unsure"), spans: content }];
  const parts = content.flatMap((span) => drawnParts(text, span, kind));
  const looks = /** @type {const} */ (["direct", "indirect"]);
  return looks.map((look) => ({ look, spans: parts.filter(({ as }) => as === look).map(({ start, end }) => ({ start, end })) })).filter(({ spans }) => spans.length > 0);
}

/**
 * The marks of a text, and the ink of each quotation.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {number[]} shown  the quotations to mark
 * @param {Set<Shown>} show
 * @param {(spans: Span[]) => Theme} themeOf  the theme where these words stand: a box may be dark in a light article
 * @param {Map<string, number>} numbers  the speakers' numbers, kept from one reading to the next
 */
export function marksOf(text, annotations, shown, show, themeOf, numbers) {
  const speakers = numberSpeakers(annotations, numbers);
  /** @param {number} index */
  const numberOf = (index) => {
    const speaker = firstSpeaker(annotations.quotations[index]);
    return speaker === null ? undefined : speakers.get(speaker);
  };
  /** @type {Mark[]} */
  const marks = [];
  if (show.has("names")) {
    for (const { start, end, form } of annotations.mentions) {
      if (form === "name") marks.push({ name: NAME, spans: [{ start, end }], quotation: null, content: false, current: "", priority: 0 });
    }
  }
  for (const index of shown) {
    const quotation = annotations.quotations[index];
    const ink = inkOf(numberOf(index));
    const theme = themeOf(quotation.content);
    const current = nameOf(theme, ink, "current");
    for (const { look, spans } of looksOf(text, quotation)) marks.push({ name: nameOf(theme, ink, look), spans, quotation: index, content: true, current, priority: 1 });
    if (!show.has("sources")) continue;
    for (const look of /** @type {const} */ (["source", "cue"])) {
      const span = quotation[look];
      if (span) marks.push({ name: "", spans: [span], quotation: index, content: false, current: nameOf(theme, ink, look), priority: 2 });
    }
  }
  return { marks, numberOf };
}
