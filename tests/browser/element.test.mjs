/** `<who-said>` on other people's pages: it marks quotations, and leaves everything else as it was. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PLACE, STRICT, annotated, define, highlighted, host, onHost } from "./host.mjs";
import { calm, eventually } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

const harbour = await host("harbour");

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><body>${body}</body></html>`;
const SAID = "<p>“We have run out of boats,” said Maria Lindqvist.</p>";
const ALSO = "<p>“They never asked us,” said Peter Vance on Monday.</p>";

/** Everything that a page's own scripts can see of the page. @param {Page} page */
const seen = (page) =>
  page.evaluate(() => {
    const nodes = [];
    for (const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL); walker.nextNode(); ) nodes.push(walker.currentNode);
    const { kept, changes } = /** @type {any} */ (globalThis);
    const elements = [...document.querySelectorAll("body *")];
    return {
      markup: document.documentElement.outerHTML,
      sameNodes: nodes.length === kept.length && nodes.every((node, i) => node === kept[i]),
      changes,
      boxes: elements.map((element) => ({ ...element.getBoundingClientRect().toJSON() })),
      looks: elements.filter((e) => e.localName !== "who-said").map((element) => JSON.stringify([...getComputedStyle(element)].map((name) => getComputedStyle(element).getPropertyValue(name)))),
    };
  });

/** Checks that nothing of the element is left in the page. @param {Page} page */
const nothingLeft = async (page) => {
  assert.deepEqual(await highlighted(page), {});
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  assert.equal(await page.locator("who-said-mark").count(), 0);
};

/** @param {Page} page */
const card = (page) => page.locator("who-said .card");

test("a page with its own styles and scripts is marked and stays as it was, node by node", () =>
  onHost(harbour, async (page) => {
    await page.evaluate(() => {
      const [from, to] = [document.querySelector("em")?.firstChild, document.querySelector("q")?.firstChild];
      if (from && to) getSelection()?.setBaseAndExtent(from, 2, to, 5);
      document.querySelector("who-said")?.setAttribute("style", "display: block"); // The style that the element will have, so that the places of boxes can be compared.
      /** @type {any} */ (globalThis).changes = 0;
    });
    // The page's own observer reports this change first; it is not counted.
    await calm(page);
    await page.evaluate(() => { /** @type {any} */ (globalThis).changes = 0; });
    const before = await seen(page);
    const selection = await page.evaluate(() => String(getSelection()));
    await define(page);
    await annotated(page);
    assert.deepEqual(await seen(page), before);
    assert.equal(before.sameNodes, true);
    assert.equal(before.changes, 0);
    assert.equal(await page.evaluate(() => String(getSelection())), selection);

    const words = await highlighted(page);
    const all = Object.values(words).flat().join("|");
    for (const said of ["“We will rebuild it ", "stone by stone", "Nobody\n            here wants concrete", "They have promised us a wall before"]) assert.ok(all.includes(said), `${said} in ${all}`);
    for (const not of ["Never", "see the table", "inArticle", "Share", "Not part", "Printed"]) assert.ok(!all.includes(not), not);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (document.querySelector("who-said")).text.split("\n\n").slice(0, 4)), [
      "Harbour wall to be rebuilt, “stone by stone”",
      "By Tilda Brask",
      "Monday",
      "The harbour wall at Oster, broken by the storm in March, will be rebuilt within two years, the county council said on Monday.",
    ]);

    await page.evaluate(() => { const element = document.querySelector("who-said"); element?.replaceWith(...element.childNodes); });
    await nothingLeft(page);
  }));

test("the words are painted", () =>
  onHost(harbour, async (page) => {
    const paragraph = page.locator("article p").nth(1);
    const before = await paragraph.screenshot();
    await define(page);
    await annotated(page);
    await eventually(async () => before.equals(await paragraph.screenshot()), false);
    const first = page.locator("article p").nth(0);
    assert.ok(await first.isVisible());
    await page.evaluate(() => { const element = document.querySelector("who-said"); element?.replaceWith(...element.childNodes); });
    await eventually(async () => before.equals(await paragraph.screenshot()), true);
  }));

test("several elements share one core and one set of names; each takes out only its own", () =>
  onHost(page(`<who-said id="a">${SAID}</who-said><who-said id="b">${ALSO}</who-said>`), async (page, asked) => {
    await define(page);
    await annotated(page, 2);
    assert.deepEqual(asked.filter((file) => file.endsWith(".wasm")), ["pkg/whosaid_bg.wasm"]);
    const both = Object.values(await highlighted(page)).flat();
    assert.ok(both.includes("“We have run out of boats,”") && both.includes("“They never asked us,”"));
    await page.evaluate(() => document.querySelector("#a")?.remove());
    const left = Object.values(await highlighted(page)).flat();
    assert.ok(!left.includes("“We have run out of boats,”") && left.includes("“They never asked us,”"));
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 1);
    await page.evaluate(() => document.querySelector("#b")?.remove());
    await nothingLeft(page);
  }));

