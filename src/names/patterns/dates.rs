//! Dates and times of day.

use super::pieces::{BREAK, OTHER, Pieces, is_counted, is_number, is_one_of, word, word_before};
use super::{Match, is_capitalised};

/// Checks a match of the grammar of dates: None if it only looks like one ("May said", "2000 people").
pub fn date(all: &Pieces, start: usize, end: usize) -> Option<Match> {
    let end = end_without_counted_number(all, start, end);
    let classes = &all.classes[start..end];
    let accepted = match classes {
        b"Y" => year_alone(all, start),
        b"H" | b"M" => month_alone(all, start),
        [b'Y', b'-' | b'/', _] => year_range(all, start).is_some(),
        [b'd' | b'2', b's'] | b"D" => decade_alone(all, start),
        b"A" => false,
        b"LS" => !(all.pieces[start + 1].text == "fall" && is_one_of(word(all, end), "was is in of from has")),
        // "Long March 5" is a name; "LAGOS March 5" and "Born May 24, 1917" hold dates.
        [b'H', .., b'd'] => !(in_a_name(all, start) && is_capitalised(word_before(all, start))),
        _ => true,
    };
    accepted.then(|| Match { end, value: value(all, start, end) })
}

/// Words before "May", "March" or a number of four digits which show that it is a month or a year: "in", "since".
const CUES: &str = "in on since of from by until till to through between before after during around about circa late \
                    early mid last this next";

/// Words before a date that are no part of a name, even with a capital: "The", "And".
const NEUTRAL: &str = "the a an and or but that each every year for with under both like unlike despite as at";

/// The end of a match without a day or year that in truth counts what follows: "on July 5 and 12 people" holds July 5,
/// "On May 5, 1200 homes" holds May 5.
fn end_without_counted_number(all: &Pieces, start: usize, end: usize) -> usize {
    let classes = &all.classes[start..end];
    let counts = is_counted(word(all, end));
    match classes {
        // "In July, 26 people": the comma needs a year after it.
        [b'M' | b'H' | b'A', b',', ..] if !classes.ends_with(b"Y") => start + 1,
        [b'M' | b'H' | b'A', .., b'c' | b't', b'd'] if counts && classes.len() > 3 => end - 2,
        [.., b',', b'Y'] if counts && !is_recent(word(all, end - 1)) => end - 2,
        _ => end,
    }
}

/// Whether a number is a year that news is mostly about. Any other number of four digits needs a word before it to be a
/// year.
fn is_recent(year: &str) -> bool {
    matches!(year.parse(), Ok(1900..=1999 | 2001..=2060))
}

/// Whether a number of four digits by itself is a year: "2018", but not "2000 people", "Room 1204", "Vision 2030",
/// "Boeing 2021".
fn year_alone(all: &Pieces, at: usize) -> bool {
    let (before, after) = (word_before(all, at), word(all, at + 1));
    if in_a_name(all, at) || matches!(before, "#" | "No" | "No.") {
        return false;
    }
    let year = all.pieces[at].text;
    let certain = is_recent(year) || before == "year" || year == "2000" && is_one_of(before, "the");
    certain || (is_one_of(before, CUES) || is_one_of(before, "the and (")) && !is_counted(after)
}

/// Whether a match is a decade: "the 80s", "the 1960s and 70s", "early nineties"; but not "in her seventies",
/// "temperatures in 80s".
fn decade_alone(all: &Pieces, start: usize) -> bool {
    let round = all.classes[start] == b'D' || all.pieces[start].text.ends_with('0');
    let before = word_before(all, start);
    let before = if before == "-" { word_before(all, start - 1) } else { before };
    // The decade before was taken if its class is gone: in "the 1960s and 70s", but not in "in their 40s and 50s".
    let after_decade = start > 1 && all.classes[start - 2] == OTHER && all.pieces[start - 2].text == "s";
    round && (is_one_of(before, "the early late mid") || after_decade && is_one_of(before, "and or"))
}

/// Whether a piece is the first of a sentence, or of the words behind an opening mark.
fn opens_sentence(all: &Pieces, at: usize) -> bool {
    at == 0 || all.classes[at - 1] == BREAK || matches!(word_before(all, at), "." | "“" | "\"" | "‘" | "?" | "!")
}

/// Whether a capitalised word that no grammar knows stands before a piece: "Vision 2030", "Long March 5".
fn in_a_name(all: &Pieces, at: usize) -> bool {
    let before = word_before(all, at);
    let name = before.starts_with(char::is_uppercase) && all.classes[at - 1] == OTHER;
    name && !is_one_of(before, CUES) && !is_one_of(before, NEUTRAL)
}

/// Whether a month by itself is a date: "in May", "next April"; but not "May said", "Theresa May", "Women’s March",
/// "April Jones".
fn month_alone(all: &Pieces, at: usize) -> bool {
    let (before, after) = (word_before(all, at), word(all, at + 1));
    if is_one_of(before, CUES) {
        return true;
    }
    let person = after.starts_with(char::is_uppercase) && all.classes[at + 1] == OTHER
        || is_one_of(after, "said says told added wrote");
    match all.pieces[at].text {
        "April" | "June" | "August" => !person,
        "March" if is_one_of(before, "the a") => !is_one_of(after, "on for in to against of from"),
        "March" if matches!(before, "'s" | "’s") => !word_before(all, at - 1).starts_with(char::is_uppercase),
        "May" | "March" if opens_sentence(all, at) => {
            matches!(after, "," | "'s" | "’s") || all.classes[at + 1] == BREAK
        }
        "May" | "March" => !person && !in_a_name(all, at),
        _ => true,
    }
}

