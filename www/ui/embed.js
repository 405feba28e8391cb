/**
 * Whosaid for other pages: a bookmarklet for the pages of others, and lines to paste into one's own. Both
 * name the place where this page is served, so that whoever hosts it hands out their own copy.
 */

import { button, el } from "./dom.js";

/** @param {string} file  of the element's folder */
const addressOf = (file) => new URL(`element/${file}`, document.baseURI).href;

/**
 * A bookmark's address that marks the article of the page it is clicked on; clicked again, it takes the marks away.
 * @param {string} script  the address of element/bookmarklet.js
 */
export function bookmarkletTo(script) {
  const trouble = "Whosaid can’t run on this page: its security policy allows no scripts from elsewhere. Copy the article and paste it into Whosaid’s own page.";
  const code = `import(${JSON.stringify(script)}).then((whosaid) => whosaid.toggle(), () => alert(${JSON.stringify(trouble)}));void 0`;
  return `javascript:${encodeURIComponent(code)}`;
}

/**
 * What to paste into a page, before and after its article.
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

/** The bookmarklet as a link to be dragged; clicked here it does nothing but call `onClick`. @param {() => void} [onClick] */
export function createBookmarklet(onClick = () => {}) {
  const bookmarklet = el("a", { href: bookmarkletTo(addressOf("bookmarklet.js")), class: "bookmarklet" }, "Who said what?");
  bookmarklet.addEventListener("click", (event) => {
    event.preventDefault();
    onClick();
  });
  return bookmarklet;
}

/**
 * Fills the part of the page that tells of it.
 * @param {HTMLElement} part  a `<details>`
 */
export function createEmbed(part) {
  const status = el("span", { role: "status" });
  const bookmarklet = createBookmarklet(() => (status.textContent = "Drag it to your bookmarks bar, and click it there when you read an article."));
  const snippet = snippetFor(addressOf("define.js"));
  part.replaceChildren(
    el("summary", {}, "On other pages, and on your own"),
    el("p", {}, "Drag this to your bookmarks bar: ", bookmarklet, " Clicked while you read an article, it marks who said what there; once more, and it is gone. What you read stays in your browser, as here."),
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
