/**
 * Where the card stands: in the margin beside its words where the page has one, else in a sheet at the foot of the
 * window, from under which its words are scrolled out.
 */

/** The masthead's height and a little, in pixels. */
const MASTHEAD = 64;

/** From so wide on the reading screen has a margin for the card; styles/rail.css says the same. */
const MARGIN = matchMedia("(min-width: 1100px)");

export const hasMargin = () => MARGIN.matches;

/** Tells when the margin comes or goes. @param {() => void} onChange */
export const watchMargin = (onChange) => MARGIN.addEventListener("change", onChange);

/**
 * Puts the card beside an element of the article, or leaves it to the style to put it at the window's foot.
 * @param {HTMLElement} card
 * @param {Element} beside
 * @param {Element} margin  the column that the card stands in
 * @param {number} [nearY]  where the pointer is, for long quotations
 */
export function placeCard(card, beside, margin, nearY) {
  card.classList.toggle("sheet", !hasMargin());
  document.body.classList.toggle("with-sheet", !hasMargin() && !card.hidden);
  if (!hasMargin()) {
    card.style.removeProperty("top");
    card.style.removeProperty("left");
    card.style.removeProperty("inline-size");
    return;
  }
  const lines = [...beside.getClientRects()];
  const line = lines.find((r) => nearY !== undefined && nearY >= r.top - 4 && nearY <= r.bottom + 4) ?? lines[0] ?? beside.getBoundingClientRect();
  const { left, width } = margin.getBoundingClientRect();
  card.style.left = `${left}px`;
  card.style.inlineSize = `${width}px`;
  card.style.top = `${Math.max(MASTHEAD, Math.min(line.top - 14, innerHeight - card.offsetHeight - 12))}px`;
}

/** Moves a card in the margin up where it has grown out of the window. @param {HTMLElement} card */
export function keepInWindow(card) {
  if (!hasMargin() || card.hidden) return;
  const { top, bottom } = card.getBoundingClientRect();
  if (bottom > innerHeight - 12) card.style.top = `${Math.max(MASTHEAD, top - (bottom - innerHeight + 12))}px`;
}

/**
 * Scrolls the words that a sheet is about out from under it.
 * @param {HTMLElement} card
 * @param {Element} beside
 */
export function keepInSight(card, beside) {
  if (hasMargin() || card.hidden) return;
  const { top, bottom } = beside.getBoundingClientRect();
  const free = innerHeight - card.offsetHeight;
  if (top >= MASTHEAD && bottom <= free - 12) return;
  // In the middle of what is left, or from the top where there is more of it.
  const wanted = Math.max(MASTHEAD + 12, (MASTHEAD + free - (bottom - top)) / 2);
  scrollBy({ top: top - wanted, behavior: "instant" });
}
