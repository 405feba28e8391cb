/** Loads the core for the custom element in the npm package. It is the core that `annotate` and the package's other functions use, loaded only once. */

import { load } from "../index.js";

/** @typedef {import("../index.js").Core} Core */

/** @returns {Promise<Core>} */
export const loadCore = () => load();
