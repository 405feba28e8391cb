/**
 * Makes the elements for what is marked in a paragraph: quotations, their sources and cues, names.
 *
 * A quotation's first stretch takes focus and carries its description for screen readers. A screen reader that reads the
 * article through says the speaker's name before the words, because it is the alternative text of the generated tag. Where
 * somebody speaks for the first time, an element without text holds the name, which wide screens show in the margin.
 */

import { isUnsure, namesOfSpeakers } from "../core/model.js";
import { el } from "../ui/dom.js";
import { inkOf } from "./palette.js";
import { announce, describe } from "./words.js";

/** @import { Annotations, Quotation } from "../core/model.js" */
/** @import { Layer, Piece } from "./layers.js" */
/** @import { View } from "./article-view.js" */

/** How many characters of text there must be between two names in the margin, so that they don't overlap. */
const NAMES_APART = 70;

/** The quotations at which a speaker speaks for the first time, and the name has room in the margin. @param {Annotations} annotations @param {(quotation: number) => boolean} shown @returns {Set<number>} */
export function firstHeard({ quotations }, shown) {
  const heard = new Set();
  /** @type {Set<number>} */
  const first = new Set();
  let last = -Infinity;
  quotations.forEach((quotation, index) => {
    const { speakers, content } = quotation;
    if (!shown(index) || isUnsure(quotation) || speakers.every((id) => heard.has(id))) return;
    for (const id of speakers) heard.add(id);
    if (content[0].start - last < NAMES_APART) return;
    first.add(index);
    last = content[0].start;
  });
  return first;
}

/** The tag before a quotation's words: its speakers' numbers, and a question mark where it is unsure. @param {Quotation} quotation @param {Map<number, number>} numbers */
export function tagOf(quotation, numbers) {
  const known = quotation.speakers.map((id) => numbers.get(id)).filter((number) => number !== undefined);
  return `${known.join("+")}${isUnsure(quotation) ? "?" : ""}`;
}

/**
 * The element of one quotation's stretch.
 * @param {View} view
 * @param {Layer} layer
 * @param {{ faded: boolean, heard: boolean }} how  `heard`: the speaker's name is put in the margin
 */
export function quotationMark({ annotations, numbers }, { index, first, as }, { faded, heard }) {
  const quotation = annotations.quotations[index];
  const speaker = namesOfSpeakers(annotations, quotation);
  const classes = ["quotation", as, isUnsure(quotation) && "unsure", quotation.act === "thought" && "thought", faded && "faded"];
  const mark = el("mark", {
    class: classes.filter(Boolean).join(" "),
    "data-ink": inkOf(numbers.get(quotation.speakers[0])),
    "data-quotation": index,
    "data-tag": first ? tagOf(quotation, numbers) : null,
    "data-say": first ? announce(quotation, speaker) : null,
    tabindex: first ? -1 : null,
    "aria-description": first ? describe(quotation, speaker) : null,
  });
  if (first && heard && speaker !== null) mark.append(el("span", { class: "heard", "data-name": speaker, "aria-hidden": "true" }));
  return mark;
}

/**
 * The element of a source, a cue or a name.
 * @param {View} view
 * @param {Layer} layer
 */
export function plainMark({ annotations, numbers }, { type, index }) {
  if (type === "mention") {
    const { form, kind } = annotations.mentions[index];
    return el("span", { class: `name ${form}`, "data-kind": kind, "data-mention": index });
  }
  return el("span", { class: type, "data-ink": inkOf(numbers.get(annotations.quotations[index].speakers[0])), "data-quotation": index });
}

/**
 * Puts the pieces of a paragraph into its element.
 * @param {HTMLElement} parent
 * @param {Piece[]} pieces
 * @param {object} making
 * @param {string} making.text
 * @param {(layer: Layer) => HTMLElement} making.element
 * @param {(node: Text, start: number) => void} making.placed  is told at which offset of the text each text node begins
 */
export function appendPieces(parent, pieces, making) {
  for (const piece of pieces) {
    if (piece.layer) {
      const element = making.element(piece.layer);
      appendPieces(element, piece.children, making);
      parent.append(element);
    } else {
      const node = document.createTextNode(making.text.slice(piece.start, piece.end));
      making.placed(node, piece.start);
      parent.append(node);
    }
  }
}
