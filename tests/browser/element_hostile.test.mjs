/**
 * `<who-said>` under bad conditions: in a browser without highlights, where it must wrap words and undo that
 * later; and on pages that break the functions that it needs. No error may reach such a page, and nothing of the element may stay.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PLACE, annotated, define, highlighted, host, onHost } from "./host.mjs";
import { calm } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

const harbour = await host("harbour");
const SAID = "<p>“We have run out of boats,” said Maria Lindqvist.</p>";

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><body>${body}</body></html>`;

/** Checks that nothing of the element is left in the page. @param {Page} page */
const nothingLeft = async (page) => {
  assert.deepEqual(await highlighted(page), {});
  assert.deepEqual(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  assert.equal(await page.locator("who-said-mark").count(), 0);
};

const wrapping = harbour.replace("<who-said>", '<who-said marks="wrap">');

test("where words must be wrapped, all is put back: the same nodes, the same markup, the selection", () =>
  onHost(wrapping, async (page) => {
    const before = await page.evaluate(() => {
      const [from, to] = [document.querySelector("em")?.firstChild, document.querySelector("blockquote p")?.firstChild];
      if (from && to) getSelection()?.setBaseAndExtent(from, 2, to, 5);
      return { article: document.querySelector("article")?.outerHTML, selected: String(getSelection()), text: document.querySelector("article")?.textContent };
    });
    await define(page);
    await annotated(page);
    assert.ok((await page.locator("article who-said-mark").count()) > 8);
    assert.deepEqual(await highlighted(page), {});
    assert.equal(await page.evaluate(() => document.querySelector("article")?.textContent), before.text);
    assert.equal(await page.evaluate(() => String(getSelection())), before.selected);
    assert.notEqual(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("em who-said-mark"))).backgroundColor), "rgba(0, 0, 0, 0)");
    // Pointing at a quotation opens its card, as with highlights.
    await page.locator("article em").hover();
    await page.locator("who-said .card").waitFor();
    assert.match(await page.locator("who-said .card").innerText(), /Maria Lindqvist/);
    assert.ok((await page.locator("article who-said-mark[data-look$='-current']").count()) >= 2);
    await page.evaluate(() => { document.querySelector("who-said")?.setAttribute("show", "names"); });
    await page.waitForFunction(() => document.querySelectorAll("article who-said-mark[data-look~=whosaid-name]").length > 3);
    await page.evaluate(() => { const element = document.querySelector("who-said"); element?.removeAttribute("show"); element?.remove(); element && document.querySelector("main")?.prepend(element); element?.remove(); element && document.querySelector("main")?.prepend(element); });
    await page.evaluate(() => { /** @type {any} */ (globalThis).element = document.querySelector("who-said"); /** @type {any} */ (globalThis).element.setAttribute("for", "nothing"); });
    const after = await page.evaluate(() => {
      const nodes = [];
      for (const walker = document.createTreeWalker(/** @type {Node} */ (document.querySelector("article")), NodeFilter.SHOW_ALL); walker.nextNode(); ) nodes.push(walker.currentNode);
      const { kept } = /** @type {any} */ (globalThis);
      return { markup: document.querySelector("article")?.outerHTML, same: nodes.every((node) => kept.includes(node)), count: nodes.length };
    });
    assert.equal(after.markup, before.article, "the article's markup is what it was");
    assert.ok(after.same && after.count > 40, "and its nodes are the very same");
    await nothingLeft(page);
  }));

