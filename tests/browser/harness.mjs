/**
 * A real Chromium on the served page, with what every test holds it to: no request beyond the
 * page's own files, no error on the console, no uncaught exception.
 */

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  server = await serve(fileURLToPath(new URL("../../www", import.meta.url)));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Runs `test` on a fresh page.
 * @param {(page: Page) => Promise<void>} test
 * @param {BrowserContextOptions & { allowErrors?: RegExp, allowRequests?: RegExp, url?: string, prepare?: (page: Page) => Promise<unknown> }} [options]
 */
export async function onPage(test, { allowErrors, allowRequests, prepare, url = server.url, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => {
    if (message.text() === "Service Worker registration blocked by Playwright") return; // asked for above
    if (["error", "warning"].includes(message.type()) && !allowErrors?.test(message.text())) faults.push(message.text());
  });
  page.on("pageerror", (error) => {
    if (!allowErrors?.test(error.message)) faults.push(error.message);
  });
  page.on("dialog", (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  /** @param {import("playwright-core").Request} request */
  const left = (request) => {
    // What the page's policy stopped never left the browser.
    if (request.failure()?.errorText === "csp") return;
    if (allowRequests?.test(request.url())) return;
    if (!request.url().startsWith(url) && !/^(?:data|blob):/.test(request.url())) faults.push(`a request to ${request.url()}`);
    if (request.method() !== "GET" || request.postData()) faults.push(`data sent to ${request.url()}`);
  };
  context.on("requestfinished", left);
  context.on("requestfailed", left);
  try {
    await prepare?.(page);
    await page.goto(url);
    await test(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/**
 * Pastes as a browser does, with a clipboard of the given kinds.
 * @param {Page} page
 * @param {{ text?: string, html?: string }} clipboard
 * @param {"paste" | "drop"} [how]
 */
export async function paste(page, { text, html }, how = "paste") {
  await page.evaluate(
    ([text, html, how]) => {
      const data = new DataTransfer();
      if (text) data.setData("text/plain", text);
      if (html) data.setData("text/html", html);
      const event =
        how === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    },
    /** @type {const} */ ([text, html, how]),
  );
}

/**
 * Selects words in the article, as with the mouse.
 * @param {Page} page
 * @param {string} words  within one mark, or none
 */
export async function select(page, words) {
  await page.evaluate((words) => {
    const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector("#article")), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? "").indexOf(words);
      if (at < 0) continue;
      node.parentElement?.scrollIntoView({ block: "center" });
      getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(`no such words: ${words}`);
  }, words);
  await page.waitForSelector("#selection-bar:not([hidden])");
}

/**
 * For `prepare`: no tab hears what another one keeps, as one in the background is told late.
 * Before the page's own listeners, since the first to listen hears first.
 * @param {Page} page
 */
export const deaf = (page) => page.context().addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation()));

export { ARTICLE } from "./article.mjs";
