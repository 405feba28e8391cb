/** Tests of the server that `./dev serve` and the page's tests use. */

import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../tools/serve.mjs";

const folder = mkdtempSync(join(tmpdir(), "serve-"));
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  mkdirSync(join(folder, "www"));
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "www", "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "www", "module.wasm"), "\0asm");
  server = await serve(join(folder, "www"));
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/**
 * Requests a path as it is written; `fetch` would resolve `..` in it.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status?: number, type?: string }>}
 */
const ask = (path, method = "GET") => new Promise((done, fail) => {
  request(server.url, { path, method }, (response) => {
    response.resume();
    done({ status: response.statusCode, type: response.headers["content-type"] });
  }).on("error", fail).end();
});

test("a folder is its index, and each file has its type", async () => {
  assert.deepEqual(await ask("/"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await ask("/module.wasm?v=1"), { status: 200, type: "application/wasm" });
  assert.equal(await (await fetch(server.url)).text(), "<!doctype html>");
});

test("nothing outside of the folder is served", async () => {
  for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/x/..%2f..%2fsecret.txt", "/..%5csecret.txt"]) {
    assert.notEqual((await ask(path)).status, 200, path);
  }
});

test("what is missing, malformed or no reading is refused", async () => {
  assert.equal((await ask("/missing")).status, 404);
  assert.equal((await ask("/%")).status, 400);
  assert.equal((await ask("/%00")).status, 400);
  assert.equal((await ask("/", "POST")).status, 405);
});

test("a port that is taken is passed over", async () => {
  const taken = Number(new URL(server.url).port);
  const other = await serve(folder, taken);
  assert.ok(Number(new URL(other.url).port) > taken);
  await other.close();
});