test("an element moved within the page, and one put back, marks again", () =>
  onHost(page(`<div id="to"></div><who-said>${SAID}</who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    const words = await highlighted(page);
    await page.evaluate(() => document.querySelector("#to")?.append(/** @type {Element} */ (document.querySelector("who-said"))));
    await annotated(page);
    assert.deepEqual(await highlighted(page), words);
    await page.evaluate(async () => {
      const element = /** @type {Element} */ (document.querySelector("who-said"));
      element.remove();
      document.body.append(element);
      element.remove();
    });
    await calm(page);
    await nothingLeft(page);
  }));

test("inside shadow roots: the text, its style and the card are found there", () =>
  onHost(page(`<div id="host"></div><who-said><section id="open"></section></who-said>`), async (page) => {
    await page.evaluate(([said, also]) => {
      const root = /** @type {Element} */ (document.querySelector("#host")).attachShadow({ mode: "open" });
      root.append(...Document.parseHTMLUnsafe(`<who-said for="story"></who-said><article id="story">${said}</article>`).body.childNodes);
      // A second text stands in a shadow root inside the element.
      /** @type {Element} */ (document.querySelector("#open")).attachShadow({ mode: "open" }).append(...Document.parseHTMLUnsafe(`${also}`).body.childNodes);
    }, [SAID, ALSO]);
    await define(page);
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("#host")?.shadowRoot?.querySelector("who-said"))?.annotations);
    await annotated(page);
    const all = Object.values(await highlighted(page)).flat();
    assert.ok(all.includes("“We have run out of boats,”") && all.includes("“They never asked us,”"));
    const sheets = () => page.evaluate(() => [document, ...["#host", "#open"].map((id) => /** @type {ShadowRoot} */ (document.querySelector(id)?.shadowRoot))].map((root) => root.adoptedStyleSheets.length));
    assert.deepEqual(await sheets(), [1, 1, 1]);
    const before = await page.locator("#open").screenshot();
    await page.locator("#open p").hover({ position: { x: 60, y: 10 } });
    await page.locator("body > who-said .card").waitFor();
    assert.match(await page.locator("body > who-said .card").innerText(), /Peter Vance/);
    assert.notDeepEqual(await page.locator("#open").screenshot(), before, "the current quotation stands out in a shadow root, too");
    // A change inside a shadow root is noticed.
    await page.evaluate(() => { /** @type {Element} */ (document.querySelector("#open")?.shadowRoot?.querySelector("p")).textContent = "“We were asked twice,” said Ida Holm."; });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("body > who-said")).text.includes("twice"));
    await page.evaluate(() => { for (const element of [document.querySelector("who-said"), document.querySelector("#host")?.shadowRoot?.querySelector("who-said")]) element?.remove(); });
    assert.deepEqual(await highlighted(page), {});
    assert.deepEqual(await page.evaluate(() => [document.adoptedStyleSheets.length, document.querySelector("#host")?.shadowRoot?.adoptedStyleSheets.length]), [0, 0]);
  }));

test("`for` finds its element before or after, and follows when it is replaced, renamed or gone", () =>
  onHost(page(`<who-said for="story"></who-said>`), async (page) => {
    await define(page);
    await calm(page);
    assert.deepEqual(await highlighted(page), {});
    await page.evaluate((said) => document.body.insertAdjacentHTML("beforeend", `<article id="story">${said}</article>`), SAID);
    await annotated(page);
    assert.ok(Object.values(await highlighted(page)).flat().includes("“We have run out of boats,”"));
    await page.evaluate((also) => { /** @type {Element} */ (document.querySelector("#story")).outerHTML = `<article id="story">${also}</article>`; }, ALSO);
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).text?.includes("asked"));
    await page.evaluate(() => { /** @type {Element} */ (document.querySelector("#story")).id = "other"; });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).annotations === null);
    assert.deepEqual(await highlighted(page), {});
    await page.evaluate(() => document.querySelector("who-said")?.setAttribute("for", "other"));
    await annotated(page);
    await page.evaluate(() => document.querySelector("article")?.remove());
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).annotations === null);
    await page.evaluate(() => document.querySelector("who-said")?.remove());
    await nothingLeft(page);
  }));

test("upgrade in any order: properties set before the class is there, elements made by script, the script before the text", () =>
  onHost(page(`<who-said id="early"></who-said>`), async (page) => {
    await page.evaluate(([said, also]) => {
      const early = /** @type {any} */ (document.querySelector("#early"));
      const article = document.createElement("article");
      article.innerHTML = said;
      document.body.append(article);
      early.target = article;
      early.show = "quotations";
      const made = document.createElement("who-said");
      made.innerHTML = also;
      document.body.append(made);
    }, [SAID, ALSO]);
    await define(page);
    await annotated(page, 2);
    const words = await highlighted(page);
    assert.ok(Object.keys(words).length > 0 && !Object.keys(words).some((name) => /-(?:source|cue)$/.test(name)), "sources are drawn for the quotation in hand only");
    assert.equal(await page.evaluate(() => Object.hasOwn(/** @type {Element} */ (document.querySelector("#early")), "target")), false);
    await page.evaluate((said) => { const late = document.createElement("who-said"); document.body.append(late); late.innerHTML = said; }, SAID);
    await annotated(page, 3);
  }));

test("an element that only points takes no place, not even a gap", () =>
  onHost(page(`<style>main { display: flex; flex-direction: column; gap: 40px }</style><main><p id="a">One.</p><who-said for="b"></who-said><p id="b">${SAID}</p></main>`.replace(`<p id="b">${SAID}</p>`, `<div id="b">${SAID}</div>`)), async (page) => {
    const top = () => page.evaluate(() => document.querySelector("#b")?.getBoundingClientRect().top);
    await page.evaluate(() => document.querySelector("who-said")?.remove());
    const before = await top();
    await page.evaluate(() => document.querySelector("#a")?.insertAdjacentHTML("afterend", '<who-said for="b"></who-said>'));
    await define(page);
    await annotated(page);
    assert.equal(await top(), before);
    await page.keyboard.press("Tab");
    await card(page).waitFor();
  }));

test("a property set to nothing is an attribute taken away, as frameworks do it", () =>
  onHost(page(`<who-said show="direct" min-confidence="1">${SAID}</who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    await page.evaluate(() => Object.assign(/** @type {any} */ (document.querySelector("who-said")), { show: undefined, minConfidence: null }));
    await eventually(async () => Object.keys(await highlighted(page)).map((name) => name.split("-").at(-1)).sort(), ["direct"]);
    assert.deepEqual(await page.evaluate(() => document.querySelector("who-said")?.getAttributeNames()), []);
  }));

