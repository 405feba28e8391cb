/** Plain words for the terms of the data, as the page shows them to its readers. */

/** @import { EntityKind, Quotation, QuotationKind } from "../core/model.js" */
import { RULES } from "../pkg/rules.js";
import { CONFIRMED, CORRECTED, UNSURE_BELOW, isUnsure } from "../core/model.js";

/** @type {Record<QuotationKind, { name: string, short: string, means: string }>} */
export const KIND_WORDS = {
  direct: { name: "Direct", short: "word for word", means: "quoted word for word" },
  mixed: { name: "Mixed", short: "partly", means: "retold, with some words quoted" },
  indirect: { name: "Indirect", short: "retold", means: "retold, not word for word" },
};

/** @type {Record<EntityKind, [one: string, many: string]>} */
export const ENTITY_WORDS = {
  person: ["Person", "People"],
  organization: ["Organization", "Organizations"],
  place: ["Place", "Places"],
  facility: ["Building or site", "Buildings and sites"],
  group: ["Nationality or group", "Nationalities and groups"],
  product: ["Product", "Products"],
  document: ["Report or letter", "Reports and letters"],
  date: ["Date", "Dates"],
  time: ["Time", "Times"],
  money: ["Sum of money", "Money"],
  percent: ["Percentage", "Percentages"],
  quantity: ["Quantity", "Quantities"],
  other: ["Other name", "Other names"],
};

/** @param {number} confidence */
export const percent = (confidence) => `${Math.round(confidence * 100)}%`;

/**
 * How sure an answer with this confidence is, in words.
 * @param {number} confidence
 */
export function sureness(confidence) {
  if (confidence >= 0.9) return "Very sure";
  if (confidence >= 0.8) return "Sure";
  if (confidence >= 0.65) return "Fairly sure";
  if (confidence >= UNSURE_BELOW) return "Likely";
  if (confidence >= 0.3) return "Unsure";
  return "A guess";
}

/**
 * What a confidence means, in a sentence about ten quotations like this.
 * @param {number} confidence
 */
export function meaning(confidence) {
  const ofTen = Math.round(confidence * 10);
  if (ofTen >= 10) return "Quotations like this are nearly always right.";
  return `Of ten quotations like this, about ${["none is", "one is", "two are", "three are", "four are", "five are", "six are", "seven are", "eight are", "nine are"][ofTen]} right.`;
}

/**
 * How sure a quotation is, in words, or that the reader has checked or corrected it.
 * @param {Quotation} quotation
 */
export function surenessOf({ confidence, rule }) {
  if (rule === CORRECTED) return "Put right by you";
  if (rule === CONFIRMED) return "Checked by you";
  return sureness(confidence);
}

/**
 * How a quotation is given, in a few words: "Says, word for word".
 * @param {Quotation} quotation
 */
export function manner({ kind, act, denied }) {
  const verb = denied ? "Denies" : act === "thought" ? "Thinks or hopes" : "Says";
  return `${verb}, ${{ direct: "word for word", mixed: "partly word for word", indirect: "retold by the writer" }[kind]}`;
}

/**
 * The description of a quotation for screen readers, on one line.
 * @param {Quotation} quotation
 * @param {string | null} speaker
 */
export function describe(quotation, speaker) {
  const kind = `${KIND_WORDS[quotation.kind].name} ${quotation.act === "thought" ? "thought" : "quotation"}`;
  const denied = quotation.denied ? ", denied" : "";
  return `${kind}${denied}, ${speaker === null ? "speaker not named" : `speaker ${speaker}`}, ${percent(quotation.confidence)} sure`;
}

/**
 * What a screen reader says before the words of a quotation when it reads the article through.
 * @param {Quotation} quotation
 * @param {string | null} speaker
 */
export function announce(quotation, speaker) {
  const verb = quotation.denied ? "denies" : quotation.act === "thought" ? "thinks" : "says";
  return `${speaker ?? "Somebody not named"} ${verb}${isUnsure(quotation) ? ", unsure" : ""}:`;
}

/**
 * A number with its noun: "1 quotation", "2 quotations".
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** The ids of the two rules that decided: the one for the quotation, and the one for its speaker. @param {string} rule @param {string | null} speakerRule */
export const ruleIds = (rule, speakerRule) => (speakerRule === null ? rule : `${rule}, ${speakerRule}`);

/**
 * Explains in plain words why the two rules decided so; empty for rules that this page doesn't know.
 * @param {string} rule
 * @param {string | null} speakerRule
 */
export const explain = (rule, speakerRule) => [rule, speakerRule].flatMap((id) => (id !== null && Object.hasOwn(RULES, id) ? [RULES[id]] : [])).join(" ");
