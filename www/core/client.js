/**
 * The page's side of the worker: ask the core, and get the annotations of the newest text only.
 *
 * While one text is being read, a newer one waits, and replaces any that waited before it: typing
 * asks at every key, and only the last answer matters. A worker that dies is started again for the
 * next request; the request it died of fails with a message for the reader.
 */

import { addPart, nothing, partsOf } from "./parts.js";
import { scriptUrl } from "./trusted.js";

/** @import { Annotations } from "./model.js" */
/** @import { CoreOptions as Options } from "../keeping/own-names.js" */
/** The beginning of a long text, read first. @typedef {(annotations: Annotations) => void} OnBeginning */
/**
 * @typedef {object} Request
 * @property {"annotate" | "exportAs" | "openDocument"} call
 * @property {unknown[]} values
 * @property {Annotations} [annotations]  to send along
 * @property {OnBeginning} [onBeginning]
 * @property {(answer: { result: any, annotations: Annotations }) => void} resolve
 * @property {(reason: Error) => void} reject
 */

/** The reading was stopped, by the reader or by a newer text. Nothing went wrong. */
export class Superseded extends Error {}

/** What happened, and what the reader can do about it, is in the message. */
export class Trouble extends Error {}

const NOT_LOADED = "The part of this page that reads could not be loaded. Your text is still here: check the connection, then reload the page or paste again.";

/** @param {string} why */
const STOPPED = (why) => `The reader stopped on this text (${why}). Your text is still here; a shorter one may work.`;

/** @type {Worker | null} */
let worker = null;
/** @type {Request | null} */
let running = null;
/** @type {Request[]} */
let waiting = [];
let id = 0;
/** When the running request began. */
let since = 0;
/** A request that runs longer than this is better stopped than waited for: starting anew takes about as long. */
const LONG = 300;
/** What has come of the running request's annotations. */
let received = nothing();

/**
 * Reads a text. Rejects with `Superseded` when a newer text or `cancel` came first.
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
 * An annotated text in another format.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {string} format
 * @returns {Promise<string>}
 */
export const exportAs = async (text, annotations, format) => (await ask({ call: "exportAs", values: [text, format], annotations })).result;

/**
 * A Whosaid document, as `exportAs` wrote it, opened again. Rejects with `Trouble` if it isn't one.
 * @param {string} json
 * @returns {Promise<{ text: string, annotations: Annotations }>}
 */
export async function openDocument(json) {
  const { result, annotations } = await ask({ call: "openDocument", values: [json] });
  return { text: result, annotations };
}

/** Stops whatever is being read. */
export function cancel() {
  worker?.terminate();
  worker = null;
  for (const request of [...(running ? [running] : []), ...waiting]) request.reject(new Superseded());
  running = null;
  waiting = [];
}

/** Another text comes: what has been read for long is stopped, and what hasn't will soon be done. */
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
  // A worker that the browser kills, for want of memory say, tells nobody; but the lock that it holds is free then.
  const lock = `whosaid/worker/${Math.random()}`;
  const started = new Worker(scriptUrl("worker.js"), { type: "module", name: lock });
  const died = () => {
    if (started !== worker) return;
    worker = null;
    if (running) fail(STOPPED("the browser ended it, perhaps for want of memory"));
  };
  started.addEventListener("message", ({ data }) => {
    if (data.alive) return void navigator.locks.request(lock, died);
    if (started !== worker || data.id !== id || !running) return;
    if (data.part) return addPart(received, data.part);
    if (data.beginning) return running.onBeginning?.(data.beginning);
    if (data.unloaded || data.broken) {
      // A core that didn't load, or whose memory is in doubt, is not asked again: the next request starts a fresh one.
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

/** What the core says against own names, if anything. @param {Options} options @returns {Promise<string | null>} */
export async function problemOf(options) {
  try {
    await ask({ call: "annotate", values: ["", options] });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