test("without the CSS Custom Highlight API it wraps by itself; what the page edits meanwhile stays edited", () =>
  onHost(page(`<script>delete CSS.highlights; Object.defineProperty(CSS, "highlights", { value: undefined });</script><who-said>${SAID}<p id="other">Nothing <b>here</b>.</p></who-said>`), async (page) => {
    await page.evaluate(() => { /** @type {any} */ (globalThis).node = document.querySelector("p")?.firstChild; });
    await define(page);
    await annotated(page);
    assert.deepEqual(await page.locator("who-said-mark").allInnerTexts(), ["“We have run out of boats,”", "said", "Maria Lindqvist"]);
    // The page changes a node that it holds on to, which the element has taken out of the page.
    await page.evaluate(() => { /** @type {any} */ (globalThis).node.data = "“We have enough boats,” said Peter Vance."; });
    await page.waitForFunction(() => document.querySelector("who-said-mark")?.textContent === "“We have enough boats,”");
    // A script changes words inside the wrapping.
    await page.evaluate(() => { /** @type {Text} */ (document.querySelector("who-said-mark")?.firstChild).data = "“We have a hundred boats,”"; });
    await page.waitForFunction(() => document.querySelector("who-said-mark")?.textContent === "“We have a hundred boats,”");
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).text.includes("hundred"));
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).node.data), "“We have a hundred boats,” said Peter Vance.");
    // A script removes some of the pieces.
    await page.evaluate(() => { document.querySelectorAll("who-said-mark")[1].nextSibling?.remove(); });
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).text.includes("saidPeter"));
    await page.evaluate(() => document.querySelector("who-said")?.replaceWith(.../** @type {Element} */ (document.querySelector("who-said")).childNodes));
    assert.equal(await page.locator("who-said-mark").count(), 0);
    assert.equal(await page.evaluate(() => document.querySelector("p")?.textContent), "“We have a hundred boats,” saidPeter Vance.");
    assert.equal(await page.evaluate(() => document.querySelector("#other")?.outerHTML), '<p id="other">Nothing <b>here</b>.</p>');
  }));

/** Scripts by which a page breaks the browser's basic functions, by what they break. @type {Record<string, string>} */
const BROKEN = {
  "ranges throw": "Range.prototype.setStart = Range.prototype.setEnd = Range.prototype.getClientRects = () => { throw new Error('host') }",
  "highlights throw": "Highlight.prototype.add = Highlight.prototype.delete = () => { throw new Error('host') }; HighlightRegistry.prototype.set = HighlightRegistry.prototype.delete = () => { throw new Error('host') }",
  "styles throw": "window.getComputedStyle = () => { throw new Error('host') }",
  "style sheets throw": "Object.defineProperty(Document.prototype, 'adoptedStyleSheets', { get() { throw new Error('host') }, set() { throw new Error('host') } })",
  "arrays lie": "Array.prototype.flatMap = Array.prototype.filter = () => { throw new Error('host') }",
  "maps lie": "Map.prototype.get = Map.prototype.set = () => { throw new Error('host') }",
  "the tree lies": "Object.defineProperty(Node.prototype, 'firstChild', { get() { return this } })",
  "observers throw": "MutationObserver.prototype.observe = () => { throw new Error('host') }",
  "no shadow roots": "Element.prototype.attachShadow = () => { throw new Error('host') }",
  "events throw": "EventTarget.prototype.dispatchEvent = () => { throw new Error('host') }",
  "fetch throws": "window.fetch = () => { throw new Error('host') }",
  "sets lie": "Set.prototype.has = Set.prototype.add = () => { throw new Error('host') }",
  "strings lie": "String.prototype.split = String.prototype.replace = String.prototype.toLowerCase = () => { throw new Error('host') }",
  "JSON lies": "JSON.parse = JSON.stringify = () => { throw new Error('host') }",
  "everything writes itself as JSON in its own way": "Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = () => 'host'",
  "everything inherits": "for (const name of ['once', 'host', 'for', 'mode', 'detail', 'passive', 'start', 'speaker', 'text']) Object.prototype[name] = 'host'",
  "numbers lie": "Math.min = Math.max = () => NaN",
  "there is no time": "performance.now = () => { throw new Error('host') }; window.setTimeout = window.clearTimeout = () => { throw new Error('host') }",
  "elements lie": "Element.prototype.matches = Element.prototype.closest = Element.prototype.getAttribute = Node.prototype.getRootNode = () => { throw new Error('host') }",
  "nothing can be made": "Document.prototype.createElement = () => { throw new Error('host') }; window.CustomEvent = window.AbortController = window.CSSStyleSheet = window.ResizeObserver = undefined",
  "nothing is listened to": "EventTarget.prototype.addEventListener = () => { throw new Error('host') }; Event.prototype.composedPath = () => { throw new Error('host') }",
  "media are unknown": "window.matchMedia = () => { throw new Error('host') }",
  "text nodes lie": "Object.defineProperty(CharacterData.prototype, 'data', { get() { return 7 } }); Object.defineProperty(Node.prototype, 'nodeValue', { get() { throw new Error('host') } })",
  "selections throw": "Document.prototype.getSelection = window.getSelection = () => { throw new Error('host') }",
  "no idle time": "window.requestIdleCallback = () => { throw new Error('host') }; window.requestAnimationFrame = () => { throw new Error('host') }",
};

