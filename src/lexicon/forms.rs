//! Inflected forms of English words, made from the lemma.

/// The forms of a verb beside its lemma.
#[derive(Debug, PartialEq)]
pub struct VerbForms {
    /// The third person singular: "denies".
    pub third: String,
    /// The past tense: "denied", "wrote".
    pub past: String,
    /// The past participle: "denied", "written".
    pub participle: String,
    /// The form in "-ing": "denying".
    pub gerund: String,
}

/// Makes the forms of a verb; `past` and `participle` are given where they are irregular. `doubles` tells that a verb
/// of more than one syllable doubles its last letter: "admitted". Whether a verb of one syllable does is known by its
/// spelling.
pub fn verb_forms(lemma: &str, past: Option<&str>, participle: Option<&str>, doubles: bool) -> VerbForms {
    let stem = if doubles || is_short(lemma) { [lemma, &lemma[lemma.len() - 1..]].concat() } else { lemma.to_owned() };
    let regular = || match lemma {
        _ if lemma.ends_with('e') => [lemma, "d"].concat(),
        _ => match before_y(lemma) {
            Some(root) => [root, "ied"].concat(),
            None => [&stem, "ed"].concat(),
        },
    };
    let past = past.map_or_else(regular, str::to_owned);
    let gerund = match lemma.strip_suffix('e').filter(|root| !root.ends_with(['e', 'o', 'y', 'i'])) {
        Some(root) => [root, "ing"].concat(),
        None => [&stem, "ing"].concat(),
    };
    VerbForms { third: with_s(lemma), participle: participle.map_or_else(|| past.clone(), str::to_owned), past, gerund }
}

/// The form of a noun or verb that ends in s: "ministries", "pledges", "boxes".
pub fn with_s(lemma: &str) -> String {
    if let Some(root) = before_y(lemma) {
        return [root, "ies"].concat();
    }
    let hisses = lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch");
    [lemma, if hisses { "es" } else { "s" }].concat()
}

/// The plural of a noun: "ministries", "spokeswomen".
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix("man").filter(|_| noun != "human" && noun != "german") {
        Some(root) => [root, "men"].concat(),
        None => with_s(noun),
    }
}

/// The word without its final "y", if its forms turn that into "ie": "ministr" for "ministry". None for other words.
fn before_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|root| !root.ends_with(['a', 'e', 'o', 'u']))
}

/// Whether a word has one syllable, with one vowel before a single last consonant: "plan", "quip"; not "read", "tell".
fn is_short(word: &str) -> bool {
    let root = word.strip_prefix("qu").unwrap_or(word);
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let vowels = root.bytes().filter(|&b| vowel(b)).count();
    let mut last = root.bytes().rev();
    let consonant = last.next().is_some_and(|b| !vowel(b) && !matches!(b, b'w' | b'x' | b'y'));
    vowels == 1 && consonant && last.next().is_some_and(vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_spelled_by_rule() {
        for (lemma, third, past, gerund) in [
            ("note", "notes", "noted", "noting"),
            ("deny", "denies", "denied", "denying"),
            ("say", "says", "sayed", "saying"),
            ("plan", "plans", "planned", "planning"),
            ("quip", "quips", "quipped", "quipping"),
            ("read", "reads", "readed", "reading"),
            ("yell", "yells", "yelled", "yelling"),
            ("vow", "vows", "vowed", "vowing"),
            ("guess", "guesses", "guessed", "guessing"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("reveal", "reveals", "revealed", "revealing"),
            ("offer", "offers", "offered", "offering"),
        ] {
            let (third, past, gerund) = (third.to_owned(), past.to_owned(), gerund.to_owned());
            let right = VerbForms { third, participle: past.clone(), past, gerund };
            assert_eq!(verb_forms(lemma, None, None, false), right);
        }
        assert_eq!(verb_forms("admit", None, None, true).gerund, "admitting");
        let write = verb_forms("write", Some("wrote"), Some("written"), false);
        assert_eq!((&*write.past, &*write.participle, &*write.gerund), ("wrote", "written", "writing"));
    }
}
