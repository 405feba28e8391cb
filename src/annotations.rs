//! The result: what [`annotate`](crate::annotate) returns, as plain data.
//!
//! Every offset of an [`Annotations`] counts bytes of UTF-8. [`Annotations::to_utf16`] and
//! [`Annotations::to_chars`] give the same spans in the units that JavaScript and Python slice by.

use std::cmp::Ordering;
use std::ops::Range;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::coreference::{Coreference, Introduction};
use crate::quotations::{Attribution, denial};
use crate::text::layout::ReadingCopy;
use crate::text::offsets::OffsetMap;
use crate::text::{Document, NOT_QUOTED, Span, language, one_line};

pub use crate::coreference::{Form, Pronoun};
pub use crate::names::EntityKind;
use crate::names::Name;
pub use crate::quotations::Act;
pub use crate::text::language::Language;
pub use crate::text::layout::ParagraphRole;

/// Everything found in one text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(from = "ReadAnnotations")]
pub struct Annotations {
    /// Names, and the descriptions and pronouns that stand for a person or body; in text order.
    pub mentions: Vec<Mention>,
    /// The persons, bodies, places and other things that the mentions stand for. The `id` of an entity is its index in this list.
    pub entities: Vec<Entity>,
    /// Who said what; in the order of their first content.
    pub quotations: Vec<Quotation>,
    /// The paragraphs with their roles, in text order.
    pub paragraphs: Vec<Paragraph>,
    /// Whether the text looks like English.
    pub language: Language,
}

/// Annotations as they are read: version 1 had neither paragraphs nor a language.
#[derive(Deserialize)]
#[serde(rename = "Annotations")]
struct ReadAnnotations {
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    quotations: Vec<Quotation>,
    #[serde(default)]
    paragraphs: Vec<Paragraph>,
    #[serde(default)]
    language: Language,
}

impl From<ReadAnnotations> for Annotations {
    fn from(read: ReadAnnotations) -> Annotations {
        let ReadAnnotations { mentions, entities, quotations, paragraphs, language } = read;
        Annotations { mentions, entities, quotations, paragraphs, language }
    }
}

/// A paragraph of the text and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Paragraph {
    /// The paragraph from its first word to its last.
    #[cfg_attr(target_arch = "wasm32", serde(flatten))]
    pub span: Span,
    /// What the paragraph is to a reader: headline, body, ….
    pub role: ParagraphRole,
}

/// Written by hand, as a [`Mention`] is.
impl Serialize for Paragraph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Paragraph", 3)?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.serialize_field("role", &self.role)?;
        fields.end()
    }
}

/// Read by hand, as a [`Mention`] is.
impl<'de> Deserialize<'de> for Paragraph {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "Paragraph")]
        struct Flat {
            start: usize,
            end: usize,
            role: ParagraphRole,
        }
        let Flat { start, end, role } = Flat::deserialize(deserializer)?;
        Ok(Paragraph { span: Span { start, end }, role })
    }
}

/// A stretch of text that stands for an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Mention {
    /// The place of the mention. A name's span leaves out titles and the possessive: `Kim` in "Mr Kim's".
    #[cfg_attr(target_arch = "wasm32", serde(flatten))]
    pub span: Span,
    /// The kind of the entity that it stands for.
    pub kind: EntityKind,
    /// The form of the mention: a name, a description or a pronoun.
    pub form: Form,
    /// The entity that it stands for: an index into [`Annotations::entities`].
    pub entity: usize,
}

/// Written by hand, with the fields of the span among its own: `flatten` makes more code, and maps instead of structs.
impl Serialize for Mention {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Mention", 5)?;
        fields.serialize_field("start", &self.span.start)?;
        fields.serialize_field("end", &self.span.end)?;
        fields.serialize_field("kind", &self.kind)?;
        fields.serialize_field("form", &self.form)?;
        fields.serialize_field("entity", &self.entity)?;
        fields.end()
    }
}

/// Read by hand, field by field: what serde makes of `flatten` holds all fields in memory first, in 20 KB of code.
impl<'de> Deserialize<'de> for Mention {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "Mention")]
        struct Flat {
            start: usize,
            end: usize,
            kind: EntityKind,
            form: Form,
            entity: usize,
        }
        let Flat { start, end, kind, form, entity } = Flat::deserialize(deserializer)?;
        Ok(Mention { span: Span { start, end }, kind, form, entity })
    }
}

