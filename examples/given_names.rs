//! Makes `src/data/given-names.txt` from two public lists (US Social Security Administration, public
//! domain; names by country, CC0): the names of which at least 92 in 100 bearers are of one sex.
//!
//! ```sh
//! cargo run --example given_names ../shared/gazetteers > src/data/given-names.txt
//! ```

use std::collections::BTreeMap;
use std::path::Path;

/// Names with fewer bearers than this are left out: their bytes cost more than they help.
const BEARERS: u64 = 10_000;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "../shared/gazetteers".to_owned());
    let read = |file: &str| std::fs::read_to_string(Path::new(&folder).join(file));
    // For each name, whether it is female; `None` if both sexes bear it.
    let mut names: BTreeMap<String, Option<bool>> = BTreeMap::new();
    for line in read("first_names_ssa.tsv")?.lines().skip(1) {
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or("").to_lowercase();
        let mut count = || fields.next().and_then(|f| f.trim().parse::<u64>().ok()).unwrap_or(0);
        let (male, female) = (count(), count());
        let all = male + female;
        if all >= BEARERS {
            let one_sided = male.max(female) * 100 >= all * 92;
            names.insert(name, one_sided.then_some(female > male));
        }
    }
    for line in read("first_names_world_cc0.tsv")?.lines().skip(1) {
        let Some((name, countries)) = line.split_once('\t') else { continue };
        let name = name.to_lowercase();
        if name.is_empty() || name.contains(' ') || names.contains_key(&name) {
            continue;
        }
        let mut sexes = countries.split_whitespace().map(|c| c.ends_with(":F"));
        let first = sexes.next();
        let known = countries.split_whitespace().all(|c| c.ends_with(":F") || c.ends_with(":M"));
        names.insert(name, first.filter(|&f| known && sexes.all(|s| s == f)));
    }
    println!("# Made by `cargo run --example given_names`; sources and terms in PROVENANCE.md.");
    for (letter, sex) in [("m", false), ("f", true)] {
        let list: Vec<&str> = names.iter().filter(|n| *n.1 == Some(sex)).map(|n| n.0.as_str()).collect();
        println!("{letter}\t{}", list.join(" "));
    }
    Ok(())
}
