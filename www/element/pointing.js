/**
 * Finds the quotation under the pointer. Highlights are not elements, so the browser doesn't tell. But it tells
 * which element was hit, also inside shadow roots, and only the few boxes in that element are searched.
 */

/** @typedef {{ box: Range | Element, quotation: number, length: number }} Target */
/** @typedef {Map<Element, Target[]>} Targets  for each element, the quotations whose words it holds */

/**
 * @param {{ quotation: number | null }[]} marks
 * @param {(Range | Element)[][]} boxes  the boxes of each mark
 * @param {(quotation: number) => number} lengthOf  a quotation's length: of two at one place, the shorter, inner one is taken
 * @returns {Targets}
 */
export function targetsOf(marks, boxes, lengthOf) {
  /** @type {Targets} */
  const targets = new Map();
  marks.forEach(({ quotation }, i) => {
    if (quotation === null) return;
    for (const box of boxes[i]) {
      const holder = box instanceof Range ? box.startContainer.parentElement : box;
      if (!holder) continue;
      const own = targets.get(holder) ?? [];
      own.push({ box, quotation, length: lengthOf(quotation) });
      targets.set(holder, own);
    }
  });
  return targets;
}

/**
 * @param {Targets} targets
 * @param {MouseEvent} event
 * @returns {{ quotation: number, line: DOMRect } | null}
 */
export function quotationAt(targets, event) {
  const hit = event.composedPath()[0];
  const own = (hit instanceof Element && targets.get(hit)) || [];
  /** @type {{ target: Target, line: DOMRect } | null} */
  let best = null;
  for (const target of own) {
    if (best && best.target.length <= target.length) continue;
    const line = [...target.box.getClientRects()].find(({ left, right, top, bottom }) => event.clientX >= left - 1 && event.clientX <= right + 1 && event.clientY >= top - 2 && event.clientY <= bottom + 4);
    if (line) best = { target, line };
  }
  return best && { quotation: best.target.quotation, line: best.line };
}
