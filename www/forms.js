/** The card turned into a form: a quotation put right, an entity put right. */

import { anchor } from "./anchors.js";
import { asCorrected, whoOf } from "./corrections.js";
import { append, button, el } from "./dom.js";
import { KINDS } from "./model.js";
import { ENTITY_WORDS, KIND_WORDS } from "./words.js";

/** @import { EntityKind, QuotationKind, Span } from "./model.js" */
/** @import { Correction, Who } from "./corrections.js" */
/** @import { View } from "./article-view.js" */

/** @typedef {{ save: (correction: Correction) => void, cancel: () => void }} FormActions */

/** Kinds that can speak. @type {EntityKind[]} */
const SPEAKERS = ["person", "organization", "group", "place", "facility", "product", "other"];
const NOBODY = "nobody";
const ELSE = "else";

/**
 * @param {string} label
 * @param {[value: string, label: string][]} options
 * @param {string} value
 */
function select(label, options, value) {
  const field = el("select", {}, ...options.map(([v, text]) => el("option", { value: v, selected: v === value }, text)));
  return { field, label: el("label", {}, el("span", {}, label), field) };
}

/** @param {string} label @param {string} value */
function input(label, value) {
  const field = el("input", { type: "text", value, autocomplete: "off", dir: "auto" });
  return { field, label: el("label", {}, el("span", {}, label), field) };
}

/** Those who may have spoken, those who speak already first. @param {View} view @returns {[string, string][]} */
function speakerOptions({ annotations, numbers }) {
  const able = annotations.entities.filter((entity) => numbers.has(entity.id) || SPEAKERS.includes(entity.kind));
  able.sort((a, b) => (numbers.get(a.id) ?? Infinity) - (numbers.get(b.id) ?? Infinity) || SPEAKERS.indexOf(a.kind) - SPEAKERS.indexOf(b.kind));
  return able.slice(0, 500).map((entity) => [String(entity.id), entity.name]);
}

/**
 * @param {HTMLElement} card
 * @param {string} title
 * @param {HTMLElement[]} fields
 * @param {HTMLButtonElement[]} more
 * @param {FormActions & { submit: () => Correction | null }} actions
 */
function fill(card, title, fields, more, { save, cancel, submit }) {
  const form = el("form", { class: "correct-form" }, el("h3", {}, title), ...fields);
  const row = el("div", { class: "steps" });
  append(row, [el("button", { type: "submit", class: "primary" }, "Save"), button("Cancel", cancel), ...more]);
  form.append(row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const correction = submit();
    if (correction) save(correction);
  });
  card.replaceChildren(form);
  /** @type {HTMLElement | null} */ (form.querySelector("select, input"))?.focus();
}

/**
 * Puts a quotation right: who, what kind, said or thought; or that it is none.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {number} index
 * @param {FormActions} actions
 */
export function fillQuotationForm(card, view, index, actions) {
  const { text, annotations } = view;
  const quotation = annotations.quotations[index];
  const was = asCorrected(text, annotations, quotation);
  const who = select("Who said it", [...speakerOptions(view), [ELSE, "Somebody else…"], [NOBODY, "Nobody named"]], quotation.speaker === null ? NOBODY : String(quotation.speaker));
  const other = input("Name", "");
  other.label.hidden = true;
  who.field.addEventListener("change", () => {
    other.label.hidden = who.field.value !== ELSE;
    if (who.field.value === ELSE) other.field.focus();
  });
  const kind = select("How it is given", Object.entries(KIND_WORDS).map(([value, { name, means }]) => [value, `${name}: ${means}`]), quotation.kind);
  const act = select("Said or thought", [["speech", "Said, written, reported"], ["thought", "Thought, hoped, planned"]], quotation.act);
  const hint = el("p", { class: "hint" }, "To change which words are quoted, select the right words in the article.");
  const remove = button("Not a quotation", () => actions.save({ op: "quotation", at: was.content, to: null }), { class: "quiet correct" });
  fill(card, "Correct this quotation", [who.label, other.label, kind.label, act.label, hint], [remove], {
    ...actions,
    submit() {
      /** @type {Who | null} */
      let speaker = null;
      if (who.field.value === ELSE) {
        const name = other.field.value.trim();
        if (!name) {
          other.field.focus();
          return null;
        }
        speaker = { name, kind: "person", mention: null };
      } else if (who.field.value !== NOBODY) speaker = whoOf(text, annotations, Number(who.field.value));
      return {
        op: "quotation",
        at: was.content,
        to: { ...was, speaker, kind: /** @type {QuotationKind} */ (kind.field.value), act: act.field.value === "thought" ? "thought" : "speech" },
      };
    },
  });
}

