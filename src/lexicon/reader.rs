//! Reads the word lists in `src/data/lexicon`: a line is a word, its flags and its values, and a comment behind "#".

use std::sync::LazyLock;

use rustc_hash::FxHashMap as HashMap;

use super::records::{Noun, NounClass, Title, gender, sorts};
use super::{Flag, Flags, forms};

/// The texts of the lists; each field has the name of its file.
struct Lists {
    verbs: &'static str,
    nouns: &'static str,
    words: &'static str,
    titles: &'static str,
    abbreviations: &'static str,
    bodies: &'static str,
    places: &'static str,
    nicknames: &'static str,
    page: &'static str,
    foreign: &'static str,
}

const LISTS: Lists = Lists {
    verbs: include_str!("../data/lexicon/verbs.txt"),
    nouns: include_str!("../data/lexicon/nouns.txt"),
    words: include_str!("../data/lexicon/words.txt"),
    titles: include_str!("../data/lexicon/titles.txt"),
    abbreviations: include_str!("../data/lexicon/abbreviations.txt"),
    bodies: include_str!("../data/lexicon/bodies.txt"),
    places: include_str!("../data/lexicon/places.txt"),
    nicknames: include_str!("../data/lexicon/nicknames.txt"),
    page: include_str!("../data/lexicon/page.txt"),
    foreign: include_str!("../data/lexicon/foreign.txt"),
};

/// The contents of the lists, by word; all words are in lower case.
#[derive(Default)]
pub struct Lexicon {
    /// For each word and form, its flags.
    pub flags: HashMap<String, Flags>,
    /// The nouns that can head a description, by each of their forms, singular and plural.
    pub nouns: HashMap<String, Noun>,
    /// For each noun, those that mean nearly the same.
    pub synonyms: HashMap<&'static str, Vec<&'static str>>,
    /// For each noun for a document, those for documents that it can take up.
    pub documents_taken_up_by: HashMap<&'static str, Vec<&'static str>>,
    /// For each noun, the set of the sorts of bodies that it can stand for, a bit each.
    pub sorts_of_noun: HashMap<&'static str, u16>,
    /// For each word in names of bodies, the set of the sorts that it tells, a bit each.
    pub sorts_of_name: HashMap<&'static str, u16>,
    /// For each acronym of a body, the head noun of the full name: "bureau" for "fbi".
    pub heads: HashMap<&'static str, &'static str>,
    /// Titles without full stops.
    pub titles: HashMap<&'static str, Title>,
    /// For each short given name, the long ones.
    pub long_forms: HashMap<&'static str, Vec<&'static str>>,
    /// For each word that names a party, its commonest adjective.
    pub parties: HashMap<&'static str, &'static str>,
    /// For each pronoun, its person, case and gender as the list writes them.
    pub pronouns: HashMap<&'static str, &'static str>,
    /// For each name of a country that has several, the commonest.
    pub countries: HashMap<String, String>,
    /// For each capital, its country.
    pub capitals: HashMap<String, String>,
    /// For each adjective that no ending makes from its country's name, the country.
    pub peoples: HashMap<String, String>,
    /// For each short form or abbreviation of a state of the United States, the state.
    pub states: HashMap<&'static str, String>,
    /// Beginnings of captions, and of paragraphs that are no part of an article; sorted by their first byte.
    pub beginnings: Vec<(String, Flags)>,
}

/// The lexicon, made of the shipped lists.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(&LISTS));
    &LEXICON
}

/// One line of a list.
struct Line {
    /// The word, as the list writes it.
    word: &'static str,
    /// The flags that stand behind the word.
    flags: Flags,
    /// Names and values, written `name=value`.
    values: Vec<(&'static str, &'static str)>,
    /// Whether the last letter of a verb doubles in some forms: "admitted".
    doubles: bool,
}

impl Line {
    /// The value of a name, "" where the line has none.
    fn value(&self, name: &str) -> &'static str {
        self.values.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| *value)
    }

    /// The values of a name, which commas separate.
    fn all(&self, name: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.value(name).split(',').filter(|value| !value.is_empty())
    }
}

