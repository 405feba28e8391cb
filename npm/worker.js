/**
 * What `annotateInWorker` runs in a worker, in browsers and in Node. `./dev package` makes one script of it and of what it imports,
 * so that no bundler and no server has to find it.
 *
 * In: `{ module, text, options }`. Out: `{ done }`, how much of the work is done, and at the end `{ annotations }` or `{ error }`.
 */

import { annotate, initSync } from "./pkg/whosaid.js";

const inBrowser = typeof globalThis.postMessage === "function";
/** @type {any} */
const port = inBrowser ? globalThis : require("node:worker_threads").parentPort;

/** @param {any} message */
function answer({ module, text, options }) {
  try {
    initSync({ module });
    port.postMessage({ annotations: annotate(text, options, (done) => port.postMessage({ done })) });
  } catch (error) {
    port.postMessage({ error });
  }
}

if (inBrowser) globalThis.addEventListener("message", ({ data }) => answer(data));
else port.on("message", answer);