/// A person, body, place, date, … of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Entity {
    /// The index of the entity in [`Annotations::entities`].
    pub id: usize,
    /// The fullest form in which the text names it.
    pub name: String,
    /// The kind of the entity: person, organization, place, ….
    pub kind: EntityKind,
    /// Indices into [`Annotations::mentions`], ascending, at least one.
    pub mentions: Vec<usize>,
    /// The normalised value, where the text gives one: `2024-03-05` for "March 5, 2024",
    /// `USD 2500000` for "$2.5 million". Dates follow ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How the text introduces it: "chief executive of Norvane", "the agency's director".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The pronoun that the text uses for a person; never guessed from a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronoun: Option<Pronoun>,
}

/// An attribution: words, and who is reported to have said or thought them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase", from = "ReadQuotation")]
pub struct Quotation {
    /// How much of the content stands in quotation marks.
    pub kind: QuotationKind,
    /// Whether the content was said or thought.
    pub act: Act,
    /// Whether the source denies the content: "denied wrongdoing", "rejected the claim that …".
    pub denied: bool,
    /// The words attributed, quotation marks included, in text order; several spans where the
    /// reporting clause interrupts, and one for each paragraph. At least one.
    pub content: Vec<Span>,
    /// The words that report: "said", "according to", "in a statement".
    pub cue: Option<Span>,
    /// The words that name the speaker here: "Mr Kim", "he", "the ministry".
    pub source: Option<Span>,
    /// Indices into [`Annotations::entities`], in text order: several who speak together; none where the text tells of
    /// nobody.
    pub speakers: Vec<usize>,
    /// The chance, from 0 to 1, that this attribution is there and that its source is right.
    #[serde(serialize_with = "to_thousandths")]
    pub confidence: f32,
    /// Which rule or model found the attribution: an id of [`rules::AttributionRule`](crate::rules::AttributionRule).
    pub rule: String,
    /// Which rule found the speakers: an id of [`rules::SpeakerRule`](crate::rules::SpeakerRule). `None` where none did.
    pub speaker_rule: Option<String>,
}

impl Quotation {
    /// The first of the speakers.
    pub fn first_speaker(&self) -> Option<usize> {
        self.speakers.first().copied()
    }
}

/// A quotation as it is read: of version 2, or of version 1, which had one `speaker`, and both rules in one field,
/// parted by "; ".
#[derive(Deserialize)]
#[serde(rename = "Quotation", rename_all = "camelCase")]
struct ReadQuotation {
    kind: QuotationKind,
    act: Act,
    #[serde(default)]
    denied: bool,
    content: Vec<Span>,
    cue: Option<Span>,
    source: Option<Span>,
    speakers: Option<Vec<usize>>,
    speaker: Option<usize>,
    confidence: f32,
    rule: String,
    speaker_rule: Option<String>,
}

impl From<ReadQuotation> for Quotation {
    fn from(read: ReadQuotation) -> Quotation {
        let ReadQuotation { kind, act, denied, content, cue, source, confidence, .. } = read;
        let is_first_version = read.speakers.is_none();
        let (rule, speaker_rule) = match read.rule.rsplit_once("; ").filter(|_| is_first_version) {
            Some((rule, speaker_rule)) => (rule.to_owned(), Some(speaker_rule.to_owned())),
            None => (read.rule, read.speaker_rule),
        };
        let speakers = read.speakers.unwrap_or_else(|| read.speaker.into_iter().collect());
        Quotation { kind, act, denied, content, cue, source, speakers, confidence, rule, speaker_rule }
    }
}

