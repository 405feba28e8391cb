/**
 * Makes the page that is published out of its sources: `node tools/page.mjs FROM TO`. `./dev build` calls it.
 *
 * The sources also run as they are (`./dev serve`); this makes them small. What the first screen needs becomes one script, what is loaded
 * by `import()` goes to files of their own in parts/, the style sheets for the screen become one, and comments and long names are
 * removed. Files that are asked for by name keep their places: worker, service worker, module, element.
 */

import { transform } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { rollup } from "rollup";
import { versionScript, VERSION_FILE } from "./version.mjs";

const [from = "www", to = "target/page"] = process.argv.slice(2);

const TARGET = "es2022";
/** Files that are copied unchanged. */
const PLAIN = /^(?:icon\.svg|manifest\.webmanifest|LICENSE-THIRD-PARTY\.txt|samples\/.*|vendor\/LICENSES\.txt|pkg\/whosaid_bg\.wasm)$/;
/** Files that stay separate: the service worker, the libraries loaded on demand, and the styles for print and for the exported web page. */
const ALONE = /^(?:sw\.js|vendor\/.*\.js|styles\/(?:print|palette|article|export)\.css)$/;

await rm(to, { recursive: true, force: true });
const files = (await readdir(from, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => slashed(relative(from, join(entry.parentPath ?? entry.path, entry.name))));
const html = await readFile(join(from, "index.html"), "utf8");

for (const file of files.filter((file) => PLAIN.test(file))) await cp(join(from, file), await placeOf(file));
for (const file of files.filter((file) => ALONE.test(file))) await write(file, await small(await readFile(join(from, file), "utf8"), file));
const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)].map(([, file]) => readFile(join(from, file), "utf8"));
await write("styles/page.css", await small((await Promise.all(sheets)).join("\n"), "page.css"));

const asked = await bundle({ app: "app.js" });
await bundle({ "core/worker": "core/worker.js" });
await bundle({ "pkg/whosaid": "pkg/whosaid.js" });
await bundle({ "element/define": "element/define.js", "element/bookmarklet": "element/bookmarklet.js", "element/who-said": "element/who-said.js" });

const links = [
  '<link rel="stylesheet" href="styles/page.css">',
  '<link rel="stylesheet" href="styles/print.css" media="print">',
  ...asked.map((file) => `<link rel="modulepreload" href="${file}">`),
];
await write(
  "index.html",
  html
    .replace(/ *<link rel="(?:stylesheet|modulepreload)"[^>]*>\n/g, "")
    .replace('<script type="module"', (script) => `${links.join("\n")}\n${script}`)
    .replace(/^ +/gm, ""),
);
await write(VERSION_FILE, await versionScript(to));

/**
 * Bundles scripts, each with what it imports, except what is in pkg/ and vendor/.
 * @param {Record<string, string>} input  for each output the source that it is made from
 * @returns {Promise<string[]>} the files that the first script imports at once
 */
async function bundle(input) {
  const [first] = Object.keys(input);
  const made = await rollup({
    input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(from, file)])),
    external: (id, importer) => {
      const file = slashed(relative(from, importer && id.startsWith(".") ? resolve(dirname(importer), id) : id));
      return file.startsWith("vendor/") || (file === "pkg/whosaid.js" && importer !== undefined);
    },
    // Code that other parts share with the first script is exported from it, rather than moved to further files.
    preserveEntrySignatures: first === "app" ? "allow-extension" : "strict",
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
    plugins: [{ name: "small", renderChunk: async (code, { fileName }) => ({ code: await small(code, fileName), map: null }) }],
  });
  const { output } = await made.write({
    dir: to,
    entryFileNames: "[name].js",
    chunkFileNames: first === "app" ? "parts/[name]-[hash].js" : `${dirname(first)}/[name].js`,
    paths: (id) => `./${slashed(relative(from, id))}`,
  });
  return output[0].type === "chunk" ? output[0].imports : [];
}

/** @param {string} source @param {string} name */
async function small(source, name) {
  const css = name.endsWith(".css");
  return (await transform(source, { loader: css ? "css" : "js", minify: true, legalComments: "none", charset: "utf8", ...(css ? {} : { target: TARGET, format: name === "sw.js" ? undefined : "esm" }) })).code;
}

/** @param {string} file */
async function placeOf(file) {
  const path = join(to, file);
  await mkdir(dirname(path), { recursive: true });
  return path;
}

/** @param {string} file @param {string} content */
async function write(file, content) {
  await writeFile(await placeOf(file), content);
}

/** @param {string} path */
function slashed(path) {
  return path.split(sep).join("/");
}
