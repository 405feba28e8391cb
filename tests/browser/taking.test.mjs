/** Exporting the article in each format, with the corrections in it, and opening an exported document again. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ARTICLE, giveTo, onPage, paste } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

/** Opens the article, and corrects one speaker to a name that a spreadsheet would run as a formula. @param {Page} page @param {string} [name] */
async function corrected(page, name = "=Ida Brandt <b>") {
  await paste(page, { text: ARTICLE });
  await page.waitForSelector("mark.quotation");
  await giveTo(page, "run out of boats", name);
  await page.keyboard.press("Escape");
}

/** @param {Page} page @param {string} format */
async function download(page, format) {
  if (!(await page.isVisible("#take-menu"))) await page.click("#take");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Download: ${format}` }).click()]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path(), "utf8") };
}

test("every format comes as a file, named after the article, with the correction in it", () =>
  onPage(async (page) => {
    await corrected(page);
    const html = await download(page, "Web page");
    assert.equal(html.name, "ferry-line-to-oster-island-will-end.html");
    assert.match(html.content, /=Ida Brandt &lt;b&gt;/);
    assert.doesNotMatch(html.content, /<script|<b>/);
    const markdown = await download(page, "Notes");
    assert.match(markdown.content, /Ida Brandt/);
    const csv = await download(page, "Spreadsheet");
    assert.match(csv.content, /run out of boats/);
    assert.doesNotMatch(csv.content, /(?:^|[,"])=Ida/m);
    const json = JSON.parse((await download(page, "Whosaid document")).content);
    assert.equal(json.text, ARTICLE);
    assert.equal(json.offsets, "utf16");
    assert.ok(json.quotations.some((/** @type {{ rule: string }} */ { rule }) => rule === "corrected by the reader"));
    const web = JSON.parse((await download(page, "Web Annotations")).content);
    assert.ok(JSON.stringify(web).includes("http://www.w3.org/ns/anno.jsonld"));
  }));

test("a document opens again as it was, and keeps its corrections when the text is edited", () =>
  onPage(async (page) => {
    await corrected(page, "Ida Brandt");
    const { content } = await download(page, "Whosaid document");
    await page.keyboard.press("Escape");
    await page.click("#new");
    await page.setInputFiles("#file", { name: "ferry.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await page.waitForSelector("mark.quotation");
    const mark = page.locator("mark[tabindex]", { hasText: "run out of boats" }).first();
    assert.match((await mark.getAttribute("aria-description")) ?? "", /Ida Brandt, 100% sure/);
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"Early," said Jon Falk.\n\n');
    await page.click("#edit");
    await page.waitForSelector("mark >> text=Early");
    assert.match((await mark.getAttribute("aria-description")) ?? "", /Ida Brandt/);
  }));

test("what isn't a document, or lies about its text, is refused in words", () =>
  onPage(async (page) => {
    /** @param {string} json */
    const open = async (json) => {
      await page.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector("#notice")).hidden = true; });
      await page.setInputFiles("#file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(json) });
      await page.waitForSelector("#notice:not([hidden])");
      return page.innerText("#notice");
    };
    assert.match(await open('{"whosaid": 99, "text": "x"}'), /newer Whosaid/);
    assert.match(await open('{"whosaid": 1, "offsets": "utf16", "text": "x", "mentions": [{"start": 0, "end": 9, "kind": "person", "form": "name", "entity": 0}], "entities": [], "quotations": []}'), /not in the text/);
    assert.match(await open('{"whosaid": 1, '), /not a Whosaid document/);
  }));

test("every format is copied too", () =>
  onPage(
    async (page) => {
      await corrected(page, "Ida Brandt");
      await page.click("#take");
      for (const format of ["Web page", "Notes", "Spreadsheet", "Whosaid document", "Web Annotations"]) {
        await page.getByRole("button", { name: `Copy: ${format}` }).click();
        await page.waitForFunction((format) => document.querySelector("#take-menu [role=status]")?.textContent?.startsWith(`Copied: ${format}`), format);
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Ida Brandt/, format);
      }
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  ));

test("a document's renamed, merged and removed names, and its removed quotation, hold when its text is edited", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.locator("mark[tabindex]", { hasText: "run out of boats" }).first().click();
    await page.click("#card >> text=Name…");
    await page.fill("#card input[type=text]", "M. K. Lindqvist");
    await page.click("#card >> text=Save");
    await page.keyboard.press("Escape");
    await page.locator("mark[tabindex]", { hasText: "They never asked us" }).first().click();
    await page.click("#card >> text=Name…");
    await page.getByLabel("The same as").selectOption({ label: "M. K. Lindqvist" });
    await page.click("#card >> text=Save");
    await page.keyboard.press("Escape");
    const { content } = await download(page, "Whosaid document");
    await page.keyboard.press("Escape");
    await page.click("#new");
    await page.setInputFiles("#file", { name: "ferry.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await page.waitForSelector("#article mark.quotation");
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whosaid/article/")).length), 1, "only the first article is kept: opening stores nothing");
    await page.click("#edit");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type('"Early," said Jon Falk.\n\n');
    await page.click("#edit");
    await page.waitForSelector("#article mark >> text=Early");
    for (const words of ["run out of boats", "They never asked us"]) {
      const mark = page.locator("mark[tabindex]", { hasText: words }).first();
      assert.match((await mark.getAttribute("aria-description")) ?? "", /speaker M\. K\. Lindqvist/, words);
    }
    const cast = await page.locator("#cast li").allTextContents();
    assert.equal(cast.filter((name) => /Lindqvist/.test(name)).length, 1, String(cast));
    assert.ok(cast.some((name) => /Falk/.test(name)) && !cast.some((name) => /Vance/.test(name)), String(cast));
    // New corrections can be undone; those that the document brought can't.
    await page.click("#undo");
    await page.waitForFunction(() => !document.querySelector("#article")?.textContent?.includes("Early"));
    assert.ok(await page.locator("#undo").isDisabled());
    assert.match((await page.locator("mark[tabindex]", { hasText: "They never" }).first().getAttribute("aria-description")) ?? "", /Lindqvist/);
  }));

test("every format says what the article is, the sentence around each quotation, what is denied, and what was decided by hand", () =>
  onPage(async (page) => {
    await corrected(page, "Ida Brandt");
    await page.keyboard.press("Escape");
    await page.click("#take");
    await page.click("#take-menu .about-fields summary");
    for (const [label, value] of [["Headline", "Ferry line, the end"], ["By", "Nadia Brooks"], ["Date", "2024-03-05"], ["Address", "https://tide.example/ferry"]]) {
      await page.locator("#take-menu").getByLabel(label, { exact: true }).fill(value);
    }
    await page.keyboard.press("Tab");

    const csv = (await download(page, "Spreadsheet")).content;
    const [head, ...rows] = csv.replace(/^\uFEFF/, "").split("\r\n");
    for (const column of ["denied", "context", "by_hand", "start", "end", "offsets", "headline", "date", "address", "link"]) assert.ok(head.split(",").includes(column), column);
    const row = rows.find((row) => row.includes("run out of boats")) ?? "";
    assert.match(row, /,corrected by hand,utf16,"Ferry line, the end",2024-03-05,https:\/\/tide\.example\/ferry,https:\/\/tide\.example\/ferry#:~:text=/);
    assert.match(row, /said Maria Lindqvist, the county's transport chief\./, "the sentence around it");

    const markdown = (await download(page, "Notes")).content;
    assert.match(markdown, /^# Ferry line, the end\n\nNadia Brooks, 5 March 2024\n\n<https:\/\/tide\.example\/ferry>\n\n## /);
    assert.match(markdown, /run out of boats.*, corrected by hand\)$/m);

    const json = JSON.parse((await download(page, "Whosaid document")).content);
    assert.deepEqual(json.about, { headline: "Ferry line, the end", byline: "Nadia Brooks", date: "2024-03-05", address: "https://tide.example/ferry" });
    assert.equal(json.offsets, "utf16");
    const one = json.quotations.find((/** @type {{ byHand: string | null }} */ { byHand }) => byHand);
    assert.deepEqual([one.byHand, typeof one.context, typeof one.denied], ["corrected by hand", "string", "boolean"]);

    const web = JSON.parse((await download(page, "Web Annotations")).content);
    assert.deepEqual([web.headline, web.byline, web.date, web.address, web.offsets], ["Ferry line, the end", "Nadia Brooks", "2024-03-05", "https://tide.example/ferry", "chars"]);
    for (const term of ["headline", "byline", "date", "address", "offsets", "role"]) assert.ok(web["@context"][1][term], term);
    const item = web.first.items.find((/** @type {any} */ { body }) => body.some((/** @type {any} */ { role }) => role === "by-hand"));
    for (const { source } of item.target) assert.equal(source, "https://tide.example/ferry");
    assert.match(item.body.find((/** @type {any} */ { role }) => role === "context").value, /^"We have run out of boats," said Maria Lindqvist, the county's transport chief\./);

    const html = (await download(page, "Web page")).content;
    for (const part of ["Ferry line, the end", "Nadia Brooks", "5 March 2024", "https://tide.example/ferry"]) assert.ok(html.includes(part), part);
    assert.match(html, /title="Ida Brandt: says, word for word\. Put right by you\."/);
  }));

test("what the source denies is said in every format", () =>
  onPage(async (page) => {
    await paste(page, { text: "The mayor, Ana Duarte, denied that the harbour would close. “It stays open,” said Peter Vance, her deputy.\n" });
    await page.waitForSelector("mark.quotation");
    assert.match((await download(page, "Notes")).content, /harbour would close.*denied/);
    assert.match((await download(page, "Spreadsheet")).content, /,true,.*harbour would close/);
    assert.ok(JSON.parse((await download(page, "Whosaid document")).content).quotations.some((/** @type {{ denied: boolean }} */ { denied }) => denied));
    assert.ok((await download(page, "Web Annotations")).content.includes('"value": "denied"'));
    assert.match((await download(page, "Web page")).content, /title="Ana Duarte: denies, retold/);
  }));
