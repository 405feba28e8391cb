/**
 * The two handles at the ends of a stretch of the article. The reader drags them to another word, or moves them with the arrow keys.
 */

import { el } from "../ui/dom.js";
import { nearestEnd, nearestStart } from "./word-edges.js";

/** @import { Span } from "../core/model.js" */
/** @import { ArticleView } from "../reading/article-view.js" */
/** @typedef {"start" | "end"} End */
/**
 * @typedef {object} Moves
 * @property {(end: End, offset: number) => void} onDrag
 * @property {(end: End, step: 1 | -1) => void} onKey
 */

/** The text node, and the place in it, at a point of the window. @param {number} x @param {number} y */
function caretAt(x, y) {
  if ("caretPositionFromPoint" in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  // For Chromium before version 128.
  const range = /** @type {{ caretRangeFromPoint(x: number, y: number): Range | null }} */ (/** @type {unknown} */ (document)).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

export class Handles {
  /** @type {Span | null} */
  #span = null;
  #text = "";

  /**
   * @param {ArticleView} article
   * @param {HTMLElement} layer  covers the article and lets the pointer through
   * @param {Moves} moves
   */
  constructor(article, layer, moves) {
    this.article = article;
    this.layer = layer;
    this.moves = moves;
    this.ends = { start: this.#handle("start", "The beginning"), end: this.#handle("end", "The end") };
    layer.replaceChildren(this.ends.start, this.ends.end);
    layer.hidden = true;
    addEventListener("resize", () => this.#place());
  }

  /** @param {End} end @param {string} label */
  #handle(end, label) {
    const handle = el("button", { type: "button", class: `handle ${end}`, "aria-label": `${label}: arrow keys move it a word`, title: "Drag, or move with ← and →" });
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: /** @type {const} */ (-1), ArrowRight: /** @type {const} */ (1) }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      this.moves.onKey(end, step);
    });
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      this.layer.classList.add("dragging");
      handle.focus({ preventScroll: true });
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      // The pointer is on the handle's knob, which sits above the line at the beginning and below it at the end.
      const found = caretAt(event.clientX, event.clientY + (end === "start" ? 14 : -14));
      const offset = found && this.article.offsetOf(found.node, found.offset);
      if (offset !== null) this.moves.onDrag(end, end === "start" ? nearestStart(this.#text, offset) : nearestEnd(this.#text, offset));
    });
    const done = () => this.layer.classList.remove("dragging");
    handle.addEventListener("pointerup", done);
    handle.addEventListener("pointercancel", done);
    return handle;
  }

  /** Shows the handles at the ends of a stretch, in a speaker's colour. @param {string} text @param {Span | null} span @param {string} ink */
  show(text, span, ink) {
    this.#text = text;
    this.#span = span;
    this.layer.dataset.ink = ink;
    this.#place();
  }

  hide() {
    this.#span = null;
    this.layer.hidden = true;
  }

  #place() {
    const range = this.#span && this.article.rangeOf(this.#span);
    const lines = range ? [...range.getClientRects()].filter(({ width }) => width > 0) : [];
    this.layer.hidden = lines.length === 0;
    if (lines.length === 0) return;
    const origin = this.layer.getBoundingClientRect();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const at = (/** @type {HTMLElement} */ handle, /** @type {number} */ x, /** @type {DOMRect} */ line) => {
      handle.style.left = `${x - origin.left}px`;
      handle.style.top = `${line.top - origin.top}px`;
      handle.style.height = `${line.height}px`;
    };
    at(this.ends.start, first.left, first);
    at(this.ends.end, last.right, last);
  }
}
