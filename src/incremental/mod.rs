//! Caches that keep results from one text to the next while somebody edits it.
//!
//! **Problem.** What an edit can change reaches far: a quotation mark turns the marks after it, a name's second mention
//! tells what its first one was, and whom "she" means depends on all who were met before.
//!
//! **Method.** Nothing is patched: each run goes through all stages, and gives what a run of that text from nothing
//! gives. What makes it quicker:
//!
//! - **What stands before and after an edit is split already** (`diff`). The lines before the first difference to the
//!   last text, and those after the last difference, keep their tokens; the lines between are compared token by token
//!   ([`crate::text::retokenize`]). The words of unchanged tokens keep their numbers.
//! - **Models answer once** (`cache`). What a model says of a sentence depends only on the facts that its features look
//!   at: on words, and on what earlier stages tell of them. Where these facts are unchanged, the model is not asked
//!   again. One edit changes the facts of few sentences, which are mostly near to each other and are read in one go.
//!   Two edits far from each other at once have all between them read anew.
//! - **Rules read a section once** (`cache`, too). The rules of attribution go only through the runs of paragraphs that
//!   an edit changed; the attributions of the others are kept (`quotations::rules::sections` says where a run ends).
//! - **Candidates are scored once** (`scores`). Who is near and who spoke last is gathered anew for each "she". Where
//!   all that the ranker looks at is the same, for all candidates together, they keep their scores.
//! - **The rest is cheap.** Every other pass reads arrays by token. What lists, spellings and cases tell of a word is
//!   looked up once for each distinct word ([`Words::table`](crate::learned::lexical::Words::table)), and most of it is
//!   kept for the next run; no pass makes a string or a list for a token.
//!
//! Each stage is one function over its cache. A text that nobody edits goes the same way: its
//! [`Document`](crate::text::Document) is not made by an edit, and that tells the caches to keep nothing.
//!
//! So a keystroke costs what the passes cost, which is linear in the text; `tests/cost` holds what it may cost beside a
//! full run. The session itself stands above all stages, in `pipeline`.

pub mod cache;
mod diff;
mod scores;

pub use diff::{Unchanged, shift_range};
pub use scores::ScoreCache;
