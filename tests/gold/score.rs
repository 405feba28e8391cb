//! Compares annotations with gold annotations: counts what is right, and says in words what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use whosaid::{Annotations, EntityKind, Form, Quotation, QuotationKind, Span};

use super::Gold;

/// The counts for one text.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// How many names are right, predicted, and in the gold.
    pub names: [usize; 3],
    /// How many pairs of names of one entity are right, predicted, and in the gold.
    pub links: [usize; 3],
    /// How many quotations are in the gold; how many of these are found, with at least half of the content; how many of the
    /// found ones have the right speaker.
    pub quotations: [usize; 3],
    /// Like `quotations`, but only those in quotation marks (direct or mixed), which are easier to find.
    pub marked: [usize; 3],
    /// How many are found with exactly the gold content; punctuation and marks at the edges don't count.
    pub exact: usize,
    /// How many predicted quotations overlap none in the gold.
    pub spurious: usize,
    /// All mistakes, in words.
    pub wrong: Vec<String>,
}

impl Score {
    /// F1 of names, in percent.
    pub fn names_f1(&self) -> f64 {
        f1(self.names)
    }

    /// F1 of links between names, in percent.
    pub fn links_f1(&self) -> f64 {
        f1(self.links)
    }
}

fn f1([right, predicted, gold]: [usize; 3]) -> f64 {
    if predicted + gold == 0 { 100.0 } else { 200.0 * right as f64 / (predicted + gold) as f64 }
}

/// Scores `got`, the annotations of `gold.text`.
pub fn score(gold: &Gold, got: &Annotations) -> Score {
    let mut score = Score::default();
    names(gold, got, &mut score);
    links(gold, got, &mut score);
    quotations(gold, got, &mut score);
    score
}

/// Everything that differs in the quotations of a small case. It is strict, while [`score`] lets small differences pass.
pub fn differences(gold: &Gold, got: &Annotations) -> Vec<String> {
    let mut score = Score::default();
    quotations(gold, got, &mut score);
    let text = &gold.text;
    let same = |a: Option<Span>, b: Option<Span>| match (a, b) {
        (Some(a), Some(b)) => a.overlaps(b),
        // If the gold has none, finding one is no fault: the second part of a quotation may repeat its source.
        (gold, _) => gold.is_none(),
    };
    for (q, latitude) in gold.annotations.quotations.iter().zip(&gold.latitude) {
        let content = bare(text, &q.content);
        let Some(p) = got.quotations.iter().find(|p| bare(text, &p.content) == content) else { continue };
        if latitude.optional {
            continue;
        }
        let words = |span: Option<Span>| span.map_or("none", |s| s.of(text));
        if !same(q.cue, p.cue) {
            score.wrong.push(format!("cue {:?}, got {:?}", words(q.cue), words(p.cue)));
        }
        if !same(q.source, p.source) {
            score.wrong.push(format!("source {:?}, got {:?}", words(q.source), words(p.source)));
        }
        if (q.kind, q.act) != (p.kind, p.act) {
            score.wrong.push(format!("{:?} {:?}, got {:?} {:?}", q.kind, q.act, p.kind, p.act));
        }
    }
    if got.quotations.len() > gold.annotations.quotations.len() && score.spurious == 0 {
        score.wrong.push(format!("{} quotations, got {}", gold.annotations.quotations.len(), got.quotations.len()));
    }
    score.wrong
}

fn names(gold: &Gold, got: &Annotations, score: &mut Score) {
    let truth = &gold.annotations.mentions;
    let is_name = |form: Form| form == Form::Name;
    let predicted: BTreeMap<Span, EntityKind> =
        got.mentions.iter().filter(|m| is_name(m.form)).map(|m| (m.span, m.kind)).collect();
    let mut free: BTreeSet<Span> = BTreeSet::new();
    for (m, &optional) in truth.iter().zip(&gold.optional_mention) {
        if !is_name(m.form) {
            continue;
        }
        if optional {
            free.insert(m.span);
            continue;
        }
        score.names[2] += 1;
        match predicted.get(&m.span) {
            Some(kind) if *kind == m.kind => score.names[0] += 1,
            Some(kind) => score.wrong.push(format!("name {:?} is {:?}, got {kind:?}", m.span.of(&gold.text), m.kind)),
            None => score.wrong.push(format!("name missed: {:?} ({:?})", m.span.of(&gold.text), m.kind)),
        }
    }
    let known: BTreeSet<Span> = (truth.iter().zip(&gold.optional_mention))
        .filter(|(m, optional)| is_name(m.form) && !**optional)
        .map(|(m, _)| m.span)
        .collect();
    for (span, kind) in &predicted {
        // Names that may be left out, such as durations, may be found with other limits: "about [three years] ago".
        if !known.contains(span) && free.iter().any(|f| f.overlaps(*span)) {
            continue;
        }
        score.names[1] += 1;
        if !known.contains(span) {
            score.wrong.push(format!("no name: {:?} ({kind:?})", span.of(&gold.text)));
        }
    }
}

/// Whether links between names of this kind count. Those between dates, sums and measures don't: they only have the same value.
pub fn corefers(kind: EntityKind) -> bool {
    use EntityKind::*;
    !matches!(kind, Date | Time | Money | Percent | Quantity)
}

