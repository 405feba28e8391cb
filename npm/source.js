/** Where the module is read from, where nobody says. Node, which has no `fetch` of files, has its own: see node.js. */

/** @import { InitInput } from "./pkg/whosaid.js" */

/** @type {{ read: () => Promise<InitInput | undefined> }} */
export const source = {
  // Written so, bundlers see the file that is meant, and take it along.
  read: () => fetched(new URL("pkg/whosaid_bg.wasm", import.meta.url)),
};

/** @param {URL} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  // A server for development answers with the page itself what it doesn't have.
  if (response.headers.get("content-type")?.startsWith("text/html")) throw new Error(`${url} answered with a web page`);
  return response;
}
