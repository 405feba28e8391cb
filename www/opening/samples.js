/** The sample articles on the first screen: plain text files of the page's own, written for it. */

import { button, el } from "../ui/dom.js";
import { cleanText } from "./paste.js";

/** @typedef {{ file: string, title: string, about: string }} Sample */

/** So many are offered at once; the rest on request. */
const FIRST = 5;

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} part  shown once there is something to list
 * @param {(text: string) => Promise<void>} open
 */
export async function listSamples(list, part, open) {
  const response = await fetch("samples/index.json").catch(() => null);
  if (!response?.ok) return; // offline before the first visit: pasting works all the same
  const samples = /** @type {Sample[]} */ (await response.json());
  const items = samples.map(({ file, title, about }) => {
    const choice = button("", async () => open(cleanText(await (await fetch(`samples/${file}`)).text())));
    choice.append(el("span", { class: "sample-title" }, title), el("span", { class: "sample-about" }, about));
    return el("li", {}, choice);
  });
  list.replaceChildren(...items.slice(0, FIRST));
  if (items.length > FIRST) {
    const more = el("li", {}, button(`${items.length - FIRST} more`, () => {
      more.replaceWith(...items.slice(FIRST));
      items[FIRST].querySelector("button")?.focus();
    }, { class: "more-samples" }));
    list.append(more);
  }
  part.hidden = samples.length === 0;
}
