/** What the reader puts right: shown at once, undone, kept over a reload and over edits, forgotten on request. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page @param {string} words */
const describe = (page, words) => page.locator("mark[tabindex]", { hasText: words }).first().getAttribute("aria-description");

/** @param {Page} page @param {string} words */
async function openForm(page, words) {
  await page.locator("mark[tabindex]", { hasText: words }).first().click();
  await page.click("#card >> text=Correct…");
}

/** @param {Page} page @param {string} words */
async function select(page, words) {
  await page.evaluate((words) => {
    const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector("#article")), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? "").indexOf(words);
      if (at < 0) continue;
      node.parentElement?.scrollIntoView({ block: "center" });
      getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(`no such words: ${words}`);
  }, words);
  await page.waitForSelector("#selection-bar:not([hidden])");
}

/** @param {Page} page */
const storedKeys = (page) => page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);

test("nothing is stored until something is corrected", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.click("#edit");
    await page.keyboard.type("New. ");
    await page.click("#edit");
    assert.equal(await storedKeys(page), 0);
    assert.ok(await page.isHidden("#forget-part"));
  }));

test("a changed speaker is shown, undone, redone, and survives a reload", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "run out of boats");
    await page.locator("#card select").first().selectOption("else");
    await page.fill("#card input", "Ida Brandt");
    await page.click("#card >> text=Save");
    assert.match((await describe(page, "run out of boats")) ?? "", /speaker Ida Brandt, 100% sure/);
    assert.match(await page.innerText("#card"), /Why\s+put right by you/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    assert.match((await describe(page, "run out of boats")) ?? "", /Maria Lindqvist/);
    await page.keyboard.press("Control+Shift+z");
    assert.match((await describe(page, "run out of boats")) ?? "", /Ida Brandt/);
    await page.reload();
    await page.waitForSelector("mark.quotation");
    assert.match((await describe(page, "run out of boats")) ?? "", /Ida Brandt/);
  }));

test("a correction holds when the text is edited elsewhere, and the edit is kept with it", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.locator("#card select").first().selectOption("nobody");
    await page.click("#card >> text=Save");
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"It is early," said Jon Falk.\n\n');
    await page.click("#edit");
    await page.waitForSelector("mark >> text=It is early");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named, 100% sure/);
    await page.waitForTimeout(600);
    await page.reload();
    await page.waitForSelector("mark >> text=It is early");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named/);
  }));

test("a quotation is removed, its extent changed, and a new one added from a selection", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.click("#card >> text=Not a quotation");
    assert.equal(await page.locator("mark", { hasText: "They never asked us" }).count(), 0);
    await select(page, "run out of boats");
    await page.click("#selection-bar >> text=These are the words of Maria Lindqvist’s quotation");
    assert.deepEqual(await page.locator("mark", { hasText: "boats" }).allTextContents(), ["run out of boats"]);
    await select(page, "was angry");
    await page.click("#selection-bar >> text=New quotation");
    await page.locator("#card select").first().selectOption({ label: "Maria Lindqvist" });
    await page.click("#card >> text=Save");
    assert.match((await describe(page, "was angry")) ?? "", /^Indirect quotation, speaker Maria Lindqvist/);
  }));

test("names: renamed everywhere in one go, merged, added, and declared none", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.locator("mark[tabindex]", { hasText: "run out of boats" }).first().click();
    await page.click("#card >> text=Name…");
    await page.fill("#card input", "Maria K. Lindqvist");
    await page.click("#card >> text=Save");
    assert.match(await page.innerText("#cast"), /Maria K\. Lindqvist/);
    await select(page, "transport chief");
    await page.click("#selection-bar >> text=New name");
    await page.locator("#card select").nth(1).selectOption({ label: "Maria K. Lindqvist" });
    await page.click("#card >> text=Save");
    assert.ok(await page.locator(".name[data-kind=person]", { hasText: "transport chief" }).count());
    await page.keyboard.press("Escape");
    await page.locator(".name", { hasText: "Oster Island" }).last().click();
    // Inside a quotation its card has a line for the name pointed at; outside, the name has a card of its own.
    await page.locator('#card .name-here button, #card:not(:has(dl)) .correct').click();
    await page.click("#card >> text=Not a name");
    assert.equal(await page.locator("#article p .name", { hasText: "Oster Island" }).count(), 0);
  }));

test("forget everything leaves nothing in the browser", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.click("#card >> text=Not a quotation");
    assert.ok((await storedKeys(page)) > 0);
    await page.click("#forget");
    await page.click("#forget-dialog >> text=Forget everything >> nth=-1");
    await page.waitForSelector("mark >> text=They never asked us");
    assert.equal(await storedKeys(page), 0);
  }));

test("a corrected article can be opened again from the first screen", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.click("#card >> text=Not a quotation");
    await page.click("#new");
    await page.click("#kept button");
    await page.waitForSelector("mark.quotation");
    assert.equal(await page.locator("mark", { hasText: "They never asked us" }).count(), 0);
  }));

test("with storage refused, corrections hold in the tab and the reader is told", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      await openForm(page, "They never asked us");
      await page.click("#card >> text=Not a quotation");
      assert.equal(await page.locator("mark", { hasText: "They never asked us" }).count(), 0);
      assert.match(await page.innerText("#notice"), /no room, or no permission/);
    },
    { prepare: (page) => page.addInitScript("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };") },
  ));

test("two tabs with one article see each other's corrections", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.locator("#card select").first().selectOption("nobody");
    await page.click("#card >> text=Save");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.click("#kept button");
    await other.waitForSelector("mark.quotation");
    await openForm(other, "run out of boats");
    await other.click("#card >> text=Not a quotation");
    await page.waitForFunction(() => !document.querySelector("#article")?.querySelector("mark")?.textContent?.includes("boats"));
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named/);
  }));
