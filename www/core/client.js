/**
 * Sends requests from the page to the core in its worker, and receives the answers.
 *
 * While one text is being read, a newer one waits, and replaces any that waited before it: while
 * somebody types, a request comes with every key, and only the last answer matters. If the worker
 * dies, the running request fails with a message for the reader, and the next one starts a new worker.
 */

import { addPart, nothing, partsOf } from "./parts.js";
import { scriptUrl } from "./trusted.js";

/** @import { Annotations } from "./model.js" */
/** @import { CoreOptions as Options } from "../keeping/own-names.js" */
/** Receives the annotations of the beginning of a long text, which is read first. @typedef {(annotations: Annotations) => void} OnBeginning */
/**
 * @typedef {object} Request
 * @property {"annotate" | "exportAs" | "openDocument"} call
 * @property {unknown[]} values
 * @property {Annotations} [annotations]  sent before the call, for those that need them
 * @property {OnBeginning} [onBeginning]
 * @property {(answer: { result: any, annotations: Annotations }) => void} resolve
 * @property {(reason: Error) => void} reject
 */

/** The rejection of a request that was stopped, by the reader or by a newer text. Nothing went wrong. */
export class Superseded extends Error {}

/** An error to show to the reader: its message says what happened and what can be done about it. */
export class Trouble extends Error {}

const NOT_LOADED = "The part of this page that reads articles could not be loaded. Your text is still here: check the connection, then reload the page or paste again.";

/** @param {string} why */
const STOPPED = (why) => `Reading stopped on this text (${why}). Your text is still here; a shorter one may work.`;

/** @type {Worker | null} */
let worker = null;
/** @type {Request | null} */
let running = null;
/** @type {Request[]} */
let waiting = [];
let id = 0;
/** When the running request began, in milliseconds. */
let since = 0;
/** When a new text is opened, a request that has run for longer than this, in milliseconds, is stopped rather than waited for: a new worker starts in about that time. */
const LONG = 300;
/** The annotations of the running request, as far as they have arrived. */
let received = nothing();

/**
 * Annotates a text. Rejects with `Superseded` if a newer text or `cancel` comes first.
 * @param {string} text
 * @param {Options} options  the reader's own names
 * @param {OnBeginning} [onBeginning]
 * @returns {Promise<Annotations>}
 */
export async function annotate(text, options, onBeginning) {
  for (const older of waiting.filter(({ call }) => call === "annotate")) older.reject(new Superseded());
  waiting = waiting.filter(({ call }) => call !== "annotate");
  return (await ask({ call: "annotate", values: [text, options], onBeginning })).annotations;
}

/**
 * Writes an annotated text in another format.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {string} format
 * @returns {Promise<string>}
 */
export const exportAs = async (text, annotations, format) => (await ask({ call: "exportAs", values: [text, format], annotations })).result;

/**
 * Opens a Whosaid document that `exportAs` wrote. Rejects with `Trouble` if it isn't one.
 * @param {string} json
 * @returns {Promise<{ text: string, annotations: Annotations }>}
 */
export async function openDocument(json) {
  const { result, annotations } = await ask({ call: "openDocument", values: [json] });
  return { text: result, annotations };
}

/** Stops whatever is being read, and drops every request that waits. */
export function cancel() {
  worker?.terminate();
  worker = null;
  for (const request of [...(running ? [running] : []), ...waiting]) request.reject(new Superseded());
  running = null;
  waiting = [];
}

/** Makes way for another text: stops a request that has run for long. A younger one may finish, since it soon will. */
export function leave() {
  if (running && performance.now() - since > LONG) cancel();
  warmUp();
}

/** Starts the worker before the first text comes, so that the first answer is quick. */
export function warmUp() {
  if (!worker && typeof WebAssembly === "object") worker = start();
}

/** @param {Omit<Request, "resolve" | "reject">} request @returns {Promise<{ result: any, annotations: Annotations }>} */
function ask(request) {
  return new Promise((resolve, reject) => {
    waiting.push({ ...request, resolve, reject });
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
  since = performance.now();
  received = nothing();
  for (const part of running.annotations ? partsOf(running.annotations) : []) worker.postMessage({ id, part });
  worker.postMessage({ id, call: running.call, values: running.values });
}

function start() {
  // A worker that the browser kills (when memory runs out, say) sends no event. But the lock that it holds is released then, so the page waits for that.
  const lock = `whosaid/worker/${Math.random()}`;
  const started = new Worker(scriptUrl("worker.js"), { type: "module", name: lock });
  const died = () => {
    if (started !== worker) return;
    worker = null;
    if (running) fail(STOPPED("the browser ended it, perhaps because memory ran out"));
  };
  started.addEventListener("message", ({ data }) => {
    if (data.alive) return void navigator.locks.request(lock, died);
    if (started !== worker || data.id !== id || !running) return;
    if (data.part) return addPart(received, data.part);
    if (data.beginning) return running.onBeginning?.(data.beginning);
    if (data.unloaded || data.broken) {
      // A core that didn't load, or whose memory may be damaged, is not used again: the next request starts a new worker.
      started.terminate();
      worker = null;
    }
    if (data.unloaded) fail(NOT_LOADED);
    else if (data.broken) fail(STOPPED(data.error));
    else if (data.error !== undefined) fail(data.error);
    else {
      running.resolve({ result: data.result, annotations: received });
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

/** Asks the core whether it can use these names of the reader's own. Gives its objection, or null. @param {Options} options @returns {Promise<string | null>} */
export async function problemOf(options) {
  try {
    await ask({ call: "annotate", values: ["", options] });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
