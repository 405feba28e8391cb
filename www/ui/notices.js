/** The line above the page's content that says what happened, and what can be done about it. */

import { byId } from "./dom.js";

const notice = byId("notice", HTMLElement);

/**
 * Shows a message until the next one; null removes it.
 * @param {string | null} message
 * @param {...HTMLElement} actions
 */
export function tell(message, ...actions) {
  notice.replaceChildren(message ?? "", ...actions.flatMap((action) => [" ", action]));
  notice.hidden = !message;
}

/** Adds a message to the one that is shown already. @param {string} message @param {...HTMLElement} actions */
export function tellToo(message, ...actions) {
  if (notice.hidden) return tell(message, ...actions);
  notice.append(document.createElement("br"), message, ...actions.flatMap((action) => [" ", action]));
}

/** Says something to screen readers only. @param {string} message */
export const say = (message) => void (byId("status", HTMLElement).textContent = message);

let timer = 0;

/** Shows a short message for a moment, to confirm that something was done. @param {string} message */
export function toast(message) {
  const shown = byId("toast", HTMLElement);
  shown.textContent = message;
  shown.hidden = false;
  clearTimeout(timer);
  timer = window.setTimeout(() => (shown.hidden = true), 4000);
}
