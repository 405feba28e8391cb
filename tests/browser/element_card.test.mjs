/** The card of `<who-said>`: opened by mouse, finger, keyboard and script; and what it says, on the screen and to screen readers. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { THEMES, isLight } from "../../www/element/looks.js";
import { annotated, audit, define, highlighted, host, onHost } from "./host.mjs";
import { calm } from "./waiting.mjs";

/** @import { Page } from "playwright-core" */

const harbour = await host("harbour");

/** @param {Page} page */
const card = (page) => page.locator("who-said .card");

/** Opens the host page, and collects the element's events. @param {(page: Page) => Promise<void>} test @param {Parameters<typeof onHost>[2]} [options] */
const onHarbour = (test, options) =>
  onHost(harbour, async (page) => {
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).events = [];
      for (const name of ["annotated", "show", "hide", "error"]) addEventListener(`whosaid-${name}`, (event) => {
        /** @type {any} */ (globalThis).events.push([name, /** @type {any} */ (event).detail.speaker, event.composed, event.bubbles]);
      });
    });
    await define(page);
    await annotated(page);
    await test(page);
  }, options);

/** @param {Page} page @returns {Promise<unknown[][]>} */
const events = (page) => page.evaluate(() => /** @type {any} */ (globalThis).events);

/** The words that are drawn as current. @param {Page} page */
const current = async (page) => Object.entries(await highlighted(page)).filter(([name]) => name.endsWith("-current")).flatMap(([, words]) => words);

test("hovering shows who, in which words, how sure and by what rule; leaving hides it", () =>
  onHarbour(async (page) => {
    await page.locator("article em").hover();
    await card(page).waitFor();
    const said = await card(page).innerText();
    for (const part of [/Maria Lindqvist/, /Says, word for word/, /Named as\s+“Maria Lindqvist/, /Reported by\s+“said”/, /How sure\s+(?:Very |Fairly )?[Ss]ure/, /Why\s+\S/, /How this was found/]) assert.match(said, part);
    assert.deepEqual((await current(page)).slice(0, 2), ["“We will rebuild it ", "stone by stone"]);
    assert.deepEqual(await events(page), [["annotated", undefined, true, true], ["show", "Maria Lindqvist", true, true]]);
    // The card stays open while the pointer is on it.
    await card(page).hover();
    await calm(page);
    assert.ok(await card(page).isVisible());
    await page.mouse.move(1000, 700);
    await card(page).waitFor({ state: "hidden" });
    assert.deepEqual(await current(page), []);
    assert.deepEqual((await events(page)).at(-1)?.[0], "hide");
    // Words without a quotation have no card, even on the same line or beside one.
    await page.locator("article b").hover();
    await page.locator("h1").hover();
    await calm(page);
    assert.ok(!(await card(page).isVisible()), "no card beside a quotation");
  }));

test("a click pins the card, and still is the page's; elsewhere or Escape closes it", () =>
  onHarbour(async (page) => {
    await page.locator("article em").click();
    await card(page).waitFor();
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).clicks), 1, "the page's own listener was called");
    await page.mouse.move(1000, 700);
    await calm(page);
    assert.ok(await card(page).isVisible());
    await page.mouse.click(1000, 700);
    await card(page).waitFor({ state: "hidden" });
    await page.locator("article em").click();
    await card(page).waitFor();
    await page.keyboard.press("Escape");
    await card(page).waitFor({ state: "hidden" });
    // Selecting words and following links work as without the element.
    await page.locator("article em").dblclick();
    assert.notEqual(await page.evaluate(() => String(getSelection())), "");
  }));

