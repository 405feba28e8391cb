/**
 * The export menu. It has fields for the article's headline, date and so on; the article in each format, to download or
 * copy; the list of quotations as text; a link that holds the whole article; and printing.
 */

import { button, el } from "../ui/dom.js";
import { headlineOf, soundAbout } from "./about.js";

/** @import { About } from "./about.js" */
/** @import { Article, Format } from "./exports.js" */
/** @import { Correction } from "../editing/corrections.js" */

/** @type {{ format: Format, name: string, says: string, extension: string, type: string }[]} */
const FORMATS = [
  { format: "html", name: "Web page", says: "as it looks here, in one file, without scripts", extension: "html", type: "text/html" },
  { format: "markdown", name: "Notes (Markdown)", says: "who said what, by speaker", extension: "md", type: "text/markdown" },
  { format: "csv", name: "Spreadsheet (CSV)", says: "a line for each quotation", extension: "csv", type: "text/csv" },
  { format: "json", name: "Whosaid document (JSON)", says: "everything; can be opened here again", extension: "json", type: "application/json" },
  { format: "web-annotation", name: "Web Annotations (JSON-LD)", says: "for annotation tools", extension: "jsonld", type: "application/ld+json" },
];

/** @type {{ field: "headline" | "byline" | "date" | "address", label: string }[]} */
const FIELDS = [
  { field: "headline", label: "Headline" },
  { field: "byline", label: "By" },
  { field: "date", label: "Date" },
  { field: "address", label: "Address" },
];

/**
 * @typedef {object} Menu
 * @property {() => Article} article
 * @property {() => readonly Correction[]} corrections
 * @property {(about: About) => void} onAbout
 * @property {() => void} onCopyList
 * @property {(message: string) => void} tell
 */

/** Fills the menu. @param {HTMLElement} menu  a popover @param {Menu} on */
export function createExportMenu(menu, on) {
  const status = el("p", { role: "status", class: "hint" });
  const fields = FIELDS.map(({ field, label }) => {
    const input = el("input", { type: "text", autocomplete: "off", dir: "auto" });
    input.addEventListener("change", () => on.onAbout(soundAbout({ ...on.article().about, [field]: input.value })));
    return { field, input, label: el("label", {}, el("span", {}, label), input) };
  });
  const link = el("li", {}, el("div", {}, el("span", { class: "format" }, "Link"), el("span", { class: "hint" }, "holds the whole article and your corrections; nothing is uploaded")), button("Copy", () => void copyLink(), { "aria-label": "Copy: Link" }));
  menu.replaceChildren(
    el("h2", {}, "Export"),
    el("details", { class: "about-fields" }, el("summary", {}, "Headline, date, address"), ...fields.map(({ label }) => label)),
    el(
      "ul",
      {},
      el("li", {}, el("div", {}, el("span", { class: "format" }, "Quotations"), el("span", { class: "hint" }, "as plain text, one on each line")), button("Copy", () => {
        on.onCopyList();
        status.textContent = "Copied: Quotations";
      }, { "aria-label": "Copy: Quotations" })),
      link,
      ...FORMATS.map((entry) =>
        el(
          "li",
          {},
          el("div", {}, el("span", { class: "format" }, entry.name), el("span", { class: "hint" }, entry.says)),
          button("Download", () => void write(entry, (content, { extension, type }, title) => download(content, `${title}.${extension}`, type)), { "aria-label": `Download: ${entry.name}` }),
          button("Copy", () => void write(entry, copy), { "aria-label": `Copy: ${entry.name}` }),
        ),
      ),
      el("li", {}, el("div", {}, el("span", { class: "format" }, "Paper or PDF"), el("span", { class: "hint" }, "who speaks, and the marked article")), button("Print", () => {
        menu.hidePopover();
        print();
      })),
    ),
    status,
  );
  // The menu is filled before it is shown; the event "toggle" would come too late.
  menu.addEventListener("beforetoggle", () => {
    const { text, about } = on.article();
    for (const { field, input } of fields) input.value = about[field] ?? (field === "headline" ? headlineOf(text, about) : "");
    status.textContent = "";
  });

  /**
   * @param {typeof FORMATS[number]} entry
   * @param {(content: string, entry: typeof FORMATS[number], title: string) => void | Promise<void>} how
   */
  async function write(entry, how) {
    const article = on.article();
    try {
      const exports = await import("./exports.js");
      await how(await exports.write(article, entry.format), entry, fileName(headlineOf(article.text, article.about)));
      status.textContent = how === copy ? `Copied: ${entry.name}` : `Downloaded: ${entry.name}`;
    } catch (error) {
      on.tell(error instanceof Error ? error.message : String(error));
    }
  }

  async function copyLink() {
    const { text, about } = on.article();
    const { LONGEST_TEXT, linkTo } = await import("./share-link.js");
    if (text.length > LONGEST_TEXT) {
      status.textContent = `This article is too long for a link (more than ${LONGEST_TEXT.toLocaleString("en")} characters). Send the Whosaid document instead.`;
      return;
    }
    const address = await linkTo({ text, corrections: [...on.corrections()], about }, location.href);
    await copy(address);
    status.textContent = `Link copied. It holds the whole article, in ${address.length.toLocaleString("en")} characters: send it only to people who may read the article.`;
  }
}

/**
 * Downloads a file with this content.
 * @param {string} content
 * @param {string} name
 * @param {string} type
 */
export function download(content, name, type) {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {string} content */
export const copy = (content) => navigator.clipboard.writeText(content);

/** Makes a file name of a headline. @param {string} headline */
const fileName = (headline) => headline.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60).toLowerCase() || "article";
