/**
 * The session of one open article: its text, what the core found in it, what the reader corrected, and
 * what can be undone. Everything on the screen comes from `correct(text, found, corrections)`.
 */

import * as client from "../core/client.js";
import { CORRECTED } from "../core/model.js";
import { nothing } from "../core/parts.js";
import { changedPart, shift } from "../editing/anchors.js";
import { correct } from "../editing/corrections.js";
import { apply as applyOwn, forCore, reversed } from "./own-names.js";
import * as store from "./store.js";
import { hold, letAllGo, newId } from "./tab.js";

/** @import { Annotations } from "../core/model.js" */
/** @import { Correction } from "../editing/corrections.js" */
/** @import { About } from "./about.js" */
/** @import { Kept } from "./store.js" */
/** An open article, with all that is needed to open it again later. @typedef {Kept & { id: string, key: string | null }} Left */

/**
 * @typedef {object} Listeners
 * @property {(text: string, annotations: Annotations) => void} view  shows new annotations
 * @property {(history: { undo: boolean, redo: boolean, kept: boolean }) => void} history
 * @property {(text: string | null, begun?: boolean) => void} busy  a text takes long to read, `begun`: its beginning is shown already; null: reading is over
 * @property {(message: string) => void} trouble
 */

/** When reading takes longer than this, in milliseconds, the reader is told. */
const PATIENCE = 300;
/** What was typed is saved when typing pauses for this long, in milliseconds. */
const SAVE_AFTER = 400;
const NO_ROOM = "Your browser has no room, or no permission, to keep this correction. It lasts only as long as this tab: export the article before you close it.";

/** If a document differs from what the core finds in more places than this, another version of Whosaid made the differences, not a reader. */
const MOST_DIFFERENCES = 5_000;

export class Session {
  text = "";
  /** @type {About} */
  about = {};
  /** The id of the article in this tab. */
  id = "";
  #found = nothing();
  /** @type {string | null} */
  #key = null;
  /** Where an opened document differs from what the core finds, as corrections; they can't be undone. @type {Correction[]} */
  #given = [];
  /** @type {Correction[]} */
  #done = [];
  /** @type {Correction[]} */
  #undone = [];
  #saving = 0;
  /** The time stamp of the stored version that this tab knows; if the stored one has another, another tab has saved the article since. */
  #storedAt = 0;
  /** Whether a reload would bring back what is open. */
  #held = true;
  /** The text as it was before editing began; null while it is not being edited. @type {string | null} */
  #unedited = null;
  /** Resolves once the differences of a document that was just opened are found; null if there is nothing to wait for. @type {Promise<void> | null} */
  #opening = null;

