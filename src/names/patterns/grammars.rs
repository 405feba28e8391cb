//! The grammars of dates, times, sums, percentages and quantities: regular expressions over class letters (`pieces`).
//!
//! White space in an expression is for the reader. An expression is compiled when a text first has one of the letters
//! that its matches need, and it runs only on stretches of known letters that hold one, so that a text without dates
//! and sums pays nothing. No expression has matches of unbounded length, so that trying it at each place takes linear
//! time.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

use super::pieces::{BREAK, OTHER};

/// The grammar of one kind of name: sums, dates, ….
pub struct Grammar {
    /// The letters of which each match has at least one.
    needed: Letters,
    expression: LazyLock<Regex>,
}

/// The grammar of sums of money: "$2.5 million".
pub static MONEY: Grammar = Grammar::new(b"$CBqpbZg", || with_numbers(MONEY_EXPRESSION));
/// The grammar of percentages: "4.5 per cent".
pub static PERCENT: Grammar = Grammar::new(b"%eP", || with_numbers(PERCENT_EXPRESSION));
/// The grammar of lengths, weights, areas, speeds and temperatures: "5-foot", "21 °C".
pub static QUANTITY: Grammar = Grammar::new(b"ump", || with_numbers(QUANTITY_EXPRESSION));
/// The grammar of times of day: "10:30 GMT".
pub static TIME: Grammar = Grammar::new(b"z:GKh", || compile(TIME_EXPRESSION));
/// The grammar of dates: days, months, seasons, years, decades.
pub static DATE: Grammar = Grammar::new(b"MHAYNSEsDWw", || with_days(&DATE_EXPRESSIONS.join("|")));

/// The most that a grammar's compiled program may take, in bytes; the largest takes a third of it.
const SIZE_LIMIT: usize = 1 << 18;

/// The most letters of a match of any grammar, or a few more.
const LONGEST: usize = 48;

/// How many letters are searched at once.
const WINDOW: usize = 256;

impl Grammar {
    const fn new(needed: &[u8], expression: fn() -> Regex) -> Grammar {
        Grammar { needed: Letters::new(needed), expression: LazyLock::new(expression) }
    }

    /// Whether a match is possible in a text of these letters.
    pub fn may_match(&self, letters: Letters) -> bool {
        self.needed.0 & letters.0 != 0
    }

    /// The first stretch of known letters at `from` or after it that holds a needed letter.
    pub fn next_stretch(&self, letters: &[u8], from: usize) -> Option<Range<usize>> {
        let needed = from + letters[from..].iter().position(|&letter| self.needed.has(letter))?;
        let unknown = |letter: &u8| matches!(*letter, OTHER | BREAK);
        let start = letters[from..needed].iter().rposition(unknown).map_or(from, |before| from + before + 1);
        let end = letters[needed..].iter().position(unknown).map_or(letters.len(), |after| needed + after);
        Some(start..end)
    }

    /// The first match that begins at `from` or after it. The expression decides where it ends.
    ///
    /// Reads a window at a time, as a search may clear memory in proportion to all that it is given.
    pub fn find(&self, letters: &[u8], mut from: usize) -> Option<Range<usize>> {
        loop {
            let end = letters.len().min(from + WINDOW);
            let found = self.expression.find_at(&letters[..end], from);
            from = match found {
                // More letters behind the window would not change this match.
                Some(found) if end == letters.len() || found.start() + LONGEST <= end => return Some(found.range()),
                Some(found) => found.start(),
                None if end == letters.len() => return None,
                None => end - LONGEST + 1,
            }
        }
    }
}

/// A set of class letters, which are ASCII.
#[derive(Debug, Clone, Copy)]
pub struct Letters(u128);

impl Letters {
    /// The set of the letters of a string.
    pub const fn new(letters: &[u8]) -> Letters {
        let (mut set, mut i) = (0, 0);
        while i < letters.len() {
            set |= 1 << (letters[i] & 127);
            i += 1;
        }
        Letters(set)
    }

    fn has(self, letter: u8) -> bool {
        self.0 >> (letter & 127) & 1 != 0
    }
}

/// Compiles an expression, without its white space.
fn compile(expression: &str) -> Regex {
    let letters: String = expression.split_whitespace().collect();
    let regex = RegexBuilder::new(&letters).unicode(false).size_limit(SIZE_LIMIT).build();
    regex.expect("the grammars are valid expressions")
}

/// A number: "2.5 million", "100 000", "twenty-five", "half a million", "hundred".
const NUMBER: &str =
    "(?: (?: [d23]3{1,3} | [d23Yn] (?: -?l )? ) (?: -?[km] ){0,2} | v (?: -?[vk] ){0,5} | i{1,2}k{1,2} | k{1,2} )";

/// Compiles an expression in which NUMBER stands for a number, and RANGE for one number or a range of two.
fn with_numbers(expression: &str) -> Regex {
    let range = format!("(?: < {NUMBER} c {NUMBER} | {NUMBER} (?: [-t] {NUMBER} )? )");
    compile(&expression.replace("RANGE", &range).replace("NUMBER", NUMBER))
}

/// Compiles an expression in which WEEKDAY, MONTH and DAY stand for expressions of their own.
fn with_days(expression: &str) -> Regex {
    compile(
        &expression
            .replace("WEEKDAY", r"(?: W ,?T? | x \.? ,?T? )")
            .replace("MONTH", r"(?: [MH] | A\.? )")
            .replace("DAY", "(?: d o? )"),
    )
}

