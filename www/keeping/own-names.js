/**
 * The reader's own names: words that always mean the same person or thing, patterns for names that follow a rule, and words that are
 * never a name. A pattern stands in the list between slashes: `/ICC-\d{2}/\d{2}/`. The reader adds
 * an entry by ticking "Always" in a correction, or types it into the list; the core gets the list with every
 * text. The list is kept in this browser, and can be saved as a file for another one.
 *
 * A change of the list records what was added and what was removed. To undo it, the two are swapped,
 * whatever else has been added since.
 */

import { KINDS } from "../core/model.js";

/** @import { EntityKind } from "../core/model.js" */
/** `entity`: the full name, where `text` is another form of it. @typedef {{ text: string, kind: EntityKind, entity?: string }} OwnName */
/** What the list holds. @typedef {{ names: OwnName[], ignore: string[] }} Options */
/** The names in the form that the core takes. @typedef {import("../pkg/whosaid.js").Options} CoreOptions */
/** @typedef {{ add: Options, remove: Options }} Change */

const KEY = "whosaid/names";
/** The most characters that a name may have. (The core takes up to 32 words and signs.) */
export const MAX_LENGTH = 100;
/** The most names that the list holds. */
const MAX_NAMES = 20_000;

/** @returns {Options} */
const empty = () => ({ names: [], ignore: [] });

/** Brings words into the form that the list uses: no white space around them, single spaces between. @param {string} words */
export const tidyWords = (words) => words.replace(/\s+/g, " ").trim();

/** The most patterns that the core takes. */
const MAX_PATTERNS = 100;

/** Whether an entry is a pattern between slashes, rather than words. @param {string} words */
export const isPattern = (words) => /^\/.+\/$/.test(words);

/** Whether these words, or this pattern, may be in the list. @param {string} words */
export const isWords = (words) => (isPattern(words) && words.length <= MAX_LENGTH) || words.length <= MAX_LENGTH && /[\p{L}\p{N}]/u.test(words) && words.split(/[\s\p{P}]+/u).length <= 16;

