/**
 * Annotations as plain objects, made of the numbers that `src/wasm/session.rs` hands over: sooner made than out of JSON, or field by
 * field from Rust.
 */

/** @import { Act, Annotations, Entity, EntityKind, Form, Language, Mention, Paragraph, ParagraphRole, Pronoun, Quotation, QuotationKind, Span } from "../../www/pkg/whosaid.js" */

// In the order of the Rust types; `tests/wasm/contract.rs` holds it.
/** @type {EntityKind[]} */
const KINDS = ["person", "organization", "place", "facility", "group", "product", "document", "date", "time", "money", "percent", "quantity", "other"];
/** @type {Form[]} */
const FORMS = ["name", "nominal", "pronoun"];
/** @type {QuotationKind[]} */
const QUOTATIONS = ["direct", "mixed", "indirect"];
/** @type {Act[]} */
const ACTS = ["speech", "thought"];
/** @type {Pronoun[]} */
const PRONOUNS = ["he", "she", "they"];
/** @type {ParagraphRole[]} */
const ROLES = ["headline", "byline", "dateline", "caption", "body", "furniture"];
/** @type {Language[]} */
const LANGUAGES = ["en", "other"];

/**
 * @param {Uint32Array} numbers @param {string} strings names, values and rules, one after the other
 * @returns {Annotations}
 */
export function annotations(numbers, strings) {
  let at = 0;
  let letters = 0;
  const next = () => numbers[at++];
  /** What is there is handed over as one more than it is. @returns {number | null} */
  const option = () => {
    const found = next();
    return found === 0 ? null : found - 1;
  };
  const string = (length = next()) => strings.slice(letters, letters += length);
  /** @returns {Span} */
  const span = () => ({ start: next(), end: next() });
  /** An empty span is none. @returns {Span | null} */
  const optionalSpan = () => {
    const found = span();
    return found.start < found.end ? found : null;
  };
  // Loops, and no function that takes what makes an item: called for items of many kinds, it is slow.
  /** @type {Mention[]} */
  const mentions = new Array(next());
  for (let i = 0; i < mentions.length; i += 1) {
    mentions[i] = { start: next(), end: next(), kind: KINDS[next()], form: FORMS[next()], entity: next() };
  }
  /** @type {Entity[]} */
  const entities = new Array(next());
  for (let i = 0; i < entities.length; i += 1) {
    /** @type {Entity} */
    const found = { id: next(), name: string(), kind: KINDS[next()], mentions: new Array(next()) };
    for (let m = 0; m < found.mentions.length; m += 1) found.mentions[m] = next();
    const [value, description, pronoun] = [option(), option(), option()];
    if (value !== null) found.value = string(value);
    if (description !== null) found.description = string(description);
    if (pronoun !== null) found.pronoun = PRONOUNS[pronoun];
    entities[i] = found;
  }
  /** @type {string[]} */
  const rules = new Array(next());
  for (let i = 0; i < rules.length; i += 1) rules[i] = string();
  /** @type {Quotation[]} */
  const quotations = new Array(next());
  for (let i = 0; i < quotations.length; i += 1) {
    const [kind, act, denied] = [QUOTATIONS[next()], ACTS[next()], next() === 1];
    /** @type {Span[]} */
    const content = new Array(next());
    for (let c = 0; c < content.length; c += 1) content[c] = span();
    const [cue, source] = [optionalSpan(), optionalSpan()];
    /** @type {number[]} */
    const speakers = new Array(next());
    for (let s = 0; s < speakers.length; s += 1) speakers[s] = next();
    const [confidence, rule, speakerRule] = [next() / 1000, rules[next()], option()];
    quotations[i] = {
      kind, act, denied, content, cue, source, speakers, confidence, rule, speakerRule: speakerRule === null ? null : rules[speakerRule],
    };
  }
  /** @type {Paragraph[]} */
  const paragraphs = new Array(next());
  for (let i = 0; i < paragraphs.length; i += 1) paragraphs[i] = { start: next(), end: next(), role: ROLES[next()] };
  return { mentions, entities, quotations, paragraphs, language: LANGUAGES[next()] };
}

/**
 * How many UTF-16 code units two texts share at their starts, and at their ends beside these; no character is cut.
 *
 * @param {string} before @param {string} now
 * @returns {number[]}
 */
export function shared(before, now) {
  const most = Math.min(before.length, now.length);
  /** Halved until it is found: to compare slices is much sooner done than letters. @param {number} high @param {(from: number, to: number) => boolean} same */
  const longest = (high, same) => {
    let low = 0;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (same(low, middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const slice = (/** @type {string} */ text, /** @type {number} */ from, /** @type {number} */ to) => text.slice(text.length - to, text.length - from);
  let start = longest(most, (from, to) => before.slice(from, to) === now.slice(from, to));
  let end = longest(most - start, (from, to) => slice(before, from, to) === slice(now, from, to));
  if (/[\ud800-\udbff]/.test(now.charAt(start - 1))) start -= 1;
  if (/[\udc00-\udfff]/.test(now.charAt(now.length - end))) end -= 1;
  return [start, end];
}
