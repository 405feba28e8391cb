/**
 * Runs tests on the page in a real Chromium. A test fails on any request beyond the
 * page's own files, any error on the console, and any uncaught exception.
 */

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";
import { windowSize } from "./window-size.mjs";
import { countPlans } from "./waiting.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** The folder with the page: its sources, or with PAGE=target/page the page as it is published. */
export const FOLDER = fileURLToPath(new URL(`../../${process.env.PAGE ?? "www"}`, import.meta.url));

const WINDOW = windowSize("1280x900");

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  server = await serve(FOLDER);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Marks the browser as one that has been here before; runs before each page. */
function visited() {
  try {
    localStorage.setItem("whosaid/visited", "yes");
  } catch {
    // Where the browser allows no storage, no visit counts as the first.
  }
}

/**
 * Runs `test` on a fresh page.
 * @param {(page: Page) => Promise<void>} test
 * @param {BrowserContextOptions & { allowErrors?: RegExp, allowRequests?: RegExp, firstVisit?: boolean, url?: string, prepare?: (page: Page) => Promise<unknown> }} [options]
 *   `firstVisit`: opens the page as on a first visit, which shows a sample
 */
export async function onPage(test, { allowErrors, allowRequests, prepare, firstVisit = false, url = server.url, ...options } = {}) {
  const context = await browser.newContext({ viewport: WINDOW, serviceWorkers: "block", ...options });
  if (process.env.PATIENCE) context.setDefaultTimeout(Number(process.env.PATIENCE));
  await countPlans(context);
  if (!firstVisit) await context.addInitScript(visited);
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => {
    if (message.text() === "Service Worker registration blocked by Playwright") return; // Because of `serviceWorkers` above.
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
    // A request that the page's security policy stopped never left the browser.
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
 * @param {string} words  words inside one text node: they may not cross the edge of a mark
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
 * For `prepare`: keeps tabs from hearing what another one stores, as a tab in the background may hear it late.
 * Its listener is added before the page's own, so it can stop the event.
 * @param {Page} page
 */
export const deaf = (page) => page.context().addInitScript(() => addEventListener("storage", (event) => event.stopImmediatePropagation()));

/**
 * Opens the form of the quotation with these words.
 * @param {Page} page
 * @param {string} words
 */
export async function change(page, words) {
  await page.locator("mark[tabindex]", { hasText: words }).first().click();
  await page.locator("#card .correct").click();
  await page.waitForSelector("#card form");
}

/**
 * Chooses a speaker by typing the name, in the open form or question; "" chooses nobody.
 * @param {Page} page
 * @param {string} name
 */
export async function chooseSpeaker(page, name) {
  const field = page.locator("#card [role=combobox]");
  await field.fill(name);
  if (name === "") await field.click();
  const option = page.locator("#card [role=option]", { hasText: name === "" ? "Nobody named" : name }).first();
  await option.click();
}

/**
 * Answers that somebody else said the quotation with these words.
 * @param {Page} page
 * @param {string} words
 * @param {string} name  "" for nobody
 */
export async function giveTo(page, words, name) {
  await page.locator("mark[tabindex]", { hasText: words }).first().click();
  await page.click("#card >> text=Somebody else…");
  await page.waitForSelector("#card [role=combobox]");
  await chooseSpeaker(page, name);
  await page.waitForSelector("#card form", { state: "detached" });
}

/**
 * Answers that these words are no quotation.
 * @param {Page} page
 * @param {string} words
 */
export async function refuse(page, words) {
  await page.locator("mark[tabindex]", { hasText: words }).first().click();
  await page.click("#card >> text=Not a quotation");
}

export { ARTICLE } from "./article.mjs";
