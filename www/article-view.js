/**
 * The article, as elements: paragraphs with every quotation, source, cue and name marked in place.
 *
 * A quotation's first stretch takes focus, one at a time (roving tabindex: Tab reaches the article
 * once, the arrow keys and n/p move inside it), and carries its description for screen readers.
 * Long texts are built in slices between frames, and the browser skips painting what is far away
 * (`content-visibility`), so neither building nor scrolling blocks.
 */

import { el } from "./dom.js";
import { layersOf, paragraphsOf, piecesOf } from "./layers.js";
import { UNSURE, isShown } from "./model.js";
import { inkOf } from "./palette.js";
import { describe } from "./words.js";

/** @import { Annotations, Span } from "./model.js" */
/** @import { Paragraph, Piece } from "./layers.js" */

/**
 * @typedef {object} View  what is to be drawn
 * @property {string} text
 * @property {Annotations} annotations
 * @property {Map<number, number>} numbers  of the speakers, by entity
 * @property {boolean} thoughts
 */
/** @typedef {{ quotation: number | null, mention: number | null, element: HTMLElement | null }} Hit */

/** Characters of text built in one go: a few milliseconds' worth. */
const SLICE = 60_000;

/** @param {HTMLElement} root */
export function createArticleView(root) {
  /** @type {View | null} */
  let view = null;
  /** @type {Paragraph[]} */
  let paragraphs = [];
  let built = 0;
  let generation = 0;
  /** Where each text node begins. @type {WeakMap<Node, number>} */
  let starts = new WeakMap();
  /** The elements of each quotation, in text order. @type {Map<number, HTMLElement[]>} */
  let marks = new Map();
  /** The elements of each entity's mentions. @type {Map<number, HTMLElement[]>} */
  let mentioned = new Map();
  /** What is highlighted at the moment. @type {HTMLElement[]} */
  let lit = [];
  let headline = { first: -1, last: -1, title: -1 };

  /** @param {View} next */
  function render(next) {
    view = next;
    generation += 1;
    starts = new WeakMap();
    marks = new Map();
    mentioned = new Map();
    lit = [];
    const { annotations, thoughts } = next;
    paragraphs = paragraphsOf(next.text, layersOf(annotations, (q) => isShown(annotations.quotations[q], thoughts)));
    headline = findHeadline(next.text, paragraphs);
    built = 0;
    root.replaceChildren();
    root.classList.toggle("long", paragraphs.length > 400);
    build(SLICE);
    const mine = generation;
    const more = () => {
      if (mine !== generation || built >= paragraphs.length) return;
      build(SLICE);
      setTimeout(more);
    };
    setTimeout(more);
  }

  /** Builds paragraphs until so many characters more are there. @param {number} characters */
  function build(characters) {
    const fragment = document.createDocumentFragment();
    let left = characters;
    while (built < paragraphs.length && left > 0) {
      const paragraph = paragraphs[built];
      fragment.append(paragraphElement(paragraph, built));
      left -= paragraph.end - paragraph.start;
      built += 1;
    }
    root.append(fragment);
  }

  /** @param {number} offset */
  function buildTo(offset) {
    while (built < paragraphs.length && paragraphs[built].start <= offset) build(SLICE);
  }

  /** @param {Paragraph} paragraph @param {number} index */
  function paragraphElement(paragraph, index) {
    const isHead = index >= headline.first && index <= headline.last;
    const element = el(index === headline.title ? "h2" : "p", { dir: "auto", class: index === headline.title ? "headline" : isHead ? "kicker" : null });
    appendPieces(element, piecesOf(paragraph));
    return element;
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
      const element = el("span", { class: `name ${mention.form}`, "data-kind": mention.kind, "data-mention": index });
      listOf(mentioned, mention.entity).push(element);
      return element;
    }
    const quotation = annotations.quotations[index];
    const number = quotation.speaker === null ? undefined : numbers.get(quotation.speaker);
    if (type !== "quotation") {
      return el("span", { class: type, "data-ink": inkOf(number), "data-quotation": index });
    }
    const list = listOf(marks, index);
    const leads = first && list.length === 0;
    const speaker = quotation.speaker === null ? null : annotations.entities[quotation.speaker].name;
    const unsure = quotation.confidence < UNSURE || speaker === null;
    const element = el("mark", {
      class: `quotation ${quotation.kind}${unsure ? " unsure" : ""}${quotation.act === "thought" ? " thought" : ""}`,
      "data-ink": inkOf(number),
      "data-quotation": index,
      "data-tag": leads ? `${number ?? ""}${unsure ? "?" : ""}` : null,
      tabindex: leads ? -1 : null,
      "aria-description": leads ? describe(quotation, speaker) : null,
    });
    list.push(element);
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

  /** The first element of a quotation, built now if it wasn't yet. @param {number} index */
  function markOf(index) {
    const quotation = view?.annotations.quotations[index];
    if (quotation) buildTo(quotation.content[0].start);
    return marks.get(index)?.[0] ?? null;
  }

  /** The elements of a mention's entity, built so far. @param {number} mention */
  function mentionOf(mention) {
    const found = view?.annotations.mentions[mention];
    if (!found) return null;
    buildTo(found.start);
    return mentioned.get(found.entity)?.find((element) => Number(element.dataset.mention) === mention) ?? null;
  }

  /** Lights up one quotation with its source and cue, and every mention of its speaker. @param {number | null} quotation @param {number | null} entity */
  function light(quotation, entity) {
    for (const element of lit) element.classList.remove("current", "same");
    lit = [];
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

  /** Fades every quotation but these; null brings all back. @param {Set<number> | null} only */
  function filter(only) {
    root.classList.toggle("filtered", only !== null);
    for (const [index, elements] of marks) {
      for (const element of elements) element.classList.toggle("faded", only !== null && !only.has(index));
    }
  }

  /** The words that the reader has selected in the article, as a span of the text. @returns {Span | null} */
  function selectedSpan() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!root.contains(range.commonAncestorContainer) && range.commonAncestorContainer !== root) return null;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let start = -1;
    let end = -1;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!range.intersectsNode(node)) {
        if (end >= 0) break;
        continue;
      }
      const base = starts.get(node) ?? 0;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : (node.nodeValue ?? "").length;
      if (from >= to) continue;
      if (start < 0) start = base + from;
      end = base + to;
    }
    if (start < 0) return null;
    const words = /** @type {View} */ (view).text.slice(start, end);
    start += words.length - words.trimStart().length;
    end -= words.length - words.trimEnd().length;
    return start < end ? { start, end } : null;
  }

  /** The place in the text at the top of the window, and how far down it stands. */
  function placeAtTop() {
    const index = [...root.children].findIndex((element) => element.getBoundingClientRect().bottom > 80);
    return index < 0 ? { offset: 0, top: 0 } : { offset: paragraphs[index].start, top: root.children[index].getBoundingClientRect().top };
  }

  /** Scrolls so that the paragraph of an offset stands at a height of the window. @param {number} offset @param {number} top */
  function scrollToPlace(offset, top) {
    buildTo(offset);
    const index = paragraphs.findLastIndex(({ start }) => start <= offset);
    const element = root.children[Math.max(0, index)];
    if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  }

  return { render, hit, markOf, mentionOf, light, rove, filter, selectedSpan, placeAtTop, scrollToPlace };
}

/** @template K, V @param {Map<K, V[]>} map @param {K} key */
function listOf(map, key) {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
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
