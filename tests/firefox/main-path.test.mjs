/**
 * The page's main path in Firefox (all other tests of the page run in Chromium): read, look, step, correct,
 * "always", undo, edit, export, come back. Firefox is controlled by WebDriver BiDi, which is built into it.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "../../tools/serve.mjs";
import { ARTICLE } from "../browser/article.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  server = await serve(fileURLToPath(new URL(`../../${process.env.PAGE ?? "www"}`, import.meta.url)));
  browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true });
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await server?.close();
});

/** @param {(page: Page) => Promise<void>} run */
async function onPage(run) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(() => {
    try {
      localStorage.setItem("whosaid/visited", "yes");
    } catch {
      // Where the browser allows no storage, no visit counts as the first.
    }
  });
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(?:data|blob):/.test(request.url())) faults.push(`a request to ${request.url()}`);
  });
  try {
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(server.url);
    await run(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** @param {Page} page @param {string} text */
async function read(page, text) {
  await page.evaluate((text) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#paste"));
    box.value = text;
  }, text);
  await page.click("#read");
  await page.waitForSelector("#article mark.quotation");
}

/** The description of the quotation with these words. @param {Page} page @param {string} words */
const describe = (page, words) =>
  page.evaluate((words) => [...document.querySelectorAll("mark[tabindex]")].find((m) => m.textContent?.includes(words))?.getAttribute("aria-description") ?? "", words);

/** Clicks the element with this text. @param {Page} page @param {string} within @param {string} text */
const press = (page, within, text) =>
  page.evaluate((within, text) => {
    const found = [...document.querySelectorAll(within)].find((e) => e.textContent?.includes(text));
    if (!(found instanceof HTMLElement)) throw new Error(`no ${text}`);
    found.click();
  }, within, text);

test("Firefox: an article is read, looked at and stepped through", () =>
  onPage(async (page) => {
    await read(page, ARTICLE);
    assert.match(await describe(page, "run out of boats"), /^Direct quotation, speaker Maria Lindqvist, \d+% sure$/);
    const mark = await page.waitForSelector("mark[tabindex]");
    await mark?.hover();
    await page.waitForSelector("#card:not([hidden])");
    assert.match(await page.$eval("#card", (card) => card.textContent ?? ""), /Says, /);
    await page.mouse.move(2, 2);
    await page.waitForSelector("#card[hidden]");
    await page.keyboard.press("n"); // Steps on from the quotation whose card is open.
    assert.match(await page.$eval("#place", (place) => place.textContent ?? ""), /^2 of \d+$/);
    await page.keyboard.press("Escape");
    await press(page, "#cast button", "Maria Lindqvist");
    assert.ok((await page.$$("mark.faded")).length > 0);
    await page.keyboard.press("Escape");
    assert.equal((await page.$$("mark.faded")).length, 0);
  }));

test("Firefox: a correction is shown, undone, made always, and survives a reload", () =>
  onPage(async (page) => {
    await read(page, ARTICLE);
    await press(page, "mark[tabindex]", "run out of boats");
    await press(page, "#card button", "Somebody else…");
    await page.waitForSelector("#card [role=combobox]");
    await page.type("#card [role=combobox]", "Ida Brandt");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector("#card form"));
    assert.match(await describe(page, "run out of boats"), /Ida Brandt, 100% sure/);
    await press(page, ".tools button", "Undo");
    assert.match(await describe(page, "run out of boats"), /Maria Lindqvist/);
    await press(page, "mark[tabindex]", "run out of boats");
    await press(page, "#card button", "Name…");
    await page.waitForSelector("#card form");
    await page.$eval("#card input[type=text]", (field) => (/** @type {HTMLInputElement} */ (field).value = "M. K. Lindqvist"));
    await page.click("#card .always input");
    await press(page, "#card button", "Save");
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("M. K. Lindqvist"));
    assert.match(await page.$eval(".rail .own-open", (opener) => opener.textContent ?? ""), /\(1\)/);
    await page.reload();
    await page.waitForSelector("#article mark.quotation");
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("M. K. Lindqvist"));
  }));

test("Firefox: text is edited in place, and every format is written", () =>
  onPage(async (page) => {
    await read(page, ARTICLE);
    await page.click("#edit");
    await page.keyboard.type('"Early," said Jon Falk. ');
    await page.waitForFunction(() => [...document.querySelectorAll("#backdrop .quotation")].some((m) => m.textContent?.includes("Early")));
    await page.click("#edit");
    assert.match(await describe(page, "Early"), /Jon Falk/);
    await page.click("#take");
    // The driver doesn't tell where downloads go, so the content that the page hands over is checked instead.
    await page.evaluate(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        void (/** @type {Blob} */ (blob)).text().then((content) => (document.body.dataset.written = content));
        return make(blob);
      };
    });
    for (const format of ["Web page", "Notes", "Spreadsheet", "Whosaid document", "Web Annotations"]) {
      await page.evaluate((format) => {
        delete document.body.dataset.written;
        const found = [...document.querySelectorAll("#take-menu button")].find((b) => b.getAttribute("aria-label")?.startsWith(`Download: ${format}`));
        /** @type {HTMLElement} */ (found).click();
      }, format);
      await page.waitForFunction(() => document.body.dataset.written?.includes("run out of boats"));
    }
  }));

test("Firefox: the list is checked by keys, words are moved in the text, Cancel takes it back, and a reload brings all back", () =>
  onPage(async (page) => {
    await read(page, ARTICLE);
    await page.click("#tab-quotations");
    const left = () => page.$eval("#list-left", (line) => Number(line.textContent?.match(/^\d+/)?.[0] ?? 0));
    const count = await left();
    await page.keyboard.press("n");
    await page.keyboard.press("y");
    assert.equal(await left(), count - 1);
    await page.keyboard.press("c");
    await page.waitForSelector("#card form");
    const words = () => page.$eval("#card .extent-words", (line) => line.textContent);
    const before = await words();
    const handle = await page.waitForSelector(".handle.end");
    const box = await handle?.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 120, box.y + box.height - 2, { steps: 6 });
    await page.mouse.up();
    assert.notEqual(await words(), before, "the end was dragged");
    await press(page, "#card button", "Cancel");
    await page.waitForFunction(() => !document.querySelector("#card form"));
    assert.equal(await left(), count - 1);
    await page.reload();
    await page.waitForSelector("#article mark.quotation");
    await page.waitForFunction(() => document.querySelector("#list .checked"));
  }));
