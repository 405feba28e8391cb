/**
 * The page's side of the worker: ask the core, and get the annotations of the newest text only.
 *
 * While one text is being read, a newer one waits, and replaces any that waited before it: typing
 * asks at every key, and only the last answer matters. A worker that dies is started again for the
 * next request; the request it died of fails with a message for the reader.
 */

import { scriptUrl } from "./trusted.js";

/** @import { Annotations } from "./model.js" */
/**
 * @typedef {object} Request
 * @property {"annotate" | "exportAs" | "openDocument"} call
 * @property {unknown[]} values
 * @property {(result: any) => void} resolve
 * @property {(reason: Error) => void} reject
 */

/** The reading was stopped, by the reader or by a newer text. Nothing went wrong. */
export class Superseded extends Error {}

/** What happened, and what the reader can do about it, is in the message. */
export class Trouble extends Error {}

const NOT_LOADED = "The part of this page that reads could not be loaded. Your text is still here: check the connection, then reload the page or paste again.";

/** @type {Worker | null} */
let worker = null;
/** @type {Request | null} */
let running = null;
/** @type {Request[]} */
let waiting = [];
let id = 0;

/**
 * Reads a text. Rejects with `Superseded` when a newer text or `cancel` came first.
 * @param {string} text
 * @returns {Promise<Annotations>}
 */
export function annotate(text) {
  for (const older of waiting.filter(({ call }) => call === "annotate")) older.reject(new Superseded());
  waiting = waiting.filter(({ call }) => call !== "annotate");
  return ask("annotate", [text]);
}

/**
 * An annotated text in another format.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {string} format
 * @returns {Promise<string>}
 */
export const exportAs = (text, annotations, format) => ask("exportAs", [text, annotations, format]);

/**
 * A Whosaid document, as `exportAs` wrote it, opened again. Rejects with `Trouble` if it isn't one.
 * @param {string} json
 * @returns {Promise<{ text: string, annotations: Annotations }>}
 */
export const openDocument = (json) => ask("openDocument", [json]);

/** Stops whatever is being read. */
export function cancel() {
  worker?.terminate();
  worker = null;
  for (const request of [...(running ? [running] : []), ...waiting]) request.reject(new Superseded());
  running = null;
  waiting = [];
}

/** Starts the worker before the first text comes, so that the first answer is quick. */
export function warmUp() {
  if (!worker && typeof WebAssembly === "object") worker = start();
}

/** @param {Request["call"]} call @param {unknown[]} values @returns {Promise<any>} */
function ask(call, values) {
  return new Promise((resolve, reject) => {
    waiting.push({ call, values, resolve, reject });
    if (!running) next();
  });
}

function next() {
  running = waiting.shift() ?? null;
  if (!running) return;
  if (typeof WebAssembly !== "object") {
    fail("This browser doesn’t run WebAssembly, which Whosaid needs. It may be switched off (a “lockdown” or high-security mode), or the browser may be too old.");
    return;
  }
  worker ??= start();
  id += 1;
  worker.postMessage({ id, call: running.call, values: running.values });
}

function start() {
  const started = new Worker(scriptUrl("worker.js"), { type: "module" });
  started.addEventListener("message", ({ data }) => {
    if (started !== worker || data.id !== id || !running) return;
    if (data.unloaded || data.broken) {
      // A core that didn't load, or whose memory is in doubt, is not asked again: the next request starts a fresh one.
      started.terminate();
      worker = null;
    }
    if (data.unloaded) fail(NOT_LOADED);
    else if (data.broken) fail(`The reader stopped on this text (${data.error}). Your text is still here; a shorter one may work.`);
    else if (data.error !== undefined) fail(data.error);
    else {
      running.resolve(data.result);
      running = null;
      next();
    }
  });
  started.addEventListener("error", (event) => {
    if (started !== worker) return;
    event.preventDefault();
    worker = null;
    fail(NOT_LOADED);
  });
  return started;
}

/** @param {string} message */
function fail(message) {
  running?.reject(new Trouble(message));
  running = null;
  next();
}