/** @param {EntityKind} kind */
const kindSelect = (kind) => select("What it is", KINDS.map((k) => [k, ENTITY_WORDS[k][0]]), kind);

/**
 * Puts an entity right: its name, its kind, that it is the same as another; or one mention of it,
 * that it means somebody else, or is no name.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {number} entity
 * @param {number | null} mention
 * @param {FormActions} actions
 */
export function fillEntityForm(card, view, entity, mention, actions) {
  const { text, annotations } = view;
  const who = whoOf(text, annotations, entity);
  const name = input("Name", who.name);
  const kind = kindSelect(who.kind);
  const others = annotations.entities.filter((e) => e.id !== entity && SPEAKERS.includes(e.kind)).sort((a, b) => Number(b.kind === who.kind) - Number(a.kind === who.kind));
  const same = select("Same as", [["", "nobody else here"], .../** @type {[string, string][]} */ (others.slice(0, 500).map((e) => [String(e.id), e.name]))], "");
  /** @type {HTMLButtonElement[]} */
  const more = [];
  if (mention !== null) {
    const at = anchor(text, annotations.mentions[mention]);
    more.push(button("Not a name", () => actions.save({ op: "mention", at, to: null }), { class: "quiet" }));
    if (annotations.entities[entity].mentions.length > 1) {
      more.push(button("Somebody else here", () => actions.save({ op: "mention", at, to: { name: `${at.exact} (other)`, kind: who.kind, mention: null } }), { class: "quiet" }));
    }
  }
  fill(card, "Correct this name", [name.label, kind.label, same.label], more, {
    ...actions,
    submit() {
      if (same.field.value) return { op: "merge", of: who, into: whoOf(text, annotations, Number(same.field.value)) };
      const to = { name: name.field.value.trim() || who.name, kind: /** @type {EntityKind} */ (kind.field.value) };
      return { op: "entity", of: who, to };
    },
  });
}

/**
 * A name that was missed: who or what the selected words mean.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {Span} span
 * @param {FormActions} actions
 */
export function fillNameForm(card, view, span, actions) {
  const { text, annotations } = view;
  const name = input("Name", text.slice(span.start, span.end).replace(/\s+/g, " "));
  const kind = kindSelect("person");
  const same = select("Same as", [["", "nobody else here"], .../** @type {[string, string][]} */ (annotations.entities.slice(0, 500).map((e) => [String(e.id), e.name]))], "");
  fill(card, "Add a name", [name.label, kind.label, same.label], [], {
    ...actions,
    submit: () => ({
      op: "mention",
      at: anchor(text, span),
      to: same.field.value
        ? whoOf(text, annotations, Number(same.field.value))
        : { name: name.field.value.trim() || text.slice(span.start, span.end), kind: /** @type {EntityKind} */ (kind.field.value), mention: null },
    }),
  });
}

/**
 * How much of these words is in quotation marks, as far as the marks at their ends tell.
 * @param {string} words
 * @returns {QuotationKind}
 */
export function guessKind(words) {
  if (/^["“”«„‘'].*["”“»’'][.,;!?]?$/s.test(words)) return "direct";
  return /["“”«»„]/.test(words) ? "mixed" : "indirect";
}
