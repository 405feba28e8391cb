/** The list of quotations to check: answering by clicks and keys, filters, counts, and that answers are kept and exported. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { onPage, paste } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

const COUNCIL = `Council argues over the pool

"The pool stays open," said Ana Duarte, the mayor. "I promised that."

Peter Vance, who swims there daily, said the water was too cold. He denied that he had broken the heater.

"Nobody asked the children," said Ida Brandt. A neighbour said they would be asked in May.
`;

/** @param {Page} page */
async function open(page, text = COUNCIL) {
  await paste(page, { text });
  await page.waitForSelector("mark.quotation");
  await page.click("#tab-quotations");
}

/** How many quotations the page says are left to check. @param {Page} page */
const left = async (page) => Number((await page.innerText("#list-left")).match(/^\d+/)?.[0] ?? 0);

/** @param {Page} page @returns {Promise<{ rule: string, confidence: number }[]>} */
const confirmed = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whosaid/article/")).flatMap((key) => JSON.parse(localStorage.getItem(key) ?? "").corrections.map((/** @type {any} */ c) => c.to)));

test("the list is in text order, and says how many are left; one click answers each", () =>
  onPage(async (page) => {
    await open(page);
    const count = await page.locator("#list > li").count();
    assert.equal(count, await page.locator("mark[tabindex]").count());
    assert.equal(await left(page), count);
    assert.equal(await page.innerText("#tab-quotations .count"), String(count));
    const said = await page.locator("#list .said").allTextContents();
    const places = said.map((words) => COUNCIL.indexOf(words.split(" … ")[0]));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));

    await page.locator("#list > li").first().getByRole("button", { name: /^Right/ }).click();
    assert.equal(await left(page), count - 1);
    assert.match((await page.locator("#list > li").first().getAttribute("class")) ?? "", /checked/);
    assert.equal((await confirmed(page))[0].confidence, 1);
    // The next unchecked quotation is now the current one.
    assert.match((await page.locator("#list > li").nth(1).getAttribute("class")) ?? "", /current/);

    await page.locator("#list > li").last().getByRole("button", { name: /^None/ }).click();
    assert.equal(await page.locator("#list > li").count(), count - 1);
    assert.equal(await left(page), count - 2);
    await page.keyboard.press("Control+z");
    assert.equal(await left(page), count - 1);
    await page.reload();
    await page.waitForSelector("mark.quotation");
    await page.click("#tab-quotations");
    await page.waitForSelector("#list .checked");
    assert.equal(await left(page), count - 1);
  }));

test("keys alone check a whole article: right, somebody else, not a quotation", () =>
  onPage(async (page) => {
    await open(page);
    const count = await left(page);
    await page.keyboard.press("n");
    await page.keyboard.press("y");
    assert.equal(await left(page), count - 1);
    // The page went on to the next quotation by itself.
    assert.match(await page.innerText("#place"), /^2 of/);
    await page.keyboard.press("w");
    await page.waitForSelector("#card [role=combobox]");
    await page.keyboard.type("Ida");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#card form", { state: "detached" });
    assert.match((await page.locator("#list .by").nth(1).textContent()) ?? "", /Ida Brandt/);
    assert.equal(await left(page), count - 2);
    await page.keyboard.press("x");
    assert.equal(await page.locator("#list > li").count(), count - 1);
    assert.equal(await left(page), count - 3);
    for (let i = 0; i < count && (await left(page)) > 0; i += 1) await page.keyboard.press("y");
    assert.equal(await page.innerText("#list-left"), "All checked");
  }));

test("filters: unsure, nobody named, direct, retold, by speaker, by words", () =>
  onPage(async (page) => {
    await open(page);
    const all = await page.locator("#list > li").count();
    /** @param {string} filter */
    const choose = async (filter) => {
      await page.selectOption("#list-filter", filter);
      return page.locator("#list .said").allTextContents();
    };
    const direct = await choose("direct");
    assert.ok(direct.length > 0 && direct.length < all && direct.every((words) => words.startsWith('"')));
    assert.ok((await page.locator("mark.faded").count()) > 0, "the others fade in the article");
    const retold = await choose("retold");
    assert.equal(direct.length + retold.length, all);
    for (const filter of ["unsure", "nobody", "denied", "left", "checked"]) await choose(filter);
    assert.equal((await choose("checked")).length, 0);
    assert.ok(await page.isVisible("#list-empty"));
    await choose("all");
    await page.fill("#list-search", "children");
    assert.deepEqual(await page.locator("#list .said").allTextContents(), ['"Nobody asked the children,"']);
    await page.fill("#list-search", "ida brandt");
    assert.ok((await page.locator("#list > li").count()) >= 1);
    await page.click("#everyone");
    assert.equal(await page.locator("#list > li").count(), all);
    assert.equal(await page.inputValue("#list-search"), "");
    await page.click("#tab-speakers");
    await page.locator("#cast button", { hasText: "Ana Duarte" }).click();
    await page.click("#tab-quotations");
    assert.ok((await page.locator("#list .by").allTextContents()).every((by) => /Ana Duarte/.test(by)));
  }));

test("what was confirmed or corrected is told in every export", () =>
  onPage(async (page) => {
    await open(page);
    await page.keyboard.press("n");
    await page.keyboard.press("y");
    await page.keyboard.press("Escape");
    await page.click("#take");
    /** @param {string} format */
    const download = async (format) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Download: ${format}` }).click()]);
      return readFile(await file.path(), "utf8");
    };
    assert.match(await download("Spreadsheet"), /confirmed by hand/);
    assert.match(await download("Notes"), /confirmed by hand/);
    assert.match(await download("Web page"), /Checked by you/);
    const json = JSON.parse(await download("Whosaid document"));
    assert.equal(json.quotations[0].byHand, "confirmed by hand");
    // The answers are still there when the document is opened again.
    await page.keyboard.press("Escape");
    await page.click("#new");
    await page.setInputFiles("#file", { name: "pool.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });
    await page.waitForSelector("mark.quotation");
    await page.waitForSelector("#list .checked", { state: "attached" });
    assert.equal(await page.locator("#list .checked").count(), 1);
  }));

test("shares are of the words that are quoted or retold; each word counts once", () =>
  onPage(async (page) => {
    await open(page, `${COUNCIL}\nOlle Berg wrote: "My father said 'Never sell the pool' to me."\n`);
    await page.click("#tab-speakers");
    assert.match(await page.innerText("#cast-of"), /^Shares of the \d+ words that are quoted or retold\.$/);
    const figures = await page.locator("#cast > li:not(.folded) .figures").allTextContents();
    const total = Number((await page.innerText("#cast-of")).match(/\d+/)?.[0]);
    const words = figures.map((line) => Number(line.match(/(\d+) words?/)?.[1] ?? 0));
    assert.equal(words.reduce((sum, count) => sum + count, 0), total);
    const shares = figures.map((line) => Number(line.match(/(\d+)%/)?.[1] ?? 0));
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) <= shares.length, String(shares));
  }));
