export default {
  mode: "production",
  entry: { page: "./page.js", unused: "./unused.js" },
  performance: { hints: false },
};
