/**
 * Paints marks by wrapping words in elements, for browsers without the CSS Custom Highlight API.
 *
 * Each text node that holds marked words is taken out of the page and kept, and pieces of it, some in
 * `<who-said-mark>`, take its place. Undoing puts the very same node back, for scripts that hold on to it. Changes
 * that the page made meanwhile, in the pieces or in the kept node, are not lost.
 */

import { attempt } from "./highlights.js";
import { MARK } from "./looks.js";

/** @import { Mark } from "./marks.js" */
/** @import { Painted } from "./highlights.js" */
/** @typedef {{ node: Text, data: string, pieces: ChildNode[] }} Replaced */
/** @typedef {{ start: number, end: number, mark: number }} Cut */

/**
 * @param {Mark[]} marks
 * @param {Range[][]} ranges  for each mark its ranges, each inside one text node
 * @param {(() => void)[]} undos  receives, after each step, the function that undoes it
 * @returns {Painted}
 */
export function paintWrapped(marks, ranges, undos) {
  /** @type {Map<Text, Cut[]>} */
  const cuts = new Map();
  ranges.forEach((some, mark) => {
    for (const { startContainer, startOffset: start, endOffset: end } of some) {
      const node = /** @type {Text} */ (startContainer);
      if (!node.parentNode) continue;
      const own = cuts.get(node) ?? [];
      own.push({ start, end, mark });
      cuts.set(node, own);
    }
  });
  /** @type {Element[][]} */
  const boxes = marks.map(() => []);
  const aside = [...cuts].map(([node, own]) => {
    const replaced = keepingSelection(node, () => replace(node, own, marks, boxes));
    undos.push(() => {
      let back = false;
      attempt(() => keepingSelection(node, () => {
        back = true;
        restore(replaced);
        return replaced;
      }));
      // If keeping the selection failed, the words are put back all the same.
      if (!back) restore(replaced);
    });
    return node;
  });
  /** @type {Element[]} */
  let emphasised = [];
  const clear = () => {
    for (const box of emphasised) box.setAttribute("data-look", (box.getAttribute("data-look") ?? "").split(" ").filter((name) => !/-(?:current|source|cue)$/.test(name)).join(" "));
    emphasised = [];
  };
  return {
    boxes,
    aside,
    emphasise(current) {
      clear();
      for (const mark of current) {
        if (!marks[mark].current) continue;
        for (const box of boxes[mark]) box.setAttribute("data-look", `${box.getAttribute("data-look")} ${marks[mark].current}`);
        emphasised.push(...boxes[mark]);
      }
    },
  };
}

/**
 * @param {Text} node
 * @param {Cut[]} cuts
 * @param {Mark[]} marks
 * @param {Element[][]} boxes  receives the new elements
 * @returns {Replaced}
 */
function replace(node, cuts, marks, boxes) {
  const { data } = node;
  const edges = [...new Set([0, data.length, ...cuts.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  /** @type {ChildNode[]} */
  const pieces = [];
  for (let i = 1; i < edges.length; i += 1) {
    const words = node.ownerDocument.createTextNode(data.slice(edges[i - 1], edges[i]));
    standIns.set(words, { node, start: edges[i - 1] });
    const over = cuts.filter(({ start, end }) => start <= edges[i - 1] && end >= edges[i]).map(({ mark }) => mark);
    if (over.length === 0) {
      pieces.push(words);
      continue;
    }
    const box = node.ownerDocument.createElement(MARK);
    box.setAttribute("data-look", [...new Set(over.map((mark) => marks[mark].name))].join(" "));
    box.append(words);
    for (const mark of over) boxes[mark].push(box);
    pieces.push(box);
  }
  node.replaceWith(...pieces);
  return { node, data, pieces };
}

/** @param {Replaced} replaced */
function restore({ node, data, pieces }) {
  const parent = pieces[0].parentNode;
  const whole = parent !== null && pieces.every((piece, i) => piece.parentNode === parent && (i === 0 || pieces[i - 1].nextSibling === piece));
  if (whole) {
    const now = pieces.map((piece) => piece.textContent).join("");
    // If the page edited the pieces, the edit goes into the node. If it edited the kept node itself, that edit counts instead.
    if (now !== data && node.data === data) node.data = now;
    pieces[0].before(node);
    // This loop counts with a number, because on a page that broke the iterators of `for … of`, the pieces would stay and its words would stand there twice.
    for (let i = 0; i < pieces.length; i += 1) pieces[i].remove();
    return;
  }
  // The page has removed some of the pieces, or put something between them. Then only the wrapping elements are removed.
  for (const piece of pieces) if (piece instanceof Element && piece.localName === MARK) piece.replaceWith(...piece.childNodes);
}

/** For each text node among the pieces, the node that it came from, and where in that node it begins. @type {WeakMap<Node, { node: Text, start: number }>} */
const standIns = new WeakMap();

/**
 * Runs work that replaces a text node or its pieces, and keeps the reader's selection where it was.
 * @param {Text} node
 * @param {() => Replaced} work
 * @returns {Replaced}
 */
function keepingSelection(node, work) {
  const selection = node.ownerDocument.getSelection();
  /** @type {[Node | null, number][]} */
  const points = selection ? [[selection.anchorNode, selection.anchorOffset], [selection.focusNode, selection.focusOffset]] : [];
  const places = points.map(([at, offset]) => {
    if (at === node) return offset;
    const standIn = at && standIns.get(at);
    return standIn && standIn.node === node ? standIn.start + offset : null;
  });
  const done = work();
  if (places.some((place) => place !== null)) {
    const [anchor, focus] = points.map((point, i) => pointAt(done, places[i]) ?? point);
    if (anchor[0] && focus[0]) selection?.setBaseAndExtent(anchor[0], anchor[1], focus[0], focus[1]);
  }
  return done;
}

/**
 * Where a place in a text node's words is now: a node, and an offset in it.
 * @param {Replaced} replaced
 * @param {number | null} place
 * @returns {[Node, number] | null}
 */
function pointAt({ node, pieces }, place) {
  if (place === null) return null;
  if (node.parentNode) return [node, Math.min(place, node.length)];
  for (const piece of pieces) {
    const words = piece.nodeType === Node.TEXT_NODE ? piece : piece.firstChild;
    const start = (words && standIns.get(words)?.start) ?? 0;
    const length = words?.nodeValue?.length ?? 0;
    if (words && place <= start + length) return [words, place - start];
  }
  return null;
}
