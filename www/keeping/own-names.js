/**
 * The reader's own names: words that always mean somebody, patterns of names that are made by a rule, and words that are never a
 * name. A pattern stands in the list between slashes: `/ICC-\d{2}/\d{2}/`. They come
 * from saying "always" to a correction, or are typed into the list; the core is given them with every
 * text. They are kept in this browser, and go from one to another as a file.
 *
 * A change is a record of what was added and what was removed, so that undo is the change reversed,
 * whatever else has come into the list since.
 */

import { KINDS } from "../core/model.js";

/** @import { EntityKind } from "../core/model.js" */
/** `entity`: the full name, where `text` is another form of it. @typedef {{ text: string, kind: EntityKind, entity?: string }} OwnName */
/** What the list holds. @typedef {{ names: OwnName[], ignore: string[] }} Options */
/** What the core takes. @typedef {import("../pkg/whosaid.js").Options} CoreOptions */
/** @typedef {{ add: Options, remove: Options }} Change */

const KEY = "whosaid/names";
/** A name's length in characters, at most; the core takes 32 words and signs. */
export const MAX_LENGTH = 100;
/** Names that the list holds, at most. */
const MAX_NAMES = 20_000;

/** @returns {Options} */
const empty = () => ({ names: [], ignore: [] });

/** Words as the list has them. @param {string} words */
export const tidyWords = (words) => words.replace(/\s+/g, " ").trim();

/** Most patterns that the core takes. */
const MAX_PATTERNS = 100;

/** Is this a pattern, and no words? @param {string} words */
export const isPattern = (words) => /^\/.+\/$/.test(words);

/** Can these words be in the list? @param {string} words */
export const isWords = (words) => (isPattern(words) && words.length <= MAX_LENGTH) || words.length <= MAX_LENGTH && /[\p{L}\p{N}]/u.test(words) && words.split(/[\s\p{P}]+/u).length <= 16;

/** @returns {Options} */
function read() {
  try {
    return sound(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return empty();
  }
}

/** Held here too, for browsers that keep nothing. @type {Options} */
let list = read();
/** What the browser had no room for: it holds in this tab. @type {Change[]} */
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

/** How many there are. */
export const countOwn = () => list.names.length + list.ignore.length;

/**
 * What is sound in a value from outside: storage touched by hand, a file.
 * @param {any} value
 * @returns {Options}
 */
function sound(value) {
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

/** The change that makes these words mean something, in place of what the list said of them. @param {OwnName} name @returns {Change} */
export const always = (name) => ({ add: sound({ names: [name] }), remove: saidOf(tidyWords(name.text)) });

/** The change that makes these words never a name. @param {string} words @returns {Change} */
export const never = (words) => ({ add: sound({ ignore: [words] }), remove: saidOf(tidyWords(words)) });

/** The change that takes words off the list. @param {string} words @returns {Change} */
export const neither = (words) => ({ add: empty(), remove: saidOf(words) });

/** @param {string} words @returns {Options} */
const saidOf = (words) => ({ names: list.names.filter(({ text }) => text === words), ignore: list.ignore.filter((ignored) => ignored === words) });

/** @param {Change} change @returns {Change} */
export const reversed = ({ add, remove }) => ({ add: remove, remove: add });

/**
 * Changes the list. False when the browser would not keep it: then it holds in this tab.
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

/** The list as the browser has it, another tab's changes in it, with what it had no room for. */
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

/** The list as a file. */
export const toFile = () => `${JSON.stringify({ "whosaid-names": 1, ...forCore() }, null, 2)}\n`;

/**
 * The change that takes in a list from a file; what it says of a name goes before what was there.
 * Throws with words for the reader.
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
  const add = sound(value);
  const skipped = (value.names?.length ?? 0) + (value.ignore?.length ?? 0) - add.names.length - add.ignore.length;
  const words = new Set([...add.names.map(({ text }) => text), ...add.ignore]);
  return { add, remove: { names: list.names.filter(({ text }) => words.has(text)), ignore: list.ignore.filter((w) => words.has(w)) }, skipped };
}

/** Everything in the browser was forgotten. */
export function forget() {
  list = empty();
  unkept = [];
  changed();
}

/** Tells whenever the list has changed, here or in another tab. @param {() => void} onChange */
export function watchOwn(onChange) {
  changed = onChange;
  addEventListener("storage", ({ key, storageArea }) => {
    if (storageArea !== localStorage || (key !== null && key !== KEY)) return;
    list = withUnkept();
    onChange();
  });
}
