/**
 * Checks every link inside the documentation's site: `node tools/site/links.mjs [FOLDER]`, after `./dev site`. It fails if a file or a place
 * in a page is missing. Links between pages that rustdoc or TypeDoc made are not checked.
 */

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";

const site = process.argv[2] ?? fileURLToPath(new URL("../../target/site", import.meta.url));
const pages = [...readdirSync(site).filter((file) => file.endsWith(".html")), "page/index.html"];

/** @type {Map<string, Set<string>>} */
const places = new Map();
/** The ids in a page that a link can name after its `#`. @param {string} file */
function placesIn(file) {
  let found = places.get(file);
  if (!found) {
    found = new Set([...readFileSync(file, "utf8").matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id]) => id));
    places.set(file, found);
  }
  return found;
}

/** @type {string[]} */
const broken = [];
let followed = 0;
for (const page of pages) {
  const from = join(site, page);
  for (const [, escaped] of readFileSync(from, "utf8").matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    const href = escaped.replaceAll("&amp;", "&");
    if (/^[a-z]+:/i.test(href)) continue;
    followed += 1;
    const { pathname, hash, origin } = new URL(href, pathToFileURL(from));
    let file = fileURLToPath(origin === "null" ? `file://${pathname}` : pathname);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (relative(site, file).startsWith("..")) broken.push(`${page}: ${href} leads out of the site`);
    else if (!existsSync(file)) broken.push(`${page}: ${href} is not there`);
    else if (hash.length > 1 && file.endsWith(".html") && !placesIn(file).has(decodeURIComponent(hash.slice(1)))) broken.push(`${page}: ${href} names a place that isn't there`);
  }
}
console.log(`${pages.length} pages, ${followed} links followed`);
if (followed === 0) broken.push("no link was found");
if (broken.length > 0) {
  console.error(broken.join("\n"));
  process.exitCode = 1;
}
