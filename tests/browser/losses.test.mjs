/** No correction is lost when something goes wrong: storage is full or refused, the worker is killed, memory runs out, or two tabs edit at once. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ARTICLE, deaf, giveTo, onPage, paste } from "./harness.mjs";
import { eventually } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page */
async function open(page) {
  await paste(page, { text: `${ARTICLE}\n"We will row there," said Olle Berg.\n` });
  await page.waitForSelector("mark.quotation");
}

/** Corrects the speaker of the quotation with these words. @param {Page} page @param {string} words @param {string} name */
async function correct(page, words, name) {
  await giveTo(page, words, name);
  await page.keyboard.press("Escape");
}

/** @param {Page} page @param {string} words */
const describe = async (page, words) => (await page.locator("mark[tabindex]", { hasText: words }).first().getAttribute("aria-description")) ?? "";

/** @param {Page} page @param {string} words @param {RegExp} expected */
async function says(page, words, expected) {
  await eventually(async () => expected.test(await describe(page, words)), true);
}

/** All articles that the browser stores. @param {Page} page @returns {Promise<{ text: string, corrections: unknown[] }[]>} */
const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whosaid/article/")).map((key) => JSON.parse(localStorage.getItem(key) ?? "")));

test("storage that is full keeps what it had, and takes the rest as soon as there is room", () =>
  onPage(async (page) => {
    await open(page);
    await correct(page, "run out of boats", "Ida Brandt");
    await page.evaluate(() => {
      let junk = "x".repeat(1 << 20);
      while (junk.length > 0) {
        try {
          localStorage.setItem(`junk ${localStorage.length}`, junk);
        } catch {
          junk = junk.slice(junk.length / 2 + 0.5);
        }
      }
    });
    await correct(page, "They never asked us", "Jon Falk");
    assert.match(await page.innerText("#notice"), /no room, or no permission/);
    await says(page, "run out of boats", /Ida Brandt/);
    await says(page, "They never asked us", /Jon Falk/);
    assert.equal((await kept(page))[0].corrections.length, 1, "what was kept before stays");
    await page.evaluate(() => { for (const key of Object.keys(localStorage)) if (key.startsWith("junk")) localStorage.removeItem(key); });
    await correct(page, "We will row", "Kim Dahl");
    assert.equal((await kept(page))[0].corrections.length, 3);
    await page.reload();
    await says(page, "They never asked us", /Jon Falk/);
  }));

test("storage that may not even be asked for loses nothing in the tab", () =>
  onPage(
    async (page) => {
      await open(page);
      await correct(page, "run out of boats", "Ida Brandt");
      assert.match(await page.innerText("#notice"), /no room, or no permission/);
      await correct(page, "They never asked us", "Jon Falk");
      await page.click("#edit");
      await page.keyboard.press("Control+Home");
      await page.keyboard.type("New. ");
      await page.click("#edit");
      await says(page, "run out of boats", /Ida Brandt/);
      await says(page, "They never asked us", /Jon Falk/);
    },
    {
      prepare: (page) =>
        page.addInitScript(() => {
          for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
        }),
    },
  ));

test("a worker that is killed is told about, and the next reading has another; corrections stay", () =>
  onPage(async (page) => {
    await open(page);
    await correct(page, "run out of boats", "Ida Brandt");
    // First the worker is killed while it does nothing.
    const next = page.waitForEvent("worker");
    const [worker] = page.workers();
    const closed = worker.waitForEvent("close");
    await worker.evaluate(() => self.close());
    await closed;
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"It is early," said Jon Falk.\n\n');
    await page.click("#edit");
    await page.waitForSelector("mark >> text=It is early");
    await says(page, "run out of boats", /Ida Brandt/);
    // Then while it reads: the worker ends itself before it has answered, as if the browser had killed it.
    await (await next).evaluate(() => {
      self.postMessage = () => {};
      self.addEventListener("message", () => self.close());
    });
    await page.click("#edit");
    await page.keyboard.type('"It is late," said Jon Falk.\n\n');
    await page.click("#edit");
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.innerText("#notice"), /Reading stopped on this text \(the browser ended it/);
    await says(page, "run out of boats", /Ida Brandt/);
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("So. ");
    await page.click("#edit");
    await page.waitForSelector("mark >> text=It is late");
    await says(page, "run out of boats", /Ida Brandt/);
  }));

