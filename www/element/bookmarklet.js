/**
 * The script that the bookmarklet loads into a page. It marks who said what in the page's article; loaded
 * a second time, it removes the marks.
 *
 * It runs on pages that nobody prepared for it, so it looks for the article by itself: the element that holds
 * most of the page's running text. It fails on pages whose text is cut into many parts side by side.
 */

import { WhoSaidElement } from "./define.js";

/** Elements that hold running text. */
const PARAGRAPHS = "p, blockquote, li, h1, h2, h3";
/** Elements whose text does not belong to the article. */
const ASIDE = "nav, footer, aside, form, [role=navigation], [role=complementary], [role=contentinfo], dialog";

/**
 * Finds the element whose own paragraphs have the most words. An `<article>` or the page's main part is preferred if it has
 * nearly as many.
 * @param {Document} page
 * @returns {Element}
 */
export function findArticle(page) {
  /** @type {Map<Element, number>} */
  const words = new Map();
  for (const paragraph of page.body.querySelectorAll(PARAGRAPHS)) {
    if (paragraph.closest(ASIDE)) continue;
    const length = (paragraph.textContent ?? "").trim().length;
    // A paragraph counts fully for its parent and half for its grandparent, since an article's paragraphs may stand in several sections.
    let share = length;
    for (let holder = paragraph.parentElement; holder && holder !== page.documentElement && share > length / 10; holder = holder.parentElement) {
      words.set(holder, (words.get(holder) ?? 0) + share);
      share /= 2;
    }
  }
  const best = [...words].sort((a, b) => b[1] - a[1])[0]?.[0] ?? page.body;
  const whole = best.closest("article, main, [role=main], [itemprop=articleBody]");
  return whole ?? best;
}

/** Marks the page's article, or if it is marked, removes the marks. */
export function toggle() {
  const there = document.querySelector("who-said[data-bookmarklet]");
  if (there) {
    there.remove();
    return;
  }
  const element = /** @type {WhoSaidElement} */ (document.createElement("who-said"));
  element.setAttribute("data-bookmarklet", "");
  element.target = findArticle(document);
  element.addEventListener("whosaid-error", (event) => {
    const { reason, error } = /** @type {import("./who-said.js").WhoSaidErrorEvent} */ (event).detail;
    element.remove();
    alert(reason === "too-long" ? "Whosaid: this page is too long to be read here. Copy the article and paste it into Whosaid’s own page." : `Whosaid could not read this page: ${error instanceof Error ? error.message : error}\n\nCopy the article and paste it into Whosaid’s own page.`);
  });
  element.addEventListener("whosaid-annotated", (event) => {
    const { quotations } = /** @type {import("./who-said.js").WhoSaidAnnotatedEvent} */ (event).detail.annotations;
    if (quotations.length === 0) alert("Whosaid found no quotations on this page.");
  }, { once: true });
  document.body.append(element);
}
