//! Checks and values of sums of money, percentages and quantities.

use super::amount;
use super::pieces::{OTHER, Pieces, is_counted, is_number, is_one_of, word, word_before};
use super::{Match, is_capitalised};

/// Checks a match of the grammar of money: None for weights ("200 pounds of cocaine"), and for words that are no
/// currency there ("five won"). The value is a code and an amount, "USD 2500000"; a match without a known currency, or
/// without exactly one amount, has none.
pub fn money(all: &Pieces, start: usize, end: usize) -> Option<Match> {
    let classes = &all.classes[start..end];
    let last = *classes.last()?;
    let next = all.classes.get(end).copied().unwrap_or(b'\n');
    if !may_begin_here(all, start) {
        return None;
    }
    match last {
        // A currency alone: "the baht fell", but not "Control Yuan", "Donnie Yen", "Jui-yuan".
        b'q' if !classes.iter().any(|&c| is_number(c) || matches!(c, b'v' | b'k' | b'g')) => {
            let word = &all.pieces[end - 1];
            if classes.len() == 1 && word.text.starts_with(char::is_uppercase)
                || word.touches_previous && all.pieces[start].touches_previous
            {
                return None;
            }
        }
        // "In 2020 USD 5 million": the code belongs to what follows.
        b'C' if classes.len() == 1 && !matches!(all.pieces[start].text, "USD" | "EUR" | "GBP" | "RMB") => return None,
        b'C' | b'B' | b'$' if !matches!(classes[0], b'C' | b'B') && is_number(next) => return None,
        // "five won", "12 real problems": no currency, unless the number is large, or has a comma or point.
        b'b' if matches!(all.pieces[end - 1].text, "won" | "real")
            && !classes.iter().any(|&c| matches!(c, b'k' | b'g' | b'n')) =>
        {
            return None;
        }
        // The word is part of a name: "8 Rand Paul", "1 Real Madrid".
        b'q' | b'b' | b'p'
            if next == OTHER && is_capitalised(all.pieces[end - 1].text) && is_capitalised(all.pieces[end].text) =>
        {
            return None;
        }
        // "thousands of crores" is an Indian sum, but not "thousands of crores of voters" or "tens of million".
        b'k' if classes == b"gfk" && (all.pieces[end - 1].text != "crores" || next == b'f') => return None,
        b'p' if is_weight(all, start, end) => return None,
        _ => {}
    }
    if classes[0] == b'B' && !is_currency_prefix(all, start) {
        return None;
    }
    let code = currency(all, start, end);
    let number = amount::read(all, start, end).map(|n| if last == b'Z' { n.hundredth() } else { n });
    let value = number.zip(code).map(|(n, code)| format!("{code} {n}"));
    Some(Match { end, value })
}

/// Whether a match may begin at `start`: "10 to 15 euros"; but not at the year of "in 2019 to 3 million", nor at the
/// article of "a million-dollar house".
fn may_begin_here(all: &Pieces, start: usize) -> bool {
    let (first, joint, last) = (all.classes[start], all.classes.get(start + 1), all.classes.get(start + 2));
    match (first, joint) {
        (b'i', Some(b'k')) => last != Some(&b'-'),
        (b'Y', Some(b't')) => false,
        // The number is a day: "from July 5 to 13 percent".
        (_, Some(b't' | b'-')) if start > 0 && matches!(all.classes[start - 1], b'M' | b'H' | b'A') => false,
        _ => true,
    }
}

/// Whether letters before a number are a currency: "R20", "N7.2 billion", "COP$5"; but not "N95", "K9", "COP 27", "SR
/// 22", "CUP 2022".
fn is_currency_prefix(all: &Pieces, start: usize) -> bool {
    let Some(at) = (start..start + 3).find(|&i| is_number(all.classes[i])) else { return false };
    let number = all.pieces[at].text;
    let scale = matches!(all.classes.get(at + 1), Some(b'k' | b'm' | b'3'));
    scale || number.contains([',', '.']) || all.pieces[start].text == "R" || number.len() > 3 && all.classes[at] != b'Y'
}

/// Whether a match with "pounds" is a weight: "200 pounds of cocaine", "weighed 200 pounds", "a 200-pound man".
fn is_weight(all: &Pieces, start: usize, end: usize) -> bool {
    let classes = &all.classes[start..end];
    if classes.iter().any(|&c| matches!(c, b'k' | b'g' | b'a' | b'U')) {
        return false;
    }
    let weighs = all.pieces[start.saturating_sub(4)..start]
        .iter()
        .any(|p| ["weigh", "lost", "gained", "heavy", "lift"].iter().any(|w| p.text.starts_with(w)));
    weighs || all.classes.get(end) == Some(&b'f') || classes.contains(&b'-') && !classes.contains(&b'n')
}

