/**
 * Compares Whosaid with compromise and wink-nlp: `./dev benchmark [ROUNDS [BYTES]]`; BYTES is how long the long texts are, 1 MB
 * by default.
 *
 * In each round every engine reads the same articles, one engine after the other, each in a process or browser of its own.
 * Engines are compared within a round, so that a machine that is slow for a while is slow for all of them. Prints a
 * table, and writes it with a plot into `results`.
 */

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { serve } from "../../tools/serve.mjs";
import { articles } from "./articles.mjs";
import { plot } from "./plot.mjs";

const [ROUNDS, SIZE] = [Number(process.argv[2] ?? 3), Number(process.argv[3] ?? 1 << 20)];
const native = process.env.WHOSAID_NATIVE; // The path of the program native.rs, which ./dev builds.

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const root = here("../../target/benchmark/");
const results = here("results/");
mkdirSync(root, { recursive: true });
mkdirSync(results, { recursive: true });

/** @typedef {{ cold: number, warm: number, many: number, one: number, memory: number }} Figures */

/** The files that each engine's users download. @type {Record<string, string[]>} */
const files = {
  whosaid: ["whosaid.js", "whosaid_bg.wasm"],
  compromise: ["compromise.js"],
  wink: ["wink-nlp.js", "wink-eng-lite-web-model.js"],
};

const texts = articles(SIZE);
writeFileSync(`${root}articles.json`, JSON.stringify(texts));
for (const name of ["engines.mjs", "measure.mjs"]) copyFileSync(here(name), root + name);
copyFileSync(here("page.html"), `${root}index.html`);
const target = { bundle: true, minify: true, format: /** @type {const} */ ("esm"), platform: /** @type {const} */ ("browser"), logLevel: /** @type {const} */ ("error") };
for (const name of ["compromise", "wink-nlp", "wink-eng-lite-web-model"]) {
  await build({ ...target, stdin: { contents: `export { default } from "${name}"`, resolveDir: here(".") }, outfile: `${root}${name}.js` });
}
await build({ ...target, entryPoints: [here("../../www/pkg/whosaid.js")], outfile: `${root}whosaid.js` });
copyFileSync(here("../../www/pkg/whosaid_bg.wasm"), `${root}whosaid_bg.wasm`);

/** @param {string} program @param {string[]} args @returns {Figures} */
function inProcess(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { input: JSON.stringify(texts), encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args}: ${stderr}`);
  return JSON.parse(stdout);
}

const server = await serve(root);

/** @param {string} engine @returns {Promise<Figures>} */
async function inChromium(engine) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction("window.ready");
    const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
    // The most memory that any of the browser's page processes has used so far.
    const peak = () => Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
      try {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? NaN) / 1e3;
      } catch {
        return NaN; // This is not Linux.
      }
    }));
    const before = peak();
    const figures = /** @type {Omit<Figures, "memory">} */ (await page.evaluate(`window.run("${engine}")`));
    return { ...figures, memory: peak() - before };
  } finally {
    await browser.close();
  }
}

/** @type {[string, () => Figures | Promise<Figures>][]} */
const runs = [
  ...(native ? [/** @type {[string, () => Figures]} */ (["Whosaid, native", () => inProcess(native, [])])] : []),
  ...Object.keys(files).map((engine) => /** @type {[string, () => Figures]} */ ([`${engine}, Node`, () => inProcess(process.execPath, [here("in-node.mjs"), engine])])),
  ...Object.keys(files).map((engine) => /** @type {[string, () => Promise<Figures>]} */ ([`${engine}, Chromium`, () => inChromium(engine)])),
];
/** @type {Map<string, Figures[]>} */
const measured = new Map(runs.map(([name]) => [name, []]));
for (let round = 1; round <= ROUNDS; round++) {
  for (const [name, run] of runs) {
    process.stderr.write(`round ${round} of ${ROUNDS}: ${name}\n`);
    measured.get(name)?.push(await run());
  }
}
await server.close();

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const short = (/** @type {number} */ value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2)).replace(/e\+(\d+)/, "e$1");
/** @param {number[]} values */
const spread = (values) => `${short(median(values))} (${short(Math.min(...values))} to ${short(Math.max(...values))})`;

/** @type {[string, keyof Figures][]} */
const COLUMNS = [
  ["cold, ms", "cold"],
  ["4 KB article, ms", "warm"],
  [`${SIZE / 2 ** 20} MB of articles, MB/s`, "many"],
  [`${SIZE / 2 ** 20} MB in one, MB/s`, "one"],
  ["peak memory, MB", "memory"],
];
const table = (/** @type {string[]} */ head, /** @type {string[][]} */ rows) =>
  [head, head.map((_, i) => (i ? "--:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const figures = table(["", ...COLUMNS.map(([title]) => title)], [...measured].map(([name, rounds]) =>
  [name, ...COLUMNS.map(([, key]) => spread(rounds.map((round) => round[key])))]));

// How many times better Whosaid is than each engine in the same round, where both ran in the same place (Node or Chromium).
const ratios = table(["Whosaid, times better", ...COLUMNS.map(([title]) => title.replace(/,.*/, ""))],
  ["Node", "Chromium"].flatMap((host) => ["compromise", "wink"].map((other) => {
    const [own, theirs] = [measured.get(`whosaid, ${host}`) ?? [], measured.get(`${other}, ${host}`) ?? []];
    return [`than ${other}, ${host}`, ...COLUMNS.map(([, key]) => spread(own.map((round, i) =>
      key === "many" || key === "one" ? round[key] / theirs[i][key] : theirs[i][key] / round[key])))];
  })));

const downloads = table(["bytes to download", "raw", "gzip", "brotli"], Object.entries(files).map(([engine, names]) => {
  const parts = names.map((name) => readFileSync(root + name));
  const sum = (/** @type {(bytes: Buffer) => number} */ size) => parts.reduce((total, bytes) => total + size(bytes), 0).toLocaleString("en");
  return [engine, sum((bytes) => bytes.length), sum((bytes) => gzipSync(bytes, { level: 9 }).length), sum((bytes) => brotliCompressSync(bytes).length)];
}));

const report = `# Speed and size beside other tools

Made by \`./dev benchmark ${ROUNDS}\` on ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}. Median of ${ROUNDS} rounds (least to most).
The articles are the page's samples with names exchanged. compromise finds names and quotations; wink-nlp tags words and finds dates
and sums, but neither names nor quotations. Cold is from nothing loaded to the first article annotated; the files come from this
machine, so that the network is not in it. Peak memory is beyond that of the empty process or page.

${figures}

${ratios}

${downloads}
`;
console.log(`\n${report}`);
writeFileSync(`${results}speed.md`, report);
writeFileSync(`${results}speed.svg`, plot([...measured].map(([name, rounds]) => ({ name, values: rounds.map((round) => round.warm) }))));