fn links(gold: &Gold, got: &Annotations, score: &mut Score) {
    let predicted: BTreeMap<Span, usize> =
        got.mentions.iter().filter(|m| m.form == Form::Name).map(|m| (m.span, m.entity)).collect();
    let names: Vec<_> = gold.annotations.mentions.iter().filter(|m| m.form == Form::Name && corefers(m.kind)).collect();
    for (i, a) in names.iter().enumerate() {
        for b in &names[i + 1..] {
            let truth = a.entity == b.entity;
            let found = predicted.get(&a.span).is_some_and(|e| predicted.get(&b.span) == Some(e));
            score.links[0] += usize::from(truth && found);
            score.links[1] += usize::from(found);
            score.links[2] += usize::from(truth);
            if found && !truth {
                let words = [a.span.of(&gold.text), b.span.of(&gold.text)];
                score.wrong.push(format!("made one: {:?} and {:?}", words[0], words[1]));
            }
        }
    }
}

fn size(spans: &[Span]) -> usize {
    spans.iter().map(|s| s.len()).sum()
}

fn shared(a: &[Span], b: &[Span]) -> usize {
    a.iter().flat_map(|x| b.iter().map(|y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum()
}

/// The words of these spans, without punctuation, marks and space at the edges.
fn bare(text: &str, spans: &[Span]) -> String {
    let edge = |c: char| c.is_whitespace() || ".,;:!?\"'“”‘’«»—–-()[]…".contains(c);
    let words: Vec<_> = spans.iter().map(|s| s.of(text).trim_matches(edge)).filter(|s| !s.is_empty()).collect();
    words.join(" | ")
}

fn quotations(gold: &Gold, got: &Annotations, score: &mut Score) {
    let entity_of = entities(gold, got);
    for (q, latitude) in gold.annotations.quotations.iter().zip(&gold.latitude) {
        if latitude.optional {
            continue;
        }
        let marked = usize::from(q.kind != QuotationKind::Indirect);
        score.quotations[0] += 1;
        score.marked[0] += marked;
        // Of several that share as many words, the shortest is taken, as one may be inside another.
        let best = (got.quotations.iter())
            .max_by_key(|p| (shared(&q.content, &p.content), std::cmp::Reverse(size(&p.content))));
        let words = head(&gold.text, &q.content);
        let Some(best) = best.filter(|b| 2 * shared(&q.content, &b.content) >= size(&q.content)) else {
            score.wrong.push(format!("{:?} quotation missed: {words}", q.kind));
            continue;
        };
        score.quotations[1] += 1;
        score.marked[1] += marked;
        let (want, have) = (bare(&gold.text, &q.content), bare(&gold.text, &best.content));
        if want == have {
            score.exact += 1;
        } else {
            score.wrong.push(format!("content of {words}: {have:?}"));
        }
        if speaker_right(gold, got, q, best, latitude, &entity_of) {
            score.quotations[2] += 1;
            score.marked[2] += marked;
        } else {
            let want = q.first_speaker().map_or("nobody", |s| gold.ids[s].as_str());
            let have = best.first_speaker().map_or("nobody", |s| got.entities[s].name.as_str());
            let (rule, sure) = (&best.rule, best.confidence);
            score.wrong.push(format!("speaker of {words}: want {want}, got {have} ({rule}, {sure:.2})"));
        }
    }
    for p in &got.quotations {
        if !gold.annotations.quotations.iter().any(|q| shared(&q.content, &p.content) > 0) {
            score.spurious += 1;
            score.wrong.push(format!("nobody says {} ({})", head(&gold.text, &p.content), p.rule));
        }
    }
}

fn head(text: &str, content: &[Span]) -> String {
    format!("{:?}", content[0].of(text).chars().take(50).collect::<String>())
}

/// For each predicted entity the gold entity that most of its names belong to; if it shares no name with any, the one that most of its
/// other mentions belong to.
fn entities(gold: &Gold, got: &Annotations) -> BTreeMap<usize, usize> {
    let mut votes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for p in &got.mentions {
        for g in &gold.annotations.mentions {
            let common = p.span.end.min(g.span.end).saturating_sub(p.span.start.max(g.span.start));
            let near = 2 * common >= p.span.len().max(g.span.len());
            let weight = match (p.form, g.form) {
                (Form::Name, Form::Name) if near => 1000,
                _ if near => 1,
                _ => 0,
            };
            if weight > 0 {
                *votes.entry(p.entity).or_default().entry(g.entity).or_default() += weight;
            }
        }
    }
    // If two have as many votes, the first gold entity wins, so that every run gives the same answer.
    let winner =
        |v: BTreeMap<usize, usize>| v.into_iter().max_by_key(|&(e, n)| (n, std::cmp::Reverse(e))).map(|(e, _)| e);
    votes.into_iter().filter_map(|(p, v)| Some((p, winner(v)?))).collect()
}

fn speaker_right(
    gold: &Gold,
    got: &Annotations,
    want: &Quotation,
    have: &Quotation,
    latitude: &super::Latitude,
    entity_of: &BTreeMap<usize, usize>,
) -> bool {
    let named = |annotations: &Annotations, entity: usize| {
        annotations.mentions.iter().any(|m| m.entity == entity && m.form == Form::Name)
    };
    let have_gold = have.first_speaker().and_then(|s| entity_of.get(&s)).copied();
    match (want.first_speaker(), have.first_speaker()) {
        (None, None) => true,
        // The text doesn't tell the speaker: an answer is right only if its confidence is low.
        (None, Some(_)) => have.confidence < 0.5 && !have_gold.is_some_and(|e| latitude.forbidden.contains(&e)),
        (Some(want), None) => !named(&gold.annotations, want),
        // If the gold speaker has no name, the answer is right if its speaker has none either and its source overlaps the right one.
        (Some(wanted), Some(s)) => {
            let same = have_gold.is_some_and(|e| e == wanted || latitude.alternatives.contains(&e));
            let source = want.source.zip(have.source).is_some_and(|(a, b)| a.overlaps(b));
            same || (!named(&gold.annotations, wanted) && !named(got, s) && source)
        }
    }
}
