/**
 * Remembers the articles of this tab and their corrections, so that they are there again after a reload, Back or a crash. They are
 * in the browser's session storage, which ends with the tab. When it is full, the oldest articles are moved to memory, and so is one
 * that doesn't fit at all; there they last as long as the page is open.
 */

import { articleFrom } from "./store.js";

/** @import { Kept } from "./store.js" */
/** An article of this tab. `key`: under which the browser stores it beyond the tab; null if it doesn't. @typedef {Kept & { id: string, key: string | null }} TabArticle */

const PREFIX = "whosaid/tab/";

/** The articles that session storage had no room for. @type {Map<string, TabArticle>} */
const held = new Map();

/** An id for a new article of this tab. */
export const newId = () => crypto.randomUUID();

/** Holds an article. Returns whether a reload will find it again. @param {TabArticle} article */
export function hold(article) {
  const json = JSON.stringify(article);
  for (;;) {
    try {
      sessionStorage.setItem(PREFIX + article.id, json);
      held.delete(article.id);
      return true;
    } catch {
      const oldest = stored().findLast(({ id }) => id !== article.id);
      if (!oldest) break;
      drop(oldest.id);
      held.set(oldest.id, oldest);
    }
  }
  held.set(article.id, article);
  return false;
}

/** @param {string} id */
function drop(id) {
  try {
    sessionStorage.removeItem(PREFIX + id);
  } catch {
    // Where the browser allows no storage, there is nothing to remove.
  }
}

/** @param {string} id @returns {TabArticle | null} */
export function heldArticle(id) {
  try {
    return parse(id, sessionStorage.getItem(PREFIX + id)) ?? held.get(id) ?? null;
  } catch {
    return held.get(id) ?? null;
  }
}

/** Every article of this tab, the latest first. */
export const heldArticles = () => [...stored(), ...[...held.values()].filter(({ id }) => !stored().some((one) => one.id === id))].sort((a, b) => b.saved - a.saved);

/** Articles in session storage, the latest first. @returns {TabArticle[]} */
function stored() {
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => parse(key.slice(PREFIX.length), sessionStorage.getItem(key)) ?? [])
      .sort((a, b) => b.saved - a.saved);
  } catch {
    return [];
  }
}

/** Takes an article off the tab's list. @param {string} id */
export function letGo(id) {
  drop(id);
  held.delete(id);
}

/** Removes every article from the tab's list. */
export function letAllGo() {
  for (const { id } of stored()) drop(id);
  held.clear();
}

/** @param {string} id @param {string | null} json @returns {TabArticle | null} */
function parse(id, json) {
  const article = articleFrom(json);
  if (!article) return null;
  const { key } = JSON.parse(/** @type {string} */ (json));
  return { ...article, id, key: typeof key === "string" ? key : null };
}
