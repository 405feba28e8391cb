/**
 * The custom element `<who-said>`, which marks who said what in an article on any page. Importing this file does not register the
 * element; importing define.js does.
 *
 * ```html
 * <who-said><article>…</article></who-said>
 * <who-said for="story"></who-said> … <article id="story">…</article>
 * ```
 *
 * The article's own elements, text, styles and scripts are left as they are: its words are painted with the
 * CSS Custom Highlight API. Everything is set by attributes, and each has a property of the same name (`for` is `htmlFor`).
 *
 * | attribute | |
 * |---|---|
 * | `for` | id of the element to read, in the same document or shadow root; without it, what the element holds |
 * | `show` | any of `quotations` (all of `direct` `mixed` `indirect`), `thoughts`, `sources`, `names`; `quotations sources` where it is missing |
 * | `min-confidence` | 0 to 1: quotations that are less sure are not marked |
 * | `leave-out` | CSS selector of what is not part of the text; without it, captions, asides, navigation, advertisements |
 * | `theme` | `light` or `dark` background; without it, the colour of the text decides |
 * | `marks` | `highlight` or `wrap`; without it, words are wrapped only where the browser has no highlights |
 * | `max-length` | a text with more characters is not read (500000) |
 */

import { namesOfSpeakers } from "../core/model.js";
import { createCard } from "./card.js";
import { SHOW } from "./marks.js";
import { attempt } from "./highlights.js";
import { startSession } from "./session.js";

/** @import { Annotations, Quotation } from "../core/model.js" */
/** @import { Card } from "./card.js" */
/** @import { Reason, Session, Settings } from "./session.js" */

/** The text was read, for the first time or because it changed. @typedef {CustomEvent<{ text: string, annotations: Annotations }>} WhoSaidAnnotatedEvent */
/** The card of a quotation opened; `speaker` is null where nobody is named. @typedef {CustomEvent<{ index: number, quotation: Quotation, speaker: string | null }>} WhoSaidShowEvent */
/** The card closed. @typedef {CustomEvent<Record<string, never>>} WhoSaidHideEvent */
/** The text could not be read, and nothing is marked. @typedef {CustomEvent<{ reason: Reason, error: unknown }>} WhoSaidErrorEvent */

/**
 * The attributes, properties and events of a `<who-said>` tag, for languages that check them (JSX, TypeScript).
 * @typedef {{ for?: string, show?: string, theme?: "auto" | "light" | "dark", marks?: "auto" | "highlight" | "wrap" }
 *   & Partial<Record<"leave-out", string> & Record<"min-confidence" | "max-length", number | string>>
 *   & { target?: Element | null, options?: import("../pkg/whosaid.js").Options }
 *   & Partial<Record<"onwhosaid-annotated", (event: WhoSaidAnnotatedEvent) => void> & Record<"onwhosaid-show", (event: WhoSaidShowEvent) => void>
 *     & Record<"onwhosaid-hide", (event: WhoSaidHideEvent) => void> & Record<"onwhosaid-error", (event: WhoSaidErrorEvent) => void>>} WhoSaidAttributes
 */

/** The class to extend. On a server there is no `HTMLElement`; an empty class takes its place, so that this file can be imported there too. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** The default of the attribute `leave-out`: captions, what stands beside the article, advertisements, sharing buttons, related articles. */
export const LEAVE_OUT = [
  "figcaption", "aside", "nav", "footer", "form", "dialog", "[role=complementary]", "[role=navigation]", "[role=contentinfo]", "[role=search]",
  "[aria-label*=advert i]", "ins.adsbygoogle", ".ad", ".ads", ".advert", ".advertisement", ".caption", ".related", ".related-links", ".read-more",
  ".newsletter", ".share", ".social-share", ".comments",
].join(", ");

/** The default of the attribute `max-length`, in characters. */
const MAX_LENGTH = 500_000;

