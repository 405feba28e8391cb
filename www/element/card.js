/**
 * What `<who-said>` adds in its shadow root: the card of one quotation, and the list of quotations for
 * keyboards and screen readers.
 *
 * Highlighted words are not elements, so they can't take the focus. The list can: the Tab key stops there
 * once, and the arrow keys go from quotation to quotation. Each is scrolled into view, drawn as current and
 * shown in the card, and a screen reader says it.
 */

import { button, el } from "../ui/dom.js";
import { isUnsure, namesOfSpeakers, wordsOf } from "../core/model.js";
import { inkOf } from "../reading/palette.js";
import { counted, describe, explain, manner, meaning, percent, ruleIds, surenessOf } from "../reading/words.js";
import { STYLE } from "./card.css.js";

/** @import { Annotations } from "../core/model.js" */
/** @import { Theme } from "./looks.js" */

/** What the card and the list are filled from. @typedef {{ text: string, annotations: Annotations, shown: number[], numberOf: (quotation: number) => number | undefined, theme: Theme }} Content */
/**
 * @typedef {object} Actions
 * @property {(quotation: number, by: "keyboard" | "button") => void} onPick
 * @property {() => void} onClose
 * @property {(inside: boolean) => void} onPointer  the pointer came onto the card, or left it
 */
/** @typedef {ReturnType<typeof createCard>} Card */

/** How many characters of a quotation a screen reader says in the list. */
const SPOKEN = 160;

/** The attribute of elements that `<who-said>` made, so that they are never read as the page's text. */
export const OWN = "data-whosaid";

/**
 * @param {ShadowRoot} root
 * @param {Actions} actions
 */
