//! Tells whether a text looks like English, by three things: words that every English sentence has, words that
//! sentences of other languages have, and letters that English doesn't have.
//!
//! Names and headlines have few small words, so only words that begin with a small letter count, where there are enough
//! of them. A text is taken for English unless its small words or its letters speak for another language. In a text of
//! two languages, the one with more words decides.
//!
//! What it gets wrong: a few words in a language of which no word is listed.

use serde::{Deserialize, Serialize};

use super::Document;
use super::token::TokenKind;
use crate::lexicon::{self, Flag};

/// The language of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Any other language: what is found in such a text may often be wrong.
    #[serde(rename = "other")]
    Other,
}

/// Common English words, in percent of the words that count, below which a text may be in another language. News has
/// about 40.
const SHARE: usize = 15;
/// Common English words, in percent of the words that count, below which a text of some length is not English, whatever
/// else it has.
const LEAST: usize = 4;
/// How many words are enough to judge by.
const ENOUGH: usize = 8;
/// The most tokens that are looked at, spread over the text.
const MOST: usize = 700;

/// Numbers of words of several kinds in a text.
#[derive(Debug, Default)]
struct Counts {
    words: usize,
    /// How many words are in Latin letters.
    latin: usize,
    /// Words with letters that English words don't have.
    accented: usize,
    common: usize,
    foreign: usize,
}

impl Counts {
    fn add(&mut self, word: &str) {
        self.words += 1;
        self.latin += usize::from(word.starts_with(|c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)));
        self.accented += usize::from(word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
        let known = lexicon::flags(word);
        self.common += usize::from(known.has(Flag::Common));
        // Words with a capital may be part of a name: "La Rochelle", "Van Dyk".
        self.foreign += usize::from(word.starts_with(char::is_lowercase) && known.has(Flag::Foreign));
    }

    /// Whether the counted words look like English. `names` says that names are among them: then accents don't count.
    fn is_english(&self, names: bool) -> bool {
        if 2 * self.latin < self.words {
            return false;
        }
        if self.words < ENOUGH || 100 * self.common >= SHARE * self.words {
            // Few words, or many common English ones, are in another language only where three or more are foreign, and
            // more than are common.
            return self.foreign < 3 || self.foreign <= self.common;
        }
        let other = self.foreign > 2 * self.common && 10 * self.foreign >= self.words;
        let letters = !names && 12 * self.accented >= self.words && self.accented > self.common;
        let strange = self.words >= 5 * ENOUGH && 100 * self.common < LEAST * self.words;
        !(other || letters || strange)
    }
}

/// Counts the words of a document that begin with such a letter.
#[inline(never)] // called from two places
fn count(document: &Document, begins: fn(char) -> bool) -> Counts {
    let mut counts = Counts::default();
    let step = document.tokens.len().div_ceil(MOST).max(1);
    // No parts of contractions: "'s", "'ll".
    let tokens = document.tokens.iter().enumerate().step_by(step).filter(|(_, token)| token.kind() == TokenKind::Word);
    tokens.map(|(i, _)| document.word(i)).filter(|word| word.starts_with(begins)).for_each(|word| counts.add(word));
    counts
}

/// The language of a document.
pub fn language(document: &Document) -> Language {
    let small = count(document, char::is_lowercase);
    let names = small.words < ENOUGH;
    let counts = if names { count(document, char::is_alphabetic) } else { small };
    if counts.is_english(names) { Language::English } else { Language::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts in English, some of them with names of other languages or in verse, and texts too short to tell.
    const ENGLISH: &[&str] = &[
        "The council met on Monday and said that the road would be closed for a week, but not to those who live there.",
        "The council met and said that the road would be closed. The mayor spoke to us. Die Straße ist zu.",
        "José Ibáñez, Zoë Müller, Łukasz Żak, Søren Ørsted and Núria Puig i Soler met in São Paulo, Besançon and Århus.",
        "Flour, sugar, butter, two large eggs, baking powder, grated lemon peel, vanilla, salt, icing sugar",
        "STRIKE IS OFF, SAYS UNION",
        "Oh sing to me softly, sing sweetly and low, white winter comes riding on horses of snow",
        "Paris, Lyon, La Rochelle, Le Havre, Saint-Denis, Aix-en-Provence",
        "Road closed, council says",
        "",
    ];

    /// Texts in other languages, the last of them with an English sentence in it.
    const OTHER: &[&str] = &[
        "Der Rat hat am Montag beschlossen, dass die Straße für eine Woche gesperrt wird, aber nicht für die Leute, die dort wohnen.",
        "Le conseil a décidé lundi que la route serait fermée pendant une semaine, mais pas pour les gens qui habitent dans le village.",
        "El consejo decidió el lunes que la carretera estará cerrada durante una semana, pero no para los vecinos que viven en el pueblo.",
        "Rada zdecydowała w poniedziałek, że droga będzie zamknięta przez tydzień, ale nie dla mieszkańców.",
        "Rådet bestämde på måndagen att vägen ska vara stängd i en vecka, men inte för dem som bor där.",
        "Il consiglio ha deciso lunedì che la strada resterà chiusa per una settimana, ma non per chi abita nel paese.",
        "O conselho decidiu na segunda que a estrada ficará fechada por uma semana, mas não para os moradores.",
        "De raad besloot maandag dat de weg een week dicht gaat, maar niet voor wie er woont, zei de burgemeester.",
        "Neuvosto päätti maanantaina, että tie suljetaan viikoksi, mutta ei niiltä, jotka asuvat siellä.",
        "Konsey pazartesi günü yolun bir hafta kapalı kalacağını, ama orada oturanlar için açık olduğunu söyledi.",
        "Dewan memutuskan pada hari Senin bahwa jalan itu akan ditutup selama seminggu, dan tidak untuk warga yang tinggal di sana.",
        "Baraza liliamua Jumatatu kwamba barabara ya kijiji itafungwa kwa wiki moja, lakini si kwa wakazi wa huko.",
        "A tanács hétfőn úgy döntött, hogy az utat egy hétre lezárják, de az ott lakók elől nem.",
        "Der Bürgermeister sagte, die Brücke bleibe bis Ostern gesperrt. „Wir haben keine Wahl“, sagte Jens Krüger.",
        "De burgemeester zei dat de brug dicht blijft. “We hebben geen keus”, zei Jan Mulder. De oppositie had veel kritiek.",
        "“Kami tidak punya pilihan,” kata Budi Santoso. Wali kota mengatakan pada Senin jembatan akan tetap ditutup.",
        "市议会周一决定关闭道路一周。",
        "قرر المجلس يوم الاثنين إغلاق الطريق لمدة أسبوع",
        "Совет решил в понедельник",
        "Der Rat tagte. Die Straße wird gesperrt, und das Dorf wartet. The road is closed.",
    ];

    #[test]
    fn english_is_told_from_its_neighbours() {
        for (texts, expected) in [(ENGLISH, Language::English), (OTHER, Language::Other)] {
            for text in texts {
                assert_eq!(language(&Document::new(text)), expected, "{text}");
            }
        }
    }
}
