/** Checks that no test of a page waits for a fixed time, since another machine may need longer. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const tests = new URL("../", import.meta.url);
/** The only file that may use timers; its functions `eventually` and `calm` are for all tests. */
const WAITING = "browser/waiting.mjs";

for (const folder of ["browser", "firefox", "packages"]) {
  test(`tests/${folder}: a test waits for what it needs, not for some time`, () => {
    const files = readdirSync(new URL(`${folder}/`, tests)).filter((file) => file.endsWith(".mjs")).map((file) => `${folder}/${file}`);
    const lines = files.filter((file) => file !== WAITING).flatMap((file) =>
      readFileSync(new URL(file, tests), "utf8").split("\n").map((line, i) => `tests/${file}:${i + 1}: ${line.trim()}`),
    );
    const waits = lines.filter((line) => /waitForTimeout|\b(?<!window\.)setTimeout\(|node:timers|timers\/promises/.test(line));
    assert.deepEqual(waits, [], `tests/${WAITING} has what to use instead`);
  });
}
