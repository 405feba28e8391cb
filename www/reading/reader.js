/**
 * The reading screen: the article, the lists beside it, the card, and what links them. Which quotation is current, whose
 * words are picked out, whether thoughts are shown: that is its state; everything on the screen is drawn from it and
 * from the annotations.
 */

import { nothing } from "../core/parts.js";
import { createCaret } from "../editing/caret.js";
import { createSelectionBar } from "../editing/selection-bar.js";
import { hull, isShown } from "../core/model.js";
import { byId } from "../ui/dom.js";
import { ArticleView } from "./article-view.js";
import { CheckList } from "./check-list.js";
import { Desk } from "./desk.js";
import { inkOf, numberSpeakers } from "./palette.js";
import { listenToPointer } from "./pointing.js";
import { createTabs } from "./rail.js";
import { sharesOf } from "./shares.js";
import { countNames, renderNames, renderSpeakers } from "./speakers.js";
import { quotationAt, renderStrip, renderWindow } from "./strip.js";
import { counted } from "./words.js";
import { asCorrected } from "../editing/corrections.js";

/** @import { Annotations, Quotation, Span } from "../core/model.js" */
/** @import { Correction } from "../editing/corrections.js" */
/** @import { Draft } from "../editing/quotation-form.js" */
/** @import { View } from "./article-view.js" */
/** @import { Numbers } from "./palette.js" */
/** @import { Part } from "./shares.js" */

/**
 * @typedef {object} ReaderActions
 * @property {(correction: Correction) => void} onCorrection
 * @property {(indices: number[]) => void} onCopy
 * @property {(span: Span) => void} onCopySpan
 * @property {(message: string) => void} onTrouble
 */

/** `start`: where the current quotation begins, -1 for none; `form`: a form is in hand. @typedef {{ start: number, focused: boolean, shown: boolean, form: boolean, pinned: boolean }} Held */

export class Reader {
  /** @type {View} */
  view = { text: "", annotations: nothing(), numbers: new Map(), thoughts: false };
  /** The quotation that the keys and the card are about. @type {number | null} */
  current = null;
  editing = false;
  /** @type {Numbers} */
  #numbers = new Map();
  /** @type {{ parts: Part[], total: number }} */
  #cast = { parts: [], total: 0 };
  /** Whose words are picked out; undefined: everybody's. @type {Part["speaker"] | undefined} */
  #filter;
  /** What is shown of a form in hand, in place of the annotations. @type {View | null} */
  #previewed = null;
  /** @type {ReadonlySet<string>} */
  #captions = new Set();
  #windowDrawn = false;

