/**
 * The article taken along: downloaded or copied in the formats that the core writes (its `export`
 * modules escape what HTML and spreadsheets would run).
 */

import * as client from "../core/client.js";
import { button, el } from "../ui/dom.js";

/** @import { Annotations } from "../core/model.js" */
/** @typedef {"html" | "markdown" | "csv" | "json" | "web-annotation"} Format */

/** @type {{ format: Format, name: string, says: string, extension: string, type: string }[]} */
const FORMATS = [
  { format: "html", name: "Web page", says: "the marked article, in one file, without scripts", extension: "html", type: "text/html" },
  { format: "markdown", name: "Notes (Markdown)", says: "who said what, by speaker", extension: "md", type: "text/markdown" },
  { format: "csv", name: "Spreadsheet (CSV)", says: "a line for each quotation", extension: "csv", type: "text/csv" },
  { format: "json", name: "Whosaid document (JSON)", says: "everything; can be opened here again", extension: "json", type: "application/json" },
  { format: "web-annotation", name: "Web Annotations (JSON-LD)", says: "for annotation tools", extension: "jsonld", type: "application/ld+json" },
];

/**
 * Fills the menu.
 * @param {HTMLElement} menu  a popover
 * @param {() => { text: string, annotations: Annotations }} article
 * @param {(message: string) => void} tell
 */
export function createTakeAlong(menu, article, tell) {
  const status = el("p", { role: "status", class: "hint" });
  menu.replaceChildren(
    el("h2", {}, "Take it along"),
    el(
      "ul",
      {},
      ...FORMATS.map((entry) =>
        el(
          "li",
          {},
          el("div", {}, el("span", { class: "format" }, entry.name), el("span", { class: "hint" }, entry.says)),
          button("Download", () => void write(entry, (content, { extension, type }, title) => download(content, `${title}.${extension}`, type)), { "aria-label": `Download: ${entry.name}` }),
          button("Copy", () => void write(entry, copy), { "aria-label": `Copy: ${entry.name}` }),
        ),
      ),
      el("li", {}, el("div", {}, el("span", { class: "format" }, "Paper or PDF"), el("span", { class: "hint" }, "the cast and the marked article")), button("Print", () => {
        menu.hidePopover();
        print();
      })),
    ),
    status,
  );

  /**
   * @param {typeof FORMATS[number]} entry
   * @param {(content: string, entry: typeof FORMATS[number], title: string) => void | Promise<void>} how
   */
  async function write(entry, how) {
    const { text, annotations } = article();
    try {
      await how(await client.exportAs(text, annotations, entry.format), entry, titleOf(text));
      status.textContent = how === copy ? `Copied: ${entry.name}` : `Downloaded: ${entry.name}`;
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
    }
  }
}

/**
 * Hands a file to the browser.
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
const copy = (content) => navigator.clipboard.writeText(content);

/** A file name from the first line that has words. @param {string} text */
function titleOf(text) {
  const line = text.trim().split("\n")[0].normalize("NFKD");
  return line.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60).toLowerCase() || "article";
}
