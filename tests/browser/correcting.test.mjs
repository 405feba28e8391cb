/** Corrections: they show at once, can be undone, outlast a reload and edits, and are deleted on request. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, change, chooseSpeaker, giveTo, onPage, paste, refuse, select } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page @param {string} words */
const describe = (page, words) => page.locator("mark[tabindex]", { hasText: words }).first().getAttribute("aria-description");

/** How many entries the browser keeps beyond the tab, not counting the sign of an earlier visit. @param {Page} page */
const storedKeys = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key !== "whosaid/visited").length);

test("nothing is kept beyond the tab until something is corrected", () =>
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
    await giveTo(page, "run out of boats", "Ida Brandt");
    assert.match((await describe(page, "run out of boats")) ?? "", /speaker Ida Brandt, 100% sure/);
    assert.match(await page.innerText("#card"), /Put right by you/);
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
    await giveTo(page, "They never asked us", "");
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"It is early," said Jon Falk.\n\n');
    await page.click("#edit");
    await page.waitForSelector("mark >> text=It is early");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named, 100% sure/);
    await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes("It is early")));
    await page.reload();
    await page.waitForSelector("mark >> text=It is early");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named/);
  }));

test("a quotation is removed, its extent changed, and a new one added from a selection", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await refuse(page, "They never asked us");
    assert.equal(await page.locator("mark", { hasText: "They never asked us" }).count(), 0);
    await select(page, "run out of boats");
    await page.click("#selection-bar >> text=These are the words of Maria Lindqvist’s quotation");
    assert.deepEqual(await page.locator("mark", { hasText: "boats" }).allTextContents(), ["run out of boats"]);
    await select(page, "was angry");
    await page.click("#selection-bar >> text=New quotation");
    await page.waitForSelector("#card form");
    assert.match((await describe(page, "was angry")) ?? "", /speaker not named/, "shown at once");
    await chooseSpeaker(page, "Maria");
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
    await page.getByLabel("The same as").selectOption({ label: "Maria K. Lindqvist" });
    await page.click("#card >> text=Save");
    assert.ok(await page.locator(".name[data-kind=person]", { hasText: "transport chief" }).count());
    await page.keyboard.press("Escape");
    await page.locator(".name", { hasText: "Oster Island" }).last().click();
    // A name inside a quotation has a line in the quotation's card; any other name has a card of its own.
    await page.locator('#card .name-here button, #card:not(:has(.actions)) .correct').click();
    await page.click("#card >> text=Not a name");
    assert.equal(await page.locator("#article p .name", { hasText: "Oster Island" }).count(), 0);
  }));

test("forget everything leaves nothing in the browser", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await refuse(page, "They never asked us");
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
    await refuse(page, "They never asked us");
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
      await refuse(page, "They never asked us");
      assert.equal(await page.locator("mark", { hasText: "They never asked us" }).count(), 0);
      assert.match(await page.innerText("#notice"), /no room, or no permission/);
    },
    { prepare: (page) => page.addInitScript("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };") },
  ));

test("two tabs with one article see each other's corrections", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await giveTo(page, "They never asked us", "");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.click("#kept button");
    await other.waitForSelector("mark.quotation");
    await refuse(other, "run out of boats");
    await page.waitForFunction(() => !document.querySelector("#article")?.querySelector("mark")?.textContent?.includes("boats"));
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named/);
  }));

/** Opens the form of the last name in the text with these words. @param {Page} page @param {string} words */
async function openName(page, words) {
  await page.locator("#article p .name", { hasText: words }).last().click();
  await page.locator("#card .name-here button, #card:not(:has(.actions)) .correct").click();
}

/** The words of the mentions that are highlighted together with a name. @param {Page} page @param {string} words */
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
    await page.click("#tab-names");
    const before = await page.locator("#names details").first().innerText();
    await openName(page, "Eva Falk");
    await page.getByLabel("The same as").selectOption({ label: "Jon Falk" });
    await page.click("#card >> text=Save");
    assert.ok((await sameAs(page, "Eva Falk")).includes("Jon Falk"));
    await page.keyboard.press("Control+z");
    assert.ok(!(await sameAs(page, "Eva Falk")).includes("Jon Falk"));
    assert.equal(await page.locator("#names details").first().innerText(), before);

    // The Falk in "Later Falk left" is another person.
    await page.locator("#article p .name", { hasText: /^Falk$/ }).last().click();
    await page.locator("#card .name-here button, #card:not(:has(.actions)) .correct").click();
    await page.getByLabel("Where").selectOption("here");
    await page.fill('#card label:has-text("Name") input', "Per Falk");
    await page.click("#card >> text=Save");
    await page.waitForSelector("#names >> text=Per Falk");
    assert.match((await page.textContent("#cast")) ?? "", /Jon Falk/);
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
    await page.locator("#card").getByLabel("What it is").selectOption("organization");
    await page.click("#card >> text=Save");
    assert.ok(await page.locator('.name[data-kind="organization"]', { hasText: "Oster Island" }).count());
    await page.keyboard.press("Control+z");
    assert.equal(await page.locator('.name[data-kind="organization"]', { hasText: "Oster Island" }).count(), 0);
  }));

