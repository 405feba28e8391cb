/** The script that each bundler builds. It annotates on the page, by the element, in a worker of its own, and in the package's worker. */

import { annotate, annotateInWorker } from "whosaid";
import "whosaid/element/define";

export const TEXT = "“We will rebuild the bridge,” Ana Ortiz said on Monday.";

const show = (where, answer) => document.body.append(`${where}: ${answer}\n`);

const { quotations: [{ speakers: [speaker] }], entities } = await annotate(TEXT);
show("page", entities[speaker].name);

void annotateInWorker(TEXT).then(({ entities }) => show("beside", entities[0].name));

const marked = document.createElement("who-said");
marked.textContent = TEXT;
marked.addEventListener("whosaid-annotated", ({ detail: { annotations } }) => show("element", annotations.entities[0].name), { once: true });
document.body.append(marked);

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.addEventListener("message", ({ data }) => show("worker", data));
worker.addEventListener("error", ({ message }) => show("worker", message));
worker.postMessage(TEXT);