  /** @param {Listeners} on */
  constructor(on) {
    this.on = on;
    store.watch((key, kept) => this.#changedElsewhere(key, kept));
    addEventListener("pagehide", () => {
      if (this.#saving) this.#save();
    });
  }

  /** The annotations with all corrections applied. */
  annotations() {
    return correct(this.text, this.#found, [...this.#given, ...this.#done]);
  }

  #tell() {
    this.on.history({ undo: this.#done.length > 0, redo: this.#undone.length > 0, kept: this.#key !== null });
  }

  /** Shows the article with its annotations as they are now. */
  show() {
    this.on.view(this.text, this.annotations());
  }

  /** Opens a text: a new one, or one that was kept. @param {string} text @param {Partial<Left>} [from] */
  async open(text, from = {}) {
    this.#turnTo(text, nothing(), from);
    this.#done = from.corrections?.slice() ?? [];
    this.#given = from.given ?? [];
    this.#storedAt = from.saved ?? 0;
    this.#tell();
    this.#holdInTab();
    await this.#read();
  }

  /** @param {string} text @param {Annotations} annotations @param {Partial<Left>} from */
  #turnTo(text, annotations, { id = newId(), key = null, about = {} }) {
    client.leave();
    clearTimeout(this.#saving);
    this.#saving = 0;
    this.on.busy(null);
    Object.assign(this, { text, id, about });
    this.#found = annotations;
    this.#key = key;
    this.#storedAt = 0;
    this.#given = [];
    this.#done = [];
    this.#undone = [];
    this.#unedited = this.#opening = null;
  }

  /**
   * Opens a document that was exported. Its annotations are shown as they are until its text is edited. From then on the core
   * reads the text, and what the document says differently is applied as corrections.
   * @param {string} text
   * @param {Annotations} annotations
   * @param {About} about
   */
  openDocument(text, annotations, about) {
    this.#turnTo(text, annotations, { about });
    this.#tell();
    const finding = (this.#opening = Promise.all([client.annotate(text, forCore()), import("../editing/differences.js")]).then(
      ([read, { differences }]) => {
        if (finding !== this.#opening) return;
        this.#given = differences(text, read, annotations);
        if (this.#given.length > MOST_DIFFERENCES) {
          this.#given = this.#given.filter((c) => c.op === "quotation" && c.to?.rule === CORRECTED);
          this.on.trouble("This document was made by a very different version of Whosaid. It is shown as it was; once you edit its text, only the quotations that were corrected by hand stay as they were.");
        }
        if (this.text === text) this.#found = this.#given.length > 0 ? read : annotations;
        this.#opening = null;
        this.#holdInTab();
      },
      () => {
        if (finding === this.#opening) this.#opening = null;
      },
    ));
  }

  /** Takes the text after an edit. @param {string} next */
  edit(next) {
    if (next === this.text) return;
    this.#found = shift(this.#found, this.text, next);
    this.text = next;
    this.#keepSoon();
    void this.#read();
  }

  #keepSoon() {
    clearTimeout(this.#saving);
    this.#saving = window.setTimeout(() => this.#save(), SAVE_AFTER);
  }

  /** Begins or ends editing. All that was typed in between is one step to undo. @param {boolean} on */
  setEditing(on) {
    if (on) this.#unedited = this.text;
    else if (this.#unedited !== null) {
      const step = textEdit(this.#unedited, this.text);
      this.#unedited = null;
      if (!step) return;
      this.#done.push(step);
      this.#undone = [];
      this.#keepSoon();
      this.#tell();
    }
  }

  async #read() {
    const reading = this.text;
    const timer = setTimeout(() => this.on.busy(reading), PATIENCE);
    try {
      await this.#opening;
      if (this.text !== reading) return;
      const annotations = await client.annotate(reading, forCore(), (beginning) => {
        clearTimeout(timer);
        if (this.text !== reading) return;
        this.on.busy(reading, true);
        if (this.#found.quotations.length > 0) return;
        this.#found = beginning;
        this.show();
      });
      if (this.text !== reading) return;
      this.#found = annotations;
      this.show();
    } catch (error) {
      if (!(error instanceof client.Superseded)) this.on.trouble(error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
      if (this.text === reading) this.on.busy(null);
    }
  }

  /** @param {Correction} correction */
  add(correction) {
    this.#done.push(correction);
    this.#undone = [];
    this.#applyStep(correction, false);
  }

  undo() {
    this.#move(this.#done, this.#undone, true);
  }

  redo() {
    this.#move(this.#undone, this.#done, false);
  }

  /** @param {Correction[]} from @param {Correction[]} to @param {boolean} back */
  #move(from, to, back) {
    const last = this.#unedited === null ? from.pop() : undefined;
    if (!last) return;
    to.push(last);
    this.#applyStep(last, back);
  }

  /** Applies what a step changes beside the annotations (the text, the list of own names), or with `back` undoes it. Then saves and shows the article. @param {Correction} step @param {boolean} back */
  #applyStep(step, back) {
    const { always } = step;
    if (always) {
      const kept = applyOwn(back ? reversed(always) : always); // The session watches the list, and reads the text again.
      if (!kept) this.on.trouble(NO_ROOM);
    }
    if (step.op === "text") {
      const before = this.text;
      this.text = edited(before, step, back);
      this.#found = shift(this.#found, before, this.text);
      void this.#read();
    }
    if (step.op !== "text" && step.op !== "own-names") this.#key ??= store.newKey();
    this.#save();
    this.#tell();
    this.show();
  }

  /** Sets what is known about the article beside its text: headline, date and so on. @param {About} about */
  setAbout(about) {
    this.about = about;
    this.#keepSoon();
  }

  /** The article as it is now, in the form in which it is kept. @returns {Left} */
  left() {
    return { id: this.id, key: this.#key, text: this.text, corrections: this.#done, ...(this.#given.length > 0 ? { given: this.#given } : {}), about: this.about, saved: Date.now() };
  }

  #holdInTab() {
    this.#held = this.text === "" || hold(this.left());
  }

  #save() {
    clearTimeout(this.#saving);
    this.#saving = 0;
    this.#holdInTab();
    if (!this.#key) return;
    const there = store.kept(this.#key);
    if (there && there.saved !== this.#storedAt) this.#mergeStored(there);
    const saved = Math.max(Date.now(), this.#storedAt + 1);
    const { id: _, key: __, ...kept } = this.left();
    if (store.keep(this.#key, { ...kept, saved })) this.#storedAt = saved;
    else this.on.trouble(NO_ROOM);
  }

  /** Merges what another tab saved of this article without this tab hearing of it: the corrections of both stay. @param {Kept} there */
  #mergeStored(there) {
    if (there.text !== this.text) return this.#makeSeparate();
    const known = new Set(there.corrections.map((correction) => JSON.stringify(correction)));
    this.#done = [...there.corrections, ...this.#done.filter((correction) => !known.has(JSON.stringify(correction)))];
  }

  /** Makes a new article of this one, because its text was edited both here and in another tab. */
  #makeSeparate() {
    this.#key = store.newKey();
    this.#storedAt = 0;
    this.#holdInTab();
    this.on.trouble("This article was edited in another tab too. What you do here is kept as a separate article.");
  }

  /** @param {string} changedKey @param {Kept | null} kept */
  #changedElsewhere(changedKey, kept) {
    if (changedKey !== this.#key || !kept) return;
    if (kept.text !== this.text) {
      if (this.#unedited !== null || this.#saving) {
        this.#makeSeparate();
        this.#keepSoon();
        return;
      }
      this.#found = shift(this.#found, this.text, kept.text);
      this.text = kept.text;
      void this.#read();
    }
    this.#storedAt = kept.saved;
    this.#done = kept.corrections;
    this.#given = kept.given ?? [];
    this.#undone = [];
    this.#tell();
    this.show();
  }

  /** Has the core read the text again, after the reader's own names have changed. */
  readAgain() {
    if (this.text) void this.#read();
  }

  /** Whether leaving the page would lose what was typed, because it could be stored neither in the browser nor in the tab. */
  unkept() {
    return this.#key === null && !this.#held && (this.#done.some(({ op }) => op === "text") || (this.#unedited !== null && this.#unedited !== this.text));
  }

  close() {
    if (this.#saving) this.#save();
    this.#turnTo("", nothing(), {});
    this.#tell();
  }

  /** Deletes everything that the browser kept. The article stays open, without its corrections. */
  async forget() {
    letAllGo();
    await store.forgetEverything();
    this.#given = [];
    this.#done = [];
    this.#undone = [];
    this.#key = null;
    this.#tell();
    this.show();
  }
}

/**
 * The step that turns one text into another; null if they are equal.
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
