/**
 * Shows the article: paragraphs as elements, with every quotation, source, cue and name marked in place.
 *
 * Only one quotation at a time is reached by Tab (roving tabindex), so Tab stops at the article once; the arrow keys and n/p move
 * from quotation to quotation.
 */

import { isShown } from "../core/model.js";
import { el } from "../ui/dom.js";
import { layersOf, piecesOf, withLayers } from "./layers.js";
import { appendPieces, firstHeard, plainMark, quotationMark } from "./mark-elements.js";
import { rolesOf } from "./roles.js";
import { Stretches } from "./stretches.js";

/** @import { Annotations, Span } from "../core/model.js" */
/** @import { Layer, Paragraph } from "./layers.js" */
/** @import { Role } from "./roles.js" */
/** @import { Stretch } from "./stretches.js" */

/**
 * @typedef {object} View  what is to be drawn
 * @property {string} text
 * @property {Annotations} annotations
 * @property {Map<number, number>} numbers  each speaker's number, by entity
 * @property {boolean} thoughts  whether reported thoughts are shown
 * @property {ReadonlySet<string>} [captions]  lines that are known to be captions
 */
/** @typedef {{ quotation: number | null, mention: number | null, element: HTMLElement | null }} Hit */

export class ArticleView {
  /** @type {View | null} */
  #view = null;
  /** @type {Role[]} */
  #roles = [];
  /** The offset in the text at which each text node begins. @type {WeakMap<Node, number>} */
  #starts = new WeakMap();
  /** For each quotation that is marked so far, the element that takes focus. @type {Map<number, HTMLElement>} */
  #leads = new Map();
  /** For each entity, the elements of its mentions that are marked so far. @type {Map<number, HTMLElement[]>} */
  #mentioned = new Map();
  /** The elements that are highlighted at the moment. @type {HTMLElement[]} */
  #lit = [];
  /** @type {number | null} */
  #litQuotation = null;
  /** @type {number | null} */
  #litEntity = null;
  /** The quotations that are not faded; null: all. @type {Set<number> | null} */
  #only = null;
  /** The quotations at which a speaker's name stands in the margin, being that speaker's first words. @type {Set<number>} */
  #heard = new Set();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.stretches = new Stretches(root, (stretch, paragraphs, marked) => this.#fill(stretch, paragraphs, marked));
  }

  /** @param {View} next */
  render(next) {
    const sameText = this.#view?.text === next.text;
    this.#take(next);
    this.#leads = new Map();
    this.#mentioned = new Map();
    this.#lit = [];
    if (!sameText) this.#starts = new WeakMap();
    this.#roles = [];
    this.stretches.render(next.text);
  }

  /** @param {View} view */
  #take(view) {
    this.#view = view;
    this.#heard = firstHeard(view.annotations, (q) => isShown(view.annotations.quotations[q], view.thoughts));
  }

  /** Draws a part of the text again with new annotations. @param {View} next @param {Span} part */
  redraw(next, part) {
    this.#take(next);
    this.stretches.refresh(part);
    if (this.#litQuotation !== null) this.light(this.#litQuotation, this.#litEntity);
  }

  /** @param {Stretch} stretch @param {Paragraph[]} paragraphs @param {boolean} marked */
  #fill(stretch, paragraphs, marked) {
    const view = /** @type {View} */ (this.#view);
    const { annotations, text, thoughts } = view;
    const all = this.stretches.paragraphs;
    if (this.#roles.length !== all.length) this.#roles = rolesOf(text, all, annotations, view.captions);
    const layers = marked ? layersOf(text, annotations, (q) => isShown(annotations.quotations[q], thoughts), stretch) : [];
    const making = {
      text,
      element: (/** @type {Layer} */ layer) => this.#markOf(view, layer),
      placed: (/** @type {Text} */ node, /** @type {number} */ start) => void this.#starts.set(node, start),
    };
    stretch.element.replaceChildren(
      ...(marked ? withLayers(paragraphs, layers) : paragraphs).map((paragraph, i) => {
        const role = this.#roles[stretch.from + i];
        const title = role === "headline" && this.#roles.indexOf("headline") === stretch.from + i;
        const made = el(title ? "h2" : "p", { dir: "auto", class: role === "body" ? null : role });
        appendPieces(made, piecesOf(paragraph), making);
        return made;
      }),
    );
  }

  /** @param {View} view @param {Layer} layer */
  #markOf(view, layer) {
    if (layer.type !== "quotation") {
      const element = plainMark(view, layer);
      if (layer.type === "mention") this.#remember(view.annotations.mentions[layer.index].entity, element);
      return element;
    }
    const mark = quotationMark(view, layer, { faded: this.#only !== null && !this.#only.has(layer.index), heard: this.#heard.has(layer.index) });
    if (layer.first) this.#leads.set(layer.index, mark);
    return mark;
  }

  /** @param {number} entity @param {HTMLElement} element */
  #remember(entity, element) {
    const list = this.#mentioned.get(entity);
    if (list) list.push(element);
    else this.#mentioned.set(entity, [element]);
    if (entity !== this.#litEntity) return;
    element.classList.add("same");
    this.#lit.push(element);
  }

  /** The innermost quotation and name at an element of the article. @param {EventTarget | null} target @returns {Hit} */
  hit(target) {
    const element = target instanceof Element ? target : null;
    const at = element?.closest("[data-quotation]");
    const mention = element?.closest("[data-mention]");
    return {
      quotation: at instanceof HTMLElement ? Number(at.dataset.quotation) : null,
      mention: mention instanceof HTMLElement ? Number(mention.dataset.mention) : null,
      element: at instanceof HTMLElement ? at : mention instanceof HTMLElement ? mention : null,
    };
  }

  /** The first element of a quotation. If its paragraphs aren't marked yet, they are marked now. @param {number} index @returns {HTMLElement | null} */
  markOf(index) {
    const quotation = this.#view?.annotations.quotations[index];
    if (quotation) this.stretches.reach(quotation.content[0].start);
    const lead = this.#leads.get(index);
    return lead?.isConnected ? lead : this.root.querySelector(`mark[data-quotation="${index}"]`);
  }

  /** The element of a mention. If its paragraphs aren't marked yet, they are marked now. @param {number} mention @returns {HTMLElement | null} */
  mentionOf(mention) {
    const found = this.#view?.annotations.mentions[mention];
    if (found) this.stretches.reach(found.start);
    return this.root.querySelector(`[data-mention="${mention}"]`);
  }

  /** Highlights one quotation with its source and cue, and every mention of its speaker. @param {number | null} quotation @param {number | null} entity */
  light(quotation, entity) {
    for (const element of this.#lit) element.classList.remove("current", "same");
    this.#lit = [];
    this.#litQuotation = quotation;
    this.#litEntity = entity;
    if (quotation !== null) {
      for (const element of this.root.querySelectorAll(`[data-quotation="${quotation}"]`)) {
        element.classList.add("current");
        this.#lit.push(/** @type {HTMLElement} */ (element));
      }
    }
    for (const element of entity === null ? [] : (this.#mentioned.get(entity) ?? [])) {
      element.classList.add("same");
      this.#lit.push(element);
    }
  }

  /** Sets the one quotation that Tab reaches. @param {number | null} index */
  rove(index) {
    for (const element of this.root.querySelectorAll('mark[tabindex="0"]')) element.setAttribute("tabindex", "-1");
    const element = index === null ? this.root.querySelector("mark[tabindex]") : this.markOf(index);
    element?.setAttribute("tabindex", "0");
  }

  /** Fades every quotation but these; null fades none. @param {Set<number> | null} these */
  filter(these) {
    this.#only = these;
    this.root.classList.toggle("filtered", these !== null);
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("mark"))) {
      element.classList.toggle("faded", these !== null && !these.has(Number(element.dataset.quotation)));
    }
  }

  /** Turns a place in the document into an offset in the text; null outside the article. @param {Node} node @param {number} offset */
  offsetOf(node, offset) {
    if (!this.root.contains(node)) return null;
    if (node.nodeType === Node.TEXT_NODE) return (this.#starts.get(node) ?? 0) + offset;
    // For a place between two elements: where the next words begin, or else where the last ones end.
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    walker.currentNode = node.childNodes[offset] ?? node;
    const next = offset < node.childNodes.length ? (walker.currentNode.nodeType === Node.TEXT_NODE ? walker.currentNode : walker.nextNode()) : null;
    if (next) return this.#starts.get(next) ?? 0;
    const last = offset < node.childNodes.length ? null : lastText(node);
    return last ? (this.#starts.get(last) ?? 0) + (last.nodeValue ?? "").length : null;
  }

  /** Turns a span of the text into a range of the document. Builds the paragraphs up to the span's start if needed; null if its end isn't built yet. @param {Span} span @returns {Range | null} */
  rangeOf({ start, end }) {
    this.stretches.reach(start);
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    const stretch = this.stretches.list.findLast((one) => one.start <= start);
    if (stretch) walker.currentNode = stretch.element;
    const range = document.createRange();
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = this.#starts.get(node) ?? 0;
      const length = (node.nodeValue ?? "").length;
      if (!begun && start < at + length) {
        range.setStart(node, Math.max(0, start - at));
        begun = true;
      }
      if (begun && end <= at + length) {
        range.setEnd(node, Math.max(0, end - at));
        return range;
      }
    }
    return null;
  }

  /** The words that the reader has selected in the article, as a span of the text. @returns {Span | null} */
  selectedSpan() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    let start = this.offsetOf(range.startContainer, range.startOffset);
    let end = this.offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const words = /** @type {View} */ (this.#view).text.slice(start, end);
    start += words.length - words.trimStart().length;
    end -= words.length - words.trimEnd().length;
    return start < end ? { start, end } : null;
  }

  /** Scrolls an element to the middle of the window. @param {Element} element @param {ScrollBehavior} behavior */
  reveal(element, behavior) {
    element.scrollIntoView({ block: "center", behavior });
    if (!this.root.classList.contains("long")) return;
    // Paragraphs out of sight have an estimated height. Once in sight they take their true height and move what is below, so it scrolls again.
    let frames = 3;
    const again = () => {
      if (!element.isConnected || frames === 0) return;
      frames -= 1;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
  }
}

/** @param {Node} node @returns {Node | null} */
function lastText(node) {
  for (let child = node.lastChild; child; child = child.previousSibling) {
    const found = child.nodeType === Node.TEXT_NODE ? child : lastText(child);
    if (found) return found;
  }
  return null;
}
