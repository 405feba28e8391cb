/**
 * Runs the core away from the page, so that reading and typing never wait for it.
 *
 * In: `{ id, text }`. Out: `{ id, annotations, milliseconds }` or `{ id, error }`.
 * To cancel, the page terminates the worker: the core has no way to stop half-way, and needs none.
 */

import init, { annotate } from "./pkg/whosaid.js";

const ready = init();
ready.catch(() => {}); // told to each request below

self.addEventListener("message", async ({ data: { id, text } }) => {
  try {
    await ready;
    const start = performance.now();
    const annotations = annotate(text);
    self.postMessage({ id, annotations, milliseconds: performance.now() - start });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
