/** The rail, the column beside the article. It has three tabs, each with a list: speakers, quotations, names. */

import { byId } from "../ui/dom.js";

/** @typedef {"speakers" | "quotations" | "names"} Tab */

const TABS = /** @type {const} */ (["speakers", "quotations", "names"]);

/** @param {Tab} tab */
const tabOf = (tab) => byId(`tab-${tab}`, HTMLButtonElement);
/** @param {Tab} tab */
const panelOf = (tab) => byId(`panel-${tab}`, HTMLElement);

/**
 * Makes the tabs work with the pointer, and with the arrow keys.
 * @param {(tab: Tab) => void} onTab
 */
export function createTabs(onTab) {
  /** @type {Tab} */
  let chosen = "speakers";
  /** @param {Tab} tab */
  function choose(tab) {
    chosen = tab;
    for (const one of TABS) {
      tabOf(one).setAttribute("aria-selected", String(one === tab));
      tabOf(one).tabIndex = one === tab ? 0 : -1;
      panelOf(one).hidden = one !== tab;
    }
    onTab(tab);
  }
  for (const tab of TABS) {
    tabOf(tab).addEventListener("click", () => choose(tab));
    tabOf(tab).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
      choose(next);
      tabOf(next).focus();
    });
  }
  return {
    choose,
    chosen: () => chosen,
    /** Writes on each tab how many entries its list has. @param {Record<Tab, number>} counts */
    count(counts) {
      for (const tab of TABS) /** @type {Element} */ (tabOf(tab).lastElementChild).textContent = counts[tab].toLocaleString("en", { notation: counts[tab] < 1000 ? "standard" : "compact" });
    },
  };
}
