/**
 * Functions for tests to wait with. They wait for something that the page does, never for some time; `tests/node/waits.test.mjs` checks that tests do so too.
 */

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

/** @import { BrowserContext, Page } from "playwright-core" */

/** Timers with a longer delay than this, in milliseconds, are not waited for. */
const SOON = 6000;

/**
 * Counts the timers and idle callbacks that a page's scripts have planned and that have not run. Call it before the context's first page, so that
 * it also works on pages that break the browser's basic functions.
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
    /** Calls `then` with true once nothing has been planned for more than three frames in a row, since work in a frame may plan more. If that doesn't happen in 1000 frames, calls it with false. */
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
 * Waits until the page has done all that it has planned. What has not happened by then won't happen.
 * @param {Page} page
 */
export async function calm(page) {
  const isCalm = await page.evaluate(() => new Promise((done) => /** @type {any} */ (window).whenCalm(done)));
  assert.ok(isCalm, "the page plans one thing after another, without end");
}

/** Waits until all animations and transitions on the page have ended. @param {Page} page */
export const still = async (page) => {
  await calm(page);
  await page.evaluate(async () => { await Promise.all(document.getAnimations().map((animation) => animation.finished)); });
};

/**
 * Asks again and again until the answer is the expected one; fails after 20 seconds.
 * @template T
 * @param {() => Promise<T>} ask @param {T} expected
 */
export async function eventually(ask, expected) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && !isDeepStrictEqual(await ask(), expected)) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(await ask(), expected);
}
