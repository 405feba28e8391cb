/** The two lists of the first screen: articles open in this tab, and corrected articles that the browser keeps. */

import { headlineOf } from "../keeping/about.js";
import * as store from "../keeping/store.js";
import { heldArticles, letGo } from "../keeping/tab.js";
import { counted } from "../reading/words.js";
import { button, byId, el } from "./dom.js";

/** @import { Kept } from "../keeping/store.js" */
/** @import { TabArticle } from "../keeping/tab.js" */

/** How many articles a list shows at most. */
const MOST = 20;

/** @param {Kept} kept @param {string} about @param {() => void} run */
function line(kept, about, run) {
  const item = button("", run);
  item.append(el("span", { class: "sample-title", dir: "auto" }, headlineOf(kept.text, kept.about).slice(0, 120)), el("span", { class: "sample-about" }, about));
  return item;
}

/** @param {Kept} kept */
function aboutOf({ corrections, saved }) {
  const count = corrections.filter(({ op }) => op !== "text").length;
  return `${count > 0 ? `${counted(count, "correction")}, ` : ""}${new Date(saved).toLocaleDateString()}`;
}

/** @param {{ onTab: (article: TabArticle) => void, onKept: (key: string, kept: Kept) => void }} open */
export function listArticles(open) {
  const kept = store.allKept();
  const keys = new Set(kept.map(({ key }) => key));
  const inTab = heldArticles().filter(({ key }) => key === null || !keys.has(key));
  byId("tab-list", HTMLElement).replaceChildren(...inTab.slice(0, MOST).map((article) => {
    const remove = button("×", () => {
      letGo(article.id);
      listArticles(open);
    }, { class: "close", "aria-label": `Take off the list: ${headlineOf(article.text, article.about).slice(0, 60)}` });
    return el("li", { class: "held" }, line(article, `${counted(article.text.length, "character")}, only in this tab`, () => open.onTab(article)), remove);
  }));
  byId("tab-part", HTMLElement).hidden = inTab.length === 0;
  byId("kept", HTMLElement).replaceChildren(...kept.slice(0, MOST).map(({ key, kept: one }) => el("li", {}, line(one, aboutOf(one), () => open.onKept(key, one)))));
  byId("kept-part", HTMLElement).hidden = kept.length === 0;
}
