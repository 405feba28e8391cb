/**
 * Places the card: in the margin beside its words if the window is wide enough for a margin, or else as a sheet at the
 * foot of the window. If the sheet would cover the words, the page is scrolled.
 */

/** The height of the bar at the top of the page, with a little room below it, in pixels. */
const MASTHEAD = 64;

/** In windows at least this wide the reading screen has a margin for the card; styles/rail.css has the same number. */
const MARGIN = matchMedia("(min-width: 1100px)");

export const hasMargin = () => MARGIN.matches;

/** Calls `onChange` when the margin appears or disappears. @param {() => void} onChange */
export const watchMargin = (onChange) => MARGIN.addEventListener("change", onChange);

/**
 * Puts the card beside an element of the article. Without a margin, the style sheet puts it at the foot of the window.
 * @param {HTMLElement} card
 * @param {Element} beside
 * @param {Element} margin  the column that the card stands in
 * @param {number} [nearY]  the height of the pointer: beside a long quotation, the card goes to that line
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

/** Moves a card in the margin up if it has grown beyond the window's foot. @param {HTMLElement} card */
export function keepInWindow(card) {
  if (!hasMargin() || card.hidden) return;
  const { top, bottom } = card.getBoundingClientRect();
  if (bottom > innerHeight - 12) card.style.top = `${Math.max(MASTHEAD, top - (bottom - innerHeight + 12))}px`;
}

/**
 * Scrolls the page if the sheet covers the words that it is about.
 * @param {HTMLElement} card
 * @param {Element} beside
 */
export function keepInSight(card, beside) {
  if (hasMargin() || card.hidden) return;
  const { top, bottom } = beside.getBoundingClientRect();
  const free = innerHeight - card.offsetHeight;
  if (top >= MASTHEAD && bottom <= free - 12) return;
  // The words go to the middle of the free part of the window, or to its top if they are higher than it.
  const wanted = Math.max(MASTHEAD + 12, (MASTHEAD + free - (bottom - top)) / 2);
  scrollBy({ top: top - wanted, behavior: "instant" });
}