for (const [what, script] of Object.entries(BROKEN)) {
  const early = !["highlights throw", "arrays lie", "maps lie", "the tree lies", "events throw", "fetch throws", "no idle time"].includes(what);
  for (const when of early ? /** @type {const} */ (["before", "after"]) : /** @type {const} */ (["after"])) {
    test(`a page where ${what}, ${when} the element came: no error reaches it, no highlight stays`, () =>
      onHost(page(`<div>${"<who-said>" + SAID + "</who-said>"}</div><p>Page.</p>`), async (page) => {
        // Functions that are kept from before the page breaks them, for looking at the page afterwards.
        await page.evaluate(() => {
          const registry = /** @type {any} */ (CSS).highlights;
          const size = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(registry), "size")?.get;
          const sheets = Object.getOwnPropertyDescriptor(Document.prototype, "adoptedStyleSheets")?.get;
          /** @type {any} */ (globalThis).left = () => [size?.call(registry), sheets?.call(document).length];
          /** @type {any} */ (globalThis).removeAll = Element.prototype.remove.bind(document.querySelector("div"));
          // The test itself needs these to look at the page.
          const [map, array] = [Map.prototype, Array.prototype].map((prototype) => /** @type {any} */ (Object.getOwnPropertyDescriptors(prototype)));
          /** @type {any} */ (globalThis).restore = () => { Object.defineProperties(Map.prototype, map); Object.defineProperties(Array.prototype, array); };
        });
        if (when === "before") await page.evaluate(script);
        await define(page);
        if (when === "after") {
          await annotated(page);
          assert.ok((await page.evaluate(() => /** @type {any} */ (globalThis).left()))[0] > 0);
          await page.evaluate(script);
          await page.evaluate(() => { /** @type {Text} */ (document.querySelector("who-said p")?.childNodes[0]).data = "“It will be cold,” said Ida Holm."; });
          await page.mouse.move(60, 30);
          await page.mouse.move(62, 31);
          await page.mouse.click(62, 31);
          await page.keyboard.press("Tab");
        }
        // Waits for the core, whether it could be loaded or not.
        await page.evaluate((place) => import(`${place}element/core.js`).then((core) => core.loadCore()).then(() => {}, () => {}), PLACE);
        await calm(page);
        await page.evaluate(() => { /** @type {any} */ (globalThis).removeAll(); /** @type {any} */ (globalThis).restore(); });
        await calm(page);
        const [highlights, sheets] = await page.evaluate(() => /** @type {any} */ (globalThis).left());
        assert.equal(highlights, 0, "highlights");
        // On these pages the style sheet can't be removed. Without highlights it does no harm.
        if (what !== "style sheets throw" && what !== "arrays lie") assert.equal(sheets, 0, "style sheets");
      }));
  }
}

/** Scripts like those in `BROKEN`, but so harmful that the test can't look at the page meanwhile. The page breaks and repairs itself. @type {Record<string, string>} */
const BROKEN_FOR_A_WHILE = {
  "promises throw": "Promise.prototype.then = Promise.prototype.catch = () => { throw new Error('host') }",
  "nothing is iterable": "Array.prototype[Symbol.iterator] = () => { throw new Error('host') }",
  "objects lie": "Object.keys = Object.entries = Object.assign = Object.fromEntries = () => { throw new Error('host') }",
  "every object has a getter": "Object.prototype.get = () => { throw new Error('host') }",
  "words have no encoding": "TextDecoder.prototype.decode = TextEncoder.prototype.encode = TextEncoder.prototype.encodeInto = () => { throw new Error('host') }",
};

