/**
 * The editor: the article as a text to edit, with its marks updated while somebody types.
 *
 * A plain text area lies over a copy of the text, the backdrop, whose letters are transparent and
 * whose marks show through. Typing, undo and spelling are the browser's own, so the words never wait for the
 * marks, the cursor can't get lost, and a late answer moves nothing. The marks follow each edit at
 * once (`shift`), and are corrected when the text has been read. Lines whose marks stay the same
 * keep their elements.
 */

import { inside, shift } from "./anchors.js";
import { el } from "../ui/dom.js";
import { layersOf, linesOf, piecesOf, withLayers } from "../reading/layers.js";
import { isShown } from "../core/model.js";
import { inkOf } from "../reading/palette.js";
import { nothing } from "../core/parts.js";
import { cleanText } from "../opening/paste.js";

/** @import { Annotations } from "../core/model.js" */
/** @import { View } from "../reading/article-view.js" */
/** @import { Layer, Paragraph, Piece } from "../reading/layers.js" */

/** Texts longer than this many characters are edited a part at a time, because a browser lays out the whole text area at every key. */
const PART = 40_000;
/** In a text of more than one part, it is read again only when typing has paused for this long, in milliseconds. */
const PAUSE = 400;

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} backdrop
 * @param {(text: string) => void} onText
 */
export function createEditor(area, backdrop, onText) {
  /** The whole text with its newest annotations; null while the editor is closed. @type {View | null} */
  let view = null;
  /** The text before and after the part that is open. */
  let before = "";
  let after = "";
  /** The annotations of the part that is open, and the text that they belong to. */
  let part = nothing();
  let shown = "";
  /** For each line of the backdrop, a string that says what it shows; a line is drawn again only when it changes. @type {string[]} */
  let keys = [];
  let timer = 0;

  const whole = () => before + cleanText(area.value) + after;

  /** Opens a text in the editor; of a long one, the part around an offset. Returns whether it is only a part. @param {View} next @param {number} around */
  function open(next, around) {
    const { text } = next;
    const from = text.length <= PART ? 0 : text.lastIndexOf("\n", Math.max(0, around - PART / 4)) + 1;
    const end = text.length <= PART ? -1 : text.indexOf("\n", from + PART);
    before = text.slice(0, from);
    after = end < 0 ? "" : text.slice(end);
    area.value = text.slice(from, end < 0 ? text.length : end);
    keys = [];
    backdrop.replaceChildren();
    show(next);
    return before.length + after.length > 0;
  }

  /** Draws the marks of a text, unless the text has been edited since. @param {View} next */
  function show(next) {
    if (next.text.length !== before.length + area.value.length + after.length || next.text !== whole()) return;
    view = next;
    shown = area.value;
    part = inside(next.annotations, { start: before.length, end: before.length + shown.length });
    draw();
  }

  function draw() {
    if (!view) return;
    const { numbers, thoughts } = view;
    const annotations = part;
    const text = shown;
    const lines = withLayers(linesOf(text), layersOf(text, annotations, (q) => isShown(annotations.quotations[q], thoughts)));
    const ink = (/** @type {number} */ q) => {
      return inkOf(numbers.get(annotations.quotations[q].speakers[0]));
    };
    const next = lines.map((line) => keyOf(text, line, annotations, ink));
    // Lines at the start and at the end that have not changed keep their elements; those between are made anew.
    let head = 0;
    while (head < next.length && head < keys.length && next[head] === keys[head]) head += 1;
    let tail = 0;
    while (tail < next.length - head && tail < keys.length - head && next[next.length - 1 - tail] === keys[keys.length - 1 - tail]) tail += 1;
    for (let i = keys.length - tail - 1; i >= head; i -= 1) backdrop.children[i].remove();
    const fragment = document.createDocumentFragment();
    for (const line of lines.slice(head, lines.length - tail)) fragment.append(lineElement(text, line, annotations, ink));
    backdrop.insertBefore(fragment, backdrop.children[head] ?? null);
    keys = next;
  }

  area.addEventListener("input", () => {
    // At each key only the open part is handled: the rest may be as long as a book.
    part = shift(part, shown, area.value);
    shown = area.value;
    draw();
    clearTimeout(timer);
    if (before || after) timer = window.setTimeout(() => onText(whole()), PAUSE);
    else onText(whole());
  });

  /** The whole text, with the marks of the open part where they are now. @returns {View | null} */
  function current() {
    if (!view) return null;
    const text = whole();
    return text === view.text ? view : { ...view, text, annotations: shift(view.annotations, view.text, text) };
  }

  /** Puts the cursor at an offset, and scrolls so that its line is `top` pixels below the window's top. @param {number} offset @param {number} top */
  function focusAt(offset, top) {
    area.focus({ preventScroll: true });
    const at = offset - before.length;
    area.setSelectionRange(at, at);
    const line = backdrop.children[area.value.slice(0, at).split("\n").length - 1];
    if (line) scrollBy({ top: line.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** The offset of the line at the top of the window, and how many pixels below the window's top it stands. */
  function placeAtTop() {
    const index = [...backdrop.children].findIndex((line) => line.getBoundingClientRect().bottom > 80);
    if (index < 0) return { offset: before.length, top: 0 };
    const offset = before.length + area.value.split("\n").slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
    return { offset, top: backdrop.children[index].getBoundingClientRect().top };
  }

  /** Closes the editor. What was typed in a long text is passed on at once, without waiting for the pause. */
  function close() {
    if (before || after) onText(whole());
    clearTimeout(timer);
  }

  return { open, close, show, focusAt, placeAtTop, view: current };
}

/** @param {string} text @param {Paragraph} line @param {Annotations} annotations @param {(q: number) => number} ink */
function keyOf(text, { start, end, layers }, annotations, ink) {
  const marks = layers.map((l) => `${l.start - start},${l.end - start},${classOf(l, annotations)},${l.type === "mention" ? "" : ink(l.index)}`);
  return `${marks.join(";")}|${text.slice(start, end)}`;
}

/** @param {Layer} layer @param {Annotations} annotations */
function classOf({ type, index, as }, annotations) {
  if (type === "mention") return `name ${annotations.mentions[index].form} ${annotations.mentions[index].kind}`;
  return type === "quotation" ? `quotation ${as}` : type;
}

/** @param {string} text @param {Paragraph} line @param {Annotations} annotations @param {(q: number) => number} ink */
function lineElement(text, line, annotations, ink) {
  const element = el("div", { dir: "auto" });
  /** @param {HTMLElement} parent @param {Piece[]} pieces */
  const add = (parent, pieces) => {
    for (const { layer, start, end, children } of pieces) {
      if (!layer) {
        parent.append(text.slice(start, end));
        continue;
      }
      const mark = el("span", {
        class: classOf(layer, annotations),
        "data-ink": layer.type === "mention" ? null : ink(layer.index),
        "data-kind": layer.type === "mention" ? annotations.mentions[layer.index].kind : null,
      });
      add(mark, children);
      parent.append(mark);
    }
  };
  add(element, piecesOf(line));
  if (line.start === line.end) element.append(el("br"));
  return element;
}
