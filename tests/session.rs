//! Checks that a session gives the same answers as a full run, whatever is edited, and in whatever order.

#![cfg(not(target_arch = "wasm32"))]

use whosaid::KnownName;
use whosaid::{EntityKind, Options, Session, annotate_with};

const SAMPLES: [&str; 3] = [
    include_str!("../www/samples/flood-wire.txt"),
    include_str!("../www/samples/rail-bill.txt"),
    include_str!("../www/samples/bridge-poll.txt"),
];

/// Pieces that typing, pasting or a slip of the hand may put into a text.
const PIECES: [&str; 16] = [
    "a",
    " ",
    "”",
    "“",
    "\"",
    "'",
    ". ",
    ",",
    "\n",
    "\n\n",
    "Mutua",
    " Ms Noor ",
    ", he said. ",
    "é",
    "“No,” Ana Ruiz told reporters. “We said \n\n“Never.”",
    "😀",
];

/// Random numbers that are the same on every run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// A place between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Makes a random edit: types or pastes a piece, or deletes, moves or doubles a stretch.
fn edit(text: &mut String, random: &mut Random) {
    let at = random.place(text);
    let mut end = (at + random.below(60)).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    match random.below(8) {
        0..=3 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
        4 | 5 => text.replace_range(at..end, ""),
        6 => {
            let moved: String = text.drain(at..end).collect();
            let to = random.place(text);
            text.insert_str(to, &moved);
        }
        _ => {
            let copy = text[at..end].to_owned();
            text.insert_str(at, &copy);
        }
    }
}

/// The family name after the `n`th title (Mr, Ms, Dr) in a text.
fn family(text: &str, n: usize) -> Option<String> {
    let titled: Vec<&str> = text.split_inclusive(' ').collect();
    let names = titled.windows(2).filter(|pair| matches!(pair[0], "Mr " | "Ms " | "Dr "));
    let names: Vec<String> = names.map(|pair| pair[1].chars().take_while(|c| c.is_alphabetic()).collect()).collect();
    names.get(n % names.len().max(1)).filter(|name| !name.is_empty()).cloned()
}

type Edit = fn(&mut String, &mut Random);

/// Edits that people make, each with a name, so that a failure says which it was.
const DONE: [(&str, Edit); 8] = [
    ("types a letter in the middle", |text, random| {
        let mut at = text.len() / 2;
        while !text.is_char_boundary(at) {
            at += 1;
        }
        text.insert(at, char::from(b"aenrst ,.TM"[random.below(11)]));
    }),
    ("types at the end", |text, random| text.push_str(["s", " He", " said", ".", " “I", ",”"][random.below(6)])),
    ("deletes", |text, random| {
        let at = random.place(text);
        let end = text[at..].char_indices().nth(1 + random.below(40)).map_or(text.len(), |(i, _)| at + i);
        text.replace_range(at..end, "");
    }),
    ("pastes an article", |text, random| {
        let at = text.find("\n\n").unwrap_or(0);
        text.insert_str(at, &format!("\n\n{}", &SAMPLES[random.below(3)].trim()));
    }),
    ("takes a quotation mark out", |text, random| {
        let marks: Vec<usize> = text.match_indices(['“', '”', '"']).map(|(at, _)| at).collect();
        if !marks.is_empty() {
            text.remove(marks[random.below(marks.len())]);
        }
    }),
    ("breaks a paragraph", |text, random| {
        let at = random.place(text);
        text.insert_str(at, "\n\n");
    }),
    ("joins paragraphs", |text, random| {
        let breaks: Vec<usize> = text.match_indices("\n\n").map(|(at, _)| at).collect();
        if !breaks.is_empty() {
            let at = breaks[random.below(breaks.len())];
            text.replace_range(at..at + 2, " ");
        }
    }),
    ("gives somebody another name", |text, random| {
        if let Some(family) = family(text, random.below(100)) {
            *text = text.replace(&family, ["Brandt", "Ruiz", "Holm", "Harbor"][random.below(4)]);
        }
    }),
];

#[test]
fn a_long_text_is_annotated_as_in_a_full_run_after_each_edit_of_any_kind() {
    let known = KnownName::text("Ruiz", EntityKind::Place).of_entity("Port Ruiz");
    let options = [Options::default(), Options { names: vec![known], ignore: vec!["Holm".into()] }];
    let mut random = Random(0xde5c);
    let mut session = Session::default();
    let mut text = SAMPLES.concat();
    for step in 0..3 * DONE.len() {
        let (what, edit) = DONE[if step < DONE.len() { step } else { random.below(DONE.len()) }];
        edit(&mut text, &mut random);
        let options = &options[usize::from(step % 4 == 3)];
        assert_eq!(session.annotate(&text, options), annotate_with(&text, options), "step {step} {what}: {text}");
    }
}

#[test]
fn a_session_gives_the_answers_of_a_full_run() {
    let known = KnownName::text("Mutua", EntityKind::Organization);
    let options = [Options::default(), Options { names: vec![known], ignore: vec!["Nairobi".into()] }];
    for (seed, sample) in SAMPLES.into_iter().enumerate() {
        let mut random = Random(0x5eed + seed as u64);
        let mut session = Session::default();
        let mut text = sample.to_owned();
        for step in 0..40 {
            let options = &options[usize::from(step % 10 == 9)];
            assert_eq!(session.annotate(&text, options), annotate_with(&text, options), "step {step}: {text}");
            edit(&mut text, &mut random);
        }
    }
}

#[test]
fn a_session_forgets_nothing_that_matters_between_two_texts() {
    let mut session = Session::default();
    for text in [SAMPLES[0], "", SAMPLES[1], SAMPLES[0], "“", SAMPLES[2], SAMPLES[2]] {
        assert_eq!(session.annotate(text, &Options::default()), whosaid::annotate(text));
    }
}

/// Many equal sentences must not mix up the answers of the sentences after them.
#[test]
fn sentences_that_are_alike_shift_no_other() {
    let mut session = Session::default();
    for end in ["", " Ana Ruiz met Peter Vance in Lima, the Harbor Board said."] {
        let text = format!("{}Later John Li spoke in Oslo.{end}", "The council of Eastport met on Monday. ".repeat(60));
        assert_eq!(session.annotate(&text, &Options::default()), annotate_with(&text, &Options::default()));
    }
}
