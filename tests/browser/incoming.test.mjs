/** Articles that come in by pasting, dropping and opening: web pages, word-processor files, addresses, several files, broken lines. */

import assert from "node:assert/strict";
import { test } from "node:test";
import JSZip from "jszip";
import { ARTICLE, onPage, paste } from "./harness.mjs";

/** @import { Page } from "playwright-core" */

const FILLER = "The county has run the line since the bridge was closed to lorries, and the islanders have written to the board more than once about the timetable, the fares and the state of the ramp.";

/** A web page such as news sites make, with our own words. */
const PAGE = `<!doctype html><html lang="en"><head><title>Ferry line to Oster Island will end | The Daily Tide</title>
<meta property="og:title" content="Ferry line to Oster Island will end"><meta property="article:published_time" content="2026-03-14T08:00:00Z">
<link rel="canonical" href="https://tide.example/ferry-ends"><meta name="author" content="Nadia Brooks"><style>nav { color: red }</style></head>
<body><header class="site-header"><nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport pages</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article class="article-body"><h1>Ferry line to Oster Island will end</h1><p class="byline">By Nadia Brooks</p>
<figure><img src="ferry.jpg" alt=""><figcaption>The last ferry leaves Oster Island.</figcaption></figure>
<p>The ferry to Oster Island will stop running in May, the county said on Monday. ${FILLER}</p>
<p>"We have run out of boats," said Maria Lindqvist, the county's transport chief. "Nobody wanted this." ${FILLER}</p>
<p>Peter Vance, who has fished there for forty years, was angry. "They never asked us," Vance said. ${FILLER}</p>
<p>${FILLER} ${FILLER}</p></article></main>
<aside class="related"><h2>Most read</h2><ul><li><a href="/a">Ten ways to cook a herring</a></li><li><a href="/b">Quiz of the week</a></li></ul></aside>
<section class="comments" id="comments"><h2>Comments</h2><div class="comment"><p>First! I said so years ago, said nobody.</p></div></section>
<footer class="footer"><p>Subscribe to our newsletter</p><p>Copyright The Daily Tide</p></footer></body></html>`;

/** @param {Page} page */
const lines = (page) => page.locator("#article :is(p, h2)").allTextContents();

for (const how of ["opened as a file", "pasted whole"]) {
  test(`a web page ${how} is reduced to its article; what was left out can be seen, and read`, () =>
    onPage(async (page) => {
      if (how === "pasted whole") await paste(page, { html: PAGE, text: PAGE.replace(/<head>.*?<\/head>/s, "").replace(/<[^>]+>/g, "\n") });
      else await page.setInputFiles("#file", { name: "ferry.html", mimeType: "text/html", buffer: Buffer.from(PAGE) });
      await page.waitForSelector("#article mark.quotation");
      const shown = (await lines(page)).join("\n");
      for (const words of ["Most read", "Sport pages", "First! I said so", "newsletter"]) assert.ok(!shown.includes(words), words);
      for (const words of ["We have run out of boats", "By Nadia Brooks", "The last ferry leaves"]) assert.ok(shown.includes(words), words);
      assert.equal(await page.innerText("#article .headline"), "Ferry line to Oster Island will end");
      assert.deepEqual(await page.locator("#article .caption").allTextContents(), ["The last ferry leaves Oster Island."]);
      assert.match(await page.innerText("#notice"), /lines around the article were left out/);
      await page.click("#notice >> text=Show what was left out");
      assert.match(await page.innerText("#left-lines"), /Ten ways to cook a herring/);
      await page.click("#left-out >> text=Read the whole page instead");
      await page.waitForFunction(() => document.querySelector("#article")?.textContent?.includes("Ten ways to cook"));
      // The headline, date and address that the page gave are there in the export menu.
      await page.goBack();
      await page.waitForFunction(() => !document.querySelector("#article")?.textContent?.includes("Ten ways to cook"));
      await page.click("#take");
      assert.equal(await page.locator("#take-menu input").nth(2).inputValue(), "2026-03-14T08:00:00Z");
      assert.equal(await page.locator("#take-menu input").nth(3).inputValue(), "https://tide.example/ferry-ends");
    }));
}

/** Makes a word-processor file with these paragraphs. @param {string[]} paragraphs */
async function wordFile(paragraphs) {
  const zip = new JSZip();
  zip.file("[Content_Types].xml", '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>');
  zip.file("_rels/.rels", '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>');
  const body = paragraphs.map((words) => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`).join("");
  zip.file("word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`);
  return zip.generateAsync({ type: "nodebuffer" });
}

const WORDS = ["Ferry line will end", "“We have run out of boats,” said Maria Lindqvist, the transport chief.", "“They never asked us,” Peter Vance said."];

test("a word-processor file opens, by a library that is asked for only then", () =>
  onPage(async (page) => {
    const asked = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => /vendor/.test(name)).length);
    assert.equal(await asked(), 0);
    await page.setInputFiles("#file", { name: "ferry.docx", mimeType: "", buffer: await wordFile(WORDS) });
    await page.waitForSelector("#article mark.quotation");
    assert.deepEqual(await lines(page), WORDS);
    assert.equal(await asked(), 1);
    await page.click("#new");
    const bomb = new JSZip();
    bomb.file("word/document.xml", "<w:p/>".repeat(25_000_000));
    await page.setInputFiles("#file", { name: "bomb.docx", mimeType: "", buffer: await bomb.generateAsync({ type: "nodebuffer", compression: "DEFLATE" }) });
    await page.locator("#notice", { hasText: "“bomb.docx” could not be read as a word-processor file" }).waitFor();
    await page.setInputFiles("#file", { name: "broken.docx", mimeType: "", buffer: Buffer.from("PK\x03\x04 and nothing more") });
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.innerText("#notice"), /could not be read as a word-processor file/);
  }));