for (const [what, script] of Object.entries(BROKEN_FOR_A_WHILE)) {
  test(`a page where ${what} for a while: no error reaches it, no highlight stays, and the next element reads`, () =>
    onHost(page(`<div><who-said>${SAID}</who-said><who-said for="wrapped" marks="wrap"></who-said></div><div id="later"></div><main id="wrapped">${SAID}</main>`), async (page) => {
      await define(page);
      await annotated(page, 2);
      const before = await page.evaluate(() => document.querySelector("#wrapped")?.textContent);
      assert.ok((await page.locator("#wrapped who-said-mark").count()) > 0);
      // Until then the test can't ask the page anything.
      const mended = page.waitForEvent("console", (message) => message.text() === "mended");
      await page.evaluate(([script, said]) => {
        const { Reflect } = globalThis;
        const { log } = console;
        const { whenCalm } = /** @type {any} */ (globalThis);
        const owners = [Object, Object.prototype, Array.prototype, Promise.prototype, TextDecoder.prototype, TextEncoder.prototype];
        const keys = owners.map((owner) => Reflect.ownKeys(owner));
        const values = owners.map((owner, i) => keys[i].map((key) => Reflect.getOwnPropertyDescriptor(owner, key)));
        const words = /** @type {Text} */ (document.querySelector("who-said p")?.childNodes[0]);
        const first = /** @type {Element} */ (document.querySelector("div"));
        const later = /** @type {Element} */ (document.querySelector("#later"));
        const mend = () => {
          Reflect.deleteProperty(Object.prototype, "get");
          for (let i = 0; i < owners.length; i++) {
            for (let k = 0; k < keys[i].length; k++) Reflect.defineProperty(owners[i], keys[i][k], /** @type {PropertyDescriptor} */ (values[i][k]));
          }
          log("mended");
        };
        const run = new Function(script);
        // Waits a frame, so that this call gets its answer before things break.
        requestAnimationFrame(() => {
          run();
          words.data = "“It will be cold,” said Ida Holm.";
          later.innerHTML = `<who-said>${said}</who-said>`;
          whenCalm(() => {
            first.remove();
            whenCalm(mend);
          });
        });
      }, [script, SAID]);
      await mended;
      assert.equal(await page.locator("who-said").count(), 1);
      await page.evaluate(() => { document.querySelector("who-said")?.remove(); });
      await nothingLeft(page);
      assert.equal(await page.evaluate(() => document.querySelector("#wrapped")?.textContent), before);
      await page.evaluate((said) => { /** @type {Element} */ (document.querySelector("#later")).innerHTML = `<who-said>${said}</who-said>`; }, SAID);
      await annotated(page);
      await page.evaluate(() => document.querySelector("who-said")?.remove());
      await nothingLeft(page);
    }));
}

test("forms whose fields are called as what a walk through the page asks for: nothing is thrown, nothing stays, the walk ends", () =>
  onHost(page(`<who-said></who-said>`), async (page) => {
    await define(page);
    await page.evaluate(() => addEventListener("whosaid-error", (event) => /** @type {any} */ (globalThis).told.push(/** @type {any} */ (event).detail.reason)));
    const asked = ["firstChild", "nextSibling", "parentNode", "nodeType", "localName", "data", "matches", "hasAttribute", "querySelector", "shadowRoot", "textContent", "getBoundingClientRect", "getRootNode", "ownerDocument", "isConnected"];
    for (const name of asked) {
      await page.evaluate(([name, said]) => { /** @type {any} */ (globalThis).told = []; /** @type {Element} */ (document.querySelector("who-said")).innerHTML = `<p>${name}</p>${said}<form><p>“Within,” said Ida Holm.</p><input name="${name}"></form><p>“After,” said Olle Berg.</p>`; }, [name, SAID]);
      // Either the text after the form is read too, or an error is reported.
      await page.waitForFunction((name) => {
        const { text } = /** @type {any} */ (document.querySelector("who-said"));
        const { told } = /** @type {any} */ (globalThis);
        return (text?.startsWith(name) && text.includes("“After,”")) || told.includes("failed");
      }, name);
    }
    await page.evaluate((said) => { /** @type {Element} */ (document.querySelector("who-said")).innerHTML = said; }, SAID);
    await annotated(page);
    await page.evaluate(() => document.querySelector("who-said")?.remove());
    await nothingLeft(page);
  }));

