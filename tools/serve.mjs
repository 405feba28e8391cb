/**
 * Serves a folder of static files, on this machine only: `node tools/serve.mjs FOLDER [PORT]`.
 * Tests import its function `serve`.
 */

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { VERSION_FILE, versionScript } from "./version.mjs";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const brotli = promisify(brotliCompress);

const HEADERS = {
  "Access-Control-Allow-Origin": "*", // The bookmarklet loads the element into pages of other sites.
  "Cache-Control": "no-cache",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/**
 * Serves `folder` at `port`, or at the next port that is free; 0 means any free port.
 * @param {string} folder
 * @param {number} [port]
 * @param {{ compressed?: boolean }} [options]  compress, as hosts of web pages do
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, port = 0, { compressed = false } = {}) {
  const root = resolve(folder);
  /** @type {Map<string, { changed: number, bytes: Buffer }>} */
  const kept = new Map();
  const server = createServer(async (request, response) => {
    const send = (/** @type {number} */ status) => response.writeHead(status).end();
    if (request.method !== "GET" && request.method !== "HEAD") return send(405);
    const path = pathIn(root, request.url ?? "/");
    if (!path) return send(400);
    if (path === join(root, VERSION_FILE)) {
      const script = await versionScript(root).catch(() => null);
      if (script === null) return send(404);
      response.writeHead(200, { ...HEADERS, "Content-Type": TYPES[".js"] });
      return response.end(request.method === "HEAD" ? undefined : script);
    }
    const found = await stat(path).catch(() => null);
    const file = found?.isDirectory() ? join(path, "index.html") : path;
    const size = (file === path ? found : await stat(file).catch(() => null))?.size;
    if (size === undefined) return send(404);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    if (compressed && request.method === "GET" && /\bbr\b/.test(String(request.headers["accept-encoding"])) && !/image\/png|font/.test(type)) {
      const changed = (await stat(file)).mtimeMs;
      const fresh = kept.get(file);
      const bytes = fresh?.changed === changed ? fresh.bytes : await brotli(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
      kept.set(file, { changed, bytes });
      response.writeHead(200, { "Content-Type": type, "Content-Encoding": "br", "Content-Length": bytes.length, Vary: "Accept-Encoding", ...HEADERS });
      return response.end(bytes);
    }
    response.writeHead(200, { "Content-Type": type, "Content-Length": size, ...HEADERS });
    if (request.method === "HEAD") return response.end();
    createReadStream(file).on("error", () => response.destroy()).pipe(response);
  });
  const bound = await listen(server, port);
  return {
    url: `http://localhost:${bound}/`,
    close: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

/**
 * The file that a URL names, or null where the URL is malformed or leads out of the folder.
 * @param {string} root
 * @param {string} url
 */
function pathIn(root, url) {
  try {
    const path = join(root, decodeURIComponent(new URL(url, "http://localhost").pathname));
    return (path + sep).startsWith(root + sep) && !path.includes("\0") ? path : null;
  } catch {
    return null;
  }
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((done, fail) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== "EADDRINUSE" || port >= 65535) return fail(error);
      done(listen(server, port + 1));
    });
    server.listen(port, "127.0.0.1", () => {
      server.removeAllListeners("error");
      done(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = ".", port = "8000"] = process.argv.slice(2);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    console.error(`error: the port is a number from 0 to 65535, not "${port}": node tools/serve.mjs FOLDER PORT`);
    process.exit(2);
  }
  const { url } = await serve(folder, Number(port), { compressed: true });
  console.log(`Open ${url} in a browser. Ctrl-C stops.`);
}
