/**
 * What tests wait for: never the clock, always something that the page does. `tests/node/waits.test.mjs` holds that.
 */

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

/** @import { BrowserContext, Page } from "playwright-core" */

/** What a page plans for later than this, in milliseconds, is not waited for. */
const SOON = 6000;

/**
 * Counts the timers and idle moments that a page's scripts have planned. Before a context's first page: so it also works on pages that break
 * what scripts stand on.
 * @param {BrowserContext} context
 */
export const countPlans = (context) =>
  context.addInitScript((soon) => {
    const { setTimeout, clearTimeout, requestAnimationFrame, requestIdleCallback } = window;
    /** Timers that have not run, by id. @type {Record<number, boolean>} */
    const timers = Object.create(null);
    let planned = 0;
    /** @param {number} id */
    const done = (id) => {
      if (timers[id]) planned -= 1;
      delete timers[id];
    };
    /** @type {any} */ (window).setTimeout = (/** @type {any} */ work, /** @type {number | undefined} */ delay, /** @type {any[]} */ ...values) => {
      if (typeof work !== "function" || Number(delay) > soon) return setTimeout(work, delay, ...values);
      const id = setTimeout(() => {
        done(id);
        work(...values);
      }, delay);
      timers[id] = true;
      planned += 1;
      return id;
    };
    window.clearTimeout = (id) => {
      done(Number(id));
      clearTimeout(id);
    };
    window.requestIdleCallback = (work, options) => {
      planned += 1;
      return requestIdleCallback((deadline) => {
        planned -= 1;
        work(deadline);
      }, options);
    };
    /** Calls `then` after three frames in a row in which nothing is planned, since what a frame does may plan something; or with false, never having seen that. */
    /** @type {any} */ (window).whenCalm = (/** @type {(isCalm: boolean) => void} */ then) => {
      let quiet = 0;
      let frames = 0;
      const look = () => {
        quiet = planned === 0 ? quiet + 1 : 0;
        frames += 1;
        if (quiet > 3 || frames > 1000) then(quiet > 3);
        else requestAnimationFrame(look);
      };
      look();
    };
  }, SOON);

/**
 * Waits until the page has done all that it has planned. What has not happened by then will not happen.
 * @param {Page} page
 */
export async function calm(page) {
  const isCalm = await page.evaluate(() => new Promise((done) => /** @type {any} */ (window).whenCalm(done)));
  assert.ok(isCalm, "the page plans one thing after another, without end");
}

/** Waits until nothing on the page moves or changes its colour. @param {Page} page */
export const still = async (page) => {
  await calm(page);
  await page.evaluate(async () => { await Promise.all(document.getAnimations().map((animation) => animation.finished)); });
};

/**
 * Asks until the answer is the one expected; what doesn't come in 20 seconds doesn't come.
 * @template T
 * @param {() => Promise<T>} ask @param {T} expected
 */
export async function eventually(ask, expected) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && !isDeepStrictEqual(await ask(), expected)) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(await ask(), expected);
}
