/** What is tried in each bundler: the answer on the page, and the same from a worker. */

import { annotate } from "whosaid";

export const TEXT = "“We will rebuild the bridge,” Ana Ortiz said on Monday.";

const show = (where, answer) => document.body.append(`${where}: ${answer}\n`);

const { quotations: [{ speaker }], entities } = await annotate(TEXT);
show("page", entities[speaker].name);

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => show("worker", data));
worker.addEventListener("error", ({ message }) => show("worker", message));
worker.postMessage(TEXT);
