/** What the reader puts right: shown at once, undone, kept over a reload and over edits, forgotten on request. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, onPage, paste, select } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page @param {string} words */
const describe = (page, words) => page.locator("mark[tabindex]", { hasText: words }).first().getAttribute("aria-description");

/** @param {Page} page @param {string} words */
async function openForm(page, words) {
  await page.locator("mark[tabindex]", { hasText: words }).first().click();
  await page.click("#card >> text=Correct…");
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

/** Opens the form of the name with these words, the last in the text. @param {Page} page @param {string} words */
async function openName(page, words) {
  await page.locator("#article p .name", { hasText: words }).last().click();
  await page.locator("#card .name-here button, #card:not(:has(dl)) .correct").click();
}

/** The mentions that light up with a name, by their words. @param {Page} page @param {string} words */
async function sameAs(page, words) {
  await page.locator("#article p .name", { hasText: words }).last().click();
  const same = await page.locator("#article .same").allTextContents();
  await page.keyboard.press("Escape");
  return same;
}

const TWO_FALKS = `Council quarrels

Jon Falk voted no. "It is too dear," Falk said. Later Falk left the hall, and Eva Falk spoke.
`;

test("an entity is merged with another, and split at one mention; each is undone", () =>
  onPage(async (page) => {
    await paste(page, { text: TWO_FALKS });
    await page.waitForSelector("mark.quotation");
    const before = await page.locator("#names details").first().innerText();
    await openName(page, "Eva Falk");
    await page.getByLabel("The same as").selectOption({ label: "Jon Falk" });
    await page.click("#card >> text=Save");
    assert.ok((await sameAs(page, "Eva Falk")).includes("Jon Falk"));
    await page.keyboard.press("Control+z");
    assert.ok(!(await sameAs(page, "Eva Falk")).includes("Jon Falk"));
    assert.equal(await page.locator("#names details").first().innerText(), before);

    // "Later Falk left": another Falk.
    await page.locator("#article p .name", { hasText: /^Falk$/ }).last().click();
    await page.locator("#card .name-here button, #card:not(:has(dl)) .correct").click();
    await page.getByLabel("Where").selectOption("here");
    await page.fill('#card label:has-text("Name") input', "Per Falk");
    await page.click("#card >> text=Save");
    await page.locator("#names summary").first().click();
    await page.waitForSelector("#names >> text=Per Falk");
    assert.match(await page.innerText("#cast"), /Jon Falk/);
    await page.keyboard.press("Control+z");
    await page.waitForSelector("#names >> text=Per Falk", { state: "detached" });
    await page.keyboard.press("Control+Shift+z");
    await page.waitForSelector("#names >> text=Per Falk");
  }));

test("an entity is of another kind: shown, counted, undone", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openName(page, "Oster Island");
    await page.getByLabel("What it is").first().selectOption("organization");
    await page.click("#card >> text=Save");
    assert.ok(await page.locator('.name[data-kind="organization"]', { hasText: "Oster Island" }).count());
    await page.keyboard.press("Control+z");
    assert.equal(await page.locator('.name[data-kind="organization"]', { hasText: "Oster Island" }).count(), 0);
  }));

test("a quotation's kind and act are changed, and its words moved by buttons alone", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.getByLabel("How it is given").selectOption("mixed");
    await page.getByLabel("Said or thought").selectOption("thought");
    await page.getByLabel("Begin a word earlier").click();
    await page.getByLabel("Begin a word earlier").click();
    await page.getByLabel("End a word earlier").click();
    assert.equal(await page.innerText("#card .extent-words"), 'was angry. "They never asked');
    await page.getByLabel("Begin a word later").click();
    await page.click("#card >> text=Save");
    await page.check("#thoughts");
    const mark = page.locator("mark[tabindex].mixed.thought");
    assert.equal(await mark.textContent(), 'angry. "They never asked');
    await page.keyboard.press("Control+z");
    assert.equal(await page.locator("mark", { hasText: "They never asked us" }).first().textContent(), '"They never asked us,"');
  }));

test("more words are added to a quotation that the reporter interrupted", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.getByLabel("End a word earlier").click();
    await page.click("#card >> text=Save");
    await page.keyboard.press("Escape");
    await select(page, "us,");
    await page.click("#selection-bar >> text=More words of");
    assert.deepEqual(await page.locator("mark", { hasText: /asked|us,/ }).allTextContents(), ['"They never asked', "us,"]);
  }));

test("with the keyboard alone: words are selected, marked as a quotation, and given a speaker", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.keyboard.press("s");
    // Down to the paragraph that begins with no quotation.
    const selected = () => page.evaluate(() => getSelection()?.focusNode?.parentElement?.closest("p")?.textContent ?? "");
    for (let i = 0; i < 8 && !(await selected()).startsWith("Peter"); i += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    const words = (await page.evaluate(() => getSelection()?.toString() ?? "")).trim();
    assert.ok(words.split(/\s+/).length >= 2, words);
    assert.equal(await page.evaluate(() => document.querySelector("#status")?.textContent?.trim()), words);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest("#selection-bar"));
    while (!/New quotation/.test((await page.evaluate(() => document.activeElement?.textContent)) ?? "")) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#card form");
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "SELECT");
    await page.keyboard.type("Peter");
    while ((await page.evaluate(() => document.activeElement?.textContent)) !== "Save") await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match((await describe(page, words.replace(/\W+$/, ""))) ?? "", /speaker Peter Vance, 100% sure/);
  }));

test("edits of the text are undone and redone as one step each, among the corrections", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await openForm(page, "They never asked us");
    await page.locator("#card select").first().selectOption("nobody");
    await page.click("#card >> text=Save");
    await page.keyboard.press("Escape");
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"Early," said Jon Falk. ');
    assert.ok(await page.isHidden("#undo"), "while editing, undo is the browser's");
    await page.click("#edit");
    await page.waitForSelector("#article mark >> text=Early");
    await page.click("#undo");
    await page.waitForFunction(() => !document.querySelector("#article")?.textContent?.includes("Early"));
    assert.match((await describe(page, "They never asked us")) ?? "", /not named/);
    await page.click("#undo");
    assert.match((await describe(page, "They never asked us")) ?? "", /Vance/);
    await page.click("#redo");
    await page.click("#redo");
    await page.waitForSelector("#article mark >> text=Early");
    assert.match((await describe(page, "They never asked us")) ?? "", /not named/);
  }));

test("closing the page asks first where typed words would be lost, and only there", () =>
  onPage(async (page) => {
    /** What the browser would be told. */
    const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
    assert.equal(await asks(), false);
    await page.fill("#paste", "Half a sent");
    assert.equal(await asks(), true);
    await page.fill("#paste", "");
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    assert.equal(await asks(), false);
    await page.click("#edit");
    await page.keyboard.type("x");
    assert.equal(await asks(), true);
    await page.click("#edit");
    assert.equal(await asks(), true);
    // Once something is corrected the browser keeps it all.
    await openForm(page, "They never asked us");
    await page.click("#card >> text=Not a quotation");
    assert.equal(await asks(), false);
  }));
