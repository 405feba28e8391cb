//! Roles: what the text says that the bearer of a name is.
//!
//! "The mayor" can mean Ana Cruz where the text says that she is the mayor. It says so before the name ("Mayor Ana
//! Cruz"), in an apposition ("Ana Cruz, the mayor of …", "the mayor, Ana Cruz"), or in a sentence of its own ("Ana Cruz
//! is the mayor").
//!
//! It also says from where the bearer is, and of which party ("Ana Cruz (R-Fla.)").

mod appositions;
mod copulas;
mod origins;
mod titles;

use std::ops::Range;

use rustc_hash::FxHashMap as HashMap;

use super::context::Context;
use super::mentions::{Mention, Reference};
use crate::lexicon::{Gender, NounClass};
use crate::names::EntityKind;
use appositions::{after_apposition, ages_and_bare_appositions, before_apposition};
use copulas::copula;
use origins::origin;
pub use origins::{Origin, is_place};
use titles::{beside_body, shared_title, titles};

/// A noun that describes the bearer of a name.
#[derive(Debug, Clone)]
pub struct Role {
    /// The noun in the singular: "mayor". For an age it is "year-old".
    pub noun: &'static str,
    /// The tokens of the words before the noun, which stands where they end. Where an age is a mere number ("Ana Cruz,
    /// 54,"), that stands in the place of the noun.
    pub modifiers: Range<usize>,
    /// The tokens of the phrase after the noun: "of State", "from Vermont". May be empty.
    pub after: Range<usize>,
    /// The gender that the noun or title shows: "spokeswoman".
    pub gender: Option<Gender>,
}

impl Role {
    /// The tokens that say more than the noun: at most eight before it, and those after it.
    pub fn words(&self) -> impl Iterator<Item = usize> + use<> {
        self.modifiers.clone().take(8).chain(self.after.clone())
    }

    /// The age that it tells, in years; `None` for any other role.
    pub fn age(&self, context: &Context) -> Option<u32> {
        if self.noun == "year-old" { years(context, self.modifiers.end) } else { None }
    }
}

/// Whether the bearer of some roles is of another age than a description tells: she is 54, and not "the 31-year-old
/// nurse". A year more or less is the same: a text may give both, around a birthday.
pub fn is_of_another_age(context: &Context, mention: &Mention, roles: &[Role]) -> bool {
    let mut ages = roles.iter().filter_map(|role| role.age(context)).peekable();
    let told =
        mention.tokens.clone().filter(|&i| context.lower(i).ends_with("-year-old")).find_map(|i| years(context, i));
    told.is_some_and(|told| ages.peek().is_some() && ages.all(|age| age.abs_diff(told) > 1))
}

/// The number that token `i` begins with: 54 for "54-year-old".
pub fn years(context: &Context, i: usize) -> Option<u32> {
    let word = context.word(i);
    word[..word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len())].parse().ok()
}

/// The roles of each name, and the names that descriptions stand beside.
#[derive(Debug, Default)]
pub struct Roles {
    /// The roles of each name's bearer: "mayor" of Ana Ruiz in "the mayor, Ana Ruiz".
    pub of_name: Vec<Vec<Role>>,
    /// The party and places that the text gives each name's bearer.
    pub origins: Vec<Origin>,
    /// The index of the name whose bearer a description describes, by the token of the description's head.
    pub described: HashMap<u64, usize>,
}

/// Reads the titles, appositions and copulas of a document.
pub fn find(context: &Context, mentions: &[Mention]) -> Roles {
    let mut roles = Roles {
        of_name: vec![Vec::new(); context.names.len()],
        origins: vec![Origin::default(); context.names.len()],
        described: HashMap::default(),
    };
    for n in 0..context.names.len() {
        if context.names[n].kind == EntityKind::Person {
            titles(context, n, &mut roles.of_name[n]);
            shared_title(context, n, &mut roles.of_name);
            roles.origins[n] = origin(context, n);
        } else if context.names[n].kind == EntityKind::Organization {
            beside_body(context, n, &mut roles.of_name[n]);
        }
    }
    for mention in mentions {
        let Reference::Description(ref d) = mention.reference else { continue };
        let Some(noun) = d.noun.filter(|n| !n.plural) else { continue };
        let described = match noun.class {
            NounClass::Document => None,
            class => before_apposition(context, mention, class).or_else(|| after_apposition(context, mention, class)),
        };
        let described = described.or_else(|| copula(context, mention, noun.class));
        if let Some(n) = described {
            let after = complement(context, mention.tokens.end);
            let role = Role { noun: noun.singular, modifiers: mention.modifiers(), after, gender: noun.gender };
            roles.of_name[n].push(role);
            roles.described.insert(mention.head as u64, n);
        }
    }
    ages_and_bare_appositions(context, &mut roles);
    roles
}

/// The tokens of the phrase that says more of a noun: "of", "from", "for" or "at" at token `start`, right after the
/// noun, and the capitalized words that follow ("[of State]", "[from Vermont]", "[of the Harbor Board]"). Empty where
/// `start` is no such preposition.
pub fn complement(context: &Context, start: usize) -> Range<usize> {
    /// How many tokens the phrase may have.
    const WORDS: usize = 6;
    if !matches!(context.lower_at(Some(start)), "of" | "from" | "for" | "at") {
        return start..start;
    }
    let mut end = start + 1;
    while end < context.len().min(start + WORDS)
        && (context.is_capital(end) || matches!(context.word(end), "the" | "of"))
    {
        end += 1;
    }
    start..end
}
