/**
 * The WebAssembly core, started once for all elements of a page. The only file here that knows where it is.
 */

import init, { ElementText, annotate } from "../pkg/whosaid.js";

/** @typedef {{ ElementText: typeof ElementText, annotate: typeof annotate }} Core */

/** @type {Promise<Core> | undefined} */
let loading;

/**
 * The core, as soon as it is there. After a failure (no network, a policy) the next call tries again.
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