test("selecting and copying are as without it: no card in the way, and no words of its own", () =>
  onHarbour(async (page) => {
    const { x, y, height } = /** @type {{ x: number, y: number, height: number }} */ (await page.locator("article em").boundingBox());
    await page.mouse.move(x + 5, y + height / 2);
    await page.mouse.down();
    for (const step of [20, 40, 60]) await page.mouse.move(x + step, y + height / 2);
    await calm(page);
    assert.ok(!(await card(page).isVisible()), "a card while words are selected");
    await page.mouse.up();
    assert.match(await page.evaluate(() => String(getSelection())), /^\S*one/);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(page.url()).origin }).catch(() => {});
    // Ctrl+A selects the whole page, shadow roots included.
    await page.keyboard.press("Control+A");
    const copied = await page.evaluate(async () => {
      let text = "";
      addEventListener("copy", () => { text = String(getSelection()); }, { once: true });
      document.execCommand("copy");
      return text;
    });
    assert.ok(copied.includes("stone by stone") && !/\d+% sure|speaker Maria/.test(copied), copied);
    const own = await page.evaluate(() => [...(document.querySelector("who-said")?.shadowRoot?.querySelectorAll(".list, .status") ?? [])].map((part) => part.textContent).join(""));
    assert.equal(own, "", "nothing that a search in the page could find");
  }));

test("printed, no quotation stands out from the others, and the card is left out", () =>
  onHarbour(async (page) => {
    await page.locator("article em").click();
    await card(page).waitFor();
    const tint = () => page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("article em")), "::highlight(whosaid-light-2-current)").backgroundColor);
    assert.notEqual(await tint(), "rgba(0, 0, 0, 0)");
    await page.emulateMedia({ media: "print" });
    assert.equal(await tint(), "rgba(0, 0, 0, 0)");
    await card(page).waitFor({ state: "hidden" });
  }));

test("words can be read on every tint, the current one too", () =>
  onHarbour(async (page) => {
    const worst = await page.evaluate((themes) => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      if (!canvas) throw new Error("no canvas");
      const drawn = (/** @type {string[]} */ colours) => {
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const em = /** @type {Element} */ (document.querySelector("article em"));
      const found = [];
      for (const [theme, { paper, text }] of Object.entries(themes)) {
        for (let ink = 0; ink <= 8; ink += 1) {
          const tint = (/** @type {string} */ look) => getComputedStyle(em, `::highlight(whosaid-${theme}-${ink}-${look})`).backgroundColor;
          const [a, b] = [drawn([text]), drawn([paper, tint("direct"), tint("current")])].sort();
          found.push({ theme, ink, contrast: (b + 0.05) / (a + 0.05) });
        }
      }
      return found.sort((a, b) => a.contrast - b.contrast)[0];
    }, THEMES);
    assert.ok(worst.contrast >= 4.5, JSON.stringify(worst));
  }));

test("a finger opens it at the foot of a phone, and the words stay in sight", () =>
  onHarbour(
    async (page) => {
      const box = async (/** @type {import("playwright-core").Locator} */ of) => /** @type {{ x: number, y: number, width: number, height: number }} */ (await of.boundingBox());
      await page.locator("article em").tap();
      await card(page).waitFor();
      const foot = await box(card(page));
      assert.deepEqual([Math.round(foot.x), Math.round(foot.width), Math.round(foot.y + foot.height)], [0, 390, 844]);
      // At the end of the page it can't scroll any further, so the last words would stay under the card.
      await page.keyboard.press("Escape");
      const quote = page.locator("blockquote p");
      await quote.scrollIntoViewIfNeeded();
      await quote.tap({ position: { x: 80, y: 10 } });
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector("who-said")).shadowRoot.querySelector("[part~=speaker]").textContent !== "Maria Lindqvist");
      const [words, over] = [await box(quote), await box(card(page))];
      assert.ok(words.y >= 0 && words.y < 844 && (words.y + 20 < over.y || words.y >= over.y + over.height), JSON.stringify([words, over]));
      // The card stands above the words now, so it covers nothing below it.
      await page.locator("section[aria-label=More]").tap();
      await card(page).waitFor({ state: "hidden" });
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  ));

