/**
 * Turns annotations into what is drawn: a tree of marked stretches for each paragraph.
 *
 * The problem: quotations hold names, sources and other quotations, run over paragraphs, and may
 * even cross each other, while elements can only nest. The method: every marked span is a *layer*;
 * the layers of a paragraph are sorted by start, longest first, and pushed through a stack; a layer
 * that crosses the end of the one it starts in is cut there and goes on after it. Elements were
 * chosen over the Highlight API for reading because a screen reader hears elements, they can take
 * focus, and an inner mark can be styled by the one around it, so that overlaps show both.
 */

/** @import { Annotations, QuotationKind, Span } from "../core/model.js" */

/** @typedef {"quotation" | "source" | "cue" | "mention"} LayerType */
/**
 * @typedef {Span & { type: LayerType, index: number, first: boolean, as?: Drawn }} Layer
 *   `index` is the quotation's, or the mention's; `first`: the quotation begins here; `as`: how its words are drawn
 */
/** How words are drawn: with a tint if they are word for word, with a line if they are retold. @typedef {"direct" | "indirect"} Drawn */
/** @typedef {{ layer: Layer | null, start: number, end: number, children: Piece[] }} Piece  a node of the tree; a leaf (`layer` null) is plain text */
/** @typedef {{ start: number, end: number, layers: Layer[] }} Paragraph */

/** How deep marks may nest; deeper ones are not drawn. No reader could tell them apart, and hostile text might nest without end. */
const MAX_DEPTH = 8;

/** @type {LayerType[]} */
const ORDER = ["quotation", "source", "cue", "mention"];

/** @param {Span & { type: LayerType }} a @param {Span & { type: LayerType }} b */
const outermostFirst = (a, b) => a.start - b.start || b.end - a.end || ORDER.indexOf(a.type) - ORDER.indexOf(b.type);

/** Matches words in quotation marks. */
const IN_MARKS = /“[^”]*”?|"[^"]*"?|«[^»]*»?|„[^“”]*[“”]?/g;

/**
 * Cuts a stretch of a quotation's content into parts that are word for word and parts that are retold.
 * @param {string} text
 * @param {Span} span
 * @param {QuotationKind} kind
 * @returns {(Span & { as: Drawn })[]}
 */
export function drawnParts(text, { start, end }, kind) {
  if (kind !== "mixed") return [{ start, end, as: kind }];
  /** @type {(Span & { as: Drawn })[]} */
  const parts = [];
  let at = start;
  for (const found of text.slice(start, end).matchAll(IN_MARKS)) {
    const from = start + found.index;
    if (from > at) parts.push({ start: at, end: from, as: "indirect" });
    at = from + found[0].length;
    parts.push({ start: from, end: at, as: "direct" });
  }
  if (at < end) parts.push({ start: at, end, as: "indirect" });
  // A part with only white space, between two others, is not drawn.
  return parts.filter((part) => /\S/.test(text.slice(part.start, part.end)));
}

/**
 * Every span to mark in a part of the text, in drawing order.
 * @param {string} text
 * @param {Annotations} annotations
 * @param {(quotation: number) => boolean} shown
 * @param {Span} [part]  the whole text, unless given
 * @returns {Layer[]}
 */
export function layersOf(text, { mentions, quotations }, shown, part = { start: 0, end: Infinity }) {
  /** @type {Layer[]} */
  const layers = [];
  /** @param {Span} span */
  const touches = ({ start, end }) => start < part.end && end > part.start;
  /** @param {LayerType} type @param {Span} span @param {number} index */
  const add = (type, { start, end }, index) => {
    if (touches({ start, end })) layers.push({ start, end, type, index, first: true });
  };
  for (let index = 0; index < quotations.length; index += 1) {
    const { content, source, cue, kind } = quotations[index];
    if (!shown(index)) continue;
    content.forEach((span, at) => {
      if (!touches(span)) return;
      drawnParts(text, span, kind).forEach(({ start, end, as }, piece) => layers.push({ start, end, type: "quotation", index, first: at === 0 && piece === 0, as }));
    });
    if (source) add("source", source, index);
    if (cue) add("cue", cue, index);
  }
  // Mentions come in text order, and a part begins with a paragraph, so no earlier mention reaches into it.
  for (let index = firstFrom(mentions, part.start); index < mentions.length && mentions[index].start < part.end; index += 1) add("mention", mentions[index], index);
  return layers.sort(outermostFirst);
}

/** The index of the first span that starts at an offset or after it. @param {Span[]} spans  by start @param {number} offset */
function firstFrom(spans, offset) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The lines of a text, empty ones too, without marks.
 * @param {string} text
 * @returns {Paragraph[]}
 */
export function linesOf(text) {
  /** @type {Paragraph[]} */
  const lines = [];
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    lines.push({ start, end, layers: [] });
    start = end + 1;
  }
  return lines;
}

/**
 * The lines that are not empty: paragraphs, headlines and captions.
 * @param {string} text
 */
export const paragraphsOf = (text) => linesOf(text).filter(({ start, end }) => /\S/.test(text.slice(start, end)));

/**
 * Gives each line the layers that touch it.
 * @param {Paragraph[]} lines  in text order
 * @param {Layer[]} layers  in drawing order
 * @returns {Paragraph[]}
 */
export function withLayers(lines, layers) {
  const marked = lines.map(({ start, end }) => ({ start, end, layers: /** @type {Layer[]} */ ([]) }));
  let from = 0; // The first line that this layer or a later one can touch; layers are sorted by where they start.
  for (const layer of layers) {
    while (from < marked.length && marked[from].end <= layer.start) from += 1;
    for (let i = from; i < marked.length && marked[i].start < layer.end; i += 1) {
      const start = Math.max(layer.start, marked[i].start);
      const end = Math.min(layer.end, marked[i].end);
      if (start < end) marked[i].layers.push({ ...layer, start, end, first: layer.first && start === layer.start });
    }
  }
  return marked;
}

/**
 * A paragraph as a tree whose leaves, read in order, are its text.
 * @param {Paragraph} paragraph
 * @returns {Piece[]}
 */
export function piecesOf({ start, end, layers }) {
  /** @type {Piece} */
  const root = { layer: null, start, end, children: [] };
  const open = [root];
  let at = start;
  /** @param {number} to */
  const text = (to) => {
    if (to > at) open[open.length - 1].children.push({ layer: null, start: at, end: to, children: [] });
    at = Math.max(at, to);
  };
  const close = () => {
    text(open[open.length - 1].end);
    open.pop();
  };
  const queue = layers.slice();
  for (let next = 0; next < queue.length; next += 1) {
    const layer = queue[next];
    while (open.length > 1 && open[open.length - 1].end <= layer.start) close();
    if (open.length > MAX_DEPTH) continue;
    const parent = open[open.length - 1];
    if (layer.end > parent.end) {
      insertSorted(queue, next + 1, { ...layer, start: parent.end, first: false });
    }
    text(layer.start);
    const piece = { layer, start: layer.start, end: Math.min(layer.end, parent.end), children: [] };
    parent.children.push(piece);
    open.push(piece);
  }
  while (open.length > 0) close();
  return root.children;
}

/**
 * @param {Layer[]} queue
 * @param {number} from
 * @param {Layer} layer
 */
function insertSorted(queue, from, layer) {
  let place = from;
  while (place < queue.length && outermostFirst(queue[place], layer) <= 0) place += 1;
  queue.splice(place, 0, layer);
}
