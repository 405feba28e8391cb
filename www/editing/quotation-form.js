/**
 * The form that corrects a quotation or adds a new one: who said it, which words are quoted, which words name the speaker and
 * report it, and whether it is word for word or retold. Changes show in the article at once; only Save keeps them.
 */

import { cardHead } from "../reading/card.js";
import { append, button, el } from "../ui/dom.js";
import { anchor } from "./anchors.js";
import { asCorrected, whoOf } from "./corrections.js";
import { chips, speakerField } from "./speaker-field.js";
import { shortened, wordEnd, wordStart } from "./word-edges.js";

/** @import { Quotation, QuotationKind, Span } from "../core/model.js" */
/** @import { View } from "../reading/article-view.js" */
/** @import { Correction, Corrected, Who } from "./corrections.js" */
/** @import { End } from "./handles.js" */

/** A part of a quotation whose ends the handles can move. @typedef {"content" | "source" | "cue"} PartName */
/** @typedef {Pick<Quotation, "kind" | "act" | "denied" | "content" | "source" | "cue"> & { speakers: Who[] }} Draft */
/**
 * @typedef {object} FormActions
 * @property {(draft: Draft, part: PartName) => void} onDraft  shows the draft in the article
 * @property {(correction: Correction) => void} onSave
 * @property {() => void} onCancel
 * @property {() => void} onNone
 */

/** @type {Record<PartName, string>} */
const PART_WORDS = { content: "Its words", source: "Source", cue: "Verb" };

/** @type {Record<QuotationKind, string>} */
const KIND_LABELS = { direct: "Quoted", mixed: "Partly", indirect: "Retold" };

/** The draft of a quotation as it stands. @param {View} view @param {Quotation} quotation @returns {Draft} */
export const draftOf = ({ text, annotations }, { kind, act, denied, content, source, cue, speakers }) => ({
  kind, act, denied, content: content.map((span) => ({ ...span })), source, cue, speakers: speakers.map((id) => whoOf(text, annotations, id)),
});

export class QuotationForm {
  /** @type {PartName} */
  part = "content";

  /**
   * @param {HTMLElement} card
   * @param {View} view
   * @param {Draft} draft
   * @param {Quotation | null} was  the quotation before any change; null for a new one
   * @param {FormActions} actions
   */
  constructor(card, view, draft, was, actions) {
    this.card = card;
    this.view = view;
    this.draft = draft;
    this.was = was;
    this.actions = actions;
    this.adding = false;
    this.who = el("div", { class: "who-chosen" });
    this.extent = el("div", { class: "extent" });
    this.#fill();
  }

  #fill() {
    const { draft, was, actions } = this;
    const field = speakerField({
      label: "Who said it",
      view: () => this.view,
      source: () => (draft.source ? this.view.text.slice(draft.source.start, draft.source.end) : ""),
      onChoose: ({ who }) => {
        if (who === null) draft.speakers = [];
        else draft.speakers = this.adding ? [...draft.speakers, who] : [who];
        this.adding = false;
        this.#changed();
      },
    });
    this.field = field;
    const form = el("form", { class: "correct-form" });
    const body = el("div", { class: "card-body" });
    append(body, [field.element, this.who, this.#parts(), this.extent, this.#kinds(), this.#checks()]);
    const foot = el("div", { class: "card-foot" }, el("div", { class: "actions" }, el("button", { type: "submit", class: "primary" }, "Save"), button("Cancel", actions.onCancel)));
    if (was) /** @type {HTMLElement} */ (foot.firstChild).append(button("Not a quotation", actions.onNone, { class: "quiet none" }));
    append(form, [cardHead([was ? "Change this quotation" : "New quotation"], actions.onCancel), body, foot]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      actions.onSave(this.#correction());
    });
    this.card.replaceChildren(form);
    this.#draw();
    field.input.focus({ preventScroll: true });
  }

  /** The choice of the part that the handles move. */
  #parts() {
    const choices = /** @type {PartName[]} */ (Object.keys(PART_WORDS)).map((part) => radio("part", PART_WORDS[part], part, part === this.part, () => {
      this.part = part;
      this.#changed();
    }));
    return el("fieldset", { class: "segments" }, el("legend", {}, "Which words"), ...choices);
  }

