/** The accessibility checker axe-core finds no fault in any view of the page, light or dark, wide or narrow. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";
import { still } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {Page} page @param {string} view */
async function audit(page, view) {
  // The script is run through the debugger, so the page's security policy against inline scripts needs no exception.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => `${n.target} ${n.any[0]?.message ?? n.failureSummary}`).join("; ")}`);
  });
  assert.deepEqual(violations, [], view);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1280, 390]) {
    test(`axe-core finds nothing: ${colorScheme}, ${width} pixels wide`, () =>
      onPage(
        async (page) => {
          await page.waitForSelector("#samples button");
          await audit(page, "first screen");
          await paste(page, { text: ARTICLE });
          await page.waitForSelector("mark.quotation");
          await audit(page, "article");
          await page.keyboard.press("n");
          await page.waitForSelector("#card:not([hidden])");
          await audit(page, "card");
          await page.click("#card .correct");
          await audit(page, "correcting a quotation");
          await page.click("#card >> text=Cancel");
          await page.locator("#article p .name", { hasText: "Oster Island" }).last().click();
          await page.locator("#card .correct").last().click();
          await audit(page, "correcting a name");
          await page.click("#card >> text=Cancel");
          await page.evaluate(() => { document.querySelector("#cast-details")?.setAttribute("open", ""); });
          for (const tab of ["names", "quotations", "speakers"]) {
            await page.click(`#tab-${tab}`);
            await audit(page, `the list of ${tab}`);
          }
          await page.click("#legend summary");
          await audit(page, "legend");
          await page.click("#cast button >> nth=0");
          await still(page);
          await audit(page, "one speaker");
          await page.keyboard.press("?");
          await audit(page, "help");
          await page.keyboard.press("Escape");
          await page.click("#tab-names");
          await page.click(".rail .own-open");
          await page.waitForSelector("#own-names[open]");
          await page.fill("#own-words", "Quayside");
          await page.click("#own-form >> text=Add");
          await audit(page, "own names");
          await page.keyboard.press("Escape");
          await page.click("#take");
          await audit(page, "export");
          await page.keyboard.press("Escape");
          await page.click(".colophon summary");
          await page.click("#check-privacy");
          await page.waitForSelector("#privacy-facts .good >> nth=2");
          await audit(page, "privacy check");
          await page.keyboard.press("Escape");
          await page.click("#edit");
          // Scrolls to the top first, since a button that is half under the bar at the top would be reported.
          await page.evaluate(() => scrollTo(0, 0));
          await audit(page, "editing");
        },
        { colorScheme, viewport: { width, height: 844 }, allowErrors: /Content Security Policy|Connecting to|Fetch API cannot load|Refused/ },
      ));
  }
}
