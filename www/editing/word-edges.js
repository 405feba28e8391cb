/** Finds where words begin and end, for the handles that move a word at a time. */

/** Where the word after or before the one at an offset begins. @param {string} text @param {number} at @param {1 | -1} step @param {number} bound  the offset that the answer never passes */
export function wordStart(text, at, step, bound) {
  if (step > 0) {
    const next = at + (text.slice(at, at + 400).match(/^\S*\s+/)?.[0].length ?? 0);
    return next < bound ? next : at;
  }
  return Math.max(bound, at - (text.slice(Math.max(0, at - 400), at).match(/\S+\s*$/)?.[0].length ?? 0));
}

/** Where the word after or before the one at an offset ends. @param {string} text @param {number} at @param {1 | -1} step @param {number} bound */
export function wordEnd(text, at, step, bound) {
  if (step > 0) return Math.min(bound, at + (text.slice(at, at + 400).match(/^\s*\S+/)?.[0].length ?? 0));
  return Math.max(bound, at - (text.slice(Math.max(0, at - 400), at).match(/\s+\S*$/)?.[0].length ?? 0));
}

/** The beginning of a word that is nearest to an offset. @param {string} text @param {number} at */
export function nearestStart(text, at) {
  const back = text.slice(Math.max(0, at - 200), at).match(/\S*$/)?.[0].length ?? 0;
  const on = text.slice(at, at + 200).match(/^\S*\s+/)?.[0].length ?? 0;
  return back <= on || on === 0 ? at - back : at + on;
}

/** The end of a word that is nearest to an offset. @param {string} text @param {number} at */
export function nearestEnd(text, at) {
  const on = text.slice(at, at + 200).match(/^\S*/)?.[0].length ?? 0;
  const back = text.slice(Math.max(0, at - 200), at).match(/\s+\S*$/)?.[0].length ?? 0;
  return on <= back || back === 0 ? at + on : at - back;
}

/** Puts words on one line, and leaves the middle out where they are long. @param {string} words @param {number} [most] */
export function shortened(words, most = 90) {
  const line = words.replace(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most / 2).replace(/\s\S*$/, "")} … ${line.slice(-most / 2).replace(/^\S*\s/, "")}` : line;
}

/**
 * Guesses the kind of a quotation from the quotation marks in and around its words.
 * @param {string} words
 * @returns {import("../core/model.js").QuotationKind}
 */
export function guessKind(words) {
  if (/^["“”«„‘'].*["”“»’'][.,;!?]?$/s.test(words)) return "direct";
  return /["“”«»„]/.test(words) ? "mixed" : "indirect";
}
