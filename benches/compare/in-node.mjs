/** Measures one engine in a Node process of its own: `node in-node.mjs ENGINE < articles.json` prints the figures as JSON. */

import { readFileSync } from "node:fs";
import { engines } from "./engines.mjs";
import { measure } from "./measure.mjs";

const articles = JSON.parse(readFileSync(0, "utf8"));
const before = process.memoryUsage().rss;
const figures = await measure(process.argv[2], engines, articles);
console.log(JSON.stringify({ ...figures, memory: (process.resourceUsage().maxRSS * 1024 - before) / 1e6 }));
