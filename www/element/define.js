/** Registers `<who-said>`. If a page loads several copies of this file, the first one does it. */

/// <reference path="./global.d.ts" />

import { WhoSaidElement } from "./who-said.js";

WhoSaidElement.define();

export { WhoSaidElement };
