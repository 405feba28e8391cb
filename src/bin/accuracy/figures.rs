//! Figures as a tree: it is printed as a table with a line a figure, written as JSON, or flattened to the names that
//! the recorded floors use.

use std::fmt::Write;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A figure, or a table of them in a fixed order.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    Table(Vec<(String, Figure)>),
    Prf(Prf),
    Count(usize),
    Number(f64),
    /// How many are right, of how many.
    Ratio(usize, usize),
    /// Remarks for the reader, such as every miss of an article.
    List(Vec<String>),
}

/// Precision, recall and their harmonic mean, in per cent, with the counts behind them.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Prf {
    pub p: f64,
    pub r: f64,
    pub f1: f64,
    pub gold: usize,
    pub pred: usize,
}

impl Prf {
    /// The figures where `pred` things were predicted, `gold` were wanted, and `right` are among both.
    pub fn new(right: usize, pred: usize, gold: usize) -> Prf {
        let share = |n: usize| if n == 0 { 0.0 } else { right as f64 / n as f64 };
        Prf::of_shares(share(pred), share(gold), pred, gold)
    }

    /// The figures, given precision and recall as shares of one.
    pub fn of_shares(p: f64, r: f64, pred: usize, gold: usize) -> Prf {
        let f1 = if p + r == 0.0 { 0.0 } else { 200.0 * p * r / (p + r) };
        Prf { p: round(100.0 * p, 2), r: round(100.0 * r, 2), f1: round(f1, 2), gold, pred }
    }
}

/// Rounds to the nearest decimal, and exact ties to the even one, as Python's `round` does.
pub fn round(x: f64, digits: usize) -> f64 {
    format!("{x:.digits$}").parse().expect("a formatted number")
}

/// `part` of `whole` in per cent, to one decimal; 0 of nothing is 0.
pub fn percent(part: usize, whole: usize) -> f64 {
    round((100 * part) as f64 / whole.max(1) as f64, 1)
}

/// A table from its rows.
pub fn table<K: Into<String>>(rows: impl IntoIterator<Item = (K, Figure)>) -> Figure {
    Figure::Table(rows.into_iter().map(|(name, figure)| (name.into(), figure)).collect())
}

impl Figure {
    /// Every number with its path, as `names/wwn.dev/ALL/f1`; of a ratio such as 8/9, only the 8.
    pub fn flat(&self) -> Vec<(String, f64)> {
        let mut out = Vec::new();
        self.walk("", &mut |path, figure| match figure {
            Figure::Prf(x) => {
                out.extend([("p", x.p), ("r", x.r), ("f1", x.f1)].map(|(k, v)| (format!("{path}/{k}"), v)));
            }
            Figure::Count(n) | Figure::Ratio(n, _) => out.push((path.to_owned(), *n as f64)),
            Figure::Number(x) => out.push((path.to_owned(), *x)),
            Figure::Table(_) | Figure::List(_) => {}
        });
        out
    }

    fn walk(&self, path: &str, visit: &mut impl FnMut(&str, &Figure)) {
        visit(path, self);
        if let Figure::Table(rows) = self {
            for (name, figure) in rows {
                let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
                figure.walk(&path, visit);
            }
        }
    }

    /// Adds a row to a table.
    pub fn push(&mut self, name: &str, figure: Figure) {
        if let Figure::Table(rows) = self {
            rows.push((name.to_owned(), figure));
        }
    }

    /// The remarks of all rows.
    pub fn remarks(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.walk("", &mut |_, figure| {
            if let Figure::List(remarks) = figure {
                out.extend_from_slice(remarks);
            }
        });
        out
    }

    /// Writes the figures, with those of one thing on one line, and only the number of remarks.
    pub fn summary(&self) -> String {
        let mut out = String::new();
        self.lines(&[], &mut out);
        out
    }

    fn lines(&self, path: &[&str], out: &mut String) {
        let Figure::Table(rows) = self else {
            return line(path, &self.cell(), out);
        };
        let mut cells = Vec::new();
        for (name, figure) in rows {
            match figure {
                Figure::Table(_) | Figure::Prf(_) => figure.lines(&[path, &[name.as_str()]].concat(), out),
                _ => cells.push(format!("{name} {}", figure.cell())),
            }
        }
        if !cells.is_empty() {
            line(path, &cells.join("   "), out);
        }
    }

    fn cell(&self) -> String {
        match self {
            Figure::Prf(x) => {
                let Prf { p, r, f1, gold, pred } = x;
                format!("P {p:6.2}  R {r:6.2}  F1 {f1:6.2}   ({gold} gold, {pred} predicted)")
            }
            Figure::Count(n) => n.to_string(),
            Figure::Number(x) => format!("{x:?}"),
            Figure::Ratio(n, of) => format!("{n}/{of}"),
            Figure::List(remarks) => remarks.len().to_string(),
            Figure::Table(_) => String::new(),
        }
    }
}

fn line(path: &[&str], cells: &str, out: &mut String) {
    let (head, rest) = path.split_at(path.len().min(2));
    let mut label: String = head.iter().map(|p| format!("{p:<16}")).collect();
    label += &rest.join(" ");
    writeln!(out, "{label:<52}{cells}").expect("a string takes every write");
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Figure::Table(rows) => {
                let mut map = serializer.serialize_map(Some(rows.len()))?;
                for (name, figure) in rows {
                    map.serialize_entry(name, figure)?;
                }
                map.end()
            }
            Figure::Prf(x) => x.serialize(serializer),
            Figure::Count(n) => n.serialize(serializer),
            Figure::Number(x) => x.serialize(serializer),
            Figure::Ratio(..) => self.cell().serialize(serializer),
            Figure::List(remarks) => remarks.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_even_digit() {
        assert_eq!([0.125, 0.375, 2.675, 99.995].map(|x| round(x, 2)), [0.12, 0.38, 2.67, 100.0]);
        assert_eq!([0.25, 0.75, 66.65].map(|x| round(x, 1)), [0.2, 0.8, 66.7]);
    }

    #[test]
    fn nothing_of_nothing_is_nought() {
        let nothing = Prf::new(0, 0, 0);
        assert_eq!((nothing.p, nothing.r, nothing.f1), (0.0, 0.0, 0.0));
    }
}
