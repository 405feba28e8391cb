/** Reload, Back and Forward bring back the article with its corrections, and a link to share holds both. */

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ARTICLE, giveTo, onPage, paste, select } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page @param {string} words */
const describe = (page, words) => page.locator("mark[tabindex]", { hasText: words }).first().getAttribute("aria-description");

test("a reload brings back the article, and words typed into it, without anything kept beyond the tab", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.reload();
    await page.waitForSelector("mark >> text=run out of boats");
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"Early," said Jon Falk.\n\n');
    // The text is still being edited when the page is reloaded, as after a crash.
    await page.waitForFunction(() => Object.values(sessionStorage).some((value) => value.includes("Early")));
    await page.reload();
    await page.waitForSelector("#article mark >> text=Early");
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== "whosaid/visited").length), 0);
  }));

test("a tab that dies without a word brings back the article and the last correction", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      await giveTo(page, "run out of boats", "Ida Brandt");
      // A correction is stored at once, and not only when the tab is left.
      await page.waitForFunction(() => Object.values({ ...sessionStorage }).some((value) => value.includes("Ida Brandt")));
      await page.reload();
      const mark = page.locator("mark[tabindex]", { hasText: "run out of boats" }).first();
      await mark.waitFor();
      assert.match((await mark.getAttribute("aria-description")) ?? "", /Ida Brandt/);
    },
    // When a browser crashes, the page gets none of these events.
    { prepare: (page) => page.context().addInitScript(() => ["pagehide", "beforeunload", "visibilitychange"].forEach((type) => addEventListener(type, (event) => event.stopImmediatePropagation(), true))) },
  ));

test("Back leads to the screen before, and Forward to the one after, corrections in them", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await giveTo(page, "run out of boats", "Ida Brandt");
    await page.goBack();
    await page.waitForSelector("#start:not([hidden])");
    await page.goForward();
    await page.waitForSelector("mark.quotation");
    assert.match((await describe(page, "run out of boats")) ?? "", /Ida Brandt/);
    await page.click("#new");
    await page.waitForSelector("#start:not([hidden])");
    await page.goBack();
    await page.waitForSelector("mark.quotation");
    assert.match((await describe(page, "run out of boats")) ?? "", /Ida Brandt/);
  }));

test("a link holds the article and its corrections, and is read by the page alone", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      await giveTo(page, "run out of boats", "Ida Brandt");
      await page.keyboard.press("Escape");
      await page.click("#take");
      await page.getByRole("button", { name: "Copy: Link" }).click();
      await page.waitForFunction(() => /Link copied/.test(document.querySelector("#take-menu [role=status]")?.textContent ?? ""));
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(link.length < ARTICLE.length * 3, `${link.length} characters`);
      const other = await page.context().newPage();
      /** @type {string[]} */
      const asked = [];
      other.on("request", (request) => asked.push(request.url()));
      await other.goto(link);
      await other.waitForSelector("mark.quotation");
      assert.match((await describe(other, "run out of boats")) ?? "", /Ida Brandt/);
      assert.match(await other.innerText("#notice"), /inside the link itself.*nothing was sent/);
      assert.ok(!other.url().includes("#"), "the address is clean again");
      assert.ok(asked.every((url) => !url.includes("article=") || !url.includes(link.slice(-40)) || url.startsWith(page.url())));
      await other.reload();
      await other.waitForSelector("mark >> text=run out of boats");
      await other.goto("about:blank");
      await other.goto(link.slice(0, -30));
      await other.waitForSelector("#notice:not([hidden])");
      assert.match(await other.innerText("#notice"), /damaged/);
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  ));

test("an article too long for a link is told so", () =>
  onPage(async (page) => {
    await paste(page, { text: `${ARTICLE}\n`.repeat(250) });
    await page.waitForSelector("mark.quotation");
    await page.click("#take");
    await page.getByRole("button", { name: "Copy: Link" }).click();
    await page.waitForFunction(() => /too long for a link/.test(document.querySelector("#take-menu [role=status]")?.textContent ?? ""));
  }));

test("a quotation is copied with who said it and where; a list too; words with where they are from", () =>
  onPage(
    async (page) => {
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      await page.click("#take");
      await page.click(".about-fields summary");
      await page.getByLabel("Date").fill("2026-03-14");
      await page.getByLabel("Address").fill("https://tide.example/ferry");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Escape");
      await page.locator("mark[tabindex]", { hasText: "run out of boats" }).first().click();
      await page.click("#card .copy");
      await page.waitForSelector("#toast:not([hidden])");
      const copied = await clipboard();
      assert.match(copied, /^"We have run out of boats,".* — Maria Lindqvist, Ferry line to Oster Island will end, 14 March 2026 https:\/\/tide\.example\/ferry#:~:text=/);
      assert.ok(copied.includes("run%20out%20of%20boats"));
      await page.keyboard.press("Escape");
      await page.click("#tab-quotations");
      await page.click("#list-copy");
      await page.waitForFunction(() => /quotations\.$/.test(document.querySelector("#toast")?.textContent ?? ""));
      assert.match(await clipboard(), /^Ferry line to Oster Island will end, 14 March 2026\nhttps:\/\/tide\.example\/ferry\n\n1\. /);
      await select(page, "The ferry");
      await page.click("#selection-bar >> text=Copy with source");
      await page.waitForFunction(() => /where it is from/.test(document.querySelector("#toast")?.textContent ?? ""));
      assert.match(await clipboard(), /^“The ferry” — Ferry line/);
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  ));

test("the exported page is the page's own view: inks, numbers, legend, headline, no scripts", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    const inks = await page.locator("mark[tabindex]").evaluateAll((marks) => marks.map((mark) => [mark.getAttribute("data-ink"), mark.getAttribute("data-tag"), mark.textContent]));
    const tint = await page.locator("mark.direct").first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
    await page.click("#take");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download: Web page" }).click()]);
    const other = await page.context().newPage();
    const folder = await mkdtemp(join(tmpdir(), "whosaid-"));
    await file.saveAs(join(folder, "article.html"));
    await other.goto(`file://${folder}/article.html`);
    assert.equal(await other.locator("h1").innerText(), "Ferry line to Oster Island will end");
    assert.deepEqual(await other.locator("mark[data-tag]").evaluateAll((marks) => marks.map((mark) => [mark.getAttribute("data-ink"), mark.getAttribute("data-tag"), mark.textContent])), inks);
    assert.equal(await other.locator("mark.direct").first().evaluate((mark) => getComputedStyle(mark).backgroundColor), tint);
    assert.match(await other.locator(".legend").innerText(), /word for word/);
    assert.match(await other.locator(".cast").innerText(), /Maria Lindqvist/);
    assert.equal(await other.locator("script").count(), 0);
    await other.close();
    await rm(folder, { recursive: true });
  }, { allowRequests: /^file:/ }));
