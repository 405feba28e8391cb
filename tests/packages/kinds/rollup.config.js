import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";
import { nodeResolve } from "@rollup/plugin-node-resolve";

export default {
  input: { page: "page.js", worker: "worker.js", unused: "unused.js" },
  output: { dir: "dist" },
  plugins: [nodeResolve({ browser: true }), importMetaAssets({ exclude: "**/page.js" })],
};
