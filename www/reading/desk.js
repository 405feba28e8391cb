/**
 * The desk: it opens and closes the card, which shows one quotation or name or a form that corrects it, and draws in the article
 * what an open form changes. Only Save keeps the changes; closing the card in any other way drops them.
 */

import { anchor } from "../editing/anchors.js";
import { asCorrected } from "../editing/corrections.js";
import { Handles } from "../editing/handles.js";
import { guessKind } from "../editing/word-edges.js";
import { CONFIRMED, hull, isShown } from "../core/model.js";
import { byId } from "../ui/dom.js";
import { fillCard, fillNameCard } from "./card.js";
import { keepInSight, keepInWindow, placeCard } from "./card-place.js";

/** @import { Quotation, Span } from "../core/model.js" */
/** @import { Correction } from "../editing/corrections.js" */
/** @import { Draft, PartName, QuotationForm } from "../editing/quotation-form.js" */
/** @import { Reader } from "./reader.js" */

/** Loads the code of the quotation forms, when a form is first needed. */
const quotationForms = () => import("../editing/quotation-form.js");
const nameForms = () => import("../editing/name-forms.js");

export class Desk {
  /** Whether the card stays open when the pointer leaves. */
  pinned = false;
  /** The quotation form that is open. @type {QuotationForm | null} */
  form = null;
  /** The index of the quotation that the form changes; for a new one, the index after the last. */
  #drafted = 0;
  #timer = 0;
  /** Counts what the card has shown, so that a form that takes long to load doesn't replace something newer. */
  #shown = 0;

