/**
 * The reading screen: the article, the cast beside it, the card, and what links them. Which
 * quotation is current, whose words are picked out, whether thoughts are shown: that is its state;
 * everything on the screen is drawn from it and from the annotations.
 */

import { createArticleView } from "./article-view.js";
import { fillCard, placeCard } from "./card.js";
import { renderCast, renderKinds, renderNames } from "./cast.js";
import { button, byId, el } from "./dom.js";
import { fillEntityForm, fillNameForm, fillQuotationForm, guessKind } from "./forms.js";
import { anchor } from "./anchors.js";
import { asCorrected } from "./corrections.js";
import { castOf, hull, isShown } from "./model.js";
import { numberSpeakers } from "./palette.js";
import { createSelectionBar } from "./selection-bar.js";
import { quotationAt, renderStrip } from "./strip.js";
import { ENTITY_WORDS, counted } from "./words.js";

/** @import { Annotations, Part, Span } from "./model.js" */
/** @import { Correction } from "./corrections.js" */
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
  /** @type {number | null} */
  let current = null;
  let sum = "";
  let pinned = false;
  let editing = false;
  let timer = 0;

  /** A new text, whose quotations aren't known yet. @param {string} text */
  function open(text) {
    numbers = new Map();
    filter = undefined;
    show(text, { mentions: [], entities: [], quotations: [] });
    document.body.classList.add("reading");
  }

  /** @param {string} text @param {Annotations} annotations */
  function show(text, annotations) {
    document.body.classList.remove("reading");
    view = { text, annotations, numbers: numberSpeakers(annotations, numbers), thoughts: thoughtsSwitch.checked };
    draw();
  }

  function draw() {
    closeCard();
    cast = castOf(view.text, view.annotations, view.thoughts);
    if (!cast.some(({ speaker }) => speaker === filter)) filter = undefined;
    current = null;
    if (!editing) {
      article.render(view);
      article.rove(null);
      strip.style.maxBlockSize = `${Math.max(root.offsetHeight, 40)}px`; // no longer than what it shows
    }
    drawRail();
    renderNames(byId("names", HTMLElement), view.annotations, stepMention);
    const named = cast.filter(({ speaker }) => speaker !== null).length;
    sum = `${counted(named, "speaker")}, ${counted(inTurn().length, "quotation")}`;
    byId("cast-sum", HTMLElement).textContent = cast.length ? sum : "";
    renderKinds(byId("kinds", HTMLElement), cast);
    byId("cast-empty", HTMLElement).hidden = cast.length > 0;
  }

  function drawRail() {
    renderCast(byId("cast", HTMLElement), { cast, numbers: view.numbers, filter }, (speaker) => pick(filter === speaker ? undefined : speaker));
    renderStrip(strip, view, filter);
    article.filter(filter === undefined ? null : new Set(inTurn()));
    everyone.hidden = filter === undefined;
    drawPlace();
  }

  function drawPlace() {
    const turn = inTurn();
    const at = current === null ? -1 : turn.indexOf(current);
    place.textContent = at < 0 ? counted(turn.length, "quotation") : `${at + 1} of ${turn.length}`;
  }

  /** The quotations to step through, in text order. */
  function inTurn() {
    if (filter !== undefined) return cast.find(({ speaker }) => speaker === filter)?.quotations ?? [];
    return view.annotations.quotations.flatMap((quotation, index) => (isShown(quotation, view.thoughts) ? [index] : []));
  }

  /** Picks out one speaker's words, and goes to the first; undefined shows everyone. @param {Part["speaker"] | undefined} speaker */
  function pick(speaker) {
    filter = speaker;
    drawRail();
    if (speaker === undefined) return;
    const [first] = inTurn();
    article.markOf(first)?.scrollIntoView({ block: "center", behavior: calm(view.text) });
    article.light(null, speaker);
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
    const mark = article.markOf(index);
    if (!mark) return;
    mark.scrollIntoView({ block: "center", behavior: "instant" });
    article.rove(index);
    mark.focus({ preventScroll: true });
    select(index, mark);
  }

  /** @param {number} entity @param {number[]} mentions */
  function stepMention(entity, mentions) {
    const places = mentions.map((m) => article.mentionOf(m)).filter((element) => element !== null);
    const at = places.findIndex((element) => element.classList.contains("here"));
    root.querySelector(".here")?.classList.remove("here");
    const next = places[(at + 1) % places.length];
    next?.scrollIntoView({ block: "center", behavior: calm(view.text) });
    article.light(null, entity);
    next?.classList.add("here");
  }

  /** Makes a quotation the current one and shows its card beside `element`. @param {number} index @param {Element} element @param {number} [nearY] @param {number | null} [mention] */
  function select(index, element, nearY, mention = null) {
    current = index;
    const { speaker } = view.annotations.quotations[index];
    const own = cast.find((part) => part.speaker === speaker)?.quotations ?? [index];
    fillCard(card, view, index, { place: own.indexOf(index) + 1, of: own.length }, mention, {
      onStep: (from, direction) => goTo(own[own.indexOf(from) + direction]),
      onCorrect: () => {
        pinned = true;
        fillQuotationForm(card, view, index, { save: (correction) => save(correction, index), cancel: () => goTo(index) });
        placeCard(card, element, root, nearY);
      },
      onName: (entity) => nameForm(entity, null, element),
      onMention: (at) => nameForm(view.annotations.mentions[at].entity, at, element),
    });
    card.setAttribute("aria-label", "About this quotation");
    card.hidden = false;
    placeCard(card, element, root, nearY);
    article.light(index, speaker);
    for (const block of strip.querySelectorAll(".current")) block.classList.remove("current");
    strip.querySelector(`[data-quotation="${index}"]`)?.classList.add("current");
    drawPlace();
  }

  /**
   * Hands a correction on, and comes back to where it was made.
   * @param {Correction} correction
   * @param {number | Span} at  a quotation, or a place in the text
   */
  function save(correction, at) {
    const { start } = typeof at === "number" ? hull(view.annotations.quotations[at]) : at;
    if (correction.op === "entity") {
      const number = numbers.get(correction.of.name);
      if (number !== undefined) numbers.set(correction.to.name, number); // a new name, the same colour
    }
    onCorrection(correction);
    const index = view.annotations.quotations.findIndex((quotation) => hull(quotation).start === start);
    if (index >= 0 && isShown(view.annotations.quotations[index], view.thoughts)) goTo(index);
  }

  /** @param {number} entity @param {number | null} mention @param {Element} element */
  function nameForm(entity, mention, element) {
    pinned = true;
    const back = current;
    const at = mention === null ? (back ?? { start: -1, end: -1 }) : view.annotations.mentions[mention];
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
      const { speaker } = view.annotations.quotations[index];
      const whose = speaker === null ? "this quotation" : `${view.annotations.entities[speaker].name}’s quotation`;
      return {
        label: `These are the words of ${whose}`,
        run: () => save({ op: "quotation", at: was.content, to: { ...was, content: [anchor(view.text, span)], kind: guessKind(words) } }, span),
      };
    });
    choices.push({
      label: "New quotation",
      run: () => {
        save({ op: "quotation", at: [], to: { kind: guessKind(words), act: "speech", content: [anchor(view.text, span)], cue: null, source: null, speaker: null } }, span);
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
  const bar = createSelectionBar(byId("selection-bar", HTMLElement), () => (editing ? null : article.selectedSpan()), selectionChoices);

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
    else if (filter !== undefined) pick(undefined);
  }

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
  }, { passive: true });
  addEventListener("resize", closeCard);
  strip.addEventListener("click", (event) => {
    const index = quotationAt(strip, event);
    if (index !== null) goTo(index);
  });
  byId("next", HTMLButtonElement).addEventListener("click", () => step(1));
  byId("previous", HTMLButtonElement).addEventListener("click", () => step(-1));
  everyone.addEventListener("click", () => pick(undefined));
  thoughtsSwitch.addEventListener("change", () => {
    view = { ...view, thoughts: thoughtsSwitch.checked };
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
      if (edited) view = edited;
      if (!on) draw();
      if (place) article.scrollToPlace(place.offset, place.top);
    },
    step,
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
const calm = (text) => (text.length > 200_000 || matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
