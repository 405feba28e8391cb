/** Pasted text stays text: whatever markup or script is in it is shown as it is and never runs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { onPage, paste } from "./harness.mjs";
import { calm } from "./waiting.mjs";
import { VECTORS } from "./vectors.mjs";

/** @import { Page } from "playwright-core" */

/** Checks that no script from the text has run, and that the page has no elements except its own. @param {Page} page */
async function unharmed(page) {
  // Waits until this image has failed to load; by then any hostile image has failed too and would have run its handler.
  await page.evaluate(() => new Promise((done) => { const image = new Image(); image.onerror = done; image.src = "data:,x"; }));
  await calm(page);
  assert.equal(await page.evaluate("window.owned"), undefined);
  assert.equal(await page.evaluate("document.baseURI.split('#')[0].split('?')[0]"), await page.evaluate("location.origin + location.pathname"));
  assert.equal(await page.locator("script:not([src='app.js']), img:not([src^='icon']), iframe, object, embed, base, svg script, [onerror], [onload], [onfocus], a[href^='javascript']:not(#embed a)").count(), 0);
}

/** A document with hostile words in every field that holds words. @param {string} vector */
function hostileDocument(vector) {
  const text = `“${vector}” said ${vector}.`;
  const content = { start: 0, end: vector.length + 2 };
  const source = { start: text.length - 1 - vector.length, end: text.length - 1 };
  return JSON.stringify({
    whosaid: 1,
    offsets: "utf16",
    text,
    mentions: [{ ...source, kind: "person", form: "name", entity: 0 }],
    entities: [
      { id: 0, name: vector, kind: "person", mentions: [0] },
      { id: 1, name: vector, kind: "date", mentions: [], value: vector },
    ],
    quotations: [
      { kind: "direct", act: "speech", content: [content], cue: { start: content.end + 1, end: content.end + 5 }, source, denied: false, speakerRule: null, speakers: [0], confidence: 1, rule: vector },
      { kind: "mixed", act: "thought", content: [content], cue: null, source: null, denied: false, speakerRule: null, speakers: [1], confidence: 0, rule: "corrected by the reader" },
    ],
  });
}

