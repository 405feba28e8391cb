/**
 * A field to find a speaker by typing. It offers those who are in the text (people first, then organizations), a new one with
 * the name that was typed, one that the text describes but doesn't name, or nobody.
 */

import { button, el } from "../ui/dom.js";
import { ENTITY_WORDS } from "../reading/words.js";
import { whoOf } from "./corrections.js";

/** @import { EntityKind } from "../core/model.js" */
/** @import { View } from "../reading/article-view.js" */
/** @import { Who } from "./corrections.js" */
/** @typedef {{ label: string, about: string, who: Who | null }} Choice  `who` null: nobody is named */

/** Kinds that can speak, those who speak most first. @type {EntityKind[]} */
export const SPEAKING = ["person", "organization", "group", "document", "place", "facility", "product", "other"];
/** How many speakers are offered at most. */
const MOST = 12;

/** @param {string} text */
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/**
 * The choices that fit what was typed.
 * @param {View} view
 * @param {string} typed
 * @param {string} source  the words that name the speaker in the text, empty for none
 * @returns {Choice[]}
 */
export function choicesFor({ text, annotations, numbers }, typed, source) {
  const words = typed.replace(/\s+/g, " ").trim();
  const wanted = plain(words);
  /** How well a name fits what was typed, the best first: the name begins with it, a word in it does, it is anywhere in it, it is nowhere. @param {string} name */
  const fit = (name) => {
    const at = plain(name);
    return at.startsWith(wanted) ? 0 : at.includes(` ${wanted}`) ? 1 : at.includes(wanted) ? 2 : 3;
  };
  const able = annotations.entities.filter(({ id, kind, name }) => (numbers.has(id) || SPEAKING.includes(kind)) && fit(name) < 3);
  const rank = (/** @type {EntityKind} */ kind) => (SPEAKING.indexOf(kind) + SPEAKING.length + 1) % (SPEAKING.length + 1);
  able.sort((a, b) => rank(a.kind) - rank(b.kind) || fit(a.name) - fit(b.name) || (numbers.get(a.id) ?? Infinity) - (numbers.get(b.id) ?? Infinity) || b.mentions.length - a.mentions.length);
  /** @type {Choice[]} */
  const choices = able.slice(0, MOST).map(({ id, name, kind, description }) => ({ label: name, about: description ?? ENTITY_WORDS[kind][0].toLowerCase(), who: whoOf(text, annotations, id) }));
  const described = words || source;
  const isKnown = able.some(({ name }) => plain(name) === plain(described));
  if (described && !isKnown) {
    /** @param {EntityKind} kind @param {string} about @returns {Choice} */
    const fresh = (kind, about) => ({ label: described, about, who: { name: described, kind, mention: null, fresh: true } });
    const unnamed = fresh("person", "unnamed");
    const named = words ? [fresh("person", "new person"), fresh("organization", "new organization"), fresh("group", "new group")] : [];
    choices.push(...(/^[\p{Lu}\p{Lt}]/u.test(described) ? [...named, unnamed] : [unnamed, ...named]));
  }
  if (!words) choices.push({ label: "Nobody named", about: "the text doesn’t say", who: null });
  return choices;
}

let fields = 0;

/**
 * @param {object} field
 * @param {string} field.label
 * @param {() => View} field.view
 * @param {() => string} field.source
 * @param {(choice: Choice) => void} field.onChoose
 * @param {boolean} [field.open]  whether the choices show at once
 */
export function speakerField({ label, view, source, onChoose, open = false }) {
  fields += 1;
  const id = `speakers-${fields}`;
  const list = el("ul", { id, role: "listbox", "aria-label": label, class: "choices" });
  const input = el("input", { type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto", placeholder: "Type a name", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" });
  /** @type {Choice[]} */
  let choices = [];
  let at = 0;

  function show() {
    choices = choicesFor(view(), input.value, source());
    at = 0;
    list.replaceChildren(...choices.map(({ label, about }, index) => {
      const option = el("li", { role: "option", id: `${id}-${index}`, "aria-selected": "false" }, el("span", { dir: "auto" }, label), el("span", { class: "about" }, about));
      // Keeps the focus in the field. Losing it would close the list before the click arrives.
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(index));
      return option;
    }));
    input.setAttribute("aria-expanded", "true");
    list.hidden = false;
    mark();
  }
  function mark() {
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (choices[at]) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  function hide() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  /** @param {number} index */
  function choose(index) {
    const choice = choices[index];
    if (!choice) return;
    hide();
    input.value = "";
    onChoose(choice);
  }
  input.addEventListener("input", show);
  input.addEventListener("click", show);
  input.addEventListener("blur", () => {
    if (!open) hide();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) show();
      else at = (at + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % Math.max(1, choices.length);
      mark();
    } else if (event.key === "Enter" && !list.hidden) choose(at);
    else if (event.key === "Escape" && !list.hidden && !open) {
      hide();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  if (open) show();
  else hide();
  return { input, element: el("div", { class: "speaker-field" }, el("label", {}, el("span", {}, label), input), list) };
}

/** The list of chosen speakers, each with a button that removes it. @param {string[]} names @param {(at: number) => void} onRemove */
export const chips = (names, onRemove) => el("ul", { class: "chips" }, ...(names.length > 0 ? names.map((name, at) => el("li", { dir: "auto" }, name, button("×", () => onRemove(at), { "aria-label": `Remove ${name}` }))) : [el("li", { class: "nobody" }, "Nobody named")]));