/// The names of values that a line may have; it may have no others.
#[cfg(test)]
const VALUES: &[&str] = &[
    "past",
    "participle",
    "plural",
    "also",
    "can-be",
    "sort",
    "head",
    "noun",
    "short-for",
    "party",
    "pronoun",
    "capital",
    "people",
    "short",
    "letters",
];

/// The lines of a list that hold a word.
fn lines(list: &'static str) -> impl Iterator<Item = Line> {
    list.lines().filter_map(|line| {
        let mut fields = line.split('#').next().unwrap_or("").split_ascii_whitespace();
        let mut line = Line { word: fields.next()?, flags: Flags::default(), values: Vec::new(), doubles: false };
        for field in fields {
            match (field.split_once('='), Flag::named(field)) {
                (Some(pair), _) => line.values.push(pair),
                (None, Some(flag)) => line.flags.add(flag),
                (None, None) => line.doubles |= field == "doubles",
            }
        }
        Some(line)
    })
}

/// The words of an entry, which has `_` for each space.
fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

/// Reads all lists.
fn read(lists: &Lists) -> Lexicon {
    let mut lexicon = Lexicon::default();
    lines(lists.verbs).for_each(|line| lexicon.add_verb(&line));
    for line in lines(lists.nouns) {
        lexicon.add_noun(&line);
    }
    for line in lines(lists.words) {
        lexicon.add(line.word, line.flags);
        lexicon.parties.extend(line.all("party").map(|party| (line.word, party)));
        lexicon.pronouns.extend(Some(line.value("pronoun")).filter(|p| !p.is_empty()).map(|p| (line.word, p)));
    }
    for line in lines(lists.titles) {
        lexicon.add(line.word, line.flags);
        if line.flags.has(Flag::Title) {
            let title = Title { gender: gender(line.flags), noun: line.all("noun").next() };
            lexicon.titles.insert(line.word, title);
        }
    }
    for list in [lists.abbreviations, lists.foreign] {
        lines(list).for_each(|line| lexicon.add(line.word, line.flags));
    }
    for line in lines(lists.bodies) {
        lexicon.add(line.word, line.flags);
        lexicon.sorts_of_name.insert(line.word, sorts(line.value("sort")));
        lexicon.heads.extend(line.all("head").map(|head| (line.word, head)));
    }
    lines(lists.places).for_each(|line| lexicon.add_place(&line));
    for line in lines(lists.nicknames) {
        lexicon.long_forms.insert(line.word, line.all("short-for").collect());
    }
    for line in lines(lists.page) {
        let words = spaced(line.word);
        lexicon.add(&words, line.flags);
        if line.flags.has(Flag::BeginsPage) || line.flags.has(Flag::BeginsCaption) {
            lexicon.beginnings.push((words, line.flags));
        }
    }
    lexicon
}

impl Lexicon {
    /// Adds flags to those that a form has from another line: "post" is a verb and a noun.
    fn add(&mut self, form: &str, flags: Flags) {
        match self.flags.get_mut(form) {
            Some(known) => known.add_all(flags),
            None => drop(self.flags.insert(form.to_owned(), flags)),
        }
    }

    /// Adds a verb in all its forms.
    fn add_verb(&mut self, line: &Line) {
        let forms = forms::verb_forms(line.word, line.all("past").next(), line.all("participle").next(), line.doubles);
        for finite in [&forms.third, &forms.past] {
            self.add(finite, line.flags);
        }
        for form in [line.word, &forms.participle, &forms.gerund] {
            self.add(form, line.flags.without(Flag::Plain));
        }
    }

