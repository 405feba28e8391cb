/**
 * The card of one quotation: who said it, how, how sure that is and why, and buttons to answer. The buttons stand below the
 * part that scrolls, so that they are always in view.
 */

import { CONFIRMED, CORRECTED, isChecked, namesOfSpeakers } from "../core/model.js";
import { append, button, el } from "../ui/dom.js";
import { inkOf } from "./palette.js";
import { tagOf } from "./mark-elements.js";
import { ENTITY_WORDS, counted, explain, manner, meaning, percent, ruleIds, surenessOf } from "./words.js";

/** @import { Quotation, Span } from "../core/model.js" */
/** @import { View } from "./article-view.js" */

/**
 * @typedef {object} Actions
 * @property {(step: 1 | -1) => void} onStep  goes to the same speaker's next or previous quotation
 * @property {() => void} onRight
 * @property {() => void} onElse  somebody else said it
 * @property {() => void} onNone  this is no quotation
 * @property {() => void} onChange
 * @property {() => void} onCopy
 * @property {(entity: number) => void} onName  a speaker's name is wrong
 * @property {(mention: number) => void} onMention  a name inside the quotation is wrong
 * @property {() => void} onClose
 */

/** The head of every card: a title, and the button that closes the card. @param {(Node | string)[]} title @param {() => void} onClose */
export const cardHead = (title, onClose) => el("div", { class: "card-head" }, el("h3", {}, ...title), button("×", onClose, { class: "close", "aria-label": "Close" }));

/**
 * Fills the card for one quotation.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {number} index
 * @param {{ place: number, of: number }} place  which of its speaker's quotations this is, from 1, and how many there are
 * @param {number | null} mention  the name in the quotation that was clicked
 * @param {Actions} actions
 */
export function fillCard(card, view, index, place, mention, actions) {
  const { text, annotations, numbers } = view;
  const quotation = annotations.quotations[index];
  const name = namesOfSpeakers(annotations, quotation);
  card.dataset.ink = String(inkOf(numbers.get(quotation.speakers[0])));
  const head = cardHead([el("span", { class: "number", "aria-hidden": "true" }, tagOf(quotation, numbers) || "?"), el("span", { class: name === null ? "nobody" : null, dir: "auto" }, name ?? "Nobody named")], actions.onClose);
  const body = el("div", { class: "card-body" });
  append(body, [
    el("p", { class: "manner" }, manner(quotation)),
    quotation.speakers.length > 0 && el("p", { class: "introduced" }, introduced(view, quotation.speakers[0]), " ", ...quotation.speakers.map((id) => nameButton(view, id, quotation.speakers.length > 1, actions))),
    el("p", { class: "sureness" }, el("strong", {}, surenessOf(quotation)), isChecked(quotation) ? "" : `. ${why(text, quotation)}`),
    mention !== null && nameLine(view, mention, actions),
    isChecked(quotation) ? null : details(quotation),
  ]);
  card.replaceChildren(head, body, foot(quotation, place, actions));
}

/** How the text introduces an entity: "mayor of Trujillo". @param {View} view @param {number} id */
function introduced({ annotations }, id) {
  const { description, kind } = annotations.entities[id];
  return description ?? ENTITY_WORDS[kind][0];
}

/** @param {View} view @param {number} id @param {boolean} several @param {Actions} actions */
const nameButton = ({ annotations }, id, several, actions) =>
  button(several ? `Name of ${annotations.entities[id].name}…` : "Name…", () => actions.onName(id), { class: "quiet", "aria-label": `Correct the name of ${annotations.entities[id].name}` });

/** @param {View} view @param {number} mention @param {Actions} actions */
function nameLine({ annotations }, mention, actions) {
  const { name, kind } = annotations.entities[annotations.mentions[mention].entity];
  return el("p", { class: "name-here" }, el("span", {}, `${ENTITY_WORDS[kind][0]}: `, el("q", { dir: "auto" }, name)), button("Change this name…", () => actions.onMention(mention), { class: "quiet" }));
}

/** Says in a sentence or two why this was taken for a quotation, and for this speaker's. @param {string} text @param {Quotation} quotation */
function why(text, { source, cue, rule, speakerRule, speakers }) {
  const words = (/** @type {Span} */ span) => `“${text.slice(span.start, span.end).replace(/\s+/g, " ")}”`;
  const said = cue && source ? `${words(source)} is given as the speaker, ${words(cue)} reports the words.` : cue ? `${words(cue)} reports the words.` : source ? `${words(source)} is given as the speaker.` : "";
  const found = speakers.length > 0 && speakerRule !== null ? explain(speakerRule, null) : explain(rule, null);
  return `${said} ${found}`.trim();
}

/** The part that is folded at first: the confidence in percent, and the ids of the rules. @param {Quotation} quotation */
function details({ confidence, rule, speakerRule }) {
  return el("details", { class: "how" }, el("summary", {}, "How this was found"), el("p", {}, `${percent(confidence)}: ${meaning(confidence)}`), el("p", {}, el("code", {}, ruleIds(rule, speakerRule))));
}

/** @param {Quotation} quotation @param {{ place: number, of: number }} place @param {Actions} actions */
function foot(quotation, { place, of }, actions) {
  const decided = el("div", { class: "actions" });
  append(decided, [
    button(quotation.rule === CONFIRMED ? "✓ Right" : "Right", actions.onRight, { class: quotation.rule === CONFIRMED ? "right done" : "right primary", "aria-keyshortcuts": "y", "aria-pressed": String(quotation.rule === CONFIRMED), disabled: quotation.rule === CORRECTED }),
    button("Somebody else…", actions.onElse, { "aria-keyshortcuts": "w" }),
    button("Not a quotation", actions.onNone, { "aria-keyshortcuts": "x" }),
  ]);
  const more = el("div", { class: "steps" });
  append(more, [
    button("‹", () => actions.onStep(-1), { "aria-label": "This speaker’s previous quotation", disabled: place === 1 }),
    el("span", {}, `${place.toLocaleString("en")} of ${of.toLocaleString("en")}`),
    button("›", () => actions.onStep(1), { "aria-label": "This speaker’s next quotation", disabled: place === of }),
    button("Copy", actions.onCopy, { class: "quiet copy", "aria-label": "Copy this quotation, with who said it and where" }),
    button("Change…", actions.onChange, { class: "quiet correct", "aria-keyshortcuts": "c" }),
  ]);
  return el("div", { class: "card-foot" }, decided, more);
}

/**
 * Fills the card for a name that is in no quotation.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {number} mention
 * @param {{ onNext: () => void, onChange: () => void, onClose: () => void }} actions
 */
export function fillNameCard(card, { annotations }, mention, { onNext, onChange, onClose }) {
  const { name, kind, mentions, value, description } = annotations.entities[annotations.mentions[mention].entity];
  card.dataset.ink = "0";
  const what = `${ENTITY_WORDS[kind][0]}${value ? `: ${value}` : ""}${description ? `, ${description}` : ""}; ${counted(mentions.length, "mention")}`;
  card.replaceChildren(
    cardHead([el("span", { dir: "auto" }, name)], onClose),
    el("div", { class: "card-body" }, el("p", { class: "manner" }, what)),
    el("div", { class: "card-foot" }, el("div", { class: "steps" }, button("Next mention", onNext, { class: "quiet" }), button("Change this name…", onChange, { class: "quiet correct" }))),
  );
}
