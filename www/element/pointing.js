/**
 * Which quotation is under the pointer. Highlights are no elements, so the browser doesn't say; but it says
 * which element was hit, shadow roots included, and the few boxes in that element are looked at.
 */

/** @typedef {{ box: Range | Element, quotation: number, length: number }} Target */
/** @typedef {Map<Element, Target[]>} Targets  by the element that holds the words */

/**
 * @param {{ quotation: number | null }[]} marks
 * @param {(Range | Element)[][]} boxes  of each mark
 * @param {(quotation: number) => number} lengthOf  of two quotations at one place the shorter, inner one is meant
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
