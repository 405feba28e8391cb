/**
 * Writes the npm package's public types, without comments, to one file: tests/packages/interface.txt. When that file changes, the
 * interface that other programs depend on changes, so a reviewer must look at it. With `--check` it fails if the file is out of date.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const recorded = "tests/packages/interface.txt";
const files = ["index.d.ts", "inline.d.ts", "web.d.ts", "element/index.d.ts", "element/who-said.d.ts", "element/global.d.ts", "pkg/whosaid.d.ts"];

const parts = files.map((file) => {
  const text = readFileSync(join("pkg", file), "utf8");
  // `InitOutput` is for wasm-bindgen's own loader only.
  const seen = text.replace(/export interface InitOutput \{[^]*?\n\}\n/, "");
  const bare = seen.replaceAll(/\/\*\*[^]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "").replaceAll(/[ \t]+$/gm, "").replaceAll(/\n{2,}/g, "\n").trim();
  return `// ${file}\n${bare}\n`;
});
const report = `// Written by ./dev interface: the package's declarations, without comments.\n\n${parts.join("\n")}`;

if (process.argv.includes("--check")) {
  if (readFileSync(recorded, "utf8") !== report) {
    writeFileSync("target/interface.d.ts", report);
    console.error(`The package's types are not those in ${recorded}: compare it with target/interface.d.ts. If the change is meant, run ./dev interface and say it in CHANGELOG.md.`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(recorded, report);
}
