/** The reader's own names: added by "Always", stored in the browser, used for every text, edited, saved as a file and added from one. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ARTICLE, deaf, onPage, paste, select } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

const SECOND = `Old quay to be torn down

"It has stood long enough," Quayside said on Friday. Vance was not there.
`;

/** @param {Page} page @param {string} text */
async function read(page, text) {
  await paste(page, { text });
  await page.waitForFunction((start) => document.querySelector("#article")?.textContent?.startsWith(start) && document.querySelector("#article mark.quotation"), text.split("\n")[0]);
}

/** @param {Page} page @returns {Promise<{ names: any[], ignore: string[] }>} */
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("whosaid/names") ?? '{ "names": [], "ignore": [] }'));

/** The kind of the marked name with these words; null if there is none. @param {Page} page */
const kindOf = (page, /** @type {string} */ words) => page.evaluate((words) => [...document.querySelectorAll("#article .name:not(.nominal, .pronoun)")].find((e) => e.textContent === words)?.getAttribute("data-kind") ?? null, words);

test("a name said “always” of is read so in the next article, is undone, and comes with a reload", () =>
  onPage(async (page) => {
    await read(page, SECOND);
    await select(page, "Quayside");
    await page.click("#selection-bar >> text=New name");
    await page.fill('#card label:has-text("Name") input', "Quayside Trust");
    await page.locator("#card").getByLabel("What it is").selectOption("organization");
    await page.check("#card .always input");
    await page.click("#card >> text=Save");
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    assert.deepEqual((await kept(page)).names, [{ text: "Quayside", kind: "organization", entity: "Quayside Trust" }]);
    // The name is used in another article too.
    await read(page, 'Elsewhere\n\n"We are sorry," Quayside said.\n');
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    assert.equal(await kindOf(page, "Quayside"), "organization");
    await page.reload();
    await read(page, 'Elsewhere\n\n"We are sorry," Quayside said.\n');
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    // Back in the first article, Undo takes the name off the list again.
    await page.click("#new");
    await page.click("#kept button");
    await page.waitForSelector("#undo:not([hidden])");
    await page.click("#undo");
    await page.waitForFunction(() => !document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    assert.deepEqual((await kept(page)).names, []);
    await page.click("#redo");
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    assert.equal((await kept(page)).names.length, 1);
  }));

test("words said “always not a name” of are none in the next article", () =>
  onPage(async (page) => {
    await read(page, ARTICLE);
    await page.locator("#article p .name", { hasText: "Oster Island" }).first().click();
    await page.locator('#card .name-here button, #card:not(:has(.actions)) .correct').click();
    await page.check("#card .always input");
    await page.click("#card >> text=Not a name");
    assert.deepEqual((await kept(page)).ignore, ["Oster Island"]);
    await read(page, 'Plans for Oster Island\n\n"We like Oster Island," said Ana Duarte.\n');
    await page.waitForSelector("mark.quotation");
    assert.equal(await kindOf(page, "Oster Island"), null);
    assert.ok(await kindOf(page, "Ana Duarte"));
  }));

test("the list is looked at, added to, changed, emptied, and undone with the article's own undo", () =>
  onPage(async (page) => {
    await read(page, SECOND);
    await page.click("#tab-names");
    await page.click(".rail .own-open");
    await page.waitForSelector("#own-names[open]");
    assert.ok(await page.isVisible("#own-empty"));
    await page.fill("#own-words", "  — ");
    await page.click("#own-form >> text=Add");
    assert.match(await page.innerText("#own-status"), /at least one letter or digit/);
    await page.fill("#own-words", "Quayside");
    await page.selectOption("#own-kind", "facility");
    await page.click("#own-form >> text=Add");
    assert.deepEqual((await kept(page)).names, [{ text: "Quayside", kind: "facility" }]);
    await page.getByLabel("Quayside: what it is").selectOption("organization");
    await page.getByLabel("Quayside: full name").fill("Quayside Trust");
    await page.keyboard.press("Tab");
    assert.deepEqual((await kept(page)).names, [{ text: "Quayside", kind: "organization", entity: "Quayside Trust" }]);
    await page.getByLabel("Quayside: what it is").selectOption("never");
    assert.deepEqual(await kept(page), { names: [], ignore: ["Quayside"] });
    await page.click("#own-names >> text=Done");
    await page.click("#undo");
    assert.deepEqual((await kept(page)).names, [{ text: "Quayside", kind: "organization", entity: "Quayside Trust" }]);
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    await page.click("#tab-names");
    await page.click(".rail .own-open");
    await page.getByLabel("Remove Quayside").click();
    assert.ok(await page.isVisible("#own-empty"));
    assert.equal(await page.evaluate(() => localStorage.getItem("whosaid/names")), null);
  }));

test("the list goes to a file and comes from one; what isn't such a file is refused in words", () =>
  onPage(async (page) => {
    await page.evaluate(() => localStorage.setItem("whosaid/names", JSON.stringify({ names: [{ text: "Quayside", kind: "organization" }], ignore: ["Hope"] })));
    await page.reload();
    await page.click("#own-start");
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#own-save")]);
    const saved = JSON.parse(await readFile(await file.path(), "utf8"));
    assert.deepEqual(saved, { "whosaid-names": 1, names: [{ text: "Quayside", kind: "organization" }], ignore: ["Hope"] });
    /** @param {unknown} content */
    const choose = (content) => page.setInputFiles("#own-file", { name: "list.json", mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)) });
    await choose("no json");
    await page.waitForFunction(() => document.querySelector("#own-status")?.textContent?.includes("isn’t JSON"));
    await choose({ a: 1 });
    await page.waitForFunction(() => document.querySelector("#own-status")?.textContent?.includes("neither"));
    await choose({ "whosaid-names": 1, names: [{ text: "Quayside", kind: "facility" }, { text: "", kind: "person" }, { text: "Ana", kind: "wizard" }, { text: "Ana Duarte", kind: "person", entity: "Ana M. Duarte" }], ignore: ["Hope", 7] });
    await page.waitForFunction(() => /3 entries\. 3 entries could not be used/.test(document.querySelector("#own-status")?.textContent ?? ""));
    assert.deepEqual(await kept(page), { names: [{ text: "Quayside", kind: "facility" }, { text: "Ana Duarte", kind: "person", entity: "Ana M. Duarte" }], ignore: ["Hope"] });
  }));

