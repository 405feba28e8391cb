//! The reader of the word lists: lines of a word, its flags and its values, with comments after "#".

use std::sync::LazyLock;

use rustc_hash::FxHashMap as HashMap;

use super::{Flag, Flags, forms};

const VERBS: &str = include_str!("../data/lexicon/verbs.txt");
const WORDS: &str = include_str!("../data/lexicon/words.txt");

/// For each word and form, in lower case, what is known of it.
type Table = HashMap<String, Flags>;

/// The table of all words.
pub fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| read(VERBS, WORDS));
    &TABLE
}

/// Reads the lists of each part of speech into one table.
fn read(verbs: &str, words: &str) -> Table {
    let mut table = Table::default();
    for line in lines(verbs) {
        add_verb(&mut table, &line);
    }
    for line in lines(words) {
        add(&mut table, line.word, line.flags);
    }
    table
}

/// One line of a list.
struct Line<'l> {
    /// The word, in lower case.
    word: &'l str,
    /// What the list says of it.
    flags: Flags,
    /// Names and values, written `name=value`.
    values: Vec<(&'l str, &'l str)>,
    /// Whether the last letter doubles in some forms.
    doubles: bool,
}

impl<'l> Line<'l> {
    /// The value of a name.
    fn value(&self, name: &str) -> Option<&'l str> {
        self.values.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)
    }
}

/// The lines of a list that hold a word.
fn lines(list: &str) -> impl Iterator<Item = Line<'_>> {
    list.lines().filter_map(|line| {
        let mut fields = line.split('#').next().unwrap_or("").split_whitespace();
        let mut line = Line { word: fields.next()?, flags: Flags::default(), values: Vec::new(), doubles: false };
        for field in fields {
            match (field.split_once('='), Flag::named(field)) {
                (Some(pair), _) => line.values.push(pair),
                (None, Some(flag)) => line.flags.add(flag),
                (None, None) if field == "doubles" => line.doubles = true,
                (None, None) => debug_assert!(false, "{}: no flag is named {field}", line.word),
            }
        }
        Some(line)
    })
}

/// Adds a verb in all its forms.
fn add_verb(table: &mut Table, line: &Line) {
    let forms = forms::verb_forms(line.word, line.value("past"), line.value("participle"), line.doubles);
    for finite in [&forms.third, &forms.past] {
        add(table, finite, line.flags);
    }
    let mut other = line.flags;
    other.remove(Flag::Plain);
    for form in [line.word, &forms.participle, &forms.gerund] {
        add(table, form, other);
    }
}

/// Adds flags to those of a form: "post" is a verb and a noun.
fn add(table: &mut Table, form: &str, flags: Flags) {
    match table.get_mut(form) {
        Some(known) => known.0 |= flags.0,
        None => drop(table.insert(form.to_owned(), flags)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_line_with_its_flags() {
        let table = read("# Verbs.\ngrumble says # in anger\nspit says past=spat\n", "glum mind");
        let says = |form: &str| table.get(form).is_some_and(|flags| flags.has(Flag::Says));
        for form in ["grumble", "grumbles", "grumbled", "grumbling", "spat", "spits"] {
            assert!(says(form), "{form}");
        }
        assert!(!says("anger") && !says("glum") && table["glum"].has(Flag::Mind));
    }

    #[test]
    fn lists_hold_each_word_once_in_order() {
        for list in [VERBS, WORDS] {
            let words: Vec<&str> = lines(list).map(|line| line.word).collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
        }
    }
}