export function createCard(root, actions) {
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  root.adoptedStyleSheets = [style];
  const list = el("div", { class: "list", part: "list", role: "listbox", "aria-label": "Quotations", tabindex: 0, [OWN]: true, hidden: true });
  const status = el("p", { class: "status", role: "status", [OWN]: true });
  const card = el("div", { class: "card", part: "card", role: "group", "aria-label": "About this quotation", hidden: true, [OWN]: true });
  if ("popover" in card) card.popover = "manual";
  root.replaceChildren(list, el("slot"), card, status);

  /** @type {Content | null} */
  let content = null;
  /** @type {number | null} */
  let open = null;
  /** The quotation whose card was open last: the keys go on from there. @type {number | null} */
  let last = null;

  /** @param {number} step */
  const neighbour = (step) => {
    const shown = content?.shown ?? [];
    const at = last === null ? -1 : shown.indexOf(last);
    return shown[at < 0 ? 0 : at + step];
  };
  /** @param {number | undefined} quotation @param {"keyboard" | "button"} by */
  const pick = (quotation, by) => {
    if (quotation !== undefined) actions.onPick(quotation, by);
  };

  list.addEventListener("focus", () => pick(last ?? content?.shown[0], "keyboard"));
  list.addEventListener("keydown", (event) => {
    const shown = content?.shown ?? [];
    /** @type {Record<string, () => number | undefined>} */
    const keys = { ArrowDown: () => neighbour(1), ArrowRight: () => neighbour(1), ArrowUp: () => neighbour(-1), ArrowLeft: () => neighbour(-1), Home: () => shown[0], End: () => shown[shown.length - 1] };
    if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    pick(keys[event.key](), "keyboard");
  });
  root.addEventListener("focusout", (event) => {
    const { relatedTarget } = /** @type {FocusEvent} */ (event);
    if (open !== null && card.classList.contains("keyboard") && !(relatedTarget instanceof Node && root.contains(relatedTarget))) actions.onClose();
  });
  card.addEventListener("pointerenter", () => actions.onPointer(true));
  card.addEventListener("pointerleave", () => actions.onPointer(false));

  /** @param {number} quotation */
  function fill(quotation) {
    if (!content) return;
    const { text, annotations, shown, numberOf, theme } = content;
    const { source, cue, confidence, rule, speakerRule } = annotations.quotations[quotation];
    const speaker = namesOfSpeakers(annotations, annotations.quotations[quotation]);
    const place = shown.indexOf(quotation);
    card.dataset.ink = String(inkOf(numberOf(quotation)));
    card.dataset.theme = theme;
    /** @param {{ start: number, end: number }} span */
    const words = (span) => el("span", { dir: "auto", part: "words" }, `“${text.slice(span.start, span.end)}”`);
    const fillBar = el("span", { class: "fill" });
    fillBar.style.inlineSize = percent(confidence);
    const facts = el("dl", { part: "facts" });
    const fact = (/** @type {string} */ name, /** @type {HTMLElement} */ value) => facts.append(el("dt", {}, name), value);
    if (source) fact("Named as", el("dd", {}, words(source)));
    if (cue) fact("Reported by", el("dd", {}, words(cue)));
    if (!source && !cue) fact("Named as", el("dd", {}, "nobody in this sentence"));
    const sure = el("dd", { part: "confidence", class: isUnsure(annotations.quotations[quotation]) ? "unsure" : null }, surenessOf(annotations.quotations[quotation]), el("span", { class: "meter", part: "meter", "aria-hidden": "true" }, fillBar));
    fact("How sure", sure);
    const why = speaker !== null && speakerRule !== null ? explain(speakerRule, null) : explain(rule, null);
    if (why) fact("Why", el("dd", {}, why));
    const how = el("details", { class: "rule", part: "rule" }, el("summary", {}, "How this was found"), el("p", {}, `${percent(confidence)}: ${meaning(confidence)}`), el("code", {}, ruleIds(rule, speakerRule)));
    card.replaceChildren(
      el(
        "div",
        { class: "head" },
        el("span", { class: speaker === null ? "speaker nobody" : "speaker", part: speaker === null ? "speaker nobody" : "speaker", dir: "auto" }, speaker ?? "Nobody named"),
        button("×", () => actions.onClose(), { class: "close", part: "close", "aria-label": "Close" }),
      ),
      el("p", { part: "kind" }, manner(annotations.quotations[quotation])),
      facts,
      how,
      el(
        "div",
        { class: "foot" },
        button("‹", () => pick(neighbour(-1), "button"), { part: "previous", "aria-label": "Previous quotation", disabled: place <= 0 }),
        el("span", {}, `${place + 1} of ${shown.length}`),
        button("›", () => pick(neighbour(1), "button"), { part: "next", "aria-label": "Next quotation", disabled: place === shown.length - 1 }),
      ),
    );
  }

  /** What a screen reader says of one quotation. @param {number} quotation */
  function spoken(quotation) {
    if (!content) return "";
    const { text, annotations } = content;
    const words = wordsOf(text, annotations.quotations[quotation]);
    return `${describe(annotations.quotations[quotation], namesOfSpeakers(annotations, annotations.quotations[quotation]))}: ${words.length > SPOKEN ? `${words.slice(0, SPOKEN)}…` : words}`;
  }

  return {
    /** The quotation whose card is open, or null. */
    open: () => open,
    /** Whether a key press or the pointer reached this card. @param {Event} event */
    holds: (event) => event.composedPath().includes(card),
    /** @param {Content | null} next */
    update(next) {
      const said = content;
      content = next;
      const shown = next?.shown ?? [];
      // A list that would stay the same is left alone, so that a screen reader isn't sent back to its start.
      if (said && next && said.annotations === next.annotations && String(said.shown) === String(shown)) return;
      if (last !== null && !shown.includes(last)) last = null;
      list.hidden = shown.length === 0;
      list.setAttribute("aria-label", `${counted(shown.length, "quotation")}, with who said them`);
      // The words are put into `aria-label` and not into the page as text: invisible text must not be found by a search or copied.
      list.replaceChildren(...shown.map((quotation) => el("div", { role: "option", part: "quotation", id: `q${quotation}`, "aria-selected": "false", "aria-label": spoken(quotation) })));
    },
    /**
     * Opens the card of a quotation near its words.
     * @param {number} quotation
     * @param {DOMRect[]} lines  of its words
     * @param {DOMRect | null} line  the line that is pointed at
     * @param {"keyboard" | "button" | "pointer" | "call"} by
     */
    show(quotation, lines, line, by) {
      const wasHidden = open === null;
      const had = root.activeElement?.getAttribute("part") ?? null;
      open = last = quotation;
      fill(quotation);
      card.classList.remove("raised");
      card.classList.toggle("keyboard", by === "keyboard" || (by === "button" && card.classList.contains("keyboard")));
      for (const option of list.children) option.setAttribute("aria-selected", String(option.id === `q${quotation}`));
      list.setAttribute("aria-activedescendant", `q${quotation}`);
      card.hidden = false;
      if (wasHidden && card.popover === "manual") card.showPopover();
      place(card, lines, line);
      // The card's buttons were made anew: the focus goes back to the one that was pressed, so it can be pressed again.
      if (by === "button" && had) {
        const same = [...card.querySelectorAll("button")].find((one) => one.getAttribute("part") === had && !one.disabled) ?? card.querySelector("button:not(:disabled)");
        if (same instanceof HTMLElement) same.focus({ preventScroll: true });
      }
      if (by !== "keyboard") status.textContent = spoken(quotation);
    },
    /** Whether the card stands at the foot of the screen, as on phones. */
    isSheet: () => matchMedia("(max-width: 40rem)").matches,
    top: () => card.getBoundingClientRect().top,
    /** Moves the card to the top of the screen. */
    raise: () => card.classList.add("raised"),
    /** @param {DOMRect[]} lines */
    move(lines) {
      if (open !== null) place(card, lines, null);
    },
    hide() {
      if (open === null) return;
      open = null;
      const focused = root.activeElement !== null && card.contains(root.activeElement);
      status.textContent = "";
      list.removeAttribute("aria-activedescendant");
      if (card.popover === "manual") card.hidePopover();
      card.hidden = true;
      card.classList.remove("keyboard");
      if (focused) list.blur();
    },
  };
}

/**
 * Places the card below the words, or above them, or wherever there is room. On a phone the style sheet puts it at the foot of the screen.
 * @param {HTMLElement} card
 * @param {DOMRect[]} lines
 * @param {DOMRect | null} line
 */
function place(card, lines, line) {
  const near = line ?? lines[0];
  if (!near) return;
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const size = card.getBoundingClientRect();
  const bottom = Math.max(...lines.map((rect) => rect.bottom));
  const top = Math.min(...lines.map((rect) => rect.top));
  const fits = (/** @type {number} */ y) => y >= 8 && y + size.height <= height - 8;
  const y = [bottom + 8, top - size.height - 8, near.bottom + 8, near.top - size.height - 8].find(fits) ?? near.bottom + 8;
  card.style.left = `${Math.max(8, Math.min(near.left, width - size.width - 8))}px`;
  card.style.top = `${Math.max(8, Math.min(y, height - size.height - 8))}px`;
}
