/**
 * The work of one `<who-said>` on one target, the element that it reads, from the first reading until it is stopped: read, annotate, paint,
 * listen, and read again when something changed.
 *
 * ```text
 * target ─ ElementText.read → text ─ annotate → annotations → marks.js ─ ranges → highlights.js or wrapping.js
 *    ↑                                                          └→ pointing.js, card.js
 *    └ MutationObserver, ResizeObserver, colour scheme: read again, but not too often
 * ```
 *
 * Whatever goes wrong here, even if the page causes it, is reported by an event and never thrown into
 * the page. What was put into the page is removed step by step; a step that fails doesn't stop the others.
 */

import { OWN } from "./card.js";
import { loadCore } from "./core.js";
import { attempt, canHighlight, paintHighlights, styleRoot } from "./highlights.js";
import { isLight } from "./looks.js";
import { marksOf, shownBy, shownQuotations } from "./marks.js";
import { quotationAt, targetsOf } from "./pointing.js";
import { paintWrapped } from "./wrapping.js";

/** @import { Annotations } from "../core/model.js" */
/** @import { Card } from "./card.js" */
/** @import { Painted } from "./highlights.js" */
/** @import { Mark } from "./marks.js" */
/** @import { Targets } from "./pointing.js" */
/** @import { Theme } from "./looks.js" */
/** @import { Span } from "../core/model.js" */

/**
 * @typedef {object} Settings
 * @property {string} show
 * @property {number} minConfidence
 * @property {string} leaveOut
 * @property {"auto" | "light" | "dark"} theme
 * @property {"auto" | "highlight" | "wrap"} marks
 * @property {number} maxLength
 * @property {unknown} options  the second argument of `annotate`
 */
/** @typedef {"load" | "too-long" | "leave-out" | "failed"} Reason */
/**
 * @typedef {object} Host
 * @property {() => Settings} settings
 * @property {Card} card
 * @property {(text: string, annotations: Annotations) => void} onAnnotated
 * @property {(quotation: number) => void} onShow
 * @property {() => void} onHide
 * @property {(reason: Reason, error: unknown) => void} onError
 */
/** @typedef {ReturnType<typeof startSession>} Session */

/** A target with more nodes than this is not read: it is no article. */
const MAX_NODES = 300_000;
/** The least time from a change to the next reading, in milliseconds, so that many changes lead to one reading. */
const SOON = 120;
/** Readings take at most about this share of the time, however often the page changes; but none waits longer than so many milliseconds. */
const [SHARE, LATEST] = [1 / 10, 5000];
/** How many milliseconds the pointer must stay on a quotation before the card opens, and how long the card stays open after it has left. */
const [SHOW_AFTER, HIDE_AFTER] = [120, 300];
/** Attributes whose change can hide or show words. */
const TELLING = ["class", "style", "hidden", "open", "slot"];

/**
 * @param {Element} target
 * @param {HTMLElement} element  the custom element itself
 * @param {Host} host
 */
