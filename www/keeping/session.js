/**
 * One open article: its text, what the core found in it, what the reader put right, and the way
 * back. Everything shown comes from `correct(text, found, corrections)`.
 */

import { changedPart, shift } from "../editing/anchors.js";
import * as client from "../core/client.js";
import { BY_READER, correct } from "../editing/corrections.js";
import { differences } from "../editing/differences.js";
import { apply as applyOwn, ownNames, reversed } from "./own-names.js";
import { nothing } from "../core/parts.js";
import * as store from "./store.js";

/** @import { Annotations } from "../core/model.js" */
/** @import { Correction } from "../editing/corrections.js" */
/** @import { Kept } from "./store.js" */

/**
 * @typedef {object} Listeners
 * @property {(text: string, annotations: Annotations) => void} view  there is something new to show
 * @property {(history: { undo: boolean, redo: boolean, kept: boolean }) => void} history
 * @property {(text: string | null, milliseconds?: number | null) => void} busy  this text takes long, about so long where that is known; null: no longer
 * @property {(message: string) => void} trouble
 */

/** Reading that takes longer than this is told about, in milliseconds. */
const PATIENCE = 300;
/** Typing is kept when it pauses for so long. */
const SAVE_AFTER = 400;
const NO_ROOM = "Your browser has no room, or no permission, to keep this correction. It holds in this tab: take the article along before you close it.";

/** More differences than this between a document and its reading are another Whosaid's work, not a reader's. */
const MOST_DIFFERENCES = 5_000;