test("a quotation's kind and act are changed, and its words moved by buttons alone", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await change(page, "They never asked us");
    await page.locator('#card input[value="mixed"]').check();
    await page.getByLabel("Thought or hoped").check();
    await page.getByLabel("Begin a word earlier").click();
    await page.getByLabel("Begin a word earlier").click();
    await page.getByLabel("End a word earlier").click();
    assert.equal(await page.innerText("#card .extent-words"), 'was angry. "They never asked');
    await page.getByLabel("Begin a word later").click();
    await page.click("#card >> text=Save");
    await page.check("#thoughts");
    const marks = page.locator("mark.thought");
    assert.deepEqual(await marks.allTextContents(), ["angry. ", '"They never asked'], "retold in part, and word for word in part");
    assert.deepEqual(await marks.evaluateAll((all) => all.map((mark) => mark.classList.contains("direct"))), [false, true]);
    await page.keyboard.press("Control+z");
    assert.equal(await page.locator("mark", { hasText: "They never asked us" }).first().textContent(), '"They never asked us,"');
  }));

test("more words are added to a quotation that the reporter interrupted", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await change(page, "They never asked us");
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
    // Goes down to the paragraph that doesn't begin with a quotation.
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
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "combobox");
    await page.keyboard.type("Peter");
    await page.keyboard.press("Enter");
    while ((await page.evaluate(() => document.activeElement?.textContent)) !== "Save") await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match((await describe(page, words.match(/\p{L}+/u)?.[0] ?? words)) ?? "", /speaker Peter Vance, 100% sure/);
  }));

test("edits of the text are undone and redone as one step each, among the corrections", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await giveTo(page, "They never asked us", "");
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

test("leaving the page asks first where typed words would be lost, and only there", async () => {
  /** Whether the page asks the browser to warn before it is left. @param {Page} page */
  const asks = (page) => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await onPage(async (page) => {
    assert.equal(await asks(page), false);
    await page.fill("#paste", "Half a sent");
    assert.equal(await asks(page), true);
    await page.fill("#paste", "");
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.click("#edit");
    await page.keyboard.type("x");
    // The tab holds the edited text, so a reload brings it back.
    await page.click("#edit");
    assert.equal(await asks(page), false);
  });
  await onPage(
    async (page) => {
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      assert.equal(await asks(page), false);
      await page.click("#edit");
      await page.keyboard.type("x");
      assert.equal(await asks(page), true);
      await page.click("#edit");
      assert.equal(await asks(page), true);
    },
    { prepare: (page) => page.addInitScript("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };") },
  );
});

for (const [what, viewport] of /** @type {[string, { width: number, height: number }][]} */ ([["a margin", { width: 1280, height: 800 }], ["the narrowest margin", { width: 1100, height: 700 }], ["a sheet", { width: 1024, height: 700 }], ["a phone's sheet", { width: 390, height: 760 }]])) {
  test(`correcting in ${what}: the words stay in view, the ends follow at once, and Cancel cancels`, () =>
    onPage(
      async (page) => {
        await paste(page, { text: `${ARTICLE}\n${ARTICLE}` });
        await page.waitForSelector("mark.quotation");
        await change(page, "They never asked us");
        const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
        const before = await stored();
        /** How much of the current words is covered, and whether the form's buttons are in the window. */
        const seen = () => page.evaluate(() => {
          const card = /** @type {Element} */ (document.querySelector("#card")).getBoundingClientRect();
          const boxes = [...document.querySelectorAll("mark.current")].flatMap((mark) => [...mark.getClientRects()]);
          const covered = boxes.some((box) => card.left < box.right && card.right > box.left && card.top < box.bottom && card.bottom > box.top);
          const actions = [...document.querySelectorAll("#card .actions button")].map((button) => button.getBoundingClientRect());
          return { words: boxes.length, covered, out: boxes.some(({ top, bottom }) => top < 0 || bottom > innerHeight), actions: actions.length >= 2 && actions.every(({ top, bottom, right }) => top >= 0 && bottom <= innerHeight && right <= innerWidth) };
        });
        assert.deepEqual({ ...(await seen()), words: 1 }, { words: 1, covered: false, out: false, actions: true });
        const shown = () => page.locator("mark.current").allTextContents();
        assert.deepEqual(await shown(), ['"They never asked us,"']);
        // The marks follow when an end is moved by a button, by a key on the handle, and by dragging the handle.
        await page.getByLabel("End a word earlier").click();
        assert.deepEqual(await shown(), ['"They never asked']);
        await page.locator(".handle.end").focus();
        await page.keyboard.press("ArrowLeft");
        assert.deepEqual(await shown(), ['"They never']);
        const handle = await page.locator(".handle.end").boundingBox();
        const target = await page.locator("mark.current").first().evaluate((mark) => {
          const words = /** @type {Node} */ (document.createTreeWalker(mark, NodeFilter.SHOW_TEXT).nextNode());
          const range = document.createRange();
          range.setStart(words, 0);
          range.setEnd(words, 5);
          const { left, width, bottom } = range.getBoundingClientRect();
          return { x: left + width * 0.8, y: bottom };
        });
        assert.ok(handle);
        await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height - 3);
        await page.mouse.down();
        await page.mouse.move(target.x, target.y, { steps: 5 });
        await page.mouse.up();
        assert.deepEqual(await shown(), ['"They']);
        assert.equal(await page.innerText("#card .extent-words"), '"They');
        await page.click("#card >> text=Cancel");
        await page.waitForSelector("#card form", { state: "detached" });
        assert.equal(await page.locator("mark", { hasText: "They never asked us" }).first().textContent(), '"They never asked us,"');
        assert.equal(await stored(), before);
        assert.ok(await page.isHidden("#undo"), "nothing to take back");
      },
      { viewport },
    ));
}

