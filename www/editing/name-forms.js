/** The forms for names: one corrects a name (what it is, whom it means, or that it is no name), one adds a name that was missed. */

import { anchor } from "./anchors.js";
import { whoOf } from "./corrections.js";
import { SPEAKING } from "./speaker-field.js";
import { append, button, el } from "../ui/dom.js";
import { KINDS } from "../core/model.js";
import { always, isWords, never, tidyWords } from "../keeping/own-names.js";
import { cardHead } from "../reading/card.js";
import { ENTITY_WORDS, counted } from "../reading/words.js";

/** @import { Annotations, EntityKind, Span } from "../core/model.js" */
/** @import { Correction } from "./corrections.js" */
/** @import { View } from "../reading/article-view.js" */

/** @typedef {{ save: (correction: Correction) => void, cancel: () => void }} FormActions */

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

/** The checkbox "Always": whether a correction is added to the reader's own names too. @param {string} words */
function alwaysBox(words) {
  const field = el("input", { type: "checkbox" });
  const label = el("label", { class: "always" }, field, el("span", {}, "Always, in every article"));
  label.hidden = !isWords(words);
  return { field, label };
}

/**
 * @param {HTMLElement} card
 * @param {string} title
 * @param {HTMLElement[]} fields
 * @param {HTMLButtonElement[]} more
 * @param {FormActions & { submit: () => Correction | null }} actions
 */
function fill(card, title, fields, more, { save, cancel, submit }) {
  const row = el("div", { class: "actions" });
  append(row, [el("button", { type: "submit", class: "primary" }, "Save"), button("Cancel", cancel), ...more]);
  const form = el("form", { class: "correct-form" }, cardHead([title], cancel), el("div", { class: "card-body" }, ...fields), el("div", { class: "card-foot" }, row));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const correction = submit();
    if (correction) save(correction);
  });
  card.replaceChildren(form);
  /** @type {HTMLElement | null} */ (form.querySelector("label:not([hidden]) :is(select, input)"))?.focus({ preventScroll: true });
}

/** @param {EntityKind} kind */
const kindSelect = (kind) => select("What it is", KINDS.map((k) => [k, ENTITY_WORDS[k][0]]), kind);

/**
 * Fills the card with the form that corrects an entity: its name, its kind, or that it is the same as
 * another. It applies everywhere, or at one mention only, which then means somebody else. The mention
 * can also be marked as not a name.
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
        // Another entity, which may have the same name.
        const other = { name: given === who.name ? `${given} (2)` : given, kind: to.kind, mention: null, fresh: true };
        return { op: "mention", at, to: chosen ?? other, ...also };
      }
      if (chosen) return { op: "merge", of: who, into: chosen, ...also };
      return { op: "entity", of: who, to, ...also };
    },
  });
}

/** The choices for “The same as”: all other entities, the likeliest kinds first. @param {Annotations} annotations @param {number} [entity] @returns {[string, string][]} */
function otherEntities({ entities }, entity) {
  const own = entity === undefined ? undefined : entities[entity].kind;
  const others = entities.filter(({ id, kind }) => id !== entity && SPEAKING.includes(kind));
  others.sort((a, b) => Number(b.kind === own) - Number(a.kind === own) || SPEAKING.indexOf(a.kind) - SPEAKING.indexOf(b.kind));
  return others.slice(0, 500).map(({ id, name }) => [String(id), name]);
}

/**
 * Fills the card with the form for a name that was missed: it asks who or what the selected words mean.
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
