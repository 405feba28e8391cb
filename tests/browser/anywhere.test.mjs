/** The page on all screens and for all readers: phones and wide screens, zoom, print, right-to-left text, reduced motion, forced colours, screen readers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";
import { calm } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

/** @param {Page} page */
async function read(page, text = ARTICLE) {
  await paste(page, { text });
  await page.waitForSelector("#article mark.quotation");
}

/** Whether anything is wider than the window. @param {Page} page */
const overflows = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

for (const [what, viewport] of /** @type {[string, { width: number, height: number }][]} */ ([["a small phone", { width: 320, height: 568 }], ["200% zoom of a laptop", { width: 640, height: 400 }], ["400% zoom", { width: 320, height: 256 }], ["a wide screen", { width: 2560, height: 1300 }]])) {
  test(`${what}: nothing runs off the side, on any screen`, () =>
    onPage(
      async (page) => {
        await page.waitForSelector("#samples button");
        assert.equal(await overflows(page), false, "first screen");
        await read(page);
        assert.equal(await overflows(page), false, "article");
        await page.keyboard.press("n");
        await page.waitForSelector("#card:not([hidden])");
        await page.click("#card .correct");
        assert.equal(await overflows(page), false, "form");
        const save = await page.locator("#card >> text=Save").boundingBox();
        assert.ok(save && save.x >= 0 && save.x + save.width <= viewport.width && save.y >= 0 && save.y + save.height <= viewport.height, "Save is in view");
        await page.click("#card >> text=Cancel");
        await page.keyboard.press("Escape");
        await page.evaluate(() => /** @type {HTMLDetailsElement} */ (document.querySelector("#cast-details")).open = true);
        await page.click("#tab-names");
        await page.click(".rail .own-open");
        await page.waitForSelector("#own-names[open]");
        assert.equal(await overflows(page), false, "own names");
        await page.keyboard.press("Escape");
        await page.click("#take");
        assert.equal(await overflows(page), false, "take along");
      },
      { viewport },
    ));
}

test("text from right to left runs so among the rest, with its marks", () =>
  onPage(async (page) => {
    await read(page, `${ARTICLE}\nقالت المديرة ليلى حداد: "لن نغلق المدرسة هذا العام".\n\nThe head, Layla Haddad, said: "We will not close the school."\n`);
    const directions = await page.locator("#article p").evaluateAll((all) => all.map((p) => getComputedStyle(p).direction));
    assert.deepEqual(directions, ["ltr", "ltr", "ltr", "rtl", "ltr"]);
    const [edge, column] = await page.locator("#article p").nth(3).evaluate((p) => {
      const range = document.createRange();
      range.selectNodeContents(p);
      return [Math.max(...[...range.getClientRects()].map((r) => r.right)), p.getBoundingClientRect().right];
    });
    assert.ok(Math.abs(edge - column) < 3, "starts at the right edge");
    // A quotation in Arabic is marked by hand, since the core reads English and finds only words in quotation marks here.
    await page.locator("#article p").nth(3).evaluate((p) => {
      const first = /** @type {Node} */ (document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode());
      getSelection()?.setBaseAndExtent(first, 0, first, "قالت المديرة".length);
    });
    await page.waitForSelector("#selection-bar:not([hidden])");
    await page.click("#selection-bar >> text=New quotation");
    await page.click("#card >> text=Save");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#article p").nth(3).locator("mark").first().textContent(), "قالت المديرة");
    await page.click("#edit");
    assert.equal(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("#editor"))).unicodeBidi), "plaintext");
  }));

test("who asked for less motion gets none", () =>
  onPage(
    async (page) => {
      await read(page, `${ARTICLE}\n`.repeat(20));
      /** @type {string[]} */
      const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0.01 || parseFloat(getComputedStyle(e).animationDuration) > 0.01).map((e) => e.className.toString()));
      assert.deepEqual(moving, []);
      await page.click("#cast button >> nth=-1");
      const at = await page.evaluate(() => scrollY);
      await calm(page);
      assert.equal(await page.evaluate(() => scrollY), at, "it jumped, and stays");
    },
    { reducedMotion: "reduce" },
  ));

