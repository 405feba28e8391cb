/** Registers `<who-said>`, once, whichever copy of this file comes first. */

/// <reference path="./global.d.ts" />

import { WhoSaidElement } from "./who-said.js";

if (globalThis.customElements && !customElements.get("who-said")) customElements.define("who-said", WhoSaidElement);

export { WhoSaidElement };