test("by keyboard alone: one stop for Tab, arrows from quotation to quotation, Escape", () =>
  onHarbour(async (page) => {
    await page.keyboard.press("Tab");
    await card(page).waitFor();
    const count = await page.evaluate(() => document.querySelector("who-said")?.shadowRoot?.querySelectorAll("[role=option]").length ?? 0);
    assert.ok(count >= 4);
    assert.match(await card(page).innerText(), new RegExp(`1 of ${count}`));
    await page.keyboard.press("ArrowDown");
    assert.match(await card(page).innerText(), /Maria Lindqvist/);
    assert.match(await card(page).innerText(), new RegExp(`2 of ${count}`));
    assert.equal((await current(page))[0], "“We will rebuild it ");
    // The name of the active option, which a screen reader says.
    const option = () => page.evaluate(() => {
      const root = document.querySelector("who-said")?.shadowRoot;
      const list = root?.querySelector("[role=listbox]");
      return root?.activeElement === list ? root?.getElementById(list?.getAttribute("aria-activedescendant") ?? "")?.ariaLabel : null;
    });
    assert.match((await option()) ?? "", /^Direct quotation, speaker Maria Lindqvist, \d+% sure: “We will rebuild it stone by stone,”/);
    await page.keyboard.press("End");
    assert.match(await card(page).innerText(), new RegExp(`${count} of ${count}`));
    await page.keyboard.press("ArrowRight");
    assert.match(await card(page).innerText(), new RegExp(`${count} of ${count}`));
    await page.keyboard.press("Home");
    await page.keyboard.press("Escape");
    await card(page).waitFor({ state: "hidden" });
    await page.keyboard.press("ArrowDown");
    assert.match(await card(page).innerText(), new RegExp(`2 of ${count}`), "it goes on from where it was");
    // Tab goes once through the card and then to the page's first control; the card closes.
    for (let i = 0; i < 6 && !(await page.evaluate(() => document.activeElement?.localName === "button")); i += 1) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Share");
    await card(page).waitFor({ state: "hidden" });
  }));

test("a quotation far down is brought into view, and the card's buttons keep the focus", () =>
  onHarbour(
    async (page) => {
      await page.evaluate(() => { const element = /** @type {any} */ (document.querySelector("who-said")); element.showQuotation(element.annotations.quotations.findLastIndex((/** @type {any} */ q) => q.act === "speech")); });
      await card(page).waitFor();
      assert.ok((await page.evaluate(() => scrollY)) > 0);
      assert.match(await page.locator("who-said [role=status]").innerText(), /quotation|thought/);
      await page.locator("who-said [part=previous]").focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.querySelector("who-said")?.shadowRoot?.activeElement?.getAttribute("part")), "previous");
      await page.evaluate(() => /** @type {any} */ (document.querySelector("who-said")).hideCard());
      await card(page).waitFor({ state: "hidden" });
    },
    { viewport: { width: 900, height: 320 } },
  ));

