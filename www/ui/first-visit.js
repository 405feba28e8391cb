/** Three callouts, short texts that introduce the page. They show on the first visit, which opens a sample, and later only if the reader asks for them in Help. */

import { button, byId, el } from "./dom.js";

const SEEN = "whosaid/visited";

/** The callouts. `touch`: the words for touch screens, where there are neither keys nor a mouse. @type {{ title: string, says: string, touch: string }[]} */
const CALLOUTS = [
  {
    title: "Who said what",
    says: "Tinted words are word for word, underlined ones retold; the number says who. Point at them, or press n.",
    touch: "Tinted words are word for word, underlined ones retold; the number says who. Tap one to see why.",
  },
  {
    title: "Check it",
    says: "“Quotations” lists them all. Answer each with y (right), w (somebody else) or x (not a quotation).",
    touch: "“Quotations” lists them all, each with three answers: right, somebody else, not a quotation.",
  },
  {
    title: "Now your own",
    says: "Paste an article anywhere on this page (Ctrl V). It stays in your browser.",
    touch: "“New article” lets you paste one. It stays in your browser.",
  },
];

/** Whether this is the first visit with this browser, as far as its storage tells. */
export function isFirstVisit() {
  try {
    return localStorage.length === 0 && sessionStorage.length === 0;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(SEEN, "yes");
  } catch {
    // If this can't be stored, the callouts may show again on the next visit.
  }
}

/** Shows the callouts above the article. They block nothing: the reader can use the page meanwhile. */
export function showCallouts() {
  const part = byId("callouts", HTMLElement);
  const byTouch = matchMedia("(hover: none)").matches;
  part.replaceChildren(
    ...CALLOUTS.map(({ title, says, touch }, at) => el("li", {}, el("span", { class: "step", "aria-hidden": "true" }, String(at + 1)), el("div", {}, el("strong", {}, title), el("p", {}, byTouch ? touch : says)))),
    el("li", { class: "done" }, button("Got it", closeCallouts, { class: "primary" })),
  );
  part.hidden = false;
}

export function closeCallouts() {
  const part = byId("callouts", HTMLElement);
  if (part.hidden) return;
  part.hidden = true;
  remember();
}
