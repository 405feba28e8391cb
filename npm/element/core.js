/** In the package: the core that the functions of its root use too, loaded once for all. */

import { load } from "../index.js";

/** @typedef {import("../index.js").Core} Core */

/** @returns {Promise<Core>} */
export const loadCore = () => load();
