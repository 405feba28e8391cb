//! Word lists: titles, nouns that describe persons and bodies, given names, other names of countries.
//!
//! All of them are small and closed or nearly so. Words of the text are looked up in lower case.
//! What the lists get wrong: a noun that can stand for a person or a thing ("the counsel") has one
//! class here, the commoner one in news.

mod bodies;
mod names;
mod nouns;

use rustc_hash::FxHashSet as HashSet;
use std::sync::OnceLock;

pub use bodies::{Fit, body_fits, spelled_out};
pub use names::{
    Title, country, given_name, governed_from, is_country, is_state, nationality, same_given_name, state, title,
};
pub use nouns::{Noun, NounClass, noun, synonyms};

/// Grammatical gender, as "he" and "she" show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
}

/// A word that a noun phrase with its prepositions does not hold: a finite verb, as far as a list tells; lower case.
pub fn stops(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "can"
            | "could"
            | "did"
            | "does"
            | "may"
            | "might"
            | "should"
            | "added"
            | "wrote"
            | "he"
            | "she"
            | "they"
            | "it"
            | "."
            | ";"
            | "”"
            | "\""
            | "“"
    )
}

/// Words that end a noun phrase: prepositions, conjunctions, relative pronouns, auxiliaries.
pub fn ends_phrase(lower: &str) -> bool {
    static WORDS: List = List::new(
        "\
        of for at from in on with to by about as near under over against between among after before during since \
        until into than and or but nor who whom whose which that where when while because if though although \
        whether is are was were be been being has have had do does did will would can could may might must shall \
        should not said says told there also then so why how what he she it they we you i him them me us \
        including based released without within across around through despite via per the a an this these those \
        inside outside backing representing called named",
    );
    WORDS.has(lower)
}

/// Articles, demonstratives, possessives and quantifiers that begin a noun phrase.
pub fn determiner(lower: &str) -> Option<Determiner> {
    Some(match lower {
        "the" | "this" | "that" | "these" | "those" => Determiner::Definite,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" => Determiner::Possessive,
        "a" | "an" | "another" | "one" => Determiner::Indefinite,
        "some" | "many" | "several" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine"
        | "ten" | "most" | "all" | "few" | "both" | "other" | "more" | "no" | "any" | "every" | "each" | "dozens"
        | "hundreds" | "thousands" | "various" | "numerous" | "countless" | "fellow" | "certain" => {
            Determiner::Quantifier
        }
        _ => return None,
    })
}

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// "the", "this".
    Definite,
    /// "his".
    Possessive,
    /// "a".
    Indefinite,
    /// "two", "many".
    Quantifier,
}

/// A longer list of words, asked often.
struct List {
    words: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl List {
    const fn new(words: &'static str) -> List {
        List { words, set: OnceLock::new() }
    }

    fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.words.split_whitespace().collect()).contains(word)
    }
}

/// Whether `word` is in a list with single spaces.
fn one_of(list: &str, word: &str) -> bool {
    list.as_bytes().split(|&b| b == b' ').any(|w| w == word.as_bytes())
}

/// Whether a folded word of a body's name says that it publishes or broadcasts.
pub fn is_media(word: &str) -> bool {
    static WORDS: List = List::new(
        "\
        post times journal news magazine herald tribune guardian telegraph gazette chronicle observer mail mirror sun globe \
        daily weekly press reuters bloomberg politico cnn bbc nbc abc cbs fox npr msnbc economist atlantic yorker newsweek \
        examiner inquirer today standard review tv radio television broadcasting agency wire monde pais spiegel courier",
    );
    WORDS.has(word)
}

/// Nouns for one of somebody's people, of whom there is mostly one: "his wife", "her former doctor". Not
/// lawyers and spokesmen: theirs change from sentence to sentence.
pub fn is_unique_to_owner(noun: &str) -> bool {
    is_family(noun) || one_of("boyfriend girlfriend doctor physician coach predecessor successor", noun)
}

/// Nouns for somebody's family.
pub fn is_family(noun: &str) -> bool {
    one_of("wife husband father mother dad mom mum spouse fiance fiancee ex-wife ex-husband widow widower mate", noun)
}

/// Nouns for what a body publishes in its own name: "the poll".
pub fn is_finding(noun: &str) -> bool {
    one_of(
        "poll survey report study investigation analysis review assessment audit estimate forecast projection ranking statement",
        noun,
    )
}

/// Nouns for what the press prints: "the editorial".
pub fn is_printed(noun: &str) -> bool {
    one_of("piece article story editorial column op-ed headline", noun)
}