  #kinds() {
    const { draft } = this;
    const choices = Object.entries(KIND_LABELS).map(([kind, label]) => radio("kind", label, kind, kind === draft.kind, () => {
      draft.kind = /** @type {QuotationKind} */ (kind);
      this.#changed();
    }));
    return el("fieldset", { class: "segments" }, el("legend", {}, "How it is quoted"), ...choices);
  }

  #checks() {
    const { draft } = this;
    const thought = checkbox("Thought or hoped, not said", draft.act === "thought", (on) => (draft.act = on ? "thought" : "speech"));
    const denied = checkbox("The speaker denies it", draft.denied, (on) => (draft.denied = on));
    return el("div", { class: "checks" }, thought, denied);
  }

  #changed() {
    this.#draw();
    this.actions.onDraft(this.draft, this.part);
  }

  #draw() {
    const { draft, view, part } = this;
    const names = draft.speakers.map(({ name }) => name);
    const list = chips(names, (at) => {
      draft.speakers.splice(at, 1);
      this.#changed();
      this.field?.input.focus();
    });
    this.who.replaceChildren(list);
    if (names.length > 0) {
      this.who.append(button("and another…", () => {
        this.adding = true;
        this.field?.input.focus();
      }, { class: "quiet" }));
    }
    const had = this.extent.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    const span = this.span();
    const shown = el("p", { class: "extent-words", dir: "auto", "aria-live": "polite" }, span ? shortened(view.text.slice(span.start, span.end)) : "None. Select the words in the article.");
    this.extent.replaceChildren(shown);
    if (span) {
      const mover = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {End} */ end, /** @type {1 | -1} */ step) => button(sign, () => this.move(end, step), { "aria-label": label, title: label });
      append(this.extent, [
        el("div", { class: "movers" },
          el("span", {}, "Begins"), mover("←", "Begin a word earlier", "start", -1), mover("→", "Begin a word later", "start", 1),
          el("span", {}, "Ends"), mover("←", "End a word earlier", "end", -1), mover("→", "End a word later", "end", 1)),
        part !== "content" && button("None", () => this.take(part, null), { class: "quiet", "aria-label": `${PART_WORDS[part]}: none` }),
      ]);
    }
    this.extent.append(el("p", { class: "hint" }, "Drag its ends in the article, or select the words there."));
    if (had) /** @type {HTMLElement | null} */ (this.extent.querySelector(`[aria-label="${had}"]`))?.focus();
  }

  /** The stretch that the handles stand around. @returns {Span | null} */
  span() {
    const { content } = this.draft;
    if (this.part !== "content") return this.draft[this.part];
    return { start: content[0].start, end: content[content.length - 1].end };
  }

  /** Moves an end by a word. @param {End} end @param {1 | -1} step */
  move(end, step) {
    const span = this.span();
    if (!span) return;
    const { text } = this.view;
    if (end === "start") this.moveTo("start", step < 0 ? wordStart(text, span.start, -1, 0) : wordStart(text, span.start, 1, this.#lastStart()));
    else this.moveTo("end", step > 0 ? wordEnd(text, span.end, 1, text.length) : wordEnd(text, span.end, -1, this.#firstEnd()));
  }

  /** How far to the right the start handle may go: to the end of the first stretch. */
  #lastStart() {
    return this.part === "content" ? this.draft.content[0].end : /** @type {Span} */ (this.span()).end;
  }

  /** How far to the left the end handle may go: to the end of the last stretch's first word. */
  #firstEnd() {
    const { start } = this.part === "content" ? this.draft.content[this.draft.content.length - 1] : /** @type {Span} */ (this.span());
    return wordEnd(this.view.text, start, 1, this.view.text.length);
  }

  /** Moves an end to a place of the text, unless nothing would be left. @param {End} end @param {number} offset */
  moveTo(end, offset) {
    const { draft, part } = this;
    const spans = part === "content" ? draft.content : draft[part] ? [draft[part]] : [];
    if (spans.length === 0) return;
    const span = end === "start" ? spans[0] : spans[spans.length - 1];
    const moved = { ...span, [end]: offset };
    if (moved.start >= moved.end || moved[end] === span[end]) return;
    if (part === "content") draft.content = end === "start" ? [moved, ...draft.content.slice(1)] : [...draft.content.slice(0, -1), moved];
    else draft[part] = moved;
    this.#changed();
  }

  /** Makes words of the article a part of the quotation, or with "more" adds them to its content. @param {PartName | "more"} part @param {Span | null} span */
  take(part, span) {
    const { draft } = this;
    if (part === "more" && span) draft.content = joined([...draft.content, span]);
    else if (part === "content" && span) draft.content = [span];
    else if (part === "source" || part === "cue") draft[part] = span;
    if (part !== "more") this.part = part;
    for (const choice of /** @type {NodeListOf<HTMLInputElement>} */ (this.card.querySelectorAll('input[name="part"]'))) choice.checked = choice.value === this.part;
    this.#changed();
  }

  /** @returns {Correction} */
  #correction() {
    const { draft, view, was } = this;
    const { text, annotations } = view;
    const optional = (/** @type {Span | null} */ span) => span && anchor(text, span);
    /** @type {Corrected} */
    const to = { kind: draft.kind, act: draft.act, denied: draft.denied, content: draft.content.map((span) => anchor(text, span)), cue: optional(draft.cue), source: optional(draft.source), speakers: draft.speakers };
    return { op: "quotation", at: was ? asCorrected(text, annotations, was).content : [], to };
  }
}

