/**
 * Runs the core away from the page, so that reading and typing never wait for it.
 *
 * In: `{ id, call, values }`, the name of one of the core's functions and what to give it.
 * Out: `{ id, result }`, `{ id, error, broken }`, or `{ id, unloaded }` where the core could not be loaded.
 * To cancel, the page terminates the worker: the core has no way to stop half-way, and needs none.
 */

import init, * as core from "./pkg/whosaid.js";

const ready = init();
ready.catch(() => {}); // told to each request below

/** What the page may call. @type {Record<string, (...values: any[]) => unknown>} */
const calls = {
  annotate: core.annotate,
  exportAs: core.exportAs,
  openDocument: core.openDocument,
};

self.addEventListener("message", async ({ data: { id, call, values } }) => {
  try {
    await ready;
  } catch {
    self.postMessage({ id, unloaded: true });
    return;
  }
  try {
    self.postMessage({ id, result: calls[call](...values) });
  } catch (error) {
    // An Error is the core's answer, in words; a trap or anything else leaves its memory in doubt.
    const broken = !(error instanceof Error) || error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error), broken });
  }
});
