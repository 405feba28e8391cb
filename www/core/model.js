/**
 * The data that the page works on: the core's annotations, and what is read off them.
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
/** @typedef {import("../pkg/whosaid.js").Annotations} Annotations */

/**
 * One line of the cast: somebody, and what they are quoted with.
 * @typedef {object} Part
 * @property {number | null} speaker  the entity; null stands for nobody named
 * @property {string} name
 * @property {number[]} quotations  indices, in text order
 * @property {number} words
 * @property {number} share  of all quoted words, 0 to 1
 * @property {Record<QuotationKind, number>} kinds
 */

/**
 * Below this confidence a quotation is drawn as unsure: it is more likely wrong than right. The core's
 * exports use the same figure (`export::UNSURE_BELOW`); tests/node/unsure.test.mjs holds the two together.
 */
export const UNSURE_BELOW = 0.5;

/**
 * Is this quotation to look unsure? So it is too where nobody is named for it.
 * @param {Quotation} quotation
 */
export const isUnsure = ({ confidence, speakers }) => confidence < UNSURE_BELOW || speakers.length === 0;

/** The first of those who speak; null where nobody is named. @param {Quotation} quotation */
export const firstSpeaker = ({ speakers }) => speakers[0] ?? null;

/**
 * The names of those who speak, as words: "Ana Ruiz, Tom Lee and Eva Lund"; null where nobody is named.
 * @param {Annotations} annotations
 * @param {Quotation} quotation
 */
export function namesOfSpeakers({ entities }, { speakers }) {
  const names = speakers.map((id) => entities[id].name);
  if (names.length < 2) return names[0] ?? null;
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** @type {EntityKind[]} */
export const KINDS = ["person", "organization", "place", "facility", "group", "product", "document", "date", "time", "money", "percent", "quantity", "other"];

/**
 * The words in a stretch of text; "don't" and "well-known" are one word each.
 * @param {string} text
 */
export function countWords(text) {
  return text.match(/[\p{L}\p{N}]+(?:['’\-.,][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * From the first word of a quotation to its last.
 * @param {Quotation} quotation
 * @returns {Span}
 */
export function hull({ content }) {
  return { start: content[0].start, end: content[content.length - 1].end };
}

/**
 * Is this quotation to be seen, with thoughts shown or hidden?
 * @param {Quotation} quotation
 * @param {boolean} thoughts
 */
export const isShown = (quotation, thoughts) => thoughts || quotation.act === "speech";

/**
 * Who speaks, most words first; what nobody is named for comes last.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {boolean} thoughts  count reported thought too
 * @returns {Part[]}
 */
export function castOf(text, annotations, thoughts) {
  /** @type {Map<number | null, Part>} */
  const parts = new Map();
  let total = 0;
  annotations.quotations.forEach((quotation, index) => {
    if (!isShown(quotation, thoughts)) return;
    const words = quotation.content.reduce((sum, span) => sum + countWords(text.slice(span.start, span.end)), 0);
    total += words;
    // What several say together is said by each of them.
    for (const speaker of quotation.speakers.length ? quotation.speakers : [null]) {
      let part = parts.get(speaker);
      if (!part) {
        const name = speaker === null ? "Nobody named" : annotations.entities[speaker].name;
        part = { speaker, name, quotations: [], words: 0, share: 0, kinds: { direct: 0, mixed: 0, indirect: 0 } };
        parts.set(speaker, part);
      }
      part.quotations.push(index);
      part.words += words;
      part.kinds[quotation.kind] += 1;
    }
  });
  const cast = [...parts.values()];
  for (const part of cast) part.share = total ? part.words / total : 0;
  return cast.sort((a, b) => Number(a.speaker === null) - Number(b.speaker === null) || b.words - a.words);
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