test("what is unsure or has no name looks and reads so", () =>
  onHost(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><who-said><p>The harbour was quiet.</p><p>“It could have been worse.”</p><p>“We have run out of boats,” said Maria Lindqvist.</p></who-said></html>`, async (page) => {
    await define(page);
    await annotated(page);
    const unknown = await page.evaluate(() => {
      const element = /** @type {any} */ (document.querySelector("who-said"));
      const index = element.annotations.quotations.findIndex((/** @type {any} */ q) => q.speakers.length === 0);
      element.showQuotation(index);
      return index;
    });
    assert.ok(unknown >= 0);
    await card(page).waitFor();
    assert.match(await card(page).innerText(), /Nobody named/);
    assert.equal(await card(page).getAttribute("data-ink"), "0");
    assert.ok(Object.keys(await highlighted(page)).some((name) => name.startsWith("whosaid-light-0-")));
    assert.ok(Object.keys(await highlighted(page)).includes("whosaid-light-0-unsure"));
  }));

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1100, 390]) {
    test(`axe-core finds nothing on a page that is in order: ${colorScheme}, ${width} pixels wide`, () =>
      onHost(
        harbour,
        async (page) => {
          assert.deepEqual(await audit(page), [], "the page alone");
          await define(page);
          await annotated(page);
          assert.deepEqual(await audit(page), []);
          await page.locator("article em").click();
          await card(page).waitFor();
          assert.deepEqual(await audit(page), [], "with the card of a click");
          await page.keyboard.press("Escape");
          await page.locator("who-said .list").focus();
          await page.keyboard.press("End");
          assert.deepEqual(await audit(page), [], "with the card of a key");
        },
        { colorScheme, viewport: { width, height: 844 } },
      ));
  }
}

test("styles of the host: parts and custom properties reach the card and the words, the host's own rules don't", () =>
  onHost(harbour.replace("</style>", `
      who-said::part(speaker) { text-transform: uppercase; }
      article { --whosaid-ink-2: rgb(1, 2, 3); }
      div, p, span, dl, button { letter-spacing: 9px; border: 3px solid red !important; }
    </style>`), async (page) => {
    await define(page);
    await annotated(page);
    await page.locator("article em").click();
    await card(page).waitFor();
    assert.match(await page.locator("who-said [part=speaker]").innerText(), /MARIA LINDQVIST/);
    assert.deepEqual(await page.evaluate(() => {
      const facts = document.querySelector("who-said")?.shadowRoot?.querySelector("dl");
      return facts && [getComputedStyle(facts).letterSpacing, getComputedStyle(facts).borderTopWidth];
    }), ["normal", "0px"]);
    const [line, tint] = await page.evaluate(() => {
      const styled = (/** @type {string} */ look) => getComputedStyle(/** @type {Element} */ (document.querySelector("article em")), `::highlight(whosaid-light-2-${look})`);
      return [styled("indirect").textDecorationColor, styled("direct").backgroundColor];
    });
    assert.equal(line, "rgb(1, 2, 3)");
    assert.match(tint, /0\.12\)$/);
  }));

test("source and verb are drawn for the quotation in hand only", () =>
  onHarbour(async (page) => {
    const parts = async () => Object.keys(await highlighted(page)).filter((name) => /-(?:source|cue)$/.test(name)).map((name) => name.split("-").at(-1)).sort();
    assert.deepEqual(await parts(), []);
    await page.locator("article em").hover();
    await card(page).waitFor();
    assert.deepEqual(await parts(), ["cue", "source"]);
    await page.mouse.move(2, 2);
    await card(page).waitFor({ state: "hidden" });
    assert.deepEqual(await parts(), []);
  }));

test("one mark a word, as on the page: a tint for what is word for word, a line for what is retold", () =>
  onHost(harbour, async (page) => {
    await define(page);
    await annotated(page);
    const drawn = await page.evaluate(() =>
      ["direct", "indirect", "unsure"].map((look) => {
        const { backgroundColor, textDecorationLine, textDecorationStyle } = getComputedStyle(/** @type {Element} */ (document.querySelector("article")), `::highlight(whosaid-light-1-${look})`);
        return [backgroundColor === "rgba(0, 0, 0, 0)" ? "no tint" : "tint", textDecorationLine === "none" ? "no line" : textDecorationStyle];
      }),
    );
    assert.deepEqual(drawn, [["tint", "no line"], ["no tint", "solid"], ["no tint", "dotted"]]);
  }));

test("in forced colours, where all highlights look alike, only quotations are drawn", () =>
  onHarbour(async (page) => {
    const looks = Object.keys(await highlighted(page)).map((name) => name.split("-").at(-1) ?? "");
    assert.ok(looks.includes("direct") && !looks.includes("source") && !looks.includes("cue"), String(looks));
  }, { forcedColors: "active" }));

test("the inks are those of the page's palette; light and dark text are told apart however they are written", async () => {
  const css = await readFile(new URL("../../www/styles/palette.css", import.meta.url), "utf8");
  const [light, dark] = css.split("@media (prefers-color-scheme: dark)");
  for (const [theme, source] of /** @type {const} */ ([["light", light], ["dark", dark]])) {
    assert.deepEqual(THEMES[theme].inks, [0, 1, 2, 3, 4, 5, 6].map((ink) => source.match(new RegExp(`--ink-${ink}: (#[0-9a-f]{6})`))?.[1]));
  }
  for (const colour of ["rgb(238, 238, 238)", "rgba(255, 255, 255, 0.87)", "color(srgb 0.9 0.9 0.9)", "lab(90 0 0)", "oklch(0.9 0.1 20)", "oklab(0.95 0 0)"]) assert.ok(isLight(colour), colour);
  for (const colour of ["rgb(34, 34, 34)", "rgba(0, 0, 0, 0.87)", "color(srgb 0.1 0.1 0.2)", "lab(20 0 0)", "oklch(0.2 0.1 20)", ""]) assert.ok(!isLight(colour), colour);
});
