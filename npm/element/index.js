/** The class of `<who-said>`; importing it registers nothing: `whosaid/element/define` does. */

export * from "./who-said.js";
