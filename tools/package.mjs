/**
 * Makes the npm package in a folder from the module that `./dev build` wrote: `node tools/package.mjs FOLDER`.
 *
 * wasm-bindgen's output goes in as it is. What a package needs beyond it is in `npm/`; the name, version and licence
 * are the crate's, and types are made from the Rust types and from the comments in `npm/`.
 */

import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const folder = process.argv[2] ?? "pkg";

rmSync(folder, { recursive: true, force: true });
cpSync("npm", folder, { recursive: true });
// The module's inner types are nobody's business.
cpSync("www/pkg", join(folder, "pkg"), { recursive: true, filter: (file) => !file.endsWith(".wasm.d.ts") });
for (const licence of ["LICENSE-APACHE", "LICENSE-MIT", "www/LICENSE-THIRD-PARTY.txt"]) cpSync(licence, join(folder, basename(licence)));

const metadata = execFileSync("cargo", ["metadata", "--locked", "--no-deps", "--format-version=1"], { encoding: "utf8" });
const [{ name, version, description, license, keywords, repository, homepage }] = JSON.parse(metadata).packages;
/** @type {any} */
const completed = { name, version, description, license, keywords, ...JSON.parse(readFileSync("npm/package.json", "utf8")) };
if (repository) completed.repository = { type: "git", url: `git+${repository}` };
if (homepage) completed.homepage = homepage;
writeFileSync(join(folder, "package.json"), `${JSON.stringify(completed, null, 2)}\n`);

const scripts = ["index.js", "node.js", "web.js"].map((file) => join(folder, file));
execFileSync(
  "npx",
  ["--no-install", "tsc", "--ignoreConfig", "--allowJs", "--checkJs", "--strict", "--declaration", "--emitDeclarationOnly",
    "--target", "es2022", "--module", "nodenext", "--types", "node", ...scripts],
  { stdio: "inherit" },
);
// The contract's types, for `import type { Quotation } from "whosaid"`.
appendFileSync(join(folder, "index.d.ts"), 'export type * from "./pkg/whosaid.js";\n');
