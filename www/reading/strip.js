/**
 * The strip beside the article: a line as long as the article, with a block in the speaker's colour wherever somebody speaks.
 * For screen readers it is a picture with a label. Clicking it goes to a quotation, as the keys and the lists do too.
 */

import { svg } from "../ui/dom.js";
import { hull, isShown } from "../core/model.js";
import { inkOf } from "./palette.js";
import { counted } from "./words.js";

/** @import { Span } from "../core/model.js" */
/** @import { View } from "./article-view.js" */

const LENGTH = 1000;

/**
 * @param {SVGSVGElement} root
 * @param {View} view
 * @param {Set<number> | null} only  the quotations that are not faded; null for all
 */
export function renderStrip(root, { text, annotations, numbers, thoughts }, only) {
  const scale = LENGTH / Math.max(1, text.length);
  let count = 0;
  let drawnTo = -1;
  const blocks = annotations.quotations.flatMap((quotation, index) => {
    if (!isShown(quotation, thoughts)) return [];
    count += 1;
    const { start } = hull(quotation);
    const size = quotation.content.reduce((sum, span) => sum + span.end - span.start, 0);
    // In a long text thousands of quotations share a pixel: the first one there stands for them.
    if (Math.floor(start * scale) === drawnTo && size * scale < 1) return [];
    drawnTo = Math.floor(start * scale);
    const number = numbers.get(quotation.speakers[0]);
    const faded = only !== null && !only.has(index);
    return svg("rect", {
      x: 0, width: 10, y: start * scale, height: Math.max(2.5, size * scale - 1),
      "data-ink": inkOf(number), "data-quotation": index, class: `${quotation.kind}${faded ? " faded" : ""}`,
    });
  });
  const label = svg("title", {});
  label.textContent = `Where in the article people speak: ${counted(count, "quotation")}`;
  root.replaceChildren(label, svg("rect", { class: "line", x: 4.5, width: 1, y: 0, height: LENGTH }), ...blocks, svg("rect", { class: "window", x: -2.5, width: 15, y: 0, height: 0 }));
}

/**
 * Shows which part of the text is in the window.
 * @param {SVGSVGElement} root
 * @param {Span} part
 * @param {number} length  of the text
 */
export function renderWindow(root, { start, end }, length) {
  const shown = root.querySelector(".window");
  const scale = LENGTH / Math.max(1, length);
  shown?.setAttribute("y", String(start * scale));
  shown?.setAttribute("height", String(end - start >= length ? 0 : Math.max(6, (end - start) * scale)));
}

/**
 * The quotation nearest to a click.
 * @param {SVGSVGElement} root
 * @param {MouseEvent} event
 */
export function quotationAt(root, event) {
  const box = root.getBoundingClientRect();
  const at = LENGTH * ((event.clientY - box.top) / box.height);
  let best = null;
  let distance = Infinity;
  for (const block of /** @type {NodeListOf<SVGRectElement>} */ (root.querySelectorAll("[data-quotation]"))) {
    const y = block.y.baseVal.value;
    const away = Math.max(y - at, at - y - block.height.baseVal.value, 0);
    if (away < distance) [best, distance] = [Number(block.dataset.quotation), away];
  }
  return best;
}
