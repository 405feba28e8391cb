//! Words at the ends of a name that are no part of it: jobs, titles and honours, "Winger | Sadio Bakare", "James Hart |
//! KC"; verbs in capitals, "CARLA DENT | SAID"; the noun that says what sort of body it is, "Drugmaker | Halcion".

use super::Text;
use crate::lexicon::{self, Flag};
use crate::names::{Name, evidence};

impl Text<'_> {
    /// Leaves out the jobs and titles before a person's name: "Winger | Sadio Bakare", "Tan Sri | Azam".
    pub(super) fn drop_job(&self, name: &mut Name) {
        const RANKS: &[&str] = &["ACC", "DC", "DCI", "DCS", "DI", "DS", "DSI", "PC", "PS", "WPC"];
        let tokens = &mut name.tokens;
        while tokens.len() > 1 {
            let (word, next) = (self.word(tokens.start), self.word(tokens.start + 1));
            let of_two = matches!(
                (word, next),
                ("Tan" | "Puan" | "Toh", "Sri" | "Puan") | ("Datuk" | "Dato" | "Datin", "Seri" | "Sri")
            );
            if of_two && tokens.len() > 2 {
                tokens.start += 2;
                continue;
            }
            let title = lexicon::has(word.trim_end_matches('.'), Flag::Title)
                || evidence::is_title(word)
                || RANKS.contains(&word)
                // "PC Priya Holt … PC | Holt": what stands before the full name is no part of it.
                || !self.is_given(tokens.start) && self.before_full_names.contains(&(word, self.word(tokens.end - 1)));
            // "Madame de Reyes" keeps its title.
            if !title || lexicon::has(next, Flag::Particle) && next.starts_with(char::is_lowercase) {
                break;
            }
            tokens.start += 1;
            if self.word(tokens.start) == "." && tokens.len() > 1 {
                tokens.start += 1;
            }
        }
        // "Cheesemaker | Ana Reyes", "Aucklander | Ana Reyes": a job that no list has, or where somebody lives.
        let first = self.word(tokens.start);
        let maker = first.ends_with("ist") || first.ends_with("maker") || first.ends_with("herd");
        let given = || self.is_capital(tokens.start + 1) && self.is_given(tokens.start + 1);
        let doer = || first.ends_with("er") && given();
        if tokens.len() > 2 && first.len() > 4 && (maker || doer()) && !self.is_given(tokens.start) {
            tokens.start += 1;
        }
        // "Orthopaedic Technologist | Ana Maria Reyes": the last word of the job shows where it ends.
        let job = (tokens.start..tokens.end.saturating_sub(2)).rev().find(|&i| {
            lexicon::has(self.word(i), Flag::Person)
                && !matches!(self.word(i), "Man" | "Boy" | "Girl" | "Lady" | "Woman")
                && !self.is_given(i)
        });
        if let Some(job) = job {
            tokens.start = job + 1;
        }
        // "Singer | Lumen", where "Lumen" is a name elsewhere.
        let job_alone = tokens.len() == 2
            && lexicon::has(self.word(tokens.start), Flag::Person)
            && !self.is_given(tokens.start)
            && self.one_word_names.contains(self.word(tokens.start + 1));
        if job_alone {
            tokens.start += 1;
        }
    }

    /// Leaves out the noun that says what sort of body a name's bearer is, where its capital may be that of the sentence:
    /// "Drugmaker | Halcion". Not in "Charity Commission", whose rest is a noun.
    pub(super) fn drop_sort_of_body(&self, name: &mut Name) {
        let (start, end) = (name.tokens.start, name.tokens.end);
        let before_name = |word: &str| lexicon::has(word, Flag::BeforeName) || word.ends_with("maker");
        let sort = end - start == 2 && self.begins_sentence(start) && before_name(self.word(start));
        let noun = || lexicon::noun(&self.word(start + 1).to_lowercase()).is_some();
        if sort && !noun() && self.listed(start, end) == 0 {
            name.tokens.start += 1;
        }
    }

    /// Leaves out what somebody of a party is in a parliament: "Sinn Fein | TD".
    pub(super) fn drop_seat(&self, name: &mut Name) {
        let last = self.word(name.tokens.end - 1);
        if name.tokens.len() > 1
            && matches!(last, "MP" | "MPs" | "TD" | "TDs" | "MSP" | "MSPs" | "MEP" | "MEPs" | "MLA" | "MLAs")
        {
            name.tokens.end -= 1;
        }
    }

    /// Leaves out a verb of saying in capitals at either end of a name: "CARLA DENT | SAID".
    pub(super) fn drop_verb(&self, name: &mut Name) {
        let plain = |i: usize| {
            let word = self.word(i);
            !word.contains(char::is_lowercase) && word.len() > 2 && lexicon::has(word, Flag::Plain)
        };
        while name.tokens.len() > 2 && plain(name.tokens.end - 1) {
            name.tokens.end -= 1;
        }
        while name.tokens.len() > 2 && plain(name.tokens.start) {
            name.tokens.start += 1;
        }
    }

    /// Leaves out letters for an office or honour at the end of a name: "James Hart | KC".
    pub(super) fn drop_honours(&self, name: &mut Name) {
        const LETTERS: &[&str] = &["KC", "QC", "SC", "SAN", "MP", "MEP", "MSP", "OBE", "MBE", "CBE"];
        while name.tokens.len() > 2 && LETTERS.contains(&self.word(name.tokens.end - 1)) {
            name.tokens.end -= 1;
        }
    }
}
