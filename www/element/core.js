/**
 * Loads the WebAssembly core, once for all elements of a page. Only this file knows where the core is; the npm package has its own version of it.
 */

import init, { ElementText, annotate } from "../pkg/whosaid.js";

/** @typedef {{ ElementText: typeof ElementText, annotate: typeof annotate }} Core */

/** @type {Promise<Core> | undefined} */
let loading;

/**
 * Gives the core once it is loaded. After a failure (no network, or a page's security policy) the next call tries again.
 * @returns {Promise<Core>}
 */
export function loadCore() {
  loading ??= init().then(
    () => ({ ElementText, annotate }),
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
