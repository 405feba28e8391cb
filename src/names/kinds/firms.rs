//! Persons and places that are firms: "Norvane opened its first store", "Harris Wade, the accountancy firm,".

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::{PronounBehind, Text};
use crate::lexicon::{self, Fit, Flag, NounClass};
use crate::names::gazetteer::class;
use crate::names::{EntityKind, Name};
use crate::syntax::Tag;

/// How many words may stand between a determiner and its noun.
const MAX_MODIFIERS: usize = 4;

impl<'t> Text<'t> {
    /// Takes a person for a firm where the text says what only firms have or do: "Norvane opened its first store",
    /// "said it would close three shops", "Kessler's said", "Halcott Bank … Halcott said", "Norvane cut jobs. The company
    /// said". Never where the text shows
    /// of the same form that it is a person: by "he" or "who", a title, or a full name with that surname.
    pub(super) fn firms(&self, names: &mut [Name]) {
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

    /// Whether a word ends the names of firms, and is no surname: "Foods", "Motors"; but not "Bank", as in "West Bank".
    pub(super) fn is_firm_word(&self, i: usize) -> bool {
        let word = self.word(i);
        let fits = |noun: &str| lexicon::body_fits(noun, &[word.to_lowercase().into()]) == Fit::Right;
        let surname = || self.listed(i) & class::FAMILY > 0;
        word.starts_with(char::is_uppercase) && fits("company") && !fits("bank") && !surname()
    }

    /// Takes a person or place for a body where people work at it ("lawyers at Dunn Pryor") or the noun beside it says
    /// that it is one ("energy firm Marlow", "the regulator, Enwatch,", "Harris Wade, the accountancy firm,"). Takes a name that
    /// begins with "DJ" for a person ("DJ Mono").
    pub(super) fn body_by_words_beside(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        if self.word(start) == "DJ" {
            name.kind = EntityKind::Person;
        }
        let person = name.kind == EntityKind::Person;
        let place = name.kind == EntityKind::Place && !self.is_country(name);
        let apposed = || person || !self.is_located(start) && self.before(start) != "of";
        let at_work =
            || person && start > 1 && self.before(start) == "at" && self.is_job(start - 2) && !self.is_possessive(end);
        if (person || place) && (at_work() || self.follows_body(name) || apposed() && self.has_apposition_of_body(name))
        {
            name.kind = EntityKind::Organization;
        }
    }

    /// Whether a noun for a firm or the like stands right before a name, or with a comma between: "energy firm [Marlow] closed", "the
    /// regulator, [Enwatch], said". Not where the name may be the subject of a clause about it ("the firm [Ruiz] founded"), nor
    /// where the noun only says whose somebody is ("the owner of the firm, [Ruiz], said").
    fn follows_body(&self, name: &Name) -> bool {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let comma = self.before(start) == ",";
        let Some(noun) = start.checked_sub(1 + usize::from(comma)).filter(|&noun| self.is_firm_noun(noun)) else {
            return false;
        };
        let sentence = self.document.sentences.partition_point(|sentence| sentence.end <= start);
        let first = self.document.sentences[sentence].start;
        let tag = |i: usize| self.syntax.tags.get(i).copied();
        let capital = noun > first && self.word(noun).starts_with(char::is_uppercase);
        if noun < first
            || capital
            || self.is_given(start) && name.tokens.len() > 1
            || tag(end).is_some_and(Tag::is_noun)
        {
            return false;
        }
        let begins = (first..noun).rev().take(MAX_MODIFIERS).find(|&i| !self.is_modifier(i));
        let determiner = begins.filter(|&i| self.has(i, Flag::Possessive) || tag(i) == Some(Tag::DT));
        if comma {
            let finite = matches!(tag(end + 1), Some(Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD));
            let leads = |i: usize| {
                i == first
                    || matches!(self.before(i), "," | ";" | "but" | "and" | "as" | "while")
                    || self.has(i - 1, Flag::Says)
            };
            return determiner.is_some_and(leads) && self.word(end) == "," && finite;
        }
        // "the leader of the party Ruiz" is a person.
        let known = || name.tokens.len() > 1 || self.listed(start) & (class::FAMILY | class::GIVEN) > 0;
        determiner.is_none_or(|i| self.before(i) != "of" && !known())
    }

    /// Whether an apposition behind a name says that it is a firm or the like: ", the accountancy firm,", ", Norway's second
    /// airline,", ", a supplier in Leeds"; but "Jo Hale, a broadcaster in Leeds" is a person.
    fn has_apposition_of_body(&self, name: &Name) -> bool {
        /// How many tokens the apposition has before its head, at most.
        const LONGEST: usize = 7;
        let end = name.tokens.end;
        if self.word(end) != "," {
            return false;
        }
        let small = |i: usize| self.word(i).starts_with(char::is_lowercase);
        let closes = |i: usize| {
            let behind = matches!(self.word(i), "," | "." | "that" | "which");
            let full_name = name.tokens.len() > 1 && self.is_given(name.tokens.start);
            let goes_on = matches!(self.word(i), "in" | "with" | "for") || self.syntax.tags.get(i) == Some(&Tag::VBN);
            behind || goes_on && !full_name
        };
        let begins = |i: usize| matches!(self.word(i), "a" | "an" | "the" | "one" | "its");
        let within = |i: usize| begins(i) || self.is_possessive(i) || self.is_modifier(i) && !self.is_job(i);
        let phrase = (end + 1..end + 1 + LONGEST).take_while(|&i| within(i));
        let Some(head) = phrase.last().filter(|&head| head > end + 1 && small(head) && closes(head + 1)) else {
            return false;
        };
        let determined = begins(end + 1) || (end + 2..head).any(|i| self.is_possessive(i));
        determined && self.is_firm_noun(head)
    }

    /// Whether the word at `i` is the mark of a possessive.
    #[inline(never)] // called from several places
    fn is_possessive(&self, i: usize) -> bool {
        matches!(self.word(i), "'s" | "’s" | "'" | "’")
    }

    /// The noun that the word at `i` is, in the singular or plural.
    #[inline(never)] // called from several places
    fn noun(&self, i: usize) -> Option<&'static lexicon::Noun> {
        lexicon::noun(&self.word(i).to_lowercase())
    }