test("changes of the text are read again, many of them at once", () =>
  onHost(page(`<who-said>${SAID}<ul></ul></who-said>`), async (page) => {
    await page.evaluate(() => { let events = 0; addEventListener("whosaid-annotated", () => { events += 1; /** @type {any} */ (globalThis).events = events; }); });
    await define(page);
    await annotated(page);
    await page.evaluate(async () => {
      const list = /** @type {Element} */ (document.querySelector("ul"));
      for (let i = 0; i < 60; i += 1) {
        const item = document.createElement("li");
        item.textContent = `“Number ${i} is ready,” said Ida Holm.`;
        list.append(item);
        await /** @type {any} */ (globalThis).scheduler.postTask(() => {});
      }
    });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).text.includes("Number 59"));
    assert.ok(Object.values(await highlighted(page)).flat().includes("“Number 59 is ready,”"));
    const events = await page.evaluate(() => /** @type {any} */ (globalThis).events);
    assert.ok(events >= 2 && events <= 6, `${events} readings`);
    await page.evaluate(() => { /** @type {Text} */ (document.querySelector("p")?.firstChild).data = "The street was quiet."; /** @type {HTMLElement} */ (document.querySelector("ul")).hidden = true; });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).text === "The street was quiet.");
    assert.deepEqual(await highlighted(page), {});
    // While nothing changes, the text is not read again.
    const quiet = await page.evaluate(() => /** @type {any} */ (globalThis).events);
    await calm(page);
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).events), quiet);
  }));