/// Nouns for what somebody writes or says to somebody: "the letter".
pub fn is_letter(noun: &str) -> bool {
    one_of(
        "letter email e-mail memo memorandum missive message note tweet cable telegram petition post statement speech address",
        noun,
    )
}

/// Other nouns for a finding: "the survey" can be the poll.
pub fn same_finding(noun: &str) -> &'static [&'static str] {
    match noun {
        "poll" => &["survey"],
        "survey" => &["poll", "study"],
        "report" => &["study", "investigation", "analysis", "review"],
        "study" | "analysis" | "review" | "investigation" => &["report", "study", "analysis"],
        _ => &[],
    }
}

/// "vice", "deputy": whoever stands in for the bearer of the title.
pub fn is_deputy(word: &str) -> bool {
    one_of("vice deputy assistant associate lieutenant acting running", word)
}

/// A political party by its adjective or noun, numbered.
pub fn party(lower: &str) -> Option<u8> {
    Some(match lower {
        "republican" | "gop" | "republicans" => 0,
        "democratic" | "democrat" | "democrats" => 1,
        "libertarian" => 2,
        "green" => 3,
        "conservative" | "tory" => 4,
        "labour" => 5,
        _ => return None,
    })
}

/// Nouns by which the person spoken of is taken up again without more: "the senator", "the 54-year-old".
pub fn is_returning_person(noun: &str) -> bool {
    static NOUNS: List = List::new(
        "\
        man woman year-old candidate nominee politician leader senator author writer lawmaker businessman businesswoman \
        mogul magnate tycoon billionaire star player actor actress singer suspect defendant teenager boy girl lawyer executive \
        representative congressman congresswoman president frontrunner front-runner incumbent challenger contender \
        chairman chairwoman governor mayor professor minister secretary coach lady mother father",
    );
    NOUNS.has(noun)
}

/// Nouns for people whom an article quotes without naming them: "the official".
pub fn is_anonymous(noun: &str) -> bool {
    static NOUNS: List = List::new(
        "\
        source witness official aide adviser advisor expert spokesman spokeswoman spokesperson driver victim judge analyst \
        caller reader interviewer reporter owner user voter customer person moderator clerk neighbor neighbour officer announcer \
        narrator host interpreter insider operative staffer attendee ally strategist supporter resident donor friend colleague \
        employer employee consultant lobbyist diplomat investigator specialist passenger bystander protester passer-by critic respondent",
    );
    NOUNS.has(noun)
}

/// Offices of which a country or a city has one: the text says who holds it, or means whoever does.
pub fn is_office(noun: &str) -> bool {
    static NOUNS: List = List::new(
        "\
        governor senator secretary minister mayor ambassador speaker chairman chairwoman prince princess sheriff judge justice \
        commissioner congressman congresswoman representative attorney_general general treasurer superintendent principal dean coach director",
    );
    NOUNS.has(noun)
}

/// Offices that everybody knows the holders of, so that their titles stand beside their names.
pub fn is_head_of_state(noun: &str) -> bool {
    one_of("president premier chancellor pope king queen emperor", noun)
}

/// Words that stand for people whom the text doesn't name: "some said".
pub fn is_somebody(word: &str) -> bool {
    static WORDS: List = List::new(
        "\
        one some someone somebody many few several others another other most all everyone everybody none nobody both each \
        either neither two three those anyone",
    );
    WORDS.has(word)
}

/// Nouns by which the body spoken of is taken up again: "the company".
pub fn is_returning_body(noun: &str) -> bool {
    static NOUNS: List = List::new(
        "\
        company firm bank group organization organisation agency newspaper paper magazine network publication outlet website \
        watchdog retailer carmaker airline nonprofit corporation giant institution body broadcaster service station charity \
        insurer lender automaker chain startup conglomerate manufacturer carrier drugmaker chipmaker",
    );
    NOUNS.has(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_know_their_number_and_gender() {
        assert_eq!(noun("spokeswoman").and_then(|n| n.gender), Some(Gender::Female));
        assert!(noun("spokeswomen").is_some_and(|n| n.plural && n.gender.is_none()));
        assert!(noun("ministries").is_some_and(|n| n.plural && n.class == NounClass::Body));
        assert!(noun("54-year-old").is_some_and(|n| n.class == NounClass::Person));
        assert!(noun("table").is_none());
    }

    #[test]
    fn nicknames_work_both_ways() {
        assert!(same_given_name("bill", "william") && same_given_name("william", "bill"));
        assert!(!same_given_name("bill", "robert"));
    }

    #[test]
    fn countries_have_other_names() {
        assert_eq!(country("usa"), country("america"));
        assert_ne!(country("rok"), country("dprk"));
    }
}
