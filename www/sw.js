/**
 * Keeps the page's own files, so that it opens without a network.
 *
 * Network first: online, a reload always shows the newest page, and there is no update to wait for or
 * to be asked about; offline, the last files that came are used. What the reader typed or corrected
 * is never here.
 */

const CACHE = "whosaid/files";

/** Everything the page can ask for; tests/browser/offline.test.mjs holds the list to the folder. */
const FILES = [
  "./",
  "anchors.js",
  "app.js",
  "article-view.js",
  "card.js",
  "cast.js",
  "client.js",
  "corrections.js",
  "dom.js",
  "editor.js",
  "forms.js",
  "icon.svg",
  "keys.js",
  "layers.js",
  "manifest.webmanifest",
  "model.js",
  "palette.js",
  "paste.js",
  "pkg/whosaid.js",
  "pkg/whosaid_bg.wasm",
  "reader.js",
  "samples.js",
  "samples/index.json",
  "selection-bar.js",
  "session.js",
  "store.js",
  "strip.js",
  "styles/article.css",
  "styles/card.css",
  "styles/page.css",
  "styles/palette.css",
  "styles/print.css",
  "styles/rail.css",
  "take-along.js",
  "trusted.js",
  "words.js",
  "worker.js",
];

/** @typedef {Event & { waitUntil(done: Promise<unknown>): void }} LifeEvent */
/** @typedef {Event & { request: Request, respondWith(response: Promise<Response>): void }} FetchEvent */
/**
 * What is used of ServiceWorkerGlobalScope: its own type library can't be had beside the page's.
 * @typedef {object} Scope
 * @property {{ scope: string }} registration
 * @property {{ claim(): Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {((type: "install" | "activate", listener: (event: LifeEvent) => void) => void) & ((type: "fetch", listener: (event: FetchEvent) => void) => void)} addEventListener
 */
const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const samples = await fetch("samples/index.json").then((response) => response.json());
      await cache.addAll([...FILES, ...samples.map((/** @type {{ file: string }} */ { file }) => `samples/${file}`)]);
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      try {
        const response = await fetch(request);
        if (response.ok) await cache.put(request, response.clone());
        return response;
      } catch (error) {
        const kept = await cache.match(request, { ignoreSearch: true });
        if (kept) return kept;
        throw error;
      }
    })(),
  );
});
