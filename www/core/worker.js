/**
 * The worker that runs the core, so that the page never waits for it while somebody reads or types.
 *
 * Messages that it receives: `{ id, call, values }`, the name of one of the core's functions and its
 * arguments. Annotations are not among `values`: they come before as `{ id, part }`.
 * Messages that it sends: `{ id, result }`, after the annotations as `{ id, part }`; or `{ id, error, broken }`;
 * or `{ id, unloaded }` if the core could not be loaded. For a long text, the annotations of its beginning
 * come first: `{ id, beginning }`. Once, at the start, `{ alive }`: the worker now holds the lock named as it is.
 * To cancel, the page terminates the worker: the core can't stop half-way.
 */

import { addPart, nothing, partsOf } from "./parts.js";
import init, * as core from "../pkg/whosaid.js";

/** @import { Annotations } from "./model.js" */

/** In a text that is longer than this many characters, a beginning of about this length is read first. */
const LONG = 200_000;
const BEGINNING = 40_000;

// This worker holds the lock as long as it lives. When the lock is free, the page knows that the worker is gone.
void navigator.locks?.request(self.name, () => {
  self.postMessage({ alive: true });
  return new Promise(() => {});
});

const ready = init();
ready.catch(() => {}); // Each request below reports the failure.

let received = nothing();

/** The core's session, which reuses its work on the parts of the text that an edit left alone. @type {core.Session | undefined} */
let session;

/** @param {number} id @param {Annotations} annotations */
function send(id, annotations) {
  for (const part of partsOf(annotations)) self.postMessage({ id, part });
}

/** The functions that the page may call, by name. @type {Record<string, (id: number, ...values: any[]) => unknown>} */
const calls = {
  annotate(id, text, options) {
    if (text.length > LONG) {
      const end = text.lastIndexOf("\n", BEGINNING) + 1 || BEGINNING;
      self.postMessage({ id, beginning: core.annotate(text.slice(0, end), options) });
    }
    session ??= new core.Session();
    send(id, session.annotate(text, options));
  },
  exportAs: (_, text, format) => core.exportAs(text, received, format),
  openDocument(id, json) {
    const { text, annotations } = core.openDocument(json);
    send(id, annotations);
    return text;
  },
};

self.addEventListener("message", async ({ data: { id, call, values, part } }) => {
  if (part) return addPart(received, part);
  try {
    await ready;
  } catch {
    self.postMessage({ id, unloaded: true });
    return;
  }
  try {
    self.postMessage({ id, result: calls[call](id, ...values) });
  } catch (error) {
    // A plain Error is the core's own message, and the core is fine. After a WebAssembly trap or anything else, its memory may be damaged.
    const broken = !(error instanceof Error) || error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error), broken });
  } finally {
    received = nothing();
  }
});
