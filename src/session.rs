//! The pipeline, and a text that is annotated again and again while somebody edits it.
//!
//! What an edit can change reaches far: a quotation mark turns the marks after it, a name's second mention tells what its
//! first one was, and whom "she" means hangs on all who were met before. So nothing is patched: each run goes through all
//! stages, and equals the first run of that text. What makes it sooner:
//!
//! - **What stands before and after is split already.** The lines before the first difference to the last text and after the
//!   last one keep their tokens; those between are compared token by token ([`crate::text::retokenize`]). The words of tokens that
//!   are the same keep their numbers.
//! - **Models answer once.** What a model says of a sentence depends on the facts that its features look at, and on nothing
//!   else: on words, and on what earlier stages tell of them. Where these are what they were, it is not asked again
//!   ([`crate::learned::memory`]). One edit changes the facts of few sentences; what is to be read is near to each other, and is
//!   read in one go. Two edits far from each other that come at once have all between them read anew.
//! - **The rest is cheap.** Every other pass reads arrays by token. What lists, spellings and cases tell of a word is looked up
//!   once for each distinct word ([`Words::table`](crate::learned::lexical::Words::table)), and most of it kept to the next
//!   run; no pass makes a string or a list for a token. A first run gains by this nearly as much as a later one.
//!
//! So a keystroke costs what the passes cost, which is linear in the text; `tests/cost` holds what it may cost beside a full
//! run.

use crate::annotations::{self, Annotations};
use crate::coreference;
use crate::names::{self, Options};
use crate::quotations;
use crate::syntax;
use crate::text::layout::ReadingCopy;
use crate::text::{Document, retokenize};

/// What the last run found.
#[derive(Debug, Default)]
struct Memories {
    text: retokenize::PreviousText,
    syntax: syntax::Memories,
    names: names::Memories,
    quotations: quotations::Memories,
    coreference: coreference::Memories,
}

/// Annotates a text that changes: the same answers as [`annotate_with`](crate::annotate_with), sooner from the second
/// time on.
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
    memories: Memories,
}

impl Session {
    /// Annotates the text as it is now. Offsets are bytes.
    pub fn annotate(&mut self, text: &str, options: &Options) -> Annotations {
        annotate(text, options, Some(&mut self.memories))
    }
}

/// All stages, one after the other.
pub(crate) fn annotate_once(text: &str, options: &Options) -> Annotations {
    annotate(text, options, None)
}

fn annotate(text: &str, options: &Options, mut memories: Option<&mut Memories>) -> Annotations {
    let copy = ReadingCopy::new(text);
    let document = match &mut memories {
        Some(memories) => Document::after_edit(&copy.text, &mut memories.text),
        None => Document::new(&copy.text),
    };
    let mut syntax = match &mut memories {
        Some(memories) => syntax::parse_again(&document, &mut memories.syntax),
        None => syntax::parse(&document),
    };
    let names = names::find_again(&document, &syntax, options, memories.as_mut().map(|memories| &mut memories.names));
    let said = memories.as_mut().map(|memories| &mut memories.quotations);
    let attributions = quotations::find_again(&document, &syntax, &names, said);
    if memories.is_none() {
        syntax.words.keep_numbers();
    }
    let coreference = match memories {
        None => coreference::resolve(&document, &syntax, &names, &attributions),
        Some(memories) => {
            let known = &mut memories.coreference;
            let found = coreference::resolve_again(&document, &syntax, &names, &attributions, known);
            memories.syntax.words = syntax.words;
            found
        }
    };
    annotations::assemble(&document, &names, &attributions, coreference).of_original(&copy)
}