/// A chance between 0 and 1, rounded to thousandths.
fn thousandths(chance: f32) -> f32 {
    (chance.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}

/// Writes a chance in thousandths: 0.9 as 0.9, in JSON and in JavaScript alike, where the float itself would be
/// 0.8999999761581421. And 1 as 1, as JavaScript writes it.
fn to_thousandths<S: Serializer>(chance: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    let thousandths = (f64::from(*chance) * 1000.0).round();
    if thousandths % 1000.0 == 0.0 {
        return serializer.serialize_u8((thousandths / 1000.0) as u8);
    }
    serializer.serialize_f64(thousandths / 1000.0)
}

/// How much of a quotation's content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// All of the content stands in quotation marks.
    Direct,
    /// Part of the content stands in quotation marks.
    Mixed,
    /// None of the content stands in quotation marks: reported speech or thought.
    Indirect,
}

/// [`Annotations`] whose offsets count UTF-16 code units: `text.slice(start, end)` in JavaScript.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Utf16Annotations(pub Annotations);

/// [`Annotations`] whose offsets count Unicode code points: `text[start:end]` in Python.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CharAnnotations(pub Annotations);

impl Annotations {
    /// Turns all offsets into UTF-16 code units. `text` is the text annotated.
    pub fn to_utf16(self, text: &str) -> Utf16Annotations {
        Utf16Annotations(self.mapped(&OffsetMap::to_utf16(text)))
    }

    /// Turns all offsets into Unicode code points. `text` is the text annotated.
    pub fn to_chars(self, text: &str) -> CharAnnotations {
        CharAnnotations(self.mapped(&OffsetMap::to_chars(text)))
    }

    /// Turns annotations of a reading copy into those of the text that it was made of, and adds the paragraphs of that
    /// text.
    pub(crate) fn of_original(mut self, copy: &ReadingCopy) -> Annotations {
        self.paragraphs = paragraphs(copy);
        if copy.is_original() {
            return self;
        }
        let sources = self.quotations.iter_mut().flat_map(|q| q.cue.iter_mut().chain(&mut q.source));
        for span in self.mentions.iter_mut().map(|m| &mut m.span).chain(sources) {
            *span = copy.original(*span);
        }
        for quotation in &mut self.quotations {
            quotation.content = quotation.content.iter().flat_map(|&content| copy.original_parts(content)).collect();
        }
        self
    }

    fn mapped(mut self, map: &OffsetMap) -> Annotations {
        let spans = self.mentions.iter_mut().map(|m| &mut m.span).chain(
            self.quotations.iter_mut().flat_map(|q| q.content.iter_mut().chain(&mut q.cue).chain(&mut q.source)),
        );
        for span in spans.chain(self.paragraphs.iter_mut().map(|p| &mut p.span)) {
            *span = map.span(*span);
        }
        self
    }
}

/// The highest confidence of a quotation in a text that doesn't look like English.
const SUREST_OF_OTHER_LANGUAGES: f32 = 0.5;

