/**
 * The service worker, and how a newer version of the page comes in without taking work away.
 *
 * A page always runs on the files of one version: its service worker keeps them together. A newer
 * version waits beside it. It is taken only while there is nothing to lose, on the first screen with
 * nothing typed and no other Whosaid open; else a line says that it is there, and it comes in when the
 * page is opened the next time.
 */

import { scriptUrl } from "../core/trusted.js";

/**
 * @param {object} page
 * @param {() => boolean} page.isIdle  is there nothing that a reload would disturb?
 * @param {(ready: boolean) => void} page.onReady  a newer version waits
 */
export function watchForUpdates({ isIdle, onReady }) {
  const container = navigator.serviceWorker;
  if (!container) return { tryNow() {} };
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  let controlled = container.controller !== null;

  function tryNow() {
    const { waiting } = registration ?? {};
    if (!waiting) return;
    onReady(true);
    // The worker answers only where this is the only page open.
    if (isIdle()) waiting.postMessage("take over if alone");
  }

  container.addEventListener("controllerchange", () => {
    // The first worker of a first visit changes nothing.
    if (controlled && isIdle()) location.reload();
    controlled = true;
  });
  addEventListener("load", async () => {
    // Without it (an old browser, private browsing) the page works as well, online.
    registration = await container.register(scriptUrl("sw.js"), { updateViaCache: "none" }).catch(() => null);
    if (!registration) return;
    tryNow();
    registration.addEventListener("updatefound", () => {
      const { installing } = /** @type {ServiceWorkerRegistration} */ (registration);
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && container.controller) tryNow();
      });
    });
  });
  return { tryNow };
}
