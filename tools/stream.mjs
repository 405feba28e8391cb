/**
 * `node tools/stream.mjs BYTES`: sends so many bytes of JSON lines through the command line that WHOSAID names, and
 * fails if an answer is missing or wrong, or if its memory grows beyond what a few lines take.
 */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";

const bytes = Number(process.argv[2] ?? 10e9);
const command = process.env.WHOSAID ?? "target/release/whosaid";
/** Bytes of a line: mostly what a reader of lines must hold without looking at it. */
const LINE = 1 << 20;
/** Every so many lines one is no JSON. */
const BAD = 97;
/** Bytes: the weights, and for each processor some lines and what is found in them. */
const MOST = (60 + 16 * availableParallelism()) << 20;

const child = spawn(command, ["annotate", "--jsonl"], { stdio: ["pipe", "pipe", "pipe"] });
let errors = 0;
createInterface({ input: child.stderr }).on("line", (line) => {
  if (!/^whosaid: line \d+: is not JSON/.test(line)) throw new Error(line);
  errors++;
});

const padding = " ".repeat(LINE);
const lines = Math.ceil(bytes / LINE);
const bad = Math.floor((lines + BAD - 1) / BAD);
let most = 0;
const watch = () => {
  try {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0);
    most = Math.max(most, kilobytes * 1024);
  } catch {
    // It has ended, or this is no Linux.
  }
};

const answers = (async () => {
  let id = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (id % BAD === 0) id++;
    const answer = JSON.parse(line);
    if (answer.id !== id || answer.quotations.length !== 1) throw new Error(`line ${id}: ${line.slice(0, 200)}`);
    id++;
  }
  return id;
})();

for (let id = 0; id < lines; id++) {
  const line = id % BAD === 0 ? `no JSON ${padding}\n` : `{"id": ${id}, "text": "“We go,” said Ana Ruiz.", "more": "${padding}"}\n`;
  if (!child.stdin.write(line)) await once(child.stdin, "drain");
  if (id % 16 === 0) watch();
}
child.stdin.end();
watch();
const [status] = await once(child, "close");
await answers;
const whole = (await answers) >= lines - 1 && errors === bad && status === 1;
console.log(`${lines} lines, ${(lines * LINE / 1e9).toFixed(1)} GB, ${errors} bad, exit status ${status}, at most ${(most / 1e6).toFixed(0)} MB of memory`);
if (!whole || most > MOST) {
  console.error(`failed: ${bad} bad lines and status 1 were to be, and at most ${MOST / 1e6} MB`);
  process.exit(1);
}
