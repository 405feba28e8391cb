//! Reads CoNLL-U treebanks and lays their tags on this crate's tokens.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use whosaid::syntax::Tag;
use whosaid::text::token::is_mark;
use whosaid::text::{Document, Span};

/// One token of a treebank.
struct Node {
    form: String,
    tag: String,
}

/// One document of a treebank.
pub struct Tree {
    /// The name of the document in the file.
    pub id: String,
    /// The text of the document, put together of its sentences (`# text`).
    pub text: String,
    nodes: Vec<Node>,
}

/// Reads all documents of a gzipped CoNLL-U file.
pub fn read(path: &Path) -> io::Result<Vec<Tree>> {
    let reader = BufReader::new(flate2::read::MultiGzDecoder::new(File::open(path)?));
    let mut trees: Vec<Tree> = Vec::new();
    for line in reader.lines() {
        let line = line?;
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            trees.push(Tree { id: id.to_owned(), text: String::new(), nodes: Vec::new() });
            continue;
        }
        let Some(tree) = trees.last_mut() else { continue };
        if line.starts_with("# newpar") && !tree.text.is_empty() {
            tree.text.push_str("\n\n");
        } else if let Some(text) = line.strip_prefix("# text = ") {
            if !tree.text.is_empty() && !tree.text.ends_with('\n') {
                tree.text.push(' ');
            }
            tree.text.push_str(text);
        } else if !line.is_empty() && !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, _, _, tag, ..] = fields[..] else { continue };
            if id.parse::<usize>().is_err() {
                continue; // a range of tokens, or an empty node
            }
            tree.nodes.push(Node { form: form.to_owned(), tag: tag.to_owned() });
        }
    }
    Ok(trees)
}

/// The documents by their names.
pub fn by_id(trees: Vec<Tree>) -> HashMap<String, Tree> {
    trees.into_iter().map(|t| (t.id.clone(), t)).collect()
}

fn unescape(form: &str) -> &str {
    match form {
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "-LCB-" => "{",
        "-RCB-" => "}",
        "``" | "''" => "\"",
        "`" => "'",
        "--" => "-",
        "..." => ".",
        f => f,
    }
}

/// The place of each node in the text; none for nodes that can't be found.
fn spans(nodes: &[Node], text: &str) -> Vec<Option<Span>> {
    let same = |a: char, b: char| a == b || is_mark(a) && is_mark(b) || matches!((a, b), ('-', '–' | '—') | ('.', '…'));
    let mut at = 0;
    nodes
        .iter()
        .map(|node| {
            let form = unescape(&node.form);
            let mut start = at;
            let mut tries = 0;
            loop {
                let rest = &text[start..];
                let mut chars = rest.char_indices();
                let matched = form.chars().all(|f| chars.next().is_some_and(|(_, c)| same(f, c)));
                if matched {
                    let mut end = start + chars.next().map_or(rest.len(), |(i, _)| i);
                    if matches!(node.form.as_str(), "--" | "..." | "``" | "''") {
                        let c = text[start..].chars().next()?;
                        end = start
                            + (text[start..].len() - text[start..].trim_start_matches(c).len()).min(3 * c.len_utf8());
                    }
                    at = end;
                    return Some(Span::new(start, end));
                }
                let c = rest.chars().next()?;
                if !c.is_whitespace() {
                    tries += 1;
                }
                if tries > 40 {
                    return None;
                }
                start += c.len_utf8();
            }
        })
        .collect()
}

impl Tree {
    /// Lays the tags on the tokens of a document of the same text: for each token the tag of the last of
    /// its words.
    pub fn align(&self, document: &Document) -> Vec<Option<Tag>> {
        let mut tags = vec![None; document.tokens.len()];
        for (node, span) in self.nodes.iter().zip(spans(&self.nodes, document.text)) {
            for i in span.map_or(0..0, |s| document.tokens_in(s)) {
                tags[i] = Some(Tag::named(&node.tag));
            }
        }
        tags
    }
}
