/**
 * Who said what in a news article: every quotation, its speaker, and every name.
 *
 * Whosaid's WebAssembly module is loaded once, at the first call of any function here, and shared from then on.
 * In JavaScript an offset counts UTF-16 code units: `text.slice(start, end)` is a span's text.
 *
 * @module
 */

import init, * as core from "./pkg/whosaid.js";
import { source } from "./source.js";

/** @import { Annotations, ExportFormat, InitInput, OpenedDocument, Options } from "./pkg/whosaid.js" */

/**
 * The same functions once the module is loaded: they answer at once. `Session` annotates a text that changes. `ElementText`, in browsers only, is the text of an
 * element of a page as a reader sees it, and ranges in it.
 * @typedef {Pick<typeof core, "annotate" | "Session" | "exportAs" | "openDocument" | "ElementText">} Core
 */

/** @type {Promise<Core> | undefined} */
let loading;

/**
 * Loads the module, so that later calls find it there, and gives the functions that answer at once.
 * The functions here call it themselves: call it to load before the first text comes, to have the synchronous
 * functions, or to load the module from elsewhere.
 *
 * A module is loaded once: later calls give the same functions. After a failure the next call tries again.
 *
 * @example
 * const { annotate } = await load();
 * for (const text of texts) show(annotate(text));
 *
 * @param {InitInput | Promise<InitInput>} [from] The module `whosaid_bg.wasm`: where it is, its bytes, or the module
 *   compiled; it is looked for beside this file otherwise.
 * @returns {Promise<Core>}
 * @throws {Error} where the module can't be loaded
 */
export function load(from) {
  loading ??= start(from).catch((cause) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/**
 * @param {InitInput | Promise<InitInput>} [from]
 * @returns {Promise<Core>}
 */
async function start(from) {
  try {
    await init({ module_or_path: await (from ?? source.read()) });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new Error(
      `Whosaid's module, whosaid_bg.wasm, could not be loaded: ${why}. A bundler may have left it behind: see “Bundlers” in the README of whosaid.`,
      { cause },
    );
  }
  const { annotate, Session, exportAs, openDocument, ElementText } = core;
  return { annotate, Session, exportAs, openDocument, ElementText };
}

/**
 * Finds who said what in a text. Any string gives an answer.
 *
 * @example
 * const { quotations, entities } = await annotate(text);
 * for (const { content, speakers } of quotations) {
 *   const words = content.map(({ start, end }) => text.slice(start, end)).join(" … ");
 *   console.log(speakers.map((id) => entities[id].name).join(" and ") || "somebody", words);
 * }
 *
 * @param {string} text
 * @param {Options} [options] Names that you know better, and words that are no name
 * @returns {Promise<Annotations>}
 * @throws {TypeError} where `text` is not a string
 * @throws {Error} where `options` are not what they should be, or the module can't be loaded; the message says why
 */
export async function annotate(text, options) {
  return (await load()).annotate(text, options);
}

/**
 * A text and its annotations, as they are or corrected, in another format. Offsets in it count UTF-16 code units,
 * but code points in `web-annotation`, as that format wants them.
 *
 * @param {string} text
 * @param {Annotations} annotations
 * @param {ExportFormat} format
 * @returns {Promise<string>}
 * @throws {Error} where the annotations don't fit the text, or a value is of another type; the message says which
 */
export async function exportAs(text, annotations, format) {
  return (await load()).exportAs(text, annotations, format);
}

/**
 * Opens what `exportAs(…, "json")` or the command line wrote.
 *
 * @param {string} json
 * @returns {Promise<OpenedDocument>}
 * @throws {Error} where it is no such document, or its annotations don't fit its text; the message says why
 */
export async function openDocument(json) {
  return (await load()).openDocument(json);
}
