/** Tests of the checker of links in the documentation's site: it reports a link that leads nowhere. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "whosaid-"));
after(() => rmSync(folder, { recursive: true }));
const follow = () => spawnSync(process.execPath, [fileURLToPath(new URL("../../tools/site/links.mjs", import.meta.url)), folder], { encoding: "utf8" });

test("links to pages, folders and places that are there are followed; others fail", () => {
  mkdirSync(join(folder, "page"));
  writeFileSync(join(folder, "page/index.html"), '<a href="../index.html">up</a>');
  writeFileSync(join(folder, "index.html"), '<h1 id="top">A</h1><a href="page/">a</a><a href="#top">b</a><a href="https://example.com/x">c</a>');
  const good = follow();
  assert.deepEqual([good.status, good.stderr], [0, ""]);
  assert.match(good.stdout, /2 pages, 3 links followed/);
  writeFileSync(join(folder, "index.html"), '<a href="gone.html">a</a><a href="page/#no">b</a><a href="../../x">c</a>');
  const bad = follow();
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /gone\.html is not there\nindex\.html: page\/#no names a place that isn't there\nindex\.html: \.\.\/\.\.\/x leads out of the site/);
});