test("a page that froze what it stands on is read as any other", () =>
  onHost(page(`<script>for (const owner of [Object, Array, Map, Set, String, Node, Element, Event, Range]) { Object.freeze(owner); Object.freeze(owner.prototype); }</script><who-said>${SAID}</who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    assert.ok(Object.keys(await highlighted(page)).length > 0);
    await page.evaluate(() => document.querySelector("who-said")?.remove());
    await nothingLeft(page);
  }));

test("content that changes while it is read, and elements taken away half-way", () =>
  onHost(page(`<main></main>`), async (page) => {
    await define(page);
    await page.evaluate(async (said) => {
      const main = /** @type {Element} */ (document.querySelector("main"));
      // At once, in a task, with a frame, when the page has nothing to do, and when the element has read the text.
      const moments = [() => null, () => /** @type {any} */ (globalThis).scheduler.postTask(() => {}), () => new Promise(requestAnimationFrame), () => new Promise((then) => requestIdleCallback(then)), () => new Promise(/** @type {any} */ (globalThis).whenCalm)];
      for (let i = 0; i < 40; i += 1) {
        const element = document.createElement("who-said");
        element.innerHTML = said;
        main.append(element);
        await moments[i % moments.length]();
        if (i % 3 === 0) element.innerHTML = "";
        if (i % 3 === 1) element.querySelector("p")?.firstChild?.remove();
        element.remove();
      }
      // This element is moved out of its document by a listener to its own event.
      const last = document.createElement("who-said");
      last.innerHTML = said;
      last.addEventListener("whosaid-annotated", () => last.remove());
      main.append(last);
    }, SAID);
    await page.waitForFunction(() => !document.querySelector("who-said"));
    await calm(page);
    await nothingLeft(page);
  }));

test("the page clears the highlights: the next change brings them back, and removal is clean", () =>
  onHost(page(`<who-said>${SAID}</who-said>`), async (page) => {
    await define(page);
    await annotated(page);
    await page.evaluate(() => { /** @type {any} */ (CSS).highlights.clear(); document.adoptedStyleSheets = []; /** @type {any} */ (document.querySelector("who-said")).refresh(); });
    await page.waitForFunction(() => /** @type {any} */ (CSS).highlights.size > 0 && document.adoptedStyleSheets.length === 1);
    await page.evaluate(() => document.querySelector("who-said")?.remove());
    await nothingLeft(page);
  }));

test("a million nodes, two million letters, a thousand levels: told in an event, soon, and left alone", () =>
  onHost(page(`<who-said></who-said>`), async (page) => {
    await page.evaluate(() => { /** @type {any} */ (globalThis).reasons = []; addEventListener("whosaid-error", (event) => /** @type {any} */ (globalThis).reasons.push(/** @type {any} */ (event).detail.reason)); });
    await define(page);
    await page.evaluate(() => {
      const element = /** @type {Element} */ (document.querySelector("who-said"));
      const holder = document.createElement("div");
      for (let i = 0; i < 1000; i += 1) {
        const part = document.createElement("div");
        for (let j = 0; j < 1000; j += 1) part.append(document.createComment("x"));
        holder.append(part);
      }
      element.append(holder);
    });
    await page.waitForFunction(() => /** @type {any} */ (globalThis).reasons.length === 1);
    await page.evaluate(() => { /** @type {Element} */ (document.querySelector("who-said")).textContent = "“Boats,” said Ida Holm. ".repeat(80_000); });
    await page.waitForFunction(() => /** @type {any} */ (globalThis).reasons.length === 2);
    await page.evaluate(() => {
      let deepest = /** @type {Element} */ (document.querySelector("who-said"));
      deepest.textContent = "";
      const top = document.createElement("i");
      let inner = top;
      for (let i = 0; i < 1000; i += 1) inner = inner.appendChild(document.createElement("i"));
      inner.textContent = "“Boats,” said Ida Holm.";
      deepest.append(top);
    });
    await annotated(page);
    assert.deepEqual(new Set(await page.evaluate(() => /** @type {any} */ (globalThis).reasons)), new Set(["too-long"]));
    await page.evaluate((said) => { /** @type {Element} */ (document.querySelector("who-said")).innerHTML = said; }, SAID);
    await annotated(page);
    await page.evaluate(() => document.querySelector("who-said")?.remove());
    await nothingLeft(page);
  }));