  /** @param {ReaderActions} actions */
  constructor(actions) {
    this.actions = actions;
    this.root = byId("article", HTMLElement);
    this.article = new ArticleView(this.root);
    this.strip = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.getElementById("strip")));
    this.desk = new Desk(this);
    this.list = new CheckList({
      onGo: (index) => this.goTo(index, false),
      onRight: (index) => this.answer(index, "right"),
      onElse: (index) => void this.desk.askElse(index),
      onNone: (index) => this.answer(index, "none"),
      onFilter: () => this.#drawRail(),
      onCopy: () => actions.onCopy(this.inTurn()),
    });
    this.tabs = createTabs(() => this.list.mark(this.current));
    this.bar = createSelectionBar(byId("selection-bar", HTMLElement), () => (this.editing ? null : this.article.selectedSpan()), (span) => this.desk.choicesFor(span));
    this.caret = createCaret(this.root, { choose: () => this.bar.focus(), say: (message) => (byId("status", HTMLElement).textContent = message) });
    listenToPointer(this);
    this.#listen();
  }

  #listen() {
    addEventListener("scroll", () => {
      this.desk.replace();
      this.#drawWindow();
    }, { passive: true });
    addEventListener("beforeprint", () => {
      this.article.stretches.markAll();
      this.#fold(true);
      this.tabs.choose("speakers");
      // Paper can't be unfolded.
      for (const folded of byId("cast", HTMLElement).querySelectorAll("details")) folded.open = true;
    });
    addEventListener("afterprint", () => this.#fold());
    // The strip is no longer than what it shows. (Observed, since asking would lay the article out at once.)
    new ResizeObserver(([{ contentRect }]) => {
      this.strip.style.maxBlockSize = `${Math.max(contentRect.height, 40)}px`;
      this.#drawWindow();
    }).observe(/** @type {Element} */ (this.root.parentElement));
    this.strip.addEventListener("click", (event) => {
      const index = quotationAt(this.strip, event);
      if (index !== null) this.goTo(index);
    });
    byId("next", HTMLButtonElement).addEventListener("click", () => this.step(1));
    byId("previous", HTMLButtonElement).addEventListener("click", () => this.step(-1));
    byId("everyone", HTMLButtonElement).addEventListener("click", () => this.pick(undefined));
    byId("thoughts", HTMLInputElement).addEventListener("change", () => this.#takeView({ ...this.view, thoughts: byId("thoughts", HTMLInputElement).checked }));
    const names = byId("names-on", HTMLInputElement);
    names.addEventListener("change", () => document.body.classList.toggle("without-names", !names.checked));
    NARROW.addEventListener("change", () => this.#fold());
    this.#fold();
  }

  /** On a narrow screen the rail is folded, so that the article is at the top. @param {boolean} [open] */
  #fold(open = !NARROW.matches) {
    byId("cast-details", HTMLDetailsElement).open = open;
  }

  /** A new text, whose quotations aren't known yet. @param {string} text @param {ReadonlySet<string>} [captions] */
  open(text, captions = new Set()) {
    this.desk.close();
    this.#numbers = new Map();
    this.#filter = undefined;
    this.#captions = captions;
    this.list.reset();
    delete byId("cast", HTMLElement).dataset.all;
    byId("names", HTMLElement).replaceChildren();
    this.show(text, nothing());
    document.body.classList.add("reading");
  }

  /** @param {string} text @param {Annotations} annotations */
  show(text, annotations) {
    document.body.classList.remove("reading");
    this.#takeView({ text, annotations, numbers: new Map(), thoughts: byId("thoughts", HTMLInputElement).checked, captions: this.#captions });
  }

  /** @param {View} view */
  #takeView(view) {
    const held = this.#hold(view.text);
    this.#cast = sharesOf(view.text, view.annotations, view.thoughts);
    view.numbers = numberSpeakers(view.annotations, this.#numbers, this.#cast.parts.map(({ speaker }) => speaker));
    this.view = view;
    this.#draw(held);
  }

  /** What the reader is at, so that a new reading of the same text doesn't take it away. @param {string} text @returns {Held | null} */
  #hold(text) {
    if (text !== this.view.text || this.editing) return null;
    const focused = this.root.contains(document.activeElement);
    if (!this.desk.isOpen() && !focused) return null;
    const quotation = this.current === null ? undefined : this.view.annotations.quotations[this.current];
    return { start: quotation ? hull(quotation).start : -1, focused, shown: this.desk.isOpen(), form: this.desk.isBusy(), pinned: this.desk.pinned };
  }

  /** @param {Held} held */
  #comeBack({ start, focused, shown, form, pinned }) {
    if (form) return; // whoever writes goes on writing
    const index = this.view.annotations.quotations.findIndex((quotation) => hull(quotation).start === start);
    const mark = index < 0 || !isShown(this.view.annotations.quotations[index], this.view.thoughts) ? null : this.article.markOf(index);
    if (!mark) return this.desk.close();
    this.article.rove(index);
    if (focused) mark.focus({ preventScroll: true }); // which shows its card
    if (shown) this.desk.showQuotation(index, mark);
    else this.desk.close();
    this.desk.pinned = pinned;
  }

  /** @param {Held | null} [held] */
  #draw(held = null) {
    if (!held) this.desk.close();
    if (!this.#cast.parts.some(({ speaker }) => speaker === this.#filter)) this.#filter = undefined;
    if (!held?.form) this.current = null;
    if (!this.editing) {
      this.article.render(this.view);
      this.article.rove(null);
    }
    this.#drawRail();
    renderNames(byId("names", HTMLElement), this.view.annotations, (entity, mentions) => this.stepMention(entity, mentions));
    byId("cast-sum", HTMLElement).textContent = this.#cast.parts.length ? this.summary() : "";
    byId("cast-empty", HTMLElement).hidden = this.#cast.parts.length > 0;
    byId("cast-of", HTMLElement).textContent = this.#cast.total > 0 ? `Shares of the ${counted(this.#cast.total, "word")} that are quoted or retold.` : "";
    byId("language", HTMLElement).hidden = this.view.annotations.language !== "other";
    if (held) this.#comeBack(held);
  }

  #drawRail() {
    const { view } = this;
    const turn = this.inTurn();
    const only = this.isFiltered() ? new Set(turn) : null;
    renderSpeakers(byId("cast", HTMLElement), { ...this.#cast, annotations: view.annotations, numbers: view.numbers, filter: this.#filter }, (speaker) => this.pick(this.#filter === speaker ? undefined : speaker));
    this.list.render(view, turn, this.current);
    this.tabs.count({ speakers: this.#named(), quotations: this.#shown().length, names: countNames(view.annotations) });
    renderStrip(this.strip, view, only);
    this.article.filter(only);
    byId("everyone", HTMLElement).hidden = only === null;
    this.#drawPlace();
    this.#drawWindow();
  }

  #named = () => this.#cast.parts.filter(({ speaker, guessed }) => speaker !== null && !guessed).length;

  /** "6 speakers, 14 quotations". */
  summary() {
    return `${counted(this.#named(), "speaker")}, ${counted(this.#shown().length, "quotation")}`;
  }

  isFiltered() {
    return this.#filter !== undefined || this.list.isFiltered();
  }

  /** The strip shows which part of the text is in sight, once a frame at most. */
  #drawWindow() {
    if (this.#windowDrawn || this.editing) return;
    this.#windowDrawn = true;
    requestAnimationFrame(() => {
      this.#windowDrawn = false;
      renderWindow(this.strip, this.article.stretches.inWindow(), this.view.text.length);
    });
  }

  #drawPlace() {
    const turn = this.inTurn();
    const at = this.current === null ? -1 : turn.indexOf(this.current);
    byId("place", HTMLElement).textContent = at < 0 ? counted(turn.length, "quotation") : `${(at + 1).toLocaleString("en")} of ${turn.length.toLocaleString("en")}`;
  }

  /** Every quotation that is to be seen. */
  #shown() {
    const { quotations } = this.view.annotations;
    return [...quotations.keys()].filter((index) => isShown(quotations[index], this.view.thoughts));
  }

  /** The quotations to step through, in text order. */
  inTurn() {
    const own = this.#filter === undefined ? null : new Set(this.#cast.parts.find(({ speaker }) => speaker === this.#filter)?.quotations);
    return this.#shown().filter((index) => (own === null || own.has(index)) && this.list.holds(this.view, index));
  }

  /** The quotations of a quotation's first speaker. @param {number} index */
  ownOf(index) {
    const [speaker = null] = this.view.annotations.quotations[index].speakers;
    return this.#cast.parts.find((part) => part.speaker === speaker)?.quotations ?? [index];
  }

  /** Picks out one speaker's words, and goes to the first; undefined shows everyone. @param {Part["speaker"] | undefined} speaker */
  pick(speaker) {
    this.#filter = speaker;
    if (speaker === undefined) this.list.reset();
    this.#drawRail();
    if (speaker === undefined) return this.article.light(null, null);
    const mark = this.article.markOf(this.inTurn()[0]);
    if (mark) this.article.reveal(mark, calm(this.view.text));
    this.article.light(null, speaker);
  }

  /** @param {1 | -1} direction */
  step(direction) {
    const turn = this.inTurn();
    if (turn.length === 0 || this.desk.isBusy()) return;
    const at = this.current === null ? -1 : turn.indexOf(this.current);
    const next = at < 0 ? (direction > 0 ? 0 : turn.length - 1) : (at + direction + turn.length) % turn.length;
    this.goTo(turn[next]);
  }

  /** Goes to a quotation: scrolls, focuses, and shows its card. @param {number} index @param {boolean} [focus] */
  goTo(index, focus = true) {
    const mark = this.editing || this.desk.isBusy() ? null : this.article.markOf(index);
    if (!mark) return;
    this.article.reveal(mark, "instant");
    this.article.rove(index);
    if (focus) mark.focus({ preventScroll: true });
    this.desk.showQuotation(index, mark);
    this.desk.pinned = true;
  }

  /** @param {number | null} index */
  setCurrent(index) {
    this.current = index;
    for (const block of this.strip.querySelectorAll(".current")) block.classList.remove("current");
    if (index !== null) this.strip.querySelector(`[data-quotation="${index}"]`)?.classList.add("current");
    this.list.mark(index);
    this.#drawPlace();
  }

  unlight() {
    this.article.light(null, this.#filter ?? null);
    for (const block of this.strip.querySelectorAll(".current")) block.classList.remove("current");
  }

  /** @param {number} entity @param {number[]} mentions */
  stepMention(entity, mentions) {
    if (this.editing) return;
    const at = mentions.findIndex((m) => this.root.querySelector(`.here[data-mention="${m}"]`));
    this.root.querySelector(".here")?.classList.remove("here");
    const next = this.article.mentionOf(mentions[(at + 1) % mentions.length]);
    if (next) this.article.reveal(next, calm(this.view.text));
    this.article.light(null, entity);
    next?.classList.add("here");
  }

  /** The quotation to check after one: the next that is left, while the list is open. @param {number} index @returns {Span | null} */
  nextAfter(index) {
    if (this.tabs.chosen() !== "quotations") return null;
    const { quotations } = this.view.annotations;
    const next = CheckList.nextLeft(this.view, this.inTurn().filter((other) => other !== index), hull(quotations[index]).start);
    return next === null ? null : hull(quotations[next]);
  }

  /** Answers a quotation: it is right as it stands, or none. @param {number} index @param {"right" | "none"} answer */
  answer(index, answer) {
    if (this.desk.isBusy()) return;
    const { text, annotations } = this.view;
    const quotation = annotations.quotations[index];
    if (!quotation) return;
    const next = this.nextAfter(index);
    if (answer === "right") this.save(this.desk.confirmation(index), hull(quotation), next);
    else this.save({ op: "quotation", at: asCorrected(text, annotations, quotation).content, to: null }, hull(quotation), next);
  }

  /**
   * Hands a correction on, and comes back to where it was made, or goes on to the next one.
   * @param {Correction} correction
   * @param {Span | null} at  its place in the text, if it has one
   * @param {Span | null} [next]
   */
  save(correction, at, next = null) {
    const inList = this.list.list.contains(document.activeElement);
    if (!inList) this.desk.close(false);
    if (correction.op === "entity") {
      const number = this.#numbers.get(correction.of.name);
      if (number !== undefined) this.#numbers.set(correction.to.name, number); // a new name, the same colour
    }
    this.actions.onCorrection(correction);
    this.comeBackTo(next ?? at, !inList);
  }

  /** Goes to the quotation that begins where a stretch does. @param {Span | null} at @param {boolean} [focus] */
  comeBackTo(at, focus = true) {
    const { quotations } = this.view.annotations;
    const index = at ? quotations.findIndex((quotation) => hull(quotation).start === at.start) : -1;
    if (index >= 0 && isShown(quotations[index], this.view.thoughts)) this.goTo(index, focus);
  }

  /** The quotation nearest to a place, in its paragraph. @param {Span} span @returns {number | null} */
  nearest(span) {
    const { text, annotations, thoughts } = this.view;
    let best = null;
    let least = Infinity;
    annotations.quotations.forEach((quotation, index) => {
      if (!isShown(quotation, thoughts)) return;
      const { start, end } = hull(quotation);
      const [from, to] = end <= span.start ? [end, span.start] : [span.end, start];
      if (to - from < least && to - from < 2000 && !text.slice(from, to).includes("\n")) [best, least] = [index, to - from];
    });
    return best;
  }

  /** The speakers of a draft that the text knows. @param {Draft} draft */
  #known({ speakers }) {
    return speakers.flatMap(({ name }) => this.view.annotations.entities.find((entity) => entity.name === name)?.id ?? []);
  }

  /** @param {Draft} draft */
  inkOfDraft(draft) {
    return String(inkOf(this.view.numbers.get(this.#known(draft)[0])));
  }

  /** Shows a quotation as a form has it, in place of what it was. @param {number} index @param {Draft} draft */
  preview(index, draft) {
    const before = this.#previewed ?? this.view;
    const { kind, act, denied, content, source, cue } = draft;
    const quotations = this.view.annotations.quotations.slice();
    /** @type {Quotation} */
    const shown = { kind, act, denied, content, source, cue, speakers: this.#known(draft), confidence: 1, rule: "", speakerRule: null };
    quotations[index] = shown;
    const thoughts = this.view.thoughts || act === "thought";
    this.#previewed = { ...this.view, thoughts, annotations: { ...this.view.annotations, quotations } };
    this.article.redraw(this.#previewed, around(before.annotations.quotations[index], shown));
    this.article.light(index, null);
  }

  /** Shows the annotations again as they are. */
  endPreview() {
    const shown = this.#previewed;
    this.#previewed = null;
    if (!shown || this.editing) return;
    const changed = shown.annotations.quotations.find((quotation, index) => quotation !== this.view.annotations.quotations[index]);
    if (changed) this.article.redraw(this.view, around(changed, this.view.annotations.quotations[shown.annotations.quotations.indexOf(changed)]));
  }

  /** Begins to select words by keyboard, at the current quotation or where the reader is. */
  selectWords() {
    if (this.editing || this.view.text === "") return;
    const from = this.current === null ? [...this.root.querySelectorAll("p, h2")].find((element) => element.getBoundingClientRect().bottom > 100) : this.article.markOf(this.current);
    if (!this.desk.isBusy()) this.desk.close();
    if (from) this.caret.begin(from);
  }

  /** Esc: the card first, then what is picked out. */
  escape() {
    if (this.desk.isOpen()) this.desk.close();
    else if (this.isFiltered()) this.pick(undefined);
  }

  /** The article gives way to the editor, or comes back at a place in the text. @param {boolean} on @param {{ offset: number, top: number }} [place] @param {View | null} [edited] */
  setEditing(on, place, edited) {
    this.desk.close();
    this.bar.hide();
    this.editing = on;
    this.root.hidden = on;
    byId("legend", HTMLElement).hidden = on;
    if (!on) this.#takeView(edited ? { ...edited, captions: this.#captions } : this.view);
    if (place) this.article.stretches.scrollToPlace(place.offset, place.top);
  }

  close() {
    this.bar.hide();
    this.open("");
  }
}

/** Below this the rail stands above the article. */
const NARROW = matchMedia("(max-width: 56rem)");

/** A stretch of text that holds quotations as they were and as they are. @param {(Quotation | undefined)[]} quotations @returns {Span} */
function around(...quotations) {
  const spans = quotations.flatMap((quotation) => (quotation ? [...quotation.content, quotation.source, quotation.cue].filter((span) => span !== null) : []));
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** Scrolling that shows the way, unless the reader's system asks for less motion or the way is long. @param {string} text @returns {ScrollBehavior} */
const calm = (text) => (text.length > 30_000 || matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
