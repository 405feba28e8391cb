/** The bookmarklet and the lines to paste, which the page offers for other pages, tried on such pages. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { bookmarkletTo, policyFor, snippetFor } from "../../www/ui/embed.js";
import { onPage } from "./harness.mjs";
import { PLACE, annotated, audit, highlighted, host, onHost } from "./host.mjs";

/** @import { Page } from "playwright-core" */

const harbour = (await host("harbour")).replaceAll(/<\/?who-said>/g, "");
const bookmarklet = bookmarkletTo(`${PLACE}element/bookmarklet.js`);

/** Runs the bookmarklet, as a click in the bookmarks bar does. @param {Page} page */
const click = (page) => page.evaluate((address) => { location.href = address; }, bookmarklet);

test("the page shows both, for the place where it is served; a click there explains", () =>
  onPage(async (page) => {
    await page.click("#embed summary");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const link = page.locator("#embed a.bookmarklet");
    assert.equal(await link.getAttribute("href"), bookmarkletTo(`${page.url()}element/bookmarklet.js`));
    assert.ok((await page.locator("#embed pre").innerText()).includes(snippetFor(`${page.url()}element/define.js`)));
    assert.deepEqual(await audit(page), []);
    await link.click();
    assert.match(await page.locator("#embed [role=status]").innerText(), /bookmarks bar/);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.click("#embed button");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), snippetFor(`${page.url()}element/define.js`));
  }, { viewport: { width: 390, height: 844 } }));

test("the bookmarklet marks the article and nothing else; once more, and all is as it was", () =>
  onHost(harbour, async (page) => {
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    await click(page);
    await annotated(page);
    const words = Object.values(await highlighted(page)).flat();
    assert.ok(words.includes("stone by stone") && !words.some((word) => /Not part|Printed/.test(word)));
    assert.equal(await page.evaluate(() => document.querySelector("who-said")?.remove() ?? document.documentElement.outerHTML), before);
    await click(page);
    await annotated(page);
    await click(page);
    await page.waitForFunction(() => !document.querySelector("who-said"));
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    assert.deepEqual(await highlighted(page), {});
  }));

test("a page without an <article> has one found; a page without quotations says so", () =>
  onHost(
    harbour.replace('<article id="story">', '<div class="wrap"><div id="story">').replace("</article>", "</div></div>").replace(/<\/?main/g, (tag) => tag.replace("main", "div")).replace("article.addEventListener", "article?.addEventListener"),
    async (page, asked) => {
      await click(page);
      await annotated(page);
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("who-said")).target.id), "story");
      await click(page);
      await page.waitForFunction(() => !document.querySelector("who-said"));
      await page.evaluate(() => { document.body.textContent = "The street was quiet."; });
      await click(page);
      await annotated(page);
      assert.deepEqual(asked.filter((file) => file.startsWith("dialog")), ["dialog: Whosaid found no quotations on this page."]);
    },
  ));

test("where a page's policy forbids it, the bookmarklet says so", () =>
  onHost(
    harbour,
    async (page, asked) => {
      // A page's security policy doesn't stop the bookmarklet itself, but the script that it loads.
      const told = page.waitForEvent("dialog");
      await page.evaluate(decodeURIComponent(bookmarklet.slice("javascript:".length)));
      await told;
      assert.match(asked.join("\n"), /dialog: Whosaid can’t run on this page/);
    },
    { csp: "script-src 'unsafe-inline' 'unsafe-eval'", allowErrors: /Content Security Policy/ },
  ));

test("the pasted lines work as they are, under the policy that is said to be enough", () =>
  onHost(
    harbour.replaceAll("<script>", '<script nonce="own">').replace('<article id="story">', `${snippetFor(`${PLACE}element/define.js`).replace("  … your article, as it is …\n</who-said>", '<article id="story">')}`).replace("</article>", "</article></who-said>"),
    async (page) => {
      await annotated(page);
      assert.ok(Object.values(await highlighted(page)).flat().includes("stone by stone"));
    },
    { csp: policyFor(PLACE).replace("script-src", "script-src 'nonce-own'") },
  ));
