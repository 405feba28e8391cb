export default {
  build: { rolldownOptions: { input: { index: "index.html", unused: "unused.js" } } },
};
