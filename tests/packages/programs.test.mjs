/** The package without a bundler (plain pages, Node, workers, TypeScript), and the examples, unchanged. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { createServer } from "vite";
import { open, project, root, run, says } from "./projects.mjs";

const KINDS = "tests/packages/kinds";

test("a plain page answers, and so does its worker; the module is fetched once for many calls", async () => {
  const folder = project("plain", KINDS);
  const script = readFileSync(folder + "/page.js", "utf8") + "\nawait Promise.all([1, 2, 3].map(() => annotate(TEXT)));";
  writeFileSync(folder + "/page.js", script.replace("element/define", "element/define.js").replace(/^const worker[^]*?postMessage.*$/m, ""));
  const imports = '<script type="importmap">{ "imports": { "whosaid": "./node_modules/whosaid/index.js", "whosaid/": "./node_modules/whosaid/" } }</script>\n';
  const html = readFileSync(folder + "/index.html", "utf8").replace("<script", `${imports}<script`).replace("dist/", "");
  writeFileSync(folder + "/index.html", html);
  await open(folder, async (page, { requests }) => {
    await says(page, "page: Ana Ortiz", "element: Ana Ortiz", "beside: Ana Ortiz");
    assert.equal(requests.filter((url) => url.endsWith(".wasm")).length, 1);
    // A page's import map doesn't apply in its workers.
    const fromWorker = await page.evaluate(() => {
      const source = `import { annotate } from "${location.origin}/node_modules/whosaid/index.js";
        const { entities } = await annotate("“Yes,” Ana Ortiz said."); postMessage(entities[0].name);`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
    });
    assert.equal(fromWorker, "Ana Ortiz");
  });
});

test("the entry for the web is wasm-bindgen's own", async () => {
  const folder = project("web", KINDS);
  writeFileSync(folder + "/index.html", `<!DOCTYPE html><title>web</title><script type="module">
    import init, { annotate } from "./node_modules/whosaid/web.js";
    await init();
    document.body.append(annotate("“Yes,” Ana Ortiz said.").entities[0].name);
  </script>`);
  await open(folder, (page) => says(page, "Ana Ortiz"));
});

/** @type {string | undefined} */
let inNode;
/** The project that all tests in Node share. */
const nodeProject = () => (inNode ??= project("node", KINDS));
const IN_NODE = 'annotate("“Yes,” Ana Ortiz said.").then(({ entities: [{ name }] }) => console.log(name));';

test("Node imports it", () => {
  const folder = nodeProject();
  writeFileSync(folder + "/a.mjs", `import { annotate } from "whosaid"; ${IN_NODE}`);
  assert.equal(run(folder, "node", "a.mjs"), "Ana Ortiz\n");
  const wrong = 'import { annotate } from "whosaid"; annotate(7).catch((error) => console.log(String(error)));';
  assert.equal(run(folder, "node", "--input-type=module", "-e", wrong), "TypeError: annotate needs a string, not number\n");
});

test("Node requires it", (t) => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19) || (major === 22 && minor < 12)) return t.skip("this Node requires no ES module");
  const folder = nodeProject();
  writeFileSync(folder + "/a.cjs", `const { annotate } = require("whosaid"); ${IN_NODE}`);
  assert.equal(run(folder, "node", "--no-warnings", "a.cjs"), "Ana Ortiz\n");
});

test("Node's worker threads import it", () => {
  const folder = nodeProject();
  writeFileSync(folder + "/a.mjs", 'import { Worker } from "node:worker_threads"; new Worker("./b.mjs");');
  writeFileSync(folder + "/b.mjs", `import { annotate } from "whosaid"; ${IN_NODE}`);
  assert.equal(run(folder, "node", "a.mjs"), "Ana Ortiz\n");
});

