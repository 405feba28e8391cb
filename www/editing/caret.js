/**
 * Lets the reader select words in the article by keyboard alone, which browsers don't offer on a plain page.
 *
 * At first one word is selected. Arrow keys go to another word or line, with Shift they stretch the
 * selection, Enter goes to the buttons for the selected words, Escape ends it.
 */

/** @param {string} granularity @param {boolean} extend @param {boolean} forward */
function move(granularity, extend, forward) {
  const selection = getSelection();
  if (!selection) return;
  const direction = forward ? "forward" : "backward";
  if (extend) return selection.modify("extend", direction, granularity);
  if (forward) selection.collapseToEnd();
  else selection.collapseToStart();
  selection.modify("move", direction, granularity);
  selectWord(selection);
}

/** Selects the word at the caret. @param {Selection} selection */
function selectWord(selection) {
  selection.modify("move", "forward", "word");
  selection.modify("move", "backward", "word");
  selection.modify("extend", "forward", "word");
}

/**
 * @param {HTMLElement} root
 * @param {{ choose: () => void, say: (message: string) => void }} on  `choose`: Enter was pressed; `say`: tells a screen reader something
 */
export function createCaret(root, { choose, say }) {
  let on = false;

  function stop() {
    on = false;
    root.classList.remove("selecting");
  }

  /** Begins at the first word of an element. @param {Element} element */
  function begin(element) {
    const selection = getSelection();
    if (!selection) return;
    on = true;
    root.classList.add("selecting");
    selection.collapse(element, 0);
    selectWord(selection);
    say("Selecting words. Arrows move, with Shift they stretch, Enter chooses, Escape ends.");
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
      if (sideways || event.key === "ArrowDown" || event.key === "ArrowUp") {
        move(sideways ? "word" : "line", event.shiftKey, event.key === "ArrowRight" || event.key === "ArrowDown");
        const selection = getSelection();
        if (!selection || !root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) selection?.collapse(root, 0);
        else selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
        say(selection?.toString() ?? "");
      } else if (event.key === "Enter") {
        stop();
        choose();
      } else if (event.key === "Escape") {
        stop();
        getSelection()?.removeAllRanges();
      } else {
        if (event.key === "Tab") stop();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  document.addEventListener("pointerdown", stop);

  return { begin, stop };
}
