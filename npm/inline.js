/**
 * Whosaid with its WebAssembly module inside the script: for bundlers, servers and workers that would not ship the module's file. The
 * download is a third larger than the module alone. It exports the same functions as the package's root, and shares the loaded module with
 * it: import this once, before the first call, and the root and the element use this module too.
 *
 * @module
 */

import { source } from "./source.js";
import zipped from "./inline-module.js";

source.read = async () => {
  const bytes = Uint8Array.from(atob(zipped), (letter) => letter.charCodeAt(0));
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unzipped).arrayBuffer();
};

export * from "./index.js";
