/**
 * The only two places where the page hands strings to a browser function that could run them, behind
 * a Trusted Types policy each: a document parsed to be read, never shown, and the page's own workers.
 * Everything else that tries is refused by the content-security policy in index.html.
 */

/**
 * @typedef {object} PolicyFactory
 * @property {(name: string, rules: Record<string, (input: string) => string>) => { createHTML(input: string): string, createScriptURL(input: string): string }} createPolicy
 */
/** @type {PolicyFactory | undefined} */
const factory = /** @type {any} */ (globalThis).trustedTypes;

/** Where the page's own scripts are, from the page: as it is published, this module has no place of its own. */
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
 * Pasted HTML as a document that is never attached: it runs no script and loads no picture.
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
