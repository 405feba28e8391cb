/** The links between the documents lead somewhere, in the repository and on the documentation's site. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
const site = readFileSync(join(root, "tools/site/site.mjs"), "utf8");
/** Whether a document has a page on the site; those of the experiments all have one. */
const hasPage = (/** @type {string} */ path) => path.startsWith("docs/experiments/") || site.includes(`"${path}": {`);

test("links between documents", () => {
  let count = 0;
  for (const from of documents) {
    const text = readFileSync(join(root, from), "utf8").replace(/```[\s\S]*?```/g, "");
    for (const [, path] of text.matchAll(/\]\(([^)#:]+\.md)(?:#[^)]*)?\)/g)) {
      const to = normalize(join(dirname(from), path));
      assert.ok(existsSync(join(root, to)), `${from}: there is no ${to}`);
      assert.ok(!hasPage(from) || hasPage(to) || to.startsWith("benches/"), `${from}: ${to} has no page in tools/site/site.mjs`);
      count++;
    }
  }
  assert.ok(count > 10, `${count} links`);
});