  /** @param {Reader} reader */
  constructor(reader) {
    this.reader = reader;
    this.card = byId("card", HTMLElement);
    this.margin = byId("margin", HTMLElement);
    this.handles = new Handles(reader.article, byId("handles", HTMLElement), {
      onDrag: (end, offset) => this.form?.moveTo(end, offset),
      onKey: (end, step) => this.form?.move(end, step),
    });
    this.card.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.stopPropagation();
      this.close();
    });
    // A form may grow while it is filled in.
    new ResizeObserver(() => keepInWindow(this.card)).observe(this.card);
    document.addEventListener("pointerdown", ({ target }) => {
      if (this.card.hidden || this.isBusy() || !(target instanceof Element) || target.closest("#card, #article, #strip, #rail, #selection-bar, #handles, .notice")) return;
      this.close();
    });
    document.addEventListener("focusin", ({ target }) => {
      if (!this.pinned && !this.card.hidden && target instanceof Node && !this.card.contains(target) && !reader.root.contains(target) && !byId("rail", HTMLElement).contains(target)) this.close();
    });
  }

  isOpen() {
    return !this.card.hidden;
  }

  /** Whether a form is open, which only its own buttons may close. */
  isBusy() {
    return this.isOpen() && this.card.querySelector("form") !== null;
  }

  /** Calls `what` after some time, unless `soon` or `wait` is called before. @param {() => void} what @param {number} milliseconds */
  soon(what, milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(what, milliseconds);
  }

  wait() {
    clearTimeout(this.#timer);
  }

  /** Shows the card of a quotation beside an element. @param {number} index @param {Element} element @param {{ nearY?: number, mention?: number | null }} [how] */
  showQuotation(index, element, { nearY, mention = null } = {}) {
    if (this.isBusy()) return;
    const { reader } = this;
    const { view } = reader;
    reader.setCurrent(index);
    const quotation = view.annotations.quotations[index];
    const own = reader.ownOf(index);
    const at = own.indexOf(index);
    fillCard(this.card, view, index, { place: at + 1, of: own.length }, mention, {
      onStep: (step) => reader.goTo(own[at + step]),
      onRight: () => reader.answer(index, "right"),
      onElse: () => void this.askElse(index),
      onNone: () => reader.answer(index, "none"),
      onChange: () => void this.change(index),
      onCopy: () => reader.actions.onCopy([index]),
      onName: (entity) => void this.changeName(entity, null, element),
      onMention: (at) => void this.changeName(view.annotations.mentions[at].entity, at, element),
      onClose: () => this.close(),
    });
    this.#show("About this quotation", element, nearY);
    reader.article.light(index, quotation.speakers[0] ?? null);
  }

  /** Shows the card of a name that is in no quotation. @param {number} mention @param {Element} element */
  showName(mention, element) {
    if (this.isBusy()) return;
    const { reader } = this;
    const { entity } = reader.view.annotations.mentions[mention];
    const { mentions } = reader.view.annotations.entities[entity];
    reader.setCurrent(null);
    this.pinned = true;
    fillNameCard(this.card, reader.view, mention, {
      onNext: () => reader.stepMention(entity, mentions),
      onChange: () => void this.changeName(entity, mention, element),
      onClose: () => this.close(),
    });
    this.#show("About this name", element);
    reader.article.light(null, entity);
  }

  /** @param {string} label @param {Element} element @param {number} [nearY] */
  #show(label, element, nearY) {
    this.#shown += 1;
    this.card.setAttribute("aria-label", label);
    this.card.hidden = false;
    placeCard(this.card, element, this.margin, nearY);
    keepInSight(this.card, element);
  }

  /** Puts the card beside its quotation again, after the window was scrolled or resized. */
  replace() {
    const { current } = this.reader;
    if (this.card.hidden || current === null) return;
    const mark = this.reader.article.markOf(current);
    if (mark) placeCard(this.card, mark, this.margin);
  }

  /** Opens the form that changes a quotation. @param {number} index */
  async change(index) {
    const { view } = this.reader;
    const { draftOf } = await this.#load(quotationForms);
    if (view === this.reader.view) await this.#open(index, draftOf(view, view.annotations.quotations[index]), view.annotations.quotations[index]);
  }

  /** Opens the form for a new quotation, which is added only when the form is saved. @param {Span} span */
  async startNew(span) {
    const { view } = this.reader;
    /** @type {Draft} */
    const draft = { kind: guessKind(view.text.slice(span.start, span.end)), act: "speech", denied: false, content: [span], source: null, cue: null, speakers: [] };
    await this.#open(view.annotations.quotations.length, draft, null);
  }

  /** @template T @param {() => Promise<T>} load @returns {Promise<T>} */
  async #load(load) {
    try {
      return await load();
    } catch (error) {
      this.reader.actions.onTrouble("A part of this page could not be loaded. Check the connection, and try again.");
      throw error;
    }
  }

  /** @param {number} index @param {Draft} draft @param {Quotation | null} was */
  async #open(index, draft, was) {
    const { QuotationForm } = await this.#load(quotationForms);
    const { reader } = this;
    this.wait();
    this.pinned = true;
    this.#drafted = index;
    reader.setCurrent(index);
    const at = draft.content[0];
    this.card.hidden = false;
    this.card.dataset.ink = reader.inkOfDraft(draft);
    this.form = new QuotationForm(this.card, reader.view, draft, was, {
      onDraft: (changed, part) => this.#draw(changed, part),
      onSave: (correction) => {
        this.close(false);
        reader.save(correction, draft.content[0]);
      },
      onCancel: () => {
        this.close();
        reader.comeBackTo(at);
      },
      onNone: () => {
        this.close(false);
        reader.answer(index, "none");
      },
    });
    this.#draw(draft, "content");
    const mark = reader.article.markOf(index);
    if (mark) this.#show(was ? "Change this quotation" : "New quotation", mark);
    document.body.classList.add("correcting");
  }

  /** Shows a draft in the article. @param {Draft} draft @param {PartName} part */
  #draw(draft, part) {
    const { reader } = this;
    reader.preview(this.#drafted, draft);
    this.card.dataset.ink = reader.inkOfDraft(draft);
    reader.article.root.dataset.part = part;
    this.handles.show(reader.view.text, this.form?.span() ?? { start: draft.content[0].start, end: draft.content[draft.content.length - 1].end }, reader.inkOfDraft(draft));
  }

  /** Opens the question who really said a quotation. @param {number} index */
  async askElse(index) {
    const { reader } = this;
    const { view } = reader;
    const { askSpeaker } = await this.#load(quotationForms);
    if (view !== reader.view) return;
    const mark = reader.article.markOf(index);
    if (!mark) return;
    const next = reader.nextAfter(index);
    this.wait();
    this.pinned = true;
    reader.setCurrent(index);
    askSpeaker(this.card, view, view.annotations.quotations[index], {
      onSave: (correction) => {
        this.close(false);
        reader.save(correction, hull(view.annotations.quotations[index]), next);
      },
      onCancel: () => {
        this.close();
        reader.goTo(index);
      },
    });
    this.#show("Somebody else", mark);
    reader.article.light(index, null);
    /** @type {HTMLElement | null} */ (this.card.querySelector("input"))?.focus({ preventScroll: true });
  }

  /** Opens the form that corrects a name. @param {number} entity @param {number | null} mention @param {Element} element */
  async changeName(entity, mention, element) {
    const { reader } = this;
    const { view } = reader;
    const { fillEntityForm } = await this.#load(nameForms);
    if (view !== reader.view) return;
    this.pinned = true;
    const back = reader.current;
    const at = mention !== null ? view.annotations.mentions[mention] : back !== null ? hull(view.annotations.quotations[back]) : null;
    fillEntityForm(this.card, view, entity, mention, { save: (correction) => this.#saveName(correction, at), cancel: () => this.close() });
    this.#show("Change this name", element.isConnected ? element : reader.root);
  }

  /** Opens the form that adds a name that was missed. @param {Span} span */
  async addName(span) {
    const { reader } = this;
    const { fillNameForm } = await this.#load(nameForms);
    this.pinned = true;
    const element = reader.article.rangeOf(span)?.startContainer.parentElement ?? reader.root;
    fillNameForm(this.card, reader.view, span, { save: (correction) => this.#saveName(correction, span), cancel: () => this.close() });
    this.#show("Add a name", element);
  }

  /** @param {Correction} correction @param {Span | null} at */
  #saveName(correction, at) {
    this.close(false);
    this.reader.save(correction, at);
  }

  /** The correction that says a quotation is right as it stands. @param {number} index @returns {Correction} */
  confirmation(index) {
    const { text, annotations } = this.reader.view;
    const quotation = annotations.quotations[index];
    const was = asCorrected(text, annotations, quotation);
    return { op: "quotation", at: was.content, to: { ...was, confidence: 1, rule: CONFIRMED, speakerRule: quotation.speakerRule } };
  }

  /**
   * The buttons for words that are selected in the article.
   * @param {Span} span
   * @returns {{ label: string, run: () => void }[]}
   */
  choicesFor(span) {
    const { form, reader } = this;
    if (form) {
      return [
        { label: "Its words", run: () => form.take("content", span) },
        { label: "More of its words", run: () => form.take("more", span) },
        { label: "Its source", run: () => form.take("source", span) },
        { label: "Its verb", run: () => form.take("cue", span) },
      ];
    }
    if (this.isBusy()) return [];
    const { text } = reader.view;
    const words = text.slice(span.start, span.end);
    const choices = this.#forQuotations(span);
    choices.push({ label: "New quotation", run: () => void this.startNew(span) });
    if (words.length < 100 && !words.includes("\n")) choices.push({ label: "New name", run: () => void this.addName(span) });
    choices.push({ label: "Copy with source", run: () => reader.actions.onCopySpan(span) });
    return choices;
  }

  /** @param {Span} span */
  #forQuotations(span) {
    const { reader } = this;
    const { text, annotations, thoughts } = reader.view;
    const { quotations } = annotations;
    const whose = (/** @type {number} */ index, /** @type {string} */ otherwise) => {
      const [speaker] = quotations[index].speakers;
      return speaker === undefined ? otherwise : `${annotations.entities[speaker].name}’s quotation`;
    };
    const overlapping = quotations.flatMap((quotation, index) => {
      const { start, end } = hull(quotation);
      return isShown(quotation, thoughts) && start < span.end && span.start < end ? [index] : [];
    });
    const choices = overlapping.slice(0, 2).map((index) => ({
      label: `These are the words of ${whose(index, "this quotation")}`,
      run: () => {
        const was = asCorrected(text, annotations, quotations[index]);
        reader.save({ op: "quotation", at: was.content, to: { ...was, content: [anchor(text, span)], kind: guessKind(text.slice(span.start, span.end)) } }, span);
      },
    }));
    const beside = overlapping.length === 0 ? reader.nearest(span) : null;
    if (beside !== null) {
      choices.push({
        label: `More words of ${whose(beside, "the quotation beside")}`,
        run: () => {
          const was = asCorrected(text, annotations, quotations[beside]);
          reader.save({ op: "quotation", at: was.content, to: { ...was, content: [...was.content, anchor(text, span)] } }, hull(quotations[beside]));
        },
      });
    }
    return choices;
  }

  /** @param {boolean} [back]  the focus goes back to the quotation */
  close(back = true) {
    this.wait();
    this.pinned = false;
    const { reader } = this;
    if (this.form) {
      this.form = null;
      this.handles.hide();
      delete reader.article.root.dataset.part;
      document.body.classList.remove("correcting");
      reader.endPreview();
    }
    if (this.card.hidden) return;
    const focused = this.card.contains(document.activeElement);
    this.card.hidden = true;
    this.card.replaceChildren();
    document.body.classList.remove("with-sheet");
    if (focused && back && reader.current !== null) reader.article.markOf(reader.current)?.focus({ preventScroll: true });
    // Giving the quotation the focus opened its card again; the card is to stay closed.
    if (back) this.card.hidden = true;
    reader.unlight();
  }
}
