/** The card turned into a form: a quotation put right, an entity put right. */

import { anchor } from "./anchors.js";
import { asCorrected, whoOf } from "./corrections.js";
import { append, button, el } from "../ui/dom.js";
import { KINDS } from "../core/model.js";
import { always, isWords, never, tidyWords } from "../keeping/own-names.js";
import { ENTITY_WORDS, KIND_WORDS, counted } from "../reading/words.js";

/** @import { Annotations, EntityKind, QuotationKind, Span } from "../core/model.js" */
/** @import { Correction, Who } from "./corrections.js" */
/** @import { View } from "../reading/article-view.js" */

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

/** "Always": whether a correction goes to the reader's own names too. @param {string} words */
function alwaysBox(words) {
  const field = el("input", { type: "checkbox" });
  const label = el("label", { class: "always" }, field, el("span", {}, "Always, in every article"));
  label.hidden = !isWords(words);
  return { field, label };
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
  const who = select("Who said it", [...speakerOptions(view), [ELSE, "Somebody else…"], [NOBODY, "Nobody named"]], quotation.speakers.length === 0 ? NOBODY : String(quotation.speakers[0]));
  const other = input("Name", "");
  other.label.hidden = true;
  who.field.addEventListener("change", () => {
    other.label.hidden = who.field.value !== ELSE;
    if (who.field.value === ELSE) other.field.focus();
  });
  const kind = select("How it is given", Object.entries(KIND_WORDS).map(([value, { name, short }]) => [value, `${name}: ${short}`]), quotation.kind);
  const act = select("Said or thought", [["speech", "Said, written, reported"], ["thought", "Thought, hoped, planned"]], quotation.act);
  const words = extentField(text, quotation.content);
  const remove = button("Not a quotation", () => actions.save({ op: "quotation", at: was.content, to: null }), { class: "quiet correct" });
  fill(card, "Correct this quotation", [who.label, other.label, kind.label, act.label, words.field], [remove], {
    ...actions,
    submit() {
      /** @type {Who[]} */
      let speakers = [];
      if (who.field.value === ELSE) {
        const name = other.field.value.trim();
        if (!name) {
          other.field.focus();
          return null;
        }
        speakers = [{ name, kind: "person", mention: null }];
      } else if (who.field.value === String(quotation.speakers[0])) speakers = was.speakers ?? []; // all who speak together
      else if (who.field.value !== NOBODY) speakers = [whoOf(text, annotations, Number(who.field.value))];
      return {
        op: "quotation",
        at: was.content,
        to: { ...was, content: words.spans().map((span) => anchor(text, span)), speakers, kind: /** @type {QuotationKind} */ (kind.field.value), act: act.field.value === "thought" ? "thought" : "speech" },
      };
    },
  });
}

/** @param {EntityKind} kind */
const kindSelect = (kind) => select("What it is", KINDS.map((k) => [k, ENTITY_WORDS[k][0]]), kind);

/**
 * The words of a quotation, and where they begin and end, to be moved a word at a time: for those who
 * can't select in the article.
 * @param {string} text
 * @param {Span[]} content
 */
function extentField(text, content) {
  const spans = content.map(({ start, end }) => ({ start, end }));
  const first = spans[0];
  const last = spans[spans.length - 1];
  const shown = el("p", { class: "extent-words", dir: "auto", "aria-live": "polite" });
  const draw = () => {
    const words = text.slice(first.start, last.end).replace(/\s+/g, " ");
    shown.textContent = words.length > 90 ? `${words.slice(0, 45).replace(/\s\S*$/, "")} … ${words.slice(-45).replace(/^\S*\s/, "")}` : words;
  };
  /** @param {string} sign @param {string} label @param {() => void} move */
  const mover = (sign, label, move) =>
    button(sign, () => {
      move();
      draw();
    }, { "aria-label": label, title: label });
  draw();
  const field = el(
    "fieldset",
    { class: "extent" },
    el("legend", {}, "Its words"),
    shown,
    el("span", {}, "Begins"),
    mover("−", "Begin a word earlier", () => (first.start = wordStart(text, first.start, -1, 0))),
    mover("+", "Begin a word later", () => (first.start = wordStart(text, first.start, 1, wordEnd(text, first.end, -1, 0)))),
    el("span", {}, "Ends"),
    mover("−", "End a word earlier", () => (last.end = Math.max(wordEnd(text, last.end, -1, 0), wordEnd(text, last.start, 1, text.length)))),
    mover("+", "End a word later", () => (last.end = wordEnd(text, last.end, 1, text.length))),
    el("p", { class: "hint" }, "Or select the right words in the article."),
  );
  return { field, spans: () => spans };
}

