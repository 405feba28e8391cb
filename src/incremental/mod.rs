//! What is kept from one text to the next while somebody edits it.
//!
//! What an edit can change reaches far: a quotation mark turns the marks after it, a name's second mention tells what its
//! first one was, and whom "she" means depends on all who were met before. So nothing is patched: each run goes through all
//! stages, and equals the first run of that text. What makes it sooner:
//!
//! - **What stands before and after is split already** (`diff`). The lines before the first difference to the last text and
//!   after the last one keep their tokens; those between are compared token by token ([`crate::text::retokenize`]). The words of
//!   unchanged tokens keep their numbers.
//! - **Models answer once** (`cache`). What a model says of a sentence depends on the facts that its features look at, and on
//!   nothing else: on words, and on what earlier stages tell of them. Where these are what they were, it is not asked again. One
//!   edit changes the facts of few sentences; what is to be read is near to each other, and is read in one go. Two edits far
//!   from each other that come at once have all between them read anew.
//! - **Rules read a section once** (`cache`, too): the rules of attribution go through the runs of paragraphs that an edit changed, and
//!   keep the attributions of all others (`quotations::rules::sections` says where one ends).
//! - **Candidates are scored once** (`scores`). Who is near, and who spoke last, is gathered anew for each "she"; where all that the
//!   ranker would look at is the same, of all candidates together, they have the scores that they had.
//! - **The rest is cheap.** Every other pass reads arrays by token. What lists, spellings and cases tell of a word is looked up
//!   once for each distinct word ([`Words::table`](crate::learned::lexical::Words::table)), and most of it kept to the next
//!   run; no pass makes a string or a list for a token.
//!
//! Each stage is one function over its cache. A text that nobody edits goes the same way with caches that stay empty: a
//! [`Document`](crate::text::Document) that was not made by an edit tells them to keep nothing.
//!
//! So a keystroke costs what the passes cost, which is linear in the text; `tests/cost` holds what it may cost beside a full
//! run. The session itself stands above all stages, in `pipeline`.

pub mod cache;
mod diff;
mod scores;

pub use diff::{Unchanged, shift_range};
pub use scores::ScoreCache;