test("in forced colours the marks stay marks: lines, numbers and the current one", () =>
  onPage(
    async (page) => {
      await read(page);
      const mark = page.locator("mark[tabindex]").first();
      const style = () => mark.evaluate((e) => {
        const { boxShadow, backgroundImage, backgroundColor, color } = getComputedStyle(e);
        return { boxShadow, backgroundImage, backgroundColor, color };
      });
      const before = await style();
      assert.ok(before.boxShadow !== "none" || before.backgroundImage !== "none", "there is a line");
      await page.keyboard.press("n");
      // The colour changes slowly, by a CSS transition.
      await page.waitForFunction(
        (colour) => getComputedStyle(/** @type {Element} */ (document.querySelector("mark[tabindex]"))).backgroundColor !== colour,
        before.backgroundColor,
      );
      const current = await style();
      assert.notEqual(current.color, current.backgroundColor);
    },
    { forcedColors: "active" },
  ));

test("on paper: the cast and the whole marked article, without the tools, however narrow the window", () =>
  onPage(
    async (page) => {
      const text = `${ARTICLE}\n`.repeat(120); // So long that not all of it is marked at once.
      await read(page, text);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.isVisible("#cast"));
      for (const tool of [".tools", "#strip", ".stepper", "#names", ".colophon"]) assert.ok(await page.isHidden(tool), tool);
      assert.equal(await page.locator("mark[tabindex]", { hasText: "run out of boats" }).count(), 120);
      const pdf = await page.pdf({ format: "A4" });
      assert.ok(pdf.length > 50_000);
      assert.ok((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length >= 10, "all its pages");
    },
    { viewport: { width: 600, height: 800 } },
  ));

test("a screen reader that reads straight on hears the speaker before each quotation, and when it is unsure", () =>
  onPage(async (page) => {
    await read(page);
    const client = await page.context().newCDPSession(page);
    const { nodes } = await client.send("Accessibility.getFullAXTree");
    const heard = nodes.filter((n) => !n.ignored && n.role?.value === "StaticText").map((n) => String(n.name?.value));
    const marks = await page.locator("mark[tabindex]").evaluateAll((all) => all.map((m) => ({ say: m.getAttribute("data-say"), words: m.textContent ?? "", unsure: m.classList.contains("unsure") })));
    assert.ok(marks.length >= 2);
    for (const { say, words, unsure } of marks) {
      const at = heard.indexOf(String(say));
      assert.ok(at >= 0, `“${say}” is heard`);
      assert.ok(words.startsWith(heard[at + 1].trim()), `before “${words}”`);
      assert.equal(/unsure/.test(String(say)), unsure);
    }
    assert.ok(marks.some(({ say }) => say === "Maria Lindqvist says:"));
  }));

test("live regions say what was found once, and are silent while one types, hovers and steps", () =>
  onPage(async (page) => {
    await page.evaluate(() => {
      /** @type {string[]} */
      const said = [];
      Object.assign(globalThis, { said });
      for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
        new MutationObserver(() => region.textContent?.trim() && said.push(region.textContent.trim())).observe(region, { childList: true, characterData: true, subtree: true });
      }
    });
    /** @returns {Promise<string[]>} */
    const said = () => page.evaluate(() => /** @type {any} */ (globalThis).said.splice(0));
    await read(page);
    await page.waitForFunction(() => /** @type {any} */ (globalThis).said.some((/** @type {string} */ what) => what !== "Reading…"));
    await calm(page);
    const first = (await said()).filter((what) => what !== "Reading…"); // A slow machine says “Reading…” in between.
    assert.equal(first.length, 1, first.join("; "));
    assert.match(first[0], /^\d+ speakers?, \d+ quotations?$/);
    await page.hover("mark >> nth=0");
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await page.keyboard.press("Escape");
    await page.click("#edit");
    await page.keyboard.type("A few more words, slowly typed. ", { delay: 15 });
    await page.waitForFunction(() => document.querySelector("#backdrop")?.textContent?.includes("slowly typed. "));
    await calm(page);
    assert.deepEqual((await said()).filter((what) => what !== "Reading…"), []);
  }));
