//! Turns of interviews, transcripts and court records: what somebody says word for word, without quotation marks.
//!
//! > Q. Where were you?
//! >
//! > A. At home with my sister.
//! >
//! > THE COURT: You may step down.
//!
//! A turn begins with a head: a letter for question and answer, a name or a role before a colon, or a name on a line of
//! its own. Some heads begin a turn for sure ("MR. HALE:", "SOUNDBITE (Ola Brandt, mayor):"). Others do so only if the
//! text has several that fit together, because a colon follows labels as well ("Price: £5").
//!
//! What it gets wrong: a paragraph of the writer's own between two turns is read as a part of the first.

mod initials;
mod labels;
mod name_lines;
mod turns;

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use crate::lexicon::{Flag, has};
use crate::quotations::context::{Context, name_kind};
use crate::quotations::phrases::{self, word};
use crate::text::token::TokenKind;
use initials::{is_initials, spell_out};
use labels::{label, letter};
use name_lines::name_lines;
pub use turns::add_turns;

/// The most tokens of a name or role in a head.
const LONGEST_NAME: usize = 5;

/// Who speaks in a turn.
#[derive(Debug, Clone, PartialEq)]
enum Who {
    /// The person or role that these tokens name.
    Named(Range<usize>),
    /// Whoever asks: "Q".
    Asks,
    /// Whoever answers: "A".
    Answers,
}

/// The head of a turn, and where its words begin.
#[derive(Debug, Clone)]
pub struct Head {
    /// The number of the paragraph in which the head begins.
    paragraph: usize,
    /// The number of the paragraph in which the words of the turn begin.
    says: usize,
    who: Who,
    /// The colon after the name, the letter with its full stop, or, on a line of its own, the name.
    cue: Range<usize>,
    /// The first token of what is said.
    start: usize,
    /// Whether quotation marks open before the head.
    marked: bool,
    /// Whether it begins a turn whatever else the text has.
    sure: bool,
}

/// Finds the heads of all turns in a text, in order; none if it is no transcript.
pub fn heads(context: &Context) -> Vec<Head> {
    let paragraphs = &context.document.paragraphs;
    let mut heads: Vec<Head> =
        (0..paragraphs.len()).filter_map(|p| letter(context, p).or_else(|| label(context, p))).collect();
    let asks = heads.iter().filter(|head| head.who == Who::Asks).count();
    let mut counts: HashMap<String, usize> = HashMap::default();
    let key = |head: &Head| match &head.who {
        Who::Named(name) => context.document.span(name.clone()).of(context.document.text).to_lowercase(),
        Who::Asks => "q".into(),
        Who::Answers => "a".into(),
    };
    // Heads are counted by their last word: "ORLA KEANE:" is "KEANE:" later.
    let family = |head: &Head| key(head).rsplit(' ').next().unwrap_or_default().to_owned();
    for head in &heads {
        *counts.entry(family(head)).or_default() += 1;
    }
    let person = |head: &Head| matches!(&head.who, Who::Named(name) if is_person(context, name));
    let role = |head: &Head| has_flag(&key(head), Flag::SpeaksInTurns);
    // A name in capitals that heads several turns: "WALLACE:".
    let capitals = |head: &Head| match &head.who {
        Who::Named(name) => {
            counts[&family(head)] > 1 && !name.clone().any(|i| word(context, i).contains(char::is_lowercase))
        }
        _ => false,
    };
    let speaks = |head: &Head| head.who == Who::Asks || person(head) || role(head) || head.sure || capitals(head);
    let speakers = heads.iter().filter(|head| head.who != Who::Answers && speaks(head)).count();
    // Turns end as sentences; entries of a table don't: "Ana Ruiz: 12 points".
    let sentences = heads.iter().filter(|head| ends_sentence(context, head)).count();
    let transcript = 2 * sentences >= heads.len()
        && (asks > 0
            || heads.len() >= 3 && counts.values().any(|&count| count > 1) && speakers > 0
            || speakers >= 2 && speakers == heads.len());
    // Who speaks once among names in capitals takes a turn, too.
    let shouted = heads.iter().any(capitals);
    heads.retain(|head| match &head.who {
        Who::Asks => asks > 1 || counts.contains_key("a") || speakers > 1,
        Who::Answers => asks > 0,
        Who::Named(name) => {
            let shouts = shouted && !name.clone().any(|i| word(context, i).contains(char::is_lowercase));
            let repeated = shouts || counts[&family(head)] > 1;
            head.sure || transcript && (person(head) || role(head) || repeated || is_initials(context, head))
        }
    });
    spell_out(context, &mut heads);
    if heads.is_empty() { name_lines(context) } else { heads }
}

/// Whether the words after a head, in its paragraph, end as a sentence does and are not a title.
fn ends_sentence(context: &Context, head: &Head) -> bool {
    let last = context.document.paragraphs[head.says].end - 1;
    if !(head.start..last).any(|i| context.document.tokens[i].kind() == TokenKind::Word) {
        return false;
    }
    let (mut words, mut capitals) = (0, 0);
    for text in (head.start..last).map(|i| word(context, i)).filter(|text| text.len() > 3) {
        words += 1;
        capitals += usize::from(text.starts_with(char::is_uppercase));
    }
    let title = words > 3 && 4 * capitals > 3 * words;
    !title && matches!(context.document.tokens[last].kind(), TokenKind::Stop | TokenKind::Mark)
}

/// Whether the lexicon gives a flag to a term in small letters, of one word or several: "audience member".
fn has_flag(small: &str, flag: Flag) -> bool {
    has(&small.replace(' ', "_"), flag)
}

fn is_person(context: &Context, name: &Range<usize>) -> bool {
    name.clone().any(|i| phrases::kind(context, i) == name_kind::PERSON)
}

/// True for a word with a capital, and for what may stand between such words in a name.
fn is_capital(context: &Context, i: usize) -> bool {
    word(context, i).starts_with(char::is_uppercase)
        || matches!(word(context, i), "." | "-" | "’s" | "'s" | "de" | "van" | "of" | "’" | "'")
}
