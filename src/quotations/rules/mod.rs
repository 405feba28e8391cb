//! Exact rules after the network: contents that agree with quotation marks, and attributions whose wording leaves no
//! doubt.
//!
//! **Problem.** The network labels words by likelihood. It may cut a quotation short of its closing mark, or miss a
//! report that any reader sees. Quotation marks show exactly where quoted words begin and end, and the clause that
//! reports them mostly stands beside them.
//!
//! **Method.** Contents are made to agree with the marks. Then each quoted stretch that no attribution holds is
//! searched for a clause that reports it. Other rules add reports without marks whose wording is sure. Every rule looks
//! at a bounded number of words around one stretch, so all take linear time.
//!
//! In the examples of this folder, `|` shows where a range of words begins or ends, asterisks mark the words meant, and
//! `/` is the end of a paragraph.

mod according_to;
mod after_marks;
mod bare_clause;
mod before_marks;
mod clause;
mod doubtful;
mod echoes;
mod frame;
mod headline;
mod headline_colon;
mod interruption;
mod introduction;
mod marks;
mod no_report;
mod openings;
mod own_content;
mod plain;
mod ranges;
mod relative;
mod report;
mod said_last;
mod said_that;
mod second_report;
mod sections;
mod sentence_beside;
mod signature;
mod source_extent;
mod stands_alone;
mod statement;
mod subject;
mod transcript;
mod turn_names;
mod unreported;
mod well_formed;

pub use introduction::leave_introductions_out;
pub use sections::{Found, SectionCache};

use std::ops::Range;

use super::act;
use super::attribution::{Attribution, in_text_order};
use super::context::Context;
use crate::text::sorting::sort_by_key;
use transcript::Head;

/// Applies all rules to what the network found. Gives the attributions ordered by the start of their content. For
/// sections that an edit left alone, the answers in `known` are taken.
pub fn complete(context: &Context, found: Found, known: &mut SectionCache) -> Vec<Attribution> {
    let heads = transcript::heads(context);
    let all = 0..context.len();
    if context.document.unchanged.is_none() {
        return in_window(context, &all, found, &heads);
    }
    let sections = sections::sections(context, found, !heads.is_empty());
    let questions = sections.iter().map(|section| sections::question(context, section)).collect();
    known.ask(context.document.unchanged, || sections::facts(context, found), questions);
    let changed = known.unanswered();
    if let (Some(first), Some(last)) = (changed.first(), changed.last()) {
        let settled = in_window(context, &(first.start..last.end), found, &heads);
        known.complete(|section| {
            let [from, to] = [section.start, section.end].map(|i| settled.partition_point(|a| a.content[0].start < i));
            settled[from..to].iter().map(|a| a.shifted(section.start.wrapping_neg())).collect()
        });
    }
    let mut settled = Vec::with_capacity(found.likely.len() + found.likely.len() / 8);
    known.answers(|section, answer| settled.extend(answer.iter().map(|a| a.shifted(section.start))));
    debug_assert_eq!(settled, in_window(context, &all, found, &heads), "a rule reads beyond its section");
    settled
}

/// Applies all rules to the attributions whose content begins in `window`, which must consist of whole sections. Gives
/// them ordered by the start of their content.
fn in_window(context: &Context, window: &Range<usize>, network: Found, heads: &[Head]) -> Vec<Attribution> {
    let within = |attributions: &[Attribution]| -> Vec<Attribution> {
        attributions.iter().filter(|a| window.contains(&a.content[0].start)).cloned().collect()
    };
    let (mut found, mut doubtful) = (within(network.likely), within(network.doubtful));
    let stretches = marks::stretches(context);
    let mut known: Vec<(usize, Range<usize>)> =
        found.iter().filter_map(|a| Some((a.cue.as_ref()?.start, a.source.clone()?))).collect();
    sort_by_key(&mut known, |(cue, _)| *cue as u64);
    for attribution in found.iter_mut().chain(&mut doubtful) {
        marks::fit_to_marks(context, &stretches, attribution);
        subject::find_source(context, attribution, &known, network.likeliest_sources);
        bare_clause::begin_at_clause(context, attribution);
        bare_clause::begin_at_charge(context, attribution);
        openings::leave_out(context, attribution);
        relative::gather(context, attribution);
        interruption::around_parenthesis(context, attribution);
        interruption::before_meanwhile(context, attribution);
        interruption::within_relative_clause(context, attribution);
    }
    frame::settle(context, &stretches, window, &mut found);
    sentence_beside::settle(context, &stretches, window, &mut found);
    own_content::give_back(context, &mut found);
    for list in [&mut found, &mut doubtful] {
        list.retain(|a| !a.content.is_empty() && !no_report::reports_nothing(context, a));
    }
    found.retain(|a| !no_report::is_narration(context, a) && !no_report::is_title(context, a));
    found.retain(|a| !before_marks::is_anothers(context, a));
    second_report::end_before_second(context, &mut found);
    statement::add_statements(context, &stretches, window, &mut found);
    transcript::add_turns(context, heads, &mut found);
    plain::add_plain(context, window, &mut found);
    unreported::add_unreported(context, &stretches, window, &mut found);
    doubtful::add_doubtful(context, &stretches, &mut found, doubtful);
    found.retain(|a| !a.content.is_empty());
    well_formed::enforce(context, &mut found);
    found.retain(|a| !no_report::is_own_subject(context, a) && !relative::is_pronoun_alone(context, a));
    for attribution in &mut found {
        source_extent::settle(context, attribution);
        openings::leave_out(context, attribution);
        openings::leave_dateline_out(context, attribution);
    }
    for attribution in &mut found {
        if let Some(cue) = &attribution.cue {
            attribution.act = act::act(context, cue);
        }
    }
    sort_by_key(&mut found, in_text_order);
    echoes::drop_echoes(context, &mut found);
    found.shrink_to_fit();
    found
}
