//! Gold annotations as people write and read them: marked inside the text, so that a reviewer sees each in its
//! place, and nobody has to count offsets.
//!
//! ```text
//! {d1 “It rained,”} {q1 said} {s1 Mayor [Ana Ruiz|person ruiz]} on [Tuesday|date].
//! {s2=ruiz She} {t2 hopes} {i2 that the [Green Party|organization greens] will come}.
//! ```
//!
//! **Names** are `[text|KIND id]`. The kind may be left out once the id is known, the id where the
//! text itself will do: `[Leeds|place]`. With a `?` at the end, finding the name is neither right nor wrong.
//!
//! **Quotations** are numbered, and each part carries the number. Content says its kind: `{d1 …}`
//! direct, `{m1 …}` mixed, `{i1 …}` indirect; several parts of one number are one quotation. The cue
//! says the act: `{q1 said}` speech, `{t1 hopes}` thought. The source is `{s1 …}`; one that serves
//! several quotations has several numbers, `{s1,2 …}`.
//!
//! **Speakers.** A source's speaker is the first name in it. Otherwise it is given: `{s1=ruiz she}`,
//! which also makes the source a mention (a pronoun or a description) of that entity;
//! `{s1=staff:organization her staff}` gives the kind of an entity that no name tells. A content can
//! give it where there is no source: `{d1=ruiz “…”}`. `=?` says that the text does not tell the speaker,
//! `=?!ruiz` that it surely is not Ruiz, `=ruiz/city` that either is right. `{i1? …}` is a
//! quotation that may be left out.
//!
//! `\` before `[`, `{`, `]` or `}` makes it a plain sign.

#![allow(dead_code)] // No single test uses all of this.

pub mod score;

use std::collections::BTreeMap;

use crate::cases::markup::{self, Marked};
use serde_json::{Value, json};
use whosaid::{Act, Annotations, Entity, EntityKind, Form, Mention, Quotation, QuotationKind, Span};

/// A text and its gold annotations.
pub struct Gold {
    pub text: String,
    /// The gold annotations, with offsets in bytes.
    pub annotations: Annotations,
    /// The ids that the markup gives to the entities.
    pub ids: Vec<String>,
    /// For each mention, whether it may be left out.
    pub optional_mention: Vec<bool>,
    /// For each quotation, which other answers are right too.
    pub latitude: Vec<Latitude>,
}

/// What is right too, or surely wrong, for a quotation whose gold leaves a choice.
#[derive(Debug, Clone, Default)]
pub struct Latitude {
    /// The quotation may be left out.
    pub optional: bool,
    /// Speakers that are right too.
    pub alternatives: Vec<usize>,
    /// Speakers that are surely wrong, where the text does not tell the speaker.
    pub forbidden: Vec<usize>,
}

#[derive(Default)]
struct Part {
    kind: Option<QuotationKind>,
    act: Option<Act>,
    content: Vec<Span>,
    cue: Option<Span>,
    source: Option<Span>,
    speaker: Option<String>,
    optional: bool,
}

/// Reads the markup. `Err` says what is wrong and near which words.
pub fn parse(markup: &str) -> Result<Gold, String> {
    let Marked { text, names, parts: marked } = markup::read(markup)?;
    let mut parts: BTreeMap<u32, Part> = BTreeMap::new();
    let mut sources: Vec<(Span, String)> = Vec::new();
    for (span, label) in marked {
        if label.starts_with('s')
            && let Some((_, speaker)) = label.split_once('=')
        {
            sources.push((span, speaker.to_owned()));
        }
        add_part(&mut parts, &label, span).map_err(|e| format!("{e}: {:?}", span.of(&text)))?;
    }
    build(text, names, parts, sources)
}

/// Adds the words behind a label, such as `d1`, `i2?` or `s3,4=ruiz`: a letter for the role, numbers, a question mark, a speaker.
fn add_part(parts: &mut BTreeMap<u32, Part>, label: &str, span: Span) -> Result<(), String> {
    let (head, speaker) = label.split_once('=').map_or((label, None), |(h, s)| (h, Some(s)));
    let optional = head.ends_with('?');
    let head = head.trim_end_matches('?');
    let (role, numbers) = head.split_at_checked(1).ok_or("an empty label")?;
    for number in numbers.split(',') {
        let number: u32 = number.parse().map_err(|_| format!("the label {label:?} has no number"))?;
        let part = parts.entry(number).or_default();
        part.optional |= optional;
        if let Some(speaker) = speaker {
            part.speaker = Some(speaker.to_owned());
        }
        let once = |slot: &mut Option<Span>| match slot.replace(span) {
            Some(_) => Err(format!("{label:?} a second time")),
            None => Ok(()),
        };
        match role {
            "d" | "m" | "i" => {
                part.kind = Some(match role {
                    "d" => QuotationKind::Direct,
                    "m" => QuotationKind::Mixed,
                    _ => QuotationKind::Indirect,
                });
                part.content.push(span);
            }
            "q" | "t" => {
                part.act = Some(if role == "q" { Act::Speech } else { Act::Thought });
                once(&mut part.cue)?;
            }
            "s" => once(&mut part.source)?,
            _ => return Err(format!("the label {label:?} has no role")),
        }
    }
    Ok(())
}

