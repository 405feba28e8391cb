/** Steps through a long article, as somebody does who sees the page for the first time. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { onPage, paste } from "./harness.mjs";

const text = await readFile(new URL("harbour-inquiry.txt", import.meta.url), "utf8");

test("every quotation is stepped through in order, has its card in the window, and every speaker's own are found", () =>
  onPage(async (page) => {
    await paste(page, { text });
    await page.waitForSelector("mark.quotation");
    const count = await page.locator("mark[tabindex]").count();
    assert.ok(count >= 30, `${count} quotations`);
    let last = -1;
    for (let i = 1; i <= count; i += 1) {
      await page.keyboard.press("n");
      const at = await page.evaluate(() => {
        const mark = /** @type {HTMLElement} */ (document.activeElement);
        const box = mark.getBoundingClientRect();
        const card = /** @type {HTMLElement} */ (document.querySelector("#card")).getBoundingClientRect();
        const covered = card.left < box.right && card.right > box.left && card.top < box.top + 8 && card.bottom > box.top + 8;
        return { index: Number(mark.dataset.quotation), seen: box.top >= 0 && box.top < innerHeight, whole: card.top >= 0 && card.bottom <= innerHeight + 1 && card.right <= innerWidth, covered };
      });
      assert.ok(at.index > last && at.seen && at.whole && !at.covered, JSON.stringify({ i, ...at }));
      last = at.index;
    }
    assert.equal(await page.innerText("#place"), `${count} of ${count}`);
    await page.keyboard.press("Escape");
    if (await page.isVisible("#cast .guesses summary")) await page.click("#cast .guesses summary");
    const cast = await page.locator("#cast button").count();
    /** @type {Set<string>} */
    const found = new Set();
    for (let i = 0; i < cast; i += 1) {
      await page.locator("#cast button").nth(i).click();
      const own = await page.locator("mark[tabindex]:not(.faded)").evaluateAll((marks) => marks.map((mark) => String(/** @type {HTMLElement} */ (mark).dataset.quotation)));
      assert.equal(own.length, Number((await page.innerText("#place")).match(/^\d+/)?.[0]));
      for (const index of own) found.add(index);
    }
    assert.equal(found.size, count, "everybody's quotations are all the quotations");
  }));
