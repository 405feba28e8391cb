/** Counts the instructions that a program executes, with callgrind. The count is the same on every run and machine. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** @param {string} program @param {string[]} args @param {Uint8Array} input @returns {number} */
export function instructions(program, args, input) {
  const options = ["--tool=callgrind", "--callgrind-out-file=/dev/null", program, ...args];
  const { status, stderr } = spawnSync("valgrind", options, { input, maxBuffer: 1 << 30, encoding: "utf8" });
  const collected = /Collected : (\d+)/.exec(stderr);
  assert.ok(status === 0 && collected, stderr);
  return Number(collected[1]);
}
