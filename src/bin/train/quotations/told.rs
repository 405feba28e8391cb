//! Reads the chances of labels that a pretrained encoder gave to the words of articles, from the file that `./dev teach --encoder`
//! makes (`tools/teacher`): JSON, an article a line, offsets in bytes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use whosaid::quotations::{arguments, cues};
use whosaid::text::Document;

/// The bytes where a word begins and ends in its article.
type Place = (usize, usize);

/// The encoder's chances for one article.
#[derive(Debug, Deserialize)]
pub struct Told {
    id: String,
    /// The words that may be of a cue: how likely each begins one, and goes on with one. The others are of none.
    words: Vec<(Place, [f32; cues::LABELS - 1])>,
    /// The likely cues, each with the words around it.
    cues: Vec<Around>,
}

/// The encoder's chances for the words around one cue: which of them are its source, which its content.
#[derive(Debug, Deserialize)]
struct Around {
    cue: Place,
    /// The bytes where the first word that the encoder saw begins, and where the last one ends.
    seen: Place,
    /// The words that may be of source or content: how likely each label is. The others are of neither.
    words: Vec<(Place, [f32; arguments::LABELS - 1])>,
}

/// The least chance of "neither" at an edge of what the encoder saw, for all tokens beyond that edge to count as
/// neither.
const CLEAR: f32 = 0.9;

/// Reads a file; returns the chances by the ids of the articles.
pub fn read(path: &Path) -> io::Result<HashMap<String, Told>> {
    let line = |line: io::Result<String>| {
        let told: Told = serde_json::from_str(&line?).map_err(io::Error::other)?;
        Ok((told.id.clone(), told))
    };
    BufReader::new(File::open(path)?).lines().map(line).collect()
}

impl Told {
    /// The chances of the cue labels of all tokens, a row a token.
    pub fn of_tokens(&self, document: &Document) -> Vec<f32> {
        let rows: Vec<[f32; cues::LABELS]> = rows(document, 0..document.tokens.len(), &self.words);
        rows.concat()
    }

    /// The chances of the labels of the tokens around a cue, a row a token; NaN where the encoder doesn't say. None
    /// where it saw no such cue.
    pub fn around(&self, document: &Document, cue: &Range<usize>, window: Range<usize>) -> Option<Vec<f32>> {
        let place = document.span(cue.clone());
        let around = self.cues.iter().find(|a| a.cue.0 < place.end && place.start < a.cue.1)?;
        let mut rows: Vec<[f32; arguments::LABELS]> = rows(document, window.clone(), &around.words);
        let span = |i: usize| document.span(window.start + i..window.start + i + 1);
        let first = (0..rows.len()).find(|&i| span(i).start >= around.seen.0)?;
        let last = (0..rows.len()).rfind(|&i| span(i).end <= around.seen.1)?;
        if first > last {
            return None;
        }
        let unknown = [f32::NAN; arguments::LABELS];
        if rows[first][0] < CLEAR {
            rows[..first].fill(unknown);
        }
        if rows[last][0] < CLEAR {
            rows[last + 1..].fill(unknown);
        }
        Some(rows.concat())
    }
}

/// For each token, the chances of its labels, by the first word that it overlaps. A token that begins within a word
/// begins nothing: it goes on.
fn rows<const WORD: usize, const LABELS: usize>(
    document: &Document,
    tokens: Range<usize>,
    words: &[(Place, [f32; WORD])],
) -> Vec<[f32; LABELS]> {
    let row = |i: usize| {
        let token = document.span(i..i + 1);
        let at = words.partition_point(|(place, _)| place.1 <= token.start);
        let mut row = [0.0; LABELS];
        if let Some((place, chances)) = words.get(at).filter(|(place, _)| place.0 < token.end) {
            row[1..].copy_from_slice(chances);
            if place.0 < token.start {
                (1..LABELS).step_by(2).for_each(|begin| row[begin + 1] += std::mem::take(&mut row[begin]));
            }
        }
        row[0] = 1.0 - row[1..].iter().sum::<f32>();
        row
    };
    tokens.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Told {
        let json = r#"{"id": "a", "words": [[[4, 8], [0.9, 0.05]]], "cues": [{"cue": [4, 8], "seen": [0, 19],
            "words": [[[0, 3], [0.8, 0.1, 0.0, 0.0]], [[9, 11], [0.0, 0.0, 0.7, 0.1]], [[17, 19], [0.0, 0.0, 0.2, 0.6]]]}]}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn words_become_tokens() {
        let document = Document::new("She said it doesn't rain today.");
        let tokens = told().of_tokens(&document);
        let cues: Vec<&[f32]> = tokens.chunks(cues::LABELS).collect();
        assert!(cues[1][1] == 0.9 && cues[1][2] == 0.05 && (cues[1][0] - 0.05).abs() < 1e-5, "{cues:?}");
        assert!(cues.iter().enumerate().all(|(i, row)| i == 1 || row[0] == 1.0));
    }

    #[test]
    fn what_the_encoder_did_not_see_is_not_told() {
        let document = Document::new("She said it doesn't rain today.");
        let around = told().around(&document, &(1..2), 0..document.tokens.len()).unwrap();
        let rows: Vec<&[f32]> = around.chunks(arguments::LABELS).collect();
        assert_eq!(rows[0][1..3], [0.8, 0.1]);
        assert_eq!(rows[2][3..], [0.7, 0.1]);
        assert!(rows.last().unwrap()[0].is_nan());
        assert!(told().around(&document, &(2..3), 0..3).is_none());
    }
}
