//! Reads CoNLL-U treebanks and lays their tags and dependencies on this crate's tokens.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use whosaid::syntax::{Relation, Tag};
use whosaid::text::token::is_mark;
use whosaid::text::{Document, Span};

/// One token of a treebank.
struct Node {
    form: String,
    tag: String,
    /// Index of the head in the document; its own for a root.
    head: usize,
    relation: String,
}

/// One document of a treebank.
pub struct Tree {
    /// Its name there.
    pub id: String,
    /// Its text, where the file gives it (`# text`).
    pub text: String,
    nodes: Vec<Node>,
}

/// Gold syntax on this crate's tokens.
pub struct Gold {
    /// A tag for each token; none where the treebank has no word there.
    pub tags: Vec<Option<Tag>>,
    /// Heads within the sentence; a root is its own.
    pub heads: Vec<u32>,
    /// Relations to the heads.
    pub relations: Vec<Relation>,
}

/// All documents of a gzipped CoNLL-U file.
pub fn read(path: &Path) -> io::Result<Vec<Tree>> {
    let reader = BufReader::new(flate2::read::MultiGzDecoder::new(File::open(path)?));
    let mut trees: Vec<Tree> = Vec::new();
    let mut sentence = 0;
    for line in reader.lines() {
        let line = line?;
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            trees.push(Tree { id: id.to_owned(), text: String::new(), nodes: Vec::new() });
            sentence = 0;
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
        } else if line.is_empty() {
            sentence = tree.nodes.len();
        } else if !line.starts_with('#') {
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, _, _, tag, _, head, relation, ..] = fields[..] else { continue };
            if id.parse::<usize>().is_err() {
                continue; // a range of tokens, or an empty node
            }
            let own = tree.nodes.len();
            let head = match head.parse::<usize>() {
                Ok(h) if h > 0 => sentence + h - 1,
                _ => own,
            };
            tree.nodes.push(Node { form: form.to_owned(), tag: tag.to_owned(), head, relation: relation.to_owned() });
        }
    }
    Ok(trees)
}

/// The treebank's file name of a PolNeAR document: `polnear/train/NAME` is `NAME`.
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

/// Where each node stands in the text; nodes that can't be found are left out.
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
    /// Lays the tree on the tokens of a document of the same text.
    pub fn align(&self, document: &Document) -> Gold {
        let spans = spans(&self.nodes, document.text);
        let n = document.tokens.len();
        // For each node the last token it covers; for each token the nodes it covers.
        let mut token_of: Vec<Option<usize>> = vec![None; self.nodes.len()];
        let mut nodes_of: Vec<Vec<usize>> = vec![Vec::new(); n];
        for (k, span) in spans.iter().enumerate() {
            let Some(span) = span else { continue };
            for i in document.tokens_in(*span) {
                token_of[k] = Some(i);
                nodes_of[i].push(k);
            }
        }
        let mut gold = Gold { tags: vec![None; n], heads: (0..n as u32).collect(), relations: vec![Relation::Root; n] };
        for sentence in &document.sentences {
            for i in sentence.clone() {
                // Of several nodes in one token, the one whose head is outside.
                let Some(&k) = nodes_of[i]
                    .iter()
                    .find(|&&k| !nodes_of[i].contains(&self.nodes[k].head) || self.nodes[k].head == k)
                else {
                    continue;
                };
                let node = &self.nodes[k];
                gold.tags[i] = Some(Tag::named(&node.tag));
                if token_of[k] != Some(i) {
                    // A part of a hyphenated word hangs on its last part.
                    gold.heads[i] = token_of[k].filter(|t| sentence.contains(t)).unwrap_or(i) as u32;
                    gold.relations[i] = Relation::Compound;
                    continue;
                }
                // Universal Dependencies 2 hangs "and" on the next conjunct, 1 on the first: take the first.
                let mut head = node.head;
                if node.relation.starts_with("cc") && self.nodes[head].relation == "conj" && head > k {
                    head = self.nodes[head].head;
                }
                if head != k
                    && let Some(h) = token_of[head].filter(|&h| sentence.contains(&h) && h != i)
                {
                    gold.heads[i] = h as u32;
                    gold.relations[i] = Relation::named(&node.relation);
                }
            }
        }
        gold
    }
}
