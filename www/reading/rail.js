/** The rail beside the article: three lists behind tabs, who speaks, what is said, what is named. */

import { byId } from "../ui/dom.js";

/** @typedef {"speakers" | "quotations" | "names"} Tab */

const TABS = /** @type {const} */ (["speakers", "quotations", "names"]);

/** @param {Tab} tab */
const tabOf = (tab) => byId(`tab-${tab}`, HTMLButtonElement);
/** @param {Tab} tab */
const panelOf = (tab) => byId(`panel-${tab}`, HTMLElement);

/**
 * Lets the tabs be chosen with the pointer, and with the arrow keys as tabs are.
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
    /** Says how many there are of each. @param {Record<Tab, number>} counts */
    count(counts) {
      for (const tab of TABS) /** @type {Element} */ (tabOf(tab).lastElementChild).textContent = counts[tab].toLocaleString("en", { notation: counts[tab] < 1000 ? "standard" : "compact" });
    },
  };
}
