/** The bar of buttons that appears when the reader selects words in the article. */

import { button } from "../ui/dom.js";

/** @import { Span } from "../core/model.js" */
/** @typedef {{ label: string, run: () => void }} Choice */

/** How long a selection must stay unchanged before the bar appears, in milliseconds. */
const SETTLE = 180;

/**
 * @param {HTMLElement} bar
 * @param {() => Span | null} selected
 * @param {(span: Span) => Choice[]} choices
 */
export function createSelectionBar(bar, selected, choices) {
  let timer = 0;
  const hide = () => {
    bar.hidden = true;
  };
  function show() {
    clearTimeout(timer);
    const span = selected();
    const selection = getSelection();
    if (!span || !selection || selection.rangeCount === 0) {
      if (!bar.contains(document.activeElement)) hide();
      return;
    }
    bar.replaceChildren(
      ...choices(span).map(({ label, run }) =>
        button(label, () => {
          hide();
          getSelection()?.removeAllRanges();
          run();
        }),
      ),
    );
    bar.hidden = false;
    const box = selection.getRangeAt(0).getBoundingClientRect();
    const size = bar.getBoundingClientRect();
    const above = box.top - size.height - 8;
    bar.style.top = `${above > 8 ? above : Math.min(box.bottom + 8, innerHeight - size.height - 8)}px`;
    bar.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - size.width - 8))}px`;
  }
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, SETTLE);
  });
  addEventListener("scroll", () => {
    if (!bar.contains(document.activeElement)) hide();
  }, { passive: true });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    hide();
  });

  return {
    hide,
    /** Moves the keyboard focus to the bar's first button. */
    focus() {
      show();
      bar.querySelector("button")?.focus();
    },
  };
}
