/** Whosaid as wasm-bindgen makes it for the web: await `init` first; after that, every function answers at once, without a promise. */

export { default } from "./pkg/whosaid.js";
export * from "./pkg/whosaid.js";
