//! Whether a source denies what it is reported about: "denied wrongdoing", "rejected the claim that the road was closed".
//!
//! A cue of denying, rejecting, disputing or dismissing denies its content, unless it is itself negated ("did not deny")
//! or the content is what the source says instead ("dismissed the report as nonsense").

use super::Attribution;
use crate::text::Document;

/// The beginnings of all forms of the verbs of denying. No other verb that reports begins so.
const DENYING: &[&str] = &["deny", "deni", "reject", "disput", "dismiss"];

/// Words that negate the verb beside them.
const NEGATIONS: &[&str] = &["not", "cannot", "never", "neither", "nor"];

/// How many tokens before the verb are searched for a negation.
const NEAR: usize = 3;

/// True for every form of a verb of denying: "denies", "rejected", "disputing".
pub fn is_denying(word: &str) -> bool {
    // Most verbs begin with another letter.
    matches!(word.bytes().next(), Some(b'd' | b'D' | b'r' | b'R'))
        && DENYING.iter().any(|start| word.get(..start.len()).is_some_and(|w| w.eq_ignore_ascii_case(start)))
}

/// Whether a word negates the verb beside it: "not", "never", "didn't" or "n't" alone.
pub fn is_negation(word: &str) -> bool {
    NEGATIONS.iter().any(|negation| word.eq_ignore_ascii_case(negation))
        || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Whether the cue of an attribution denies its content; never without a cue.
pub fn is_denied(document: &Document, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.clone() else { return false };
    let lower = |i: usize| document.word(i).to_lowercase();
    let Some(verb) = cue.clone().find(|&i| is_denying(document.word(i))) else { return false };
    let negated = (verb.saturating_sub(NEAR)..verb).any(|i| is_negation(document.word(i)));
    let first = attribution.content[0].start;
    let instead = lower(first) == "as" || first > verb && lower(first - 1) == "as";
    !negated && !instead
}

#[cfg(test)]
mod tests {
    use super::is_negation;

    #[test]
    fn a_word_that_only_ends_like_a_negation_is_none() {
        for word in ["not", "Never", "n't", "didn’t", "cannot"] {
            assert!(is_negation(word), "{word}");
        }
        for word in ["governor", "minor", "knot", "notes"] {
            assert!(!is_negation(word), "{word}");
        }
    }
}