/// The entities so far: their ids, and their kinds where known.
#[derive(Default)]
struct Ids {
    ids: Vec<String>,
    kinds: Vec<Option<EntityKind>>,
}

impl Ids {
    fn of(&mut self, id: &str, kind: Option<EntityKind>) -> usize {
        let at = self.ids.iter().position(|i| i == id).unwrap_or_else(|| {
            self.ids.push(id.to_owned());
            self.kinds.push(None);
            self.ids.len() - 1
        });
        self.kinds[at] = self.kinds[at].or(kind);
        at
    }
}

/// A mention as the markup has it: its span, form, entity's id, kind if given, and whether it may be left out.
type Raw = (Span, Form, String, Option<EntityKind>, bool);

fn build(
    text: String,
    names: Vec<(Span, String)>,
    parts: BTreeMap<u32, Part>,
    sources: Vec<(Span, String)>,
) -> Result<Gold, String> {
    let raw = raw_mentions(&text, names, sources)?;
    let mut known = Ids::default();
    for (_, _, id, kind, _) in &raw {
        known.of(id, *kind);
    }
    let (mentions, entities) = mentions_and_entities(&text, &raw, &mut known)?;
    let mut found: Vec<(Quotation, Latitude)> = Vec::new();
    for (number, part) in parts {
        found.push(quotation(&text, number, part, &known, &mentions)?);
    }
    found.sort_by_key(|(q, _)| (q.content[0].start, std::cmp::Reverse(q.content[0].end)));
    let (quotations, latitude) = found.into_iter().unzip();
    Ok(Gold {
        text,
        annotations: Annotations { mentions, entities, quotations, ..Annotations::default() },
        ids: known.ids,
        optional_mention: raw.iter().map(|r| r.4).collect(),
        latitude,
    })
}

/// The mentions in text order: the names, and the sources that are pronouns or descriptions.
fn raw_mentions(text: &str, names: Vec<(Span, String)>, sources: Vec<(Span, String)>) -> Result<Vec<Raw>, String> {
    let mut raw: Vec<Raw> = Vec::new();
    for (span, spec) in names {
        let optional = spec.ends_with('?');
        let spec = spec.trim_end_matches('?').trim();
        let (kind, id) = match spec.split_once(' ') {
            Some((kind, id)) => (Some(kind_of(kind).ok_or_else(|| format!("no kind {kind:?}"))?), id.to_owned()),
            None => match kind_of(spec) {
                Some(kind) => (Some(kind), slug(span.of(text))),
                None => (None, spec.to_owned()),
            },
        };
        raw.push((span, Form::Name, id, kind, optional));
    }
    for (span, speaker) in sources {
        let (id, kind) = speaker.split_once(':').map_or((speaker.as_str(), None), |(i, k)| (i, kind_of(k)));
        let id = id.split(['/', '!']).next().unwrap_or_default();
        let named = raw.iter().any(|(s, f, i, ..)| *f == Form::Name && i == id && span.contains(*s));
        if id == "?" || named {
            continue;
        }
        let form = if is_pronoun(span.of(text)) { Form::Pronoun } else { Form::Nominal };
        raw.push((span, form, id.to_owned(), kind, false));
    }
    raw.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
    raw.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
    Ok(raw)
}

