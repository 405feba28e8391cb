/**
 * The reading screen: the article, the cast beside it, the card, and what links them. Which
 * quotation is current, whose words are picked out, whether thoughts are shown: that is its state;
 * everything on the screen is drawn from it and from the annotations.
 */

import { createArticleView } from "./article-view.js";
import { fillCard, keepInSight, placeCard } from "./card.js";
import { renderCast, renderKinds, renderNames } from "./cast.js";
import { createCaret } from "../editing/caret.js";
import { button, byId, el } from "../ui/dom.js";
import { fillEntityForm, fillNameForm, fillQuotationForm, guessKind } from "../editing/forms.js";
import { anchor, find } from "../editing/anchors.js";
import { asCorrected } from "../editing/corrections.js";
import { castOf, firstSpeaker, hull, isShown, namesOfSpeakers } from "../core/model.js";
import { numberSpeakers } from "./palette.js";
import { createSelectionBar } from "../editing/selection-bar.js";
import { quotationAt, renderStrip, renderWindow } from "./strip.js";
import { ENTITY_WORDS, counted } from "./words.js";

/** @import { Annotations, Part, QuotationKind, Span } from "../core/model.js" */
/** @import { Correction } from "../editing/corrections.js" */
/** @import { View } from "./article-view.js" */
/** @import { Numbers } from "./palette.js" */

/** A hovering pointer means it after so many milliseconds. */
const HOVER = 90;
const LEAVE = 250;

