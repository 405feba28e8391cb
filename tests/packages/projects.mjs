/**
 * Makes fresh projects with the packed package installed, and opens what they build in Chromium.
 * Needs `./dev package`, and the tools in this folder's package.json.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";

/** @import { Page } from "playwright-core" */

export const root = fileURLToPath(new URL("../../", import.meta.url));
const here = join(root, "tests/packages");
const projects = join(root, "target/packages");
export const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
export const tarball = join(root, `pkg/whosaid-${version}.tgz`);

/**
 * Makes a project in which only the packed package is installed; it finds the bundlers in the folder above.
 * @param {string} name
 * @param {string} from The folder that the project's files are copied from
 */
export function project(name, from) {
  const folder = join(projects, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  rmSync(join(projects, "node_modules"), { force: true });
  symlinkSync(join(here, "node_modules"), join(projects, "node_modules"));
  cpSync(join(root, from), folder, { recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path) });
  // npm installs the packed file, as it would install the package from the registry. Offline, since the package has no dependencies.
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  run(folder, "npm", "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", tarball);
  assert.deepEqual(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith(".")), ["whosaid"]);
  return folder;
}

/**
 * Runs a command, and gives what it writes to standard output. Commands of bundlers are found as `npx` finds them.
 * @param {string} folder
 * @param {string} command
 * @param {string[]} values
 */
export function run(folder, command, ...values) {
  const PATH = `${join(root, "node_modules/.bin")}:${join(here, "node_modules/.bin")}:${process.env.PATH}`;
  return execFileSync(command, values, { cwd: folder, encoding: "utf8", env: { ...process.env, PATH }, maxBuffer: 1 << 26 });
}

/** The WebAssembly modules that a bundler wrote. @param {string} folder */
export const modules = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".wasm"));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
after(() => browser.close());

/**
 * Opens a page, from a folder or from a running server; any error or warning fails the test.
 * @param {string} place A folder or a URL
 * @param {(page: Page, seen: { requests: string[], faults: string[] }) => Promise<void>} test It may remove expected entries from `faults`
 */
export async function open(place, test) {
  const server = place.startsWith("http") ? null : await serve(place);
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const requests = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !message.location().url.endsWith("/favicon.ico")) faults.push(message.text());
  });
  page.on("pageerror", (error) => void faults.push(error.message));
  page.on("request", (request) => void requests.push(request.url()));
  try {
    await page.goto(server?.url ?? place);
    await test(page, { requests, faults });
    assert.deepEqual(faults, []);
  } finally {
    await page.close();
    await server?.close();
  }
}

/** Waits until the page shows all these texts. @param {Page} page @param {string[]} texts */
export async function says(page, ...texts) {
  await page
    .waitForFunction((texts) => texts.every((text) => document.body.textContent?.includes(text)), texts, { timeout: 30_000 })
    .catch(async () => assert.fail(`expected ${JSON.stringify(texts)}, but ${await page.textContent("body")}`));
}
