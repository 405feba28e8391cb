/**
 * The script that `annotateInWorker` runs in a worker, in browsers and in Node. `./dev package` bundles it with its imports into one
 * string, so that no bundler and no server has to find the file.
 *
 * It receives `{ module, text, options }`. It sends `{ done }`, the share of the work that is done, and at the end `{ annotations }` or
 * `{ error }`.
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
