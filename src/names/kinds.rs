//! Kinds of names, corrected by what the whole text says of them.
//!
//! The recognizer sees a name where it stands. The text shows more: a name behind "beat" is a team; "Paris" is a person
//! where "Paris Delgado" is one; "Brandt and Okoye" is a firm where the text speaks of a company and names neither
//! alone. Each rule below asks for such evidence, and changes nothing without it.
//!
//! **What it gets wrong**: a country's team stays a place where no score and no verb beside the name shows that it
//! plays.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::gazetteer::class;
use super::{EntityKind, Name, gazetteer};
use crate::lexicon::{self, Fit, Flag, Flags, NounClass};
use crate::syntax::{Syntax, Tag};
use crate::text::Document;
use crate::text::token::TokenKind;

/// Corrects the kinds of names, and joins those that are one name; the result is in order. `flags` are those of the
/// lexicon, for each distinct word.
pub fn decide(document: &Document, syntax: &Syntax, flags: &[Flags], mut names: Vec<Name>) -> Vec<Name> {
    let text = Text { document, syntax, flags };
    for name in &mut names {
        text.by_own_words(name);
    }
    names.retain(|name| !text.is_common_noun_for_person(name));
    let mut names = text.full_names(names);
    text.given_names(&mut names);
    text.teams(&mut names);
    let mut names = text.join_two_partners(text.join_three_partners(names));
    text.firms(&mut names);
    names
}

/// A text, and what the lexicon knows of its words.
struct Text<'t> {
    document: &'t Document<'t>,
    syntax: &'t Syntax,
    /// For each distinct word, its flags.
    flags: &'t [Flags],
}

/// A pronoun behind a name that tells a firm from a person.
enum PronounBehind {
    /// "its" behind the name's verb: "opened its first store".
    Its,
    /// "he", "she", "his", "her" behind the name's verb, or "who" right behind the name.
    OfPerson,
}

/// How many different words of games a text about sport has, at least.
const MIN_SPORT_WORDS: usize = 2;
/// The most words of games in a text that are looked at.
const MAX_SPORT_WORDS_READ: usize = 50;

