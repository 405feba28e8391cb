//! Verbs that report: what they say of the words they report, said or thought.
//!
//! A list, because a rule must be as sure of a verb as a reader is; the models find the rarer ones.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Act;
use super::scene::Scene;

/// Verbs of saying that stand beside quoted words: “The road is closed,” Ana Ruiz *noted*.
const SAYING: &[&str] = &[
    "accuse",
    "acknowledge",
    "add",
    "admit",
    "advise",
    "agree",
    "allege",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "assure",
    "bark",
    "beg",
    "blast",
    "boast",
    "call",
    "caution",
    "chant",
    "charge",
    "chide",
    "chuckle",
    "cite",
    "claim",
    "clarify",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "continue",
    "counter",
    "cry",
    "declare",
    "decry",
    "demand",
    "deny",
    "describe",
    "disclose",
    "emphasize",
    "emphasise",
    "exclaim",
    "explain",
    "express",
    "gush",
    "hint",
    "inform",
    "inquire",
    "insist",
    "instruct",
    "interject",
    "intone",
    "joke",
    "lament",
    "maintain",
    "mention",
    "muse",
    "mutter",
    "note",
    "object",
    "observe",
    "offer",
    "opine",
    "plead",
    "pledge",
    "point",
    "post",
    "predict",
    "press",
    "proclaim",
    "promise",
    "protest",
    "quip",
    "quote",
    "read",
    "reassure",
    "recall",
    "recount",
    "reflect",
    "refer",
    "reiterate",
    "relate",
    "remark",
    "remember",
    "remind",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "roar",
    "say",
    "scoff",
    "scold",
    "scream",
    "shout",
    "shriek",
    "sing",
    "sang",
    "snap",
    "sneer",
    "speak",
    "speculate",
    "state",
    "stress",
    "suggest",
    "surmise",
    "swear",
    "sum",
    "tell",
    "tease",
    "testify",
    "thunder",
    "tweet",
    "urge",
    "utter",
    "vent",
    "volunteer",
    "vow",
    "warn",
    "whisper",
    "write",
    "yell",
];

/// The surest of them: with a subject and a clause they report, marks or none.
const SUREST: &[&str] = &[
    "add", "admit", "allege", "announce", "argue", "assert", "assure", "boast", "caution", "claim", "complain",
    "concede", "confirm", "contend", "declare", "deny", "explain", "insist", "note", "predict", "remark", "reply",
    "report", "say", "state", "stress", "suggest", "tell", "testify", "tweet", "vow", "warn", "write",
];

/// Verbs of thinking, wanting and fearing.
const THINKING: &[&str] = &[
    "anticipate",
    "aim",
    "assume",
    "await",
    "believe",
    "care",
    "consider",
    "contemplate",
    "crave",
    "desire",
    "despise",
    "disbelieve",
    "distrust",
    "doubt",
    "dread",
    "dream",
    "envision",
    "expect",
    "fear",
    "feel",
    "figure",
    "foresee",
    "forget",
    "guess",
    "hate",
    "hope",
    "imagine",
    "intend",
    "know",
    "like",
    "long",
    "love",
    "mean",
    "mind",
    "need",
    "perceive",
    "plan",
    "ponder",
    "prefer",
    "presume",
    "realize",
    "realise",
    "reckon",
    "regard",
    "regret",
    "resent",
    "see",
    "seek",
    "sense",
    "suppose",
    "suspect",
    "think",
    "trust",
    "understand",
    "view",
    "want",
    "welcome",
    "wish",
    "wonder",
    "worry",
    "yearn",
];

/// Adjectives and nouns that are states of mind: "is *afraid* that", "the *belief* that".
const MINDS: &[&str] = &[
    "afraid",
    "anxious",
    "aware",
    "certain",
    "concerned",
    "confident",
    "convinced",
    "determined",
    "doubtful",
    "eager",
    "fearful",
    "hopeful",
    "mindful",
    "optimistic",
    "pessimistic",
    "skeptical",
    "sceptical",
    "sure",
    "unaware",
    "unsure",
    "wary",
    "willing",
    "worried",
    "belief",
    "beliefs",
    "expectation",
    "expectations",
    "hopes",
    "idea",
    "intention",
    "intentions",
    "opinion",
    "suspicion",
    "thinking",
    "thought",
    "thoughts",
    "conviction",
    "fears",
    "worries",
];

const IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("felt", "feel"),
    ("foresaw", "foresee"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("knew", "know"),
    ("known", "know"),
    ("meant", "mean"),
    ("put", "put"),
    ("read", "read"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("thought", "think"),
    ("told", "tell"),
    ("understood", "understand"),
    ("went", "go"),
    ("written", "write"),
    ("wrote", "write"),
];

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) { word.into() } else { word.to_lowercase().into() }
}

/// Whether `word` is a form of one of the `verbs`.
fn is_form_of(word: &str, verbs: &HashSet<&str>) -> bool {
    static IRREGULARS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| IRREGULAR.iter().copied().collect());
    let word = lower(word);
    let has = |base: &str| verbs.contains(base);
    if let Some(base) = IRREGULARS.get(&*word) {
        return has(base);
    }
    if has(&word) {
        return true;
    }
    // "denied", "denies".
    if let Some(stem) = word.strip_suffix("ied").or_else(|| word.strip_suffix("ies"))
        && has(&[stem, "y"].concat())
    {
        return true;
    }
    for ending in ["s", "es", "d", "ed", "ing"] {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        // "hoping"; "planned".
        let doubled = stem.len() > 3 && {
            let mut last = stem.bytes().rev();
            last.next() == last.next()
        };
        let single = || stem.char_indices().next_back().map_or("", |(at, _)| &stem[..at]);
        if has(stem) || ending == "ing" && has(&[stem, "e"].concat()) || doubled && has(single()) {
            return true;
        }
    }
    false
}

/// Whether `word` is a form of a verb of saying.
pub fn is_saying(word: &str) -> bool {
    static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| SAYING.iter().copied().collect());
    is_form_of(word, &VERBS)
}

/// Whether `word` is a form of a verb that reports wherever it has a clause.
pub fn is_surest(word: &str) -> bool {
    static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| SUREST.iter().copied().collect());
    is_form_of(word, &VERBS)
}

/// Whether `word` is a form of a verb of thinking.
pub fn is_thinking(word: &str) -> bool {
    static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| THINKING.iter().copied().collect());
    is_form_of(word, &VERBS)
}

/// What a cue says of its content: thought for "believes", "had hoped", "is convinced"; speech else.
pub fn act(scene: &Scene, cue: &Range<usize>) -> Act {
    let word = |i: usize| scene.document.word(i);
    // A verb of saying anywhere wins: "said he wanted", "is thought to have said".
    let speaks = cue.clone().any(|i| scene.syntax.tags[i].is_verb() && is_saying(word(i)));
    let thinks = |i: usize| is_thinking(word(i)) || MINDS.contains(&&*lower(word(i)));
    if !speaks && cue.clone().any(thinks) { Act::Thought } else { Act::Speech }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for word in ["said", "Says", "tweeted", "denied", "admitted", "noting", "urging", "whispers", "wrote"] {
            assert!(is_saying(word), "{word}");
        }
        for word in ["hopes", "planned", "planning", "believed", "thought", "worries", "wanting", "feared"] {
            assert!(is_thinking(word), "{word}");
        }
        for word in ["", "s", "ed", "ing", "red", "king", "road", "é"] {
            assert!(!is_saying(word) && !is_thinking(word), "{word}");
        }
    }
}