/// The two years of a range: "2015-16", "2021/22", "1999-2003". None if the second is not the later one, or is after
/// 2100.
fn year_range(all: &Pieces, start: usize) -> Option<(u32, u32)> {
    let from: u32 = all.pieces[start].text.parse().ok()?;
    let text = all.pieces[start + 2].text;
    let to: u32 = text.parse().ok()?;
    let to = match text.len() {
        4 => to,
        2 => from / 100 * 100 + to + if to < from % 100 { 100 } else { 0 },
        1 => from / 10 * 10 + to,
        _ => return None,
    };
    (to > from && to <= 2100).then_some((from, to))
}

/// The value of a date in the pieces from `start` to `end`, as ISO 8601 writes it: "2024-05-03", "2024-05", "--05"
/// without a year, "199X" for a decade, "2015/2016" for a range of years. None if the date is not whole, or can be read
/// in two ways.
fn value(all: &Pieces, start: usize, end: usize) -> Option<String> {
    let (mut days, mut months, mut years): (Vec<u32>, Vec<&str>, Vec<&str>) = Default::default();
    let classes = &all.classes[start..end];
    for at in start..end {
        let piece = &all.pieces[at];
        match all.classes[at] {
            b'd' => days.push(piece.text.parse().ok()?),
            b'M' | b'H' | b'A' => months.push(piece.value),
            b'Y' => years.push(piece.text),
            _ => {}
        }
    }
    if let [b'Y', b'-' | b'/', _] = classes {
        return year_range(all, start).map(|(from, to)| format!("{from}/{to}"));
    }
    if classes.ends_with(b"N") {
        let mut parts = all.pieces[end - 1].text.split('.').map(|part| part.parse().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        return calendar(year, month, day);
    }
    match (&days[..], &months[..], &years[..]) {
        ([], [], []) if matches!(classes, [b'\'', .., b's']) => {
            Some(format!("19{}X", &all.pieces[start + 1].text[..1]))
        }
        ([], [], [year]) if classes.ends_with(b"Ys") => {
            Some(format!("{}X", &year[..3])).filter(|_| year.ends_with('0'))
        }
        ([], [], [year]) => Some((*year).to_owned()),
        ([], [month], [year]) => Some(format!("{year}-{month}")),
        ([], [month], []) => Some(format!("--{month}")),
        // The year 2000, which has a 29 February, stands in for the year not given.
        ([day], [month], []) => calendar(2000, month.parse().ok()?, *day).map(|date| date.replacen("2000", "-", 1)),
        ([day], [month], [year]) => calendar(year.parse().ok()?, month.parse().ok()?, *day),
        ([month, day], [], [year]) if classes[0] == b'Y' => calendar(year.parse().ok()?, *month, *day),
        // "26/07/2022" can be read one way only; "4/6/2022" two ways.
        ([a, b], [], [year]) if *a > 12 || a == b => calendar(year.parse().ok()?, *b, *a),
        ([a, b], [], [year]) if *b > 12 => calendar(year.parse().ok()?, *a, *b),
        _ => None,
    }
}

/// A day as ISO 8601 writes it ("2024-05-03"); None if the month has no such day, or the year no such month.
fn calendar(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=last).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Checks a match of the grammar of times: None for verses ("John 3:16") and times that no clock shows. The value is
/// hour and minute, with Z for universal time: "T10:30Z". A range of times has none.
pub fn time(all: &Pieces, start: usize, end: usize) -> Option<Match> {
    let classes = &all.classes[start..end];
    let pieces = &all.pieces[start..end];
    if classes[0] == b'h' {
        return Some(Match { end, value: Some(pieces[0].value.to_owned()) });
    }
    // "John 3:16"
    if classes == b"d:d" && pieces[0].text.len() == 1 && in_a_name(all, start) {
        return None;
    }
    let mut numbers = classes.iter().zip(pieces).filter(|(c, _)| is_number(**c) || **c == b'v');
    let first = numbers.next()?.1;
    let (hour, minute) = match (first.text.split_once('.'), first.text.len()) {
        (Some((hour, minute)), _) if minute.len() == 2 => (hour, minute),
        (None, 3 | 4) if classes[0] != b'v' => first.text.split_at(first.text.len() - 2),
        (None, _) if classes[0] == b'v' => (first.value, "0"),
        (None, 1 | 2) => (first.text, if classes.get(1) == Some(&b':') { numbers.next()?.1.text } else { "0" }),
        _ => return None,
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let half = classes.iter().position(|&c| c == b'z').map(|i| pieces[i].value);
    // "24:00" is the end of a day; no time is later.
    if minute > 59 || (hour, minute) > (24, 0) || half.is_some() && hour > 12 {
        return None;
    }
    if classes.iter().any(|c| matches!(c, b'-' | b't')) {
        return Some(Match { end, value: None });
    }
    let hour = match half {
        Some("am") => hour % 12,
        Some(_) => hour % 12 + 12,
        None => hour,
    };
    let zone = classes.iter().position(|&c| c == b'G').map_or("", |i| pieces[i].value);
    // "five o'clock" doesn't say which half of the day is meant, so it has no value.
    let value = (!classes.ends_with(b"K")).then(|| format!("T{hour:02}:{minute:02}{zone}"));
    Some(Match { end, value })
}
