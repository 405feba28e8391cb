//! A user's own names: added to what was found, or taken out of it.
//!
//! A journalist's beat has names that no model knows, and words that a model takes for names. A name is given by its
//! words (`texts`), or by a pattern (`user_patterns`) where names are made by a rule, such as docket numbers.

mod apply;
mod given;
mod read;
mod texts;
mod user_patterns;

pub use apply::apply;
pub use given::{KnownName, MAX_MATCH, MAX_PATTERNS, MAX_TEXTS, Matcher, Options, OptionsError};
pub use texts::MAX_TOKENS;