/// The ISO 4217 code of a sum's currency, from its sign, code or words. None if they don't tell it.
fn currency(all: &Pieces, start: usize, end: usize) -> Option<&'static str> {
    let mut prefix = "";
    let mut unit = None;
    for at in start..end {
        let piece = &all.pieces[at];
        match all.classes[at] {
            b'a' | b'U' if prefix.is_empty() => prefix = piece.text,
            b'$' | b'C' | b'B' | b'q' | b'p' | b'b' | b'Z' if unit.is_none() => {
                unit = Some((piece, all.classes[at]));
                // "HK$": the prefix names the currency.
                if all.classes[at] == b'$' && at > start && all.classes[at - 1] == b'U' && piece.value == "USD" {
                    return Some(all.pieces[at - 1].value).filter(|code| code.len() == 3);
                }
            }
            _ => {}
        }
    }
    let (piece, class) = unit?;
    if class == b'Z' && piece.value.is_empty() {
        return None;
    }
    let stem = piece.text.to_ascii_lowercase();
    let stem = stem.trim_end_matches('s');
    if !prefix.is_empty() && class != b'$' {
        return NATIONAL
            .iter()
            .find(|(nation, noun, _)| *nation == prefix && *noun == stem)
            .map(|c| c.2)
            .or((!matches!(stem, "dollar" | "pound")).then_some(piece.value).filter(|v| !v.is_empty()));
    }
    Some(piece.value).filter(|code| code.len() == 3)
}

/// Codes of currencies that share a name, by the first word of the nation and the noun: "Hong" and "dollar" for "Hong
/// Kong dollars".
const NATIONAL: &[(&str, &str, &str)] = &[
    ("US", "dollar", "USD"),
    ("U.S.", "dollar", "USD"),
    ("American", "dollar", "USD"),
    ("Hong", "dollar", "HKD"),
    ("HK", "dollar", "HKD"),
    ("Australian", "dollar", "AUD"),
    ("Canadian", "dollar", "CAD"),
    ("New", "dollar", "NZD"),
    ("Singapore", "dollar", "SGD"),
    ("Taiwan", "dollar", "TWD"),
    ("Namibian", "dollar", "NAD"),
    ("Jamaican", "dollar", "JMD"),
    ("British", "pound", "GBP"),
    ("Egyptian", "pound", "EGP"),
    ("Sudanese", "pound", "SDG"),
    ("Syrian", "pound", "SYP"),
    ("Lebanese", "pound", "LBP"),
    ("Indian", "rupee", "INR"),
    ("Pakistani", "rupee", "PKR"),
    ("Sri", "rupee", "LKR"),
    ("Nepali", "rupee", "NPR"),
    ("Mexican", "peso", "MXN"),
    ("Argentine", "peso", "ARS"),
    ("Chilean", "peso", "CLP"),
    ("Colombian", "peso", "COP"),
    ("Philippine", "peso", "PHP"),
    ("Cuban", "peso", "CUP"),
    ("Kenyan", "shilling", "KES"),
    ("Ugandan", "shilling", "UGX"),
    ("Tanzanian", "shilling", "TZS"),
    ("Somali", "shilling", "SOS"),
    ("UAE", "dirham", "AED"),
    ("Emirati", "dirham", "AED"),
    ("Moroccan", "dirham", "MAD"),
    ("Saudi", "riyal", "SAR"),
    ("Qatari", "riyal", "QAR"),
    ("Omani", "rial", "OMR"),
    ("Iranian", "rial", "IRR"),
    ("Yemeni", "rial", "YER"),
    ("Kuwaiti", "dinar", "KWD"),
    ("Iraqi", "dinar", "IQD"),
    ("Jordanian", "dinar", "JOD"),
    ("Libyan", "dinar", "LYD"),
    ("Tunisian", "dinar", "TND"),
    ("Algerian", "dinar", "DZD"),
    ("Bahraini", "dinar", "BHD"),
    ("Serbian", "dinar", "RSD"),
    ("Swiss", "franc", "CHF"),
    ("Rwandan", "franc", "RWF"),
    ("Congolese", "franc", "CDF"),
    ("Swedish", "kronor", "SEK"),
    ("Norwegian", "kroner", "NOK"),
    ("Danish", "kroner", "DKK"),
    ("Zambian", "kwacha", "ZMW"),
    ("Malawian", "kwacha", "MWK"),
];

/// Checks a match of the grammar of percentages. The value is "45%"; a range has none.
pub fn percent(all: &Pieces, start: usize, end: usize) -> Option<Match> {
    if !may_begin_here(all, start) {
        return None;
    }
    let value = amount::read(all, start, end).map(|n| format!("{n}%"));
    Some(Match { end, value })
}

