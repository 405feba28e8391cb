//! Recorded floors: figures that must not be lost again.
//!
//! A file of floors is a JSON object from a figure's path to the least it may be:
//! `{"names/wwn.dev/ALL/f1": 82.0}`. Where less is better (a path that ends in `gap` or `spurious%`) the
//! number is a ceiling. There is no tolerance: the figures are deterministic.

use std::collections::BTreeMap;
use std::path::Path;

use crate::figures::Figure;

type Floors = BTreeMap<String, f64>;

fn less_is_better(path: &str) -> bool {
    path.ends_with("gap") || path.ends_with("spurious%")
}

fn read(path: &Path) -> Result<Floors, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Tells, in words, of every floor that the figures fall below. Floors of scores that are not in `asked` don't count;
/// one that is asked for and was not measured is a failure.
pub fn check(path: &Path, figures: &Figure, asked: &[&str]) -> Result<Vec<String>, String> {
    let figures: BTreeMap<String, f64> = figures.flat().into_iter().collect();
    let mut failures = Vec::new();
    for (name, floor) in read(path)? {
        if !asked.iter().any(|score| name.strip_prefix(score).is_some_and(|rest| rest.starts_with('/'))) {
            continue;
        }
        match figures.get(&name) {
            None => failures.push(format!("{name} was not measured; its floor is {floor}")),
            Some(&x) if less_is_better(&name) && x > floor => {
                failures.push(format!("{name} is {x}, above its ceiling {floor}"));
            }
            Some(&x) if !less_is_better(&name) && x < floor => {
                failures.push(format!("{name} is {x}, below its floor {floor}"));
            }
            Some(_) => {}
        }
    }
    Ok(failures)
}

/// Sets each floor of the file to the present figure; those that were not measured stay.
pub fn record(path: &Path, figures: &Figure) -> Result<(), String> {
    let mut floors = read(path)?;
    for (name, x) in figures.flat() {
        if let Some(floor) = floors.get_mut(&name) {
            *floor = x;
        }
    }
    let text = serde_json::to_string_pretty(&floors).map_err(|e| e.to_string())? + "\n";
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
