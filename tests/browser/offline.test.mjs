/** The page without a network, after one visit. */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { ARTICLE, onPage, paste } from "./harness.mjs";

const www = new URL("../../www/", import.meta.url);

test("the service worker keeps every file of the page", async () => {
  const kept = [...(await readFile(new URL("sw.js", www), "utf8")).matchAll(/^ {2}"([^"]+)",$/gm)].map(([, file]) => file).filter((file) => file !== "./");
  const files = (await readdir(www, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(www.pathname.length).replace(/^\/+/, ""))
    .filter((file) => !["index.html", "sw.js"].includes(file) && !/\.txt$|\.d\.ts$|^pkg\/(?!whosaid(?:\.js|_bg\.wasm)$)/.test(file));
  assert.deepEqual(kept.toSorted(), files.toSorted());
});

test("the page asks for all its modules at once", async () => {
  const html = await readFile(new URL("index.html", www), "utf8");
  const asked = [...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, file]) => file);
  const modules = (await readdir(www)).filter((file) => file.endsWith(".js") && !["app.js", "sw.js", "worker.js"].includes(file));
  assert.deepEqual(asked.toSorted(), modules.toSorted());
});

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
