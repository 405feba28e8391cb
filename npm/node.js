/**
 * Whosaid in Node: as in browsers, but the module is read from the disk, and workers are Node's.
 *
 * @module
 */

import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { source } from "./source.js";

source.read = () => readFile(new URL("pkg/whosaid_bg.wasm", import.meta.url));

source.start = (script, onMessage, onError) => {
  const worker = new Worker(script, { eval: true });
  worker.on("message", onMessage).on("error", onError);
  return { post: (message) => worker.postMessage(message), end: () => void worker.terminate() };
};

export * from "./index.js";
