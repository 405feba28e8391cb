/** The page's plain words for the terms of the data. */

/** @import { EntityKind, Quotation, QuotationKind } from "./model.js" */
import { UNSURE } from "./model.js";

/** @type {Record<QuotationKind, { name: string, means: string }>} */
export const KIND_WORDS = {
  direct: { name: "Direct", means: "quoted word for word" },
  mixed: { name: "Mixed", means: "retold, with some words quoted" },
  indirect: { name: "Indirect", means: "retold, not word for word" },
};

/** @type {Record<EntityKind, [one: string, many: string]>} */
export const ENTITY_WORDS = {
  person: ["Person", "People"],
  organization: ["Organization", "Organizations"],
  place: ["Place", "Places"],
  facility: ["Building or site", "Buildings and sites"],
  group: ["Nationality or group", "Nationalities and groups"],
  product: ["Product", "Products"],
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
  if (confidence >= UNSURE) return "Fairly sure";
  if (confidence >= 0.45) return "Unsure";
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
 * "1 quotation", "2 quotations".
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
