/**
 * The only two places where the page gives strings to a browser function that could run them: parsing
 * pasted HTML, and starting the page's own workers. Each goes through a Trusted Types policy. Anywhere
 * else, the Content-Security-Policy in index.html makes the browser refuse.
 */

/**
 * @typedef {object} PolicyFactory
 * @property {(name: string, rules: Record<string, (input: string) => string>) => { createHTML(input: string): string, createScriptURL(input: string): string }} createPolicy
 */
/** @type {PolicyFactory | undefined} */
const factory = /** @type {any} */ (globalThis).trustedTypes;

/** The addresses of the page's own scripts, relative to the page. Not relative to this module, which is bundled with others when the page is published. */
const PATHS = { "worker.js": "core/worker.js", "sw.js": "sw.js" };
/** @param {string} path */
const addressOf = (path) => new URL(path, document.baseURI).href;

const paste = factory?.createPolicy("whosaid-paste", { createHTML: (html) => html });
const scripts = factory?.createPolicy("whosaid-scripts", {
  createScriptURL(url) {
    if (!Object.values(PATHS).map(addressOf).includes(url)) throw new TypeError(`not a script of this page: ${url}`);
    return url;
  },
});

/**
 * Parses pasted HTML into a document that is never shown, so it runs no script and loads no picture.
 * @param {string} html
 */
export const parseInert = (html) => new DOMParser().parseFromString(paste ? paste.createHTML(html) : html, "text/html");

/**
 * The address of one of the page's own scripts.
 * @param {"worker.js" | "sw.js"} file
 */
export function scriptUrl(file) {
  const url = addressOf(PATHS[file]);
  return scripts ? scripts.createScriptURL(url) : url;
}