/** @returns {Options} */
function read() {
  try {
    return validEntries(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return empty();
  }
}

/** The list in memory, for browsers that keep nothing. @type {Options} */
let list = read();
/** Changes that the browser could not store; they hold in this tab only. @type {Change[]} */
let unkept = [];
/** @type {() => void} */
let changed = () => {};

/** The list as it is shown. @returns {Options} */
export const ownNames = () => list;

/** The list as the core takes it. @param {Options} [options] @returns {CoreOptions} */
export function forCore({ names, ignore } = list) {
  let patterns = 0;
  return {
    names: names.flatMap(/** @returns {NonNullable<CoreOptions["names"]>} */ ({ text, ...rest }) => {
      if (!isPattern(text)) return [{ text, ...rest }];
      return (patterns += 1) > MAX_PATTERNS ? [] : [{ pattern: text.slice(1, -1), ...rest }];
    }),
    ignore,
  };
}

/** How many entries the list has. */
export const countOwn = () => list.names.length + list.ignore.length;

/**
 * Takes from a value the entries that are valid, and drops the rest. The value may come from a file, or storage that was changed by hand.
 * @param {any} value
 * @returns {Options}
 */
function validEntries(value) {
  const names = Array.isArray(value?.names) ? value.names : [];
  const ignore = Array.isArray(value?.ignore) ? value.ignore : [];
  return {
    names: names.slice(0, MAX_NAMES).flatMap((/** @type {any} */ name) => {
      const words = typeof name?.pattern === "string" ? `/${name.pattern}/` : name?.text;
      const text = typeof words === "string" ? tidyWords(words) : "";
      if (!isWords(text) || !KINDS.includes(name.kind)) return [];
      const entity = typeof name.entity === "string" ? tidyWords(name.entity).slice(0, MAX_LENGTH) : "";
      return [entity && entity !== text ? { text, kind: name.kind, entity } : { text, kind: name.kind }];
    }),
    ignore: ignore.slice(0, MAX_NAMES).flatMap((/** @type {unknown} */ words) => (typeof words === "string" && isWords(tidyWords(words)) ? [tidyWords(words)] : [])),
  };
}

/** The change that makes these words always mean one thing, replacing what the list said about them. @param {OwnName} name @returns {Change} */
export const always = (name) => ({ add: validEntries({ names: [name] }), remove: entriesFor(tidyWords(name.text)) });

/** The change that makes these words never a name. @param {string} words @returns {Change} */
export const never = (words) => ({ add: validEntries({ ignore: [words] }), remove: entriesFor(tidyWords(words)) });

/** The change that takes words off the list. @param {string} words @returns {Change} */
export const neither = (words) => ({ add: empty(), remove: entriesFor(words) });

/** @param {string} words @returns {Options} */
const entriesFor = (words) => ({ names: list.names.filter(({ text }) => text === words), ignore: list.ignore.filter((ignored) => ignored === words) });

/** @param {Change} change @returns {Change} */
export const reversed = ({ add, remove }) => ({ add: remove, remove: add });

/**
 * Changes the list. Returns false if the browser could not store it; the change then holds in this tab only.
 * @param {Change} change
 */
export function apply(change) {
  unkept.push(change);
  list = withUnkept();
  changed();
  try {
    if (countOwn() === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
    unkept = [];
    return true;
  } catch {
    return false;
  }
}

/** The list as the browser stores it, with other tabs' changes in it, and on top the changes that it could not store. */
const withUnkept = () => unkept.reduce(changedBy, read());

/** @param {Options} before @param {Change} change @returns {Options} */
function changedBy({ names, ignore }, { add, remove }) {
  const gone = new Set([...remove.names, ...add.names].map(({ text }) => text));
  const heard = new Set([...remove.ignore, ...add.ignore]);
  return {
    names: [...names.filter(({ text }) => !gone.has(text)), ...add.names],
    ignore: [...ignore.filter((words) => !heard.has(words)), ...add.ignore],
  };
}

/** The list as the content of a file. */
export const toFile = () => `${JSON.stringify({ "whosaid-names": 1, ...forCore() }, null, 2)}\n`;

/**
 * The change that adds a list from a file; where both have an entry for the same words, the file's replaces the old one.
 * `skipped`: how many entries of the file were not valid. Throws an error with a message for the reader.
 * @param {string} json
 * @returns {Change & { skipped: number }}
 */
export function fromFile(json) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch {
    throw new Error("That is not a list of names: it isn’t JSON. Choose a file that was saved here with “Save as a file”.");
  }
  if (!Array.isArray(value?.names) && !Array.isArray(value?.ignore)) throw new Error("That is not a list of names: it has neither “names” nor “ignore” in it. Choose a file that was saved here with “Save as a file”.");
  if (value["whosaid-names"] > 1) throw new Error("That list was saved by a newer Whosaid: reload this page, then open it again.");
  const add = validEntries(value);
  const skipped = (value.names?.length ?? 0) + (value.ignore?.length ?? 0) - add.names.length - add.ignore.length;
  const words = new Set([...add.names.map(({ text }) => text), ...add.ignore]);
  return { add, remove: { names: list.names.filter(({ text }) => words.has(text)), ignore: list.ignore.filter((w) => words.has(w)) }, skipped };
}

/** Empties the list in memory, after everything stored in the browser was deleted. */
export function forget() {
  list = empty();
  unkept = [];
  changed();
}

/** Calls `onChange` whenever the list has changed, here or in another tab. @param {() => void} onChange */
export function watchOwn(onChange) {
  changed = onChange;
  addEventListener("storage", ({ key, storageArea }) => {
    if (storageArea !== localStorage || (key !== null && key !== KEY)) return;
    list = withUnkept();
    onChange();
  });
}
