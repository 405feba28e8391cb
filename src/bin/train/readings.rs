//! Articles that nobody had annotated, and that this project read (`docs/readings.md`): who said what, in `tools/readings.jsonl`. That file
//! holds no text, only places in articles of the `unlabelled` corpora, which [`articles`] looks up.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use serde::Deserialize;
use whosaid::corpora::{self, GoldDocument, GoldQuote, GoldSpeaker, Spans};
use whosaid::learned::features::hash;

const READINGS: &str = "tools/readings.jsonl";

/// A line of the file: the attributions that a reader found in one article. Places count Unicode code points.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reading {
    /// The file of `unlabelled` that the article is in.
    file: String,
    /// The hash of the article's id there, in hexadecimal digits.
    article: String,
    /// The length of the text, in code points, to tell whether it is the one that was read.
    length: usize,
    quotes: Vec<ReadQuote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadQuote {
    content: Spans,
    cue: Spans,
    source: Spans,
    /// speech or thought; both are learned alike.
    #[serde(rename = "act")]
    _act: String,
    /// One place of each name of who speaks; none where nobody named does.
    speakers: Spans,
}

/// The articles that were read, with their attributions and who speaks; offsets in bytes.
pub fn articles(corpora: &Path) -> io::Result<Vec<GoldDocument>> {
    let readings: Vec<Reading> = corpora::read_lines(Path::new(READINGS))?;
    let mut of_file: HashMap<&str, HashMap<String, GoldDocument>> = HashMap::new();
    for reading in &readings {
        if !of_file.contains_key(reading.file.as_str()) {
            let path = corpora.join(format!("unlabelled/{}.jsonl.gz", reading.file));
            let documents: Vec<GoldDocument> = corpora::read_lines(&path)?;
            let by_hash = documents.into_iter().map(|d| (format!("{:016x}", hash(&d.id)), d)).collect();
            of_file.insert(&reading.file, by_hash);
        }
    }
    let article = |reading: &Reading| {
        let document = of_file[reading.file.as_str()].get(&reading.article);
        let same = document.filter(|d| d.text.chars().count() == reading.length);
        let document = same.ok_or_else(|| {
            let message = format!(
                "{READINGS}: {} has no article {} as it was read; take the line out",
                reading.file, reading.article
            );
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        Ok(annotated(document, &reading.quotes))
    };
    readings.iter().map(article).collect()
}

/// The article with its attributions; offsets in bytes.
fn annotated(document: &GoldDocument, quotes: &[ReadQuote]) -> GoldDocument {
    let letters: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
    let name = |&(start, end): &(usize, usize)| document.text[letters[start]..letters[end]].to_owned();
    let speaker = |quote: &ReadQuote| {
        let kind = if quote.speakers.is_empty() { "unnamed" } else { "named" };
        GoldSpeaker { names: quote.speakers.iter().map(name).collect(), kind: kind.to_owned() }
    };
    let quote = |(number, quote): (usize, &ReadQuote)| GoldQuote {
        id: format!("R{number}"),
        kind: String::new(),
        content: quote.content.clone(),
        cue: quote.cue.clone(),
        source: quote.source.clone(),
        speaker: Some(speaker(quote)),
        core: false,
    };
    let quotes = quotes.iter().enumerate().map(quote).collect();
    let mut article = GoldDocument { quotes, ..document.clone() };
    corpora::to_bytes(&mut article);
    article
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file holds places alone, each within its article and in order: no text of anybody's.
    #[test]
    fn readings_are_places_in_order() {
        let readings: Vec<Reading> = corpora::read_lines(Path::new(READINGS)).unwrap();
        assert!(!readings.is_empty());
        for reading in readings {
            assert!(reading.article.len() == 16 && reading.article.bytes().all(|b| b.is_ascii_hexdigit()));
            for quote in &reading.quotes {
                let all = [&quote.content, &quote.cue, &quote.source, &quote.speakers];
                let inside = |&(start, end): &(usize, usize)| start < end && end <= reading.length;
                assert!(all.into_iter().flatten().all(inside), "{}", reading.article);
                assert!(!quote.content.is_empty() && quote.content.is_sorted(), "{}", reading.article);
            }
        }
    }
}
