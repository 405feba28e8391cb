//! Reports without quotation marks whose wording leaves no doubt: headlines, "according to", "said that", "…, Ana Ruiz
//! said". They are added where the network found neither their cue nor most of their words.

use std::ops::Range;

use super::no_report::is_unsaid;
use super::ranges::{overlap, starting_in};
use super::report::{FEWEST, Report};
use super::{according_to, bare_clause, headline, headline_colon, relative, said_last, said_that};
use crate::quotations::attribution::{Act, Attribution, by_token_of_cue};
use crate::quotations::context::Context;
use crate::quotations::phrases::{self, is_one_of, word};
use crate::rules::AttributionRule;
use crate::text::index::by_token;

/// The confidence of an attribution by wording alone.
const CONFIDENCE: f32 = 0.8;

/// The most tokens of a sentence that is looked at. Longer ones are no prose, and contents from each of their verbs to
/// the end would take quadratic space.
const LONGEST: usize = 1000;

/// Adds reports whose wording is sure, of headlines and of the sentences that begin in a window. Where what was found
/// has the same cue or most of the words, none is added; headlines correct it.
pub fn add_plain(context: &Context, window: &Range<usize>, found: &mut Vec<Attribution>) {
    let headlines = || headline_colon::find(context).into_iter().chain(headline::find(context));
    let of_lines = (window.start == 0).then(headlines).into_iter().flatten();
    let reports = of_lines.chain(of_sentences(context, window));
    let mut cue_of = by_token_of_cue(found);
    let models = found.len();
    let contents = found.iter().enumerate().flat_map(|(a, held)| held.content.iter().map(move |content| (a, content)));
    let holder = by_token(context.len(), contents, models as u32);
    let holder_of = |i: usize| Some(holder[i] as usize).filter(|&known| known < models);
    for Report { source, cue: words, content, rule } in reports {
        // The network may end the content of a headline with a sentence; it lasts to the end of the line.
        if word(context, words.start) == ":"
            && let Some(&known) = cue_of.get(&(words.start as u64)).filter(|&&known| known < models)
        {
            found[known].content = vec![content];
            continue;
        }
        // The network may have found what a headline says, but not who says it.
        let by_cue = || cue_of.get(&(words.start as u64)).copied().filter(|&known| known < models);
        if rule == AttributionRule::HeadlineEnd
            && let Some(known) = content.clone().find_map(holder_of).or_else(by_cue)
            && found[known].source.is_none()
        {
            let known = &mut found[known];
            (known.content, known.cue, known.source, known.rule) = (vec![content], Some(words), Some(source), rule);
            known.confidence = known.confidence.max(CONFIDENCE);
            continue;
        }
        // Reports inside the content don't count as reports of it.
        let within = |a: usize| found[a].cue.as_ref().is_some_and(|c| overlap(c, &content) > 0);
        let held = content.clone().filter_map(holder_of).filter(|&a| !within(a)).count();
        if 2 * held > content.len() || words.clone().any(|i| cue_of.contains_key(&(i as u64))) {
            continue;
        }
        cue_of.extend(words.clone().map(|i| (i as u64, found.len())));
        let cue = Some(words);
        let mut attribution = Attribution {
            content: vec![content],
            cue,
            source: Some(source),
            act: Act::Speech,
            confidence: CONFIDENCE,
            rule,
        };
        relative::gather(context, &mut attribution);
        found.push(attribution);
    }
}

/// Finds the reports of the sentences that begin in a window, in text order.
fn of_sentences(context: &Context, window: &Range<usize>) -> Vec<Report> {
    // Two rules are asked only where a sentence has "according" or "that": most have neither.
    let needed =
        context.syntax.words.table(|i| [is_one_of(context, i, &["according"]), is_one_of(context, i, &["that"])]);
    let holds =
        |sentence: &Range<usize>, which: usize| sentence.clone().any(|i| needed[context.syntax.words.number(i)][which]);
    let sentences = &context.document.sentences;
    let sentences = sentences[starting_in(sentences, window)].iter().filter(|sentence| sentence.len() <= LONGEST);
    let reports = sentences.flat_map(|s| sentence(context, s, holds(s, 0), holds(s, 1)));
    let said = |report: &Report| !is_unsaid(context, &report.cue, Some(&report.source), &report.content);
    reports.filter(|report| report.content.len() >= FEWEST && said(report)).collect()
}

/// Finds the reports of one sentence; its stops at the end are left out.
fn sentence(context: &Context, sentence: &Range<usize>, has_according: bool, has_that: bool) -> Vec<Report> {
    let mut end = sentence.end;
    while end > sentence.start && phrases::is_stop(context, end - 1) {
        end -= 1;
    }
    let sentence = sentence.start..end;
    let according = if has_according { according_to::find(context, &sentence) } else { None };
    let that = || if has_that { said_that::find(context, &sentence) } else { None };
    let sure = according.or_else(that).or_else(|| said_last::find(context, &sentence));
    let bare = bare_clause::find(context, &sentence);
    let bare = bare.into_iter().filter(|report| sure.as_ref().is_none_or(|sure| overlap(&sure.cue, &report.cue) == 0));
    let bare: Vec<Report> = bare.collect();
    sure.into_iter().chain(bare).collect()
}
