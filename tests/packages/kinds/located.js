/** Where a bundler takes `new URL(…, import.meta.url)` as it stands: the module's place, imported. */

import wasm from "whosaid/whosaid_bg.wasm";
import { annotate, annotateInWorker, load } from "whosaid";

await load(new URL(wasm, import.meta.url));
const { quotations: [{ speakers: [speaker] }], entities } = await annotate("“We will rebuild the bridge,” Ana Ortiz said on Monday.");
document.body.append(`page: ${entities[speaker].name}\n`);
document.body.append(`beside: ${(await annotateInWorker("“Yes,” Ana Ortiz said.")).entities[0].name}\n`);
