//! Reads the marks in a case's text: names, and the parts of quotations. What a label means is up to the test of each stage.

use whosaid::Span;

/// A text without its marks, and the marks, sorted by where they end.
pub struct Marked {
    pub text: String,
    /// Names, `[Ana Ruiz|person ruiz]`: the span of the words, and what stands after the bar.
    pub names: Vec<(Span, String)>,
    /// Parts of quotations, `{s1=ruiz she}`: the span of the words, and the label before them.
    pub parts: Vec<(Span, String)>,
}

enum Open {
    Name { start: usize },
    Part { start: usize, label: String },
}

/// Reads a text with marks. `Err` says what is wrong and near which words.
pub fn read(markup: &str) -> Result<Marked, String> {
    let mut marked = Marked { text: String::new(), names: Vec::new(), parts: Vec::new() };
    let text = &mut marked.text;
    let mut open: Vec<Open> = Vec::new();
    let mut rest = markup;
    while let Some(c) = rest.chars().next() {
        let near =
            || format!("near {:?}", text.chars().rev().take(40).collect::<Vec<_>>().iter().rev().collect::<String>());
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let plain = rest.chars().next().ok_or("a backslash ends the text")?;
                text.push(plain);
                rest = &rest[plain.len_utf8()..];
            }
            '[' => open.push(Open::Name { start: text.len() }),
            '|' if matches!(open.last(), Some(Open::Name { .. })) => {
                let Some(Open::Name { start }) = open.pop() else { unreachable!() };
                let (spec, after) = rest.split_once(']').ok_or_else(|| format!("no ] {}", near()))?;
                marked.names.push((Span::new(start, text.len()), spec.to_owned()));
                rest = after;
            }
            '{' => {
                let (label, after) = rest.split_once(' ').ok_or_else(|| format!("no label {}", near()))?;
                open.push(Open::Part { start: text.len(), label: label.to_owned() });
                rest = after;
            }
            '}' => {
                let Some(Open::Part { start, label }) = open.pop() else {
                    return Err(format!("a }} that closes nothing {}", near()));
                };
                marked.parts.push((Span::new(start, text.len()), label));
            }
            _ => text.push(c),
        }
    }
    if open.is_empty() { Ok(marked) } else { Err("a bracket is left open at the end".to_owned()) }
}