export function startSession(target, element, host) {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** @type {{ text: string, annotations: Annotations, options: string, said: boolean } | null} */
  let read = null;
  /** @type {{ marks: Mark[], painted: Painted, targets: Targets, theme: Theme, undos: (() => void)[] } | null} */
  let drawn = null;
  /** @type {Map<string, number>} */
  const numbers = new Map();
  let failed = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let cost = 0;
  let pinned = false;

  /** Wraps a function so that its errors are reported and never reach the page. @template {unknown[]} A @param {(...args: A) => void} work @returns {(...args: A) => void} */
  const guarded = (work) => (...args) => {
    try {
      work(...args);
    } catch (error) {
      tell("failed", error);
    }
  };
  /** Reports a problem, unless it was the last one reported. @param {Reason} reason @param {unknown} error */
  function tell(reason, error) {
    const what = `${reason}: ${error}`;
    if (signal.aborted || what === failed) return;
    failed = what;
    host.onError(reason, error);
  }

  const changes = new MutationObserver(guarded(() => later()));
  const sizes = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(guarded(() => later()));

  /** Plans to read the target again soon. */
  function later() {
    if (timer !== undefined || signal.aborted) return;
    timer = setTimeout(() => {
      timer = undefined;
      void refresh();
    }, Math.min(LATEST, Math.max(SOON, cost / SHARE)));
  }

  async function refresh() {
    try {
      const core = await loadCore().catch((error) => {
        tell("load", error);
        return null;
      });
      await idle();
      if (!core || signal.aborted) return;
      const started = performance.now();
      try {
        redo(core);
      } finally {
        cost = performance.now() - started;
      }
    } catch (error) {
      blank();
      tell("failed", error);
    }
  }

  /** @param {import("./core.js").Core} core */
  function redo(core) {
    const now = host.settings();
    // Wrapped words are unwrapped first, so that the page's own nodes are read.
    if (drawn?.painted.aside.length) undraw();
    let page;
    try {
      page = core.ElementText.read(target, leaveOut(now.leaveOut), now.maxLength, MAX_NODES);
    } catch (error) {
      blank();
      const name = error instanceof Error || error instanceof DOMException ? error.name : "";
      tell(name === "RangeError" ? "too-long" : name === "SyntaxError" ? "leave-out" : "failed", error);
      return;
    }
    try {
      const { text } = page;
      const options = JSON.stringify(now.options ?? null);
      if (read?.text !== text || read.options !== options) {
        read = { text, annotations: core.annotate(text, /** @type {any} */ (now.options ?? undefined)), options, said: false };
        hide();
      }
      draw(page, now);
      failed = "";
    } finally {
      page.free();
      changes.takeRecords(); // Forgets the changes that were made just now by this code.
    }
    if (read && !read.said) {
      read.said = true;
      host.onAnnotated(read.text, read.annotations);
    }
  }

  /** @param {import("../pkg/whosaid.js").ElementText} page @param {Settings} settings */
  function draw(page, settings) {
    if (!read) return;
    const { text, annotations } = read;
    const show = shownBy(settings.show);
    const shown = shownQuotations(annotations, show, settings.minConfidence);
    const theme = themeOf(target, settings);
    /** @param {Span[]} spans */
    const themeAt = ([{ start, end }]) => themeOf(page.ranges(start, end)[0]?.startContainer.parentElement ?? target, settings);
    const { marks: all, numberOf } = marksOf(text, annotations, shown, show, themeAt, numbers);
    // In forced-colours mode every highlight looks like selected text, so only those of quotations are drawn.
    const quotations = all.filter(({ content }) => content);
    const marks = quotations.length && matchMedia("(forced-colors: active)").matches ? quotations : all;
    const ranges = marks.map(({ spans }) => spans.flatMap(({ start, end }) => page.ranges(start, end)));
    const { roots } = page;
    const wraps = settings.marks === "wrap" || (settings.marks === "auto" && !canHighlight());
    /** @type {(() => void)[]} */
    const undos = [];
    try {
      const painted = (wraps ? paintWrapped : paintHighlights)(marks, ranges, undos);
      for (const root of roots) styleRoot(root, undos);
      const lengthOf = (/** @type {number} */ i) => annotations.quotations[i].content.reduce((sum, { start, end }) => sum + end - start, 0);
      const targets = targetsOf(marks, painted.boxes, lengthOf);
      // The new marks are drawn before the old ones are removed, so that nothing flickers.
      undraw();
      drawn = { marks, painted, theme, undos, targets };
    } catch (error) {
      erase(undos);
      throw error;
    }
    const { painted } = drawn;
    host.card.update({ text, annotations, shown, numberOf, theme });
    const open = host.card.open();
    if (open !== null && shown.includes(open)) emphasise(open);
    else hide();
    observe(roots, painted.aside);
  }

  /** @param {Node[]} roots @param {Text[]} aside */
  function observe(roots, aside) {
    changes.disconnect();
    const all = { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: TELLING };
    changes.observe(target, all);
    for (const root of roots) if (root instanceof ShadowRoot && root !== element.shadowRoot && root !== target.getRootNode()) changes.observe(root, all);
    for (const node of aside) changes.observe(node, { characterData: true });
  }

  /** Removes the marks and forgets the text, as before the first reading. */
  function blank() {
    attempt(hide);
    undraw();
    read = null;
    attempt(() => host.card.update(null));
  }

  function undraw() {
    const undos = drawn?.undos ?? [];
    drawn = null;
    erase(undos);
  }

  /** @param {number} quotation */
  const boxesOf = (quotation) => drawn?.marks.flatMap((mark, i) => (mark.quotation === quotation && mark.content && drawn ? drawn.painted.boxes[i] : [])) ?? [];
  /** @param {number} quotation */
  const linesOf = (quotation) => boxesOf(quotation).flatMap((box) => [...box.getClientRects()]);
  /** @param {number | null} quotation */
  function emphasise(quotation) {
    drawn?.painted.emphasise(new Set(quotation === null ? [] : drawn.marks.flatMap((mark, i) => (mark.quotation === quotation ? [i] : []))));
    changes.takeRecords();
  }

  /** @param {number} quotation @param {DOMRect | null} line @param {"keyboard" | "button" | "pointer" | "call"} by */
  function show(quotation, line, by) {
    const boxes = boxesOf(quotation);
    if (boxes.length === 0) return;
    if (by !== "pointer") bringIntoView(boxes[0]);
    const wasOpen = host.card.open();
    host.card.show(quotation, linesOf(quotation), line, by);
    // On a phone the card stands at the foot of the screen, and may cover the words that it is about.
    if (host.card.isSheet()) {
      const lines = linesOf(quotation);
      const hidden = Math.max(...lines.map(({ bottom }) => bottom)) + 8 - host.card.top();
      // Scrolls until all the words are in sight; in a long quotation, until its beginning or the touched line is.
      const most = (line ?? lines[0]).top - 8;
      const scrolled = scrollY;
      if (hidden > 0) scrollBy({ top: Math.min(hidden, most), behavior: "instant" });
      // At the end of the page it can't scroll any further. Then the card moves to the top of the screen.
      const bottom = line ? line.bottom - (scrollY - scrolled) : linesOf(quotation)[0].bottom;
      if (bottom > host.card.top()) host.card.raise();
    }
    emphasise(quotation);
    if (wasOpen !== quotation) host.onShow(quotation);
  }

  function hide() {
    pinned = false;
    clearTimeout(hover);
    if (host.card.open() === null) return;
    host.card.hide();
    emphasise(null);
    host.onHide();
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hover;
  /** @type {MouseEvent | null} */
  let moved = null;
  /** The quotation that the pointer was last seen on; null for none. @type {number | null} */
  let pointed = null;
  const follow = guarded(() => {
    const event = moved;
    moved = null;
    if (!event || !drawn || signal.aborted) return;
    point(quotationAt(drawn.targets, event));
  });
  /** @param {{ quotation: number, line: DOMRect } | null} hit */
  function point(hit) {
    const next = hit?.quotation ?? null;
    if (pinned || next === pointed) return;
    pointed = next;
    clearTimeout(hover);
    if (hit) hover = setTimeout(guarded(() => { if (!pinned) show(hit.quotation, hit.line, "pointer"); }), host.card.open() === null ? SHOW_AFTER : 0);
    else if (host.card.open() !== null) hover = setTimeout(guarded(hide), HIDE_AFTER);
  }

  const listening = { signal, passive: true };
  /** Keeps what is needed of a pointer event until the next frame, when the event itself no longer has its path. @param {PointerEvent} event */
  const onMove = (event) => {
    // While a mouse button is pressed, somebody may be selecting words: no card gets in the way.
    if (event.pointerType !== "mouse" || event.buttons !== 0) return;
    const path = event.composedPath();
    if (moved === null) requestAnimationFrame(follow);
    moved = /** @type {any} */ ({ composedPath: () => path, clientX: event.clientX, clientY: event.clientY });
  };
  target.addEventListener("pointermove", /** @type {EventListener} */ (guarded(onMove)), listening);
  target.addEventListener("pointerleave", guarded(() => { moved = null; point(null); }), listening);
  target.addEventListener("click", /** @type {EventListener} */ (guarded((/** @type {MouseEvent} */ event) => {
    if (!drawn || event.defaultPrevented || event.button !== 0 || host.card.holds(event)) return;
    if (event.composedPath().some((at) => at instanceof Element && at.matches("a[href], button, input, select, textarea, label, summary, [contenteditable]:not([contenteditable=false])"))) return;
    if (String(element.ownerDocument.getSelection() ?? "")) return;
    const hit = quotationAt(drawn.targets, event);
    if (!hit) return;
    pinned = true;
    clearTimeout(hover);
    show(hit.quotation, hit.line, "pointer");
  })), listening);
  const outer = { signal, passive: true, capture: true };
  document.addEventListener("pointerdown", guarded((/** @type {Event} */ event) => {
    if (host.card.holds(event)) return;
    // A card that was about to open doesn't open either: the press may be the start of a selection.
    clearTimeout(hover);
    moved = pointed = null;
    hide();
  }), outer);
  document.addEventListener("keydown", guarded((/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") hide();
  }), outer);
  let frame = 0;
  const replace = guarded(() => {
    const open = host.card.open();
    if (open === null || frame) return;
    frame = requestAnimationFrame(guarded(() => {
      frame = 0;
      const still = host.card.open();
      if (still === null || signal.aborted) return;
      const lines = linesOf(still);
      if (lines.some(({ bottom, top }) => bottom > 0 && top < innerHeight)) host.card.move(lines);
      else hide();
    }));
  });
  addEventListener("scroll", replace, outer);
  addEventListener("resize", replace, outer);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", later, { signal });
  // Pages with a switch between light and dark change an attribute here.
  const scheme = new MutationObserver(guarded(() => {
    if (drawn && themeOf(target, host.settings()) !== drawn.theme) later();
  }));
  for (const at of [document.documentElement, document.body]) if (at) scheme.observe(at, { attributes: true });

  changes.observe(target, { childList: true, characterData: true, subtree: true });
  sizes?.observe(target);
  void refresh();

  return {
    target,
    refresh: later,
    /** @param {number} quotation @param {"keyboard" | "button" | "call"} by */
    show: guarded((/** @type {number} */ quotation, /** @type {"keyboard" | "button" | "call"} */ by) => {
      pinned = true;
      show(quotation, null, by);
    }),
    hide: guarded(hide),
    /** Called when the pointer comes onto the card, and when it leaves. @param {boolean} inside */
    pointer(inside) {
      if (pinned) return;
      clearTimeout(hover);
      pointed = null;
      if (!inside) hover = setTimeout(guarded(hide), HIDE_AFTER);
    },
    text: () => read?.text ?? null,
    annotations: () => read?.annotations ?? null,
    /** Ends the work, and removes everything from the page. */
    stop() {
      blank();
      stopping.abort();
      clearTimeout(timer);
      clearTimeout(hover);
      attempt(() => changes.disconnect());
      attempt(() => sizes?.disconnect());
      attempt(() => scheme.disconnect());
    },
  };
}

/** The CSS selector of what is never read: parts that `<who-said>` made, other `<who-said>` elements, and what the page asks to leave out. @param {string} asked */
const leaveOut = (asked) => [`[${OWN}]`, "who-said", ...(asked.trim() ? [asked] : [])].join(", ");

/** The theme of an element: the one that is set, or else dark where its text is light. @param {Element} target @param {Settings} settings @returns {Theme} */
const themeOf = (target, { theme }) => (theme !== "auto" ? theme : isLight(getComputedStyle(target).color) ? "dark" : "light");

/** Undoes all steps, the last one first; one that fails doesn't stop the others. @param {(() => void)[]} undos */
function erase(undos) {
  for (let i = undos.length - 1; i >= 0; i -= 1) attempt(undos[i]);
}

/** Waits until the page has nothing to do, but not for long. */
const idle = () => new Promise((resolve) => ("requestIdleCallback" in globalThis ? requestIdleCallback(resolve, { timeout: 200 }) : setTimeout(resolve)));

/** Scrolls a box that is out of sight to the middle of the window, without animation. @param {Range | Element} box */
function bringIntoView(box) {
  const holder = box instanceof Range ? box.startContainer.parentElement : box;
  const seen = () => {
    const [line] = box.getClientRects();
    return !line || (line.top >= 0 && line.bottom <= innerHeight);
  };
  if (seen()) return;
  holder?.scrollIntoView({ block: "center", behavior: "instant" });
  const [line] = box.getClientRects();
  if (line && !seen()) scrollBy({ top: line.top - innerHeight / 3, behavior: "instant" });
}
