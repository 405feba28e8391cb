//! Reads the corpora that models are learned from and measured on: a JSON object a line, gzipped or
//! not, offsets in Unicode code points. [`read`] turns them into bytes, the crate's own unit;
//! [`read_lines`] leaves them as they are written, for what counts in code points.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::Span;

/// One document with its gold annotations. Offsets count bytes of `text` where [`read`] read it, code
/// points where [`read_lines`] did.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GoldDocument {
    /// The name of the document in its corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// Gold names, where the corpus has them.
    #[serde(default)]
    pub entities: Option<Vec<GoldEntity>>,
    /// Names as CoreNLP found them, where the corpus has them.
    #[serde(default)]
    pub corenlp_entities: Option<Vec<GoldEntity>>,
    /// Gold attributions, where the corpus has them.
    #[serde(default)]
    pub quotes: Vec<GoldQuote>,
    /// Gold coreference, where the corpus has it: the mentions of one entity, names and others alike.
    #[serde(default, deserialize_with = "clusters")]
    pub clusters: Vec<Spans>,
    /// For each of the `clusters`, in the same order, its label, id and name.
    #[serde(default)]
    pub cluster_info: Vec<ClusterInfo>,
    /// Gold dates and times, where the corpus has them apart from its `entities`.
    #[serde(default)]
    pub timex: Vec<Timex>,
}

/// The label, the id and the name that a corpus gives a coreference cluster.
#[derive(Debug, Clone, Deserialize)]
pub struct ClusterInfo {
    /// The corpus's own label: person, place, abstract, ….
    #[serde(rename = "type")]
    pub label: String,
    /// The cluster's id, which [`GoldEntity::cluster`] refers to.
    #[serde(rename = "grp")]
    pub id: String,
    /// The fullest name of the entity, where one of its mentions is a name.
    pub name: Option<String>,
}

/// A gold expression of time.
#[derive(Debug, Clone, Deserialize)]
pub struct Timex {
    /// The place of the expression in the text.
    #[serde(flatten)]
    pub span: Span,
    /// The sort of expression: date or time.
    pub tag: String,
    /// The attributes of the expression as the corpus writes them: `when="2017-07-21"`.
    #[serde(default)]
    pub attrs: String,
}

/// A gold name.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEntity {
    /// The place of the name in the text.
    #[serde(flatten)]
    pub span: Span,
    /// The corpus's own label.
    #[serde(rename = "type")]
    pub label: String,
    /// The coarse kind, if the name has one: PER, ORG, LOC or MISC.
    pub coarse: Option<String>,
    /// The fine kind, if the name has one: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, WORK, PRODUCT, DATE, TIME, MONEY,
    /// PERCENT, QUANTITY.
    pub fine: Option<String>,
    /// The id of its coreference cluster, where the corpus has one; a name mentioned once has a cluster
    /// of its own, which [`GoldDocument::clusters`] leaves out.
    #[serde(default, deserialize_with = "cluster_id")]
    pub cluster: Option<String>,
    /// The normalised value of the expression, where the corpus has one: `1998-08-07`.
    #[serde(default)]
    pub value: Option<String>,
}

/// A gold attribution.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldQuote {
    /// The id of the attribution in its document.
    #[serde(default)]
    pub id: String,
    /// The kind of the attribution: direct, mixed or indirect.
    #[serde(default)]
    pub kind: String,
    /// The words that are attributed to somebody.
    pub content: Spans,
    /// The words that report.
    #[serde(default)]
    pub cue: Spans,
    /// The words that name the speaker.
    #[serde(default)]
    pub source: Spans,
    /// Who spoke, where the corpus says it beside each attribution.
    #[serde(default)]
    pub speaker: Option<GoldSpeaker>,
    /// Whether the attribution is speech proper, in a corpus that marks this.
    #[serde(default)]
    pub core: bool,
}

/// The person or body behind an attribution, resolved by hand to the names that it has in the document.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldSpeaker {
    /// The names that the speaker has in the document.
    pub names: Vec<String>,
    /// The sort of speaker: person, organization, place, group, unnamed or unclear.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Reads a cluster's id, which some corpora write as a number.
fn cluster_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(u64),
    }
    Ok(Option::<Id>::deserialize(deserializer)?.map(|id| match id {
        Id::Text(id) => id,
        Id::Number(id) => id.to_string(),
    }))
}

/// Reads clusters as the corpora write them: a list of spans each, or an object whose `mentions` is that list.
fn clusters<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Spans>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Cluster {
        Spans(Spans),
        Object { mentions: Spans },
    }
    let clusters = Vec::<Cluster>::deserialize(deserializer)?;
    let spans = |cluster| match cluster {
        Cluster::Spans(spans) | Cluster::Object { mentions: spans } => spans,
    };
    Ok(clusters.into_iter().map(spans).collect())
}

/// Spans as the corpora write them: `[[start, end], …]`.
pub type Spans = Vec<(usize, usize)>;

/// Reads all documents of a `.jsonl` or `.jsonl.gz` file, with offsets in bytes.
pub fn read(path: &Path) -> io::Result<Vec<GoldDocument>> {
    let mut documents = read_lines(path)?;
    documents.iter_mut().for_each(to_bytes);
    Ok(documents)
}

/// Reads all lines of a `.jsonl` or `.jsonl.gz` file as they are; offsets of a [`GoldDocument`] read so count code
/// points.
pub fn read_lines<T: DeserializeOwned>(path: &Path) -> io::Result<Vec<T>> {
    let file = File::open(path).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut values = Vec::new();
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        values.push(serde_json::from_str(&line).map_err(|e| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}, line {}: {e}", path.display(), number + 1))
        })?);
    }
    Ok(values)
}

/// Turns the offsets of a document from code points into bytes. An offset beyond the end of the text becomes its end.
pub fn to_bytes(document: &mut GoldDocument) {
    let mut bytes: Vec<usize> = document.text.char_indices().map(|(i, _)| i).collect();
    bytes.push(document.text.len());
    let at = |i: usize| bytes[i.min(bytes.len() - 1)];
    for e in document.entities.iter_mut().chain(&mut document.corenlp_entities).flatten() {
        e.span = Span::new(at(e.span.start), at(e.span.end));
    }
    for t in &mut document.timex {
        t.span = Span::new(at(t.span.start), at(t.span.end));
    }
    for (start, end) in document.clusters.iter_mut().flatten() {
        (*start, *end) = (at(*start), at(*end));
    }
    for q in &mut document.quotes {
        for (start, end) in q.content.iter_mut().chain(&mut q.cue).chain(&mut q.source) {
            (*start, *end) = (at(*start), at(*end));
        }
    }
}
