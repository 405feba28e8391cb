/**
 * Finds who said what in a news article: every quotation, its speaker, and every name.
 *
 * Whosaid's WebAssembly module is loaded once, at the first call of any function here, and shared from then on.
 * In JavaScript an offset counts UTF-16 code units: `text.slice(start, end)` is a span's text.
 *
 * @module
 */

import init, * as core from "./pkg/whosaid.js";
import { fetched, source } from "./source.js";

/** @import { Annotations, ExportFormat, InitInput, OpenedDocument, Options } from "./pkg/whosaid.js" */

/**
 * What `load` gives: the functions that answer at once, without a promise, since the module is loaded. `Session` annotates a text that changes.
 * `ElementText`, in browsers only, reads the text of an element of a page as a reader sees it, and finds ranges in it.
 * @typedef {Pick<typeof core, "annotate" | "Session" | "exportAs" | "openDocument" | "ElementText">} Core
 */

/** @type {Promise<Core> | undefined} */
let loading;

/**
 * Loads the WebAssembly module and gives the functions that answer at once, without a promise.
 * `annotate` and the other functions here call `load` themselves. Call it to load the module before the first text comes, to have the
 * synchronous functions, or to load the module from another place.
 *
 * The module is loaded once: later calls give the same functions. After a failure the next call tries again.
 *
 * @example
 * const { annotate } = await load();
 * for (const text of texts) show(annotate(text));
 *
 * @param {InitInput | Promise<InitInput>} [from] The module `whosaid_bg.wasm`: its address, its bytes, or the compiled
 *   module. Without it, the module is looked for beside this file.
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
  /** @param {unknown} cause @param {string} [hint] */
  const failure = (cause, hint = "") => new Error(`Whosaid's module, whosaid_bg.wasm, could not be loaded: ${cause instanceof Error ? cause.message : cause}.${hint}`, { cause });
  let given;
  try {
    given = await found(await (from ?? source.read()));
  } catch (cause) {
    if (cause instanceof Wrong) throw new TypeError(cause.message);
    throw failure(cause, from === undefined ? " A bundler may have left it behind: see “Bundlers” in the README of whosaid." : "");
  }
  try {
    module = await compiled(given);
    await init({ module_or_path: module });
  } catch (cause) {
    // A page's Content-Security-Policy may forbid WebAssembly; the browser's message says so.
    throw failure(cause);
  }
  const { annotate, Session, exportAs, openDocument, ElementText } = core;
  return { annotate, Session, exportAs, openDocument, ElementText };
}

/** The WebAssembly module, once it is loaded. @type {WebAssembly.Module | undefined} */
let module;

class Wrong extends Error {}

/** Turns what `load` was given into bytes, a response with bytes in it, or a compiled module. @param {InitInput | undefined} from @returns {Promise<BufferSource | Response | WebAssembly.Module>} */
async function found(from) {
  if (from instanceof WebAssembly.Module || from instanceof ArrayBuffer || ArrayBuffer.isView(from)) return /** @type {any} */ (from);
  if (typeof Response === "function" && from instanceof Response) return from;
  if (typeof from === "string" || from instanceof URL || (typeof Request === "function" && from instanceof Request)) return fetched(from);
  throw new Wrong(`load needs the module's address, its bytes, a Response or a WebAssembly.Module, not ${typeName(from)}`);
}

/** @param {BufferSource | Response | WebAssembly.Module} from @returns {Promise<WebAssembly.Module>} */
async function compiled(from) {
  if (from instanceof WebAssembly.Module) return from;
  if (!("headers" in from)) return WebAssembly.compile(from);
  // The browser compiles while it downloads only where the server names the right type. Otherwise everything is downloaded first.
  if (from.headers.get("content-type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(from);
  return WebAssembly.compile(await from.arrayBuffer());
}

/** @param {unknown} value */
const typeName = (value) => (value === null ? "null" : typeof value);

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
 * Finds who said what in a text, as `annotate` does, but in a worker, so that the page stays responsive. For texts of megabytes, which take
 * seconds. In browsers a Content-Security-Policy must allow `blob:` in `worker-src`.
 *
 * @example
 * const stop = new AbortController();
 * const annotations = await annotateInWorker(text, { signal: stop.signal, onProgress: (done) => (bar.value = done) });
 *
 * @param {string} text
 * @param {Options & { signal?: AbortSignal, onProgress?: (done: number) => void }} [options] What `annotate` takes, and a signal
 *   that stops the work, and a function that is called after each stage with how much is done, from 0 to 1
 * @returns {Promise<Annotations>}
 * @throws {TypeError} where a value has a wrong type; the message says which
 * @throws {Error} where a name or pattern in `options` can't be used, or the module or the worker can't be loaded; the message says why
 * @throws the signal's reason, where the signal stopped the work
 */
export async function annotateInWorker(text, options) {
  const { signal, onProgress, ...known } = options ?? {};
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw new TypeError(`options.signal must be an AbortSignal, not ${typeName(signal)}`);
  if (onProgress !== undefined && typeof onProgress !== "function") throw new TypeError(`options.onProgress must be a function, not ${typeName(onProgress)}`);
  signal?.throwIfAborted();
  const [{ annotate }, { default: script }] = await Promise.all([load(), import("./worker-source.js")]);
  // An empty text checks the type of `text` and the options at once, with the messages that `annotate` has.
  annotate(typeof text === "string" ? "" : text, known);
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => finish(() => reject(signal?.reason));
    const worker = source.start(
      script,
      ({ done, annotations, error }) => {
        if (annotations) finish(() => resolve(annotations));
        else if (error) finish(() => reject(error));
        else tell(done);
      },
      (cause) => finish(() => reject(new Error(`Whosaid's worker could not run: ${cause.message}`, { cause }))),
    );
    signal?.addEventListener("abort", stop);
    worker.post({ module, text, options: known });

    /** @param {number} done */
    function tell(done) {
      try {
        onProgress?.(done);
      } catch (error) {
        finish(() => reject(error));
      }
    }

    /** @param {() => void} settle */
    function finish(settle) {
      signal?.removeEventListener("abort", stop);
      worker.end();
      settle();
    }
  });
}

/**
 * Writes a text and its annotations, as they came or corrected, in another format. Offsets in the result count UTF-16 code units;
 * in `web-annotation` they count code points, as that format requires.
 *
 * @param {string} text
 * @param {Annotations} annotations
 * @param {ExportFormat} format
 * @returns {Promise<string>}
 * @throws {Error} where the annotations don't fit the text, or a value has a wrong type; the message says which
 */
export async function exportAs(text, annotations, format) {
  return (await load()).exportAs(text, annotations, format);
}

/**
 * Opens a document that `exportAs(…, "json")` or the command line wrote.
 *
 * @param {string} json
 * @returns {Promise<OpenedDocument>}
 * @throws {Error} where `json` is no such document, or its annotations don't fit its text; the message says why
 */
export async function openDocument(json) {
  return (await load()).openDocument(json);
}
