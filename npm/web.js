/** Whosaid as wasm-bindgen makes it for the web: `init` first, then everything answers at once. */

export { default } from "./pkg/whosaid.js";
export * from "./pkg/whosaid.js";
