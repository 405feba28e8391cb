//! A session gives the answers of a full run, whatever is edited, and in whatever order.

use whosaid::names::KnownName;
use whosaid::{EntityKind, Options, Session, annotate_with};

const SAMPLES: [&str; 3] = [
    include_str!("../www/samples/flood-wire.txt"),
    include_str!("../www/samples/rail-bill.txt"),
    include_str!("../www/samples/bridge-poll.txt"),
];

/// What a keyboard, a paste and a slip of the hand put into a text.
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

/// Numbers with a fixed seed (Marsaglia's xorshift).
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

/// Types, pastes, deletes, or moves a stretch.
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

#[test]
fn a_session_gives_the_answers_of_a_full_run() {
    let known = KnownName { text: "Mutua".into(), kind: EntityKind::Organization, entity: None };
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

/// Sentences that are alike, among others that are, have one answer; those after them keep their own.
#[test]
fn sentences_that_are_alike_shift_no_other() {
    let mut session = Session::default();
    for end in ["", " Ana Ruiz met Peter Vance in Lima, the Harbor Board said."] {
        let text = format!("{}Later John Li spoke in Oslo.{end}", "The council of Eastport met on Monday. ".repeat(60));
        assert_eq!(session.annotate(&text, &Options::default()), annotate_with(&text, &Options::default()));
    }
}
