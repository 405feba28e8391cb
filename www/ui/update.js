/**
 * Installs the service worker, and brings in newer versions of the page without losing anybody's work.
 *
 * The service worker makes sure that a page runs on the files of one version. A newer
 * version waits. It takes over only while there is nothing to lose: on the first screen, with
 * nothing typed and no other Whosaid open. Otherwise a line says that it is ready, and it takes over when the
 * page is next opened.
 */

import { scriptUrl } from "../core/trusted.js";

/**
 * @param {object} page
 * @param {() => boolean} page.isIdle  whether a reload would disturb nothing
 * @param {(ready: boolean) => void} page.onReady  is called when a newer version is ready
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
    // The service worker does this only if no other Whosaid page is open.
    if (isIdle()) waiting.postMessage("take over if alone");
  }

  container.addEventListener("controllerchange", () => {
    // On a first visit the page just gets its first service worker: no reload is needed.
    if (controlled && isIdle()) location.reload();
    controlled = true;
  });
  addEventListener("load", async () => {
    // Without a service worker (in an old browser, or in private browsing) the page works as long as there is a connection.
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
