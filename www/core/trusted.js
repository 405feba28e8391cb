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

const ADDRESSES = { "worker.js": new URL("worker.js", import.meta.url).href, "sw.js": new URL("../sw.js", import.meta.url).href };

const paste = factory?.createPolicy("whosaid-paste", { createHTML: (html) => html });
const scripts = factory?.createPolicy("whosaid-scripts", {
  createScriptURL(url) {
    if (!Object.values(ADDRESSES).includes(url)) throw new TypeError(`not a script of this page: ${url}`);
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
  const url = ADDRESSES[file];
  return scripts ? scripts.createScriptURL(url) : url;
}
