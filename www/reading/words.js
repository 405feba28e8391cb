/** The page's plain words for the terms of the data. */

/** @import { EntityKind, Quotation, QuotationKind } from "../core/model.js" */
import { UNSURE_BELOW, isUnsure } from "../core/model.js";

/** @type {Record<QuotationKind, { name: string, short: string, means: string }>} */
export const KIND_WORDS = {
  direct: { name: "Direct", short: "word for word", means: "quoted word for word" },
  mixed: { name: "Mixed", short: "partly quoted", means: "retold, with some words quoted" },
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
  document: ["Document", "Documents"],
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
 * How sure, as a person would say it.
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
 * What the figure means.
 * @param {number} confidence
 */
export function meaning(confidence) {
  const ofTen = Math.round(confidence * 10);
  if (ofTen >= 10) return "Quotations like this are nearly always right.";
  return `Of ten quotations like this, about ${["none is", "one is", "two are", "three are", "four are", "five are", "six are", "seven are", "eight are", "nine are"][ofTen]} right.`;
}

/**
 * One line that tells all, for screen readers.
 * @param {Quotation} quotation
 * @param {string | null} speaker
 */
export function describe(quotation, speaker) {
  const kind = `${KIND_WORDS[quotation.kind].name} ${quotation.act === "thought" ? "thought" : "quotation"}`;
  return `${kind}, ${speaker === null ? "speaker not named" : `speaker ${speaker}`}, ${percent(quotation.confidence)} sure`;
}

/**
 * What a screen reader says before the words of a quotation, when it reads straight on.
 * @param {Quotation} quotation
 * @param {string | null} speaker
 */
export function announce(quotation, speaker) {
  const verb = quotation.act === "thought" ? "thinks" : "says";
  return `${speaker ?? "Somebody not named"} ${verb}${isUnsure(quotation) ? ", unsure" : ""}:`;
}

/**
 * "1 quotation", "2 quotations".
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** How the words were found to be a quotation, by the first part of the core's rule. @type {Record<string, string>} */
const FOUND = {
  model: "The sentence reads like a quotation",
};

/** How its speaker was found, by the second part: the longest beginning that fits. @type {[string, string][]} */
const SPEAKER = [
  ["name", "the speaker is named right here"],
  ["apposition", "the description stands beside the name"],
  ["continued", "it goes on from the quotation before"],
  ["first-person", "“I” inside a quotation is its speaker"],
  ["relative", "“who” means the name before it"],
  ["writer", "“I” outside quotations is the writer"],
  ["issuer", "the statement or report is theirs"],
  ["cataphor", "the name comes later in the sentence"],
  ["pronoun", "the pronoun means the likeliest of those named before"],
  ["description-headline", "the description fits the name in the headline"],
  ["description-role", "the text has said who holds that role"],
  ["description", "the description fits somebody mentioned before"],
  ["unnamed", "they are described, but not named"],
];

/** The core's rules as they are called. @param {string} rule @param {string | null} speakerRule */
export const ruleIds = (rule, speakerRule) => (speakerRule === null ? rule : `${rule}, ${speakerRule}`);

/**
 * The core's rules in plain words; empty for rules that this page doesn't know.
 * @param {string} rule  "model"
 * @param {string | null} speakerRule  "name"
 */
export function explain(rule, speakerRule) {
  const why = SPEAKER.find(([name]) => speakerRule?.startsWith(name))?.[1];
  const parts = [FOUND[rule], why].filter((part) => part !== undefined).join("; ");
  return parts && `${parts[0].toUpperCase()}${parts.slice(1)}.`;
}
