/**
 * The reader's corrections. They are kept apart from what the core found, and applied to it with `correct`.
 *
 * Corrections are a list of plain records in the order in which they were made, so Undo takes the last
 * one off. (Edits of the text stand in the same list, to be undone in the same way; `correct` ignores them.)
 * A correction says where it applies by anchors (`anchors.js`), not by index, so it still holds after the
 * text was edited elsewhere and read again, and on the next visit. `correct` is a pure function of
 * the text, the core's annotations and the list.
 */

import { anchor, find } from "./anchors.js";
import { CORRECTED, KINDS, hull } from "../core/model.js";

/** @import { Annotations, Entity, EntityKind, Form, Mention, Quotation, QuotationKind, Span } from "../core/model.js" */
/** @import { Anchor } from "./anchors.js" */

/** @import { Change } from "../keeping/own-names.js" */
/** Points at an entity: the one that a mention stands for, or without a mention the one with this name. `fresh`: a new entity, even if one has this name already. @typedef {{ name: string, kind: EntityKind, mention: Anchor | null, fresh?: boolean }} Who */
/**
 * @typedef {object} Corrected  a quotation as the reader wants it
 * @property {QuotationKind} kind
 * @property {"speech" | "thought"} act
 * @property {boolean} [denied]
 * @property {Anchor[]} content
 * @property {Anchor | null} cue
 * @property {Anchor | null} source
 * @property {Who[]} speakers
 * @property {number} [confidence]  with `rule`, only where an opened document gave them; otherwise the confidence is 1 and the rule says that the reader decided
 * @property {string} [rule]
 * @property {string | null} [speakerRule]
 */
/** @typedef {{ op: "quotation", at: Anchor[], to: Corrected | null }} QuotationCorrection  `at` empty: a new quotation; `to` null: there is no quotation here */
/** @typedef {{ op: "entity", of: Who, to: { name: string, kind: EntityKind } }} EntityCorrection */
/** @typedef {{ op: "merge", of: Who, into: Who }} MergeCorrection */
/** @typedef {{ op: "mention", at: Anchor, to: Who | null, form?: Form }} MentionCorrection  this mention means somebody else; null: it is no name */
/** @typedef {{ op: "text", at: number, removed: string, inserted: string }} TextEdit  the reader changed the words of the article */
/** @typedef {{ op: "own-names" }} OwnNamesEdit  changes only the list of own names, by its `always` */
/** One step that the reader took; `always` is what it changed in the list of own names. @typedef {(QuotationCorrection | EntityCorrection | MergeCorrection | MentionCorrection | TextEdit | OwnNamesEdit) & { always?: Change }} Correction */

/** @param {string} text @param {Annotations} annotations @param {number} entity @returns {Who} */
export function whoOf(text, annotations, entity) {
  const { name, kind, mentions } = annotations.entities[entity];
  const first = mentions.find((m) => annotations.mentions[m].form === "name") ?? mentions[0];
  return { name, kind, mention: first === undefined ? null : anchor(text, annotations.mentions[first]) };
}

/** Turns a quotation, as it stands, into the form that a correction holds. @param {string} text @param {Annotations} annotations @param {Quotation} quotation @returns {Corrected} */
export function asCorrected(text, annotations, { kind, act, denied, content, cue, source, speakers }) {
  return {
    kind,
    act,
    denied,
    content: content.map((span) => anchor(text, span)),
    cue: cue && anchor(text, cue),
    source: source && anchor(text, source),
    speakers: speakers.map((id) => whoOf(text, annotations, id)),
  };
}

/** @param {any} a @returns {a is Anchor} */
const isAnchor = (a) => [a?.exact, a?.prefix, a?.suffix].every((part) => typeof part === "string") && Number.isInteger(a.start);

/** @param {any} who @returns {who is Who} */
const isWho = (who) => typeof who?.name === "string" && KINDS.includes(who.kind) && (who.mention === null || isAnchor(who.mention));

