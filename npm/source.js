/**
 * Where the WebAssembly module is read from when `load` is not told, and how a worker is started. This is for browsers. Node can't `fetch`
 * files and has workers of another kind, so node.js replaces both.
 */

/** @import { InitInput } from "./pkg/whosaid.js" */

/**
 * A worker that `start` has started: `post` sends it a message, `end` stops it. Its answers go to `onMessage`; if it can't run, `onError` is told why.
 * @typedef {object} Running
 * @property {(message: unknown) => void} post
 * @property {() => void} end
 */

/** @type {{ read: () => Promise<InitInput | undefined>, start: (script: string, onMessage: (message: any) => void, onError: (error: Error) => void) => Running }} */
export const source = {
  // Bundlers recognise `new URL(…, import.meta.url)`, written just like this, and ship the file.
  read: () => fetched(new URL("pkg/whosaid_bg.wasm", import.meta.url)),

  start(script, onMessage, onError) {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(url);
    worker.addEventListener("message", ({ data }) => onMessage(data));
    worker.addEventListener("error", ({ message }) => onError(new Error(message || "the page's policy may forbid workers made of `blob:`")));
    const end = () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    return { post: (message) => worker.postMessage(message), end };
  },
};

/** Fetches a file. Fails where the server has none, or answers with a web page instead. @param {RequestInfo | URL} place @returns {Promise<Response>} */
export async function fetched(place) {
  const response = await fetch(place);
  const { url } = response;
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  // Some development servers answer with the app's page when a file is missing.
  if (response.headers.get("content-type")?.startsWith("text/html")) throw new Error(`${url} answered with a web page`);
  return response;
}
