/**
 * Stores articles in the browser, so that they are still there when the tab is closed. An article is stored only once the reader has
 * corrected something. Each has its own key, so that two tabs with two articles don't touch each other.
 */

import { isCorrection } from "../editing/corrections.js";

import { soundAbout } from "./about.js";

/** @import { Correction } from "../editing/corrections.js" */
/** @import { About } from "./about.js" */
/** A stored article. `given`: where an opened document differed from what the core finds. @typedef {{ text: string, corrections: Correction[], given?: Correction[], about: About, saved: number }} Kept */

const PREFIX = "whosaid/article/";

/** A key for a new article. */
export const newKey = () => PREFIX + crypto.randomUUID();

/**
 * Stores an article. Returns false if the browser refused: its storage is full, or not allowed.
 * @param {string} key
 * @param {Kept} kept
 */
export function keep(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key @returns {Kept | null} */
export function kept(key) {
  try {
    return articleFrom(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Every article kept, the latest first. @returns {{ key: string, kept: Kept }[]} */
export function allKept() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .flatMap((key) => {
        const found = kept(key);
        return found ? [{ key, kept: found }] : [];
      })
      .sort((a, b) => b.kept.saved - a.kept.saved);
  } catch {
    return [];
  }
}

/** Deletes all that this page ever stored in this browser, the copy of its own files too. */
export async function forgetEverything() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("whosaid/")) localStorage.removeItem(key);
  } catch {
    // Where the browser allows no storage, there is nothing to delete.
  }
  // The service worker is removed too, since its files are gone. The next visit installs it again.
  for (const registration of (await navigator.serviceWorker?.getRegistrations().catch(() => [])) ?? []) await registration.unregister();
  if ("caches" in globalThis) for (const name of await caches.keys()) if (name.startsWith("whosaid/")) await caches.delete(name);
}

/**
 * Calls `onChange` when another tab has changed an article.
 * @param {(key: string, kept: Kept | null) => void} onChange
 */
export function watch(onChange) {
  addEventListener("storage", ({ key, newValue, storageArea }) => {
    if (storageArea === localStorage && key?.startsWith(PREFIX)) onChange(key, articleFrom(newValue));
  });
}

/** Reads a stored article, which another version of the page may have written or somebody changed by hand. Null if it is not valid. @param {string | null} json @returns {Kept | null} */
export function articleFrom(json) {
  if (!json) return null;
  try {
    const value = JSON.parse(json);
    if (typeof value?.text !== "string" || !Array.isArray(value.corrections)) return null;
    const { text, corrections, given, about, saved } = value;
    return {
      text,
      corrections: corrections.filter(isCorrection),
      ...(Array.isArray(given) ? { given: given.filter(isCorrection) } : {}),
      about: soundAbout(about),
      saved: typeof saved === "number" ? saved : 0,
    };
  } catch {
    return null;
  }
}