/** @param {any} to @returns {to is Corrected} */
const isCorrected = (to) =>
  ["direct", "mixed", "indirect"].includes(to?.kind) &&
  ["speech", "thought"].includes(to.act) &&
  Array.isArray(to.content) &&
  to.content.every(isAnchor) &&
  [to.cue, to.source].every((part) => part === null || isAnchor(part)) &&
  (to.denied === undefined || typeof to.denied === "boolean") &&
  (to.speakers === undefined ? to.speaker === null || isWho(to.speaker) : Array.isArray(to.speakers) && to.speakers.every(isWho)) &&
  (to.speakerRule === undefined || to.speakerRule === null || typeof to.speakerRule === "string") &&
  (to.confidence === undefined || (typeof to.confidence === "number" && to.confidence >= 0 && to.confidence <= 1)) &&
  (to.rule === undefined || typeof to.rule === "string");

/**
 * Whether a value is a valid correction. It may come from storage that was changed by hand or by another version of the page.
 * @param {any} value
 * @returns {value is Correction}
 */
export function isCorrection(value) {
  const { always } = value ?? {};
  if (always && ![always.add?.names, always.add?.ignore, always.remove?.names, always.remove?.ignore].every(Array.isArray)) return false;
  switch (value?.op) {
    case "quotation":
      return Array.isArray(value.at) && value.at.every(isAnchor) && (value.to === null || isCorrected(value.to));
    case "entity":
      return isWho(value.of) && typeof value.to?.name === "string" && KINDS.includes(value.to.kind);
    case "merge":
      return isWho(value.of) && isWho(value.into);
    case "mention":
      return isAnchor(value.at) && (value.to === null || isWho(value.to));
    case "text":
      return Number.isInteger(value.at) && typeof value.removed === "string" && typeof value.inserted === "string";
    default:
      return value?.op === "own-names";
  }
}

/**
 * Applies the corrections to the annotations. A correction whose place is no longer in the text is skipped.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {readonly Correction[]} corrections
 * @returns {Annotations}
 */
export function correct(text, annotations, corrections) {
  if (!corrections.some(({ op }) => op !== "text" && op !== "own-names")) return annotations;
  /** @type {Annotations} */
  const result = {
    ...annotations,
    mentions: annotations.mentions.slice(),
    entities: annotations.entities.map((entity) => ({ ...entity })),
    quotations: annotations.quotations.slice(),
  };
  for (const correction of corrections) {
    if (correction.op === "quotation") correctQuotation(text, result, correction);
    else if (correction.op === "entity") {
      const entity = entityOf(text, result, correction.of);
      if (entity !== null) {
        Object.assign(result.entities[entity], correction.to);
        result.mentions = result.mentions.map((m) => (m.entity === entity ? { ...m, kind: correction.to.kind } : m));
      }
    } else if (correction.op === "merge") {
      const from = entityOf(text, result, correction.of);
      const into = entityOf(text, result, correction.into);
      if (from !== null && into !== null && from !== into) {
        const { kind } = result.entities[into];
        result.mentions = result.mentions.map((m) => (m.entity === from ? { ...m, entity: into, kind } : m));
        result.quotations = result.quotations.map((q) => (q.speakers.includes(from) ? { ...q, speakers: [...new Set(q.speakers.map((id) => (id === from ? into : id)))] } : q));
      }
    } else if (correction.op === "mention") correctMention(text, result, correction);
  }
  return tidy(result);
}

/** @param {string} text @param {Annotations} result @param {QuotationCorrection} correction */
function correctQuotation(text, result, { at, to }) {
  const place = at.map((a) => find(text, a)).filter((span) => span !== null);
  const index = place.length === 0 ? -1 : closest(result.quotations, { start: place[0].start, end: place[place.length - 1].end });
  if (!to) {
    if (index >= 0) result.quotations.splice(index, 1);
    return;
  }
  const content = to.content.map((a) => find(text, a)).filter((span) => span !== null).sort((a, b) => a.start - b.start);
  if (content.length === 0) return; // The quotation's words are no longer in the text.
  const quotation = {
    kind: to.kind,
    act: to.act,
    denied: to.denied ?? false,
    content,
    cue: to.cue && find(text, to.cue),
    source: to.source && find(text, to.source),
    speakers: [...new Set(speakersOf(to).map((who) => entityOf(text, result, who) ?? addEntity(result, who)))],
    confidence: to.confidence ?? 1,
    rule: to.rule ?? CORRECTED,
    speakerRule: to.speakerRule ?? null,
  };
  if (index >= 0) result.quotations[index] = quotation;
  else result.quotations.push(quotation);
}

