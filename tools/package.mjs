/**
 * Makes the npm package in a folder, from the module that `./dev build` wrote: `node tools/package.mjs FOLDER`.
 *
 * wasm-bindgen's output and the custom element are copied unchanged, into the folders that they have in `www/`. The package's
 * other files are in `npm/`. Name, version and licence are those of the crate, and the types are made from the Rust types
 * and from the comments in JavaScript.
 */

import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const folder = process.argv[2] ?? "pkg";

rmSync(folder, { recursive: true, force: true });
for (const file of ["whosaid.d.ts", "whosaid_bg.wasm"]) copy(`pkg/${file}`);
copyWithImports("pkg/whosaid.js");
copyWithImports("element/define.js");
copy("element/global.d.ts");
cpSync("npm", folder, { recursive: true });
const made = buildSync({
  entryPoints: [join(folder, "worker.js")],
  bundle: true, format: "iife", minify: true, target: "es2022", legalComments: "none", write: false,
  external: ["node:worker_threads"],
  logOverride: { "empty-import-meta": "silent" }, // The worker's script never looks for the module beside itself; it is given the module in a message.
});
const script = made.outputFiles[0].text;
writeFileSync(join(folder, "worker-source.js"), `/** The script that annotateInWorker runs in a worker. @type {string} */\nexport default ${JSON.stringify(script)};\n`);
rmSync(join(folder, "worker.js"));
const zipped = gzipSync(readFileSync(join(folder, "pkg/whosaid_bg.wasm")), { level: 9 }).toString("base64");
writeFileSync(join(folder, "inline-module.js"), `/** whosaid_bg.wasm, with gzip, in base64. @type {string} */\nexport default "${zipped}";\n`);
for (const licence of ["LICENSE-APACHE", "LICENSE-MIT", "www/LICENSE-THIRD-PARTY.txt"]) cpSync(licence, join(folder, basename(licence)));

const metadata = execFileSync("cargo", ["metadata", "--locked", "--no-deps", "--format-version=1"], { encoding: "utf8" });
const [{ name, version, description, license, keywords, repository, homepage }] = JSON.parse(metadata).packages;
/** @type {any} */
const completed = { name, version, description, license, keywords, ...JSON.parse(readFileSync("npm/package.json", "utf8")) };
if (repository) completed.repository = { type: "git", url: `git+${repository}` };
if (homepage) completed.homepage = homepage;
writeFileSync(join(folder, "package.json"), `${JSON.stringify(completed, null, 2)}\n`);

const scripts = ["index.js", "node.js", "inline.js", "web.js", "element/index.js", "element/define.js"].map((file) => join(folder, file));
execFileSync(
  "npx",
  ["--no-install", "tsc", "--ignoreConfig", "--allowJs", "--checkJs", "--strict", "--declaration", "--emitDeclarationOnly",
    "--target", "es2022", "--module", "nodenext", "--types", "node", ...scripts],
  { stdio: "inherit" },
);
// Describes the element for editors and catalogues (custom-elements.json).
execFileSync("npx", ["--no-install", "cem", "analyze", "--globs", "element/{who-said,define}.js", "--quiet"], { cwd: folder, stdio: "inherit" });
const manifest = join(folder, "custom-elements.json");
const described = JSON.parse(readFileSync(manifest, "utf8"));
for (const { events } of described.modules.flatMap((/** @type {any} */ { declarations }) => declarations)) {
  // The analyser also lists the places where events are fired, without a name; those entries are removed.
  events?.splice(0, events.length, ...events.filter((/** @type {any} */ { name }) => name));
}
writeFileSync(manifest, `${JSON.stringify(described, null, 2)}\n`);
// Re-exports the types of the data contract, for `import type { Quotation } from "whosaid"`.
appendFileSync(join(folder, "index.d.ts"), 'export type * from "./pkg/whosaid.js";\n');
// Makes `[Symbol.dispose]`, which wasm-bindgen writes, known to the compiler whatever `lib` a project has chosen.
const module = join(folder, "pkg/whosaid.d.ts");
writeFileSync(module, `/// <reference lib="esnext.disposable" />\n${readFileSync(module, "utf8")}`);
// Adds the reference that makes the element's tag and events known to the types of a program that imports define.js; the compiler left it out.
const define = join(folder, "element/define.d.ts");
writeFileSync(define, `/// <reference path="./global.d.ts" />\n${readFileSync(define, "utf8")}`);

/** Copies a file of the page to the same place in the package. @param {string} file */
function copy(file) {
  cpSync(join("www", file), join(folder, file));
}

/** Copies a script of the page, and what it imports. @param {string} file */
function copyWithImports(file) {
  if (existsSync(join(folder, file))) return;
  copy(file);
  for (const [, imported] of readFileSync(join("www", file), "utf8").matchAll(/^(?:import|export) .*from ["'](\.[^"']+)["'];$/gm)) {
    copyWithImports(join(dirname(file), imported));
  }
}
