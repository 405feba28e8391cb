//! Names: exact spans and classes, precision, recall and F1 a class and over all.
//!
//! A name counts where its span and its class are the gold's to the character. The classes are those
//! that the corpora share: PER, ORG, LOC (places and facilities) and MISC (everything else that has a
//! name). Dates, money and other amounts are no names; [`amounts`] scores them apart.

use std::collections::HashSet;

use whosaid::corpora::GoldDocument;

use crate::figures::{Figure, Prf, table};
use crate::predictions::{Mention, Prediction, Span, pair};

const CLASSES: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
/// Kinds that are no names.
pub const NOT_NAMES: [&str; 9] =
    ["date", "time", "money", "percent", "quantity", "ordinal", "cardinal", "url", "email"];

/// The class that a mention's kind falls into; `None` for amounts.
pub fn class(kind: &str) -> Option<&'static str> {
    match kind {
        "person" => Some("PER"),
        "organization" => Some("ORG"),
        "place" | "facility" => Some("LOC"),
        _ if NOT_NAMES.contains(&kind) => None,
        _ => Some("MISC"),
    }
}

/// The names of a document, each with its class.
pub type Names<'a> = HashSet<(Span, &'a str)>;

/// The gold names that count: those that have a class.
pub fn wanted(gold: &GoldDocument) -> Names<'_> {
    let entities = gold.entities.iter().flatten();
    entities
        .filter_map(|e| Some(((e.span.start, e.span.end), e.coarse.as_deref().filter(|c| !c.is_empty())?)))
        .collect()
}

/// The predicted names that count: those that are no amounts.
pub fn found(mentions: &[Mention]) -> Names<'static> {
    mentions.iter().filter(|m| m.is_name()).filter_map(|m| Some(((m.start, m.end), class(&m.kind)?))).collect()
}

/// Scores the names of a corpus.
pub fn score(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    let documents: Vec<_> =
        pair(gold, predictions)?.into_iter().map(|(g, p)| (wanted(g), found(&p.mentions))).collect();
    let count = |of: &[&str]| {
        let mut n = [0; 3];
        for (gold, pred) in &documents {
            let counted = |names: &Names| names.iter().filter(|x| of.contains(&x.1)).count();
            n[0] += gold.intersection(pred).filter(|x| of.contains(&x.1)).count();
            n[1] += counted(pred);
            n[2] += counted(gold);
        }
        Figure::Prf(Prf::new(n[0], n[1], n[2]))
    };
    let rows = CLASSES.iter().map(|&c| (c, count(&[c])));
    Ok(table(rows.chain([("PER+ORG+LOC", count(&CLASSES[..3])), ("ALL", count(&CLASSES))])))
}

/// Scores dates and money: exact spans of the gold's `fine` label against mentions of the kind.
pub fn amounts(gold: &[GoldDocument], predictions: &[Prediction]) -> Result<Figure, String> {
    let documents = pair(gold, predictions)?;
    Ok(table([("DATE", "date"), ("MONEY", "money")].map(|(label, kind)| {
        let mut n = [0; 3];
        for (g, p) in &documents {
            let entities = g.entities.iter().flatten().filter(|e| e.fine.as_deref() == Some(label));
            let gold: HashSet<Span> = entities.map(|e| (e.span.start, e.span.end)).collect();
            let mentions = p.mentions.iter().filter(|m| m.is_name() && m.kind == kind);
            let pred: HashSet<Span> = mentions.map(|m| (m.start, m.end)).collect();
            n[0] += gold.intersection(&pred).count();
            n[1] += pred.len();
            n[2] += gold.len();
        }
        (label, Figure::Prf(Prf::new(n[0], n[1], n[2])))
    })))
}
