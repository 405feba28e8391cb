/**
 * One open article: its text, what the core found in it, what the reader put right, and the way
 * back. Everything shown comes from `correct(text, found, corrections)`.
 */

import * as client from "./client.js";
import { BY_READER, asCorrected, correct } from "./corrections.js";
import * as store from "./store.js";

/** @import { Annotations } from "./model.js" */
/** @import { Correction } from "./corrections.js" */
/** @import { Kept } from "./store.js" */

/**
 * @typedef {object} Listeners
 * @property {(text: string, annotations: Annotations) => void} view  there is something new to show
 * @property {(history: { undo: boolean, redo: boolean, kept: boolean }) => void} history
 * @property {(text: string | null) => void} busy  this text has been taking long; null: no longer
 * @property {(message: string) => void} trouble
 */

/** Reading that takes longer than this is told about, in milliseconds. */
const PATIENCE = 300;
/** Typing is kept when it pauses for so long. */
const SAVE_AFTER = 400;

/** @type {Annotations} */
const NOTHING = { mentions: [], entities: [], quotations: [] };

/** @param {Listeners} on */
export function createSession(on) {
  let text = "";
  let found = NOTHING;
  /** @type {string | null} */
  let key = null;
  /** @type {Correction[]} */
  let done = [];
  /** @type {Correction[]} */
  let undone = [];
  let saving = 0;

  const view = () => correct(text, found, done);
  const tell = () => on.history({ undo: done.length > 0, redo: undone.length > 0, kept: key !== null });

  /** Opens a text, new or kept. @param {string} opened @param {{ key: string, kept: Kept }} [from] */
  async function open(opened, from) {
    text = opened;
    found = NOTHING;
    key = from?.key ?? null;
    done = from?.kept.corrections.slice() ?? [];
    undone = [];
    store.setOpenKey(key);
    tell();
    await read();
  }

  /**
   * Opens a document that was taken along: as it stands, until its text is edited. Then the core
   * reads it, and what a reader had put right in its quotations is laid over that.
   * @param {string} opened
   * @param {Annotations} annotations
   */
  function openDocument(opened, annotations) {
    client.cancel();
    text = opened;
    key = null;
    done = annotations.quotations
      .filter(({ rule }) => rule === BY_READER)
      .map((quotation) => {
        const to = asCorrected(text, annotations, quotation);
        return { op: "quotation", at: to.content, to };
      });
    undone = [];
    found = annotations;
    store.setOpenKey(null);
    tell();
    on.view(text, view());
  }

  /** The text after an edit. @param {string} edited */
  function edit(edited) {
    if (edited === text) return;
    text = edited;
    clearTimeout(saving);
    if (key) saving = window.setTimeout(save, SAVE_AFTER);
    void read();
  }

  async function read() {
    const reading = text;
    const timer = setTimeout(() => on.busy(reading), PATIENCE);
    try {
      const annotations = await client.annotate(reading);
      if (text !== reading) return;
      found = annotations;
      on.view(text, view());
    } catch (error) {
      if (!(error instanceof client.Superseded)) on.trouble(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
      if (text === reading) on.busy(null);
    }
  }

  /** @param {Correction} correction */
  function add(correction) {
    done.push(correction);
    undone = [];
    changed();
  }

  /** @param {Correction[]} from @param {Correction[]} to */
  function move(from, to) {
    const last = from.pop();
    if (!last) return;
    to.push(last);
    changed();
  }

  function changed() {
    key ??= store.newKey();
    save();
    tell();
    on.view(text, view());
  }

  function save() {
    clearTimeout(saving);
    saving = 0;
    if (key && !store.keep(key, { text, corrections: done, saved: Date.now() })) {
      on.trouble("Your browser has no room, or no permission, to keep this correction. It holds in this tab: take the article along before you close it.");
    }
  }

  store.watch((changedKey, kept) => {
    if (changedKey !== key || !kept || kept.text !== text) return;
    done = kept.corrections;
    undone = [];
    tell();
    on.view(text, view());
  });

  addEventListener("pagehide", () => {
    if (saving) save();
  });

  return {
    open,
    openDocument,
    edit,
    add,
    undo: () => move(done, undone),
    redo: () => move(undone, done),
    text: () => text,
    /** What is open now, to come back to. */
    left: () => ({ text, from: key === null ? undefined : { key, kept: { text, corrections: done, saved: Date.now() } } }),
    annotations: view,
    close() {
      client.cancel();
      client.warmUp();
      text = "";
      found = NOTHING;
      done = undone = [];
      key = null;
      store.setOpenKey(null);
      tell();
    },
    /** Everything the browser kept is gone; the article stays open, as the core reads it. */
    async forget() {
      await store.forgetEverything();
      done = [];
      undone = [];
      key = null;
      tell();
      on.view(text, view());
    },
  };
}