/** Where the word after or before the one at an offset begins. @param {string} text @param {number} at @param {1 | -1} step @param {number} bound  not beyond this */
export function wordStart(text, at, step, bound) {
  if (step > 0) {
    const next = at + (text.slice(at, at + 400).match(/^\S*\s+/)?.[0].length ?? 0);
    return next < bound ? next : at;
  }
  return Math.max(bound, at - (text.slice(Math.max(0, at - 400), at).match(/\S+\s*$/)?.[0].length ?? 0));
}

/** Where the word after or before the one at an offset ends. @param {string} text @param {number} at @param {1 | -1} step @param {number} bound */
export function wordEnd(text, at, step, bound) {
  if (step > 0) return Math.min(bound, at + (text.slice(at, at + 400).match(/^\s*\S+/)?.[0].length ?? 0));
  return Math.max(bound, at - (text.slice(Math.max(0, at - 400), at).match(/\s+\S*$/)?.[0].length ?? 0));
}

/**
 * Puts an entity right: its name, its kind, that it is the same as another; everywhere, or at one
 * mention only, which then means somebody else; or that the mention is no name.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {number} entity
 * @param {number | null} mention
 * @param {FormActions} actions
 */
export function fillEntityForm(card, view, entity, mention, actions) {
  const { text, annotations } = view;
  const who = whoOf(text, annotations, entity);
  const at = mention === null ? null : anchor(text, annotations.mentions[mention]);
  const words = tidyWords(at && annotations.mentions[/** @type {number} */ (mention)].form === "name" ? at.exact : who.name);
  const name = input("Name", who.name);
  const kind = kindSelect(who.kind);
  const places = annotations.entities[entity].mentions.length;
  const where = select("Where", [["all", `Everywhere it is meant (${counted(places, "place")})`], ["here", `Only here: “${at?.exact.slice(0, 30)}” means somebody else`]], "all");
  where.label.hidden = !at || places < 2;
  const same = select("The same as", [["", "none of the others"], ...otherEntities(annotations, entity)], "");
  const box = alwaysBox(words);
  same.field.addEventListener("change", () => {
    name.label.hidden = kind.label.hidden = same.field.value !== "";
  });
  /** @type {HTMLButtonElement[]} */
  const more = [];
  if (at) more.push(button("Not a name", () => actions.save({ op: "mention", at, to: null, ...(box.field.checked ? { always: never(words) } : {}) }), { class: "quiet correct" }));
  fill(card, "Correct this name", [where.label, name.label, kind.label, same.label, box.label], more, {
    ...actions,
    submit() {
      const chosen = same.field.value ? whoOf(text, annotations, Number(same.field.value)) : null;
      const given = tidyWords(name.field.value) || who.name;
      const to = chosen ?? { name: given, kind: /** @type {EntityKind} */ (kind.field.value) };
      const also = box.field.checked ? { always: always({ text: words, kind: to.kind, entity: to.name }) } : {};
      if (at && where.field.value === "here") {
        // Somebody else, though perhaps of the same name.
        const other = { name: given === who.name ? `${given} (2)` : given, kind: to.kind, mention: null, fresh: true };
        return { op: "mention", at, to: chosen ?? other, ...also };
      }
      if (chosen) return { op: "merge", of: who, into: chosen, ...also };
      return { op: "entity", of: who, to, ...also };
    },
  });
}

/** Those that an entity may be the same as, likeliest kinds first. @param {Annotations} annotations @param {number} [entity] @returns {[string, string][]} */
function otherEntities({ entities }, entity) {
  const own = entity === undefined ? undefined : entities[entity].kind;
  const others = entities.filter(({ id, kind }) => id !== entity && SPEAKERS.includes(kind));
  others.sort((a, b) => Number(b.kind === own) - Number(a.kind === own) || SPEAKERS.indexOf(a.kind) - SPEAKERS.indexOf(b.kind));
  return others.slice(0, 500).map(({ id, name }) => [String(id), name]);
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
  const words = tidyWords(text.slice(span.start, span.end));
  const name = input("Name", words);
  const kind = kindSelect("person");
  const same = select("The same as", [["", "none of the others"], ...otherEntities(annotations)], "");
  same.field.addEventListener("change", () => {
    name.label.hidden = kind.label.hidden = same.field.value !== "";
  });
  const box = alwaysBox(words);
  fill(card, "Add a name", [name.label, kind.label, same.label, box.label], [], {
    ...actions,
    submit() {
      const chosen = same.field.value ? whoOf(text, annotations, Number(same.field.value)) : null;
      const to = chosen ?? { name: tidyWords(name.field.value) || words, kind: /** @type {EntityKind} */ (kind.field.value), mention: null, fresh: true };
      return { op: "mention", at: anchor(text, span), to, ...(box.field.checked ? { always: always({ text: words, kind: to.kind, entity: to.name }) } : {}) };
    },
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
