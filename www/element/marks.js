/** From annotations to marks: which words get which look. */

import { firstSpeaker, isUnsure } from "../core/model.js";
import { drawnParts } from "../reading/layers.js";
import { inkOf, numberSpeakers } from "../reading/palette.js";
import { NAME, nameOf } from "./looks.js";

/** @import { Annotations, Quotation, Span } from "../core/model.js" */
/** @import { Theme } from "./looks.js" */

/** @typedef {"direct" | "mixed" | "indirect" | "thoughts" | "sources" | "names"} Shown */
/**
 * @typedef {object} Mark
 * @property {string} name  of its look; empty where it is drawn only while its card is open
 * @property {Span[]} spans
 * @property {number | null} quotation  its index; null for a name
 * @property {boolean} content  the words that are attributed, and not those that say whose they are
 * @property {string} current  the look to lay over it while its card is open; empty for none
 * @property {number} priority  the higher is drawn over the lower
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

/** What is shown where nobody says otherwise. */
export const SHOW = "quotations sources";

/**
 * The attribute `show`, read. Words that it doesn't know are passed over.
 * @param {string} show
 * @returns {Set<Shown>}
 */
export const shownBy = (show) => new Set(show.toLowerCase().split(/\s+/).flatMap((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : [])));

/**
 * The indices of the quotations to be shown, in text order.
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
 * A quotation's words by how they look: where it is partly word for word, what stands in quotation marks and what doesn't.
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
 * @param {(spans: Span[]) => Theme} themeOf  the paper's where words stand: a box may be dark in a light article
 * @param {Map<string, number>} numbers  of the speakers, kept from one reading to the next
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