/// Checks a match of the grammar of quantities: "5m" is a length, but not "5M", "5k", nor "raised 5m". The value is a
/// number and a unit, "10 km"; a "5m" that could be millions has none.
pub fn quantity(all: &Pieces, start: usize, end: usize) -> Option<Match> {
    if !may_begin_here(all, start) {
        return None;
    }
    // In "3m tonnes" the letter stands for millions.
    let unit = (start..end)
        .find(|&i| matches!(all.classes[i], b'u' | b'p'))
        .or_else(|| (start..end).rfind(|&i| all.classes[i] == b'm'))?;
    let number = amount::read(all, start, unit);
    let (class, piece) = (all.classes[unit], &all.pieces[unit]);
    let symbol = match class {
        b'm' if piece.text != "m" => return None,
        b'm' if is_length(all, start, unit, end) => "m",
        b'm' => return (!is_millions(all, start, end)).then_some(Match { end, value: None }),
        b'p' => "lb",
        _ => piece.value,
    };
    let after = &all.classes[unit + 1..end];
    // "two degrees in law" is no quantity.
    if symbol == "°" && all.classes[start] == b'v' && !after.contains(&b'F') {
        return None;
    }
    // "5 feet 11 inches" has two numbers, and so no value.
    if after.iter().any(|&c| is_number(c) || c == b'v') {
        return Some(Match { end, value: None });
    }
    let power = match all.classes[start..unit].contains(&b'Q') {
        true if (start..unit).any(|i| all.pieces[i].text.starts_with('s')) => "2",
        true => "3",
        false => "",
    };
    let scale = (unit + 1..end).find(|&i| all.classes[i] == b'F').map(|i| all.pieces[i].value);
    let per_hour = if after.ends_with(b"J") {
        if after.len() > 1 && after[after.len() - 2] != b'-' { "/h" } else { "h" }
    } else {
        ""
    };
    let value = number.map(|n| format!("{n} {}{power}{per_hour}", scale.unwrap_or(symbol)));
    Some(Match { end, value })
}

/// Words behind a number of metres: what is that long, high or far.
const MEASURED: &str = "high tall deep wide long thick above below away apart from off behind ahead up down across \
    radius stretch drop hurdles hurdle freestyle backstroke breaststroke butterfly medley relay sprint race races \
    steeplechase final finals heat heats champion title title titles record records event events mark runner runners pool track";

/// Words up to five places before a number of metres.
const MEASURES: &str = "height depth width length distance altitude radius throw threw jump jumped leap leapt cleared \
    clearance ran swam within";

/// Words up to five places before a number of millions that are a sum.
const PAID: &str = "raise raised raising pay paid spend spent cost costs worth earned lost fined fine invested owes \
    owed sold borrowed donated stole loan budget profit";

/// Words behind a number of millions that are a sum.
const SUMS: &str = "deal bid fee budget fund loan loss profit contract settlement project scheme";

/// Whether one of five pieces before `start` is in a list.
fn follows(all: &Pieces, start: usize, list: &str) -> bool {
    all.pieces[start.saturating_sub(5)..start].iter().any(|piece| is_one_of(piece.text, list))
}

/// Whether the "m" of a number surely stands for metres: "12m high", "the women's 100m", "4,920 feet (1,500m)". The
/// match runs from `start` to `end`; its "m" is at `unit`.
fn is_length(all: &Pieces, start: usize, unit: usize, end: usize) -> bool {
    let (before, after, number) = (word_before(all, start), word(all, end), all.pieces[unit - 1].text);
    // A thousand millions are a billion.
    let large = !number.contains('.') && number.bytes().filter(u8::is_ascii_digit).count() > 3;
    // Nobody writes "5 m" for millions.
    let spaced = !all.pieces[unit].touches_previous;
    let earlier = start.checked_sub(2).map(|i| &all.pieces[i]);
    let beside = earlier.is_some_and(|earlier| match before {
        "(" => matches!(earlier.value, "ft" | "in" | "yd" | "mi"),
        "'s" | "’s" => is_one_of(earlier.text, "men women"),
        "by" | "x" | "×" => earlier.text == "m",
        _ => false,
    });
    let sides = matches!(after, "by" | "x" | "×") && all.classes.get(end + 1).is_some_and(|&class| is_number(class));
    large || spaced || beside || sides || is_one_of(after, MEASURED) || follows(all, start, MEASURES)
}

/// Whether the "m" of a number from `start` to `end`, which is no length for sure, stands for millions: "raised 5m",
/// "1.2m Instagram followers", "a 5m loan".
fn is_millions(all: &Pieces, start: usize, end: usize) -> bool {
    let after = word(all, end);
    let counted = is_counted(after)
        || after.starts_with(char::is_alphabetic) && is_counted(word(all, end + 1)) && all.classes[end] == OTHER;
    counted || is_one_of(after, SUMS) || follows(all, start, PAID)
}