/// The mentions and their entities; an entity's name is the longest of its names.
fn mentions_and_entities(text: &str, raw: &[Raw], known: &mut Ids) -> Result<(Vec<Mention>, Vec<Entity>), String> {
    let entity = |id: usize| Entity {
        id,
        name: String::new(),
        // If no kind is given, it is a person: "a spokeswoman", "two officials".
        kind: known.kinds[id].unwrap_or(EntityKind::Person),
        mentions: Vec::new(),
        value: None,
        description: None,
        pronoun: None,
    };
    let mut entities: Vec<Entity> = (0..known.ids.len()).map(entity).collect();
    let mut mentions: Vec<Mention> = Vec::new();
    for (index, (span, form, id, kind, _)) in raw.iter().enumerate() {
        let entity = &mut entities[known.of(id, None)];
        if *form == Form::Name && kind.or(known.kinds[entity.id]).is_none() {
            return Err(format!("the name {:?} has no kind", span.of(text)));
        }
        let named = entity.mentions.iter().any(|&m| mentions[m].form == Form::Name);
        let longer = span.len() > entity.name.len();
        if entity.mentions.is_empty() || (*form == Form::Name && (!named || longer)) {
            entity.name = span.of(text).to_owned();
        }
        entity.mentions.push(index);
        mentions.push(Mention { span: *span, kind: kind.unwrap_or(entity.kind), form: *form, entity: entity.id });
    }
    Ok((mentions, entities))
}

/// Puts a quotation together from its parts.
fn quotation(
    text: &str,
    number: u32,
    part: Part,
    known: &Ids,
    mentions: &[Mention],
) -> Result<(Quotation, Latitude), String> {
    let find = |id: &str| known.ids.iter().position(|i| i == id).ok_or_else(|| format!("no entity {id:?}"));
    let kind = part.kind.ok_or_else(|| format!("quotation {number} has no content"))?;
    let mut latitude = Latitude { optional: part.optional, ..Latitude::default() };
    let speaker = match (&part.speaker, part.source) {
        (Some(given), _) => {
            let (given, forbidden) = given.split_once('!').unwrap_or((given, ""));
            for id in forbidden.split('!').filter(|id| !id.is_empty()) {
                latitude.forbidden.push(find(id)?);
            }
            let mut ids = given.split(':').next().unwrap_or_default().split('/');
            let first = ids.next().unwrap_or_default();
            for id in ids {
                latitude.alternatives.push(find(id)?);
            }
            if first == "?" { None } else { Some(find(first)?) }
        }
        (None, None) => None,
        (None, Some(source)) => {
            let name = mentions.iter().find(|m| m.form == Form::Name && source.contains(m.span));
            Some(name.ok_or_else(|| format!("quotation {number}: who is {:?}?", source.of(text)))?.entity)
        }
    };
    let quotation = Quotation {
        kind,
        act: part.act.unwrap_or(Act::Speech),
        denied: false,
        content: part.content,
        cue: part.cue,
        source: part.source,
        speakers: speaker.into_iter().collect(),
        confidence: 1.0,
        rule: "gold".to_owned(),
        speaker_rule: None,
    };
    Ok((quotation, latitude))
}

impl Gold {
    /// JSON for other tools that score whole articles: spans in code points, entities by name.
    pub fn to_json(&self, name: &str) -> Value {
        let chars = self.annotations.clone().to_chars(&self.text).0;
        let words = |span: Span| self.text.chars().skip(span.start).take(span.len()).collect::<String>();
        let pair = |span: Span| json!([span.start, span.end]);
        let id = |entity: usize| &self.ids[entity];
        let entity = |m: &Mention| score::corefers(m.kind).then(|| id(m.entity));
        let mentions: Vec<Value> = (chars.mentions.iter().zip(&self.optional_mention))
            .filter(|(m, _)| m.form == Form::Name)
            .map(|(m, optional)| {
                json!({"start": m.span.start, "end": m.span.end, "text": words(m.span), "kind": m.kind,
                       "entity": entity(m), "optional": optional})
            })
            .collect();
        let quotations: Vec<Value> = (chars.quotations.iter().zip(&self.latitude))
            .map(|(q, l)| {
                let alternatives: Vec<_> = q.speakers.iter().chain(&l.alternatives).map(|&e| id(e)).collect();
                json!({"kind": q.kind, "act": q.act, "content": q.content.iter().map(|&c| pair(c)).collect::<Vec<_>>(),
                       "cue": q.cue.map(pair), "source": q.source.map(pair), "speaker": q.first_speaker().map(id),
                       "alternatives": alternatives, "forbidden": l.forbidden.iter().map(|&e| id(e)).collect::<Vec<_>>(),
                       "optional": l.optional, "content_text": q.content.iter().map(|&c| words(c)).collect::<Vec<_>>()})
            })
            .collect();
        json!({"id": name, "offsets": "Unicode code points", "text": self.text, "mentions": mentions, "quotations": quotations})
    }
}

