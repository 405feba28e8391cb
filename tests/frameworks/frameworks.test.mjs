/**
 * Tries the packed package in web frameworks. Each app starts from the framework's own template, if the npm registry has it, and follows the
 * package's README to the letter: a page made on the server and one in the browser call `annotate` and hold `<who-said>`.
 * Needs `./dev package`, Chromium, and some minutes for each framework. `./dev test-frameworks` runs it.
 */

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../../", import.meta.url));
const apps = join(root, "target/frameworks");
const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
const tarball = join(root, `pkg/whosaid-${version}.tgz`);
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", CI: "true" };
const only = process.env.FRAMEWORK;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
after(() => browser.close());

/** The function whose result server and browser both show: the name of the first quotation's speaker. */
const FIRST = `({ entities, quotations }) => entities[quotations[0].speakers[0]].name`;
const TEXT = `"“Yes,” Ana Ortiz said."`;
const ELEMENT = "<who-said><p>“No,” Peter Vance said.</p></who-said>";

/**
 * @typedef {object} Framework
 * @property {string[] | null} template The command that makes an app in the folder `app`, or null where the app is only its files
 * @property {string[]} packages What is installed beside the package itself
 * @property {Record<string, string>} files What is written into the app
 * @property {string[]} build
 * @property {(port: number) => { command: string[], variables?: Record<string, string> }} serve What serves the build
 * @property {(port: number) => string[]} [develop] What serves the app while it is developed
 */

/** The two files of a Next.js app. @param {string} from The entry of the package that is imported */
const next = (from) => ({
  // This replaces the template's layout, which would fetch fonts during the build.
  "app/layout.js": `export default function RootLayout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n`,
  "app/Client.jsx": `"use client";
import { useEffect, useState } from "react";
import { annotate } from "${from}";

const first = ${FIRST};

export default function Client() {
  const [who, setWho] = useState("…");
  useEffect(() => {
    import("whosaid/element/define");
    annotate(${TEXT}).then((found) => setWho(first(found)));
  }, []);
  return <p id="client">{who}</p>;
}
`,
  "app/page.js": `import { annotate } from "${from}";
import Client from "./Client";

const first = ${FIRST};
export const dynamic = "force-dynamic";

export default async function Home() {
  return <main><p id="server">{first(await annotate(${TEXT}))}</p><Client />${ELEMENT}</main>;
}
`,
});

/** @param {string} wanted */
const nextTemplate = (wanted) => [
  "npx", "--yes", `create-next-app@${wanted}`, "app", "--js", "--app", "--no-tailwind", "--no-eslint", "--no-src-dir", "--import-alias", "@/*",
  ...(wanted === "14" ? [] : ["--no-turbopack"]), "--skip-install", "--use-npm",
];

/** @param {number} port */
const nextServer = (port) => ({ command: ["npx", "next", "start"], variables: { PORT: String(port) } });

/** @type {Record<string, Framework>} */
const frameworks = {
  "Next.js 15": {
    template: nextTemplate("15"),
    packages: [],
    files: { ...next("whosaid"), "next.config.mjs": `export default { serverExternalPackages: ["whosaid"] };\n` },
    build: ["npx", "next", "build"],
    serve: nextServer,
    develop: (port) => ["npx", "next", "dev", "-p", String(port)],
  },
  "Next.js 14": {
    template: nextTemplate("14"),
    packages: [],
    files: next("whosaid/inline"),
    build: ["npx", "next", "build"],
    serve: nextServer,
  },
  SvelteKit: {
    template: ["npx", "--yes", "sv@0.17", "create", "app", "--template", "minimal", "--no-types", "--no-add-ons", "--no-install"],
    packages: [],
    files: {
      "src/routes/+page.server.js": `import { annotate } from "whosaid";

const first = ${FIRST};
export const load = async () => ({ who: first(await annotate(${TEXT})) });
`,
      "src/routes/+page.svelte": `<script>
  import { onMount } from "svelte";
  import { annotate } from "whosaid";

  const first = ${FIRST};
  let { data } = $props();
  let who = $state("…");
  onMount(async () => {
    await import("whosaid/element/define");
    who = first(await annotate(${TEXT}));
  });
</script>

<p id="server">{data.who}</p><p id="client">{who}</p>${ELEMENT}
`,
    },
    build: ["npx", "vite", "build"],
    serve: (port) => ({ command: ["npx", "vite", "preview", "--port", String(port)] }),
    develop: (port) => ["npx", "vite", "dev", "--port", String(port)],
  },
  // Its template is not in the npm registry.
  "Nuxt 3": {
    template: null,
    packages: ["nuxt@3"],
    files: {
      "nuxt.config.ts": `export default defineNuxtConfig({
  vue: { compilerOptions: { isCustomElement: (tag: string) => tag === "who-said" } },
  vite: { optimizeDeps: { exclude: ["whosaid"] } },
});
`,
      "app.vue": `<script setup>
import { annotate } from "whosaid";

const first = ${FIRST};
const { data: server } = await useAsyncData("who", async () => first(await annotate(${TEXT})));
const client = ref("…");
onMounted(async () => {
  await import("whosaid/element/define");
  client.value = first(await annotate(${TEXT}));
});
</script>

<template>
  <div><p id="server">{{ server }}</p><p id="client">{{ client }}</p>${ELEMENT}</div>
</template>
`,
    },
    build: ["npx", "nuxt", "build"],
    serve: (port) => ({ command: ["node", ".output/server/index.mjs"], variables: { PORT: String(port) } }),
  },
  // Its template needs a newer Node than the framework does.
  "Astro 5": {
    template: null,
    packages: ["astro@5"],
    files: {
      "astro.config.mjs": `export default { vite: { optimizeDeps: { exclude: ["whosaid"] } } };\n`,
      "src/pages/index.astro": `---
import { annotate } from "whosaid";

const first = ${FIRST};
const who = first(await annotate(${TEXT}));
---
<html lang="en"><head><meta charset="utf-8" /></head><body>
  <p id="server">{who}</p><p id="client">…</p>${ELEMENT}
  <script>
    import "whosaid/element/define";
    import { annotate } from "whosaid";

    const first = ${FIRST};
    document.querySelector("#client").textContent = first(await annotate(${TEXT}));
  </script>
</body></html>
`,
    },
    build: ["npx", "astro", "build"],
    serve: (port) => ({ command: ["npx", "astro", "preview", "--port", String(port)] }),
    develop: (port) => ["npx", "astro", "dev", "--port", String(port)],
  },
};

