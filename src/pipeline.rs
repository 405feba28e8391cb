//! The stages, in order; and the session that runs them over a text while somebody edits it.

use crate::annotations::{self, Annotations};
use crate::coreference;
use crate::names::{self, Options};
use crate::quotations;
use crate::syntax;
use crate::text::Document;
use crate::text::layout::{PreviousParagraphs, ReadingCopy};
use crate::text::retokenize::PreviousText;

/// Results of each stage that are kept for the text after the next edit. Stays empty for a text that nobody edits.
#[derive(Debug, Default)]
struct Cache {
    syntax: syntax::Cache,
    names: names::Cache,
    quotations: quotations::Cache,
    coreference: coreference::Cache,
}

/// The share of the work on a long text that is done after the text is split, after the parts of speech, the names, the
/// quotations and the coreference. Measured on texts of 1 MB.
const DONE_AFTER: [f64; 5] = [0.07, 0.13, 0.43, 0.84, 0.99];

/// Runs all stages over a text that is split already. `done` is told how much of the work is done, from 0 to 1.
fn run(document: &Document, options: &Options, cache: &mut Cache, done: &mut dyn FnMut(f64)) -> Annotations {
    let [split, parsed, named, attributed, resolved] = DONE_AFTER;
    done(split);
    let mut syntax = syntax::parse(document, &mut cache.syntax);
    done(parsed);
    let names = names::find(document, &syntax, options, &mut cache.names);
    done(named);
    let attributions = quotations::find(document, &syntax, &names, &mut cache.quotations);
    done(attributed);
    // Coreference asks only for the numbers of words. A session needs the rest for the next text.
    let is_edit = document.unchanged.is_some();
    if !is_edit {
        syntax.words.keep_numbers();
    }
    let coreference = coreference::resolve(document, &syntax, &names, &attributions, &mut cache.coreference);
    if is_edit {
        cache.syntax.words = syntax.words;
    }
    done(resolved);
    annotations::assemble(document, &names, &attributions, coreference)
}

/// Annotates a text that nobody edits. `done` is told how much of the work is done, from 0 to 1.
pub(crate) fn annotate_once(text: &str, options: &Options, done: &mut dyn FnMut(f64)) -> Annotations {
    done(0.0);
    let copy = ReadingCopy::new(text);
    let annotations = run(&Document::new(&copy.text), options, &mut Cache::default(), done).of_original(&copy);
    done(1.0);
    annotations
}

/// Annotates a text that changes. Gives the same answers as [`annotate_with`](crate::annotate_with), but sooner from
/// the second time on (`src/incremental` says how).
///
/// ```
/// let mut session = whosaid::Session::default();
/// let mut text = String::new();
/// for c in "“We will rebuild the bridge,” Ana Ortiz said.".chars() {
///     text.push(c);
///     assert_eq!(session.annotate(&text, &Default::default()), whosaid::annotate(&text));
/// }
/// ```
#[derive(Debug, Default)]
pub struct Session {
    layout: PreviousParagraphs,
    previous: PreviousText,
    cache: Cache,
}

impl Session {
    /// Annotates the text as it is now. Offsets are bytes.
    pub fn annotate(&mut self, text: &str, options: &Options) -> Annotations {
        let copy = ReadingCopy::after_edit(text, &mut self.layout);
        let document = Document::after_edit(&copy.text, &mut self.previous);
        run(&document, options, &mut self.cache, &mut |_| {}).of_original(&copy)
    }
}
