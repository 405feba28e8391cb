/**
 * The dialog that shows what the browser itself reports about privacy, so that nobody has to take our word for it: which
 * files were fetched, that a connection to another place is refused, and what is stored.
 */

import { byId, el } from "./dom.js";
import { heldArticles } from "../keeping/tab.js";
import { counted } from "../reading/words.js";

/** An address to try to connect to. It is reserved for examples, so if the request did get through, nobody would learn anything. */
const ELSEWHERE = "https://example.com/";

/** Tries to connect to another place. True if the page's security policy refused it. */
async function refused() {
  /** @type {Promise<boolean>} */
  const told = new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => resolve(blockedURI.startsWith(ELSEWHERE.slice(0, -1))), { once: true });
    setTimeout(() => resolve(false), 1000);
  });
  const failed = await fetch(ELSEWHERE, { mode: "no-cors", cache: "no-store" }).then(() => false, () => true);
  return failed && told;
}

function stored() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key !== "whosaid/visited");
    const sizes = keys.map((key) => key.length + (localStorage.getItem(key) ?? "").length);
    if (sizes.length === 0) return localStorage.length > 0 ? "Nothing of yours: only that this page was open here before." : "Nothing of yours.";
    return `${counted(sizes.length, "entry", "entries")}, ${counted(sizes.reduce((sum, size) => sum + size, 0), "character")}: articles you corrected, your own names and settings. “Forget everything”, below, removes them.`;
  } catch {
    return "Nothing: your browser doesn’t let this page store anything.";
  }
}

function heldByTab() {
  const count = heldArticles().length;
  return count === 0 ? "Nothing." : `${counted(count, "article")}, so that a reload brings them back. They are gone when the tab is closed.`;
}

/** Opens the privacy dialog with a fresh report. */
export async function showPrivacy() {
  const own = new URL("./", document.baseURI).href;
  const loaded = performance.getEntriesByType("resource").filter(({ name }) => name.startsWith("http") && name !== ELSEWHERE);
  const foreign = loaded.filter(({ name }) => !name.startsWith(own));
  const facts = byId("privacy-facts", HTMLElement);
  /** @param {boolean} good @param {string} what @param {string} says @param {string[]} [list] */
  const fact = (good, what, says, list = []) =>
    el(
      "div",
      { class: good ? "good" : "bad" },
      el("dt", {}, what),
      el("dd", {}, says, list.length > 0 && el("details", {}, el("summary", {}, "Which"), el("ul", {}, ...list.map((item) => el("li", {}, item))))),
    );
  facts.replaceChildren(el("p", {}, "Checking…"));
  byId("privacy", HTMLDialogElement).showModal();
  const isRefused = await refused();
  facts.replaceChildren(
    fact(
      foreign.length === 0,
      "Files fetched since the page opened",
      foreign.length === 0 ? `${loaded.length}, all of them the page’s own.` : `${loaded.length}, of which ${foreign.length} came from elsewhere. A browser extension may have added them.`,
      (foreign.length > 0 ? foreign : loaded).map(({ name }) => name),
    ),
    fact(isRefused, "A connection elsewhere, tried just now", isRefused ? "Your browser refused it, as this page’s policy tells it to." : "It was not refused. Something between you and this page has changed its policy: don’t trust it with what must stay private."),
    fact(true, "Kept in this browser", stored()),
    fact(true, "Held by this tab", heldByTab()),
  );
}