for (const [name, framework] of Object.entries(frameworks)) {
  test(name, { skip: only !== undefined && !name.startsWith(only) }, async () => {
    const folder = join(apps, name.replaceAll(/\W+/g, "-"));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const app = join(folder, "app");
    if (framework.template) run(folder, framework.template);
    else write(app, { "package.json": '{ "private": true, "type": "module" }\n' });
    write(app, framework.files);
    cpSync(tarball, join(folder, "whosaid.tgz"));
    run(app, ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", ...framework.packages, "../whosaid.tgz"]);
    run(app, framework.build);
    const port = await freePort();
    const { command, variables } = framework.serve(port);
    await shows(app, command, port, variables);
    if (framework.develop) {
      const port = await freePort();
      await shows(app, framework.develop(port), port);
    }
  });
}

/** Makes a folder with a script for each way to import the package, and installs the program that runs them. @param {string} name @param {string} runner */
function scripts(name, runner) {
  const app = join(apps, name);
  rmSync(app, { recursive: true, force: true });
  const script = (/** @type {string} */ called, /** @type {string} */ from) => `import { ${called} } from "${from}";\nconsole.log((${FIRST})(await ${called}(${TEXT})));\n`;
  write(app, {
    "package.json": '{ "private": true, "type": "module" }\n',
    "root.mjs": script("annotate", "whosaid"),
    "inline.mjs": script("annotate", "whosaid/inline"),
    "beside.mjs": script("annotateInWorker", "whosaid"),
  });
  run(app, ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", runner, tarball]);
  return app;
}
const SCRIPTS = ["root.mjs", "inline.mjs", "beside.mjs"];

test("Deno", { skip: only !== undefined && only !== "Deno" }, () => {
  const app = scripts("Deno", "deno@2");
  const deno = join(app, `node_modules/@deno/${process.platform}-${process.arch}${process.platform === "linux" ? "-glibc" : ""}/deno`);
  for (const script of SCRIPTS) assert.equal(run(app, [deno, "run", "--allow-read", script]).trim(), "Ana Ortiz", script);
});

test("Bun", { skip: only !== undefined && only !== "Bun" }, () => {
  const app = scripts("Bun", "bun@1.3");
  for (const script of SCRIPTS) assert.equal(run(app, ["npx", "--no-install", "bun", script]).trim(), "Ana Ortiz", script);
});

/** @param {string} folder @param {string[]} command */
function run(folder, [program, ...values]) {
  return execFileSync(program, values, { cwd: folder, encoding: "utf8", env: environment, maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "pipe"] });
}

/** @param {string} folder @param {Record<string, string>} files */
function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Finds a port that no program listens on. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/**
 * Starts a server, opens its page, and checks that server and browser both name the speaker and that the element has marked words.
 * @param {string} app @param {string[]} command @param {number} port @param {Record<string, string>} [variables]
 */
async function shows(app, [program, ...values], port, variables = {}) {
  const server = spawn(program, values, { cwd: app, env: { ...environment, ...variables }, stdio: "ignore", detached: true });
  const page = await browser.newPage();
  try {
    const address = `http://localhost:${port}/`;
    await until(async () => (await fetch(address).catch(() => null))?.ok ?? false);
    await page.goto(address);
    await page.waitForFunction(
      () => document.querySelector("#client")?.textContent === "Ana Ortiz" && CSS.highlights.size > 0, null, { timeout: 120_000 },
    );
    assert.equal(await page.textContent("#server"), "Ana Ortiz");
  } finally {
    await page.close();
    // npx starts the server as a child process, so the whole process group is ended.
    if (server.pid) process.kill(-server.pid);
  }
}

/** Waits until a condition holds; fails after two minutes. @param {() => Promise<boolean>} holds */
async function until(holds) {
  for (let waited = 0; waited < 240; waited += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.fail("the server did not answer in two minutes");
}
