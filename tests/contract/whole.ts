/**
 * Annotations with every field and every word that there can be. They must fit the TypeScript types
 * (checked by `tsc`) and be just what Rust turns into JavaScript (checked by tests/wasm/contract.rs, which reads what is between “begin” and “end”).
 */

import type { Act, Annotations, EntityKind, Form, Language, ParagraphRole, Pronoun, QuotationKind } from "../../www/pkg/whosaid.js";

export const whole: Annotations =
  // begin
  {
    "mentions": [
      { "start": 0, "end": 2, "kind": "person", "form": "name", "entity": 0 },
      { "start": 3, "end": 5, "kind": "organization", "form": "nominal", "entity": 1 },
      { "start": 6, "end": 8, "kind": "place", "form": "pronoun", "entity": 2 },
      { "start": 9, "end": 11, "kind": "facility", "form": "name", "entity": 3 },
      { "start": 12, "end": 14, "kind": "group", "form": "name", "entity": 4 },
      { "start": 15, "end": 17, "kind": "product", "form": "name", "entity": 5 },
      { "start": 18, "end": 20, "kind": "document", "form": "name", "entity": 6 },
      { "start": 21, "end": 23, "kind": "date", "form": "name", "entity": 7 },
      { "start": 24, "end": 26, "kind": "time", "form": "name", "entity": 8 },
      { "start": 27, "end": 29, "kind": "money", "form": "name", "entity": 9 },
      { "start": 30, "end": 32, "kind": "percent", "form": "name", "entity": 10 },
      { "start": 33, "end": 35, "kind": "quantity", "form": "name", "entity": 11 },
      { "start": 36, "end": 38, "kind": "other", "form": "name", "entity": 12 }
    ],
    "entities": [
      { "id": 0, "name": "Ana Ortiz", "kind": "person", "mentions": [0, 1], "description": "mayor of Lorrin", "pronoun": "she" },
      { "id": 1, "name": "5 March", "kind": "date", "mentions": [2], "value": "2024-03-05" }
    ],
    "quotations": [
      {
        "kind": "direct", "act": "speech", "denied": true, "content": [{ "start": 0, "end": 2 }, { "start": 6, "end": 8 }],
        "cue": { "start": 3, "end": 5 }, "source": { "start": 9, "end": 11 }, "speakers": [0, 1], "confidence": 0.9,
        "rule": "cue", "speakerRule": "name"
      },
      {
        "kind": "mixed", "act": "thought", "denied": false, "content": [{ "start": 0, "end": 2 }],
        "cue": null, "source": null, "speakers": [], "confidence": 1, "rule": "", "speakerRule": null
      },
      {
        "kind": "indirect", "act": "speech", "denied": false, "content": [{ "start": 0, "end": 2 }],
        "cue": null, "source": null, "speakers": [], "confidence": 0, "rule": "model", "speakerRule": null
      }
    ],
    "paragraphs": [
      { "start": 0, "end": 2, "role": "headline" },
      { "start": 3, "end": 5, "role": "byline" },
      { "start": 6, "end": 8, "role": "dateline" },
      { "start": 9, "end": 11, "role": "caption" },
      { "start": 12, "end": 14, "role": "body" },
      { "start": 15, "end": 17, "role": "furniture" }
    ],
    "language": "other"
  }
  // end
  ;

// Each list must have all words of its type and no others, or `tsc` reports an error.
export const words: [Record<EntityKind, 1>, Record<Form, 1>, Record<QuotationKind, 1>, Record<Act, 1>, Record<ParagraphRole, 1>, Record<Language, 1>, Record<Pronoun, 1>] = [
  {
    person: 1, organization: 1, place: 1, facility: 1, group: 1, product: 1, document: 1,
    date: 1, time: 1, money: 1, percent: 1, quantity: 1, other: 1,
  },
  { name: 1, nominal: 1, pronoun: 1 },
  { direct: 1, mixed: 1, indirect: 1 },
  { speech: 1, thought: 1 },
  { headline: 1, byline: 1, dateline: 1, caption: 1, body: 1, furniture: 1 },
  { en: 1, other: 1 },
  { he: 1, she: 1, they: 1 },
];

// Values that the types must forbid.
const [quotation] = whole.quotations;
export const forbidden: unknown[] = [
  // @ts-expect-error null, never undefined, says that there is no source
  { ...quotation, source: undefined } satisfies Annotations["quotations"][number],
  // @ts-expect-error a value is left out where there is none
  { ...whole.entities[0], value: null } satisfies Annotations["entities"][number],
  // @ts-expect-error no other kinds
  { ...whole.mentions[0], kind: "animal" } satisfies Annotations["mentions"][number],
];