test("a long text is read in a worker, which tells how far it is and stops when it is told to", () => {
  const folder = nodeProject();
  writeFileSync(folder + "/long.mjs", `
    import { annotate, annotateInWorker } from "whosaid";
    import assert from "node:assert/strict";
    const text = "“We will rebuild the bridge,” Ana Ortiz said on Monday. Her deputy denied that it would cost more.\\n\\n".repeat(400);
    const told = [];
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    const found = await annotateInWorker(text, { names: [{ text: "bridge", kind: "facility" }], onProgress: (done) => told.push(done) });
    clearInterval(turning);
    assert.ok(turns > 3, "this thread is free meanwhile");
    assert.deepEqual(found, await annotate(text, { names: [{ text: "bridge", kind: "facility" }] }));
    assert.equal(told[0], 0);
    assert.equal(told.at(-1), 1);
    assert.ok(told.length > 4 && told.every((done, i) => i === 0 || done >= told[i - 1]), String(told));
    const stop = new AbortController();
    const stopped = annotateInWorker(text, { signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) });
    await assert.rejects(stopped, { message: "enough" });
    await assert.rejects(annotateInWorker(text, { signal: AbortSignal.abort() }), { name: "AbortError" });
    await assert.rejects(annotateInWorker(text, { onProgress() { throw new RangeError("mine"); } }), { name: "RangeError", message: "mine" });
    const wrong = async (type, message, ...values) => assert.rejects(annotateInWorker(...values), (error) => error.constructor === type && message.test(error.message));
    await wrong(TypeError, /annotate needs a string, not number/, 7);
    await wrong(TypeError, /options.signal must be an AbortSignal, not object/, "a", { signal: {} });
    await wrong(TypeError, /options.onProgress must be a function, not string/, "a", { onProgress: "yes" });
    await wrong(TypeError, /names\\[1\\].kind is missing; one of person, /, "a", { names: [{ text: "b", kind: "person" }, { text: "c" }] });
    await wrong(Error, /names\\[0\\]/, "a", { names: [{ pattern: "(", kind: "other" }] });
    console.log("fine");
  `);
  // The program also ends by itself, so no worker is left.
  assert.equal(run(folder, "node", "long.mjs"), "fine\n");
});

