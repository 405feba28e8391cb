//! Parts of speech: a greedy left-to-right tagger (averaged perceptron, Collins 2002).

use std::ops::Range;
use std::sync::LazyLock;

use crate::incremental::cache::{AnswerCache, Question};
use crate::learned::classifier::{self, Classifier};
use crate::learned::features::{mix, templates};
use crate::learned::lexical::{EDGE, Words};
use crate::learned::sparse::SparseTable;
use crate::text::Document;

macro_rules! tags {
    ($($name:ident $text:literal)*) => {
        /// A part of speech: a tag of the Penn Treebank, but one for all punctuation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, clippy::upper_case_acronyms)] // the Treebank's names
        #[repr(u8)]
        pub enum Tag { $($name),* }

        impl Tag {
            /// All tags, in the order of their numbers.
            pub const ALL: &[Tag] = &[$(Tag::$name),*];

            /// The tag with this name in the Penn Treebank; punctuation for any other name.
            pub fn named(name: &str) -> Tag {
                match name { $($text => Tag::$name,)* _ => Tag::Punctuation }
            }
        }
    };
}

tags! {
    Punctuation "PUNCT" CC "CC" CD "CD" DT "DT" EX "EX" FW "FW" IN "IN" JJ "JJ" JJR "JJR" JJS "JJS" LS "LS" MD "MD"
    NN "NN" NNP "NNP" NNPS "NNPS" NNS "NNS" PDT "PDT" POS "POS" PRP "PRP" PRPS "PRP$" RB "RB" RBR "RBR" RBS "RBS"
    RP "RP" SYM "SYM" TO "TO" UH "UH" VB "VB" VBD "VBD" VBG "VBG" VBN "VBN" VBP "VBP" VBZ "VBZ" WDT "WDT" WP "WP"
    WPS "WP$" WRB "WRB"
}

impl Tag {
    /// Whether it is a verb's tag, modals apart.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
    }

    /// Whether it is a noun's tag, names included.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }
}

/// The tagger's model, as it is shipped.
pub fn model() -> &'static Classifier {
    static MODEL: LazyLock<Classifier> = LazyLock::new(|| {
        Classifier::new(
            SparseTable::new(include_bytes!("../data/tags.weights")).expect("the tagger's weights are whole"),
        )
    });
    &MODEL
}

/// The part of speech of each token. Sentences that an edit left unchanged keep their tags from `cache`.
pub fn tag(document: &Document, words: &Words, model: &Classifier, cache: &mut AnswerCache<Vec<Tag>>) -> Vec<Tag> {
    let mut tags = vec![Tag::Punctuation; words.len()];
    let mut scores = vec![0; model.classes()];
    let mut found = Vec::with_capacity(32);
    let mut tag = |sentence: &Range<usize>, tags: &mut [Tag]| {
        for i in sentence.clone() {
            if let Some(tag) = certain(document.word(i)) {
                tags[i] = tag;
                continue;
            }
            found.clear();
            features(sentence.start, sentence.end, words, tags, i, &mut found);
            model.score(&mut scores, &found);
            tags[i] = Tag::ALL[classifier::best(&scores, |_| true).unwrap_or(0)];
        }
    };
    // The tags of a sentence depend on its words alone, so there are no other facts to compare.
    cache.ask_of_words(document.unchanged, words.len(), document.sentences.iter().map(Question::alone).collect());
    cache.complete(|sentence| {
        tag(sentence, &mut tags);
        tags[sentence.clone()].to_vec()
    });
    cache.answers(|sentence, found| tags[sentence.clone()].copy_from_slice(found));
    tags
}

/// The tag of a token that needs no model: punctuation. None for words, numbers and symbols such as "$" and "%".
pub fn certain(word: &str) -> Option<Tag> {
    let sign = !word.contains(|c: char| c.is_alphanumeric());
    let symbol = matches!(word, "$" | "£" | "€" | "¥" | "%" | "#" | "+" | "=" | "@" | "&");
    (sign && !symbol).then_some(Tag::Punctuation)
}

/// Adds the features of token `i`, in the sentence of tokens `start..end`, to `out`. The tags before `i` are known.
pub fn features(start: usize, end: usize, words: &Words, tags: &[Tag], i: usize, out: &mut Vec<u64>) {
    let at = |k: isize| {
        let j = i as isize + k;
        if j < start as isize || j >= end as isize { &EDGE } else { &words[j as usize] }
    };
    let tag = |k: usize| if i >= start + k { tags[i - k] as u64 } else { 99 };
    let (w, before, after) = (at(0), at(-1), at(1));
    let mut f = templates(0, out);
    f(w.form.into(), 0);
    f(w.lower.into(), 0);
    f(w.suffix3.into(), 0);
    f(w.suffix2.into(), 0);
    f(w.prefix3.into(), 0);
    f(w.shape.into(), u64::from(i == start));
    f(tag(1), 0);
    f(tag(1), tag(2));
    f(tag(1), w.lower.into());
    f(before.lower.into(), 0);
    f(before.suffix3.into(), w.suffix3.into());
    f(after.lower.into(), 0);
    f(after.suffix3.into(), 0);
    f(after.suffix3.into(), w.suffix3.into());
    f(at(-2).lower.into(), 0);
    f(at(2).lower.into(), 0);
    f(tag(1), after.lower.into());
    f(tag(1), mix(w.suffix3.into(), after.suffix3.into()));
    f(w.lower.into(), after.lower.into());
    f(after.shape.into(), w.shape.into());
}
