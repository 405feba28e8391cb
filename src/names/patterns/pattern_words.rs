//! The words that the grammars of dates, sums and quantities know, and the class of each.
//!
//! They are in `src/data/lexicon/dates-and-sums.txt`. A line has a class, a value ("-" for none), and the words that
//! have both. Words are written as in running text. An entry in lower case is found with a capital or all in capitals,
//! too, so that headlines need no entries of their own. A word has one class. Where two readings compete ("pounds",
//! "May"), the class stands for both, and the grammar and its checks decide.
//!
//! | dates | | sums | |
//! |---|---|---|---|
//! | `W` `w` `x` | Monday, Mondays, Mon. | `$` `U` | $, and the US of US$ |
//! | `M` `A` `H` | January; Jan.; May and March, which are words too | `C` `B` | USD, Rs; codes that stand for other things too |
//! | `S` `L` | summer, last | `q` `b` `p` `R` | dollar; won, only after a number; pound; sterling |
//! | `E` `j` `D` | Christmas; Eve; nineties | `Z` `a` | pence; the Hong and Kong of Hong Kong dollars |
//! | `V` `f` `T` `~` | day, of, the, mid | `%` `r` `e` `P` `O` | percent; per, cent; percentage, points |
//! | `z` `G` `K` `h` | p.m., GMT, o'clock, noon | `Q` `u` `F` `J` | square, km, Celsius, hour |
//!
//! | numbers | | joints | |
//! |---|---|---|---|
//! | `d` `2` `3` `Y` `N` `n` | digits, see `pieces` | `c` `t` | and, or; to, until |
//! | `v` `k` `m` | seven; million, crore; the m of 5m | `-` `/` `:` `,` `.` `'` | themselves |
//! | `g` `*` | millions, tens; multi, several | `<` | between |
//! | `i` `l` | a, half; plus | `o` `s` | the nd of 22nd, the s of 1990s (`pieces`) |

use std::sync::LazyLock;

/// The text of the list.
const LIST: &str = include_str!("../../data/lexicon/dates-and-sums.txt");

/// A word's class and value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// A letter from the tables in this module's documentation.
    pub class: u8,
    /// A month's number, a currency's code, a power of ten, … ("" where there is none).
    pub value: &'static str,
}

/// The list as a hash table with open addressing. A look-up must be quick: a text has as many as words.
struct Table {
    entries: Vec<(&'static str, Entry)>,
    /// For each slot, an index into `entries` plus one; 0 if it is free.
    slots: [u16; SLOTS],
}

/// How many slots there are: a power of two, more than twice the number of entries (a test counts them).
const SLOTS: usize = 2048;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { entries: Vec::with_capacity(SLOTS / 2), slots: [0; SLOTS] };
    for (word, entry) in LIST.lines().skip(1).flat_map(entries_of) {
        let slot = table.slot(word);
        table.entries.push((word, entry));
        table.slots[slot] = table.entries.len() as u16;
    }
    table
});

impl Table {
    /// The slot of `word`, or the free slot for it if it has none.
    fn slot(&self, word: &str) -> usize {
        // FNV-1a
        let hash = word.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        let mut slot = hash as usize % SLOTS;
        while self.slots[slot] != 0 && self.entries[usize::from(self.slots[slot]) - 1].0 != word {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    fn get(&self, word: &str) -> Option<Entry> {
        let index = self.slots[self.slot(word)];
        (index > 0).then(|| self.entries[usize::from(index) - 1].1)
    }
}

/// The words of a line, each with the class and the value of the line.
fn entries_of(line: &'static str) -> impl Iterator<Item = (&'static str, Entry)> {
    let mut fields = line.split(' ');
    let class = fields.next().and_then(|c| c.bytes().next()).unwrap_or(b'_');
    let value = fields.next().filter(|&v| v != "-").unwrap_or("");
    fields.map(move |word| (word, Entry { class, value }))
}

/// The most bytes of a word in the list.
const LONGEST: usize = 16;

/// The class and value of a word: as written, else in lower case, else capitalised ("MONDAY"). None if it is not in the
/// list.
pub fn look_up(word: &str) -> Option<Entry> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let table = &*TABLE;
    let exact = |word: &str| table.get(word);
    if let Some(entry) = exact(word) {
        return Some(entry);
    }
    if !word.is_ascii() || !word.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let bytes = &mut buffer[..word.len()];
    bytes.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    let lower = std::str::from_utf8(bytes).ok().and_then(exact);
    // "MONDAY" is found, but not "MAR" or "SAT": three letters in capitals are mostly acronyms or plain words.
    if lower.is_some() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_lowercase()) {
        return lower;
    }
    bytes[0] = bytes[0].to_ascii_uppercase();
    std::str::from_utf8(bytes).ok().and_then(exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_in_any_case_that_text_has() {
        let class = |word| look_up(word).map(|e| char::from(e.class));
        assert_eq!(class("million"), Some('k'));
        assert_eq!(class("Million"), Some('k'));
        assert_eq!(class("MILLION"), Some('k'));
        assert_eq!(class("MONDAY"), Some('W'));
        assert_eq!(class("monday"), None);
        assert_eq!(class("MAR"), None);
        assert_eq!(class("US"), Some('U'));
        assert_eq!(class("us"), None);
        assert_eq!(class(""), None);
        assert_eq!(class("whatsoeverwhatsoever"), None);
    }

    #[test]
    fn has_room_and_no_word_twice() {
        let mut words: Vec<_> = LIST.lines().skip(1).flat_map(entries_of).map(|e| e.0).collect();
        assert!(words.len() * 2 < SLOTS, "{} words", words.len());
        assert!(words.iter().all(|w| w.len() <= LONGEST));
        words.sort_unstable();
        assert_eq!(words.windows(2).find(|w| w[0] == w[1]), None);
    }
}