/** @param {(correction: Correction) => void} onCorrection */
export function createReader(onCorrection) {
  const root = byId("article", HTMLElement);
  const article = createArticleView(root);
  const card = byId("card", HTMLElement);
  const strip = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.getElementById("strip")));
  const place = byId("place", HTMLElement);
  const everyone = byId("everyone", HTMLButtonElement);
  const thoughtsSwitch = byId("thoughts", HTMLInputElement);
  const castDetails = byId("cast-details", HTMLDetailsElement);

  /** @type {View} */
  let view = { text: "", annotations: { mentions: [], entities: [], quotations: [] }, numbers: new Map(), thoughts: false };
  /** @type {Numbers} */
  let numbers = new Map();
  /** @type {Part[]} */
  let cast = [];
  /** @type {Part["speaker"] | undefined} */
  let filter;
  /** @type {QuotationKind | undefined} */
  let kindFilter;
  /** @type {number | null} */
  let current = null;
  let sum = "";
  let pinned = false;
  let editing = false;
  let timer = 0;

  /** A new text, whose quotations aren't known yet. @param {string} text */
  function open(text) {
    numbers = new Map();
    filter = kindFilter = undefined;
    delete byId("cast", HTMLElement).dataset.all;
    show(text, { mentions: [], entities: [], quotations: [] });
    document.body.classList.add("reading");
  }

  /** @param {string} text @param {Annotations} annotations */
  function show(text, annotations) {
    document.body.classList.remove("reading");
    const held = hold(text);
    const thoughts = thoughtsSwitch.checked;
    cast = castOf(text, annotations, thoughts);
    view = { text, annotations, numbers: numberSpeakers(annotations, numbers, cast.map(({ speaker }) => speaker)), thoughts };
    draw(held);
  }

  /** What the reader is at, so that a new reading of the same text doesn't take it away. @param {string} text */
  function hold(text) {
    if (text !== view.text || editing) return null;
    const focused = root.contains(document.activeElement);
    if (card.hidden && !focused) return null;
    const quotation = current === null ? null : view.annotations.quotations[current];
    return { start: quotation ? hull(quotation).start : -1, focused, shown: !card.hidden, form: card.querySelector("form") !== null, pinned };
  }

  /** @param {NonNullable<ReturnType<typeof hold>>} held */
  function comeBack({ start, focused, shown, form, pinned: wasPinned }) {
    const index = view.annotations.quotations.findIndex((quotation) => hull(quotation).start === start);
    const mark = index < 0 || !isShown(view.annotations.quotations[index], view.thoughts) ? null : article.markOf(index);
    if (form) {
      current = mark ? index : null;
      if (mark) article.light(index, firstSpeaker(view.annotations.quotations[index]));
      return;
    }
    if (!mark) return closeCard();
    article.rove(index);
    if (focused) mark.focus({ preventScroll: true }); // which shows its card
    if (shown) select(index, mark);
    else closeCard();
    pinned = wasPinned;
  }

  /** @param {ReturnType<typeof hold>} [held] */
  function draw(held = null) {
    if (!held) closeCard();
    if (!cast.some(({ speaker }) => speaker === filter)) filter = undefined;
    current = null;
    if (!editing) {
      article.render(view);
      article.rove(null);
    }
    drawRail();
    renderNames(byId("names", HTMLElement), view.annotations, stepMention);
    const named = cast.filter(({ speaker }) => speaker !== null).length;
    sum = `${counted(named, "speaker")}, ${counted(inTurn().length, "quotation")}`;
    byId("cast-sum", HTMLElement).textContent = cast.length ? sum : "";
    byId("cast-empty", HTMLElement).hidden = cast.length > 0;
    if (held) comeBack(held);
  }

  function drawRail() {
    renderCast(byId("cast", HTMLElement), { cast, numbers: view.numbers, filter }, (speaker) => pick(filter === speaker ? undefined : speaker));
    renderKinds(byId("kinds", HTMLElement), cast, kindFilter, (kind) => pickKind(kindFilter === kind ? undefined : kind));
    const only = isFiltered() ? new Set(inTurn()) : null;
    renderStrip(strip, view, only);
    article.filter(only);
    everyone.hidden = !isFiltered();
    drawPlace();
    drawWindow();
  }

  const isFiltered = () => filter !== undefined || kindFilter !== undefined;

  let windowDrawn = false;
  /** The strip shows which part of the text is in sight, once a frame at most. */
  function drawWindow() {
    if (windowDrawn || editing) return;
    windowDrawn = true;
    requestAnimationFrame(() => {
      windowDrawn = false;
      renderWindow(strip, article.inWindow(), view.text.length);
    });
  }

  function drawPlace() {
    const turn = inTurn();
    const at = current === null ? -1 : turn.indexOf(current);
    place.textContent = at < 0 ? counted(turn.length, "quotation") : `${at + 1} of ${turn.length}`;
  }

  /** The quotations to step through, in text order. */
  function inTurn() {
    const { quotations } = view.annotations;
    const all = filter === undefined ? quotations.keys() : (cast.find(({ speaker }) => speaker === filter)?.quotations ?? []);
    return [...all].filter((index) => isShown(quotations[index], view.thoughts) && (kindFilter === undefined || quotations[index].kind === kindFilter));
  }

  /** Picks out one speaker's words, and goes to the first; undefined shows everyone. @param {Part["speaker"] | undefined} speaker */
  function pick(speaker) {
    filter = speaker;
    if (speaker === undefined) kindFilter = undefined;
    drawRail();
    if (speaker === undefined) return article.light(null, null);
    const [first] = inTurn();
    const mark = article.markOf(first);
    if (mark) article.reveal(mark, calm(view.text));
    article.light(null, speaker);
  }

  /** Picks out the quotations of one kind. @param {QuotationKind | undefined} kind */
  function pickKind(kind) {
    kindFilter = kind;
    drawRail();
    const [first] = inTurn();
    const mark = kind === undefined || first === undefined ? null : article.markOf(first);
    if (mark) article.reveal(mark, calm(view.text));
  }

  /** @param {1 | -1} direction */
  function step(direction) {
    const turn = inTurn();
    if (turn.length === 0) return;
    const at = current === null ? -1 : turn.indexOf(current);
    const next = at < 0 ? (direction > 0 ? 0 : turn.length - 1) : (at + direction + turn.length) % turn.length;
    goTo(turn[next]);
  }

  /** Goes to a quotation: scrolls, focuses, and shows its card. @param {number} index */
  function goTo(index) {
    const mark = editing ? null : article.markOf(index);
    if (!mark) return;
    article.reveal(mark, "instant");
    article.rove(index);
    mark.focus({ preventScroll: true });
    select(index, mark);
  }

  /** @param {number} entity @param {number[]} mentions */
  function stepMention(entity, mentions) {
    if (editing) return;
    const at = mentions.findIndex((m) => root.querySelector(`.here[data-mention="${m}"]`));
    root.querySelector(".here")?.classList.remove("here");
    const next = article.mentionOf(mentions[(at + 1) % mentions.length]);
    if (next) article.reveal(next, calm(view.text));
    article.light(null, entity);
    next?.classList.add("here");
  }

  /** Makes a quotation the current one and shows its card beside `element`. @param {number} index @param {Element} element @param {number} [nearY] @param {number | null} [mention] */
  function select(index, element, nearY, mention = null) {
    current = index;
    const quotation = view.annotations.quotations[index];
    const speaker = firstSpeaker(quotation);
    const own = cast.find((part) => part.speaker === speaker)?.quotations ?? [index];
    fillCard(card, view, index, { place: own.indexOf(index) + 1, of: own.length }, mention, {
      onStep: (from, direction) => goTo(own[own.indexOf(from) + direction]),
      onCorrect: () => {
        pinned = true;
        fillQuotationForm(card, view, index, {
          // It may begin elsewhere now.
          save: (correction) => save(correction, (correction.op === "quotation" && correction.to && find(view.text, correction.to.content[0])) || hull(quotation)),
          cancel: closeCard,
        });
        placeCard(card, element, root, nearY);
        keepInSight(card, element);
      },
      onName: (entity) => nameForm(entity, null, element),
      onMention: (at) => nameForm(view.annotations.mentions[at].entity, at, element),
    });
    card.setAttribute("aria-label", "About this quotation");
    card.hidden = false;
    placeCard(card, element, root, nearY);
    keepInSight(card, element);
    article.light(index, speaker);
    for (const block of strip.querySelectorAll(".current")) block.classList.remove("current");
    strip.querySelector(`[data-quotation="${index}"]`)?.classList.add("current");
    drawPlace();
  }

  /**
   * Hands a correction on, and comes back to where it was made.
   * @param {Correction} correction
   * @param {Span | null} at  its place in the text, if it has one
   */
  function save(correction, at) {
    closeCard();
    if (correction.op === "entity") {
      const number = numbers.get(correction.of.name);
      if (number !== undefined) numbers.set(correction.to.name, number); // a new name, the same colour
    }
    onCorrection(correction);
    const index = at ? view.annotations.quotations.findIndex((quotation) => hull(quotation).start === at.start) : -1;
    if (index >= 0 && isShown(view.annotations.quotations[index], view.thoughts)) goTo(index);
  }

  /** @param {number} entity @param {number | null} mention @param {Element} element */
  function nameForm(entity, mention, element) {
    pinned = true;
    const back = current;
    const at = mention !== null ? view.annotations.mentions[mention] : back !== null ? hull(view.annotations.quotations[back]) : null;
    fillEntityForm(card, view, entity, mention, { save: (correction) => save(correction, at), cancel: closeCard });
    showCardBeside(element, "Correct this name");
  }

  /** @param {Element} element @param {string} label */
  function showCardBeside(element, label) {
    card.setAttribute("aria-label", label);
    card.hidden = false;
    placeCard(card, element, root);
  }

  /** The card of a name that is in no quotation. @param {number} mention @param {Element} element */
  function selectName(mention, element) {
    const { entity } = view.annotations.mentions[mention];
    const { name, kind, mentions, value } = view.annotations.entities[entity];
    current = null;
    pinned = true;
    card.dataset.ink = "0";
    card.replaceChildren(
      el("h3", { dir: "auto" }, name),
      el("p", { class: "kind" }, `${ENTITY_WORDS[kind][0]}${value ? `: ${value}` : ""}; ${counted(mentions.length, "mention")}`),
      el("div", { class: "steps" },
        button("Next mention", () => stepMention(entity, mentions), { class: "quiet" }),
        button("Correct…", () => nameForm(entity, mention, element), { class: "quiet correct" })),
    );
    article.light(null, entity);
    showCardBeside(element, "About this name");
  }

  /** @param {Span} span */
  function selectionChoices(span) {
    const words = view.text.slice(span.start, span.end);
    const actions = { save: (/** @type {Correction} */ correction) => save(correction, span), cancel: closeCard };
    const overlapping = view.annotations.quotations.flatMap((quotation, index) => {
      const { start, end } = hull(quotation);
      return isShown(quotation, view.thoughts) && start < span.end && span.start < end ? [index] : [];
    });
    const choices = overlapping.slice(0, 2).map((index) => {
      const was = asCorrected(view.text, view.annotations, view.annotations.quotations[index]);
      const speakers = namesOfSpeakers(view.annotations, view.annotations.quotations[index]);
      const whose = speakers === null ? "this quotation" : `${speakers}’s quotation`;
      return {
        label: `These are the words of ${whose}`,
        run: () => save({ op: "quotation", at: was.content, to: { ...was, content: [anchor(view.text, span)], kind: guessKind(words) } }, span),
      };
    });
    if (choices.length === 0) {
      const beside = nearest(span);
      if (beside !== null) {
        const was = asCorrected(view.text, view.annotations, view.annotations.quotations[beside]);
        const speakers = namesOfSpeakers(view.annotations, view.annotations.quotations[beside]);
        choices.push({
          label: `More words of ${speakers === null ? "the quotation beside" : `${speakers}’s quotation`}`,
          run: () => save({ op: "quotation", at: was.content, to: { ...was, content: [...was.content, anchor(view.text, span)] } }, hull(view.annotations.quotations[beside])),
        });
      }
    }
    choices.push({
      label: "New quotation",
      run: () => {
        save({ op: "quotation", at: [], to: { kind: guessKind(words), act: "speech", content: [anchor(view.text, span)], cue: null, source: null, speakers: [] } }, span);
        /** @type {HTMLButtonElement | null} */ (card.querySelector(".correct"))?.click();
      },
    });
    if (words.length < 100 && !words.includes("\n")) {
      choices.push({
        label: "New name",
        run: () => {
          pinned = true;
          fillNameForm(card, view, span, actions);
          showCardBeside(root, "Add a name");
        },
      });
    }
    return choices;
  }
  /** The quotation nearest to a place, in its paragraph. @param {Span} span */
  function nearest(span) {
    let best = null;
    let least = Infinity;
    view.annotations.quotations.forEach((quotation, index) => {
      if (!isShown(quotation, view.thoughts)) return;
      const { start, end } = hull(quotation);
      const [from, to] = end <= span.start ? [end, span.start] : [span.end, start];
      if (to - from < least && to - from < 2000 && !view.text.slice(from, to).includes("\n")) [best, least] = [index, to - from];
    });
    return /** @type {number | null} */ (best);
  }

  const bar = createSelectionBar(byId("selection-bar", HTMLElement), () => (editing ? null : article.selectedSpan()), selectionChoices);

  const caret = createCaret(root, { choose: () => bar.focus(), say: (message) => (byId("status", HTMLElement).textContent = message) });

  /** Begins to select words by keyboard, at the current quotation or where the reader is. */
  function selectWords() {
    if (editing || view.text === "") return;
    const from = current === null ? [...root.querySelectorAll("p, h2")].find((element) => element.getBoundingClientRect().bottom > 100) : article.markOf(current);
    closeCard();
    if (from) caret.begin(from);
  }

  function closeCard() {
    clearTimeout(timer);
    pinned = false;
    if (card.hidden) return;
    if (card.contains(document.activeElement) && current !== null) article.markOf(current)?.focus();
    card.hidden = true;
    article.light(null, filter ?? null);
    for (const block of strip.querySelectorAll(".current")) block.classList.remove("current");
  }

  /** Esc: the card first, then the filter. */
  function escape() {
    if (!card.hidden) closeCard();
    else if (isFiltered()) pick(undefined);
  }

  // The strip is no longer than what it shows. (Observed, since asking would lay the article out at once.)
  new ResizeObserver(([{ contentRect }]) => {
    strip.style.maxBlockSize = `${Math.max(contentRect.height, 40)}px`;
    drawWindow();
  }).observe(/** @type {Element} */ (root.parentElement));
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    const { quotation, element } = article.hit(event.target);
    clearTimeout(timer);
    if (quotation === null || !element) timer = window.setTimeout(closeCard, LEAVE);
    else if (quotation !== current || card.hidden) timer = window.setTimeout(() => select(quotation, element, event.clientY), HOVER);
  });
  root.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    if (!pinned) timer = window.setTimeout(closeCard, LEAVE);
  });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => {
    if (!pinned) timer = window.setTimeout(closeCard, LEAVE);
  });
  root.addEventListener("click", (event) => {
    if (!(getSelection()?.isCollapsed ?? true)) return;
    const { quotation, mention, element } = article.hit(event.target);
    clearTimeout(timer);
    if (!element) return closeCard();
    if (quotation === null) {
      if (mention !== null) selectName(mention, element);
      return;
    }
    select(quotation, element, event.clientY, mention);
    article.rove(quotation);
    pinned = true;
  });
  root.addEventListener("focusin", (event) => {
    const { quotation, element } = article.hit(event.target);
    if (quotation !== null && element && (quotation !== current || card.hidden)) select(quotation, element);
  });
  root.addEventListener("keydown", (event) => {
    if (event.target === root) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "Enter" && !card.hidden) {
      event.preventDefault();
      pinned = true;
      card.focus();
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    if (!pinned && !card.hidden && target instanceof Node && !card.contains(target) && !root.contains(target)) closeCard();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (card.hidden || !(target instanceof Element) || target.closest("#card, #article, #strip, .stepper")) return;
    closeCard();
  });
  addEventListener("scroll", () => {
    const mark = current !== null && !card.hidden ? article.markOf(current) : null;
    if (mark) placeCard(card, mark, root);
    drawWindow();
  }, { passive: true });
  addEventListener("resize", () => {
    // A phone's keyboard resizes the window while a form is filled in.
    if (!card.contains(document.activeElement)) closeCard();
  });
  addEventListener("beforeprint", () => {
    article.markAll();
    castDetails.open = true;
  });
  addEventListener("afterprint", () => fold());
  strip.addEventListener("click", (event) => {
    const index = quotationAt(strip, event);
    if (index !== null) goTo(index);
  });
  byId("next", HTMLButtonElement).addEventListener("click", () => step(1));
  byId("previous", HTMLButtonElement).addEventListener("click", () => step(-1));
  everyone.addEventListener("click", () => pick(undefined));
  thoughtsSwitch.addEventListener("change", () => {
    view = { ...view, thoughts: thoughtsSwitch.checked };
    cast = castOf(view.text, view.annotations, view.thoughts);
    draw();
  });
  const namesSwitch = byId("names-on", HTMLInputElement);
  namesSwitch.addEventListener("change", () => document.body.classList.toggle("without-names", !namesSwitch.checked));

  const narrow = matchMedia("(max-width: 56rem)");
  const fold = () => (castDetails.open = !narrow.matches);
  narrow.addEventListener("change", fold);
  fold();

  return {
    open,
    show,
    view: () => view,
    /** "6 speakers, 14 quotations". */
    summary: () => sum,
    placeAtTop: article.placeAtTop,
    /** The article gives way to the editor, or comes back at a place in the text. @param {boolean} on @param {{ offset: number, top: number }} [place] @param {View | null} [edited] */
    setEditing(on, place, edited) {
      closeCard();
      bar.hide();
      editing = on;
      root.hidden = on;
      if (edited) {
        view = edited;
        cast = castOf(view.text, view.annotations, view.thoughts);
      }
      if (!on) draw();
      if (place) article.scrollToPlace(place.offset, place.top);
    },
    step,
    selectWords,
    pick,
    escape,
    closeCard,
    close() {
      bar.hide();
      open("");
    },
    toggleThoughts() {
      thoughtsSwitch.click();
    },
  };
}

/** Scrolling that shows the way, unless the reader's system asks for less motion or the way is long. @param {string} text @returns {ScrollBehavior} */
const calm = (text) => (text.length > 30_000 || matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
