//! Checks what must hold for any text on random texts. `proptest` makes them, and shortens one that fails.
//!
//! Every run tries the same texts; `PROPTEST_RNG_SEED=… PROPTEST_CASES=… cargo test --test hostile properties` tries others, and more.

use std::ops::Range;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use whosaid::KnownName;
use whosaid::text::Document;
use whosaid::{EntityKind, Options, annotate, annotate_with};

use crate::invariants;

/// Words, marks and signs that some stage treats in a special way, and some that should mean nothing.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    ". ",
    ", ",
    ": ",
    "? ",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "„",
    "«",
    "»",
    "Ana Ruiz",
    "Ruiz",
    "Mr. Owens",
    "Orvale",
    "the mayor",
    "Acme Bank",
    "he",
    "She",
    "they",
    "who",
    "I",
    "said",
    " said ",
    "told",
    "that",
    "according to",
    "was closed",
    "$5 million",
    "March 5, 2024",
    "9:30",
    "3%",
    "(",
    ")",
    "—",
    "-",
    "…",
    "’s",
    "n't",
    "U.S.",
    "http://",
    "é",
    "e\u{301}",
    "👩\u{200d}👧",
    "🇺🇾",
    "中",
    "ع",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{ad}",
    "\u{2028}",
    "\u{fffd}",
    "=",
    "<b>",
    "&",
    "\t",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..80).prop_map(|pieces| pieces.concat())
}

/// Random texts: of pieces, or of any characters.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => pieces(), 1 => ".{0,80}", 1 => prop::collection::vec(any::<char>(), 0..80).prop_map(String::from_iter)]
}

const SENTENCES: &[&str] = &[
    "“The road is closed,” said Ana Ruiz, the mayor of Orvale.",
    "Tom Owens told the council: “Nobody asked us.”",
    "“We will go,” he said, “but not today.”",
    "She called the plan “a gift” and left.",
    "“It was ‘a joke’ to them,” Owens said.",
    "The bank said on Monday that it had lost $5 million.",
    "According to the ministry, the bridge will open in May.",
    "They hoped that the ferry would run again.",
    "Nobody was there.",
    "“Did you see it?” asked Ms. Li. “I did.”",
    "“We are ready,” said Maria Lopez, the agency's director. “But we need money.”",
    "Her deputy, John Park, disagreed: “We have enough.”",
    "Owens said the road was “a trap”, while Li called it “safe.”",
    "“Nobody asked us,” Owens said, closing the door. “Nobody.”",
    "Li told the paper Owens had said: “I will not go.”",
    "“Roads,” Li wrote, “are like rivers” and she meant it.",
    "The players’ union disagreed, and the workers' council didn't.",
];

/// Random paragraphs of whole sentences, in which every opening mark is closed.
fn article() -> impl Strategy<Value = Vec<String>> {
    let paragraph =
        prop::collection::vec(prop::sample::select(SENTENCES), 1..5).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 1..6)
}

fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

/// The quoted stretches of a text: their tokens and their depth.
fn quoted(text: &str) -> Vec<(Range<usize>, usize)> {
    Document::new(text).quoted.into_iter().map(|q| (q.tokens, q.depth)).collect()
}