/** @param {Page} page @param {string} format */
async function download(page, format) {
  if (!(await page.isVisible("#take-menu"))) await page.click("#take");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Download: ${format}` }).click()]);
  return readFile(await file.path(), "utf8");
}

/** The cells of a CSV file. @param {string} csv @returns {string[][]} */
function cells(csv) {
  const rows = [[""]];
  let quoted = false;
  for (let i = csv.charCodeAt(0) === 0xfeff ? 1 : 0; i < csv.length; i++) {
    const row = rows[rows.length - 1];
    if (quoted && csv[i] === '"' && csv[i + 1] === '"') row[row.length - 1] += csv[++i];
    else if (csv[i] === '"') quoted = !quoted;
    else if (!quoted && csv[i] === ",") row.push("");
    else if (!quoted && csv.startsWith("\r\n", i)) rows.push([""]), i++;
    else row[row.length - 1] += csv[i];
  }
  return rows;
}

test("markup in plain text is shown, not run", () =>
  onPage(async (page) => {
    for (const vector of VECTORS.filter((vector) => !/[\n\t\0\x0C\u2028]/.test(vector))) {
      const text = `"${vector}" said <b>Maria</b> Lindqvist.`;
      await paste(page, { text });
      await page.waitForFunction((text) => document.querySelector("#article")?.textContent === text, text);
    }
    for (const how of /** @type {const} */ (["paste", "drop"])) {
      await paste(page, { text: `${how}\n\n${VECTORS.join("\n\n")}\n\n“Yes,” said Ana Ruiz.` }, how);
      await page.waitForFunction((how) => document.querySelector("#article")?.textContent?.startsWith(how), how);
    }
    await page.waitForSelector("mark");
    await unharmed(page);
    assert.equal(await page.locator("#article :is(script, img, iframe, a, style, form)").count(), 0);
  }));

test("pasted and dropped HTML never runs and fetches nothing", () =>
  onPage(async (page) => {
    for (const how of /** @type {const} */ (["paste", "drop"])) {
      for (const vector of VECTORS) {
        await paste(page, { html: `<p>Before</p>${vector}<p>After ${how}</p>` }, how);
        await page.waitForFunction(() => document.querySelector("#article")?.textContent?.includes("Before"));
      }
    }
    await unharmed(page);
  }));

test("hostile files are shown, not run: as text, as a web page, as rich text's neighbours", () =>
  onPage(async (page) => {
    const all = VECTORS.join("\n\n");
    for (const name of ["a.txt", "a.html", "a.htm", "a.md", "a.xml", "a.svg", "<img src=x onerror=window.owned=1>.txt"]) {
      await page.setInputFiles("#file", { name, mimeType: "", buffer: Buffer.from(`Before\n\n${all}\n\nAfter`) });
      await page.waitForFunction(() => document.querySelector("#article")?.textContent?.includes("Before") || !(/** @type {HTMLElement} */ (document.querySelector("#notice")).hidden));
      await unharmed(page);
      await page.click("#home");
    }
  }));

test("a hostile document is shown, not run, and what is taken along of it neither", () =>
  onPage(async (page) => {
    for (let i = 0; i < VECTORS.length; i += 15) {
      const vectors = VECTORS.slice(i, i + 15);
      await page.setInputFiles("#file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(hostileDocument(vectors.join(" "))) });
      const words = vectors.map((vector) => vector.match(/[a-z1+]{3,}/i)?.[0] ?? "");
      await page.waitForFunction((words) => words.every((word) => document.querySelector("#article")?.textContent?.includes(word)), words);
    }
    // All hostile texts at once, in every part of the page that shows a name, a rule or a speaker, and then in every export.
    const vector = VECTORS.join(" ");
    await page.setInputFiles("#file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(hostileDocument(vector)) });
    await page.waitForSelector("#article mark");
    await page.locator("mark[tabindex]").first().click();
    await unharmed(page);
    await page.keyboard.press("Escape");
    const html = await download(page, "Web page");
    await page.context().route("**/opened-again.html", (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
    const opened = await page.context().newPage();
    await opened.goto(new URL("opened-again.html", page.url()).href);
    await calm(opened);
    assert.equal(await opened.evaluate("window.owned"), undefined);
    assert.equal(await opened.locator("script, img, iframe, object, embed, base, link, form, svg, math, input, a:not([href^='#'])").count(), 0);
    await opened.close();
    for (const row of cells(await download(page, "Spreadsheet"))) for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/, cell);
    // The exported page is pasted into the page again.
    await paste(page, { html, text: "x" });
    await page.waitForFunction(() => document.querySelector("#article")?.textContent?.includes("cmd|"));
    await page.click("#home");
    await page.setInputFiles("#file", { name: "again.html", mimeType: "text/html", buffer: Buffer.from(html) });
    await page.waitForFunction(() => document.querySelector("#article")?.textContent?.includes("cmd|"));
    await unharmed(page);
  }));

test("no cell of a spreadsheet is a formula, whatever the speaker is called", () =>
  onPage(async (page) => {
    for (const vector of VECTORS.slice(-7)) {
      await page.setInputFiles("#file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(hostileDocument(vector)) });
      await page.waitForSelector("#article mark");
      const rows = cells(await download(page, "Spreadsheet")).filter((row) => row.length > 1);
      assert.equal(rows.length, 3);
      for (const row of rows) {
        assert.equal(row.length, rows[0].length);
        for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/, cell);
      }
      await page.keyboard.press("Escape");
    }
  }));

test("an address with anything behind it opens the page, and nothing else", () =>
  onPage(async (page) => {
    const own = page.url();
    for (let i = 0; i < VECTORS.length; i += 20) {
      const vectors = encodeURIComponent(VECTORS.slice(i, i + 20).join(" "));
      await page.goto(`${own}?text=${vectors}&url=javascript:window.owned=1#${vectors}`);
      await page.waitForSelector("#paste");
      await unharmed(page);
    }
    await page.goto(`${own}#<img src=x onerror=window.owned=1>`);
    await page.evaluate(() => { location.hash = "#\"><script>window.owned=1</script>"; });
    await unharmed(page);
  }));

test("what the browser kept, altered by somebody else, is shown or left out, and never runs", () =>
  onPage(async (page) => {
    const kept = (/** @type {string} */ vector) => [
      { text: `${vector} “Yes,” said Ana Ruiz.`, corrections: [], saved: 1 },
      { text: vector, corrections: [{ op: "entity", of: { name: vector, kind: vector, mention: null }, to: { name: vector, kind: vector } }], saved: vector },
      { text: vector, corrections: [null, 1, { op: vector }], given: vector, saved: 2 },
      { text: vector, corrections: "x" },
      vector,
    ];
    await page.evaluate((entries) => {
      for (const [i, entry] of entries.entries()) localStorage.setItem(`whosaid/article/${i}`, typeof entry === "string" ? entry : JSON.stringify(entry));
      localStorage.setItem("whosaid/names", JSON.stringify({ names: [{ text: "<img src=x onerror=window.owned=1>", kind: "person", entity: "<b>" }, 1], ignore: [null, "<script>"] }));
    }, [...kept("<img src=x onerror=window.owned=1>"), ...kept("=1+1")]);
    await page.reload();
    await page.waitForSelector("#kept button");
    const count = await page.locator("#kept button").count();
    assert.ok(count >= 2);
    for (let i = 0; i < count; i++) {
      await page.locator("#kept button").nth(i).click();
      await page.waitForFunction(() => document.body.dataset.screen === "reader");
      await unharmed(page);
      await page.click("#home");
    }
    await page.evaluate(() => localStorage.setItem("whosaid/names", "{"));
    await page.reload();
    await paste(page, { text: "“Yes,” said Ana Ruiz." });
    await page.waitForSelector("mark.quotation");
  }));

