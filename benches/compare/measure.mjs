/**
 * Measures how fast one engine is, in the process or page that this runs in.
 *
 * @param {string} name
 * @param {typeof import("./engines.mjs").engines} engines
 * @param {ReturnType<typeof import("./articles.mjs").articles>} articles
 * @returns {Promise<{ cold: number, warm: number, many: number, one: number }>} milliseconds for the first
 *   annotation from nothing loaded, for one article warm (median), and megabytes a second for many articles and for one document
 */
export async function measure(name, engines, { article, many, one }) {
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
  const time = (/** @type {() => unknown} */ task) => {
    const start = performance.now();
    task();
    return performance.now() - start;
  };
  const start = performance.now();
  const annotate = await engines[name]();
  annotate(article);
  const cold = performance.now() - start;

  // The warm time: the article is read for a second, and at least thirty times. The first third is not counted, as the compiler is still at work.
  const times = [];
  for (let spent = 0; spent < 1000 || times.length < 30; spent += times[times.length - 1]) times.push(time(() => annotate(article)));
  const late = times.slice(Math.floor(times.length / 3)).sort((a, b) => a - b);
  const warm = late[late.length >> 1];

  const rate = (/** @type {string[]} */ texts) =>
    texts.reduce((sum, text) => sum + bytes(text), 0) / 1e3 / time(() => texts.forEach((text) => annotate(text)));
  return { cold, warm, many: rate(many), one: rate([one]) };
}
