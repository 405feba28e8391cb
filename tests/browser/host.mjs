/**
 * Opens pages like those of other people, with `<who-said>` in them. Nothing leaves this machine: the host page is
 * http://news.example/, the files of www/ are at http://whosaid.example/, and this file answers for both.
 * A test fails on any error that reaches the host page, and on any request to another place.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { windowSize } from "./window-size.mjs";
import { countPlans } from "./waiting.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */

const www = new URL("../../www/", import.meta.url);
export const HOST = "http://news.example/";
export const PLACE = "http://whosaid.example/";

/** A Content-Security-Policy that allows only what README says a host page must allow. */
export const STRICT = `default-src 'none'; script-src 'nonce-own' ${PLACE} 'wasm-unsafe-eval'; connect-src ${PLACE}; style-src 'nonce-own'; require-trusted-types-for 'script'; trusted-types 'none'`;

/** @type {Browser} */
let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
});
after(() => browser?.close());

const TYPES = /** @type {Record<string, string>} */ ({ js: "text/javascript", wasm: "application/wasm", css: "text/css", html: "text/html", json: "application/json", svg: "image/svg+xml" });

/**
 * @param {string} html  the host page
 * @param {(page: Page, asked: string[]) => Promise<void>} test  `asked`: the files of www/ that were requested
 * @param {BrowserContextOptions & { csp?: string, allowErrors?: RegExp }} [options]
 */
export async function onHost(html, test, { csp, allowErrors, ...options } = {}) {
  const context = await browser.newContext({ viewport: windowSize("1100x900"), reducedMotion: "reduce", ...options });
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const asked = [];
  await context.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.href === HOST) {
      const headers = /** @type {Record<string, string>} */ (csp ? { "content-security-policy": csp } : {});
      return route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", headers, body: html });
    }
    const body = url.href.startsWith(PLACE) ? await readFile(new URL(`.${url.pathname}`, www)).catch(() => null) : null;
    if (!body) {
      if (!url.pathname.endsWith("favicon.ico")) faults.push(`a request to ${url}`);
      return route.fulfill({ status: 404, body: "" });
    }
    asked.push(url.pathname.slice(1));
    return route.fulfill({ status: 200, contentType: TYPES[url.pathname.split(".").at(-1) ?? ""] ?? "text/plain", headers: { "access-control-allow-origin": "*" }, body });
  });
  await countPlans(context);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && !allowErrors?.test(message.text())) faults.push(message.text());
  });
  page.on("pageerror", (error) => {
    if (!allowErrors?.test(error.message)) faults.push(`thrown into the page: ${error.message}`);
  });
  page.on("dialog", (dialog) => {
    asked.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  try {
    await page.goto(HOST);
    await test(page, asked);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** Reads a host page from the folder hosts/. @param {string} name */
export const host = (name) => readFile(new URL(`hosts/${name}.html`, import.meta.url), "utf8");

/** Loads the element's script, as a script tag does, but without adding a tag to the page. @param {Page} page */
export const define = (page) => page.evaluate((place) => import(`${place}element/define.js`).then(() => {}), PLACE);

/**
 * Waits until every element with words to read has read them.
 * @param {Page} page @param {number} [count]  how many
 */
export const annotated = (page, count = 1) =>
  page.waitForFunction((count) => [...document.querySelectorAll("who-said")].filter((element) => /** @type {any} */ (element).annotations).length >= count, count);

/** The highlighted words, for the name of each highlight. @param {Page} page @returns {Promise<Record<string, string[]>>} */
export const highlighted = (page) =>
  page.evaluate(() => Object.fromEntries([...(/** @type {any} */ (CSS).highlights)].map(([name, highlight]) => [name, [...highlight].map(String).filter(Boolean)])));

/** The faults that the accessibility checker axe-core finds in a page. @param {Page} page @returns {Promise<string[]>} */
export async function audit(page) {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.flatMap((/** @type {any} */ v) => v.nodes.map((/** @type {any} */ n) => `${v.id}: ${n.target} ${n.any[0]?.message ?? ""}`));
  });
}