/// A sum of money. An example for each line: "US$2.5 million", "$3-$5", "Rs 500 crore"; "US dollars 5,000"; "10 million
/// euros", "44-baht", "40 pence", "60 cents of a dollar", "between 2 and 3 million won"; "tens of millions of Hong Kong
/// dollars", "several hundred million won"; "thousands of crores"; "Thai baht".
const MONEY_EXPRESSION: &str = r"(?: U?\$ | [CB] \.? ) -? NUMBER (?: - (?: U?\$ | C )? NUMBER | t NUMBER )? (?: [aU]{0,2}q )?
        | [aU]{1,3} q NUMBER
        | RANGE -? [aU]{0,3} -? (?: pR? | Z f i q | [qbZCB$] )
        | (?: (?: \*-? | i{2} )? [gk] | \* k{2} ) (?: f[gk] )? f? -? [aU]{0,3} -? [qpb]
        | g f k
        | [aU]{0,3} q | C";

/// A percentage: "45%", "3.5 per cent", "10 to 15 percent", "two percentage points".
const PERCENT_EXPRESSION: &str = "RANGE -? (?: % | re | PO? )";

/// A quantity: "10 km", "5-foot", "30 square miles", "60 miles per hour", "5 feet 11 inches", "21 °C".
const QUANTITY_EXPRESSION: &str = "RANGE -? Q? (?: u{1,2} (?: [/r]J )? | m | p ) (?: -?J | -?F | NUMBER -? u )?";

/// A time of day. Examples, line by line: "3 p.m.", "10:30 pm GMT", "3-5 pm"; "18:45", "10:30 GMT"; "1500 GMT"; "five
/// o'clock"; "noon".
const TIME_EXPRESSION: &str = "(?: [dn] (?: :[d2] )? [-t] )? [dn] (?: :[d2] ){0,2} z G?
        | [d2] : [d2] (?: :[d2] )? G?
        | [Y3n] G
        | [dv] K
        | h G?";

/// A date, by one of these expressions.
const DATE_EXPRESSIONS: [&str; 9] = [
    // "Friday, July 22nd, 2022", "August 5-6", "January 31-February 6", "April 16 and 17", "July 24/25"
    "WEEKDAY? MONTH ,? DAY (?: - MONTH DAY | [-/tc]T?DAY )? (?: ,?Y )?",
    // "Tuesday, 26 July 2022", "11-31 July", "the 21st of March", "4 and 11 May", "5th day of June"
    "WEEKDAY? DAY V? f? (?: [-/tc]T?DAY f? )? MONTH (?: [,f]?Y )?",
    // "June 2022", "August of 2018"
    "MONTH [,f]? Y",
    // "Tuesday 26/07/2022", "05-08-2021", "2017-01-13", "27.08.2022"
    "WEEKDAY? (?: d [-/] d [-/] Y | N ) | Y - d - d",
    // "last summer", "this past winter", "fall 2015", "the summer of 2021"
    "L{1,2}S | S f? Y",
    // "Easter Sunday", "Eid al-Fitr"
    "E (?: W | (?: -?j ){0,4} )",
    // "the 1990s", "mid-1996", "the ’80s", "the nineties"
    "(?: ~- )? Ys | ~-Y | '? [d2]s | D",
    // "2015-16", "2021/22", "2001–2006"
    "Y [-/] [Yd2]",
    // "Monday", "Mondays", "June", "May", "2018"
    "W | w | M | H | Y",
];

#[cfg(test)]
mod tests {
    use super::*;

    const GRAMMARS: [&Grammar; 5] = [&MONEY, &PERCENT, &QUANTITY, &TIME, &DATE];

    #[test]
    fn each_match_has_a_needed_letter() {
        let alphabet: Vec<u8> = (b'!'..=b'~').filter(|&letter| letter != OTHER).collect();
        for grammar in GRAMMARS {
            let others: Vec<u8> = alphabet.iter().copied().filter(|&letter| !grammar.needed.has(letter)).collect();
            let mut state = 1u64;
            for _ in 0..20_000 {
                // Short strings of any letters that are not needed.
                let string: Vec<u8> = (0..6)
                    .map(|_| {
                        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        others[(state >> 33) as usize % others.len()]
                    })
                    .collect();
                assert_eq!(grammar.find(&string, 0), None, "{}", String::from_utf8_lossy(&string));
            }
        }
    }

    #[test]
    fn windows_change_no_match() {
        let unit = "Md,Y_dM_W,Md,Y-Md_$dk-$dk,d:d-d:dzG-";
        let letters = unit.repeat(100).into_bytes();
        for grammar in GRAMMARS {
            for start in 0..letters.len() {
                let whole = grammar.expression.find_at(&letters, start).map(|found| found.range());
                assert_eq!(grammar.find(&letters, start), whole);
            }
        }
        let longest = b"<v-v-v-v-v-vcv-v-v-v-v-v-Q-uurJv-v-v-v-v-v-u";
        assert!(longest.len() < LONGEST, "{}", longest.len());
    }

    #[test]
    fn a_stretch_is_of_known_letters_and_holds_a_needed_one() {
        let stretches = |grammar: &Grammar, letters: &[u8]| {
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(stretch) = grammar.next_stretch(letters, at) {
                at = stretch.end;
                found.push(stretch);
            }
            found
        };
        assert_eq!(stretches(&DATE, b"Md_,_,Md_d\nY"), [0..2, 5..8, 11..12]);
        let all = 0..2;
        assert_eq!(stretches(&PERCENT, b"d%"), [all]);
        assert!(stretches(&PERCENT, b"Md_d").is_empty());
        assert!(stretches(&DATE, b"").is_empty());
    }
}
