/**
 * The article, as elements: paragraphs with every quotation, source, cue and name marked in place.
 *
 * A quotation's first stretch takes focus, one at a time (roving tabindex: Tab reaches the article
 * once, the arrow keys and n/p move inside it), and carries its description for screen readers; whoever
 * reads straight on hears the speaker's name before the words (the generated tag's alternative text).
 *
 * Long texts: paragraphs stand in *stretches*. All words are there from the start, so that the
 * browser's own search finds them; a stretch is marked when it comes near the window, and the browser
 * skips the layout of those far away (`content-visibility`). So the work is that of a screenful,
 * however long the text.
 */

import { el } from "../ui/dom.js";
import { layersOf, paragraphsOf, piecesOf, withLayers } from "./layers.js";
import { firstSpeaker, isShown, isUnsure, namesOfSpeakers } from "../core/model.js";
import { inkOf } from "./palette.js";
import { announce, describe } from "./words.js";

/** @import { Annotations, Span } from "../core/model.js" */
/** @import { Paragraph, Piece } from "./layers.js" */

/**
 * @typedef {object} View  what is to be drawn
 * @property {string} text
 * @property {Annotations} annotations
 * @property {Map<number, number>} numbers  of the speakers, by entity
 * @property {boolean} thoughts
 */
/** @typedef {{ quotation: number | null, mention: number | null, element: HTMLElement | null }} Hit */
/** @typedef {Span & { element: HTMLElement, from: number, to: number, marked: boolean }} Stretch  paragraphs `from` to `to`, and whether their marks are there */

/** Characters that are marked in one go: a few milliseconds' worth. Shorter texts are marked whole. */
const SLICE = 30_000;
/** Characters of a stretch, at least. */
const STRETCH = 6_000;
/** Characters of plain paragraphs built between two frames. */
const PLAIN = 400_000;
/** About how high a line is, how far apart paragraphs are and how wide a letter is, in pixels. */
const LINE = 32.7;
const GAP = 20;
const LETTER = 9.3;

