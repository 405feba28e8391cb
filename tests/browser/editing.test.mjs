/** Editing the text: typing is the browser's own, and the marks follow. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { shift } from "../../www/editing/anchors.js";
import { ARTICLE, onPage, paste } from "./harness.mjs";

test("marks appear as one types, and the cursor stays where it is", () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.click("#edit");
    assert.equal(await page.inputValue("#editor"), ARTICLE);
    await page.keyboard.press("Control+End");
    await page.keyboard.type('\n"We will see," said Maria Lindqvist.', { delay: 5 });
    await page.waitForSelector("#backdrop .quotation >> text=We will see");
    assert.equal(await page.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("#editor")).selectionStart), ARTICLE.length + 37);
    assert.equal(await page.locator("#backdrop").evaluate((e) => [...e.children].map((line) => line.textContent).join("\n")), await page.inputValue("#editor"));
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#article mark");
    assert.ok(await page.isHidden("#editor"));
  }));

test("the marks lie exactly under the words", () =>
  onPage(
    async (page) => {
      await paste(page, { text: ARTICLE.repeat(3) });
      await page.waitForSelector("mark.quotation");
      await page.click("#edit");
      const [area, backdrop] = await page.evaluate(() => {
        const area = /** @type {HTMLTextAreaElement} */ (document.querySelector("#editor"));
        const lines = /** @type {HTMLElement} */ (document.querySelector("#backdrop"));
        const last = /** @type {HTMLElement} */ (lines.lastElementChild);
        area.style.blockSize = "0";
        const height = area.scrollHeight;
        area.style.removeProperty("block-size");
        return [height, last.getBoundingClientRect().bottom - lines.getBoundingClientRect().top];
      });
      assert.ok(Math.abs(area - backdrop) <= 2, `${area} and ${backdrop} pixels high`);
    },
    { viewport: { width: 390, height: 800 } },
  ));

test("an edit moves the annotations along and cuts what it touched", () => {
  const before = 'A "one" b "two" c';
  const annotations = {
    entities: [],
    paragraphs: [],
    language: /** @type {const} */ ("en"),
    mentions: [{ start: 0, end: 1, kind: /** @type {const} */ ("person"), form: /** @type {const} */ ("name"), entity: 0 }],
    quotations: [{ start: 2, end: 7 }, { start: 10, end: 15 }].map((span) => ({
      kind: /** @type {const} */ ("direct"), act: /** @type {const} */ ("speech"), denied: false, content: [span], cue: null, source: null, speakers: [], confidence: 1, rule: "", speakerRule: null,
    })),
  };
  /** @param {string} after */
  const words = (after) => shift(annotations, before, after).quotations.map(({ content: [s] }) => after.slice(s.start, s.end));
  assert.deepEqual(words('New. A "one" b "two" c'), ['"one"', '"two"']);
  assert.deepEqual(words('A "one more" b "two" c'), ['"one more"', '"two"']);
  assert.deepEqual(words('A b "two" c'), ['"two"']);
  assert.deepEqual(words(""), []);
});

test("a long text is edited a part at a time, and nothing of the rest is lost", () =>
  onPage(async (page) => {
    const text = Array.from({ length: 3000 }, (_, i) => `"This is line ${i}," said Maria Lindqvist in the hall of the county.\n`).join("\n");
    await paste(page, { text });
    // Waits until the whole text has been read, and not only its beginning.
    await page.waitForFunction(() => Number(document.querySelector("#place")?.textContent?.replace(/\D/g, "")) > 2900, null, { timeout: 60_000 });
    await page.evaluate(() => document.querySelector("#strip")?.dispatchEvent(new MouseEvent("click", { clientY: document.querySelector("#strip")?.getBoundingClientRect().bottom })));
    await page.keyboard.press("Escape");
    await page.click("#edit");
    assert.ok(await page.isVisible("#editor-hint"));
    const part = await page.inputValue("#editor");
    assert.ok(part.includes("line 2999") && part.length < 150_000);
    await page.keyboard.press("Control+End");
    await page.keyboard.type('"The end," said Jon Falk.');
    await page.click("#edit");
    await page.waitForSelector("#article mark >> text=The end");
    assert.deepEqual((await page.locator("#article :is(p, h2)").allTextContents()).join("\n\n"), `${text.trimEnd()}\n\n"The end," said Jon Falk.`);
  }));