test("a damaged list in the browser breaks nothing, and “forget everything” empties it", () =>
  onPage(async (page) => {
    await page.evaluate(() => localStorage.setItem("whosaid/names", '{"names": [{"text": "Quayside", "kind": "organization"}, 5, {"kind": "person"}], "ignore": 3}'));
    await page.reload();
    await read(page, SECOND);
    assert.equal(await kindOf(page, "Quayside"), "organization");
    await page.click("#forget");
    await page.click("#forget-dialog >> text=Forget everything >> nth=-1");
    await page.waitForFunction(() => Object.keys(localStorage).every((key) => key === "whosaid/visited"));
    await page.waitForFunction(() => document.querySelector(".rail .own-open")?.textContent === "Your own names…");
  }));

test("a name from another tab is read in this one, and an open form stays", () =>
  onPage(async (page) => {
    await read(page, SECOND);
    await page.locator("mark[tabindex]").first().click();
    await page.click("#card .correct");
    await page.fill("#card [role=combobox]", "Somebody");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.evaluate(() => localStorage.setItem("whosaid/names", JSON.stringify({ names: [{ text: "Quayside", kind: "organization", entity: "Quayside Trust" }], ignore: [] })));
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Quayside Trust"));
    assert.equal(await page.inputValue("#card [role=combobox]"), "Somebody");
    await page.keyboard.press("Enter");
    await page.click("#card >> text=Save");
    await page.waitForFunction(() => document.querySelector("#cast")?.textContent?.includes("Somebody"));
  }));

test("names added in two tabs at once, deaf to each other, are all kept", () =>
  onPage(async (page) => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const [tab, words] of /** @type {const} */ ([[page, "Orvale"], [other, "Neom"], [page, "Kettle Bank"]])) {
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".own-open")).click());
      await tab.fill("#own-words", words);
      await tab.click("#own-form >> text=Add");
      await tab.keyboard.press("Escape");
    }
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("whosaid/names") ?? "{}").names.map((/** @type {any} */ name) => name.text));
    assert.deepEqual(kept.sort(), ["Kettle Bank", "Neom", "Orvale"]);
  }, { prepare: deaf }));

test("a pattern in the list finds names that are made by a rule; one that is wrong is told where", () =>
  onPage(async (page) => {
    await read(page, 'Elsewhere\n\n"We closed KV-77/12 and KV-78/03," Vance said on Friday.\n');
    await page.click("#tab-names");
    await page.click(".rail .own-open");
    await page.waitForSelector("#own-names[open]");
    await page.fill("#own-words", "/KV-(/");
    await page.selectOption("#own-kind", "other");
    await page.click("#own-form >> text=Add");
    await page.waitForFunction(() => /at character 4: unclosed group/.test(document.querySelector("#own-status")?.textContent ?? ""));
    assert.deepEqual((await kept(page)).names, []);
    await page.fill("#own-words", "/KV-\\d{2}/\\d{2}/");
    await page.click("#own-form >> text=Add");
    await page.waitForFunction(() => document.querySelector("#own-status")?.textContent?.includes("is in the list"));
    await page.click("#own-names >> text=Done");
    await page.waitForFunction(() => [...document.querySelectorAll("#article .name")].some(({ textContent }) => textContent === "KV-78/03"));
    assert.equal(await kindOf(page, "KV-77/12"), "other");
  }));
