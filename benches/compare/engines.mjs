/**
 * The engines that the benchmark compares. Each is loaded, then takes a text and gives what it finds as plain data: for
 * Whosaid all of it; for compromise its names and quotations with offsets; for wink-nlp its sentences, tags and
 * entities (dates, sums, …), since wink-nlp finds neither names nor quotations.
 *
 * This file runs in Node and, by the import map of page.html, in a browser.
 */

/** @typedef {(text: string) => unknown} Annotate */

const inNode = typeof process !== "undefined";

/** @type {Record<string, () => Promise<Annotate>>} */
export const engines = {
  async whosaid() {
    const core = await import(inNode ? "../../www/pkg/whosaid.js" : "whosaid");
    if (!inNode) await core.default();
    else {
      const { readFileSync } = await import("node:fs");
      core.initSync({ module: readFileSync(new URL("../../www/pkg/whosaid_bg.wasm", import.meta.url)) });
    }
    return (text) => core.annotate(text);
  },

  async compromise() {
    const { default: nlp } = await import("compromise");
    return (text) => {
      const document = nlp(text);
      const options = { offset: true };
      return [document.topics().json(options), document.quotations().json(options)];
    };
  },

  async wink() {
    const [{ default: winkNLP }, { default: model }] =
      await Promise.all([import("wink-nlp"), import("wink-eng-lite-web-model")]);
    const nlp = winkNLP(model);
    const { its } = nlp;
    return (text) => {
      const document = nlp.readDoc(text);
      return [document.sentences().out(), document.tokens().out(its.pos), document.entities().out(its.detail)];
    };
  },
};
