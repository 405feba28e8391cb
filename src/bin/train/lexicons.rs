//! Makes `src/data/lexicon.txt`, lists of names by class, from the open gazetteers.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use whosaid::names::gazetteer::Gazetteer;

/// Reads the rows of a tab-separated file, without its header.
fn rows(folder: &Path, file: &str) -> io::Result<Vec<Vec<String>>> {
    let path = folder.join(file);
    let text =
        std::fs::read_to_string(&path).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    Ok(text.lines().skip(1).map(|l| l.split('\t').map(str::to_owned).collect()).collect())
}

fn field(row: &[String], i: usize) -> &str {
    row.get(i).map_or("", String::as_str)
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

/// Splits nationalities as the World Factbook writes them: "Dutch (singular)", "Algerian(s)", "Motswana (singular),
/// Batswana (plural)".
fn nationalities(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in text.replace("; ", ", ").replace(" or ", ", ").split(", ") {
        let name: String = part.split(" (").next().unwrap_or("").to_owned();
        if let Some(stem) = name.strip_suffix("(s)") {
            out.push(stem.to_owned());
            out.push(format!("{stem}s"));
        } else if !name.contains(['(', ')']) {
            out.push(name);
        }
    }
    out
}

/// True for a name that the lexicon can hold: it begins with a capital, has letters and a few signs only, and five words at most.
fn fit(name: &str) -> bool {
    let words = name.split_whitespace().count();
    name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().count() > 1
        && (1..=5).contains(&words)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '.' | '&' | '’'))
}

/// Countries and regions by names that the open lists don't have.
const COUNTRIES: &str = "\
    US,U.S.,USA,U.S.A.,UK,U.K.,UAE,U.A.E.,America,Britain,England,Scotland,Wales,North Korea,\
    South Korea,Burma,Ivory Coast,Turkey,Russia,Syria,Iran,Czech Republic,Holland,Palestine,Macedonia,\
    Swaziland,Vatican,DRC,EU,Tibet,Kashmir,Siberia,Crimea";

/// Peoples and parties by names that the open lists don't have.
const GROUPS: &str = "\
    American,Americans,British,Briton,Britons,Scottish,Welsh,English,Korean,Koreans,Republican,\
    Republicans,Democrat,Democrats,Democratic,Tory,Tories,Labour,Communist,Islamist,Islamists,Taliban,\
    Kurdish,Kurds,Palestinian,Palestinians,Tibetan,Latino,Hispanic,African-American";

/// Writes the lexicon to `to`, and in its short form to a file with the ending `bin` beside it.
pub fn make(gazetteers: &Path, to: &Path) -> io::Result<()> {
    let mut out = String::from(
        "# Made by `train lexicon`; sources and terms in PROVENANCE.md. A class, then its names, sorted.\n",
    );
    let mut class = |name: &str, names: Vec<String>| {
        let set: BTreeSet<String> = names.into_iter().map(|n| n.trim().to_owned()).filter(|n| fit(n)).collect();
        out.push_str(&format!("# {name}\n"));
        set.iter().for_each(|n| {
            out.push_str(n);
            out.push('\n');
        });
        eprintln!("  {name}: {}", set.len());
    };
    let mut given: Vec<String> = rows(gazetteers, "first_names_ssa.tsv")?
        .iter()
        .filter(|r| number(field(r, 1)) + number(field(r, 2)) >= 6000)
        .map(|r| field(r, 0).to_owned())
        .collect();
    given.extend(rows(gazetteers, "first_names_world_cc0.tsv")?.iter().map(|r| field(r, 0).to_owned()));
    class("given", given);
    let mut family: Vec<String> = rows(gazetteers, "surnames_census1990.tsv")?
        .iter()
        .filter(|r| number(field(r, 2)) <= 5000)
        .map(|r| field(r, 0).to_owned())
        .collect();
    family.extend(rows(gazetteers, "surnames_world_cc0.tsv")?.iter().map(|r| field(r, 0).to_owned()));
    class("family", family);
    let mut cities: Vec<String> = Vec::new();
    for row in rows(gazetteers, "cities15000_geonames.tsv")?
        .iter()
        .filter(|r| number(field(r, 5)) >= 90_000 || field(r, 4) == "PPLC")
    {
        cities.push(field(row, 0).to_owned());
        cities.push(field(row, 1).to_owned());
    }
    class("city", cities);
    let (mut countries, mut groups, mut capitals) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows(gazetteers, "countries_factbook.tsv")? {
        for i in [0, 1, 2] {
            countries.push(field(&row, i).to_owned());
        }
        capitals.push(field(&row, 6).split([' ', ';', ',']).next().unwrap_or("").to_owned());
        groups.extend(nationalities(field(&row, 4)));
        groups.extend(nationalities(field(&row, 5)));
    }
    countries.extend(COUNTRIES.split(',').map(str::to_owned));
    class("country", countries);
    class("city", capitals);
    class("region", rows(gazetteers, "admin1_geonames.tsv")?.iter().map(|r| field(r, 0).to_owned()).collect());
    groups.extend(
        rows(gazetteers, "ethnic_religion_factbook.tsv")?
            .iter()
            .filter(|r| number(field(r, 2)) >= 2)
            .map(|r| field(r, 1).to_owned()),
    );
    groups.extend(GROUPS.split(',').map(str::to_owned));
    class("group", groups);
    let suffixes = [" Inc.", " Inc", " Corporation", " Corp.", " Company", " plc", " PLC", " Ltd.", " (The)", " Co."];
    let mut bodies: Vec<String> = rows(gazetteers, "companies_sp500.tsv")?
        .iter()
        .map(|r| suffixes.iter().fold(field(r, 1).to_owned(), |n, s| n.strip_suffix(s).unwrap_or(&n).to_owned()))
        .collect();
    bodies.extend(rows(gazetteers, "intl_orgs_factbook.tsv")?.iter().map(|r| field(r, 0).to_owned()));
    for row in rows(gazetteers, "parties_factbook.tsv")? {
        for name in field(&row, 1).split(" or ") {
            bodies.push(name.to_owned());
        }
    }
    class("body", bodies);
    std::fs::write(to.with_extension("bin"), Gazetteer::encode(&out))?;
    std::fs::write(to, out)
}
