/**
 * What marked words look like: one look for each ink (a speaker's colour) and each kind of mark.
 *
 * As on Whosaid's own page, a tint marks what is word for word, a line what is retold, and the ink says who
 * spoke. An unsure quotation has a dotted line and no tint, so that one sees at once that it is unsure. Whosaid's page shows
 * a question mark instead, but a highlight can't add a sign. Ink 0 is grey: nobody is named.
 *
 * The inks are those of styles/palette.css (a test checks that they are equal). A page may set its own in
 * `--whosaid-ink-1` … `--whosaid-ink-6`, `--whosaid-ink-0` and `--whosaid-tint`, on the text's element or
 * any around it.
 */

import { INKS } from "../reading/palette.js";

/** @typedef {"light" | "dark"} Theme  whether the background is light or dark */
/** @typedef {"direct" | "indirect" | "unsure" | "source" | "cue" | "current"} Look */

/** The colours of each theme. `current`: the colour laid over the quotation whose card is open is so many times as strong as a tint; its words must stay readable. @type {Record<Theme, { inks: string[], tint: number, current: number, paper: string, text: string, soft: string, rule: string }>} */
export const THEMES = {
  light: {
    inks: ["#625e57", "#085560", "#ba4c0b", "#6245cb", "#1c804a", "#882292", "#1d1a64"],
    tint: 12, current: 2.2, paper: "#ffffff", text: "#1d1b18", soft: "#5c574f", rule: "#d9d3c6",
  },
  dark: {
    inks: ["#a5a19a", "#8dd5dc", "#ca7e32", "#c0a6ff", "#d2ea83", "#fcad9c", "#3c9fc2"],
    tint: 17, current: 1.2, paper: "#20242a", text: "#e6e2da", soft: "#a9a59c", rule: "#383c43",
  },
};

/** The name under which names (people, places, …) are highlighted. */
export const NAME = "whosaid-name";

/** The element that marked words are wrapped in where the browser has no highlights. */
export const MARK = "who-said-mark";

/**
 * The name of a highlight. It is the same for every element and every copy of this module in a page.
 * @param {Theme} theme @param {number} ink  0 to INKS @param {Look} look
 */
export const nameOf = (theme, ink, look) => `whosaid-${theme}-${ink}-${look}`;

/** For each look, how much of the tint it has, and which line. @type {Record<Look, [tint: number, line: string]>} */
const DRAWN = {
  direct: [1, ""],
  indirect: [0, "underline solid 1.5px"],
  unsure: [0, "underline dotted 1.5px"],
  source: [0, "underline solid 1px"],
  cue: [0, "underline dashed 1px"],
  current: [1, ""],
};

const LOOKS = /** @type {Look[]} */ (Object.keys(DRAWN));

/** @param {string} name @param {string} declarations */
const rule = (name, declarations) => `::highlight(${name}), ${MARK}[data-look~="${name}"] { ${declarations} }`;

/** The text of the style sheet, with the rules of all looks. */
export function styleText() {
  const rules = [`${MARK} { display: inline; color: inherit; }`, rule(NAME, "text-decoration: underline dotted 1px color-mix(in oklab, currentColor 42%, transparent); text-underline-offset: .2em;")];
  const forced = [];
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    const { inks, tint, current } = THEMES[theme];
    for (let ink = 0; ink <= INKS; ink += 1) {
      const colour = `var(--whosaid-ink-${ink}, ${inks[ink]})`;
      for (const look of LOOKS) {
        const [share, line] = DRAWN[look];
        const name = nameOf(theme, ink, look);
        const declarations = [];
        if (share) declarations.push(`background-color: color-mix(in oklab, ${colour} calc(var(--whosaid-tint, ${tint}%) * ${look === "current" ? current : share}), transparent)`);
        if (line) declarations.push(`text-decoration: ${line} ${colour}`, "text-underline-offset: .22em", "text-decoration-skip-ink: none");
        // On paper, no quotation is drawn as current.
        rules.push(look === "current" ? `@media screen { ${rule(name, declarations.join("; "))} }` : rule(name, declarations.join("; ")));
        forced.push(rule(name, look === "current" ? "color: HighlightText; background-color: Highlight" : "background-color: Canvas; text-decoration-color: Highlight"));
      }
    }
  }
  return `${rules.join("\n")}\n@media (forced-colors: active) {\n${forced.join("\n")}\n}`;
}

/**
 * Whether a computed colour is light, so that text in it must be on a dark background.
 * @param {string} colour  as getComputedStyle gives it: rgb(…), color(srgb …), lab(…), oklch(…), …
 */
export function isLight(colour) {
  const [r = 0, g = 0, b = 0] = (colour.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  if (/^(?:ok)?l(?:ab|ch)/.test(colour)) return r > (colour.startsWith("ok") ? 0.62 : 55);
  const scale = colour.startsWith("rgb") ? 255 : 1;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / scale > 0.5;
}
