/**
 * The part of the page that offers Whosaid for other pages: a bookmarklet to use on any page, and lines to paste into
 * one's own. Both load their files from where this page is served, so whoever hosts the page hands out their own copy.
 */

import { button, el } from "./dom.js";

/** @param {string} file  a file of the folder element/ */
const addressOf = (file) => new URL(`element/${file}`, document.baseURI).href;

/**
 * The address of the bookmarklet, a bookmark that marks the article of the page it is clicked on. Clicked again, it removes the marks.
 * @param {string} script  the address of element/bookmarklet.js
 */
export function bookmarkletTo(script) {
  const trouble = "Whosaid can’t run on this page: its security policy allows no scripts from elsewhere. Copy the article and paste it into Whosaid’s own page.";
  const code = `import(${JSON.stringify(script)}).then((whosaid) => whosaid.toggle(), () => alert(${JSON.stringify(trouble)}));void 0`;
  return `javascript:${encodeURIComponent(code)}`;
}

/**
 * The lines to paste into a page, before and after its article.
 * @param {string} script  the address of element/define.js
 */
export const snippetFor = (script) => `<script type="module" src="${script}"></script>

<who-said>
  … your article, as it is …
</who-said>`;

/**
 * What a page's Content-Security-Policy must allow, if it has one.
 * @param {string} place  the origin that serves the files
 */
export const policyFor = (place) => `script-src ${place} 'wasm-unsafe-eval'; connect-src ${place}`;

/** Makes the bookmarklet, a link to drag to the bookmarks bar. A click on it here only calls `onClick`. @param {() => void} [onClick] */
export function createBookmarklet(onClick = () => {}) {
  const bookmarklet = el("a", { href: bookmarkletTo(addressOf("bookmarklet.js")), class: "bookmarklet" }, "Who said what?");
  bookmarklet.addEventListener("click", (event) => {
    event.preventDefault();
    onClick();
  });
  return bookmarklet;
}

/**
 * Fills the part of the page that offers the bookmarklet and the lines.
 * @param {HTMLElement} part  a `<details>`
 */
export function createEmbed(part) {
  const status = el("span", { role: "status" });
  const bookmarklet = createBookmarklet(() => (status.textContent = "Drag it to your bookmarks bar, and click it there when you read an article."));
  const snippet = snippetFor(addressOf("define.js"));
  part.replaceChildren(
    el("summary", {}, "Whosaid on other pages, and on your own"),
    el("p", {}, "Drag this to your bookmarks bar: ", bookmarklet, " Click it while you read an article, and it marks who said what there; click it again, and the marks are gone. What you read stays in your browser, as here."),
    el("p", {}, "In a page of your own, paste these lines around the article. Its words are marked where they stand, and nothing else of your page is changed. ", button("Copy the lines", () => void copy(), { class: "quiet" }), " ", status),
    el("pre", { tabindex: 0, role: "region", "aria-label": "Lines to paste" }, el("code", {}, snippet)),
    el("p", {}, "If your page has a Content-Security-Policy, it must allow: ", el("code", {}, policyFor(location.origin)), "."),
  );

  async function copy() {
    try {
      await navigator.clipboard.writeText(snippet);
      status.textContent = "Copied.";
    } catch {
      status.textContent = "Your browser doesn’t let this page copy: select the lines, and copy them yourself.";
    }
  }
}
