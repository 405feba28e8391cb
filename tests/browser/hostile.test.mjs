/** Pasted text is text: whatever it looks like, it is shown as it is and never runs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { onPage, paste } from "./harness.mjs";

const VECTORS = [
  "<script>window.owned = 1</script>",
  "<img src=x onerror='window.owned = 1'>",
  "<svg onload='window.owned = 1'><animate onbegin='window.owned = 1' attributeName=x dur=1s>",
  "<iframe srcdoc='<script>parent.owned = 1</script>'></iframe>",
  "<a href='javascript:window.owned = 1'>click</a>",
  "<style>@import 'https://example.org/x.css'; body { display: none }</style>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=window.owned=1&gt;'>",
  "<template><script>window.owned = 1</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=window.owned=1>'>",
  "<form action='https://example.org'><input autofocus onfocus='window.owned = 1'></form>",
  "<base href='https://example.org/'><link rel=stylesheet href=x.css><meta http-equiv=refresh content='0;url=https://example.org'>",
  "<video poster='https://example.org/x.png'><source onerror='window.owned = 1'></video>",
];

test("markup in plain text is shown, not run", () =>
  onPage(async (page) => {
    for (const vector of VECTORS) {
      const text = `"${vector}" said <b>Maria</b> Lindqvist.`;
      await paste(page, { text });
      await page.waitForFunction((text) => document.querySelector("#article")?.textContent === text, text);
    }
    assert.equal(await page.evaluate("window.owned"), undefined);
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
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate("window.owned"), undefined);
    assert.equal(await page.evaluate("document.baseURI"), page.url());
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

test("deeply nested HTML and a megabyte of quotation marks come through", () =>
  onPage(async (page) => {
    await paste(page, { html: `${"<div><b>".repeat(5000)}deep${"</b></div>".repeat(5000)}` });
    await page.waitForFunction(() => document.querySelector("#article")?.textContent === "deep");
    await paste(page, { text: '"'.repeat(1_000_000) });
    await page.waitForFunction(() => document.querySelector("#article")?.textContent?.length === 1_000_000);
    await paste(page, { text: '"Well," said Ana Duarte.' });
    await page.waitForSelector("mark >> text=Well", { timeout: 20_000 });
  }));