/// Puts the results of the stages together.
pub(crate) fn assemble(
    document: &Document,
    names: &[Name],
    attributions: &[Attribution],
    coreference: Coreference,
) -> Annotations {
    let mut counts = vec![0; coreference.entities];
    coreference.mentions.iter().for_each(|mention| counts[mention.entity] += 1);
    let entity = |(id, count)| {
        let mentions = Vec::with_capacity(count);
        let Introduction { description, pronoun } = &coreference.introductions[id];
        let description = description.clone().map(|tokens| one_line(document.span(tokens).of(document.text)));
        let (name, kind) = (String::new(), EntityKind::Other);
        Entity { id, name, kind, mentions, value: None, description, pronoun: *pronoun }
    };
    let mut entities: Vec<Entity> = counts.into_iter().enumerate().map(entity).collect();
    let mut mentions = Vec::with_capacity(coreference.mentions.len());
    let mut names = names.iter();
    // For each entity, the rank of the form that its name has so far.
    let mut best = vec![0u8; coreference.entities];
    for (index, found) in coreference.mentions.into_iter().enumerate() {
        let span = document.span(found.tokens.clone());
        let entity = &mut entities[found.entity];
        let name = if found.named { names.next() } else { None };
        debug_assert!(name.is_none_or(|n| found.tokens.start < n.tokens.end && n.tokens.start < found.tokens.end));
        let (value, given) = (name.and_then(|n| n.value.as_deref()), name.and_then(|n| n.entity.as_deref()));
        let name = given.unwrap_or(span.of(document.text));
        // What the user calls the entity goes before a name, a name before a description, a description before a
        // pronoun; of several names the longest, else the first.
        let rank = match found.form {
            Form::Name if given.is_some() => 4,
            Form::Name => 3,
            Form::Nominal => 2,
            Form::Pronoun => 1,
        };
        let fuller = match rank.cmp(&best[found.entity]) {
            Ordering::Greater => true,
            Ordering::Equal => rank == 3 && name.len() > entity.name.len(),
            Ordering::Less => false,
        };
        best[found.entity] = best[found.entity].max(rank);
        if fuller {
            entity.name = one_line(name);
            entity.kind = found.kind;
        }
        entity.value = entity.value.take().or_else(|| value.map(str::to_owned));
        entity.mentions.push(index);
        mentions.push(Mention { span, kind: found.kind, form: found.form, entity: found.entity });
    }
    let language = language::language(document);
    // What was learned from English says little of other languages.
    let surest = if language == Language::Other { SUREST_OF_OTHER_LANGUAGES } else { 1.0 };
    let quotations = attributions
        .iter()
        .zip(coreference.speakers)
        .map(|(a, speakers)| {
            // An attribution is no surer than who its source is; "he", who is nobody that the text tells of, is seldom right.
            let he = || a.source.clone().is_some_and(|s| s.len() == 1 && is_he_or_she(document.word(s.start)));
            let surest_speaker = speakers.as_ref().map(|s| s.confidence).or_else(|| he().then_some(NOBODY_BY_HE));
            let confidence = surest_speaker.map_or(a.confidence, |surest| a.confidence.min(surest));
            let confidence = confidence.min(surest);
            Quotation {
                kind: kind_of(document, a),
                act: a.act,
                denied: denial::is_denied(document, a),
                content: a.content.iter().map(|c| document.span(c.clone())).collect(),
                cue: a.cue.clone().map(|c| document.span(c)),
                source: a.source.clone().map(|s| document.span(s)),
                confidence: thousandths(confidence),
                rule: a.rule.id().to_owned(),
                speaker_rule: speakers.as_ref().map(|s| s.rule.id().to_owned()),
                speakers: speakers.map_or_else(Vec::new, |s| s.entities),
            }
        })
        .collect();
    Annotations { mentions, entities, quotations, paragraphs: Vec::new(), language }
}

/// How often "he" and "she" are right as the source where no speaker is found for them: 8 of 20 on hand-read articles.
const NOBODY_BY_HE: f32 = 0.4;

fn is_he_or_she(word: &str) -> bool {
    word.eq_ignore_ascii_case("he") || word.eq_ignore_ascii_case("she")
}

/// The paragraphs of the text that a reading copy was made of, and what each is.
pub(crate) fn paragraphs(copy: &ReadingCopy) -> Vec<Paragraph> {
    copy.paragraphs.iter().map(|paragraph| Paragraph { span: paragraph.span, role: paragraph.role }).collect()
}

/// Direct where every word of the content stands in quotation marks or is a turn or a statement, mixed where some do.
fn kind_of(document: &Document, attribution: &Attribution) -> QuotationKind {
    if attribution.rule.is_word_for_word() {
        return QuotationKind::Direct;
    }
    let inside = &document.inside;
    // Most contents stand in the same quotation marks from end to end, or in none.
    let is_all = |c: &Range<usize>, quoted: bool| {
        inside.segment(c.start) == inside.segment(c.end - 1) && (inside[c.start] != NOT_QUOTED) == quoted
    };
    if attribution.content.iter().all(|c| is_all(c, false)) {
        return QuotationKind::Indirect;
    }
    // Whether a word of the content stands in quotation marks, or outside.
    let any = |quoted: bool| {
        let may_be = attribution.content.iter().filter(|c| !is_all(c, !quoted));
        let mut tokens = may_be.flat_map(|c| c.clone());
        tokens.any(|i| {
            (document.inside[i] != NOT_QUOTED) == quoted && document.word(i).starts_with(char::is_alphanumeric)
        })
    };
    if !any(true) {
        QuotationKind::Indirect
    } else if !any(false) {
        QuotationKind::Direct
    } else {
        QuotationKind::Mixed
    }
}