/** Makes a module that may take only so many more pages of 64 KiB than it begins with. @param {Buffer} wasm @param {number} more */
function limited(wasm, more) {
  const leb = (/** @type {number} */ at) => {
    let [value, shift] = [0, 0];
    for (; ; at++, shift += 7) {
      value |= (wasm[at] & 127) << shift;
      if (wasm[at] < 128) return { value, next: at + 1 };
    }
  };
  const write = (/** @type {number} */ value) => {
    const bytes = [];
    for (; value >= 128; value >>>= 7) bytes.push((value & 127) | 128);
    return [...bytes, value];
  };
  for (let at = 8; at < wasm.length; ) {
    const { value: size, next: body } = leb(at + 1);
    if (wasm[at] === 5) {
      const { value: pages } = leb(body + 2); // The section holds: one memory, its flags, its least size.
      const section = [1, 1, ...write(pages), ...write(pages + more)];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from([5, ...write(section.length), ...section]), wasm.subarray(body + size)]);
    }
    at = body + size;
  }
  throw new Error("a module without memory");
}

test("memory that runs out is told about, and the page works on", async () => {
  const wasm = limited(await readFile(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)), 160);
  await onPage(
    async (page) => {
      await open(page);
      await correct(page, "run out of boats", "Ida Brandt");
      await paste(page, { text: '"Well," said Ana Duarte. '.repeat(40_000) });
      await page.waitForFunction(() => /Reading stopped on this text/.test(/** @type {HTMLElement} */ (document.querySelector("#notice")).innerText), null, { timeout: 60_000 });
      assert.match(await page.innerText("#notice"), /Your text is still here; a shorter one may work/);
      assert.match(await page.innerText("#article"), /Ana Duarte/);
      await page.click("#new");
      await page.click("#kept button");
      await says(page, "run out of boats", /Ida Brandt/);
    },
    { allowErrors: /unreachable|memory|RuntimeError/, prepare: (page) => page.context().route("**/*.wasm", (route) => route.fulfill({ body: wasm, contentType: "application/wasm" })) },
  );
});

/** Opens the same article in another tab. @param {Page} page */
async function secondTab(page) {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.click("#kept button");
  await other.waitForSelector("mark.quotation");
  return other;
}

test("two tabs that correct one article at once, deaf to each other, lose neither's corrections", () =>
  onPage(async (page) => {
    await open(page);
    await correct(page, "run out of boats", "Ida Brandt");
    const other = await secondTab(page);
    await correct(page, "They never asked us", "Jon Falk");
    await correct(other, "We will row", "Kim Dahl");
    await correct(page, "run out of boats", "Lea Roth");
    await page.reload();
    await page.waitForSelector("mark.quotation");
    await says(page, "They never asked us", /Jon Falk/);
    await says(page, "We will row", /Kim Dahl/);
    await says(page, "run out of boats", /Lea Roth/);
  }, { prepare: deaf }));

test("an article edited in one tab is the edited one in the other, too", () =>
  onPage(async (page) => {
    await open(page);
    await correct(page, "run out of boats", "Ida Brandt");
    const other = await secondTab(page);
    await other.click("#edit");
    await other.keyboard.press("Control+Home");
    await other.keyboard.type('"It is early," said Jon Falk.\n\n');
    await other.click("#edit");
    await page.waitForSelector("mark >> text=It is early");
    await correct(page, "They never asked us", "Kim Dahl");
    const [only, ...more] = await kept(page);
    assert.equal(more.length, 0);
    assert.match(only.text, /^"It is early,"/);
    await says(other, "They never asked us", /Kim Dahl/);
  }));

test("an article edited in two tabs at once becomes two, and neither is lost", () =>
  onPage(async (page) => {
    await open(page);
    await correct(page, "run out of boats", "Ida Brandt");
    const other = await secondTab(page);
    for (const [tab, words] of /** @type {[Page, string][]} */ ([[page, "First. "], [other, "Second. "]])) {
      await tab.click("#edit");
      await tab.keyboard.press("Control+Home");
      await tab.keyboard.type(words);
    }
    for (const tab of [page, other]) await tab.click("#edit");
    await eventually(async () => (await kept(page)).map(({ text }) => text.slice(0, 7)).sort(), ["First. ", "Second."]);
    await eventually(async () => ((await page.innerText("#notice")) + (await other.innerText("#notice"))).includes("edited in another tab too"), true);
    for (const { corrections } of await kept(page)) assert.ok(JSON.stringify(corrections).includes("Ida Brandt"));
  }));
