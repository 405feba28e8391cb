/**
 * Places in a text that survive edits elsewhere in it.
 *
 * A span is remembered by its words, the words around it, and where it stood, as the Web Annotation
 * model's TextQuoteSelector does; it is found again where the same words stand in the most similar
 * surroundings, the nearest first. One case goes wrong: a short phrase whose own sentence was rewritten,
 * when the same phrase stands elsewhere too.
 */

/** @import { Annotations, Span } from "../core/model.js" */
/** @typedef {{ exact: string, prefix: string, suffix: string, start: number }} Anchor */

const CONTEXT = 40;
/** How many places of a phrase are compared at most; further ones are ignored. */
const MAX_PLACES = 1000;
/** How many characters around the old place are searched first. */
const NEAR = 2000;

/** @param {string} text @param {Span} span @returns {Anchor} */
export function anchor(text, { start, end }) {
  return { exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - CONTEXT), start), suffix: text.slice(end, end + CONTEXT), start };
}

/** @param {string} text @param {Anchor} anchor @returns {Span | null} */
export function find(text, { exact, prefix, suffix, start }) {
  if (!exact) return null;
  /** @param {number} at */
  const likeness = (at) => sameEnd(text.slice(Math.max(0, at - prefix.length), at), prefix) + sameStart(text.slice(at + exact.length, at + exact.length + suffix.length), suffix);
  const whole = prefix.length + suffix.length;
  // In nearly all cases the words stand where they stood, or near there.
  if (text.startsWith(exact, start) && likeness(start) === whole) return { start, end: start + exact.length };
  const from = Math.max(0, start - prefix.length - NEAR);
  const near = text.slice(from, start + exact.length + suffix.length + NEAR);
  const first = near.indexOf(prefix + exact + suffix);
  if (first >= 0 && first === near.lastIndexOf(prefix + exact + suffix)) {
    return { start: from + first + prefix.length, end: from + first + prefix.length + exact.length };
  }
  let best = -1;
  let score = -1;
  let places = 0;
  for (let at = text.indexOf(exact); at >= 0 && places < MAX_PLACES; at = text.indexOf(exact, at + 1), places += 1) {
    const like = likeness(at);
    if (like > score || (like === score && Math.abs(at - start) < Math.abs(best - start))) [best, score] = [at, like];
  }
  return best < 0 ? null : { start: best, end: best + exact.length };
}

/** @param {string} a @param {string} b */
function sameStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

/** @param {string} a @param {string} b */
function sameEnd(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

/**
 * Compares two texts, and says how many characters are equal at their start and at their end.
 * @param {string} before
 * @param {string} after
 */
export function changedPart(before, after) {
  const head = sameStart(before, after);
  return { head, tail: Math.min(sameEnd(before, after), before.length - head, after.length - head) };
}

/**
 * Moves the annotations of a text along with an edit of it, so that the marks stay on their words until
 * the edited text has been read. An annotation whose words the edit removed is dropped.
 * @param {Annotations} annotations
 * @param {string} before
 * @param {string} after
 * @returns {Annotations}
 */
export function shift(annotations, before, after) {
  const { head, tail } = changedPart(before, after);
  const cut = before.length - tail;
  const delta = after.length - before.length;
  /** @param {number} offset */
  const start = (offset) => (offset < head ? offset : offset >= cut ? offset + delta : after.length - tail);
  /** @param {number} offset */
  const end = (offset) => (offset <= head ? offset : offset >= cut ? offset + delta : head);
  /** @template {Span} S @param {S} span @returns {S} */
  const span = (span) => ({ ...span, start: start(span.start), end: end(span.end) });
  /** @param {Span} span */
  const holds = (span) => span.start < span.end;
  /** @param {Span | null} one */
  const optional = (one) => {
    const moved = one && span(one);
    return moved && holds(moved) ? moved : null;
  };
  /** For the index of each mention that is left, its new index. @type {Map<number, number>} */
  const places = new Map();
  /** @type {Annotations["mentions"]} */
  const mentions = [];
  annotations.mentions.forEach((mention, index) => {
    const moved = span(mention);
    if (holds(moved)) places.set(index, mentions.push(moved) - 1);
  });
  return {
    ...annotations,
    paragraphs: annotations.paragraphs.map(span).filter(holds),
    entities:
      mentions.length === annotations.mentions.length
        ? annotations.entities
        : annotations.entities.map((entity) => ({ ...entity, mentions: entity.mentions.flatMap((index) => places.get(index) ?? []) })),
    mentions,
    quotations: annotations.quotations
      .map((q) => ({ ...q, content: q.content.map(span).filter(holds), source: optional(q.source), cue: optional(q.cue) }))
      .filter((q) => q.content.length > 0),
  };
}

/**
 * The annotations inside a part of the text, with offsets that count from the part's start. An annotation
 * that reaches over an end of the part is cut there.
 * @param {Annotations} annotations
 * @param {Span} part
 * @returns {Annotations}
 */
export function inside(annotations, part) {
  /** @template {Span} S @param {S} span @returns {S} */
  const cut = (span) => ({ ...span, start: Math.max(span.start, part.start) - part.start, end: Math.min(span.end, part.end) - part.start });
  /** @param {Span} span */
  const touches = (span) => span.start < part.end && span.end > part.start;
  /** @param {Span | null} one */
  const optional = (one) => (one && touches(one) ? cut(one) : null);
  return {
    ...annotations,
    paragraphs: annotations.paragraphs.filter(touches).map(cut),
    mentions: annotations.mentions.filter(touches).map(cut),
    quotations: annotations.quotations.flatMap((q) => {
      const content = q.content.filter(touches).map(cut);
      return content.length ? [{ ...q, content, source: optional(q.source), cue: optional(q.cue) }] : [];
    }),
  };
}