impl<'t> Text<'t> {
    /// The word at `i`; "" beyond the text.
    fn word(&self, i: usize) -> &'t str {
        if i < self.document.tokens.len() { self.document.word(i) } else { "" }
    }

    /// The word before `i`; "" at the start.
    fn before(&self, i: usize) -> &'t str {
        if i > 0 { self.word(i - 1) } else { "" }
    }

    /// Whether the word at `i` bears a flag of the lexicon; false beyond the text.
    fn has(&self, i: usize, flag: Flag) -> bool {
        i < self.document.tokens.len() && self.flags[self.syntax.words.number(i)].has(flag)
    }

    /// A name as the text writes it.
    fn form(&self, name: &Name) -> &'t str {
        self.document.span(name.tokens.clone()).of(self.document.text)
    }

    /// Whether a name is only a noun for a person behind "the", such as one that says where somebody is from: "the
    /// Dane", "the Frenchman".
    fn is_common_noun_for_person(&self, name: &Name) -> bool {
        let i = name.tokens.start;
        let person = name.kind == EntityKind::Person || self.word(i).ends_with("man");
        person
            && name.tokens.len() == 1
            && matches!(self.before(i), "the" | "The")
            && lexicon::has(&self.word(i).to_lowercase(), Flag::ReturningPerson)
    }

    /// Whether a word that places follow stands before a token: "in", "near", "visiting".
    fn is_located(&self, i: usize) -> bool {
        matches!(
            self.before(i),
            "in" | "In" | "at" | "from" | "near" | "across" | "outside" | "to" | "into" | "around" | "visiting"
        )
    }

    /// Sets the kind where a name's own words, or those right behind it, tell it: "Republicans" are a group, an act is
    /// a law, the UN is a body.
    fn by_own_words(&self, name: &mut Name) {
        let (first, last) = (name.tokens.start, name.tokens.end - 1);
        if name.tokens.len() == 1 && self.word(first).starts_with(char::is_uppercase) {
            let party = matches!(lexicon::party(self.word(first)), Some("republican" | "democratic"))
                && self.word(first) != "GOP";
            if party {
                name.kind = EntityKind::Group;
            }
            // "posted on X", "an account on X".
            if self.word(first) == "X" && self.before(first) == "on" {
                name.kind = EntityKind::Product;
            }
            if name.kind == EntityKind::Place && self.is_spelled_body(first) {
                name.kind = EntityKind::Organization;
            }
            self.by_apposition(name);
            self.firm_by_employees_or_apposition(name);
            return;
        }
        // Two initials before a surname: "D.K. Osei"; but not "U.S. Congress".
        let initials = self.word(first).len() == 4
            && self.word(first).bytes().step_by(2).all(|b| b.is_ascii_uppercase())
            && self.word(first).bytes().skip(1).step_by(2).all(|b| b == b'.');
        if name.kind == EntityKind::Place
            && name.tokens.len() == 2
            && initials
            && !matches!(self.word(first), "U.S." | "U.K." | "U.N." | "D.C.")
        {
            name.kind = EntityKind::Person;
        }
        // A short title: "Cllr Ray Stubbs".
        if name.kind == EntityKind::Place && self.has(first, Flag::Title) && self.has(first, Flag::Short) {
            name.kind = EntityKind::Person;
        }
        if matches!(name.kind, EntityKind::Person | EntityKind::Place) && self.is_firm_word(last) {
            name.kind = EntityKind::Organization;
        }
        let work = self.word(name.tokens.end) == ","
            && matches!(self.word(name.tokens.end + 1), "a" | "an" | "his" | "her")
            && (name.tokens.end + 2..name.tokens.end + 5).any(|i| self.has(i, Flag::Work));
        if work && matches!(name.kind, EntityKind::Place | EntityKind::Facility | EntityKind::Organization) {
            name.kind = EntityKind::Other;
        }
        self.by_apposition(name);
        self.firm_by_employees_or_apposition(name);
        let speaks = matches!(name.kind, EntityKind::Place | EntityKind::Organization | EntityKind::Person);
        let event = self.has(last, Flag::Event) && name.kind != EntityKind::Person
            || self.has(first, Flag::EventOf) && self.word(first + 1) == "of";
        if speaks && event && self.word(last).starts_with(char::is_uppercase) {
            name.kind = EntityKind::Other;
        }
    }

    /// Whether a word is the initials of a body that the lexicon knows: "U.N.".
    fn is_spelled_body(&self, i: usize) -> bool {
        let letters: String = self.word(i).chars().filter(|&c| c != '.').collect();
        let spelled = letters.len() > 1 && letters.bytes().all(|b| b.is_ascii_uppercase());
        spelled && lexicon::spelled_out(&letters.to_lowercase()).is_some()
    }

    /// Whether a word ends the names of firms, and is no surname: "Foods", "Motors"; but not "Bank", as in "West Bank".
    fn is_firm_word(&self, i: usize) -> bool {
        let word = self.word(i);
        let fits = |noun: &str| lexicon::body_fits(noun, &[word.to_lowercase().into()]) == Fit::Right;
        let surname = || self.listed(i) & class::FAMILY > 0;
        word.starts_with(char::is_uppercase) && fits("company") && !fits("bank") && !surname()
    }

    /// Takes a person for a firm where people work at it ("lawyers at Dunn Pryor") or an apposition says that it is one
    /// ("Harris Wade, the accountancy firm,"). Takes a name that begins with "DJ" for a person ("DJ Mono").
    fn firm_by_employees_or_apposition(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        if self.word(start) == "DJ" {
            name.kind = EntityKind::Person;
        }
        let place = name.kind == EntityKind::Place && !self.is_located(start) && self.before(start) != "of";
        if name.kind != EntityKind::Person && !place {
            return;
        }
        let job =
            |i: usize| lexicon::noun(&self.word(i).to_lowercase()).is_some_and(|noun| noun.class == NounClass::Person);
        let at_work = start > 1 && self.before(start) == "at" && job(start - 2);
        let owner = matches!(self.word(end), "'s" | "’s" | "'" | "’");
        let apposed = self.word(end) == ","
            && matches!(self.word(end + 1), "a" | "an" | "the")
            && (end + 2..end + 6).any(|i| {
                self.has(i, Flag::ReturningBody)
                    && self.syntax.tags.get(i).is_some_and(|tag| tag.is_noun())
                    && matches!(self.word(i + 1), "," | "." | "that" | "which")
            })
            && (end + 2..end + 6).take_while(|&i| self.word(i) != ",").all(|i| !job(i));
        if at_work && !owner && !place || apposed {
            name.kind = EntityKind::Organization;
        }
    }

    /// Takes a place or body for a person where an apposition says whose relative or friend it is: "Chelsea, their
    /// daughter,".
    fn by_apposition(&self, name: &mut Name) {
        let end = name.tokens.end;
        let may_be = matches!(name.kind, EntityKind::Place | EntityKind::Organization) && name.tokens.len() <= 2;
        let owned = self.word(end) == "," && self.has(end + 1, Flag::Possessive);
        if !may_be || !owned || !self.is_given(name.tokens.start) || self.is_located(name.tokens.start) {
            return;
        }
        let Some(noun) = (end + 2..end + 5).find(|&i| self.has(i, Flag::Person)) else { return };
        let plain =
            (end + 2..noun).all(|i| self.syntax.tags.get(i).is_some_and(|tag| matches!(tag, Tag::JJ | Tag::NN)));
        let closes = matches!(self.word(noun + 1), "," | "." | "and" | "who") || self.word(noun + 1).is_empty();
        if plain && closes && self.syntax.tags.get(noun) != Some(&Tag::NNS) {
            name.kind = EntityKind::Person;
        }
    }

    /// Takes a place or body for a person where the text has a person whose given name it is: "Paris Delgado … Paris
    /// said".
    fn given_names(&self, names: &mut [Name]) {
        let surnames: HashSet<&str> = names
            .iter()
            .filter(|name| name.kind == EntityKind::Person && name.tokens.len() == 1)
            .map(|name| self.word(name.tokens.start))
            .collect();
        // "London Breckenridge" is a person where "Breckenridge" alone is one.
        for name in names.iter_mut().filter(|name| name.kind == EntityKind::Place && name.tokens.len() == 2) {
            if surnames.contains(self.word(name.tokens.end - 1)) && !self.is_located(name.tokens.start) {
                name.kind = EntityKind::Person;
            }
        }
        let given: HashSet<&str> = names
            .iter()
            .filter(|name| name.kind == EntityKind::Person && (2..=3).contains(&name.tokens.len()))
            .map(|name| self.word(name.tokens.start))
            .collect();
        if given.is_empty() {
            return;
        }
        let may_be = |name: &&mut Name| {
            matches!(name.kind, EntityKind::Place | EntityKind::Organization) && name.tokens.len() == 1
        };
        for name in names.iter_mut().filter(may_be) {
            let at = name.tokens.start;
            // "Tarvia said its troops were ready": no person.
            if matches!(self.pronoun_behind(at + 1), Some(PronounBehind::Its)) || self.says_what_it_would(at + 1) {
                continue;
            }
            if given.contains(self.word(at)) && self.is_given(at) && !self.is_located(at) && self.before(at) != "of" {
                name.kind = EntityKind::Person;
            }
        }
    }

    /// Whether a verb of saying at `end` reports what "it" would do: "said it would vote".
    fn says_what_it_would(&self, end: usize) -> bool {
        let it = end + 1 + usize::from(self.word(end + 1) == "that");
        self.has(end, Flag::Says)
            && self.word(it) == "it"
            && matches!(self.word(it + 1), "would" | "will" | "had" | "has")
    }

    /// Whether the lists of given names have the word at `i`.
    fn is_given(&self, i: usize) -> bool {
        self.listed(i) & class::GIVEN > 0
    }

    /// The classes under which lists of names have the word at `i`, as bits of [`class`].
    fn listed(&self, i: usize) -> u8 {
        gazetteer::shipped().classes(gazetteer::extend(0, self.syntax.words[i].lower))
    }

    /// Joins a given name that was taken for a place to the surname behind it: "Georgia | Abbott".
    fn full_names(&self, names: Vec<Name>) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            let surname = name.kind == EntityKind::Person && name.tokens.len() == 1;
            match out.last_mut() {
                Some(last)
                    if surname
                        && last.kind == EntityKind::Place
                        && last.tokens.len() == 1
                        && last.tokens.end == name.tokens.start
                        && self.is_given(last.tokens.start)
                        && !self.is_located(last.tokens.start) =>
                {
                    last.tokens.end = name.tokens.end;
                    last.kind = EntityKind::Person;
                }
                _ => out.push(name),
            }
        }
        out
    }

    /// Takes a place or facility for a team where a text about sport says what only teams do: it beats, it scores. A
    /// country is one only in those places; any other name is one also elsewhere in the text, unless a word like "in"
    /// stands before it.
    fn teams(&self, names: &mut [Name]) {
        // Most texts have no such word among all of their distinct ones.
        if self.flags.iter().filter(|flags| flags.has(Flag::Sport)).count() < MIN_SPORT_WORDS {
            return;
        }
        let words = (0..self.document.tokens.len()).filter(|&i| self.has(i, Flag::Sport));
        let distinct: HashSet<&str> = words.take(MAX_SPORT_WORDS_READ).map(|i| self.word(i)).collect();
        if distinct.len() < MIN_SPORT_WORDS {
            return;
        }
        let scored = self.scored(names);
        let mut teams: HashMap<&str, usize> = HashMap::default();
        let may_play = |name: &&mut Name| matches!(name.kind, EntityKind::Place | EntityKind::Facility);
        for name in names.iter_mut().filter(may_play) {
            if self.plays(name) || scored.contains(&name.tokens.start) {
                *teams.entry(self.form(name)).or_default() += 1;
            }
        }
        for name in names.iter_mut().filter(may_play) {
            let team = teams.contains_key(self.form(name));
            let free = !self.is_located(name.tokens.start) && self.before(name.tokens.start) != ",";
            let plays = self.plays(name) || scored.contains(&name.tokens.start);
            if team && (plays || free && !self.is_country(name)) {
                name.kind = EntityKind::Organization;
            }
        }
    }

    /// Takes a person for a firm where the text says what only firms have or do: "Norvane opened its first store",
    /// "said it would close three shops", "Kessler's said", "Halcott Bank … Halcott said", "Norvane cut jobs. The company
    /// said". Never where the text shows
    /// of the same form that it is a person: by "he" or "who", a title, or a full name with that surname.
    fn firms(&self, names: &mut [Name]) {
        let company = self.flags.iter().any(|flags| flags.has(Flag::ReturningBody));
        let full = names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1);
        let surnames: HashSet<&str> = full.map(|name| self.word(name.tokens.end - 1)).collect();
        let firm = |name: &&Name| {
            let last = self.word(name.tokens.end - 1).to_lowercase();
            let body = name.kind == EntityKind::Organization && name.tokens.len() == 2;
            body && lexicon::body_fits("company", &[last.into()]) == Fit::Right
        };
        let firms: HashSet<&str> = names.iter().filter(firm).map(|name| self.word(name.tokens.start)).collect();
        let taken_up = self.taken_up_by_company(names);
        let titled = |i: usize| self.has(i, Flag::Title) || self.has(i, Flag::Person);
        let mut found: HashMap<&str, [usize; 2]> = HashMap::default();
        for name in names.iter().filter(|name| name.kind == EntityKind::Person) {
            let counts = found.entry(self.form(name)).or_default();
            match self.pronoun_behind(name.tokens.end) {
                Some(PronounBehind::OfPerson) => counts[1] += 1,
                its => {
                    let sure = its.is_some() && company
                        || self.says_what_firms_do(name.tokens.end, company)
                        || self.possessive_is_part_of_name(name.tokens.end);
                    counts[0] += usize::from(sure);
                }
            }
            // "Halcott Bank … Halcott said": the first word of a firm's name.
            counts[0] += usize::from(firms.contains(self.form(name)) || taken_up == Some(self.form(name)));
            let surname = name.tokens.len() == 1 && surnames.contains(self.word(name.tokens.start));
            if surname || (1..=2).any(|before| titled(name.tokens.start.wrapping_sub(before))) {
                counts[1] += 1;
            }
        }
        for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person) {
            let firm = found.get(self.form(name)).is_some_and(|&[it, person]| it > 0 && person == 0);
            // The shop and its owner may have one name: "Kessler's said … Ned Kessler".
            if firm || name.tokens.len() == 1 && self.possessive_is_part_of_name(name.tokens.end) {
                name.kind = EntityKind::Organization;
            }
        }
    }

    /// The name that "The company said" takes up: the only word that was taken for a person before it, where no body was
    /// named and nobody is "he" or "she". It is in no list of given names and surnames.
    fn taken_up_by_company(&self, names: &[Name]) -> Option<&'t str> {
        let firm =
            lexicon::sorts_of_noun("company") | lexicon::sorts_of_noun("airline") | lexicon::sorts_of_noun("bank");
        let sorts = |i: usize| lexicon::sorts_of_noun(self.word(i));
        let company = |i: usize| self.has(i, Flag::ReturningBody) && sorts(i) != 0 && sorts(i) & !firm == 0;
        let speaks = |i: usize| matches!(self.word(i), "The" | "the") && company(i + 1) && self.has(i + 2, Flag::Says);
        // Behind a name of another kind nothing is taken up, so that most texts are read up to their first body only.
        let is_other =
            |name: &&Name| matches!(name.kind, EntityKind::Organization | EntityKind::Product | EntityKind::Other);
        let until = names.iter().find(is_other).map_or(self.document.tokens.len(), |name| name.tokens.end);
        let end = (0..until).find(|&i| speaks(i))?;
        let pronouns = ["he", "she", "his", "her", "him", "who"];
        let person = |i: usize| pronouns.iter().any(|pronoun| self.word(i).eq_ignore_ascii_case(pronoun));
        let mut found = None;
        for name in names.iter().take_while(|name| name.tokens.end <= end) {
            let unlisted = || self.listed(name.tokens.start) & (class::FAMILY | class::GIVEN) == 0;
            match name.kind {
                EntityKind::Person if name.tokens.len() > 1 => {}
                EntityKind::Person if unlisted() && found.is_none_or(|other| other == self.form(name)) => {
                    found = Some(self.form(name));
                }
                EntityKind::Person => return None,
                _ => {}
            }
        }
        found.filter(|_| !(0..end).any(person))
    }

    /// Whether the possessive behind a name is part of it, as in a shop's name: it is the subject of a verb of saying,
    /// "Kessler's said" or "Kessler's, founded in 1890, said". The name ends at `end`.
    fn possessive_is_part_of_name(&self, end: usize) -> bool {
        /// The second comma stands fewer than this many tokens behind the name.
        const NEAR: usize = 8;
        let says = |i: usize| self.has(i, Flag::Plain) && self.syntax.tags.get(i).is_some_and(|tag| tag.is_verb());
        let aside = || (end + 2..end + NEAR).find(|&i| self.word(i) == ",").is_some_and(|comma| says(comma + 1));
        matches!(self.word(end), "'s" | "’s") && (says(end + 1) || self.word(end + 1) == "," && aside())
    }

    /// The pronoun behind a name that ends at `end`, which tells a firm from a person; None if there is none.
    fn pronoun_behind(&self, end: usize) -> Option<PronounBehind> {
        /// The pronoun stands fewer than this many tokens behind the name.
        const NEAR: usize = 4;
        let tag = *self.syntax.tags.get(end)?;
        if !tag.is_verb() && tag != Tag::MD {
            let who = matches!(self.word(end + usize::from(self.word(end) == ",")), "who" | "whose");
            return who.then_some(PronounBehind::OfPerson);
        }
        let until = (end + 1..self.document.tokens.len().min(end + NEAR)).take_while(|&i| {
            self.document.tokens[i].kind() == TokenKind::Word && !self.word(i).starts_with(char::is_uppercase)
        });
        until.into_iter().find_map(|i| match self.word(i) {
            "its" => Some(PronounBehind::Its),
            "his" | "her" | "he" | "she" | "him" => Some(PronounBehind::OfPerson),
            _ => None,
        })
    }

    /// Whether a verb of saying at `end`, right behind a name, reports that "it" does something that firms do: "said on
    /// Monday it would cut jobs". Where the text speaks of a company, "it would" do nearly anything is enough.
    fn says_what_firms_do(&self, end: usize, company: bool) -> bool {
        const DEEDS: &[&str] = &[
            "close",
            "closed",
            "cut",
            "sell",
            "sold",
            "buy",
            "bought",
            "launch",
            "hire",
            "hired",
            "lay",
            "laid",
            "expand",
            "invest",
            "recall",
            "recalled",
            "shut",
            "acquire",
            "merge",
            "restructure",
            "file",
            "filed",
            "expects",
        ];
        /// How many tokens behind the verb "it" is looked for.
        const NEAR: usize = 4;
        if !self.has(end, Flag::Plain) && !self.has(end, Flag::Says) {
            return false;
        }
        let Some(it) = (end + 1..=end + NEAR).find(|&i| self.word(i) == "it") else { return false };
        let mut deed = it + 1;
        // Where the text speaks of a company, almost any deed will do: "Norvane said it would open ten shops".
        if company && matches!(self.word(deed), "will" | "would" | "had" | "has" | "plans" | "planned" | "expected") {
            return !matches!(self.word(deed + 1), "be" | "been" | "take" | "taken" | "rain" | "rained" | "snow");
        }
        while matches!(
            self.word(deed),
            "will" | "would" | "had" | "has" | "plans" | "planned" | "to" | "also" | "was" | "is" | "be"
        ) {
            deed += 1;
        }
        DEEDS.contains(&self.word(deed))
    }

    /// The tokens at which the names of sides with a score begin: "Redcastle 3 Holmby 1", "Redcastle 3 – 1 Holmby".
    fn scored(&self, names: &[Name]) -> HashSet<usize> {
        let number = |i: usize| {
            self.document.tokens.get(i).is_some_and(|token| token.kind() == TokenKind::Number)
                && self.word(i).len() <= 3
        };
        let mut found = HashSet::default();
        for two in names.windows(2) {
            let (a, b) = (&two[0], &two[1]);
            let between = a.tokens.end..b.tokens.start;
            let each = between.len() == 1 && number(between.start) && number(b.tokens.end);
            let dash = || matches!(self.word(between.start + 1), "-" | "–" | "—");
            let both = between.len() == 3 && number(between.start) && dash() && number(between.start + 2);
            if each || both {
                found.extend([a.tokens.start, b.tokens.start]);
            }
        }
        // A line of a table: "Redcastle 12 8 2 2".
        let in_table = |name: &&Name| (0..3).all(|i| number(name.tokens.end + i));
        found.extend(names.iter().filter(in_table).map(|name| name.tokens.start));
        found
    }

    /// Whether a name is a country's. Its team has the same name, and mostly the country is meant.
    fn is_country(&self, name: &Name) -> bool {
        let phrase = name.tokens.clone().fold(0, |phrase, i| gazetteer::extend(phrase, self.syntax.words[i].lower));
        gazetteer::shipped().classes(phrase) & class::COUNTRY > 0
    }

    /// Whether the words beside a name say that it is a team there: it beats somebody, signs a player. Of a country a
    /// coach ("Tarvia's coach") or a game against it is not enough.
    fn plays(&self, name: &Name) -> bool {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let verb = |i: usize| self.syntax.tags.get(i).is_some_and(|tag| tag.is_verb());
        let located = self.is_located(start) || self.before(start) == "of";
        let object = start > 0 && self.has(start - 1, Flag::Defeats) && verb(start - 1)
            || start > 1 && matches!(self.before(start), "to" | "with") && self.has(start - 2, Flag::Plays);
        let subject = !located && (self.has(end, Flag::Defeats) || self.has(end, Flag::Plays)) && verb(end);
        let athlete = |i: usize| self.has(i, Flag::Sport) && self.has(i, Flag::Person);
        let small = self.word(end).starts_with(char::is_lowercase);
        let role = || {
            matches!(self.before(start), "against" | "v" | "vs" | "versus")
                || !located && small && athlete(end)
                || matches!(self.word(end), "'s" | "’s") && athlete(end + 1)
        };
        // "sacked manager Ivo Petric", "signed forward Lou Grabski": only teams do that.
        let employs = !located
            && matches!(self.word(end), "sacked" | "signed" | "fired" | "appointed" | "loaned" | "dropped" | "bought")
            && (end + 1..end + 4).any(athlete);
        (object || subject || employs) && self.word(end) != "(" || !self.is_country(name) && role()
    }

    /// Joins the names of a firm of three partners, "two lawyers of Abbott, Lindqvist and Rao", where the text speaks
    /// of a firm and none of the three stands apart.
    fn join_three_partners(&self, names: Vec<Name>) -> Vec<Name> {
        if names.len() < 3 || !self.flags.iter().any(|flags| flags.has(Flag::ReturningBody)) {
            return names;
        }
        let single = |name: &Name| {
            name.tokens.len() == 1
                && matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
        };
        let mut uses: HashMap<&str, usize> = HashMap::default();
        for name in &names {
            name.tokens.clone().for_each(|i| *uses.entry(self.word(i)).or_default() += 1);
        }
        let listed = |three: &[Name]| {
            let [a, b, c] = three else { return false };
            three.iter().all(single)
                && a.tokens.end + 1 == b.tokens.start
                && b.tokens.end + 1 == c.tokens.start
                && self.word(a.tokens.end) == ","
                && matches!(self.word(b.tokens.end), "and" | "&")
        };
        let is_firm = |three: &[Name]| {
            let [a, _, c] = three else { return false };
            let works = matches!(self.before(a.tokens.start), "of" | "at" | "with" | "from" | "by")
                && lexicon::noun(&self.before(a.tokens.start - 1).to_lowercase())
                    .is_some_and(|noun| noun.class == NounClass::Person);
            let person = three.iter().any(|name| name.kind == EntityKind::Person);
            person && (works || self.is_body_after(c.tokens.end))
        };
        // For each three, how often they stand together, and how often so that they are a firm.
        let mut together: HashMap<[&str; 3], [usize; 2]> = HashMap::default();
        for three in names.windows(3).filter(|three| listed(three)) {
            let counts = together.entry([0, 1, 2].map(|i| self.word(three[i].tokens.start))).or_default();
            counts[0] += 1;
            counts[1] += usize::from(is_firm(three));
        }
        // The whole may have been found as one name elsewhere.
        for name in names.iter().filter(|name| name.kind == EntityKind::Organization && name.tokens.len() == 5) {
            if let Some(counts) = together.get_mut(&[0, 2, 4].map(|i| self.word(name.tokens.start + i))) {
                counts[0] += 1;
            }
        }
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            out.push(name);
            let Some(three) = out.last_chunk::<3>().filter(|three| listed(&three[..])) else { continue };
            let words = three.each_ref().map(|name| self.word(name.tokens.start));
            let [count, firms] = together[&words];
            if firms > 0 && words.iter().all(|word| uses[word] == count) {
                let tokens = three[0].tokens.start..three[2].tokens.end;
                let firm = Name { tokens, kind: EntityKind::Organization, ..three[0].clone() };
                out.truncate(out.len() - 3);
                out.push(firm);
            }
        }
        out
    }

    /// Joins the names of a firm of two partners, "Brandt and Okoye", where the two never stand apart and once what
    /// follows says that they are one body; or where the recognizer takes the whole for one name elsewhere.
    fn join_two_partners(&self, names: Vec<Name>) -> Vec<Name> {
        let joins = |a: &Name, b: &Name| {
            a.tokens.end + 1 == b.tokens.start
                && self.word(a.tokens.end) == "and"
                && a.tokens.len() == 1
                && b.tokens.len() == 1
                && [a, b]
                    .iter()
                    .all(|n| matches!(n.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place))
                && [a, b].iter().any(|n| n.kind != EntityKind::Place)
                && [a, b].iter().any(|n| n.kind != EntityKind::Organization)
        };
        let pair = |a: &Name, b: &Name| (self.word(a.tokens.start), self.word(b.tokens.start));
        let mut together: HashMap<(&str, &str), [usize; 2]> = HashMap::default();
        let mut uses: HashMap<&str, usize> = HashMap::default();
        for name in &names {
            for i in name.tokens.clone() {
                *uses.entry(self.word(i)).or_default() += 1;
            }
        }
        for two in names.windows(2).filter(|two| joins(&two[0], &two[1])) {
            let counts = together.entry(pair(&two[0], &two[1])).or_default();
            counts[0] += 1;
            counts[1] += usize::from(self.is_body_after(two[1].tokens.end));
        }
        // "The survey by Pruitt and Vance, a consultancy": the whole was found as one name.
        let wholes: HashSet<(&str, &str)> = names
            .iter()
            .filter(|n| n.kind == EntityKind::Organization && n.tokens.len() == 3)
            .filter(|n| self.word(n.tokens.start + 1) == "and")
            .map(|n| (self.word(n.tokens.start), self.word(n.tokens.start + 2)))
            .collect();
        let firm = |a: &Name, b: &Name| {
            let (first, second) = pair(a, b);
            if wholes.contains(&(first, second)) {
                return true;
            }
            together.get(&(first, second)).is_some_and(|&[count, bodies]| {
                let always = [first, second].iter().all(|word| uses.get(word).is_some_and(|&n| n == count));
                always && bodies > 0
            })
        };
        if together.is_empty() {
            return names;
        }
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            match out.last_mut() {
                Some(last) if joins(last, &name) && firm(last, &name) => {
                    last.tokens.end = name.tokens.end;
                    last.kind = EntityKind::Organization;
                }
                _ => out.push(name),
            }
        }
        out
    }

    /// Whether what follows a name that ends at `end` says that it is one body: ", a consultancy", "said it would".
    fn is_body_after(&self, end: usize) -> bool {
        if self.word(end) == "," && matches!(self.word(end + 1), "a" | "an" | "the") {
            return (end + 2..end + 6)
                .any(|i| self.has(i, Flag::Body) && self.syntax.tags.get(i).is_some_and(|t| t.is_noun()));
        }
        let singular = self.syntax.tags.get(end) == Some(&Tag::VBZ);
        let until = (end..self.document.tokens.len().min(end + 5))
            .take_while(|&i| self.document.tokens[i].kind() != TokenKind::Stop);
        let it = until.into_iter().any(|i| matches!(self.word(i), "it" | "its"));
        let told = (0..self.flags.len()).any(|word| self.flags[word].has(Flag::ReturningBody));
        told && (singular || it)
    }
}
