/**
 * The list of quotations to check: in text order, with filters, three buttons to answer each, and a count of those left.
 *
 * It has no keys of its own. The keys of the whole page (`ui/keys.js`) work on the current quotation, and its line is the list's current line.
 */

import { hull, isChecked, isShown, isUnsure, namesOfSpeakers, wordsOf } from "../core/model.js";
import { button, byId, el } from "../ui/dom.js";
import { inkOf } from "./palette.js";
import { tagOf } from "./mark-elements.js";
import { manner } from "./words.js";

/** @import { Quotation } from "../core/model.js" */
/** @import { View } from "./article-view.js" */

/** @typedef {"all" | "left" | "unsure" | "nobody" | "direct" | "retold" | "denied" | "checked"} Filter */
/**
 * @typedef {object} Answers  what the buttons of the list do; `index` is a quotation's
 * @property {(index: number) => void} onGo
 * @property {(index: number) => void} onRight
 * @property {(index: number) => void} onElse
 * @property {(index: number) => void} onNone
 * @property {() => void} onFilter  the filter has changed
 * @property {() => void} onCopy  copies the quotations that are listed
 */

/** How many lines are drawn at first. */
const FIRST = 200;

/** @type {Record<Filter, { name: string, holds: (quotation: Quotation) => boolean }>} */
const FILTERS = {
  all: { name: "All", holds: () => true },
  left: { name: "Left to check", holds: (quotation) => !isChecked(quotation) },
  unsure: { name: "Unsure", holds: isUnsure },
  nobody: { name: "Nobody named", holds: ({ speakers }) => speakers.length === 0 },
  direct: { name: "Word for word", holds: ({ kind }) => kind === "direct" },
  retold: { name: "Retold", holds: ({ kind }) => kind !== "direct" },
  denied: { name: "Denied", holds: ({ denied }) => denied },
  checked: { name: "Checked", holds: isChecked },
};

export class CheckList {
  /** @type {Filter} */
  #filter = "all";
  #words = "";
  /** @type {number | null} */
  #current = null;
  #most = FIRST;

  /** @param {Answers} answers */
  constructor(answers) {
    this.answers = answers;
    this.list = byId("list", HTMLElement);
    this.search = byId("list-search", HTMLInputElement);
    this.choice = byId("list-filter", HTMLSelectElement);
    this.choice.append(...Object.entries(FILTERS).map(([value, { name }]) => el("option", { value }, name)));
    this.choice.addEventListener("change", () => {
      this.#filter = /** @type {Filter} */ (this.choice.value);
      this.#changed();
    });
    this.search.addEventListener("input", () => {
      this.#words = this.search.value.trim().toLowerCase();
      this.#changed();
    });
    byId("list-copy", HTMLButtonElement).addEventListener("click", () => answers.onCopy());
  }

