/** Tests the example page in Rust, after it was built. `./dev test-packages` runs this. */

import { test } from "node:test";
import { open, root, says } from "../projects.mjs";

test("the page in Rust marks the quotations, and reads what is typed", async () => {
  await open(root + "examples/yew", async (page) => {
    await says(page, "Now we build");
    await page.locator("article mark[title='Teresa Okafor']").first().waitFor();
    await page.fill("textarea", "“Yes,” Ana Ortiz said.");
    await page.waitForFunction(() => document.querySelector("mark")?.textContent === "“Yes,”");
    await page.locator("mark[title='Ana Ortiz']").waitFor();
  });
});
