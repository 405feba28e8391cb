/**
 * Whosaid in Node. It works as in browsers, but reads the WebAssembly module from the disk and starts workers of Node's own kind.
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
