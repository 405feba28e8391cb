/** Registers `<who-said>`, once, whichever copy of this file comes first. */

/// <reference path="./global.d.ts" />

import { WhoSaidElement } from "./who-said.js";

WhoSaidElement.define();

export { WhoSaidElement };
