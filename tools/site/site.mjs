/**
 * Makes the documentation's site in target/site: `node tools/site/site.mjs`, after `./dev package` and `cargo doc`.
 *
 * Its pages are made from the project's Markdown documents. The playground is the page itself, rustdoc documents the Rust crate, and TypeDoc
 * the npm package. A link from one document to another becomes a link to that document's page; a link to a file without a page is an error.
 */

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";

const root = fileURLToPath(new URL("../../", import.meta.url));
const here = join(root, "tools/site");
const site = join(root, "target/site");

/** For the path of each document, its page on the site. Pages with a `title` are in the menu at the head of every page. @type {Record<string, { page: string, title?: string }>} */
const documents = {
  "README.md": { page: "about.html", title: "About" },
  "npm/README.md": { page: "javascript.html", title: "JavaScript" },
  "www/element/README.md": { page: "element.html", title: "In a page" },
  "ARCHITECTURE.md": { page: "architecture.html", title: "Architecture" },
  "MODEL_CARD.md": { page: "model-card.html", title: "Model card" },
  "CONTRIBUTING.md": { page: "contributing.html", title: "Contributing" },
  "docs/readings.md": { page: "readings.html" },
  "CHANGELOG.md": { page: "changes.html", title: "Changes" },
  "SECURITY.md": { page: "security.html" },
  "examples/README.md": { page: "examples.html" },
  "examples/spark/README.md": { page: "spark.html" },
  "src/data/PROVENANCE.md": { page: "provenance.html" },
  "src/data/lexicon/README.md": { page: "lexicon.html" },
  "tests/fixtures/README.md": { page: "fixtures.html" },
};
for (const name of existsSync(join(root, "docs/experiments")) ? readdirSync(join(root, "docs/experiments")) : []) {
  if (name.endsWith(".md")) documents[`docs/experiments/${name}`] = { page: `experiments-${name.replace(/\.md$/, ".html")}` };
}
const present = Object.entries(documents).filter(([path]) => existsSync(join(root, path)));

rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
writeFileSync(join(site, "site.css"), readFileSync(join(root, "www/styles/palette.css"), "utf8") + readFileSync(join(here, "site.css"), "utf8"));
cpSync(join(root, "www/icon.svg"), join(site, "icon.svg"));
cpSync(join(root, "target/page"), join(site, "page"), { recursive: true });
cpSync(join(root, "target/doc"), join(site, "rust"), { recursive: true });
execFileSync(
  "npx",
  ["--no-install", "typedoc", "--out", join(site, "types"), "--name", "whosaid", "--readme", "none", "--logLevel", "Warn", "--entryPoints",
    ...["index", "web", "element/index"].map((name) => join(root, `pkg/${name}.d.ts`)),
    "--tsconfig", join(here, "tsconfig.json")],
  { cwd: here, stdio: "inherit" },
);

const missing = new Set();
for (const [path, { page, title }] of present) {
  const marked = new Marked({ gfm: true });
  /** @type {string[]} */
  const headings = [];
  marked.use({
    renderer: {
      heading({ tokens, depth, text }) {
        headings.push(text);
        return `<h${depth} id="${slug(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escape(address(path, href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      table(token) {
        const cells = (/** @type {any[]} */ row, /** @type {string} */ tag) =>
          `<tr>${row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
        const head = token.header.some((cell) => cell.text) ? `<thead>${cells(token.header, "th")}</thead>` : "";
        return `<div class="wide" tabindex="0"><table>${head}<tbody>${token.rows.map((row) => cells(row, "td")).join("")}</tbody></table></div>\n`;
      },
    },
  });
  const body = /** @type {string} */ (marked.parse(readFileSync(join(root, path), "utf8")));
  writeFileSync(join(site, page), framed(page, title ?? headings[0] ?? path, body));
}
writeFileSync(join(site, "index.html"), framed("index.html", "Who said what", `
<h1>Who said what</h1>
<p>Whosaid reads a news article and shows every quotation, the person or body that said it, and every name, where it stands. All of it is computed on the reader's own machine.</p>
<ul class="ways">
  <li><a href="page/"><b>The page</b><span>Paste an article and read who said what. Nothing leaves your browser.</span></a></li>
  <li><a href="javascript.html"><b>JavaScript</b><span>One call, in browsers, workers, Node and Deno.</span></a></li>
  <li><a href="element.html"><b>In a page that is there</b><span>Two lines mark the quotations in your own articles.</span></a></li>
  <li><a href="about.html#use-it"><b>Command line</b><span>A folder of articles in, a table of who speaks out.</span></a></li>
  <li><a href="rust/whosaid/index.html"><b>Rust</b><span>The library's items, with examples.</span></a></li>
  <li><a href="types/index.html"><b>Types</b><span>All functions and types of the npm package.</span></a></li>
  <li><a href="model-card.html"><b>How right it is</b><span>Figures on each kind of news, and what it gets wrong.</span></a></li>
  <li><a href="architecture.html"><b>How it works</b><span>The stages, the rules, the words of the field.</span></a></li>
</ul>`));
if (missing.size > 0) {
  console.error(`Links that lead nowhere:\n${[...missing].join("\n")}`);
  process.exitCode = 1;
}

/** Puts the body of a page into a whole HTML page. @param {string} page @param {string} title @param {string} body */
function framed(page, title, body) {
  const links = present.filter(([, { title }]) => title).map(([, { page: to, title }]) =>
    `<a href="${to}"${to === page ? ' aria-current="page"' : ""}>${title}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:">
<title>${escape(title)} · Whosaid</title>
<link rel="stylesheet" href="site.css">
<link rel="icon" href="icon.svg">
</head>
<body>
<header><a class="home" href="index.html">Whosaid</a>${links.join("")}</header>
<main>${body}</main>
</body>
</html>
`;
}

/** Where a link in a document leads on the site. @param {string} path @param {string} href */
function address(path, href) {
  if (/^[a-z]+:|^#/i.test(href)) return href;
  const [file, place] = href.split("#");
  const target = relative(".", normalize(join(dirname(path), file)));
  const known = documents[target];
  if (known && existsSync(join(root, target))) return known.page + (place ? `#${place}` : "");
  if (!existsSync(join(root, target))) missing.add(`${path}: ${href}`);
  else if (/^(LICENSE|benches)/.test(target)) {
    mkdirSync(dirname(join(site, target)), { recursive: true });
    cpSync(join(root, target), join(site, target));
    return target;
  } else missing.add(`${path}: ${href} has no page`);
  return href;
}

/** The id of a heading, made as GitHub does it, so that the same links work there and here. @param {string} text */
function slug(text) {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}\s-]/gu, "").trim().replaceAll(/\s+/g, "-");
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