/** @param {HTMLElement} root */
export function createArticleView(root) {
  /** @type {View | null} */
  let view = null;
  /** @type {Paragraph[]} */
  let paragraphs = [];
  /** @type {Stretch[]} */
  let stretches = [];
  let generation = 0;
  /** Letters in a line, about. */
  let perLine = 68;
  /** Where each text node begins. @type {WeakMap<Node, number>} */
  let starts = new WeakMap();
  /** The element of each quotation that takes focus, among those marked. @type {Map<number, HTMLElement>} */
  let leads = new Map();
  /** The elements of each entity's mentions, among those marked. @type {Map<number, HTMLElement[]>} */
  let mentioned = new Map();
  /** What is highlighted at the moment. @type {HTMLElement[]} */
  let lit = [];
  /** @type {number | null} */
  let litEntity = null;
  /** The quotations that are not faded; null: all. @type {Set<number> | null} */
  let only = null;
  let headline = { first: -1, last: -1, title: -1 };

  /** The stretches near the window are marked as they come. */
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const stretch = isIntersecting && stretches.find(({ element }) => element === target);
        if (stretch) mark(stretch);
      }
    },
    { rootMargin: "1500px 0px" },
  );

  /** @param {View} next */
  function render(next) {
    const sameText = view !== null && view.text === next.text && stretches.length > 0;
    view = next;
    generation += 1;
    leads = new Map();
    mentioned = new Map();
    lit = [];
    if (sameText) {
      let left = SLICE;
      for (const stretch of stretches) {
        const box = left > 0 || !stretch.marked ? null : stretch.element.getBoundingClientRect();
        if (left > 0 || (box && box.bottom > -innerHeight && box.top < 2 * innerHeight)) mark(stretch, true);
        else if (stretch.marked) plain(stretch);
        left -= stretch.end - stretch.start;
      }
    } else {
      starts = new WeakMap();
      paragraphs = paragraphsOf(next.text);
      headline = findHeadline(next.text, paragraphs);
      perLine = Math.max(20, root.clientWidth / LETTER);
      near.disconnect();
      stretches = [];
      root.replaceChildren();
      root.classList.toggle("long", next.text.length > SLICE);
    }
    build();
  }

  /** Builds what isn't there yet, between frames. */
  function build() {
    const mine = generation;
    const more = () => {
      if (mine !== generation || !buildSome(stretches.length === 0 ? SLICE : PLAIN)) return;
      setTimeout(more);
    };
    more();
  }

  /** Builds so many characters more, marked at the beginning and plain after it. Tells whether there was anything left. @param {number} characters */
  function buildSome(characters) {
    const { text } = /** @type {View} */ (view);
    let at = stretches.at(-1)?.to ?? 0;
    if (at >= paragraphs.length) return false;
    const fragment = document.createDocumentFragment();
    for (let left = characters; left > 0 && at < paragraphs.length; ) {
      const from = at;
      let size = 0;
      let lines = 0;
      while (at < paragraphs.length && size < STRETCH) {
        const length = paragraphs[at].end - paragraphs[at].start;
        size += length;
        lines += Math.ceil(length / perLine);
        at += 1;
      }
      const stretch = { start: paragraphs[from].start, end: paragraphs[at - 1].end, element: el("div", { class: "stretch" }), from, to: at, marked: false };
      // What it will measure, about, until the browser has laid it out.
      if (text.length > SLICE) stretch.element.style.containIntrinsicBlockSize = `auto ${Math.round(lines * LINE + (at - from) * GAP)}px`;
      stretches.push(stretch);
      if (stretch.start < SLICE) mark(stretch);
      else {
        plain(stretch);
        near.observe(stretch.element);
      }
      fragment.append(stretch.element);
      left -= size;
    }
    root.append(fragment);
    return true;
  }

  /** Gives a stretch its marks, unless it has them. @param {Stretch} stretch @param {boolean} [again] */
  function mark(stretch, again = false) {
    if (stretch.marked && !again) return;
    const { annotations, thoughts } = /** @type {View} */ (view);
    const layers = layersOf(annotations, (q) => isShown(annotations.quotations[q], thoughts), stretch);
    fill(stretch, withLayers(paragraphs.slice(stretch.from, stretch.to), layers));
    stretch.marked = true;
  }

  /** @param {Stretch} stretch */
  function plain(stretch) {
    fill(stretch, paragraphs.slice(stretch.from, stretch.to));
    stretch.marked = false;
  }

  /** @param {Stretch} stretch @param {Paragraph[]} marked */
  function fill({ element, from }, marked) {
    element.replaceChildren(
      ...marked.map((paragraph, i) => {
        const index = from + i;
        const isHead = index >= headline.first && index <= headline.last;
        const made = el(index === headline.title ? "h2" : "p", { dir: "auto", class: index === headline.title ? "headline" : isHead ? "kicker" : null });
        appendPieces(made, piecesOf(paragraph));
        return made;
      }),
    );
  }

  /** The stretch of an offset, built and marked. @param {number} offset */
  function reach(offset) {
    while ((stretches.at(-1)?.end ?? -1) < offset && buildSome(PLAIN));
    const stretch = stretches.findLast(({ start }) => start <= offset) ?? stretches[0];
    if (stretch) mark(stretch);
    return stretch;
  }

  /** @param {HTMLElement} parent @param {Piece[]} pieces */
  function appendPieces(parent, pieces) {
    const { text } = /** @type {View} */ (view);
    for (const piece of pieces) {
      if (piece.layer) {
        const element = layerElement(piece);
        appendPieces(element, piece.children);
        parent.append(element);
      } else {
        const node = document.createTextNode(text.slice(piece.start, piece.end));
        starts.set(node, piece.start);
        parent.append(node);
      }
    }
  }

  /** @param {Piece} piece */
  function layerElement(piece) {
    const { annotations, numbers } = /** @type {View} */ (view);
    const { type, index, first } = /** @type {NonNullable<Piece["layer"]>} */ (piece.layer);
    if (type === "mention") {
      const mention = annotations.mentions[index];
      const element = el("span", { class: `name ${mention.form}${mention.entity === litEntity ? " same" : ""}`, "data-kind": mention.kind, "data-mention": index });
      const list = mentioned.get(mention.entity);
      if (list) list.push(element);
      else mentioned.set(mention.entity, [element]);
      if (mention.entity === litEntity) lit.push(element);
      return element;
    }
    const quotation = annotations.quotations[index];
    const leading = firstSpeaker(quotation);
    const number = leading === null ? undefined : numbers.get(leading);
    if (type !== "quotation") {
      return el("span", { class: type, "data-ink": inkOf(number), "data-quotation": index });
    }
    const speaker = namesOfSpeakers(annotations, quotation);
    const unsure = isUnsure(quotation);
    const faded = only !== null && !only.has(index);
    const element = el("mark", {
      class: `quotation ${quotation.kind}${unsure ? " unsure" : ""}${quotation.act === "thought" ? " thought" : ""}${faded ? " faded" : ""}`,
      "data-ink": inkOf(number),
      "data-quotation": index,
      "data-tag": first ? `${number ?? ""}${unsure ? "?" : ""}` : null,
      "data-say": first ? announce(quotation, speaker) : null,
      tabindex: first ? -1 : null,
      "aria-description": first ? describe(quotation, speaker) : null,
    });
    if (first) leads.set(index, element);
    return element;
  }

  /** The innermost quotation and name at an element of the article. @param {EventTarget | null} target @returns {Hit} */
  function hit(target) {
    const element = target instanceof Element ? target : null;
    const at = element?.closest("[data-quotation]");
    const mention = element?.closest("[data-mention]");
    return {
      quotation: at instanceof HTMLElement ? Number(at.dataset.quotation) : null,
      mention: mention instanceof HTMLElement ? Number(mention.dataset.mention) : null,
      element: at instanceof HTMLElement ? at : mention instanceof HTMLElement ? mention : null,
    };
  }

  /** The first element of a quotation, marked now if it wasn't yet. @param {number} index @returns {HTMLElement | null} */
  function markOf(index) {
    const quotation = view?.annotations.quotations[index];
    if (quotation) reach(quotation.content[0].start);
    return leads.get(index) ?? root.querySelector(`mark[data-quotation="${index}"]`);
  }

  /** The element of a mention. @param {number} mention @returns {HTMLElement | null} */
  function mentionOf(mention) {
    const found = view?.annotations.mentions[mention];
    if (found) reach(found.start);
    return root.querySelector(`[data-mention="${mention}"]`);
  }

  /** Lights up one quotation with its source and cue, and every mention of its speaker. @param {number | null} quotation @param {number | null} entity */
  function light(quotation, entity) {
    for (const element of lit) element.classList.remove("current", "same");
    lit = [];
    litEntity = entity;
    if (quotation !== null) {
      for (const element of root.querySelectorAll(`[data-quotation="${quotation}"]`)) {
        element.classList.add("current");
        lit.push(/** @type {HTMLElement} */ (element));
      }
    }
    for (const element of entity === null ? [] : (mentioned.get(entity) ?? [])) {
      element.classList.add("same");
      lit.push(element);
    }
  }

  /** The one quotation that Tab reaches. @param {number | null} index */
  function rove(index) {
    for (const element of root.querySelectorAll('mark[tabindex="0"]')) element.setAttribute("tabindex", "-1");
    const element = index === null ? root.querySelector("mark[tabindex]") : markOf(index);
    element?.setAttribute("tabindex", "0");
  }

  /** Fades every quotation but these; null brings all back. @param {Set<number> | null} these */
  function filter(these) {
    only = these;
    root.classList.toggle("filtered", only !== null);
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("mark"))) {
      element.classList.toggle("faded", only !== null && !only.has(Number(element.dataset.quotation)));
    }
  }

  /** Where in the text a place of the document is, or null outside the article. @param {Node} node @param {number} offset */
  function offsetOf(node, offset) {
    if (!root.contains(node)) return null;
    if (node.nodeType === Node.TEXT_NODE) return (starts.get(node) ?? 0) + offset;
    // Between two elements: where the next words begin, or else where the last ones end.
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    walker.currentNode = node.childNodes[offset] ?? node;
    const next = offset < node.childNodes.length ? (walker.currentNode.nodeType === Node.TEXT_NODE ? walker.currentNode : walker.nextNode()) : null;
    if (next) return starts.get(next) ?? 0;
    const last = offset < node.childNodes.length ? null : lastText(node);
    return last ? (starts.get(last) ?? 0) + (last.nodeValue ?? "").length : null;
  }

  /** The words that the reader has selected in the article, as a span of the text. @returns {Span | null} */
  function selectedSpan() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    let start = offsetOf(range.startContainer, range.startOffset);
    let end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const words = /** @type {View} */ (view).text.slice(start, end);
    start += words.length - words.trimStart().length;
    end -= words.length - words.trimEnd().length;
    return start < end ? { start, end } : null;
  }

  /** The paragraphs' elements, by number. @param {number} index */
  function paragraphElement(index) {
    const stretch = stretches.find(({ from, to }) => index >= from && index < to);
    return stretch?.element.children[index - stretch.from] ?? null;
  }

  /** The place in the text at the top of the window, and how far down it stands. */
  function placeAtTop() {
    const stretch = stretches.find(({ element }) => element.getBoundingClientRect().bottom > 80);
    const inner = stretch ? [...stretch.element.children].findIndex((element) => element.getBoundingClientRect().bottom > 80) : -1;
    if (!stretch || inner < 0) return { offset: 0, top: 0 };
    return { offset: paragraphs[stretch.from + inner].start, top: stretch.element.children[inner].getBoundingClientRect().top };
  }

  /** Scrolls so that the paragraph of an offset stands at a height of the window. @param {number} offset @param {number} top */
  function scrollToPlace(offset, top) {
    reach(offset);
    const element = paragraphElement(Math.max(0, paragraphs.findLastIndex(({ start }) => start <= offset)));
    if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** What of the text is in the window. @returns {Span} */
  function inWindow() {
    // Stretches stand below each other: the first that reaches into the window is found by halving.
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle].element.getBoundingClientRect().bottom > 0) high = middle;
      else low = middle + 1;
    }
    const shown = [];
    for (; low < stretches.length && (shown.length === 0 || stretches[low].element.getBoundingClientRect().top < innerHeight); low += 1) shown.push(stretches[low]);
    /** @param {Stretch} stretch @param {number} y */
    const at = ({ element, start, end }, y) => {
      const { top, height } = element.getBoundingClientRect();
      return start + (end - start) * Math.min(1, Math.max(0, (y - top) / Math.max(1, height)));
    };
    const last = shown.at(-1);
    return last ? { start: at(shown[0], 0), end: at(last, innerHeight) } : { start: 0, end: 0 };
  }

  /** For paper, where nothing comes near the window. */
  function markAll() {
    while (buildSome(PLAIN));
    for (const stretch of stretches) mark(stretch);
  }

  /** Brings an element to the middle of the window. @param {Element} element @param {ScrollBehavior} behavior */
  function reveal(element, behavior) {
    element.scrollIntoView({ block: "center", behavior });
    if (!root.classList.contains("long")) return;
    // What was out of sight takes its true size only once it is in sight, and moves what is below it.
    let frames = 3;
    const again = () => {
      if (!element.isConnected || frames === 0) return;
      frames -= 1;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
  }

  return { render, markAll, reveal, hit, markOf, mentionOf, light, rove, filter, selectedSpan, placeAtTop, scrollToPlace, inWindow };
}

/** @param {Node} node @returns {Node | null} */
function lastText(node) {
  for (let child = node.lastChild; child; child = child.previousSibling) {
    const found = child.nodeType === Node.TEXT_NODE ? child : lastText(child);
    if (found) return found;
  }
  return null;
}

/**
 * The short lines without a full stop that open an article: the longest is its headline, the rest its kicker or byline.
 * @param {string} text
 * @param {Paragraph[]} paragraphs
 */
function findHeadline(text, paragraphs) {
  let last = -1;
  while (last + 1 < Math.min(paragraphs.length - 1, 4)) {
    const { start, end } = paragraphs[last + 1];
    if (end - start > 140 || /[.!:;,…]["'”’)]*\s*$/.test(text.slice(start, end)) || (last >= 0 && /^\s*["“‘]/.test(text.slice(start, end)))) break;
    last += 1;
  }
  let title = -1;
  for (let i = 0; i <= last; i += 1) {
    if (title < 0 || (paragraphs[i].end - paragraphs[i].start > paragraphs[title].end - paragraphs[title].start && i < 2)) title = i;
  }
  return { first: last >= 0 ? 0 : -1, last, title };
}