/** Sorts stretches in text order, and joins those that touch or overlap. @param {Span[]} spans @returns {Span[]} */
function joined(spans) {
  /** @type {Span[]} */
  const out = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = out[out.length - 1];
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else out.push({ start: span.start, end: span.end });
  }
  return out;
}

/** @param {string} name @param {string} label @param {string} value @param {boolean} checked @param {() => void} onChange */
function radio(name, label, value, checked, onChange) {
  const input = el("input", { type: "radio", name, value, checked });
  input.addEventListener("change", onChange);
  return el("label", {}, input, el("span", {}, label));
}

/** @param {string} label @param {boolean} checked @param {(on: boolean) => void} onChange */
function checkbox(label, checked, onChange) {
  const input = el("input", { type: "checkbox", checked });
  input.addEventListener("change", () => onChange(input.checked));
  return el("label", { class: "check" }, input, el("span", {}, label));
}

/**
 * Fills the card with the question who said a quotation. The answer is saved at once.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {Quotation} quotation
 * @param {{ onSave: (correction: Correction) => void, onCancel: () => void }} actions
 */
export function askSpeaker(card, view, quotation, { onSave, onCancel }) {
  const { text, annotations } = view;
  const field = speakerField({
    label: "Who said it?",
    view: () => view,
    source: () => (quotation.source ? text.slice(quotation.source.start, quotation.source.end) : ""),
    onChoose: ({ who }) => {
      const was = asCorrected(text, annotations, quotation);
      onSave({ op: "quotation", at: was.content, to: { ...was, speakers: who ? [who] : [] } });
    },
    open: true,
  });
  card.replaceChildren(
    el("form", { class: "correct-form" }, cardHead(["Somebody else"], onCancel), el("div", { class: "card-body" }, field.element), el("div", { class: "card-foot" }, el("div", { class: "actions" }, button("Cancel", onCancel)))),
  );
  card.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  field.input.focus({ preventScroll: true });
}
