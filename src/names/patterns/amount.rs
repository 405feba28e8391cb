//! Exact decimal numbers, as news writes them: "1,200.50", "2,5 million", "100 000", "twenty-five".

use std::fmt;

use super::pieces::{Pieces, is_number};

/// A decimal number, `digits` × 10^`exponent`; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    digits: u128,
    exponent: i32,
}

impl Amount {
    /// Reads digits with grouping commas or points, and a decimal point or comma: "1,200.50", "2,5". None if there are
    /// too many digits, or if the groups are unclear ("1.2.3").
    pub fn parse(text: &str) -> Option<Amount> {
        let (whole, fraction) = match text.rfind(['.', ',']) {
            None => (text, ""),
            Some(at) => {
                let grouped = text[at + 1..].len() == 3
                    && (text.as_bytes()[at] == b',' || text[..at].contains('.'))
                    && !text.starts_with('0');
                if grouped { (text, "") } else { (&text[..at], &text[at + 1..]) }
            }
        };
        let mut groups = whole.split(['.', ',']);
        let first = groups.next()?;
        if whole.len() + fraction.len() > 30 || groups.any(|g| g.len() != 3 && g.len() != 2) || first.is_empty() {
            return None;
        }
        let digits = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
        let digits = digits.fold(0, |n, b| n * 10 + u128::from(b - b'0'));
        Some(Amount { digits, exponent: -(fraction.len() as i32) })
    }

    /// The sum of this number and a whole one; None if this one is no whole number, or the sum is too large.
    fn plus(self, other: u128) -> Option<Amount> {
        let unit = 10u128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        Some(Amount { digits: self.digits.checked_mul(unit)?.checked_add(other)?, exponent: 0 })
    }

    /// A hundredth of the number: pence in pounds.
    pub fn hundredth(self) -> Amount {
        self.times_ten_to(-2)
    }

    fn times_ten_to(self, power: i32) -> Amount {
        Amount { digits: self.digits, exponent: self.exponent + power }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.digits == 0 {
            return f.write_str("0");
        }
        if self.exponent >= 0 {
            return write!(f, "{}{}", self.digits, "0".repeat(self.exponent as usize));
        }
        let places = -self.exponent as usize;
        let digits = format!("{:0>width$}", self.digits, width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        match fraction.trim_end_matches('0') {
            "" => f.write_str(whole),
            fraction => write!(f, "{whole}.{fraction}"),
        }
    }
}

/// The one number in the pieces from `start` to `end`. None if there is none, more than one ("$3 to $5"), or no exact
/// one ("a few hundred dollars").
pub fn read(all: &Pieces, start: usize, end: usize) -> Option<Amount> {
    if start > 0 && matches!(all.pieces[start - 1].text, "few" | "several") {
        return None;
    }
    let mut total: Option<Amount> = None;
    let mut done = false;
    for at in start..end {
        let (class, piece) = (all.classes[at], &all.pieces[at]);
        match class {
            // "120 000"
            b'3' if total.is_some() && !done && is_number(all.classes[at - 1]) => {
                total = Some(total?.times_ten_to(3).plus(u128::from(piece.text.parse::<u16>().ok()?))?);
            }
            class if is_number(class) => {
                if total.is_some() {
                    return None;
                }
                total = Some(Amount::parse(piece.text)?);
            }
            b'v' => {
                // "twenty-five", "two hundred five"
                let value: u128 = piece.value.parse().ok()?;
                total = Some(match total {
                    None => Amount { digits: value, exponent: 0 },
                    Some(_) if done => return None,
                    Some(total) => total.plus(value)?,
                });
            }
            b'k' | b'm' => {
                let power: i32 = piece.value.parse().ok()?;
                let half = at > start && (start..at).any(|i| all.pieces[i].text.eq_ignore_ascii_case("half"));
                let one = if half { Amount { digits: 5, exponent: -1 } } else { Amount { digits: 1, exponent: 0 } };
                total = Some(total.unwrap_or(one).times_ten_to(power));
            }
            b'g' | b'*' => return None,
            _ => done |= total.is_some() && !matches!(class, b'-' | b'i'),
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_numbers() {
        for (text, number) in [
            ("7", "7"),
            ("007", "7"),
            ("1,200", "1200"),
            ("1,200.50", "1200.5"),
            ("2,5", "2.5"),
            ("0.042", "0.042"),
            ("1.234.567", "1234567"),
            ("12,34,567", "1234567"),
            ("0,125", "0.125"),
        ] {
            assert_eq!(Amount::parse(text).map(|n| n.to_string()).as_deref(), Some(number), "{text}");
        }
        for text in ["1.2.3", "12,3,4", &"9".repeat(31)] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
        assert_eq!(Amount::parse("2.5").unwrap().times_ten_to(6).to_string(), "2500000");
        assert_eq!(Amount::parse("1.25").unwrap().times_ten_to(1).to_string(), "12.5");
    }
}