test("after the first one, word-processor files open without a network", () =>
  onPage(
    async (page) => {
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await page.setInputFiles("#file", { name: "ferry.docx", mimeType: "", buffer: await wordFile(WORDS) });
      await page.waitForSelector("#article mark.quotation");
      await page.waitForFunction(async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).match("vendor/mammoth.js")))).some(Boolean));
      await page.context().setOffline(true);
      await page.reload();
      await page.waitForSelector("#article mark.quotation");
      await page.click("#new");
      await page.setInputFiles("#file", { name: "second.docx", mimeType: "", buffer: await wordFile(["Second", ...WORDS.slice(1)]) });
      await page.waitForSelector("#article mark.quotation");
      assert.equal((await lines(page))[0], "Second");
    },
    { serviceWorkers: "allow", allowErrors: /ERR_INTERNET_DISCONNECTED|Failed to (?:load|fetch)/ },
  ));

test("an address alone is explained, with the bookmarklet and the way round", () =>
  onPage(async (page) => {
    await paste(page, { text: "https://tide.example/ferry-ends?from=home" });
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.innerText("#notice"), /can’t fetch it/);
    assert.match((await page.locator("#notice .bookmarklet").getAttribute("href")) ?? "", /^javascript:/);
    assert.equal(await page.locator("#notice a[target]").getAttribute("href"), "https://tide.example/ferry-ends?from=home");
    assert.ok(await page.isVisible("#start"));
  }));

test("of several files the first is opened, and the others wait on the first screen", () =>
  onPage(async (page) => {
    await page.setInputFiles("#file", ["One", "Two", "Three"].map((name) => ({ name: `${name}.txt`, mimeType: "text/plain", buffer: Buffer.from(`${name} headline\n\n"${name} thing," said Ana Duarte.\n`) })));
    await page.waitForSelector("#article mark.quotation");
    assert.equal(await page.innerText("#article .headline"), "One headline");
    await page.waitForFunction(() => /other 2 files/.test(document.querySelector("#notice")?.textContent ?? ""));
    await page.click("#new");
    const waiting = await page.locator("#tab-list .sample-title").allTextContents();
    assert.deepEqual(waiting.toSorted(), ["One headline", "Three headline", "Two headline"]);
    await page.locator("#tab-list button", { hasText: "Three headline" }).click();
    await page.waitForSelector("#article mark >> text=Three thing");
  }));

test("several files dropped on the page at once are all kept, too", () =>
  onPage(async (page) => {
    await page.evaluate(() => {
      const data = new DataTransfer();
      for (const name of ["One", "Two", "Three"]) data.items.add(new File([`${name} headline\n\n"${name} thing," said Ana Duarte.\n`], `${name}.txt`, { type: "text/plain" }));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.waitForSelector("mark.quotation");
    assert.equal(await page.innerText("#article .headline"), "One headline");
    await page.click("#new");
    const waiting = await page.locator("#tab-list .sample-title").allTextContents();
    assert.deepEqual(waiting.toSorted(), ["One headline", "Three headline", "Two headline"]);
  }));

test("a text that isn't English is told, and an English one after it is not", () =>
  onPage(async (page) => {
    const german = "Der Bürgermeister sagte am Montag, die Brücke werde im Mai geöffnet. „Wir haben lange gewartet“, erklärte Ana Duarte. Die Stadt hatte das Geld im vergangenen Jahr bewilligt, und niemand war dagegen.\n";
    await paste(page, { text: german });
    // The page doesn't say that nobody is quoted before it has read the text.
    await page.waitForFunction(() => !document.body.classList.contains("reading") || getComputedStyle(/** @type {Element} */ (document.querySelector("#cast-empty"))).visibility === "hidden");
    await page.locator("#language").getByText("doesn’t look like English").waitFor();
    assert.ok(await page.isVisible("#cast-empty"));
    await paste(page, { text: '"We have waited for long," said Ana Duarte, who has been the mayor of the town for seven years.\n' });
    await page.locator("mark.quotation", { hasText: "waited for long" }).waitFor();
    assert.ok(await page.isHidden("#language"));
  }));

test("text copied out of a PDF has its lines put together, unless they are to be left", () =>
  onPage(async (page) => {
    const wrapped = `"We have run out of boats," said Maria Lindqvist, the
county's transport chief, who has run the line for nine
years and whose father ran it before her. "Nobody wan-
ted this," she told the islanders, who had come to the
hall in some number and stayed until it was dark there.

Peter Vance, who has fished off the island for forty
years, was angry about it, and told everybody who would
listen. "They never asked us," Vance said in the hall.
`;
    await paste(page, { text: wrapped });
    await page.waitForSelector("#article mark.quotation");
    assert.equal((await lines(page)).length, 2);
    assert.ok((await lines(page))[0].includes('"Nobody wanted this,"'));
    await page.click("#notice >> text=Show the lines as they were");
    await page.waitForFunction(() => document.querySelectorAll("#article p").length > 5);
  }));

test("a paste outside a field is taken back with one click, or by Back", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark >> text=run out of boats");
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await paste(page, { text: '"Enough," said Ana Duarte.' });
    await page.waitForSelector("mark >> text=Enough");
    await page.click("#notice >> text=Back to the previous article");
    await page.waitForSelector("mark >> text=run out of boats");
    await page.goBack();
    await page.waitForSelector("mark >> text=Enough");
  }));

test("a PDF is told how to bring its text over", () =>
  onPage(async (page) => {
    await page.setInputFiles("#file", { name: "report.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") });
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.innerText("#notice"), /copy the text \(Ctrl A, Ctrl C\), and paste it here/);
  }));
