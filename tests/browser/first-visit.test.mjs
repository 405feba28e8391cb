/** The first visit opens a sample with three callouts; later visits don't. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";

test("the first visit opens a sample with three callouts; once closed they don't come back", () =>
  onPage(
    async (page) => {
      await page.waitForSelector("#article mark.quotation");
      assert.equal(await page.locator("#callouts li:not(.done)").count(), 3);
      await page.click("#callouts >> text=Got it");
      assert.ok(await page.isHidden("#callouts"));
      await page.click("#new");
      await page.waitForSelector("#start:not([hidden])");
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.waitForSelector("#samples button");
      assert.ok(await other.isVisible("#start"));
      assert.ok(await other.isHidden("#callouts"));
      // The callouts can be opened again from Help.
      await other.click("#help");
      await other.click("#again-callouts");
      await other.waitForSelector("#callouts:not([hidden])");
    },
    { firstVisit: true },
  ));

test("a first visit that pastes at once reads what was pasted", () =>
  onPage(
    async (page) => {
      await page.waitForSelector("#article mark.quotation");
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark >> text=run out of boats");
      await page.reload();
      await page.waitForSelector("mark >> text=run out of boats");
      assert.ok(await page.isHidden("#callouts"));
    },
    { firstVisit: true },
  ));
