//! Reads the corpora that models are learned from and measured on: a JSON object a line, gzipped or
//! not, offsets in Unicode code points; [`read`] turns them into bytes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;

use crate::Span;

/// One document with its gold annotations. Offsets are bytes of `text`.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDocument {
    /// Identifies it in its corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// Gold names, where the corpus has them.
    #[serde(default)]
    pub entities: Option<Vec<GoldEntity>>,
    /// Gold attributions, where the corpus has them.
    #[serde(default)]
    pub quotes: Vec<GoldQuote>,
}

/// A gold name.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEntity {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The corpus's own label.
    #[serde(rename = "type")]
    pub label: String,
    /// PER, ORG, LOC, MISC, or none.
    pub coarse: Option<String>,
    /// PERSON, ORG, GPE, LOC, NORP, FAC, EVENT, WORK, PRODUCT, DATE, TIME, MONEY, PERCENT, QUANTITY.
    pub fine: Option<String>,
}

/// A gold attribution.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldQuote {
    /// Identifies it in its document.
    #[serde(default)]
    pub id: String,
    /// direct, mixed or indirect.
    #[serde(default)]
    pub kind: String,
    /// The words attributed.
    pub content: Spans,
    /// The words that report.
    #[serde(default)]
    pub cue: Spans,
    /// The words that name the speaker.
    #[serde(default)]
    pub source: Spans,
}

/// Spans as the corpora write them: `[[start, end], …]`.
pub type Spans = Vec<(usize, usize)>;

/// All documents of a `.jsonl` or `.jsonl.gz` file.
pub fn read(path: &Path) -> io::Result<Vec<GoldDocument>> {
    let file = File::open(path).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut documents = Vec::new();
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let mut document: GoldDocument = serde_json::from_str(&line).map_err(|e| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{}, line {}: {e}", path.display(), number + 1))
        })?;
        to_bytes(&mut document);
        documents.push(document);
    }
    Ok(documents)
}

fn to_bytes(document: &mut GoldDocument) {
    let mut bytes: Vec<usize> = document.text.char_indices().map(|(i, _)| i).collect();
    bytes.push(document.text.len());
    let at = |i: usize| bytes[i.min(bytes.len() - 1)];
    for e in document.entities.iter_mut().flatten() {
        e.span = Span::new(at(e.span.start), at(e.span.end));
    }
    for q in &mut document.quotes {
        for (start, end) in q.content.iter_mut().chain(&mut q.cue).chain(&mut q.source) {
            (*start, *end) = (at(*start), at(*end));
        }
    }
}