    /// Whether the word at `i` is a noun for a person, in the singular or plural.
    pub(super) fn is_job(&self, i: usize) -> bool {
        self.noun(i).is_some_and(|noun| noun.class == NounClass::Person)
    }

    /// Whether the word at `i` is a noun for one firm, charity, paper, party or team: "firm", "Retailer". Those for places
    /// ("airport", "hospital") and for parts of a state ("office") stand beside names of persons as well.
    fn is_firm_noun(&self, i: usize) -> bool {
        let of = |noun: &lexicon::Noun, other: &&str| {
            lexicon::sorts_of_noun(noun.singular) & lexicon::sorts_of_noun(other) != 0
        };
        let speaks = |noun: &lexicon::Noun| {
            let sorts = ["firm", "newspaper", "party", "team", "union"];
            !of(noun, &"hospital") && (self.has(i, Flag::ReturningBody) || sorts.iter().any(|sort| of(noun, sort)))
        };
        let noun = || self.noun(i).filter(|noun| noun.class == NounClass::Body && !noun.plural);
        // The flag says that no other noun is one, at less cost.
        let may_be = self.has(i, Flag::Body) && self.syntax.tags.get(i).is_some_and(|tag| tag.is_noun());
        may_be && noun().is_some_and(speaks)
    }

    /// Whether the word at `i` may stand between a determiner and its noun.
    fn is_modifier(&self, i: usize) -> bool {
        let Some(tag) = self.syntax.tags.get(i) else { return false };
        tag.is_noun() || matches!(tag, Tag::JJ | Tag::JJS | Tag::CD | Tag::VBN | Tag::VBG) || self.word(i) == "-"
    }

    /// The name that "The company said" takes up: the only word that was taken for a person before it, where no body was
    /// named and nobody is "he" or "she". It is in no list of given names and surnames.
    fn taken_up_by_company(&self, names: &[Name]) -> Option<&'t str> {
        let firm =
            lexicon::sorts_of_noun("company") | lexicon::sorts_of_noun("airline") | lexicon::sorts_of_noun("bank");
        let sorts = |i: usize| lexicon::sorts_of_noun(self.word(i));
        let company = |i: usize| self.has(i, Flag::ReturningBody) && sorts(i) != 0 && sorts(i) & !firm == 0;
        // "The company said", "The Basel-based group said".
        let speaks = |i: usize| {
            let based = self.word(i + 3) == "based";
            let noun = i + if based { 4 } else { 1 };
            let fits = company(noun) || based && self.has(noun, Flag::ReturningBody);
            matches!(self.word(i), "The" | "the") && fits && self.has(noun + 1, Flag::Says)
        };
        // Behind the name of a body nothing is taken up, so that most texts are read up to their first body only.
        let is_other = |name: &&Name| matches!(name.kind, EntityKind::Organization | EntityKind::Product);
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
}
