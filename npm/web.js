/** Whosaid as wasm-bindgen makes it for the web: `init` first, then everything answers at once. */

export { default } from "./whosaid.js";
export * from "./whosaid.js";
