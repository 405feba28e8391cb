/** What is known of an article beside its words: the headline, who wrote it, when, where, and which lines are captions. */

/**
 * @typedef {object} About
 * @property {string} [headline]
 * @property {string} [byline]
 * @property {string} [date]
 * @property {string} [address]  of the page it came from
 * @property {string[]} [captions]  lines of the text that belong to pictures
 */

const FIELDS = /** @type {const} */ (["headline", "byline", "date", "address"]);
/** Longer values are nothing that anybody wrote there. */
const LONGEST = 2_000;

/**
 * What is sound in a value from outside: storage touched by hand, a file, a link.
 * @param {any} value
 * @returns {About}
 */
export function soundAbout(value) {
  /** @type {About} */
  const about = {};
  for (const field of FIELDS) {
    if (typeof value?.[field] === "string" && value[field].trim()) about[field] = value[field].replace(/\s+/g, " ").trim().slice(0, LONGEST);
  }
  if (about.address && !isAddress(about.address)) delete about.address;
  if (Array.isArray(value?.captions)) about.captions = value.captions.filter((/** @type {unknown} */ line) => typeof line === "string").slice(0, 500);
  return about;
}

/** Whether words are the address of a page, and nothing else. @param {string} words */
export function isAddress(words) {
  const address = words.trim();
  if (/\s/.test(address) || address.length > LONGEST || !/^(?:https?:\/\/|www\.)\S+\.\S+/i.test(address)) return false;
  return URL.canParse(withScheme(address)) && /^https?:$/.test(new URL(withScheme(address)).protocol);
}

/** @param {string} address */
export const withScheme = (address) => (/^www\./i.test(address) ? `https://${address}` : address);

/** The headline of an article: what is known, or else its first line. @param {string} text @param {About} about */
export const headlineOf = (text, about) => about.headline ?? text.trim().split("\n", 1)[0].slice(0, 200);