/**
 * Marks who said what in an article, without changing the article's own elements.
 *
 * @tagname who-said
 * @attr {string} for - Id of the element to read, in the same document or shadow root; without it, what the element holds
 * @attr {string} [show=quotations sources] - Any of quotations (direct, mixed, indirect), thoughts, sources, names
 * @attr {number} [min-confidence=0] - From 0 to 1: quotations that are less sure are not marked
 * @attr {string} leave-out - CSS selector of what is not part of the text; without it, captions, asides, navigation, advertisements
 * @attr {"auto" | "light" | "dark"} [theme=auto] - Whether the background is light or dark; without it, the colour of the text decides
 * @attr {"auto" | "highlight" | "wrap"} [marks=auto] - How words are marked; without it, they are wrapped in elements only where the browser has no highlights
 * @attr {number} [max-length=500000] - A text with more characters is not read
 * @slot - The article, where `for` names no other element
 * @fires {WhoSaidAnnotatedEvent} whosaid-annotated - The text was read, for the first time or because it changed
 * @fires {WhoSaidShowEvent} whosaid-show - The card of a quotation opened
 * @fires {WhoSaidHideEvent} whosaid-hide - The card closed
 * @fires {WhoSaidErrorEvent} whosaid-error - The text could not be read, and nothing is marked
 * @csspart card - The card of a quotation
 * @csspart speaker - Who said it; it has the part `nobody` too where nobody is named
 * @csspart kind - How it is said: word for word, retold, …
 * @csspart facts - The list of facts: the words that name the speaker, the verb, how sure the answer is, and why
 * @csspart words - Words taken from the text
 * @csspart confidence - How sure the answer is, in words
 * @csspart meter - How sure the answer is, as a bar
 * @csspart rule - How the quotation was found
 * @csspart previous - The button to the quotation before
 * @csspart next - The button to the quotation after
 * @csspart close - The button that closes the card
 * @csspart list - The list of quotations, for keyboards and screen readers
 * @csspart quotation - One quotation in the list
 * @cssproperty --whosaid-ink-0 - The colour of quotations where nobody is named; set it on the article or around it
 * @cssproperty --whosaid-tint - How strong the tint is, as a percentage of the speaker's colour
 * @cssproperty --whosaid-paper - The card's background
 * @cssproperty --whosaid-text - The card's text
 * @cssproperty --whosaid-text-soft - The card's less important text
 * @cssproperty --whosaid-rule - The card's lines
 * @cssproperty --whosaid-font - The card's typeface
 */
export class WhoSaidElement extends Base {
  /**
   * Registers the element under a tag; does nothing where the tag is taken.
   * @param {string} [tag]
   * @param {CustomElementRegistry} [registry]  the registry to use; a shadow root may have one of its own
   */
  static define(tag = "who-said", registry = globalThis.customElements) {
    // A class can be registered under one tag only, so any other tag or registry gets a subclass.
    if (registry && !registry.get(tag)) registry.define(tag, registry === globalThis.customElements && tag === "who-said" ? this : class extends this {});
    return this;
  }

  static observedAttributes = ["for", "show", "min-confidence", "leave-out", "theme", "marks", "max-length"];

  /** @type {Card | null} */
  #card = null;
  /** @type {Session | null} */
  #session = null;
  /** @type {Element | null} */
  #target = null;
  /** @type {unknown} */
  #options = null;
  /** Watches for the element that `for` names. @type {MutationObserver | null} */
  #watch = null;

