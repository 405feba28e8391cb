/**
 * The page's side of the worker: ask for annotations, and get those of the newest text only.
 *
 * While one text is being read, a newer one waits, and replaces any that waited before it: typing
 * asks at every key, and only the last answer matters. A worker that dies is started again for the
 * next request; the request it died of fails with a message for the reader.
 */

import { scriptUrl } from "./trusted.js";

/** @import { Annotations } from "./model.js" */
/** @typedef {{ text: string, resolve: (result: Result) => void, reject: (reason: Error) => void }} Request */
/** @typedef {{ annotations: Annotations, milliseconds: number }} Result */

/** The reading was stopped, by the reader or by a newer text. Nothing went wrong. */
export class Superseded extends Error {}

/** What the reader can do about a failure is in the message. */
export class Unreadable extends Error {}

/** @type {Worker | null} */
let worker = null;
/** @type {Request | null} */
let running = null;
/** @type {Request | null} */
let waiting = null;
let id = 0;

/**
 * Reads a text. Rejects with `Superseded` when a newer text or `cancel` came first.
 * @param {string} text
 * @returns {Promise<Result>}
 */
export function annotate(text) {
  return new Promise((resolve, reject) => {
    waiting?.reject(new Superseded());
    waiting = { text, resolve, reject };
    if (!running) next();
  });
}

/** Stops whatever is being read. */
export function cancel() {
  worker?.terminate();
  worker = null;
  running?.reject(new Superseded());
  waiting?.reject(new Superseded());
  running = waiting = null;
}

/** Starts the worker before the first text comes, so that the first answer is quick. */
export function warmUp() {
  if (!worker && typeof WebAssembly === "object") worker = start();
}

function next() {
  running = waiting;
  waiting = null;
  if (!running) return;
  if (typeof WebAssembly !== "object") {
    fail("This browser doesn’t run WebAssembly, which Whosaid needs. It may be switched off (a “lockdown” or high-security mode), or the browser may be too old.");
    return;
  }
  worker ??= start();
  id += 1;
  worker.postMessage({ id, text: running.text });
}

function start() {
  const started = new Worker(scriptUrl("worker.js"), { type: "module" });
  started.addEventListener("message", ({ data }) => {
    if (started !== worker || data.id !== id || !running) return;
    if (data.error) {
      // After a trap the core's memory can't be trusted: a fresh worker takes the next text.
      started.terminate();
      worker = null;
      fail(`The reader stopped on this text (${data.error}). Your text is still here; a shorter one may work.`);
      return;
    }
    const done = running;
    running = null;
    done.resolve({ annotations: data.annotations, milliseconds: data.milliseconds });
    next();
  });
  started.addEventListener("error", (event) => {
    if (started !== worker) return;
    event.preventDefault();
    worker = null;
    fail("The part of the page that reads could not start. Reload the page; if that doesn’t help, the download may be incomplete.");
  });
  return started;
}

/** @param {string} message */
function fail(message) {
  running?.reject(new Unreadable(message));
  running = null;
  next();
}
