/** The page works without a network after one visit, and a newer version takes over without anybody losing work. */

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "../../tools/serve.mjs";
import { versionScript } from "../../tools/version.mjs";
import { ARTICLE, FOLDER, onPage, paste } from "./harness.mjs";
import { calm } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

const www = new URL("../../www/", import.meta.url);

test("the service worker is told every file of the page, and a changed file is another version", async () => {
  const folder = await mkdtemp(join(tmpdir(), "whosaid-"));
  try {
    await cp(FOLDER, folder, { recursive: true });
    const before = await versionScript(folder);
    for (const file of ["./", "app.js", "core/worker.js", "styles/page.css", "samples/index.json", "samples/lake-mud.txt", "pkg/whosaid.js", "pkg/whosaid_bg.wasm"]) {
      assert.ok(before.includes(`"${file}"`), file);
    }
    assert.doesNotMatch(before, /"sw\.js"|version\.js"|\.d\.ts"|"element\//);
    assert.equal(await versionScript(folder), before);
    await writeFile(join(folder, "app.js"), "// changed\n", { flag: "a" });
    assert.notEqual(await versionScript(folder), before);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the page asks for all its modules at once", async () => {
  const html = await readFile(new URL("index.html", www), "utf8");
  const asked = [...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, file]) => file);
  /** @type {Set<string>} */
  const modules = new Set();
  const follow = async (/** @type {string} */ from) => {
    for (const [, next] of (await readFile(new URL(from, www), "utf8")).matchAll(/^import .*"(\.\.?\/[^"]+)";$/gm)) {
      const file = new URL(next, new URL(from, "file:///")).pathname.slice(1);
      if (modules.has(file)) continue;
      modules.add(file);
      await follow(file);
    }
  };
  await follow("app.js");
  assert.deepEqual(asked.toSorted(), [...modules].toSorted());
});

test("before the first article is read, the published page asks for five scripts and styles", { skip: !process.env.PAGE && "the sources are many" }, () =>
  onPage(async (page) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    const asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
    assert.deepEqual(asked.filter((file) => /\.(?:js|css)$/.test(file)).toSorted(), ["/app.js", "/core/worker.js", "/pkg/whosaid.js", "/styles/page.css", "/styles/print.css"]);
  }));

test("after one visit the page opens and reads offline, samples too", () =>
  onPage(
    async (page) => {
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await page.context().setOffline(true);
      await page.reload();
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("mark.quotation");
      await page.click("#new");
      await page.click("#samples button >> nth=1");
      await page.waitForSelector("mark.quotation");
    },
    { serviceWorkers: "allow", allowErrors: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ },
  ));

test("“forget everything” forgets the page's own files too, and the next visit brings them back", () =>
  onPage(
    async (page) => {
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await page.evaluate(() => localStorage.setItem("whosaid/names", '{"names":[],"ignore":["Hope"]}'));
      await page.reload();
      await page.click("#forget");
      await page.click("#forget-dialog >> text=Forget everything >> nth=-1");
      await page.waitForFunction(async () => localStorage.length === 0 && (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
      await page.reload();
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForFunction(async () => (await caches.keys()).length === 1);
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await page.context().setOffline(true);
      await page.reload();
      await paste(page, { text: ARTICLE });
      await page.waitForSelector("#article mark.quotation");
    },
    { serviceWorkers: "allow", allowErrors: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ },
  ));

/** Runs a test on a served copy of the page; calling `change` turns the copy into a newer version. @param {(page: Page, change: () => Promise<void>) => Promise<void>} test */
async function onCopy(test) {
  const folder = await mkdtemp(join(tmpdir(), "whosaid-"));
  await cp(FOLDER, folder, { recursive: true });
  const copy = await serve(folder);
  const words = await readFile(join(folder, "index.html"), "utf8");
  try {
    await onPage(
      async (page) => {
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await test(page, async () => {
          await writeFile(join(folder, "index.html"), words.replace("<title>Whosaid", "<title>Newer Whosaid"));
          await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
        });
      },
      { serviceWorkers: "allow", url: copy.url },
    );
  } finally {
    await copy.close();
    await rm(folder, { recursive: true });
  }
}

test("a newer version waits while an article is edited, and takes nothing away", () =>
  onCopy(async (page, change) => {
    await paste(page, { text: ARTICLE });
    await page.waitForSelector("mark.quotation");
    await page.click("#edit");
    await page.keyboard.type("Not lost. ");
    await change();
    await page.waitForSelector("#update-part:not([hidden])", { state: "attached" });
    await page.keyboard.type("Typed on. ");
    await calm(page);
    assert.match(await page.inputValue("#editor"), /Not lost\. Typed on\. /);
    assert.doesNotMatch(await page.title(), /^Newer/);
    // Back on the first screen there is nothing to lose, so the newer version takes over.
    await page.click("#edit");
    await page.click("#new");
    await page.waitForFunction(() => document.title.startsWith("Newer"));
  }));

test("a newer version comes in at once on an empty first screen, but not under a second open page", () =>
  onCopy(async (page, change) => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await paste(other, { text: ARTICLE });
    await other.waitForSelector("mark.quotation");
    await change();
    await page.waitForSelector("#update-part:not([hidden])", { state: "attached" });
    await calm(page);
    assert.match(await page.title(), /^Whosaid/);
    await other.close();
    await page.click("#home");
    await page.waitForFunction(() => document.title.startsWith("Newer"));
  }));
