/** The sample articles on the first screen: plain text files of the page's own, written for it. */

import { button, el } from "../ui/dom.js";
import { cleanText } from "./paste.js";

/** @import { Incoming } from "./incoming.js" */
/** @typedef {{ file: string, title: string, about: string }} Sample */

/** How many samples are listed at first; a button shows the rest. */
const FIRST = 5;
/** The sample that a first visit opens. */
const FIRST_VISIT = "flood-wire.txt";

/** @param {string} file @param {(incoming: Incoming) => Promise<void>} open */
async function openFile(file, open) {
  const response = await fetch(`samples/${file}`).catch(() => null);
  if (!response?.ok) return false;
  await open({ text: cleanText(await response.text()), about: {} });
  return true;
}

/** Opens the sample that shows what this page does. Returns whether it could be loaded. @param {(incoming: Incoming) => Promise<void>} open */
export const openSample = (open) => openFile(FIRST_VISIT, open);

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} part  shown once there is something to list
 * @param {(incoming: Incoming) => Promise<void>} open
 */
export async function listSamples(list, part, open) {
  const response = await fetch("samples/index.json").catch(() => null);
  if (!response?.ok) return; // Without a connection there are no samples; pasting works all the same.
  const samples = /** @type {Sample[]} */ (await response.json());
  const items = samples.map(({ file, title, about }) => {
    const choice = button("", () => void openFile(file, open));
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
