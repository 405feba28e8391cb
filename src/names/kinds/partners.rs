//! Firms that are named after their partners: "Brandt and Okoye", "Abbott, Lindqvist and Rao".

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::Text;
use crate::lexicon::Flag;
use crate::names::{EntityKind, Name};
use crate::syntax::Tag;
use crate::text::token::TokenKind;

impl<'t> Text<'t> {
    /// Joins the names of a firm of three partners, "two lawyers of Abbott, Lindqvist and Rao", where the text speaks
    /// of a firm and none of the three stands apart.
    pub(super) fn join_three_partners(&self, names: Vec<Name>) -> Vec<Name> {
        if names.len() < 3 || !self.flags.iter().any(|flags| flags.has(Flag::ReturningBody)) {
            return names;
        }
        let single = |name: &Name| {
            name.tokens.len() == 1
                && matches!(name.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
        };
        let mut uses: HashMap<&str, usize> = HashMap::default();
        for name in &names {
            name.tokens.clone().for_each(|i| *uses.entry(self.word(i)).or_default() += 1);
        }
        let listed = |three: &[Name]| {
            let [a, b, c] = three else { return false };
            three.iter().all(single)
                && a.tokens.end + 1 == b.tokens.start
                && b.tokens.end + 1 == c.tokens.start
                && self.word(a.tokens.end) == ","
                && matches!(self.word(b.tokens.end), "and" | "&")
        };
        let is_firm = |three: &[Name]| {
            let [a, _, c] = three else { return false };
            let works = matches!(self.before(a.tokens.start), "of" | "at" | "with" | "from" | "by")
                && a.tokens.start > 1
                && self.is_job(a.tokens.start - 2);
            let person = three.iter().any(|name| name.kind == EntityKind::Person);
            person && (works || self.is_body_after(c.tokens.end))
        };
        // For each three, how often they stand together, and how often so that they are a firm.
        let mut together: HashMap<[&str; 3], [usize; 2]> = HashMap::default();
        for three in names.windows(3).filter(|three| listed(three)) {
            let counts = together.entry([0, 1, 2].map(|i| self.word(three[i].tokens.start))).or_default();
            counts[0] += 1;
            counts[1] += usize::from(is_firm(three));
        }
        // The whole may have been found as one name elsewhere.
        for name in names.iter().filter(|name| name.kind == EntityKind::Organization && name.tokens.len() == 5) {
            if let Some(counts) = together.get_mut(&[0, 2, 4].map(|i| self.word(name.tokens.start + i))) {
                counts[0] += 1;
            }
        }
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            out.push(name);
            let Some(three) = out.last_chunk::<3>().filter(|three| listed(&three[..])) else { continue };
            let words = three.each_ref().map(|name| self.word(name.tokens.start));
            let [count, firms] = together[&words];
            if firms > 0 && words.iter().all(|word| uses[word] == count) {
                let tokens = three[0].tokens.start..three[2].tokens.end;
                let firm = Name { tokens, kind: EntityKind::Organization, ..three[0].clone() };
                out.truncate(out.len() - 3);
                out.push(firm);
            }
        }
        out
    }

    /// Joins the names of a firm of two partners, "Brandt and Okoye", where the two never stand apart and once what
    /// follows says that they are one body; or where the recognizer takes the whole for one name elsewhere.
    pub(super) fn join_two_partners(&self, names: Vec<Name>) -> Vec<Name> {
        let joins = |a: &Name, b: &Name| {
            a.tokens.end + 1 == b.tokens.start
                && self.word(a.tokens.end) == "and"
                && a.tokens.len() == 1
                && b.tokens.len() == 1
                && [a, b]
                    .iter()
                    .all(|n| matches!(n.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place))
                && [a, b].iter().any(|n| n.kind != EntityKind::Place)
                && [a, b].iter().any(|n| n.kind != EntityKind::Organization)
        };
        let pair = |a: &Name, b: &Name| (self.word(a.tokens.start), self.word(b.tokens.start));
        let mut together: HashMap<(&str, &str), [usize; 2]> = HashMap::default();
        let mut uses: HashMap<&str, usize> = HashMap::default();
        for name in &names {
            for i in name.tokens.clone() {
                *uses.entry(self.word(i)).or_default() += 1;
            }
        }
        for two in names.windows(2).filter(|two| joins(&two[0], &two[1])) {
            let counts = together.entry(pair(&two[0], &two[1])).or_default();
            counts[0] += 1;
            counts[1] += usize::from(self.is_body_after(two[1].tokens.end));
        }
        // "The survey by Pruitt and Vance, a consultancy": the whole was found as one name.
        let wholes: HashSet<(&str, &str)> = names
            .iter()
            .filter(|n| n.kind == EntityKind::Organization && n.tokens.len() == 3)
            .filter(|n| self.word(n.tokens.start + 1) == "and")
            .map(|n| (self.word(n.tokens.start), self.word(n.tokens.start + 2)))
            .collect();
        let firm = |a: &Name, b: &Name| {
            let (first, second) = pair(a, b);
            if wholes.contains(&(first, second)) {
                return true;
            }
            together.get(&(first, second)).is_some_and(|&[count, bodies]| {
                let always = [first, second].iter().all(|word| uses.get(word).is_some_and(|&n| n == count));
                always && bodies > 0
            })
        };
        if together.is_empty() {
            return names;
        }
        let mut out: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            match out.last_mut() {
                Some(last) if joins(last, &name) && firm(last, &name) => {
                    last.tokens.end = name.tokens.end;
                    last.kind = EntityKind::Organization;
                }
                _ => out.push(name),
            }
        }
        out
    }

    /// Whether what follows a name that ends at `end` says that it is one body: ", a consultancy", "said it would".
    fn is_body_after(&self, end: usize) -> bool {
        if self.word(end) == "," && matches!(self.word(end + 1), "a" | "an" | "the") {
            return (end + 2..end + 6)
                .any(|i| self.has(i, Flag::Body) && self.syntax.tags.get(i).is_some_and(|t| t.is_noun()));
        }
        let singular = self.syntax.tags.get(end) == Some(&Tag::VBZ);
        let until = (end..self.document.tokens.len().min(end + 5))
            .take_while(|&i| self.document.tokens[i].kind() != TokenKind::Stop);
        let it = until.into_iter().any(|i| matches!(self.word(i), "it" | "its"));
        let told = (0..self.flags.len()).any(|word| self.flags[word].has(Flag::ReturningBody));
        told && (singular || it)
    }
}
