/**
 * Annotations as plain objects, made of the numbers that `src/wasm.rs` hands over: sooner made than out of JSON, or field by
 * field from Rust.
 */

/** @import { Act, Annotations, EntityKind, Form, Mention, QuotationKind, Span } from "../www/pkg/whosaid.js" */

// In the order of the Rust types; `tests/wasm/contract.rs` holds it.
/** @type {EntityKind[]} */
const KINDS = ["person", "organization", "place", "facility", "group", "product", "date", "time", "money", "percent", "quantity", "other"];
/** @type {Form[]} */
const FORMS = ["name", "nominal", "pronoun"];
/** @type {QuotationKind[]} */
const QUOTATIONS = ["direct", "mixed", "indirect"];
/** @type {Act[]} */
const ACTS = ["speech", "thought"];

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
  /** @template T @param {() => T} item @returns {T[]} */
  const list = (item) => {
    const items = new Array(next());
    for (let i = 0; i < items.length; i += 1) items[i] = item();
    return items;
  };
  const string = (length = next()) => strings.slice(letters, letters += length);
  /** @returns {Span} */
  const span = () => ({ start: next(), end: next() });
  /** An empty span is none. @returns {Span | null} */
  const optionalSpan = () => {
    const found = span();
    return found.start < found.end ? found : null;
  };
  /** @returns {Mention} */
  const mention = () => ({ start: next(), end: next(), kind: KINDS[next()], form: FORMS[next()], entity: next() });
  const entity = () => {
    const found = { id: next(), name: string(), kind: KINDS[next()], mentions: list(next) };
    const value = option();
    return value === null ? found : { ...found, value: string(value) };
  };
  const quotation = (/** @type {string[]} */ rules) => ({
    kind: QUOTATIONS[next()],
    act: ACTS[next()],
    content: list(span),
    cue: optionalSpan(),
    source: optionalSpan(),
    speaker: option(),
    confidence: next() / 1000,
    rule: rules[next()],
  });
  const [mentions, entities, rules] = [list(mention), list(entity), list(() => string())];
  return { mentions, entities, quotations: list(() => quotation(rules)) };
}