test("what is no module's address is a TypeError, and what can't be loaded says why", () => {
  const folder = nodeProject();
  const told = (/** @type {string} */ from) => run(folder, "node", "--input-type=module", "-e", `import { load } from "whosaid"; load(${from}).catch((error) => console.log(String(error)));`);
  assert.equal(told("7"), "TypeError: load needs the module's address, its bytes, a Response or a WebAssembly.Module, not number\n");
  const bytes = told("new Uint8Array([1, 2, 3])");
  assert.match(bytes, /^Error: Whosaid's module, whosaid_bg\.wasm, could not be loaded: WebAssembly/);
  assert.doesNotMatch(bytes, /bundler/i);
});

test("a page whose policy forbids WebAssembly is told so, and nothing is guessed", async () => {
  const folder = project("policy", KINDS);
  writeFileSync(folder + "/index.html", `<!DOCTYPE html><title>policy</title><meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'"><script type="module">
    import { annotate } from "./node_modules/whosaid/index.js";
    annotate("“Yes,” Ana Ortiz said.").catch((error) => document.body.append(error.message));
  </script>`);
  await open(folder, async (page, { faults }) => {
    await says(page, "could not be loaded", "Content Security Policy");
    assert.doesNotMatch((await page.textContent("body")) ?? "", /bundler/i);
    faults.length = 0;
  });
});

test("TypeScript knows its types, by each way of finding them", () => {
  const folder = nodeProject();
  writeFileSync(folder + "/a.ts", `
    import { annotate, annotateInWorker, exportAs, load, type Annotations, type Core, type Quotation } from "whosaid";
    import { WhoSaidElement } from "whosaid/element";
    import "whosaid/element/define";
    import init, { annotate as atOnce } from "whosaid/web";
    const found: Annotations = await annotate("text");
    const core: Core = await load(new URL("https://example.org/whosaid_bg.wasm"));
    const same: Annotations = core.annotate("text");
    const page: string = await exportAs("text", found, "html");
    await init();
    const kinds: Quotation["kind"][] = atOnce("text", { ignore: ["May"] }).quotations.map(({ kind }) => kind);
    // @ts-expect-error no such format
    await exportAs("text", found, "pdf");
    // @ts-expect-error a promise until it is awaited
    annotate("text").quotations;
    const beside: Annotations = await annotateInWorker("text", { ignore: ["May"], signal: AbortSignal.timeout(1000), onProgress: (done) => console.log(done.toFixed(2)) });
    // @ts-expect-error no signal
    await annotateInWorker("text", { signal: 7 });
    console.log(beside);
    const session: Annotations = new core.Session().annotate("text");
    console.log(session);
    const element = document.querySelector("who-said");
    element?.addEventListener("whosaid-annotated", ({ detail }) => console.log(detail.annotations.quotations.length));
    const made: WhoSaidElement = document.createElement("who-said");
    console.log(same, page, kinds, made);
  `.replace("", ""));
  for (const [module, resolution] of [["nodenext", "nodenext"], ["esnext", "bundler"]]) {
    run(folder, "tsc", "--ignoreConfig", "--noEmit", "--strict", "--target", "es2022", "--module", module,
      "--moduleResolution", resolution, "--types", "node", "--typeRoots", `${root}/node_modules/@types`, "a.ts");
  }
});

test("TypeScript takes the element in React, by the lines in the README, with the libraries of 2022", () => {
  const folder = nodeProject();
  const [, lines] = readFileSync(`${root}/npm/README.md`, "utf8").match(/```ts\n([^]*?)```/) ?? [];
  assert.ok(lines);
  writeFileSync(folder + "/react.d.ts", lines);
  writeFileSync(folder + "/b.tsx", `
    import "whosaid/element/define";
    export const Story = () => <who-said show="direct" min-confidence={0.5} onwhosaid-annotated={({ detail }) => console.log(detail.annotations.quotations)}>text</who-said>;
    // @ts-expect-error no such theme
    export const wrong = <who-said theme="green" />;
  `);
  run(folder, "tsc", "--ignoreConfig", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--module", "esnext",
    "--moduleResolution", "bundler", "--jsx", "react-jsx", "--types", "", "react.d.ts", "b.tsx");
});

test("the example for Node: a folder of articles", () => {
  const folder = project("example-node", "examples/node");
  writeFileSync(folder + "/b.txt", "“Yes,” Ana Ortiz said.");
  writeFileSync(folder + "/a.txt", "Nobody spoke.");
  writeFileSync(folder + "/c.md", "“No,” Ana Ortiz said.");
  const [head, quotation, ...others] = run(folder, "node", "speakers.mjs", ".").trimEnd().split("\n");
  assert.equal(head, '"file","speakers","kind","words","confidence"');
  assert.match(quotation, /^"b\.txt","Ana Ortiz","direct","“Yes,”","0\.\d+"$/);
  assert.deepEqual(others, []);
});

test("the example for plain pages", async () => {
  await open(project("example-html", "examples/html"), async (page) => {
    await says(page, "Teresa Okafor", "Now we build");
    await page.fill("textarea", "“Yes,” Ana Ortiz said.");
    await page.click("button");
    await page.waitForFunction(() => document.querySelector("#answer")?.textContent === "Ana Ortiz“Yes,”");
  });
});

test("the example for plain pages: the element, in two lines", async () => {
  await open(project("example-element", "examples/html"), async (page) => {
    await page.goto(new URL("element.html", page.url()).href);
    await page.waitForFunction(() => [...CSS.highlights.values()].some(({ size }) => size > 0));
    await says(page, "Teresa Okafor");
  });
});

test("on a server the element's files are imported, and do nothing", () => {
  assert.equal(run(nodeProject(), "node", "--input-type=module", "-e", 'import "whosaid/element/define"; import "whosaid"; console.log("fine")'), "fine\n");
});

test("the example for React, as built and as developed", async () => {
  const folder = project("example-react", "examples/react");
  const wanted = JSON.parse(readFileSync(`${root}/examples/react/package.json`, "utf8"));
  const tried = JSON.parse(readFileSync(`${root}/tests/packages/package.json`, "utf8")).devDependencies;
  for (const [name, version] of Object.entries({ ...wanted.dependencies, ...wanted.devDependencies })) {
    if (name !== "whosaid") assert.equal(version, tried[name], `${name}: the example asks for what is tried here`);
  }
  const works = async (/** @type {import("playwright-core").Page} */ page) => {
    await says(page, "Teresa Okafor", "Now we build");
    await page.fill("textarea", "“Yes,” Ana Ortiz said.");
    await page.waitForFunction(() => document.querySelector("ul")?.textContent === "Ana Ortiz“Yes,”");
  };
  run(folder, "vite", "build", "--logLevel", "warn");
  await open(folder + "/dist", works);
  const server = await createServer({ root: folder, configFile: folder + "/vite.config.js", logLevel: "error", server: { port: 0 } });
  try {
    await server.listen();
    const address = server.httpServer?.address();
    assert.ok(address && typeof address === "object");
    await open(`http://localhost:${address.port}/`, works);
  } finally {
    await server.close();
  }
});