  #changed() {
    this.#most = FIRST;
    this.answers.onFilter();
  }

  /** Clears the filters, so that all quotations are listed. */
  reset() {
    this.#filter = "all";
    this.#words = this.choice.value = this.search.value = "";
    this.choice.value = "all";
    this.#most = FIRST;
  }

  isFiltered() {
    return this.#filter !== "all" || this.#words !== "";
  }

  /** Whether a quotation passes the filters. @param {View} view @param {number} index */
  holds({ text, annotations }, index) {
    const quotation = annotations.quotations[index];
    if (!FILTERS[this.#filter].holds(quotation)) return false;
    if (this.#words === "") return true;
    return quotation.content.some(({ start, end }) => text.slice(start, end).toLowerCase().includes(this.#words)) || (namesOfSpeakers(annotations, quotation) ?? "").toLowerCase().includes(this.#words);
  }

  /** @param {View} view @param {number[]} indices  the quotations to list @param {number | null} current */
  render(view, indices, current) {
    this.#current = current;
    const focused = this.list.contains(document.activeElement) ? focusedPart(/** @type {HTMLElement} */ (document.activeElement)) : null;
    this.list.replaceChildren(...indices.slice(0, this.#most).map((index) => this.#line(view, index)));
    if (indices.length > this.#most) {
      this.list.append(el("li", { class: "more" }, button(`${(indices.length - this.#most).toLocaleString("en")} more`, () => {
        this.#most += 1000;
        this.render(view, indices, this.#current);
      }, { class: "quiet" })));
    }
    const all = view.annotations.quotations.filter((quotation) => isShown(quotation, view.thoughts));
    const left = all.filter((quotation) => !isChecked(quotation)).length;
    byId("list-left", HTMLElement).textContent = all.length === 0 ? "" : left === 0 ? "All checked" : `${left.toLocaleString("en")} of ${all.length.toLocaleString("en")} left to check`;
    byId("list-progress", HTMLProgressElement).value = all.length === 0 ? 0 : 1 - left / all.length;
    byId("list-empty", HTMLElement).hidden = indices.length > 0 || all.length === 0;
    if (focused) this.#focus(focused);
  }

  /** Makes the line of a quotation the current one. @param {number | null} current */
  mark(current) {
    this.#current = current;
    this.list.querySelector(".current")?.classList.remove("current");
    const line = current === null ? null : this.list.querySelector(`[data-index="${current}"]`);
    line?.classList.add("current");
    if (!this.list.contains(document.activeElement)) line?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** @param {View} view @param {number} index */
  #line(view, index) {
    const { text, annotations, numbers } = view;
    const quotation = annotations.quotations[index];
    const name = namesOfSpeakers(annotations, quotation);
    const words = wordsOf(text, quotation);
    const short = words.length > 140 ? `${words.slice(0, 139)}…` : words;
    const { onGo, onRight, onElse, onNone } = this.answers;
    const state = isChecked(quotation) ? "✓" : isUnsure(quotation) ? "?" : "";
    const go = button("", () => onGo(index), { class: "go", "data-part": "go" });
    go.append(
      el("span", { class: "number", "aria-hidden": "true" }, tagOf(quotation, numbers).replace("?", "") || "–"),
      el("span", { class: "said", dir: "auto" }, short),
      el("span", { class: "by", dir: "auto" }, `${name ?? "Nobody named"}${quotation.denied ? ", denied" : ""}`),
      el("span", { class: "state", title: isChecked(quotation) ? "Checked by you" : manner(quotation), "aria-label": isChecked(quotation) ? "checked" : isUnsure(quotation) ? "unsure" : null, role: state ? "img" : null }, state),
    );
    return el(
      "li",
      { "data-index": index, "data-ink": inkOf(numbers.get(quotation.speakers[0])), class: `${quotation.kind === "direct" ? "direct" : "retold"}${isChecked(quotation) ? " checked" : ""}${index === this.#current ? " current" : ""}` },
      go,
      el(
        "div",
        { class: "answers" },
        button("Right", () => onRight(index), { "data-part": "right", "aria-label": `Right: ${short.slice(0, 40)}` }),
        button("Else…", () => onElse(index), { "data-part": "else", "aria-label": `Else… said: ${short.slice(0, 40)}` }),
        button("None", () => onNone(index), { "data-part": "none", "aria-label": `None: ${short.slice(0, 40)}` }),
      ),
    );
  }

  /** @param {{ index: number, part: string }} focused */
  #focus({ index, part }) {
    const at = this.#current ?? index;
    const line = this.list.querySelector(`[data-index="${at}"]`) ?? this.list.lastElementChild;
    /** @type {HTMLElement | null | undefined} */ (line?.querySelector(`[data-part="${part}"]`))?.focus({ preventScroll: true });
  }

  /** The first unchecked quotation after an offset in the text, among those listed. @param {View} view @param {number[]} indices @param {number} offset */
  static nextLeft({ annotations }, indices, offset) {
    const left = indices.filter((index) => !isChecked(annotations.quotations[index]));
    return left.find((index) => hull(annotations.quotations[index]).start > offset) ?? left[0] ?? null;
  }
}

/** @param {HTMLElement} element */
const focusedPart = (element) => ({ index: Number(element.closest("li")?.dataset.index ?? 0), part: element.dataset.part ?? "go" });
