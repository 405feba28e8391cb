/**
 * Copies the two libraries that the page loads only on demand into www/vendor, as modules, with their licences: `node tools/vendor.mjs`.
 * They come from node_modules, in the versions of package-lock.json.
 */

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const to = `${root}www/vendor/`;
/** @param {string} file */
const read = (file) => readFileSync(`${root}node_modules/${file}`, "utf8");
/** @param {string} name */
const versionOf = (name) => JSON.parse(read(`${name}/package.json`));

/** A package and all packages that it depends on. (mammoth's file contains its dependencies.) @param {string} name @param {Set<string>} [found] */
function withDependencies(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of Object.keys(versionOf(name).dependencies ?? {})) withDependencies(other, found);
  return found;
}

/** The packages that www/vendor contains, sorted by name. @returns {{ name: string, version: string, license: string }[]} */
export const vendoredPackages = () => [...withDependencies("mammoth"), "@mozilla/readability"].sort().map((name) => ({ name, version: versionOf(name).version, license: versionOf(name).license }));

/** A package's own licence texts. @param {string} name */
function licenceTexts(name) {
  const files = readdirSync(`${root}node_modules/${name}`).filter((file) => /^(licen[sc]e|copying|notice)/i.test(file));
  return files.sort().map((file) => read(`${name}/${file}`).trim()).join("\n\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });

  writeFileSync(`${to}readability.js`, `// @ts-nocheck\n${read("@mozilla/readability/Readability.js")}\nexport { Readability };\n`);
  // mammoth's script looks first for Node's module system, so it is given a `module` to export to.
  writeFileSync(`${to}mammoth.js`, `// @ts-nocheck\nconst module = { exports: {} }, exports = module.exports;\n${read("mammoth/mammoth.browser.min.js")}\nexport default module.exports;\n`);

  const parts = vendoredPackages().map(({ name, version, license }) => `${name} ${version} (${license})\n${"=".repeat(72)}\n\n${licenceTexts(name)}\n`);
  writeFileSync(`${to}LICENSES.txt`, parts.join("\n\n"));
}
