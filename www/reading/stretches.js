/**
 * Builds the paragraphs of a text as elements, piece by piece, so that a long text doesn't hold up the page.
 *
 * All words are put into the page soon, so that the browser's own search finds them. Paragraphs stand in *stretches*. A
 * stretch gets its marks when it comes near the window, and the browser skips the layout of those far away
 * (`content-visibility`). So there is only about a screenful of work at a time, however long the text.
 */

import { el } from "../ui/dom.js";
import { paragraphsOf } from "./layers.js";

/** @import { Span } from "../core/model.js" */
/** @import { Paragraph } from "./layers.js" */
/** @typedef {Span & { element: HTMLElement, from: number, to: number, marked: boolean }} Stretch  paragraphs `from` to `to`, and whether their marks are there */

/** How many characters are marked in one go, which takes a few milliseconds. Shorter texts are marked whole. */
const SLICE = 30_000;
/** How many characters a stretch has at least, unless it is the last. */
const STRETCH = 6_000;
/** How many characters of plain paragraphs are built in one go. */
const PLAIN = 400_000;
/** Estimates in pixels: the height of a line, the gap between paragraphs, and the width of a letter. */
const LINE = 32.7;
const GAP = 20;
const LETTER = 9.3;

export class Stretches {
  /** @type {Stretch[]} */
  list = [];
  /** @type {Paragraph[]} */
  paragraphs = [];
  text = "";
  #generation = 0;
  /** About how many letters a line has. */
  #perLine = 68;
  /** Marks stretches when they come near the window. */
  #near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const stretch = isIntersecting && this.list.find(({ element }) => element === target);
        if (stretch) this.mark(stretch);
      }
    },
    { rootMargin: "1500px 0px" },
  );

  /**
   * @param {HTMLElement} root
   * @param {(stretch: Stretch, paragraphs: Paragraph[], marked: boolean) => void} fill  puts the paragraphs in, with their marks or without
   */
  constructor(root, fill) {
    this.root = root;
    this.fill = fill;
  }

  /** Shows another text, or the same one with other marks. @param {string} text */
  render(text) {
    this.#generation += 1;
    if (text === this.text && this.list.length > 0) this.#markAgain();
    else this.#startAnew(text);
    const mine = this.#generation;
    const more = () => {
      if (mine !== this.#generation || !this.buildSome(this.list.length === 0 ? SLICE : PLAIN)) return;
      setTimeout(more);
    };
    more();
  }

  /** @param {string} text */
  #startAnew(text) {
    this.text = text;
    this.paragraphs = paragraphsOf(text);
    this.#perLine = Math.max(20, this.root.clientWidth / LETTER);
    this.#near.disconnect();
    this.list = [];
    this.root.replaceChildren();
    this.root.classList.toggle("long", text.length > SLICE);
  }

  #markAgain() {
    let left = SLICE;
    for (const stretch of this.list) {
      const box = left > 0 || !stretch.marked ? null : stretch.element.getBoundingClientRect();
      if (left > 0 || (box && box.bottom > -innerHeight && box.top < 2 * innerHeight)) this.mark(stretch, true);
      else if (stretch.marked) this.#plain(stretch);
      left -= stretch.end - stretch.start;
    }
  }

  /** Draws the marks of a part of the text again. Stretches that have no marks yet are left alone. @param {Span} part */
  refresh(part) {
    for (const stretch of this.list) if (stretch.marked && stretch.start < part.end && part.start < stretch.end) this.mark(stretch, true);
  }

  /** Builds about this many characters more, with marks at the text's beginning and without after it. Returns false if everything is built. @param {number} characters */
  buildSome(characters) {
    let at = this.list.at(-1)?.to ?? 0;
    if (at >= this.paragraphs.length) return false;
    const fragment = document.createDocumentFragment();
    for (let left = characters; left > 0 && at < this.paragraphs.length; ) {
      const stretch = this.#stretchFrom(at);
      at = stretch.to;
      this.list.push(stretch);
      if (stretch.start < SLICE) this.mark(stretch);
      else {
        this.#plain(stretch);
        this.#near.observe(stretch.element);
      }
      fragment.append(stretch.element);
      left -= stretch.end - stretch.start;
    }
    this.root.append(fragment);
    return true;
  }

  /** @param {number} from @returns {Stretch} */
  #stretchFrom(from) {
    const { paragraphs } = this;
    let at = from;
    let size = 0;
    let lines = 0;
    while (at < paragraphs.length && size < STRETCH) {
      const length = paragraphs[at].end - paragraphs[at].start;
      size += length;
      lines += Math.ceil(length / this.#perLine);
      at += 1;
    }
    const element = el("div", { class: "stretch" });
    // An estimate of the stretch's height, which the browser uses until it has laid the stretch out.
    if (this.text.length > SLICE) element.style.containIntrinsicBlockSize = `auto ${Math.round(lines * LINE + (at - from) * GAP)}px`;
    return { start: paragraphs[from].start, end: paragraphs[at - 1].end, element, from, to: at, marked: false };
  }

  /** Gives a stretch its marks, unless it has them. @param {Stretch} stretch @param {boolean} [again] */
  mark(stretch, again = false) {
    if (stretch.marked && !again) return;
    this.fill(stretch, this.paragraphs.slice(stretch.from, stretch.to), true);
    stretch.marked = true;
  }

  /** @param {Stretch} stretch */
  #plain(stretch) {
    this.fill(stretch, this.paragraphs.slice(stretch.from, stretch.to), false);
    stretch.marked = false;
  }

  /** The stretch that holds an offset. It is built and marked if it wasn't. @param {number} offset */
  reach(offset) {
    while ((this.list.at(-1)?.end ?? -1) < offset && this.buildSome(PLAIN));
    const stretch = this.list.findLast(({ start }) => start <= offset) ?? this.list[0];
    if (stretch) this.mark(stretch);
    return stretch;
  }

  /** Builds and marks everything, for printing. */
  markAll() {
    while (this.buildSome(PLAIN));
    for (const stretch of this.list) this.mark(stretch);
  }

  /** The element of a paragraph. @param {number} index */
  paragraphElement(index) {
    const stretch = this.list.find(({ from, to }) => index >= from && index < to);
    return stretch?.element.children[index - stretch.from] ?? null;
  }

  /** The offset of the paragraph at the top of the window, and how many pixels below the window's top it begins. */
  placeAtTop() {
    const stretch = this.list.find(({ element }) => element.getBoundingClientRect().bottom > 80);
    const inner = stretch ? [...stretch.element.children].findIndex((element) => element.getBoundingClientRect().bottom > 80) : -1;
    if (!stretch || inner < 0) return { offset: 0, top: 0 };
    return { offset: this.paragraphs[stretch.from + inner].start, top: stretch.element.children[inner].getBoundingClientRect().top };
  }

  /** Scrolls so that the paragraph of an offset begins `top` pixels below the window's top. @param {number} offset @param {number} top */
  scrollToPlace(offset, top) {
    this.reach(offset);
    const element = this.paragraphElement(Math.max(0, this.paragraphs.findLastIndex(({ start }) => start <= offset)));
    if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** The part of the text that is in the window. @returns {Span} */
  inWindow() {
    // Stretches stand below each other, so the first that reaches into the window is found by binary search.
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle].element.getBoundingClientRect().bottom > 0) high = middle;
      else low = middle + 1;
    }
    const shown = [];
    for (; low < this.list.length && (shown.length === 0 || this.list[low].element.getBoundingClientRect().top < innerHeight); low += 1) shown.push(this.list[low]);
    /** @param {Stretch} stretch @param {number} y */
    const at = ({ element, start, end }, y) => {
      const { top, height } = element.getBoundingClientRect();
      return start + (end - start) * Math.min(1, Math.max(0, (y - top) / Math.max(1, height)));
    };
    const last = shown.at(-1);
    return last ? { start: at(shown[0], 0), end: at(last, innerHeight) } : { start: 0, end: 0 };
  }
}
