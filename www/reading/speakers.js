/** Draws two lists of the rail: the speakers, with how much each says, and the names of the text, sorted by kind. */

import { namesByKind } from "../core/model.js";
import { append, button, el } from "../ui/dom.js";
import { inkOf } from "./palette.js";
import { ENTITY_WORDS, counted, percent } from "./words.js";

/** @import { Annotations } from "../core/model.js" */
/** @import { Part } from "./shares.js" */

/** How many speakers are listed at first. */
const FIRST = 60;
/** How many speakers are listed at most. */
const MOST = 2000;

/**
 * @typedef {object} Cast
 * @property {Part[]} parts
 * @property {number} total  the words that the shares are of
 * @property {Annotations} annotations
 * @property {Map<number, number>} numbers
 * @property {Part["speaker"] | undefined} filter  the chosen speaker; undefined for none
 */

/**
 * Draws the list of speakers: a toggle button for each, with a bar for the share of the words. Speakers who have only
 * guesses are folded below.
 * @param {HTMLElement} root
 * @param {Cast} cast
 * @param {(speaker: Part["speaker"]) => void} onPick
 */
export function renderSpeakers(root, cast, onPick) {
  const had = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.speaker : undefined;
  const sure = cast.parts.filter(({ guessed, speaker }) => !guessed || speaker === null);
  const guesses = cast.parts.filter(({ guessed, speaker }) => guessed && speaker !== null);
  const most = root.dataset.all === undefined ? FIRST : MOST;
  const longest = sure.reduce((length, { share }) => Math.max(length, share), Number.EPSILON);
  root.replaceChildren(...sure.slice(0, most).map((part) => line(part, cast, longest, onPick)));
  if (sure.length > most && most === FIRST) {
    const more = button(counted(sure.length - FIRST, "more speaker"), () => {
      root.dataset.all = "";
      renderSpeakers(root, cast, onPick);
      root.querySelectorAll("button")[FIRST]?.focus();
    }, { class: "quiet more" });
    root.append(el("li", {}, more));
  }
  if (guesses.length > 0) {
    const open = root.dataset.guesses !== undefined || guesses.some(({ speaker }) => speaker === cast.filter);
    const folded = el("details", { class: "guesses", open }, el("summary", {}, `${counted(guesses.length, "speaker")} only guessed`), el("ol", { class: "cast" }, ...guesses.slice(0, 200).map((part) => line(part, cast, longest, onPick))));
    folded.addEventListener("toggle", () => (folded.open ? (root.dataset.guesses = "") : delete root.dataset.guesses));
    root.append(el("li", { class: "folded" }, folded));
  }
  if (had !== undefined) /** @type {HTMLElement | null} */ (root.querySelector(`[data-speaker="${had}"]`))?.focus();
}

/** @param {Part} part @param {Cast} cast @param {number} longest @param {(speaker: Part["speaker"]) => void} onPick */
function line(part, { annotations, numbers, filter }, longest, onPick) {
  const number = part.speaker === null ? undefined : numbers.get(part.speaker);
  const description = part.speaker === null ? undefined : annotations.entities[part.speaker].description;
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", { class: "fill" }));
  /** @type {HTMLElement} */ (bar.firstChild).style.inlineSize = percent(part.share / longest);
  const figures = part.guessed ? `${counted(part.quotations.length, "quotation")}, not counted` : `${counted(part.quotations.length, "quotation")}, ${counted(part.words, "word")}, ${percent(part.share)}`;
  const toggle = button("", () => onPick(part.speaker), { "aria-pressed": String(filter === part.speaker), "data-ink": inkOf(number), "data-speaker": String(part.speaker) });
  append(toggle, [
    el("span", { class: "number", "aria-hidden": "true" }, number === undefined ? "?" : String(number)),
    el("span", { class: "who", dir: "auto" }, part.name),
    description && el("span", { class: "described", dir: "auto" }, description),
    !part.guessed && bar,
    el("span", { class: "figures" }, figures),
  ]);
  return el("li", { class: part.speaker === null ? "nobody" : null }, toggle);
}

/**
 * Draws the names, sorted by kind. A click on a name goes to where it stands in the text, the next click to its next place.
 * @param {HTMLElement} root
 * @param {Annotations} annotations
 * @param {(entity: number, mentions: number[]) => void} onPick
 */
export function renderNames(root, annotations, onPick) {
  const drawn = root.childElementCount > 0;
  const open = new Set([...root.querySelectorAll("details[open]")].map((d) => /** @type {HTMLElement} */ (d).dataset.kind));
  root.replaceChildren(
    ...namesByKind(annotations).map(({ kind, entities }) => {
      const list = el("ul", {});
      const details = el("details", { "data-kind": kind, open: drawn ? open.has(kind) : kind === "person" || kind === "organization" }, el("summary", {}, el("span", { class: "name-key" }, ENTITY_WORDS[kind][1]), el("span", { class: "count" }, String(entities.length))), list);
      const fill = () => {
        if (!details.open || list.firstChild) return;
        append(
          list,
          entities.slice(0, 500).map(({ entity, names }) => {
            const item = button("", () => onPick(entity.id, names));
            append(item, [el("span", { dir: "auto" }, entity.name), names.length > 1 && el("span", { class: "count" }, `×${names.length}`)]);
            return el("li", {}, item);
          }),
        );
        if (entities.length > 500) list.append(el("li", {}, `and ${counted(entities.length - 500, "more name")}`));
      };
      details.addEventListener("toggle", fill);
      fill();
      return details;
    }),
  );
}

/** How many entities the list of names has. @param {Annotations} annotations */
export const countNames = (annotations) => namesByKind(annotations).reduce((sum, { entities }) => sum + entities.length, 0);
