/**
 * Writes www/LICENSE-THIRD-PARTY.txt: `node tools/licences.mjs`. The file has the licences of the crates that are compiled into the
 * page's module and into the command line, and names the libraries that the page loads on demand, whose licences `tools/vendor.mjs`
 * puts beside them. With `--check`, it fails if the file is out of date.
 *
 * Every crate must be offered under the MIT licence, which requires its text and the copyright notice to be included.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { vendoredPackages } from "./vendor.mjs";

const file = fileURLToPath(new URL("../www/LICENSE-THIRD-PARTY.txt", import.meta.url));

/** @typedef {{ name: string, version: string, license: string, manifest_path: string, id: string, targets: { kind: string[] }[] }} Package */

/** The crates that a build contains: normal dependencies, without procedural macros, which are needed only to compile. @param {string[]} options @returns {Package[]} */
function compiled(options) {
  const json = execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", ...options], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
  const { packages, resolve } = JSON.parse(json);
  /** @type {Map<string, Package>} */
  const byId = new Map(packages.map((/** @type {Package} */ p) => [p.id, p]));
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const found = new Set();
  const follow = (/** @type {string} */ id) => {
    const one = byId.get(id);
    if (!one || found.has(one) || one.targets.some(({ kind }) => kind.includes("proc-macro"))) return;
    found.add(one);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) if (dep_kinds.some((/** @type {any} */ { kind }) => kind === null)) follow(pkg);
  };
  follow(resolve.root);
  return [...found].filter(({ id }) => id !== resolve.root).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The copyright lines in a crate's licence files. @param {Package} one */
function copyright({ manifest_path }) {
  const folder = dirname(manifest_path);
  const texts = readdirSync(folder).filter((name) => /^(licen[sc]e|copying|copyright)/i.test(name) && !/apache/i.test(name));
  const lines = texts.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n")).map((line) => line.trim());
  return [...new Set(lines.filter((line) => /^copyright\b.*(\d{4}|\(c\)|©)/i.test(line)))];
}

/** @param {string} title @param {Package[]} packages */
const list = (title, packages) =>
  `${title}\n${"-".repeat(title.length)}\n\n` +
  packages.map((one) => [`${one.name} ${one.version} (${one.license})`, ...copyright(one).map((line) => `    ${line}`)].join("\n")).join("\n") +
  "\n";

/** The licences that libraries in www/vendor may have. */
const ALLOWED = /^(?:\(?(?:MIT|ISC|BSD|BSD-[23]-Clause|Apache-2\.0|Zlib)\b)/;
const vendored = vendoredPackages();
for (const { name, license } of vendored) {
  if (!ALLOWED.test(license)) throw new Error(`${name} may not be shipped without a thought: ${license}`);
}

const page = compiled(["--no-default-features", "--features", "dom", "--filter-platform", "wasm32-unknown-unknown"]);
const command = compiled(["--filter-platform", "x86_64-unknown-linux-gnu"]);
for (const { name, license } of [...page, ...command]) {
  if (!/\bMIT\b/.test(license)) throw new Error(`${name} is not offered under the MIT licence, but ${license}`);
}
const only = command.filter(({ id }) => !page.some((other) => other.id === id));

const text = `Whosaid is made with the work of others.

The MIT licence, under which all of these are used, asks that it comes along:

${readFileSync(new URL("../LICENSE-MIT", import.meta.url), "utf8").split("\n").slice(1).filter((line) => !line.startsWith("Copyright")).join("\n").trim()}

${list("In the page's WebAssembly module", page)}
The Rust standard library (MIT OR Apache-2.0)
    Copyright (c) The Rust Project Contributors

${list("In the command line besides", only)}
Loaded by the page when a web page or a .docx file is opened
------------------------------------------------------------

${vendored.map(({ name, version, license }) => `${name} ${version} (${license})`).join("\n")}

Their licences, whole, are in vendor/LICENSES.txt beside the page.

What the word lists and weights were made from is told in src/data/PROVENANCE.md.
`;

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) {
    console.error("www/LICENSE-THIRD-PARTY.txt is not up to date: run `node tools/licences.mjs`");
    process.exit(1);
  }
} else writeFileSync(file, text);
