/**
 * Draws how long a 4 KB article takes, on a logarithmic scale: for each engine a dot at the median and a line from the
 * fastest to the slowest round.
 * @param {{ name: string, values: number[] }[]} engines the milliseconds of each engine, one number for each round
 */
export function plot(engines) {
  const [width, left, right, step, top] = [780, 200, 70, 34, 46];
  const height = top + engines.length * step + 44;
  const all = engines.flatMap(({ values }) => values);
  const [low, high] = [10 ** Math.floor(Math.log10(Math.min(...all))), 10 ** Math.ceil(Math.log10(Math.max(...all)))];
  const x = (/** @type {number} */ ms) => left + ((Math.log10(ms) - Math.log10(low)) / Math.log10(high / low)) * (width - left - right);
  const round = (/** @type {number} */ n) => n.toFixed(1);
  const label = (/** @type {number} */ ms) => (ms >= 100 ? ms.toFixed(0) : String(Number(ms.toPrecision(2))));
  const ticks = [];
  for (let ms = low; ms <= high * 1.001; ms *= 10) ticks.push(ms);
  const bottom = top + engines.length * step;
  const rows = engines.map(({ name, values }, i) => {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted[sorted.length >> 1];
    const y = top + (i + 0.5) * step;
    const own = /whosaid/i.test(name) ? "own" : "other";
    return `  <g class="${own}">
    <text x="${left - 12}" y="${y + 5}" text-anchor="end">${name}</text>
    <line x1="${round(x(sorted[0]))}" x2="${round(x(sorted[sorted.length - 1]))}" y1="${y}" y2="${y}" stroke-width="3"/>
    <circle cx="${round(x(middle))}" cy="${y}" r="6"/>
    <text x="${round(x(sorted[sorted.length - 1]) + 12)}" y="${y + 5}">${label(middle)} ms</text>
  </g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
  <title id="title">Milliseconds for a 4 KB article, warm; shorter is better</title>
  <style>
    text { font: 14px system-ui, sans-serif; fill: #222 }
    .own circle { fill: #0b6e4f } .own line { stroke: #0b6e4f } .own text { font-weight: 600 }
    .other circle { fill: #777 } .other line { stroke: #777 }
    .axis { stroke: #ddd }
    @media (prefers-color-scheme: dark) { text { fill: #eee } .axis { stroke: #444 } .own circle { fill: #4fd1a5 } .own line { stroke: #4fd1a5 } }
  </style>
  <text x="${left}" y="22">A 4 KB article, warm: milliseconds, logarithmic; further left is better</text>
${ticks.map((ms) => `  <line class="axis" x1="${round(x(ms))}" x2="${round(x(ms))}" y1="${top - 8}" y2="${bottom}"/>
  <text x="${round(x(ms))}" y="${bottom + 20}" text-anchor="middle">${label(ms)}</text>`).join("\n")}
${rows.join("\n")}
</svg>
`;
}