  constructor() {
    super();
    attempt(() => {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      this.#card = createCard(root, {
        onPick: (quotation, by) => this.#session?.show(quotation, by),
        onClose: () => this.#session?.hide(),
        onPointer: (inside) => this.#session?.pointer(inside),
      });
    });
  }

  connectedCallback() {
    attempt(() => {
      // Properties that were set on the element before its class was loaded are set again, through the class.
      for (const name of /** @type {const} */ (["target", "options", "show", "htmlFor", "minConfidence", "leaveOut", "theme", "marks", "maxLength"])) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete (/** @type {any} */ (this))[name];
        /** @type {any} */ (this)[name] = value;
      }
      this.#begin();
    });
  }

  disconnectedCallback() {
    attempt(() => this.#end());
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    attempt(() => (name === "for" ? this.#begin() : this.#session?.refresh()));
  }

  /** The id of the element to read. */
  get htmlFor() {
    return this.getAttribute("for") ?? "";
  }
  set htmlFor(id) {
    this.#put("for", id);
  }

  /** The element to read, set by a script; it goes before the one that `for` names. @type {Element | null} */
  get target() {
    return this.#target;
  }
  set target(target) {
    this.#target = target;
    if (this.isConnected) attempt(() => this.#begin());
  }

  /** The options of `annotate`: names that the page knows better, and words that are no name. */
  get options() {
    return this.#options;
  }
  set options(options) {
    this.#options = options;
    this.#session?.refresh();
  }

  /** What is marked: the words of the attribute `show`. */
  get show() {
    return this.getAttribute("show") ?? SHOW;
  }
  set show(show) {
    this.#put("show", show);
  }

  get minConfidence() {
    return Math.min(1, Math.max(0, Number(this.getAttribute("min-confidence")) || 0));
  }
  set minConfidence(least) {
    this.#put("min-confidence", least);
  }

  /** What is not part of the text, as a CSS selector. An empty one leaves nothing out. */
  get leaveOut() {
    return this.getAttribute("leave-out") ?? LEAVE_OUT;
  }
  set leaveOut(selector) {
    this.#put("leave-out", selector);
  }

  /** @type {"auto" | "light" | "dark"} */
  get theme() {
    return oneOf(this.getAttribute("theme"), ["auto", "light", "dark"]);
  }
  set theme(theme) {
    this.#put("theme", theme);
  }

  /** @type {"auto" | "highlight" | "wrap"} */
  get marks() {
    return oneOf(this.getAttribute("marks"), ["auto", "highlight", "wrap"]);
  }
  set marks(marks) {
    this.#put("marks", marks);
  }

  get maxLength() {
    const length = Number(this.getAttribute("max-length") ?? NaN);
    return length >= 0 ? Math.min(length, 2 ** 31) : MAX_LENGTH;
  }
  set maxLength(length) {
    this.#put("max-length", length);
  }

  /** The text as it was last read; null if there is none. @type {string | null} */
  get text() {
    return this.#session?.text() ?? null;
  }

  /** The annotations of `text`, whose offsets they count; null if there are none. @type {Annotations | null} */
  get annotations() {
    return this.#session?.annotations() ?? null;
  }

  /** Reads the text again, soon. Seldom needed: changes of the text are noticed without it. */
  refresh() {
    this.#session?.refresh();
  }

  /**
   * Opens the card of a quotation, and scrolls there; does nothing where the quotation isn't marked.
   * @param {number} index  in `annotations.quotations`
   */
  showQuotation(index) {
    this.#session?.show(index, "call");
  }

  hideCard() {
    this.#session?.hide();
  }

  /** Sets an attribute from a property; null and undefined, which frameworks use, remove it. @param {string} name @param {unknown} value */
  #put(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  #begin() {
    this.#end();
    this.#follow();
    if (this.#target || !this.hasAttribute("for")) return;
    // The element that `for` names may be added later, or be replaced by another.
    this.#watch = new MutationObserver(() => attempt(() => this.#follow()));
    this.#watch.observe(this.getRootNode(), { childList: true, subtree: true, attributes: true, attributeFilter: ["id"] });
  }

  /** Starts to work on the element that is to be read, and stops the work on any other. */
  #follow() {
    const target = this.#find();
    if (target === (this.#session?.target ?? null)) return;
    this.#session?.stop();
    this.#session = target && this.#card && startSession(target, this, {
      settings: () => this.#settings(),
      card: this.#card,
      onAnnotated: (text, annotations) => this.#tell("annotated", { text, annotations }),
      onShow: (index) => {
        const quotation = this.annotations?.quotations[index];
        const speaker = this.annotations && quotation ? namesOfSpeakers(this.annotations, quotation) : null;
        this.#tell("show", { index, quotation, speaker });
      },
      onHide: () => this.#tell("hide", {}),
      onError: (reason, error) => this.#tell("error", { reason, error }),
    });
  }

  /** @returns {Element | null} */
  #find() {
    if (this.#target) return this.#target;
    const id = this.getAttribute("for");
    if (id === null) return this;
    const root = this.getRootNode();
    return root instanceof Document || root instanceof ShadowRoot ? root.getElementById(id) : null;
  }

  #end() {
    this.#watch?.disconnect();
    this.#watch = null;
    this.#session?.stop();
    this.#session = null;
  }

  /** @returns {Settings} */
  #settings() {
    const { show, minConfidence, leaveOut, theme, marks, maxLength, options } = this;
    return { show, minConfidence, leaveOut, theme, marks, maxLength, options };
  }

  /** @param {string} what @param {object} detail */
  #tell(what, detail) {
    attempt(() => this.dispatchEvent(new CustomEvent(`whosaid-${what}`, { bubbles: true, composed: true, detail })));
  }
}

/**
 * @template {string} T
 * Reads an attribute that allows only certain words.
 * @param {string | null} value @param {[T, ...T[]]} allowed  the first is taken for any other value
 * @returns {T}
 */
const oneOf = (value, allowed) => allowed.find((word) => word === value?.toLowerCase()) ?? allowed[0];
