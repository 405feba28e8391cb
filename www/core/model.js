/**
 * The data that the page works on: the types of the core's annotations, and small functions that answer questions about them.
 *
 * Offsets are UTF-16 code units everywhere in the page, so that `text.slice(start, end)` is the span.
 */

/** @typedef {import("../pkg/whosaid.js").Span} Span */
/** @typedef {import("../pkg/whosaid.js").EntityKind} EntityKind */
/** @typedef {import("../pkg/whosaid.js").Form} Form */
/** @typedef {import("../pkg/whosaid.js").QuotationKind} QuotationKind */
/** @typedef {import("../pkg/whosaid.js").Mention} Mention */
/** @typedef {import("../pkg/whosaid.js").Entity} Entity */
/** @typedef {import("../pkg/whosaid.js").Quotation} Quotation */
/** @typedef {import("../pkg/whosaid.js").Paragraph} Paragraph */
/** @typedef {import("../pkg/whosaid.js").Annotations} Annotations */

/**
 * Below this confidence a quotation is drawn as unsure: it is more likely wrong than right. The core's
 * exports use the same figure (`export::UNSURE_BELOW`); tests/node/unsure.test.mjs checks that the two are equal.
 */
export const UNSURE_BELOW = 0.5;

/** Stands in a quotation's `rule` once the reader has corrected it. */
export const CORRECTED = "corrected by the reader";
/** Stands in a quotation's `rule` once the reader has checked it and found it right. */
export const CONFIRMED = "confirmed by the reader";

/** Whether the reader has decided about a quotation. @param {Quotation} quotation */
export const isChecked = ({ rule }) => rule === CORRECTED || rule === CONFIRMED;

/**
 * Whether a quotation is drawn as unsure: its confidence is low, or it has no named speaker.
 * @param {Quotation} quotation
 */
export const isUnsure = ({ confidence, speakers }) => confidence < UNSURE_BELOW || speakers.length === 0;

/** The first of a quotation's speakers; null where nobody is named. @param {Quotation} quotation */
export const firstSpeaker = ({ speakers }) => speakers[0] ?? null;

/** @type {EntityKind[]} */
export const KINDS = ["person", "organization", "place", "facility", "group", "product", "document", "date", "time", "money", "percent", "quantity", "other"];

/**
 * Counts the words in a stretch of text; "don't" and "well-known" are one word each.
 * @param {string} text
 */
export function countWords(text) {
  return text.match(/[\p{L}\p{N}]+(?:['’\-.,][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * The words of a quotation on one line, with `…` where the text interrupts it. Its content has one part for each paragraph; between two paragraphs there is no `…`.
 * @param {string} text
 * @param {Pick<Quotation, "content">} quotation
 */
export function wordsOf(text, { content }) {
  let words = "";
  let last = content[0].start;
  for (const { start, end } of content) {
    const interrupted = text.slice(last, start).trim() !== "";
    words += `${interrupted ? " … " : " "}${text.slice(start, end)}`;
    last = end;
  }
  return words.replace(/\s+/g, " ").trim();
}

/**
 * The span from the first word of a quotation to its last, with whatever interrupts it.
 * @param {Quotation} quotation
 * @returns {Span}
 */
export function hull({ content }) {
  return { start: content[0].start, end: content[content.length - 1].end };
}

/**
 * Whether a quotation is shown: always if somebody says it, and if it is a reported thought only where thoughts are shown.
 * @param {Quotation} quotation
 * @param {boolean} thoughts
 */
export const isShown = (quotation, thoughts) => thoughts || quotation.act === "speech";

/** The names of a quotation's speakers, joined as in a sentence: "Ana Ruiz and Bo Lund"; null where nobody is named. @param {Annotations} annotations @param {Quotation} quotation */
export function namesOfSpeakers({ entities }, { speakers }) {
  if (speakers.length === 0) return null;
  const names = speakers.map((id) => entities[id].name);
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/**
 * The named entities of each kind, most mentioned first; kinds that don't occur are left out.
 * @param {Annotations} annotations
 * @returns {{ kind: EntityKind, entities: { entity: Entity, names: number[] }[] }[]}
 */
export function namesByKind({ entities, mentions }) {
  const named = entities
    .map((entity) => ({ entity, names: entity.mentions.filter((m) => mentions[m].form === "name") }))
    .filter(({ names }) => names.length > 0)
    .sort((a, b) => b.names.length - a.names.length || a.names[0] - b.names[0]);
  return KINDS.map((kind) => ({ kind, entities: named.filter(({ entity }) => entity.kind === kind) })).filter(
    ({ entities }) => entities.length > 0,
  );
}