/// Everything that is wrong with gold annotations, as sentences.
pub fn faults(gold: &Gold) -> Vec<String> {
    let text = &gold.text;
    let mut faults = Vec::new();
    let quotes = &gold.annotations.quotations;
    let quoted = quotes.iter().flat_map(|q| q.content.iter().chain(&q.cue).chain(&q.source));
    for span in gold.annotations.mentions.iter().map(|m| &m.span).chain(quoted) {
        let words = span.of(text);
        if words.is_empty() || words.trim() != words {
            faults.push(format!("{words:?} is empty or has space at its edge"));
        }
    }
    for m in gold.annotations.mentions.iter().filter(|m| m.form == Form::Name) {
        let words = m.span.of(text);
        if ["Mr ", "Ms ", "Mrs ", "Dr ", "Mr. ", "Ms. ", "Dr. ", "the "].iter().any(|t| words.starts_with(t)) {
            faults.push(format!("{words:?} begins with a title or an article"));
        }
        if ["'s", "’s"].iter().any(|s| words.ends_with(s)) && m.kind != EntityKind::Date {
            faults.push(format!("{words:?} ends in a possessive"));
        }
    }
    const OPEN: [char; 5] = ['"', '“', '‘', '\'', '«'];
    const CLOSE: [char; 5] = ['"', '”', '’', '\'', '»'];
    const DOUBLE: [char; 5] = ['"', '“', '”', '«', '»'];
    for q in quotes {
        let words = q.content.iter().map(|c| c.of(text)).collect::<Vec<_>>();
        let right = match q.kind {
            // It has one pair of marks around all of it, or a pair around each part, or no marks, like the turns of an interview.
            QuotationKind::Direct => {
                let marked = words[0].starts_with(OPEN) && words[words.len() - 1].ends_with(CLOSE);
                marked || !words.iter().any(|w| w.contains(DOUBLE))
            }
            QuotationKind::Mixed => words.iter().any(|w| w.contains(OPEN) || w.contains(CLOSE)),
            QuotationKind::Indirect => !words.iter().any(|w| w.contains(DOUBLE)),
        };
        if !right {
            faults.push(format!("{:?} by its marks: {words:?}", q.kind));
        }
        if q.content.windows(2).any(|w| w[0].end > w[1].start) {
            faults.push(format!("parts out of order: {words:?}"));
        }
        if let Some(last) = words.last()
            && last.ends_with([',', '.', ';'])
            && q.kind == QuotationKind::Indirect
            // In "Ruiz: It was never safe." the cue is a colon, and the words are a turn of a conversation.
            && q.cue.is_none_or(|cue| cue.of(text) != ":")
        {
            faults.push(format!("content ends in a stop: {words:?}"));
        }
        for span in q.cue.iter().chain(&q.source) {
            if q.content.iter().any(|c| c.overlaps(*span)) {
                faults.push(format!("{:?} overlaps its own content", span.of(text)));
            }
        }
    }
    let unquoted = |c: char| matches!(c, '“' | '”' | '"');
    for paragraph in text.split('\n') {
        let marks: Vec<char> = paragraph.chars().filter(|&c| unquoted(c)).collect();
        let opens = marks.iter().filter(|&&c| c == '“').count();
        let closes = marks.iter().filter(|&&c| c == '”').count();
        if opens < closes {
            faults.push(format!("more marks closed than opened: {paragraph:?}"));
        }
    }
    faults
}

/// The parts of direct quotations, each of which stands in its own pair of marks.
pub fn direct_parts(gold: &Gold) -> Vec<Span> {
    let direct = gold.annotations.quotations.iter().filter(|q| q.kind == QuotationKind::Direct);
    direct.flat_map(|q| q.content.clone()).collect()
}

/// The parts of direct quotations for which the text layer finds no pair of marks, and no open mark that goes on over paragraphs.
pub fn unpaired(gold: &Gold) -> Vec<String> {
    let document = whosaid::text::Document::new(&gold.text);
    let plain = |part: &Span| !part.of(&gold.text).contains(['"', '“', '”', '‘', '«', '»']);
    let whole = |quoted: Span, part: Span| {
        let goes_on = quoted.of(&gold.text).contains('\n') && quoted.start <= part.start && part.end <= quoted.end;
        quoted == part || goes_on
    };
    let paired = |part: &Span| plain(part) || document.quoted.iter().any(|quoted| whole(quoted.span, *part));
    direct_parts(gold).iter().filter(|part| !paired(part)).map(|part| part.of(&gold.text).to_owned()).collect()
}

fn kind_of(word: &str) -> Option<EntityKind> {
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

fn slug(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")
}

fn is_pronoun(text: &str) -> bool {
    [
        "i", "we", "he", "she", "they", "it", "who", "which", "that", "one", "you", "his", "her", "their", "him",
        "them", "its",
    ]
    .contains(&text.to_lowercase().as_str())
}
