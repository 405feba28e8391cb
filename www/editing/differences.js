/**
 * Finds the corrections that turn the core's annotations of a text into those of an opened document.
 *
 * An exported document holds only the final annotations of its text. Once the text is
 * edited, the core must read it again, and whatever somebody had corrected (speakers, names, who is
 * the same as whom) would be lost. So the core reads the document's own text first. Wherever the
 * document differs, the difference becomes a correction, which outlasts edits like any other:
 * `correct(text, found, differences(text, found, wanted))` is `wanted`.
 */

import { anchor } from "./anchors.js";
import { asCorrected } from "./corrections.js";
import { hull } from "../core/model.js";

/** @import { Annotations, Quotation, Span } from "../core/model.js" */
/** @import { Correction, Who } from "./corrections.js" */

/** @param {Span} span */
const keyOf = ({ start, end }) => `${start},${end}`;

/**
 * @param {string} text
 * @param {Annotations} found
 * @param {Annotations} wanted
 * @returns {Correction[]}
 */
export function differences(text, found, wanted) {
  const at = new Map(found.mentions.map((mention, index) => [keyOf(mention), index]));
  const same = sameEntities(found, wanted, at);
  const theirs = new Map([...same].map(([ours, other]) => [other, ours]));
  /** @type {Correction[]} */
  const corrections = [];

  const kept = new Set(wanted.mentions.map(keyOf));
  for (const mention of found.mentions) {
    if (!kept.has(keyOf(mention))) corrections.push({ op: "mention", at: anchor(text, mention), to: null });
  }
  /** For each entity of `wanted`, how a correction can point at it after the corrections so far; null: not yet. @type {(Who | null)[]} */
  const whos = wanted.entities.map(() => null);
  for (const { id, name, kind, mentions } of wanted.entities) {
    const twin = same.get(id);
    const shared = mentions.map((m) => wanted.mentions[m]).find((mention) => {
      const index = at.get(keyOf(mention));
      return index !== undefined && found.mentions[index].entity === twin;
    });
    if (twin === undefined || !shared) continue;
    const old = found.entities[twin];
    whos[id] = { name, kind, mention: anchor(text, shared) };
    if (old.name !== name || old.kind !== kind) corrections.push({ op: "entity", of: { name: old.name, kind: old.kind, mention: anchor(text, shared) }, to: { name, kind } });
  }
  for (const mention of wanted.mentions) {
    const index = at.get(keyOf(mention));
    if (index !== undefined && found.mentions[index].entity === same.get(mention.entity)) continue;
    const { name, kind } = wanted.entities[mention.entity];
    const place = anchor(text, mention);
    corrections.push({ op: "mention", at: place, to: whos[mention.entity] ?? { name, kind, mention: null, fresh: true }, form: mention.form });
    whos[mention.entity] ??= { name, kind, mention: place };
  }

  /** Points at a speaker whom no mention stands for. Such a speaker is found by name alone, so it must be `fresh` if another entity has the same name. @param {number} speaker @param {Who} who @returns {Who} */
  const named = (speaker, who) => ({ ...who, ...(wanted.entities.some(({ id, name }) => id !== speaker && name === who.name) ? { fresh: true } : {}) });

  /** Quotations by the words that they cover. @param {Quotation[]} quotations */
  const byPlace = (quotations) => {
    /** @type {Map<string, Quotation[]>} */
    const places = new Map();
    for (const quotation of quotations) {
      const place = keyOf(hull(quotation));
      places.set(place, [...(places.get(place) ?? []), quotation]);
    }
    return places;
  };
  const unused = byPlace(found.quotations);
  /** Whether nothing has to be done about a quotation. @param {Quotation} twin @param {Quotation} quotation */
  const stays = (twin, quotation) => String(twin.speakers.map((id) => theirs.get(id))) === String(quotation.speakers) && alike(twin, quotation);
  // Several that cover the same words can't be told apart by their place: where one differs, all are taken out and put in anew.
  const anew = new Set();
  const wantedByPlace = byPlace(wanted.quotations);
  for (const [place, twins] of unused) {
    const others = wantedByPlace.get(place) ?? [];
    if (twins.length > 1 && !(others.length === twins.length && twins.every((twin, i) => stays(twin, others[i])))) anew.add(place);
  }
  /** @type {Correction[]} */
  const changed = [];
  for (const quotation of wanted.quotations) {
    const place = keyOf(hull(quotation));
    const twin = anew.has(place) ? undefined : unused.get(place)?.shift();
    if (twin && stays(twin, quotation)) continue;
    const { confidence, rule, speakerRule } = quotation;
    const to = { ...asCorrected(text, wanted, quotation), confidence, rule, speakerRule };
    to.speakers = to.speakers.map((who, at) => whos[quotation.speakers[at]] ?? named(quotation.speakers[at], who));
    changed.push({ op: "quotation", at: twin ? twin.content.map((span) => anchor(text, span)) : [], to });
  }
  for (const left of unused.values()) {
    for (const { content } of left) corrections.push({ op: "quotation", at: content.map((span) => anchor(text, span)), to: null });
  }
  return [...corrections, ...changed];
}

/**
 * Pairs the entities of `wanted` and `found`, one to one. Those that share most mentions are paired first.
 * @param {Annotations} found
 * @param {Annotations} wanted
 * @param {Map<string, number>} at  the found mention of each span
 * @returns {Map<number, number>}  from an id in `wanted` to one in `found`
 */
function sameEntities(found, wanted, at) {
  /** @type {Map<string, { wanted: number, found: number, shared: number }>} */
  const pairs = new Map();
  for (const mention of wanted.mentions) {
    const index = at.get(keyOf(mention));
    if (index === undefined) continue;
    const other = found.mentions[index].entity;
    const key = `${mention.entity},${other}`;
    const pair = pairs.get(key) ?? { wanted: mention.entity, found: other, shared: 0 };
    pair.shared += 1;
    pairs.set(key, pair);
  }
  /** @type {Map<number, number>} */
  const same = new Map();
  const taken = new Set();
  for (const pair of [...pairs.values()].sort((a, b) => b.shared - a.shared)) {
    if (same.has(pair.wanted) || taken.has(pair.found)) continue;
    same.set(pair.wanted, pair.found);
    taken.add(pair.found);
  }
  return same;
}

/** @param {Quotation} a @param {Quotation} b */
function alike(a, b) {
  /** @param {Quotation} q */
  const shown = ({ kind, act, denied, content, cue, source, confidence, rule, speakerRule }) => JSON.stringify([kind, act, denied, content.map(keyOf), cue && keyOf(cue), source && keyOf(source), confidence, rule, speakerRule]);
  return shown(a) === shown(b);
}
