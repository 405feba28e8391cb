/**
 * The service worker. It keeps the page's own files, so that the page opens at once, and without a network.
 *
 * pkg/version.js lists the files and names their version; it is written when the page is built
 * (tools/version.mjs). Each version has a cache of its own, which is filled before the version is used, so a page
 * never runs on a mixture of versions. The page decides when the next version takes over (ui/update.js). Libraries that few
 * readers need (`later`) are kept only after they were first asked for; the next version's cache then has them too. What the
 * reader typed or corrected is never stored here.
 */

/**
 * Types for the parts of ServiceWorkerGlobalScope that are used here. TypeScript's own can't be loaded together with those for pages.
 * @typedef {Event & { waitUntil(done: Promise<unknown>): void }} LifeEvent
 * @typedef {Event & { request: Request, respondWith(response: Promise<Response>): void }} FetchEvent
 * @typedef {{ type: "window" }} Clients
 * @typedef {object} Scope
 * @property {{ version: string, files: string[], later: string[] }} WHOSAID
 * @property {(script: string) => void} importScripts
 * @property {{ scope: string }} registration
 * @property {{ claim(): Promise<void>, matchAll(options: { type: "window", includeUncontrolled: boolean }): Promise<unknown[]> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {((type: "install" | "activate", listener: (event: LifeEvent) => void) => void) & ((type: "fetch", listener: (event: FetchEvent) => void) => void) & ((type: "message", listener: (event: LifeEvent & { data: unknown }) => void) => void)} addEventListener
 */
const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
worker.importScripts("pkg/version.js");

const { version, files, later } = worker.WHOSAID;
const CACHES = "whosaid/files/";
const CACHE = CACHES + version;

worker.addEventListener("install", (event) => {
  const fill = async () => {
    const used = await Promise.all(later.map(async (file) => ((await caches.match(file)) ? [file] : [])));
    await (await caches.open(CACHE)).addAll([...files, ...used.flat()].map((file) => new Request(file, { cache: "no-cache" })));
  };
  event.waitUntil(fill());
});

worker.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith("whosaid/") && name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener("message", (event) => {
  const takeOver = async () => {
    const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (open.length <= 1) await worker.skipWaiting();
  };
  if (event.data === "take over if alone") event.waitUntil(takeOver());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    const response = await fetch(request);
    if (response.ok && later.some((file) => request.url === new URL(file, worker.registration.scope).href)) await cache.put(request, response.clone());
    return response;
  };
  event.respondWith(answer());
});
