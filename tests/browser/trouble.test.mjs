/** When something goes wrong, the page says so in words, loses nothing, and can try again. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";

/** Checks that the page says that the core can't be loaded, and that it tries again with the next text, when the core can be loaded. @param {import("playwright-core").Page} page */
async function isToldAboutAndTriedAgain(page) {
  await paste(page, { text: ARTICLE });
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.innerText("#notice"), /could not be loaded\. Your text is still here/);
  assert.match(await page.innerText("#article"), /run out of boats/);
  await page.context().unroute("**/*.wasm");
  await paste(page, { text: ARTICLE });
  await page.waitForSelector("mark.quotation");
}

test("a core that doesn't load is told about, and tried again with the next text", () =>
  onPage(
    isToldAboutAndTriedAgain,
    { allowErrors: /ERR_FAILED/, prepare: (page) => page.context().route("**/*.wasm", (route) => route.abort()) },
  ));

test("a core that is something else, as a hotel's network or a broken download sends it, is told about, and tried again", async () => {
  const wasm = await readFile(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url));
  for (const [body, contentType] of /** @type {[string | Buffer, string][]} */ ([["<h1>Welcome to our network</h1>", "text/html"], [wasm.subarray(0, wasm.length / 2), "application/wasm"], ["", "application/wasm"]])) {
    await onPage(
      isToldAboutAndTriedAgain,
      { allowErrors: /MIME|WebAssembly/, prepare: (page) => page.context().route("**/*.wasm", (route) => route.fulfill({ body, contentType })) },
    );
  }
});

test("a worker that cannot start is told about", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("#notice:not([hidden])");
      assert.match(await page.innerText("#notice"), /could not be loaded/);
    },
    { allowErrors: /404|ERR_FAILED|Failed to/, prepare: (page) => page.context().route("**/worker.js", (route) => route.fulfill({ status: 404 })) },
  ));

test("a file too large is refused before it is read, and what was open stays", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(33 * 1024 * 1024)], "archive.txt"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.innerText("#notice"), /“archive\.txt” is 33 MB\. Whosaid opens text files up to 32 MB: split it, or paste the part you need/);
    assert.match(await page.innerText("#article"), /run out of boats/);
  }));

test("storage that is full: the correction holds, the reader is told, and a name said “always” of too", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      await page.evaluate(() => {
        // Fills the storage up to the browser's real limit.
        for (let size = 4_000_000; size > 0; size = Math.floor(size / 2)) {
          try {
            for (;;) localStorage.setItem(`filler/${size}/${Math.random()}`, "x".repeat(size));
          } catch {
            // There is no room for a piece of this size; a smaller one is tried next.
          }
        }
      });
      await page.locator("mark[tabindex]", { hasText: "run out of boats" }).first().click();
      await page.click("#card >> text=Name…");
      await page.fill("#card input[type=text]", "M. K. Lindqvist");
      await page.check("#card .always input");
      await page.click("#card >> text=Save");
      await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("M. K. Lindqvist"));
      assert.match(await page.innerText("#notice"), /no room, or no permission/);
      assert.match(await page.innerText(".rail .own-open"), /\(1\)/);
    },
  ));

test("the privacy check reports the page's own requests, the refused one, and what is stored", () =>
  onPage(
    async (page) => {
      await page.click(".colophon summary");
      await page.click("#check-privacy");
      await page.waitForSelector("#privacy-facts .good >> nth=2");
      const facts = await page.innerText("#privacy-facts");
      assert.match(facts, /\d+, all of them the page’s own/);
      assert.match(facts, /Your browser refused it/);
      assert.match(facts, /Nothing of yours/);
      assert.equal(await page.locator("#privacy-facts .bad").count(), 0);
      await page.keyboard.press("Escape");
      await page.evaluate(() => localStorage.setItem("whosaid/names", '{"names":[],"ignore":["Hope"]}'));
      await page.click("#check-privacy");
      await page.waitForSelector("#privacy-facts >> text=1 entry");
    },
    { allowErrors: /Content Security Policy|Connecting to|Fetch API cannot load|Refused/ },
  ));

test("the privacy check says so where the policy was taken away", () =>
  onPage(
    async (page) => {
      await page.click(".colophon summary");
      await page.click("#check-privacy");
      await page.waitForSelector("#privacy-facts .bad");
      assert.match(await page.innerText("#privacy-facts .bad"), /was not refused/);
    },
    {
      allowErrors: /ERR_|Failed to/,
      prepare: async (page) => {
        await page.route("https://example.com/", (route) => route.fulfill({ status: 200, body: "" }));
        await page.route("**/", async (route) => {
          if (route.request().url().startsWith("https:")) return route.fallback();
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "") });
        });
      },
      allowRequests: /^https:\/\/example\.com\/$/,
    },
  ));
