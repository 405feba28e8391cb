/**
 * The card of one quotation: who, in which words, which kind, how sure, by what rule.
 * It stands in the margin beside the quotation where there is room, below it where there isn't, and
 * at the foot of a phone's screen.
 */

import { append, button, el } from "../ui/dom.js";
import { inkOf } from "./palette.js";
import { BY_READER } from "../editing/corrections.js";
import { firstSpeaker, namesOfSpeakers } from "../core/model.js";
import { ENTITY_WORDS, KIND_WORDS, explain, meaning, percent, ruleIds, sureness } from "./words.js";

/** @import { View } from "./article-view.js" */

/** The masthead's height and a little. */
const MASTHEAD = 64;

/**
 * @typedef {object} Actions
 * @property {(quotation: number, step: 1 | -1) => void} onStep  to the same speaker's next or last
 * @property {(quotation: number) => void} onCorrect
 * @property {(entity: number) => void} onName  its speaker's name is wrong
 * @property {(mention: number) => void} onMention  a name inside it is wrong
 */

/**
 * Fills the card for one quotation.
 * @param {HTMLElement} card
 * @param {View} view
 * @param {number} index
 * @param {{ place: number, of: number }} place  of its speaker's quotations
 * @param {number | null} mention  the name in it that was pointed at
 * @param {Actions} actions
 */
export function fillCard(card, { text, annotations, numbers }, index, place, mention, actions) {
  const quotation = annotations.quotations[index];
  const { source, cue, kind, confidence, rule, speakerRule } = quotation;
  const speaker = firstSpeaker(quotation);
  const number = speaker === null ? undefined : numbers.get(speaker);
  const name = namesOfSpeakers(annotations, quotation) ?? "Nobody named";
  card.dataset.ink = String(inkOf(number));
  /** @param {{ start: number, end: number }} span */
  const words = (span) => el("q", { dir: "auto" }, text.slice(span.start, span.end));

  const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("span", { class: "fill" }));
  /** @type {HTMLElement} */ (meter.firstChild).style.inlineSize = percent(confidence);

  card.replaceChildren(
    el(
      "h3",
      { class: speaker === null ? "nobody" : null },
      el("span", { class: "number", "aria-hidden": "true" }, number === undefined ? "?" : String(number)),
      el("span", { dir: "auto" }, name),
      speaker !== null && button("Name…", () => actions.onName(speaker), { class: "quiet", "aria-label": "Correct this speaker’s name" }),
    ),
    el("p", { class: "kind" }, el("strong", {}, `${KIND_WORDS[kind].name}${quotation.act === "thought" ? " thought" : ""}`), `: ${quotation.act === "thought" ? "what somebody is reported to think" : KIND_WORDS[kind].means}`),
  );
  const facts = el("dl", {});
  append(facts, [
    source && el("dt", {}, "Named as"), source && el("dd", {}, words(source)),
    cue && el("dt", {}, "Reported by"), cue && el("dd", {}, words(cue)),
    !source && !cue && el("dt", {}, "Named as"), !source && !cue && el("dd", {}, "nobody in this sentence"),
    rule !== BY_READER && el("dt", {}, "How sure"),
    rule !== BY_READER && el("dd", { title: meaning(confidence) }, `${sureness(confidence)}, ${percent(confidence)}`, meter),
    el("dt", {}, "Why"), el("dd", {}, rule === BY_READER ? "put right by you" : explain(rule, speakerRule), rule !== BY_READER && el("code", { class: "rule" }, ruleIds(rule, speakerRule))),
  ]);
  if (mention !== null) {
    const named = annotations.entities[annotations.mentions[mention].entity];
    facts.append(
      el("dt", {}, ENTITY_WORDS[named.kind][0]),
      el("dd", { class: "name-here" }, el("q", { dir: "auto" }, named.name), button("Correct…", () => actions.onMention(mention), { class: "quiet", "aria-label": `Correct the name ${named.name}` })),
    );
  }
  const step = el("div", { class: "steps" });
  append(step, [
    button("‹", () => actions.onStep(index, -1), { "aria-label": "This speaker’s previous quotation", disabled: place.place === 1 }),
    el("span", {}, `${place.place} of ${place.of}`),
    button("›", () => actions.onStep(index, 1), { "aria-label": "This speaker’s next quotation", disabled: place.place === place.of }),
    button("Correct…", () => actions.onCorrect(index), { class: "quiet correct" }),
  ]);
  card.append(facts, step);
}

/** A phone's card is a sheet at its foot. */
const isSheet = () => matchMedia("(max-width: 40rem)").matches;

/**
 * On a phone, scrolls the words that the card is about out from under it.
 * @param {HTMLElement} card
 * @param {Element} beside
 */
export function keepInSight(card, beside) {
  if (!isSheet()) return;
  const { top } = beside.getBoundingClientRect();
  if (top < MASTHEAD || top > innerHeight - card.offsetHeight - 60) scrollBy({ top: top - MASTHEAD - 16, behavior: "instant" });
}

/**
 * Puts the card beside an element of the article.
 * @param {HTMLElement} card
 * @param {Element} beside
 * @param {Element} article
 * @param {number} [nearY]  where the pointer is, for long quotations
 */
export function placeCard(card, beside, article, nearY) {
  if (isSheet()) {
    card.style.removeProperty("left");
    card.style.removeProperty("top");
    return;
  }
  const lines = [...beside.getClientRects()];
  const line = lines.find((r) => nearY !== undefined && nearY >= r.top - 4 && nearY <= r.bottom + 4) ?? lines[0] ?? beside.getBoundingClientRect();
  const column = article.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const gap = 24;
  const room = document.documentElement.clientWidth - column.right;
  let left = column.right + gap;
  let top = line.top - 12;
  if (room < size.width + gap + 8) {
    left = Math.min(Math.max(line.left, 8), document.documentElement.clientWidth - size.width - 8);
    // Below the whole quotation or above it, so that its words stay in sight; for very long ones, below the line.
    const all = beside.getBoundingClientRect();
    const fits = (/** @type {number} */ y) => y >= MASTHEAD && y + size.height <= innerHeight - 8;
    top = [all.bottom + 10, all.top - size.height - 10, line.bottom + 10, line.top - size.height - 10].find(fits) ?? line.bottom + 10;
  }
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${Math.max(MASTHEAD, Math.min(top, innerHeight - size.height - 8))}px`;
}
