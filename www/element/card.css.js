/** The style sheet of the card, for the element's shadow root. */

import { THEMES } from "./looks.js";

/** @param {import("./looks.js").Theme} theme */
const colours = (theme) => {
  const { paper, text, soft, rule, inks } = THEMES[theme];
  return `--paper: var(--whosaid-paper, ${paper}); --text: var(--whosaid-text, ${text}); --soft: var(--whosaid-text-soft, ${soft}); --rule: var(--whosaid-rule, ${rule});
    ${inks.map((ink, i) => `--ink-${i}: var(--whosaid-ink-${i}, ${ink});`).join(" ")}`;
};

export const STYLE = `
:host { display: block; }
/* An element that only points at a text elsewhere takes no space among its neighbours, not even a gap. */
:host([for]), :host(:empty) { display: contents; }
:host([hidden]) { display: none; }
.list, .status {
  position: fixed; inset-block-start: 0; inset-inline-start: 0; inline-size: 1px; block-size: 1px;
  margin: 0; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; user-select: none;
}
.card {
  ${colours("light")}
  position: fixed; inset: auto; z-index: 2147483647; box-sizing: border-box; margin: 0;
  inline-size: min(22rem, calc(100vw - 1rem)); max-block-size: calc(100vh - 1rem); overflow-y: auto; overscroll-behavior: contain;
  padding: .8rem 1rem .65rem; color: var(--text); background: var(--paper);
  border: 1px solid var(--rule); border-block-start: 3px solid var(--ink); border-radius: 5px; box-shadow: 0 6px 24px rgb(0 0 0 / .16);
  font: 400 .9rem/1.45 var(--whosaid-font, system-ui, sans-serif); letter-spacing: normal; word-spacing: normal; text-align: start;
  text-indent: 0; text-transform: none; text-shadow: none; white-space: normal; cursor: auto; user-select: text; overflow-wrap: anywhere;
}
.card[data-theme="dark"] { ${colours("dark")} color-scheme: dark; }
.card[hidden] { display: none; }
${[0, 1, 2, 3, 4, 5, 6].map((ink) => `.card[data-ink="${ink}"] { --ink: var(--ink-${ink}); }`).join("\n")}
.card * { box-sizing: border-box; }
.head { display: flex; align-items: baseline; gap: .45rem; margin: 0; }
.speaker { flex: 1; font-size: 1.12rem; font-weight: 650; line-height: 1.25; }
.speaker.nobody { font-style: italic; font-weight: 500; color: var(--soft); }
p { margin: .15rem 0 .55rem; color: var(--soft); }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; margin: 0; align-items: baseline; }
dt { font-size: .8rem; color: var(--soft); }
dd { margin: 0; }
.meter { display: block; block-size: 6px; margin-block: .3rem .15rem; border-radius: 3px; overflow: hidden; background: color-mix(in oklab, var(--ink) 22%, transparent); }
.fill { display: block; block-size: 100%; background: var(--ink); }
.unsure .fill { background: repeating-linear-gradient(-45deg, var(--ink) 0 3px, transparent 3px 6px); }
.rule { margin-block-start: .5rem; font-size: .85rem; color: var(--soft); }
.rule summary { cursor: pointer; inline-size: max-content; }
.rule summary:focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; }
.rule p { margin-block: .25rem; }
.rule code { display: block; font-size: .75rem; }
.foot { display: flex; align-items: center; gap: .4rem; margin-block-start: .6rem; padding-block-start: .5rem; border-block-start: 1px solid var(--rule); font-variant-numeric: tabular-nums; }
.foot span { flex: 1; text-align: center; white-space: nowrap; }
button { min-inline-size: 1.9rem; min-block-size: 1.9rem; padding: 0 .4rem; font: inherit; line-height: 1; color: inherit; background: none; border: 1px solid var(--rule); border-radius: 4px; cursor: pointer; }
button:hover { border-color: var(--soft); }
button:disabled { opacity: .45; cursor: default; }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; }
.keyboard { outline: 2px solid var(--ink); outline-offset: 1px; }
.close { border-color: transparent; }
@media (max-width: 40rem) {
  .card { inset: auto 0 0 0 !important; inline-size: auto; max-inline-size: none; max-block-size: 55vh; border-inline: 0; border-block-end: 0; border-radius: 12px 12px 0 0; padding-block-end: max(.8rem, env(safe-area-inset-bottom)); }
  .card.raised { inset: 0 0 auto 0 !important; border-radius: 0 0 12px 12px; padding-block-start: max(.8rem, env(safe-area-inset-top)); }
}
@media (prefers-reduced-motion: no-preference) {
  .card { animation: appear .12s ease-out; }
  @keyframes appear { from { opacity: 0; } }
}
@media (forced-colors: active) {
  .card { border: 2px solid CanvasText; }
  .fill { background: CanvasText; forced-color-adjust: none; }
}
@media print { .card { display: none; } }
`;
