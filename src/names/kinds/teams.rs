//! Places that are teams: "Holmby beat Redcastle", "Redcastle 3 Holmby 1".

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Text;
use crate::lexicon::Flag;
use crate::names::gazetteer::class;
use crate::names::{EntityKind, Name, gazetteer};
use crate::text::token::TokenKind;

/// How many different words of games a text about sport has, at least.
const MIN_SPORT_WORDS: usize = 2;
/// The most words of games in a text that are looked at.
const MAX_SPORT_WORDS_READ: usize = 50;

impl<'t> Text<'t> {
    /// Takes a place or facility for a team where a text about sport says what only teams do: it beats, it scores. A
    /// country is one only in those places; any other name is one also elsewhere in the text, unless a word like "in"
    /// stands before it.
    pub(super) fn teams(&self, names: &mut [Name]) {
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
    pub(super) fn is_country(&self, name: &Name) -> bool {
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
}
