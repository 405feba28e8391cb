//! The grammars of dates, times, sums, percentages and quantities, as expressions over class letters (`pieces`).
//!
//! `build.rs` makes an automaton of each, so that neither the page nor a program carries a compiler of expressions.
//! White space in an expression is for the reader.

/// Each grammar, by the name of its file.
pub fn all() -> [(&'static str, String); 5] {
    [
        ("money", with_numbers(MONEY)),
        ("percent", with_numbers(PERCENT)),
        ("quantity", with_numbers(QUANTITY)),
        ("time", plain(TIME)),
        ("date", with_days(&DATE.join("|"))),
    ]
}

fn plain(expression: &str) -> String {
    expression.split_whitespace().collect()
}

/// "2.5 million", "100 000", "twenty-five", "half a million", "hundred"
const NUMBER: &str =
    "(?: (?: [d23]3{1,3} | [d23Yn] (?: -?l )? ) (?: -?[km] ){0,2} | v (?: -?[vk] ){0,5} | i{1,2}k{1,2} | k{1,2} )";

fn with_numbers(expression: &str) -> String {
    let range = format!("(?: < {NUMBER} c {NUMBER} | {NUMBER} (?: [-t] {NUMBER} )? )");
    plain(&expression.replace("RANGE", &range).replace("NUMBER", NUMBER))
}

fn with_days(expression: &str) -> String {
    plain(
        &expression
            .replace("WEEKDAY", r"(?: W ,?T? | x \.? ,?T? )")
            .replace("MONTH", r"(?: [MH] | A\.? )")
            .replace("DAY", "(?: d o? )"),
    )
}

/// In order: "US$2.5 million", "$3-$5", "Rs 500 crore"; "US dollars 5,000"; "10 million euros",
/// "44-baht", "40 pence", "between 2 and 3 million won"; "tens of millions of Hong Kong dollars", "several hundred
/// million won"; "thousands of crores"; "60 cents of a dollar"; "Thai baht".
const MONEY: &str = r"(?: U?\$ | [CB] \.? ) -? NUMBER (?: - (?: U?\$ | C )? NUMBER | t NUMBER )? (?: [aU]{0,2}q )?
        | [aU]{1,3} q NUMBER
        | RANGE -? [aU]{0,3} -? (?: pR? | Z f i q | [qbZCB$] )
        | (?: (?: \*-? | i{2} )? [gk] | \* k{2} ) (?: f[gk] )? f? -? [aU]{0,3} -? [qpb]
        | g f k
        | [aU]{0,3} q | C";

/// "45%", "3.5 per cent", "10 to 15 percent", "two percentage points".
const PERCENT: &str = "RANGE -? (?: % | re | PO? )";

/// "10 km", "5-foot", "30 square miles", "60 miles per hour", "5 feet 11 inches", "21 °C".
const QUANTITY: &str = "RANGE -? Q? (?: u{1,2} (?: [/r]J )? | m | p ) (?: -?J | -?F | NUMBER -? u )?";

/// "3 p.m.", "10:30 GMT", "3-5 pm"; "18:45"; "1500 GMT"; "five o'clock"; "noon".
const TIME: &str = "(?: [dn] (?: :[d2] )? [-t] )? [dn] (?: :[d2] ){0,2} z G?
        | [d2] : [d2] (?: :[d2] )? G?
        | [Y3n] G
        | [dv] K
        | h G?";

/// A date; see the comment on each line.
const DATE: [&str; 9] = [
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
    "W | w | M | H | Y",
];
