/** Who said how much, and what is named: the lists beside the article. */

import { append, el } from "../ui/dom.js";
import { inkOf } from "./palette.js";
import { ENTITY_WORDS, KIND_WORDS, counted, percent } from "./words.js";
import { namesByKind } from "../core/model.js";

/** @import { Annotations, Part, QuotationKind } from "../core/model.js" */

/** So many speakers are listed at first. */
const FIRST = 60;

/**
 * The cast: a toggle for each speaker, with a bar as long as the share of all quoted words.
 * @param {HTMLElement} root
 * @param {object} state
 * @param {Part[]} state.cast
 * @param {Map<number, number>} state.numbers
 * @param {Part["speaker"] | undefined} state.filter  undefined: nobody picked out
 * @param {(speaker: Part["speaker"]) => void} onPick
 */
export function renderCast(root, { cast, numbers, filter }, onPick) {
  const longest = cast.reduce((most, { share }) => Math.max(most, share), Number.EPSILON);
  const had = root.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.speaker : undefined;
  const all = root.dataset.all !== undefined;
  root.replaceChildren(
    ...cast.slice(0, all ? 2000 : FIRST).map((part) => {
      const number = part.speaker === null ? undefined : numbers.get(part.speaker);
      const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", { class: "fill" }));
      /** @type {HTMLElement} */ (bar.firstChild).style.inlineSize = percent(part.share / longest);
      const line = el(
        "button",
        { type: "button", "aria-pressed": String(filter === part.speaker), "data-ink": inkOf(number), "data-speaker": String(part.speaker) },
        el("span", { class: "number", "aria-hidden": "true" }, number === undefined ? "?" : String(number)),
        el("span", { class: "who", dir: "auto" }, part.name),
        bar,
        el("span", { class: "figures" }, `${counted(part.quotations.length, "quotation")}, ${counted(part.words, "word")}, ${percent(part.share)}`),
      );
      line.addEventListener("click", () => onPick(part.speaker));
      return el("li", { class: part.speaker === null ? "nobody" : null }, line);
    }),
  );
  if (!all && cast.length > FIRST) {
    const more = el("button", { type: "button", class: "quiet more" }, `${counted(cast.length - FIRST, "more speaker")}`);
    more.addEventListener("click", () => {
      root.dataset.all = "";
      renderCast(root, { cast, numbers, filter }, onPick);
      root.querySelectorAll("button")[FIRST]?.focus();
    });
    root.append(el("li", {}, more));
  }
  if (had !== undefined) /** @type {HTMLElement | null} */ (root.querySelector(`[data-speaker="${had}"]`))?.focus();
}

/**
 * Direct, mixed and indirect: how many of each, a toggle to pick them out, in the line that marks them in the article.
 * @param {HTMLElement} root
 * @param {Part[]} cast
 * @param {QuotationKind | undefined} chosen
 * @param {(kind: QuotationKind) => void} onPick
 */
export function renderKinds(root, cast, chosen, onPick) {
  const focused = root.contains(document.activeElement) ? [...root.querySelectorAll("button")].findIndex((b) => b === document.activeElement) : -1;
  root.replaceChildren(
    .../** @type {const} */ (["direct", "mixed", "indirect"]).map((kind) => {
      const total = cast.reduce((sum, part) => sum + part.kinds[kind], 0);
      const toggle = el(
        "button",
        { type: "button", "aria-pressed": String(chosen === kind), disabled: total === 0 && chosen !== kind, title: KIND_WORDS[kind].means },
        el("span", { class: `sample ${kind}` }, KIND_WORDS[kind].name),
        el("span", { class: "count" }, ` ${total.toLocaleString("en")}`),
      );
      toggle.addEventListener("click", () => onPick(kind));
      return el("li", {}, toggle);
    }),
  );
  root.querySelectorAll("button")[focused]?.focus();
}

/**
 * The names, under their kinds; each steps to where it stands.
 * @param {HTMLElement} root
 * @param {Annotations} annotations
 * @param {(entity: number, mentions: number[]) => void} onPick
 */
export function renderNames(root, annotations, onPick) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((d) => /** @type {HTMLElement} */ (d).dataset.kind));
  root.replaceChildren(
    ...namesByKind(annotations).map(({ kind, entities }) => {
      const list = el("ul", {});
      const details = el(
        "details",
        { "data-kind": kind, open: open.has(kind) },
        el("summary", {}, el("span", { class: "name name-key", "data-kind": kind }, ENTITY_WORDS[kind][1]), el("span", { class: "count" }, String(entities.length))),
        list,
      );
      const fill = () => {
        if (!details.open || list.firstChild) return;
        append(
          list,
          entities.slice(0, 500).map(({ entity, names }) => {
            const item = el("button", { type: "button" }, el("span", { dir: "auto" }, entity.name), names.length > 1 && el("span", { class: "count" }, `×${names.length}`));
            item.addEventListener("click", () => onPick(entity.id, names));
            return el("li", {}, item);
          }),
        );
        if (entities.length > 500) list.append(el("li", {}, `and ${counted(entities.length - 500, "more name")}`));
      };
      details.addEventListener("toggle", fill);
      fill();
      return details;
    }),
  );
}