    /// Adds a noun with its plurals, its synonyms, and the documents and bodies that it can stand for.
    fn add_noun(&mut self, line: &Line) {
        self.add(line.word, line.flags);
        for other in line.all("also") {
            self.synonyms.entry(line.word).or_default().push(other);
            self.synonyms.entry(other).or_default().push(line.word);
        }
        self.documents_taken_up_by
            .extend(Some(line.all("can-be").collect::<Vec<_>>()).filter(|o| !o.is_empty()).map(|o| (line.word, o)));
        self.sorts_of_noun.insert(line.word, sorts(line.value("sort")));
        let classes = [
            (Flag::Person, NounClass::Person),
            (Flag::Body, NounClass::Body),
            (Flag::Place, NounClass::Place),
            (Flag::Document, NounClass::Document),
        ];
        let Some(&(_, class)) = classes.iter().find(|(flag, _)| line.flags.has(*flag)) else { return };
        let noun = Noun { class, gender: gender(line.flags), plural: false, singular: line.word };
        // A plural says nothing of the gender of one of them.
        let plural = Noun { gender: None, plural: true, ..noun };
        self.nouns.insert(line.word.to_owned(), noun);
        self.nouns.entry(forms::plural(line.word)).or_insert(plural);
        for form in line.all("plural") {
            self.nouns.insert(form.to_owned(), plural);
        }
    }

    /// Adds a country or state with its other names, capital, adjectives and short forms.
    fn add_place(&mut self, line: &Line) {
        let name = spaced(line.word);
        self.add(&name, line.flags);
        if line.all("also").next().is_some() {
            self.countries.insert(name.clone(), name.clone());
        }
        self.countries.extend(line.all("also").map(|other| (spaced(other), name.clone())));
        self.capitals.extend(line.all("capital").map(|capital| (spaced(capital), name.clone())));
        self.peoples.extend(line.all("people").map(|people| (spaced(people), name.clone())));
        self.states.extend(line.all("short").chain(line.all("letters")).map(|short| (short, name.clone())));
        for short in line.all("short") {
            let mut flags = Flags::default();
            flags.add(Flag::ShortIfCapital);
            flags.add(Flag::StateShort);
            self.add(short, flags);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pronouns;
    use super::*;

    const EMPTY: Lists = Lists {
        verbs: "",
        nouns: "",
        words: "",
        titles: "",
        abbreviations: "",
        bodies: "",
        places: "",
        nicknames: "",
        page: "",
        foreign: "",
    };

    #[test]
    fn a_word_is_one_line_with_its_flags() {
        let lexicon = read(&Lists {
            verbs: "# Verbs.\ngrumble says # in anger\nspit says past=spat\n",
            nouns: "ferryman person male also=skipper\nskipper person\n",
            words: "glum mind",
            places: "upper_volta country also=volta capital=new_quay\n",
            ..EMPTY
        });
        let flag = |form: &str, flag: Flag| lexicon.flags.get(form).is_some_and(|flags| flags.has(flag));
        for form in ["grumble", "grumbles", "grumbled", "grumbling", "spat", "spits"] {
            assert!(flag(form, Flag::Says), "{form}");
        }
        assert!(!flag("anger", Flag::Says) && !flag("glum", Flag::Says) && flag("glum", Flag::Mind));
        assert!(lexicon.nouns["ferrymen"].plural);
        assert_eq!(lexicon.synonyms["skipper"], ["ferryman"]);
        assert_eq!(lexicon.countries["volta"], "upper volta");
        assert_eq!(lexicon.capitals["new quay"], "upper volta");
    }

    #[test]
    fn lists_hold_each_word_once_in_order_with_flags_that_are_declared() {
        let Lists { verbs, nouns, words, titles, abbreviations, bodies, places, nicknames, page, foreign } = LISTS;
        for list in [verbs, nouns, words, titles, abbreviations, bodies, places, nicknames, page, foreign] {
            let words: Vec<&str> = lines(list).map(|line| line.word).collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
            for line in list.lines().map(|line| line.split('#').next().unwrap_or("")) {
                for field in line.split_ascii_whitespace().skip(1) {
                    let value = field.split_once('=').is_some_and(|(name, _)| VALUES.contains(&name));
                    assert!(value || field == "doubles" || Flag::named(field).is_some(), "no flag: {field} in {line}");
                }
            }
            for line in lines(list) {
                let pronoun = line.value("pronoun");
                assert_eq!(
                    pronoun.is_empty(),
                    pronouns::read(pronoun.split(',')).is_none(),
                    "no pronoun: {}",
                    line.word
                );
                for sort in line.all("sort") {
                    assert_ne!(sorts(sort), 0, "no sort: {sort} of {}", line.word);
                }
            }
        }
    }
}
