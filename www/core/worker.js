/**
 * Runs the core away from the page, so that reading and typing never wait for it.
 *
 * In: `{ id, call, values }`, the name of one of the core's functions and what to give it; before it,
 * where `values` would hold annotations, these come as `{ id, part }`.
 * Out: `{ id, result }`, with annotations before it as `{ id, part }`; `{ id, error, broken }`; or
 * `{ id, unloaded }` where the core could not be loaded. Of a long text its beginning comes first:
 * `{ id, beginning }`. Once, at the start, `{ alive }`: it holds the lock that its name says.
 * To cancel, the page terminates the worker: the core has no way to stop half-way, and needs none.
 */

import { addPart, nothing, partsOf } from "./parts.js";
import init, * as core from "../pkg/whosaid.js";

/** @import { Annotations } from "./model.js" */

/** Texts longer than this are long: their beginning, of about so many characters, is read first. */
const LONG = 200_000;
const BEGINNING = 40_000;

// Held for life: when it is free, the page knows that this worker is gone.
void navigator.locks?.request(self.name, () => {
  self.postMessage({ alive: true });
  return new Promise(() => {});
});

const ready = init();
ready.catch(() => {}); // told to each request below

let received = nothing();

/** Remembers what an edit left alone. @type {core.Session | undefined} */
let session;

/** @param {number} id @param {Annotations} annotations */
function send(id, annotations) {
  for (const part of partsOf(annotations)) self.postMessage({ id, part });
}

/** What the page may call. @type {Record<string, (id: number, ...values: any[]) => unknown>} */
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
    // An Error is the core's answer, in words; a trap or anything else leaves its memory in doubt.
    const broken = !(error instanceof Error) || error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error), broken });
  } finally {
    received = nothing();
  }
});
