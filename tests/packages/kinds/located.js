/** For bundlers that don't ship files named by `new URL(…, import.meta.url)`: the address of the module is imported and given to `load`. */

import wasm from "whosaid/whosaid_bg.wasm";
import { annotate, annotateInWorker, load } from "whosaid";

await load(new URL(wasm, import.meta.url));
const { quotations: [{ speakers: [speaker] }], entities } = await annotate("“We will rebuild the bridge,” Ana Ortiz said on Monday.");
document.body.append(`page: ${entities[speaker].name}\n`);
document.body.append(`beside: ${(await annotateInWorker("“Yes,” Ana Ortiz said.")).entities[0].name}\n`);