test("the policy refuses strings as HTML, foreign scripts and connections elsewhere", () =>
  onPage(
    async (page) => {
      assert.match(await page.evaluate(() => { try { document.body.insertAdjacentHTML("beforeend", "<b>x</b>"); return "ran"; } catch (error) { return String(error); } }), /TrustedHTML/);
      assert.match(await page.evaluate(() => { try { new Worker("data:text/javascript,1"); return "ran"; } catch (error) { return String(error); } }), /TrustedScriptURL/);
      assert.equal(await page.evaluate(() => fetch("https://example.org/").then(() => "ran", () => "refused")), "refused");
      assert.equal(await page.evaluate(() => new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve("ran");
        image.onerror = () => resolve("refused");
        image.src = "https://example.org/x.png";
      })), "refused");
    },
    { allowErrors: /Content Security Policy|TrustedHTML|TrustedScriptURL|Refused|Connecting to|Loading the/ },
  ));

test("a form whose fields are called as what a walk through HTML asks for is read to its end", () =>
  onPage(async (page) => {
    const asked = ["firstChild", "nextSibling", "parentNode", "parentElement", "childNodes", "children", "nodeType", "nodeValue", "tagName", "localName", "textContent", "hasAttribute", "closest", "body", "documentElement", "querySelector"];
    for (const name of asked) {
      // There is a quotation mark in the last attribute, so that code that finds attributes by quotation marks would not remove them.
      const html = `<p>Before ${name}</p><img name=${name} x=a'><form><p>Within</p><input name=${name} x=a'><i>and</i> <pre>so  on</pre></form><form name=${name} x=a'><p>Again</p></form><p>After</p>`.replaceAll("a'", (_, at, all) => (at === all.lastIndexOf("a'") ? "a'" : "a"));
      for (const each of [html, `<form><input name=${name} x=a'>Words</form>`, `Words<form name=${name} x=a'></form>`]) {
        await paste(page, { html: each });
        await page.waitForFunction((words) => document.querySelector("#article")?.textContent?.includes(words), each === html ? `Before ${name}` : "Words");
      }
    }
    await unharmed(page);
  }));

test("HTML made to keep whoever looks through it busy is read as fast as any other", () =>
  onPage(async (page) => {
    const much = 500_000;
    // Each of these once took time that grows with the square of its length, or would with a careless pattern: the page would hang for half an hour.
    const made = {
      "a tag that never ends": `<${"a".repeat(much)}`,
      "a tag without end in an attribute": `<a ${"b ".repeat(much)}`,
      "quotes that don't match": `<a"'`.repeat(much / 4),
      "a quote that never closes": `<a b="${"<c d=' ".repeat(much / 8)}`,
      "spaces as they stand": `<pre>a${" ".repeat(much)}b</pre>`,
      "spaces in pieces": `a${"<i> </i>".repeat(much / 10)}b`,
      "tabs and line breaks": `<pre>a${"\t\n ".repeat(much / 3)}b</pre>`,
      "spaces in a tag": `<a${" ".repeat(much)}=${" ".repeat(much)}>a`,
      "styles": `<p style="${"display ".repeat(much / 8)}">a</p>`,
      "opening brackets": "<".repeat(much),
    };
    for (const [what, html] of Object.entries(made)) {
      const started = Date.now();
      await paste(page, { html: `<p>Before: ${what}</p>${html}<p>After</p>` });
      await page.waitForFunction((what) => document.querySelector("#article")?.textContent?.startsWith(`Before: ${what}`), what);
      assert.ok(Date.now() - started < 15_000, what);
    }
    await unharmed(page);
  }));

test("deeply nested HTML and a megabyte of quotation marks come through", () =>
  onPage(async (page) => {
    await paste(page, { html: `${"<div><b>".repeat(5000)}deep${"</b></div>".repeat(5000)}` });
    await page.waitForFunction(() => document.querySelector("#article")?.textContent === "deep");
    await paste(page, { text: '"'.repeat(1_000_000) });
    await page.waitForFunction(() => document.querySelector("#article")?.textContent?.length === 1_000_000);
    await paste(page, { text: '"Well," said Ana Duarte.' });
    await page.waitForSelector("mark >> text=Well", { timeout: 20_000 });
  }));
