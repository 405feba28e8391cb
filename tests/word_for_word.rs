//! Tests of direct speech without a reporting clause beside it: statements, lists, signed quotations,
//! interviews, transcripts (`fixtures/word_for_word.txt`).

use whosaid::{Annotations, Quotation, QuotationKind, annotate};

const SURE: f32 = 0.5;

/// Whether the name of a quotation's speaker contains these words.
fn is_by(found: &Annotations, quotation: &Quotation, who: &str) -> bool {
    quotation.speakers.iter().any(|&id| found.entities[id].name.to_lowercase().contains(&who.to_lowercase()))
}

/// Whether a quotation's speaker has a name.
fn has_name(found: &Annotations, quotation: &Quotation) -> bool {
    let of_name = |&m: &usize| found.mentions[m].form == whosaid::Form::Name;
    quotation.speakers.iter().any(|&id| found.entities[id].mentions.iter().any(of_name))
}

/// Whether a quotation's content contains these words.
fn has(text: &str, quotation: &Quotation, words: &str) -> bool {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    quotation.content.iter().any(|content| content.start <= start && start + words.len() <= content.end)
}

/// Checks one expected line; gives what is wrong with the answer, if anything.
fn wrong(text: &str, found: &Annotations, line: &str) -> Option<String> {
    let holding = |words: &str| found.quotations.iter().filter(|q| has(text, q, words)).collect::<Vec<_>>();
    let sure = |words: &str| holding(words).into_iter().filter(|q| q.confidence >= SURE).collect::<Vec<_>>();
    if let Some(words) = line.strip_prefix("not: ") {
        return (!sure(words).is_empty()).then(|| format!("somebody says {words:?}"));
    }
    if let Some((who, words)) = line.strip_prefix("not ").and_then(|line| line.split_once(": ")) {
        return sure(words).iter().any(|q| is_by(found, q, who)).then(|| format!("{who} says {words:?}"));
    }
    let mut parts = line.splitn(3, ": ");
    let (who, kind, words) = (parts.next()?, parts.next()?, parts.next()?);
    let kind_fits = |q: &&&Quotation| match kind {
        "direct" => q.kind == QuotationKind::Direct,
        "indirect" => q.kind == QuotationKind::Indirect,
        _ => true,
    };
    let holding = holding(words);
    let right = match who {
        "-" => holding.iter().any(|q| kind_fits(&q)) && !sure(words).iter().any(|q| has_name(found, q)),
        who => holding.iter().filter(kind_fits).any(|q| is_by(found, q, who)),
    };
    let came = |q: &&Quotation| {
        let name: Vec<&String> = q.speakers.iter().map(|&id| &found.entities[id].name).collect();
        let content: Vec<&str> = q.content.iter().map(|c| c.of(text)).collect();
        format!("{:?} {content:?} of {name:?} at {} by {}", q.kind, q.confidence, q.rule)
    };
    (!right).then(|| format!("{line:?}; came {:?}", holding.iter().map(came).collect::<Vec<_>>()))
}

#[test]
fn every_case() {
    let mut faults = Vec::new();
    let mut count = 0;
    for case in include_str!("fixtures/word_for_word.txt").split("\n# ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let lines: Vec<&str> = rest.lines().filter_map(|l| l.strip_prefix('|')).collect();
        let text = lines.iter().map(|l| l.strip_prefix(' ').unwrap_or(l)).collect::<Vec<_>>().join("\n");
        let found = annotate(&text);
        for line in rest.lines().filter(|l| !l.starts_with('|') && !l.is_empty()) {
            faults.extend(wrong(&text, &found, line).map(|fault| format!("{name}: {fault}")));
        }
        count += 1;
    }
    assert!(count >= 30, "{count} cases");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