/** @param {Listeners} on */
export function createSession(on) {
  let text = "";
  let found = nothing();
  /** @type {string | null} */
  let key = null;
  /** What an opened document says otherwise than the core; it can't be undone. @type {Correction[]} */
  let given = [];
  /** @type {Correction[]} */
  let done = [];
  /** @type {Correction[]} */
  let undone = [];
  let saving = 0;
  /** When the article was kept as this tab knows it; another tab may keep it later. */
  let seen = 0;
  /** The text as it was before it was edited in place. @type {string | null} */
  let unedited = null;
  /** The differences of a document that was just opened are being found. @type {Promise<void> | null} */
  let opening = null;

  const view = () => correct(text, found, [...given, ...done]);
  const tell = () => on.history({ undo: done.length > 0, redo: undone.length > 0, kept: key !== null });

  /** Opens a text, new or kept. @param {string} opened @param {{ key: string, kept: Kept }} [from] */
  async function open(opened, from) {
    turnTo(opened, nothing(), from?.key ?? null);
    done = from?.kept.corrections.slice() ?? [];
    given = from?.kept.given ?? [];
    seen = from?.kept.saved ?? 0;
    tell();
    await read();
  }

  /** @param {string} opened @param {Annotations} annotations @param {string | null} kept */
  function turnTo(opened, annotations, kept) {
    client.leave();
    on.busy(null);
    text = opened;
    found = annotations;
    key = kept;
    seen = 0;
    given = [];
    done = [];
    undone = [];
    unedited = opening = null;
    store.setOpenKey(key);
  }

  /**
   * Opens a document that was taken along: as it stands, until its text is edited. Then the core
   * reads it, and what the document says otherwise is laid over that.
   * @param {string} opened
   * @param {Annotations} annotations
   */
  function openDocument(opened, annotations) {
    turnTo(opened, annotations, null);
    tell();
    on.view(text, view());
    const finding = (opening = client.annotate(opened, ownNames()).then(
      (read) => {
        if (finding !== opening) return;
        given = differences(opened, read, annotations);
        if (given.length > MOST_DIFFERENCES) {
          given = given.filter((c) => c.op === "quotation" && c.to?.rule === BY_READER);
          on.trouble("This document was read by a Whosaid that differs much from this one. It is shown as it was; once you edit its text, only the quotations that were put right by hand stay as they were.");
        }
        if (text === opened) found = given.length > 0 ? read : annotations;
        opening = null;
      },
      () => {
        if (finding === opening) opening = null;
      },
    ));
  }

  /** The text after an edit. @param {string} next */
  function edit(next) {
    if (next === text) return;
    found = shift(found, text, next);
    text = next;
    keepSoon();
    void read();
  }

  function keepSoon() {
    clearTimeout(saving);
    if (key) saving = window.setTimeout(save, SAVE_AFTER);
  }

  /** Editing in place begins or ends: all of it is one step to undo. @param {boolean} on */
  function setEditing(on) {
    if (on) unedited = text;
    else if (unedited !== null) {
      const step = textEdit(unedited, text);
      unedited = null;
      if (!step) return;
      done.push(step);
      undone = [];
      keepSoon();
      tell();
    }
  }

  async function read() {
    const reading = text;
    const timer = setTimeout(() => on.busy(reading, null), PATIENCE);
    try {
      await opening;
      if (text !== reading) return;
      const annotations = await client.annotate(reading, ownNames(), (beginning, milliseconds) => {
        clearTimeout(timer);
        if (text !== reading) return;
        on.busy(reading, milliseconds);
        if (found.quotations.length > 0) return;
        found = beginning;
        on.view(text, view());
      });
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
    takeOn(correction, false);
  }

  /** @param {Correction[]} from @param {Correction[]} to @param {boolean} back */
  function move(from, to, back) {
    const last = unedited === null ? from.pop() : undefined;
    if (!last) return;
    to.push(last);
    takeOn(last, back);
  }

  /** What else a step changes, when it is taken or taken back: the text, the list of own names. @param {Correction} step @param {boolean} back */
  function takeOn(step, back) {
    const { always } = step;
    if (always) {
      const kept = applyOwn(back ? reversed(always) : always); // which reads the text again
      if (!kept) on.trouble(NO_ROOM);
    }
    if (step.op === "text") {
      const before = text;
      text = edited(text, step, back);
      found = shift(found, before, text);
      void read();
    }
    if (step.op !== "text" && step.op !== "own-names") key ??= store.newKey();
    if (key) save();
    tell();
    on.view(text, view());
  }

  function save() {
    clearTimeout(saving);
    saving = 0;
    if (!key) return;
    const there = store.kept(key);
    if (there && there.saved !== seen) comeTogether(there);
    const saved = Math.max(Date.now(), seen + 1);
    const kept = store.keep(key, { text, corrections: done, ...(given.length > 0 ? { given } : {}), saved });
    if (kept) seen = saved;
    else on.trouble(NO_ROOM);
  }

  /** Another tab has kept this article since, and this one didn't hear of it: what either did stays. @param {Kept} there */
  function comeTogether(there) {
    if (there.text !== text) return part();
    const known = new Set(there.corrections.map((correction) => JSON.stringify(correction)));
    done = [...there.corrections, ...done.filter((correction) => !known.has(JSON.stringify(correction)))];
  }

  /** The words are edited here and in another tab: from here on they are two articles. */
  function part() {
    key = store.newKey();
    store.setOpenKey(key);
    seen = 0;
    on.trouble("This article was edited in another tab too. What you do here is kept as an article of its own.");
  }

  store.watch((changedKey, kept) => {
    if (changedKey !== key || !kept) return;
    if (kept.text !== text) {
      if (unedited !== null || saving) {
        part();
        keepSoon();
        return;
      }
      found = shift(found, text, kept.text);
      text = kept.text;
      void read();
    }
    seen = kept.saved;
    done = kept.corrections;
    given = kept.given ?? [];
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
    setEditing,
    add,
    undo: () => move(done, undone, true),
    redo: () => move(undone, done, false),
    /** The core reads the text again: the reader's own names have changed. */
    readAgain() {
      if (text) void read();
    },
    text: () => text,
    /** Would closing the page lose what was typed? */
    unkept: () => key === null && (done.some(({ op }) => op === "text") || (unedited !== null && unedited !== text)),
    /** What is open now, to come back to. */
    left: () => ({ text, from: key === null ? undefined : { key, kept: { text, corrections: done, given, saved: Date.now() } } }),
    annotations: view,
    close() {
      turnTo("", nothing(), null);
      tell();
    },
    /** Everything the browser kept is gone; the article stays open, as the core reads it. */
    async forget() {
      await store.forgetEverything();
      given = [];
      done = [];
      undone = [];
      key = null;
      tell();
      on.view(text, view());
    },
  };
}

/**
 * One text made of another, as a step.
 * @param {string} before
 * @param {string} after
 * @returns {Extract<Correction, { op: "text" }> | null}
 */
function textEdit(before, after) {
  if (before === after) return null;
  const { head, tail } = changedPart(before, after);
  return { op: "text", at: head, removed: before.slice(head, before.length - tail), inserted: after.slice(head, after.length - tail) };
}

/** @param {string} text @param {Extract<Correction, { op: "text" }>} step @param {boolean} back */
function edited(text, { at, removed, inserted }, back) {
  const [out, into] = back ? [inserted, removed] : [removed, inserted];
  return text.slice(0, at) + into + text.slice(at + out.length);
}
