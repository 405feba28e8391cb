/**
 * Whosaid with its WebAssembly module in the script itself: for bundlers, servers and workers that leave files behind. It is a third more to
 * download than the module alone. The functions are those of the package's root, and so is what is loaded: import this once,
 * before the first call, and the root and the element use it too.
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
