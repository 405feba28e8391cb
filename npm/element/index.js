/** The class of `<who-said>`. Importing it does not register the element; importing `whosaid/element/define` does. */

export * from "./who-said.js";
