//! Takes what only introduces a quotation out of the content that a clause after the quotation reports.

use std::ops::Range;

use crate::quotations::attribution::Attribution;
use crate::quotations::context::{Context, quote};

/// How many of the next attributions are searched for one whose content begins inside a content.
const NEAR: usize = 4;

/// Takes what only introduces its quotation out of each content. In "Ruiz scolded him: “The road is closed,” she said.
/// “It stays so.”", what she said begins with the quotation: she did not say that Ruiz scolded him.
pub fn leave_introductions_out(context: &Context, attributions: &mut [Attribution]) {
    for a in 0..attributions.len() {
        let Some(piece) = attributions[a].content.first().cloned() else { continue };
        let after = attributions[a].cue.as_ref().is_some_and(|cue| cue.start >= piece.end);
        if !after || context.is_quoted(piece.start) {
            continue;
        }
        let within = |range: &Option<Range<usize>>, end: usize| {
            range.as_ref().is_some_and(|r| piece.start <= r.start && r.end <= end)
        };
        let near = attributions[a + 1..].iter().take(NEAR);
        let begins = near.map(|b| (b, b.content[0].start)).find(|(b, start)| {
            let opens = context.quote_state[*start] == quote::OPENS;
            *start < piece.end && opens && within(&b.source, *start) && within(&b.cue, *start)
        });
        if let Some((_, start)) = begins {
            attributions[a].content[0].start = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::quotations::attribution::Act;
    use crate::rules::AttributionRule;
    use crate::text::Document;

    #[test]
    fn what_introduces_a_quotation_is_no_part_of_it() {
        let text = "Ruiz scolded him: “The road is closed,” she said. “It stays so.”";
        let document = Document::new(text);
        let syntax = crate::syntax::parse(&document, &mut Default::default());
        let context = Context::new(&document, &syntax, &[]);
        let range = |words: &str| {
            let start = text.find(words).expect("it is in the text");
            document.tokens_in(Span::new(start, start + words.len()))
        };
        let report = |content: &[&str], cue: &str, source: &str| Attribution {
            content: content.iter().map(|words| range(words)).collect(),
            cue: Some(range(cue)),
            source: Some(range(source)),
            act: Act::Speech,
            confidence: 1.0,
            rule: AttributionRule::Model,
        };
        let quoted = "“The road is closed,”";
        let all = "Ruiz scolded him: “The road is closed,”";
        let mut found = vec![report(&[all, "“It stays so.”"], "said", "she"), report(&[quoted], "scolded", "Ruiz")];
        leave_introductions_out(&context, &mut found);
        assert_eq!(found[0].content, [range(quoted), range("“It stays so.”")]);
        // Where the other content has no marks, its report is part of what she says.
        let mut found = vec![report(&[all], "said", "she"), report(&["The road is closed"], "scolded", "Ruiz")];
        leave_introductions_out(&context, &mut found);
        assert_eq!(found[0].content, [range(all)]);
    }
}
