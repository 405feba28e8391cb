//! Pages for tests, each drawn in one line: `We |will / she said` is a block of two nodes, and a block of one.

use super::{Builder, Gap, TextMap, WhiteSpace};

/// Builds a page from its layout: `|` is the border of two nodes, `/` that of two blocks, `;` that of two items,
/// `^` that of two cells, `%` is `<br>`, `{` and `}` are the marks of `<q>`.
pub(super) fn page(layout: &str, white_space: WhiteSpace) -> (TextMap, Vec<String>) {
    let (mut builder, mut nodes) = (Builder::default(), Vec::new());
    let mut rest = layout;
    loop {
        let end = rest.find(['|', '/', ';', '^', '%', '{', '}']).unwrap_or(rest.len());
        if end > 0 {
            assert_eq!(builder.text(&rest[..end], white_space), nodes.len());
            nodes.push(rest[..end].to_owned());
        }
        match rest[end..].chars().next() {
            None => return (builder.finish(), nodes),
            Some('/') => builder.gap(Gap::Blank),
            Some(';') => builder.gap(Gap::Line),
            Some('^') => builder.gap(Gap::Tab),
            Some('%') => builder.line_break(),
            Some('{') => builder.generated("“"),
            Some('}') => builder.generated("”"),
            Some(_) => {}
        }
        rest = &rest[end + 1..];
    }
}