test("attributes say what is shown", () =>
  onHost(page(`<who-said>${SAID}<p>The mayor said that the ferry would stop. Ida Holm hopes that it will not.</p><figure><figcaption>${ALSO}</figcaption></figure></who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    /** @param {Record<string, string | null>} attributes @param {string[]} expected */
    const looks = async (attributes, expected) => {
      await page.evaluate((attributes) => {
        const element = /** @type {Element} */ (document.querySelector("who-said"));
        for (const [name, value] of Object.entries(attributes)) value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
      }, attributes);
      await eventually(async () => [...new Set(Object.keys(await highlighted(page)).map((name) => name.split("-").at(-1) ?? ""))].sort(), expected);
    };
    const reason = () => page.evaluate(() => /** @type {any} */ (globalThis).reason);
    const usual = ["direct", "indirect"];
    await looks({ "min-confidence": "0.65" }, usual);
    await looks({ show: "direct" }, ["direct"]);
    await looks({ show: "thoughts" }, ["indirect"]);
    await looks({ show: "names" }, ["name"]);
    await looks({ show: "nothing" }, []);
    await looks({ show: null, "min-confidence": "1" }, []);
    await looks({ "min-confidence": "0.65" }, usual);
    await looks({ "min-confidence": null, show: "direct", "leave-out": "" }, ["direct"]);
    // The confidence of the second quotation is lower, so it wasn't shown before.
    await eventually(async () => Object.values(await highlighted(page)).flat(), ["“We have run out of boats,”", "“They never asked us,”"]);
    for (const leaveOut of ["figcaption", null]) {
      await looks({ "leave-out": "" }, ["direct"]);
      await eventually(async () => Object.values(await highlighted(page)).flat().length, 2);
      await looks({ "leave-out": leaveOut }, ["direct"]);
      await eventually(async () => Object.values(await highlighted(page)).flat(), ["“We have run out of boats,”"]);
    }
    await page.evaluate(() => document.querySelector("who-said")?.setAttribute("theme", "dark"));
    await eventually(async () => Object.keys(await highlighted(page)), ["whosaid-dark-1-direct"]);
    await page.evaluate(() => addEventListener("whosaid-error", (event) => { /** @type {any} */ (globalThis).reason = /** @type {any} */ (event).detail.reason; }));
    await looks({ "max-length": "20" }, []);
    assert.equal(await reason(), "too-long");
    await looks({ "max-length": null }, ["direct"]);
    await looks({ "leave-out": "((" }, []);
    assert.equal(await reason(), "leave-out");
    await looks({ "leave-out": null }, ["direct"]);
    // The page gives a name that it knows better.
    await page.evaluate(() => { /** @type {any} */ (document.querySelector("who-said")).options = { names: [{ text: "boats", kind: "product" }] }; });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).annotations.entities.some((/** @type {any} */ { name, kind }) => name === "boats" && kind === "product"));
  }));

test("a dark box in a light article has the inks of dark paper, and the rest those of light", async () => {
  const box = `<div style="background: #111; color: #eee">${ALSO}</div>`;
  await onHost(page(`<who-said show="direct"><article>${SAID}${box}</article></who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    await eventually(async () => Object.keys(await highlighted(page)).sort(), ["whosaid-dark-2-direct", "whosaid-light-1-direct"]);
  });
});

test("define registers it under another tag too, once, and in a registry of one's own where the browser has such", async () => {
  await onHost(page(`<other-name show="direct"><article>${SAID}</article></other-name>`), async (page) => {
    await page.evaluate(async (place) => {
      const { WhoSaidElement } = await import(`${place}element/who-said.js`);
      WhoSaidElement.define("other-name").define("other-name").define().define();
    }, PLACE);
    await eventually(async () => Object.values(await highlighted(page)).flat(), ["“We have run out of boats,”"]);
    assert.equal(await page.evaluate(() => customElements.get("who-said") !== customElements.get("other-name")), true);
  });
});

test("on a page with light text it takes the dark inks, and changes with the page", () =>
  onHost(page(`<style>.night { background: #111; color: #eee }</style><who-said>${SAID}</who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    assert.ok(Object.keys(await highlighted(page)).every((name) => name.includes("-light-")));
    await page.evaluate(() => document.body.classList.add("night"));
    await page.waitForFunction(() => [.../** @type {any} */ (CSS).highlights.keys()].every((name) => name.includes("-dark-")));
  }));

test("the strictest policy that README allows is enough", () =>
  onHost(
    harbour.replaceAll("<script>", '<script nonce="own">').replaceAll("<style>", '<style nonce="own">').replace("</body>", `<script type="module" nonce="own" src="${PLACE}element/define.js"></script></body>`),
    async (page) => {
      await annotated(page);
      assert.ok(Object.values(await highlighted(page)).flat().length > 5);
      await page.locator("article em").hover();
      await card(page).waitFor();
      const { width, height } = /** @type {{ width: number, height: number }} */ (await card(page).boundingBox());
      assert.ok(width > 200 && width < 400 && height < 400, "the card has its style");
    },
    { csp: STRICT },
  ));

test("a policy that forbids WebAssembly is told in an event, and the page is left alone", () =>
  onHost(
    page(`<who-said>${SAID}</who-said>`),
    async (page) => {
      await page.evaluate(() => addEventListener("whosaid-error", (event) => { /** @type {any} */ (globalThis).reason = /** @type {any} */ (event).detail.reason; }));
      await define(page);
      await page.waitForFunction(() => /** @type {any} */ (globalThis).reason);
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).reason), "load");
      await nothingLeft(page);
    },
    { csp: `script-src ${PLACE} 'unsafe-inline'`, allowErrors: /WebAssembly|unsafe-eval|Content Security Policy/ },
  ));
