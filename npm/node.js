/**
 * Whosaid in Node: as in browsers, but the module is read from the disk.
 *
 * @module
 */

import { readFile } from "node:fs/promises";
import { source } from "./source.js";

source.read = () => readFile(new URL("pkg/whosaid_bg.wasm", import.meta.url));

export * from "./index.js";
