//! Initials in heads: "L.K.:" is Lena Kade, if the text before names her or an earlier head does.

use std::ops::Range;

use super::{Head, Who};
use crate::quotations::context::Context;
use crate::quotations::phrases::word;
use crate::quotations::rules::turn_names::{initials, people};

/// Whether a head is somebody's initials: "L.K."
pub(super) fn is_initials(context: &Context, head: &Head) -> bool {
    matches!(&head.who, Who::Named(name) if name.len() == 1 && initials(word(context, name.start)).is_some())
}

/// Replaces initials in heads by the full name, where the text before or an earlier head has it.
pub(super) fn spell_out(context: &Context, heads: &mut [Head]) {
    let first = heads.first().map_or(0, |head| context.document.paragraphs[head.paragraph].start);
    let mut known = people(context, 0..first);
    for head in heads.iter_mut() {
        let Who::Named(name) = &mut head.who else { continue };
        let letters = if name.len() == 1 { initials(word(context, name.start)) } else { None };
        match letters {
            Some(letters) => {
                let fits = |known: &&Range<usize>| {
                    let firsts: Vec<char> = (*known).clone().filter_map(|i| word(context, i).chars().next()).collect();
                    firsts == letters
                };
                if let Some(full) = known.iter().find(fits) {
                    *name = full.clone();
                }
            }
            None => known.push(name.clone()),
        }
    }
}
