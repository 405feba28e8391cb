/**
 * Where the module is read from, where nobody says, and how a worker is started. Node, which has no `fetch` of files and workers of another
 * kind, has its own: see node.js.
 */

/** @import { InitInput } from "./pkg/whosaid.js" */

/**
 * A script that runs beside the page: what it says comes to `onMessage`, and to `onError` why it can't run.
 * @typedef {object} Running
 * @property {(message: unknown) => void} post
 * @property {() => void} end
 */

/** @type {{ read: () => Promise<InitInput | undefined>, start: (script: string, onMessage: (message: any) => void, onError: (error: Error) => void) => Running }} */
export const source = {
  // Written so, bundlers see the file that is meant, and take it along.
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

/** What is there, unless it is none of what was asked for. @param {RequestInfo | URL} place @returns {Promise<Response>} */
export async function fetched(place) {
  const response = await fetch(place);
  const { url } = response;
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  // A server for development answers with the page itself what it doesn't have.
  if (response.headers.get("content-type")?.startsWith("text/html")) throw new Error(`${url} answered with a web page`);
  return response;
}
