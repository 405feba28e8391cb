/**
 * A text as long as a book. Its beginning is read at once, the rest in the worker, with progress and a button to
 * stop. The page is never busy for long, neither while the text is read nor when somebody scrolls or types.
 */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { onPage, paste } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

const folder = new URL("../../www/samples/", import.meta.url);
const samples = await Promise.all((await readdir(folder)).filter((file) => file.endsWith(".txt")).map((file) => readFile(new URL(file, folder), "utf8")));

/** @param {number} characters */
function book(characters) {
  let text = "";
  for (let i = 0; text.length < characters; i += 1) text += `${samples[i % samples.length].trim()}\n\n`;
  return text;
}

/** Begins to record tasks that keep the page busy for long. @param {Page} page */
const watch = (page) =>
  page.addInitScript(() => {
    /** @type {number[]} */
    const held = [];
    Object.assign(globalThis, { held });
    new PerformanceObserver((list) => held.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: "longtask", buffered: true });
  });
/** @param {Page} page @returns {Promise<number[]>} */
const held = (page) => page.evaluate(() => /** @type {any} */ (globalThis).held.splice(0));

/** How many times slower this machine is at the moment than an idle one, on which this loop takes 40 milliseconds. @param {Page} page */
const slowness = (page) =>
  page.evaluate(() => {
    const start = performance.now();
    let x = 1;
    for (let i = 0; i < 30_000_000; i += 1) x = (x * 1103515245 + i) | 0;
    return Math.max(1, (performance.now() - start + (x & 0)) / 40);
  });

test("five megabytes: the beginning is marked soon, progress is shown, nothing is held up, and all of it is read", { timeout: 240_000 }, () =>
  onPage(
    async (page) => {
      const text = book(5_000_000);
      const bound = 350 * (await slowness(page));
      await held(page);
      await paste(page, { text });
      await page.waitForSelector("#article mark.quotation", { timeout: 30_000 });
      assert.ok(await page.isVisible("#progress"), "still being read");
      // The beginning doesn't tell how long the rest will take, so the page shows no estimate.
      assert.match(await page.innerText("#progress"), /Reading 5 million characters… The beginning is here already\./);
      // Meanwhile the reader can scroll on, and the words are there.
      await page.mouse.move(700, 500);
      await page.mouse.wheel(0, 4000);
      await page.waitForFunction(() => scrollY > 3000);
      await page.waitForSelector("#progress", { state: "hidden", timeout: 180_000 });
      const all = Number((await page.innerText("#place")).replace(/\D/g, ""));
      assert.ok(all > 10_000, `${all} quotations`);
      assert.equal(await page.evaluate(() => document.querySelector("#article")?.textContent?.length), text.replace(/\n/g, "").length);
      const reading = await held(page);
      assert.ok(Math.max(0, ...reading) < bound, `held up for ${Math.max(...reading)} ms of ${Math.round(bound)}`);

      for (let i = 1; i <= 20; i += 1) {
        await page.evaluate((part) => scrollTo({ top: document.documentElement.scrollHeight * part, behavior: "instant" }), i / 20);
        await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
      }
      await page.waitForFunction(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".stretch")?.querySelector("mark"), null, { timeout: 20_000 });
      const scrolling = await held(page);
      assert.ok(Math.max(0, ...scrolling) < bound, `scrolling held up for ${Math.max(...scrolling)} ms of ${Math.round(bound)}`);

      await page.click("#edit");
      await page.waitForSelector("#backdrop .quotation");
      await held(page);
      await page.keyboard.type("Typed into a book. ", { delay: 20 });
      const typing = await held(page);
      assert.match(await page.inputValue("#editor"), /Typed into a book\. /);
      assert.ok(Math.max(0, ...typing) < bound, `typing held up for ${Math.max(...typing)} ms of ${Math.round(bound)}`);
    },
    { prepare: watch },
  ));

test("a long reading can be stopped: the text stays, with what was found so far, and another is read at once", () =>
  onPage(async (page) => {
    const text = book(2_500_000);
    await paste(page, { text });
    await page.waitForSelector("#progress:not([hidden])", { timeout: 20_000 });
    await page.click("#cancel");
    assert.match(await page.innerText("#notice"), /Stopped\. The text is here/);
    assert.ok(await page.isHidden("#progress"));
    assert.equal(await page.locator("#article p, #article h2").first().textContent(), text.split("\n")[0]);
    await paste(page, { text: '"Again," said Ana Duarte.' });
    await page.waitForSelector("mark >> text=Again", { timeout: 20_000 });
  }));

test("a cast of more than any call takes arguments is listed as one of a few is", { skip: process.env.PAGE && "a module of the sources" }, () =>
  onPage(async (page) => {
    const listed = await page.evaluate(async () => {
      const { renderSpeakers } = await import(String(new URL("reading/speakers.js", location.href)));
      const parts = Array.from({ length: 300_000 }, (_, speaker) => ({ speaker, name: `Speaker ${speaker}`, quotations: [speaker], words: 1, share: 1 / 300_000, guessed: false }));
      const annotations = { entities: parts.map(({ speaker, name }) => ({ id: speaker, name, kind: "person", mentions: [] })) };
      const root = document.createElement("ol");
      renderSpeakers(root, { parts, total: 300_000, annotations, numbers: new Map(), filter: undefined }, () => {});
      return root.textContent;
    });
    assert.match(listed ?? "", /Speaker 0.*299,940 more speakers/);
  }));
