/** What is known about an article beside its text: headline, byline, date, the address of its page, and which lines are captions. */

/**
 * @typedef {object} About
 * @property {string} [headline]
 * @property {string} [byline]
 * @property {string} [date]
 * @property {string} [address]  of the page it came from
 * @property {string[]} [captions]  lines of the text that belong to pictures
 */

const FIELDS = /** @type {const} */ (["headline", "byline", "date", "address"]);
/** Values with more characters than this are dropped: nobody wrote such a headline or byline. */
const LONGEST = 2_000;

/**
 * Takes from a value what is valid, and drops the rest. The value may come from a file, a link, or storage that was changed by hand.
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

/** Whether a string is the address of a page, and nothing else. @param {string} words */
export function isAddress(words) {
  const address = words.trim();
  if (/\s/.test(address) || address.length > LONGEST || !/^(?:https?:\/\/|www\.)\S+\.\S+/i.test(address)) return false;
  return URL.canParse(withScheme(address)) && /^https?:$/.test(new URL(withScheme(address)).protocol);
}

/** @param {string} address */
export const withScheme = (address) => (/^www\./i.test(address) ? `https://${address}` : address);

/** The headline of an article: the known one, or else the text's first line. @param {string} text @param {About} about */
export const headlineOf = (text, about) => about.headline ?? text.trim().split("\n", 1)[0].slice(0, 200);
