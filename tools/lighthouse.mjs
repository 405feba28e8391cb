/**
 * Runs Lighthouse on the built page; `./dev lighthouse` calls this. It audits the loading of the first screen on a phone and on
 * a desktop computer, and the reading screen with an article open. Fails on any score below 95.
 */

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig, snapshot } from "lighthouse";
import puppeteer from "puppeteer-core";
import { serve } from "./serve.mjs";

const FLOOR = 95;
const ARTICLE = '"We have run out of boats," said Maria Lindqvist, the transport chief. The islanders warned that they would be forgotten.';

const server = await serve(process.argv[2] ?? "target/page", 0, { compressed: true });
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
let low = false;

/** @param {string} what @param {import("lighthouse").RunnerResult | undefined} result */
function report(what, result) {
  if (!result) throw new Error(`Lighthouse gave no result for ${what}`);
  const scores = Object.values(result.lhr.categories).map(({ title, score }) => ({ title, score: Math.round((score ?? 0) * 100) }));
  console.log(`${what}: ${scores.map(({ title, score }) => `${title} ${score}`).join(", ")}`);
  for (const { title, score, displayValue } of Object.values(result.lhr.audits)) {
    if (score !== null && score < 0.9) console.log(`  ${title}${displayValue ? ` (${displayValue})` : ""}`);
  }
  if (scores.some(({ score }) => score < FLOOR)) low = true;
}

try {
  const onlyCategories = ["performance", "accessibility", "best-practices"];
  report("first screen, phone", await lighthouse(server.url, { port: chrome.port, onlyCategories }));
  report("first screen, desktop", await lighthouse(server.url, { port: chrome.port, onlyCategories }, desktopConfig));
  const browser = await puppeteer.connect({ browserURL: `http://localhost:${chrome.port}`, defaultViewport: null });
  const page = await browser.newPage();
  // Otherwise it would be a first visit, which opens a sample.
  await page.evaluateOnNewDocument(() => localStorage.setItem("whosaid/visited", "yes"));
  await page.goto(server.url);
  await page.type("#paste", ARTICLE);
  await page.click("#read");
  await page.waitForSelector("#article mark.quotation");
  report("reading screen", await snapshot(page, { flags: { onlyCategories: ["accessibility", "best-practices"] } }));
  await browser.disconnect();
} finally {
  chrome.kill();
  await server.close();
}
if (low) {
  console.error(`A score is below ${FLOOR}.`);
  process.exitCode = 1;
}