test("source and verb are corrected as well, from words selected in the article", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await change(page, "They never asked us");
    await select(page, "was angry");
    await page.click("#selection-bar >> text=Its verb");
    assert.equal(await page.innerText("#card .extent-words"), "was angry");
    assert.ok((await page.locator("#article .cue.current").allTextContents()).join("").includes("was angry"));
    await select(page, "has fished");
    await page.click("#selection-bar >> text=Its source");
    await page.getByLabel("End a word earlier").click();
    assert.equal(await page.innerText("#card .extent-words"), "has");
    await page.click("#card >> text=Save");
    await page.waitForSelector("#card form", { state: "detached" });
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whosaid/article/")).flatMap((key) => JSON.parse(localStorage.getItem(key) ?? "").corrections));
    assert.deepEqual([kept[0].to.cue.exact, kept[0].to.source.exact], ["was angry", "has"]);
  }));

test("a speaker is found by typing: of the text, new with a kind, unnamed, several, nobody", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await change(page, "They never asked us");
    const field = page.locator("#card [role=combobox]");
    const options = () => page.locator("#card [role=option]").allTextContents();
    await field.click();
    const people = (await options()).findIndex((line) => /Maria Lindqvist/.test(line));
    assert.ok(people >= 0 && (await options()).at(-1)?.startsWith("Nobody named"));
    await field.fill("lind");
    assert.match((await options())[0], /^Maria Lindqvist/);
    await page.keyboard.press("Enter");
    assert.deepEqual(await page.locator("#card .chips li").allTextContents(), ["Maria Lindqvist×"]);
    await page.click("#card >> text=and another…");
    await page.keyboard.type("Harbour Board");
    const kinds = await options();
    assert.ok(kinds.some((line) => /new organization/.test(line)) && kinds.some((line) => /new person/.test(line)));
    await page.locator("#card [role=option]", { hasText: "new organization" }).click();
    assert.equal(await page.locator("#card .chips li").count(), 2);
    await page.click("#card >> text=Save");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker Maria Lindqvist and Harbour Board/);
    assert.match((await page.textContent("#cast")) ?? "", /Harbour Board/);
    await giveTo(page, "They never asked us", "a fisherman");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker a fisherman/);
    await giveTo(page, "They never asked us", "");
    assert.match((await describe(page, "They never asked us")) ?? "", /speaker not named/);
  }));

test("a new quotation is nowhere before it is saved", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    const count = await page.locator("mark[tabindex]").count();
    await select(page, "was angry");
    await page.click("#selection-bar >> text=New quotation");
    await page.waitForSelector("#card form");
    assert.equal(await page.locator("mark[tabindex]").count(), count + 1, "it is drawn");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#card form", { state: "detached" });
    assert.equal(await page.locator("mark[tabindex]").count(), count);
    assert.ok(await page.isHidden("#undo"));
  }));
