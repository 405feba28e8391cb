/**
 * Tests a long stream: `node tools/stream.mjs BYTES [ARTICLES]` sends so many bytes of JSON lines through the command at the
 * path in WHOSAID. It fails if an answer is missing or differs from the one that the text has by itself, or if the command takes
 * more memory than a few lines need. The longest text is so many articles long.
 */

import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";

const bytes = Number(process.argv[2] ?? 10e9);
const articles = Number(process.argv[3] ?? 600);
const command = process.env.WHOSAID ?? "target/release/whosaid";
/** The most memory that the command may take, in bytes: room for the weights, and for some lines and their answers on each processor. */
const MOST = (60 + 24 * availableParallelism()) << 20;

const SHORT = "“We go,” said Ana Ruiz.";
const ARTICLE = `The ferry to Oster Island will stop running in May, the county said on Monday.

"We have run out of boats," said Maria Lindqvist, the county's transport chief. "Nobody wanted this." 🌉

Peter Vance, who has fished there for forty years, was angry. He said the county had never asked anyone. “They ‘forgot’ us,” he told reporters.\r\n`;
/** White space that makes a line long, and that the command has to read all the same. */
const PADDING = " ".repeat(1 << 20);

/** @typedef {{ text: string, more?: string } | { bad: string }} Line */
/** The lines that are sent, again and again: long lines, long texts, short ones between, and lines without an answer. @type {Line[]} */
const LINES = [
  { bad: `no JSON ${PADDING}` },
  { bad: "" },
  ...Array.from({ length: Math.ceil(articles / 20) }, (_, n) => ({ text: `Part ${n}.\n\n${ARTICLE}` })),
  ...Array.from({ length: 3 }, () => ({ text: SHORT, more: PADDING })),
  { text: ARTICLE.repeat(articles) },
  { text: "" },
];

/** The right answer for each line, without its id: what the command prints when it annotates the text alone. Null for bad lines. */
const answers = LINES.map((line) => {
  if ("bad" in line) return null;
  const alone = execFileSync(command, ["annotate", "-", "--format", "jsonl"], { input: line.text, encoding: "utf8", maxBuffer: 1 << 28 });
  return alone.slice('{"id":"-"'.length).trimEnd();
});
if (!answers.some((answer) => answer && answer.includes('"quotations":[{'))) throw new Error("nothing is found in these texts");
/** Each line as it is sent, but without its id, which is added at the end. */
const written = LINES.map((line) => ("bad" in line ? line.bad : JSON.stringify(line).slice(0, -1)));
const sizes = LINES.map((line, i) => Buffer.byteLength(written[i]) + ("bad" in line ? 1 : 20));

const child = spawn(command, ["annotate", "--jsonl"], { stdio: ["pipe", "pipe", "pipe"] });
let errors = 0;
createInterface({ input: child.stderr }).on("line", (line) => {
  if (!/^whosaid: line \d+: is not JSON/.test(line)) throw new Error(line);
  errors++;
});

let most = 0;
const watch = () => {
  try {
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0);
    most = Math.max(most, kilobytes * 1024);
  } catch {
    // The command has ended, or this is not Linux.
  }
};

/** Checks each answer as it comes; gives how many came. */
const answered = (async () => {
  let count = 0;
  let id = 0;
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    while (answers[id % LINES.length] === null) id++;
    if (line !== `{"id":${id}${answers[id % LINES.length]}`) throw new Error(`line ${id + 1}: ${line.slice(0, 200)}`);
    count++;
    id++;
  }
  return count;
})();

const started = performance.now();
let [sent, lines, good, bad] = [0, 0, 0, 0];
for (; sent < bytes; lines++) {
  const kind = lines % LINES.length;
  if (answers[kind] === null) bad += written[kind] === "" ? 0 : 1;
  else good++;
  const line = answers[kind] === null ? written[kind] : `${written[kind]},"id":${lines}}`;
  sent += sizes[kind];
  if (!child.stdin.write(`${line}\n`)) await once(child.stdin, "drain");
  if (lines % 16 === 0) watch();
}
watch();
child.stdin.end();
const [status] = await once(child, "close");
const count = await answered;
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`${lines} lines, ${(sent / 1e9).toFixed(1)} GB, ${count} answers, ${errors} bad, exit status ${status}, at most ${(most / 1e6).toFixed(0)} MB of memory, ${seconds} s`);
if (count !== good || errors !== bad || status !== 1 || most > MOST) {
  console.error(`failed: ${good} answers, ${bad} bad lines and status 1 were to be, and at most ${(MOST / 1e6).toFixed(0)} MB`);
  process.exit(1);
}
