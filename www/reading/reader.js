/**
 * The reading screen: it connects the article, the lists beside it and the card. Its state is which quotation is current, which
 * speaker is chosen, and whether thoughts are shown. Everything on the screen is drawn from this state and the
 * annotations.
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

/** What the reader is looking at. `start`: where the current quotation begins, -1 for none; `shown`: its card is open; `form`: a form is open. @typedef {{ start: number, focused: boolean, shown: boolean, form: boolean, pinned: boolean }} Held */

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
  /** The chosen speaker, whose quotations alone are not faded; undefined for none, null for “Nobody named”. @type {Part["speaker"] | undefined} */
  #filter;
  /** What the article shows while a form is open: the annotations with the form's changes. @type {View | null} */
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
      // On paper, folded parts could not be opened.
      for (const folded of byId("cast", HTMLElement).querySelectorAll("details")) folded.open = true;
    });
    addEventListener("afterprint", () => this.#fold());
    // The strip is no longer than the article. (A ResizeObserver tells the height; asking for it would make the browser lay out the article at once.)
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

  /** Opens or folds the rail. On a narrow screen it is folded, so that the article is at the top. @param {boolean} [open] */
  #fold(open = !NARROW.matches) {
    byId("cast-details", HTMLDetailsElement).open = open;
  }

  /** Shows a new text, whose quotations aren't known yet. @param {string} text @param {ReadonlySet<string>} [captions] */
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

  /** Notes what the reader is looking at, so that it stays when new annotations of the same text arrive. @param {string} text @returns {Held | null} */
  #hold(text) {
    if (text !== this.view.text || this.editing) return null;
    const focused = this.root.contains(document.activeElement);
    if (!this.desk.isOpen() && !focused) return null;
    const quotation = this.current === null ? undefined : this.view.annotations.quotations[this.current];
    return { start: quotation ? hull(quotation).start : -1, focused, shown: this.desk.isOpen(), form: this.desk.isBusy(), pinned: this.desk.pinned };
  }

  /** @param {Held} held */
  #comeBack({ start, focused, shown, form, pinned }) {
    if (form) return; // A form that is open stays as it is.
    const index = this.view.annotations.quotations.findIndex((quotation) => hull(quotation).start === start);
    const mark = index < 0 || !isShown(this.view.annotations.quotations[index], this.view.thoughts) ? null : this.article.markOf(index);
    if (!mark) return this.desk.close();
    this.article.rove(index);
    if (focused) mark.focus({ preventScroll: true }); // The focus opens the quotation's card.
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

  /** Counts for the reader: "6 speakers, 14 quotations". */
  summary() {
    return `${counted(this.#named(), "speaker")}, ${counted(this.#shown().length, "quotation")}`;
  }

  isFiltered() {
    return this.#filter !== undefined || this.list.isFiltered();
  }

  /** Updates on the strip which part of the text is in sight, at most once a frame. */
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

  /** The indices of all quotations that are shown. */
  #shown() {
    const { quotations } = this.view.annotations;
    return [...quotations.keys()].filter((index) => isShown(quotations[index], this.view.thoughts));
  }

  /** The quotations to step through, in text order: those that pass the filters. */
  inTurn() {
    const own = this.#filter === undefined ? null : new Set(this.#cast.parts.find(({ speaker }) => speaker === this.#filter)?.quotations);
    return this.#shown().filter((index) => (own === null || own.has(index)) && this.list.holds(this.view, index));
  }

  /** All quotations of the speaker who is first named for this one. @param {number} index */
  ownOf(index) {
    const [speaker = null] = this.view.annotations.quotations[index].speakers;
    return this.#cast.parts.find((part) => part.speaker === speaker)?.quotations ?? [index];
  }

  /** Chooses a speaker: fades the others' quotations, and scrolls to the first that is left. Undefined shows everyone. @param {Part["speaker"] | undefined} speaker */
  pick(speaker) {
    this.#filter = speaker;
    if (speaker === undefined) this.list.reset();
    this.#drawRail();
    if (speaker === undefined) return this.article.light(null, null);
    const mark = this.article.markOf(this.inTurn()[0]);
    if (mark) this.article.reveal(mark, scrollBehavior(this.view.text));
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
    if (next) this.article.reveal(next, scrollBehavior(this.view.text));
    this.article.light(null, entity);
    next?.classList.add("here");
  }

  /** The quotation to check after this one: the next unchecked one, while the list of quotations is open. @param {number} index @returns {Span | null} */
  nextAfter(index) {
    if (this.tabs.chosen() !== "quotations") return null;
    const { quotations } = this.view.annotations;
    const next = CheckList.nextLeft(this.view, this.inTurn().filter((other) => other !== index), hull(quotations[index]).start);
    return next === null ? null : hull(quotations[next]);
  }

  /** Answers for a quotation: it is right as it stands, or it is no quotation. @param {number} index @param {"right" | "none"} answer */
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
   * Passes a correction on, and goes back to where it was made, or to the next quotation.
   * @param {Correction} correction
   * @param {Span | null} at  where in the text it was made, if at a certain place
   * @param {Span | null} [next]
   */
  save(correction, at, next = null) {
    const inList = this.list.list.contains(document.activeElement);
    if (!inList) this.desk.close(false);
    if (correction.op === "entity") {
      const number = this.#numbers.get(correction.of.name);
      if (number !== undefined) this.#numbers.set(correction.to.name, number); // The speaker keeps the colour under the new name.
    }
    this.actions.onCorrection(correction);
    this.comeBackTo(next ?? at, !inList);
  }

  /** Goes to the quotation that begins where a span begins. @param {Span | null} at @param {boolean} [focus] */
  comeBackTo(at, focus = true) {
    const { quotations } = this.view.annotations;
    const index = at ? quotations.findIndex((quotation) => hull(quotation).start === at.start) : -1;
    if (index >= 0 && isShown(quotations[index], this.view.thoughts)) this.goTo(index, focus);
  }

  /** The quotation nearest to a span, in the same paragraph. @param {Span} span @returns {number | null} */
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

  /** Those speakers of a draft that are entities of the text already. @param {Draft} draft */
  #known({ speakers }) {
    return speakers.flatMap(({ name }) => this.view.annotations.entities.find((entity) => entity.name === name)?.id ?? []);
  }

  /** @param {Draft} draft */
  inkOfDraft(draft) {
    return String(inkOf(this.view.numbers.get(this.#known(draft)[0])));
  }

  /** Shows in the article what a form would change in a quotation. @param {number} index @param {Draft} draft */
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

  /** Ends the preview of a form: shows the annotations as they are. */
  endPreview() {
    const shown = this.#previewed;
    this.#previewed = null;
    if (!shown || this.editing) return;
    const changed = shown.annotations.quotations.find((quotation, index) => quotation !== this.view.annotations.quotations[index]);
    if (changed) this.article.redraw(this.view, around(changed, this.view.annotations.quotations[shown.annotations.quotations.indexOf(changed)]));
  }

  /** Begins to select words by keyboard, at the current quotation, or else at the first paragraph in the window. */
  selectWords() {
    if (this.editing || this.view.text === "") return;
    const from = this.current === null ? [...this.root.querySelectorAll("p, h2")].find((element) => element.getBoundingClientRect().bottom > 100) : this.article.markOf(this.current);
    if (!this.desk.isBusy()) this.desk.close();
    if (from) this.caret.begin(from);
  }

  /** What the Escape key does: it closes the card, or if none is open, shows everyone again. */
  escape() {
    if (this.desk.isOpen()) this.desk.close();
    else if (this.isFiltered()) this.pick(undefined);
  }

  /** Hides the article while the text is edited, or shows it again at a place in the text. @param {boolean} on @param {{ offset: number, top: number }} [place] @param {View | null} [edited] */
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

/** In windows up to this width the rail stands above the article. */
const NARROW = matchMedia("(max-width: 56rem)");

/** The smallest span that holds all these quotations, with their sources and cues. @param {(Quotation | undefined)[]} quotations @returns {Span} */
function around(...quotations) {
  const spans = quotations.flatMap((quotation) => (quotation ? [...quotation.content, quotation.source, quotation.cue].filter((span) => span !== null) : []));
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** How to scroll: smoothly, or at once if the reader's system asks for less motion or the text is long. @param {string} text @returns {ScrollBehavior} */
const scrollBehavior = (text) => (text.length > 30_000 || matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
