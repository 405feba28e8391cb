/** The sample articles on the first screen: plain text files of the page's own, written for it. */

import { el } from "./dom.js";
import { cleanText } from "./paste.js";

/** @typedef {{ file: string, title: string, about: string }} Sample */

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} part  shown once there is something to list
 * @param {(text: string) => Promise<void>} open
 */
export async function listSamples(list, part, open) {
  const response = await fetch("samples/index.json").catch(() => null);
  if (!response?.ok) return; // offline before the first visit: pasting works all the same
  const samples = /** @type {Sample[]} */ (await response.json());
  list.replaceChildren(
    ...samples.map(({ file, title, about }) => {
      const button = el("button", { type: "button" }, el("span", { class: "sample-title" }, title), el("span", { class: "sample-about" }, about));
      button.addEventListener("click", async () => open(cleanText(await (await fetch(`samples/${file}`)).text())));
      return el("li", {}, button);
    }),
  );
  part.hidden = samples.length === 0;
}
