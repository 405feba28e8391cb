/** What goes wrong is said in words, loses nothing, and can be tried again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";

test("a long reading shows that it goes on, can be stopped, and leaves the text", () =>
  onPage(async (page) => {
    const text = `${ARTICLE}\n`.repeat(8000);
    await paste(page, { text });
    await page.waitForSelector("#progress:not([hidden])", { timeout: 20_000 });
    assert.match(await page.innerText("#progress"), /Reading \d\.\d+ million characters/);
    await page.click("#cancel");
    assert.match(await page.innerText("#notice"), /Stopped\. The text is here/);
    assert.ok(await page.isHidden("#progress"));
    assert.match(await page.innerText("#article p >> nth=0"), /Oster Island/);
    await paste(page, { text: '"Again," said Ana Duarte.' });
    await page.waitForSelector("mark >> text=Again", { timeout: 20_000 });
  }));

test("a core that doesn't load is told about, and tried again with the next text", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("#notice:not([hidden])");
      assert.match(await page.innerText("#notice"), /could not be loaded\. Your text is still here/);
      assert.match(await page.innerText("#article"), /run out of boats/);
      await page.context().unroute("**/*.wasm");
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
    },
    { allowErrors: /ERR_FAILED/, prepare: (page) => page.context().route("**/*.wasm", (route) => route.abort()) },
  ));

test("a worker that cannot start is told about", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("#notice:not([hidden])");
      assert.match(await page.innerText("#notice"), /could not be loaded/);
    },
    { allowErrors: /404|ERR_FAILED|Failed to/, prepare: (page) => page.context().route("**/worker.js", (route) => route.fulfill({ status: 404 })) },
  ));