fn config() -> ProptestConfig {
    let given = |name| std::env::var_os(name).is_some();
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if !given("PROPTEST_CASES") {
        config.cases = 64;
    }
    if !given("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(9);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn annotate_is_total_and_its_spans_hold_in_every_unit_and_format(text in any_text()) {
        invariants::document(&text);
        invariants::whole(&text);
        invariants::offsets(&text);
    }

    #[test]
    fn windows_line_ends_change_nothing(paragraphs in article(), rest in pieces()) {
        let text = (paragraphs.join("\n\n") + "\n" + &rest).replace('\r', "");
        let windows = text.replace('\n', "\r\n");
        let found = annotate(&text);
        let mut again = annotate(&windows);
        // For each byte offset in `windows`, the one in `text`.
        let byte: Vec<usize> = windows.bytes().scan(0, |at, b| Some((*at, *at += usize::from(b != b'\r')).0)).chain([text.len()]).collect();
        let paragraphs = again.paragraphs.iter_mut().map(|p| &mut p.span);
        for span in paragraphs.chain(again.mentions.iter_mut().map(|m| &mut m.span)).chain(again.quotations.iter_mut().flat_map(|q| q.content.iter_mut().chain(&mut q.cue).chain(&mut q.source))) {
            (span.start, span.end) = (byte[span.start], byte[span.end]);
        }
        prop_assert_eq!(again, found);
    }

    #[test]
    fn straight_and_curly_marks_open_and_close_the_same(paragraphs in article()) {
        let text = paragraphs.join("\n\n");
        prop_assert_eq!(quoted(&straight(&text)), quoted(&text));
        let text_straight = straight(&text);
        let (a, b) = (Document::new(&text), Document::new(&text_straight));
        prop_assert_eq!((a.sentences, a.utterances, a.inside), (b.sentences, b.utterances, b.inside));
    }

    /// The docs of `whosaid::text` say what an appended paragraph may change nevertheless.
    #[test]
    fn an_appended_paragraph_moves_no_token(text in any_text(), more in any_text()) {
        let (alone, longer) = (format!("{text}\n\n"), format!("{text}\n\n{more}"));
        let (before, after) = (Document::new(&alone), Document::new(&longer));
        prop_assert_eq!(&after.tokens[..before.tokens.len()], &before.tokens[..]);
    }

    #[test]
    fn an_appended_paragraph_moves_no_sentence_and_no_mark_of_a_finished_article(paragraphs in article(), more in article()) {
        let text = paragraphs.join("\n\n");
        let longer = format!("{text}\n\n{}", more.join("\n\n"));
        let (before, after) = (Document::new(&text), Document::new(&longer));
        prop_assert_eq!(&after.sentences[..before.sentences.len()], &before.sentences[..]);
        prop_assert_eq!(&after.paragraphs[..before.paragraphs.len()], &before.paragraphs[..]);
        prop_assert_eq!(&after.quoted[..before.quoted.len()], &before.quoted[..]);
    }

    /// Mixes sentences that quote, and puts a piece anywhere, which may be a mark too many or a break in the middle.
    #[test]
    fn quotations_are_well_formed_however_reports_are_mixed(paragraphs in article(), at in any::<prop::sample::Index>(), piece in prop::sample::select(PIECES)) {
        let mut text = paragraphs.join("\n\n");
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        text.insert_str(places[at.index(places.len())], piece);
        invariants::annotations(&text, &annotate(&text));
    }

    #[test]
    fn options_hold_whatever_they_are(text in any_text(), names in prop::collection::vec(pieces(), 0..4), ignore in prop::collection::vec(pieces(), 0..4)) {
        let name = |text| KnownName::text(text, EntityKind::Product);
        let options = Options { names: names.into_iter().map(name).collect(), ignore };
        let found = annotate_with(&text, &options);
        invariants::annotations_with(&text, &found, &options);
        prop_assert_eq!(annotate_with(&text, &options), found);
    }
}

/// Checks the same for real news, if `WHOSAID_CORPORA` names a folder of it: `*.jsonl.gz`, each line an object with a `text`.
#[cfg(feature = "train")]
#[test]
fn news_holds() {
    use std::io::{BufRead, BufReader};
    let Some(folder) = std::env::var_os("WHOSAID_CORPORA") else { return };
    let mut texts = 0;
    for file in std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()) {
        if !file.to_string_lossy().ends_with(".jsonl.gz") {
            continue;
        }
        let lines =
            BufReader::new(flate2::read::MultiGzDecoder::new(std::fs::File::open(&file).expect("a file"))).lines();
        for line in lines {
            let object: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
            let Some(text) = object["text"].as_str() else { break };
            invariants::annotations(text, &annotate(text));
            texts += 1;
        }
    }
    assert!(texts > 0, "no texts were found");
}

/// Texts that fuzzing found to fail once.
#[test]
fn what_fuzzing_found_holds() {
    for text in [
        // The stretch of the second opening mark, which is never closed, ended in the middle of the stretch between the apostrophe and the
        // last mark. First the shortest such text, then the one that fuzzing found.
        "「's\r\n「's\r\n´",
        "'90s\r\n」said.””””””””””””””»‘\" \"\n!`''s”””»‘\" \" 〝Ann Lee''s‟\"'s\n\n“‟\"'s\n\n“⹂said\n- ! 「's\r\n´",
    ] {
        invariants::document(text);
        invariants::whole(text);
    }
}