/** The speakers of a correction. One that an older version of the page kept has a single `speaker`, or none. @param {Corrected & { speaker?: Who | null }} to */
const speakersOf = ({ speakers, speaker }) => speakers ?? (speaker ? [speaker] : []);

/** @param {string} text @param {Annotations} result @param {MentionCorrection} correction */
function correctMention(text, result, { at, to, form }) {
  const span = find(text, at);
  if (!span) return;
  const same = result.mentions.findIndex((m) => m.start === span.start && m.end === span.end);
  /** @param {Mention} m */
  const overlaps = (m) => m.form === "name" && m.start < span.end && span.start < m.end;
  if (!to) {
    const index = same >= 0 ? same : result.mentions.findIndex(overlaps);
    if (index >= 0) result.mentions.splice(index, 1);
    return;
  }
  const entity = entityOf(text, result, to) ?? addEntity(result, to);
  const { kind } = result.entities[entity];
  if (same >= 0) {
    result.mentions[same] = { ...result.mentions[same], entity, kind };
    return;
  }
  // A new name replaces the names that it overlaps. A description or pronoun may contain names, so it replaces none.
  if (!form || form === "name") result.mentions = result.mentions.filter((m) => !overlaps(m));
  result.mentions.push({ ...span, form: form ?? "name", kind, entity });
}

/**
 * The quotation that overlaps a span most, if the overlap is at least half of what the two cover together.
 * @param {Quotation[]} quotations
 * @param {Span} span
 */
function closest(quotations, span) {
  let best = -1;
  let most = 0.5;
  quotations.forEach((quotation, index) => {
    const { start, end } = hull(quotation);
    const shared = Math.min(end, span.end) - Math.max(start, span.start);
    const share = shared / (Math.max(end, span.end) - Math.min(start, span.start));
    if (share >= most) [best, most] = [index, share];
  });
  return best;
}

/** @param {string} text @param {Annotations} result @param {Who} who @returns {number | null} */
function entityOf(text, result, { name, mention, fresh }) {
  const span = mention && find(text, mention);
  const found = span && result.mentions.find((m) => m.start === span.start && m.end === span.end);
  if (found) return found.entity;
  const named = fresh ? undefined : result.entities.find((entity) => entity.name === name);
  return named ? named.id : null;
}

/** @param {Annotations} result @param {{ name: string, kind: EntityKind }} who */
function addEntity(result, { name, kind }) {
  const id = result.entities.length;
  result.entities.push({ id, name, kind, mentions: [] });
  return id;
}

/**
 * Puts mentions and quotations in text order, drops entities that nothing refers to any more, and numbers the rest anew.
 * @param {Annotations} result
 * @returns {Annotations}
 */
function tidy({ mentions, entities, quotations, ...rest }) {
  const sorted = mentions.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const used = new Set([...sorted.map((m) => m.entity), ...quotations.flatMap((q) => q.speakers)]);
  /** @type {Map<number, number>} */
  const ids = new Map();
  for (const { id } of entities) if (used.has(id)) ids.set(id, ids.size);
  /** @type {Entity[]} */
  const kept = entities.filter(({ id }) => ids.has(id)).map((entity) => ({ ...entity, id: /** @type {number} */ (ids.get(entity.id)), mentions: [] }));
  /** @type {Mention[]} */
  const moved = sorted.map((m) => ({ ...m, entity: /** @type {number} */ (ids.get(m.entity)) }));
  moved.forEach((m, index) => kept[m.entity].mentions.push(index));
  return {
    ...rest,
    mentions: moved,
    entities: kept,
    quotations: quotations
      .map((q) => ({ ...q, speakers: q.speakers.map((id) => /** @type {number} */ (ids.get(id))) }))
      .sort((a, b) => a.content[0].start - b.content[0].start),
  };
}
