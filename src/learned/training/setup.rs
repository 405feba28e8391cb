//! What a network learns from, and how.

use std::ops::Range;

use crate::learned::features::row_of;

/// A document to learn from.
pub struct Example<'e> {
    /// For each token, the rows of its features.
    pub rows: Vec<Vec<u32>>,
    /// The ranges of tokens that are labelled each as a sequence of its own: the sentences.
    pub sequences: &'e [Range<usize>],
    /// For each token, its label.
    pub labels: Vec<u8>,
    /// The chances of the labels that the network is to learn from a teacher, a row a token; empty where there is none.
    pub taught: Vec<f32>,
    /// Tells the tokens that others are labelled in relation to, given the chances of the labels as learned so far, a
    /// row a token: the network must also learn to label around tokens that it wrongly takes for such.
    pub relations: Box<Relations<'e>>,
    /// The example is visited once in so many passes; in all of them where this is 1.
    pub every: usize,
    /// How many passes may visit the example, counted from the first.
    pub until: usize,
}

/// A function from the chances of the labels to relations.
pub type Relations<'e> = dyn Fn(&[f32]) -> Vec<Relation> + Sync + 'e;

/// Tokens labelled in relation to one.
pub struct Relation {
    /// The token that the others are labelled in relation to.
    pub to: usize,
    /// The first of the labelled tokens, which stand next to each other.
    pub start: usize,
    /// For each labelled token, the rows of the features of the pair.
    pub rows: Vec<Vec<u32>>,
    /// For each labelled token, its label.
    pub labels: Vec<u8>,
    /// For each labelled token, the chances of its labels that a teacher gave, or NaN where it gave none; empty where
    /// there is no teacher.
    pub taught: Vec<f32>,
}

/// For each of the tokens, the rows of its features, in a table of `table` rows.
pub fn rows(tokens: Range<usize>, table: u16, features: impl Fn(usize, &mut Vec<u64>)) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    tokens
        .map(|i| {
            found.clear();
            features(i, &mut found);
            found.iter().map(|&feature| row_of(feature, table.into()) as u32).collect()
        })
        .collect()
}

impl Settings {
    /// How many rows a table has during learning, those of other guidelines included.
    pub(super) fn all_rows(&self, table: usize) -> u32 {
        u32::from(self.rows[table]) + u32::from(self.other_rows[table])
    }

    /// Adds to the rows of one token or pair the rows of features that tell of another guideline.
    pub fn add_other(&self, table: usize, features: &[u64], rows: &mut Vec<u32>) {
        let [first, count] = [self.rows[table], self.other_rows[table]].map(u32::from);
        rows.extend(features.iter().map(|&feature| first + row_of(feature, count) as u32));
    }
}

/// The settings of a network's training: its size, its passes over the examples, and the size of its steps.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// What the random numbers begin with.
    pub seed: u64,
    /// How many rows the tables of tokens and of pairs have, 65,535 at most.
    pub rows: [u16; 2],
    /// How many further rows each table has while it learns, for features that tell of a guideline other than the one that the
    /// network is to follow. They are not part of the file.
    pub other_rows: [u16; 2],
    /// The share of visits at which those rows are hidden: the more, the more what articles of other guidelines call
    /// for counts for the network's own guideline.
    pub hidden: f32,
    /// How many units the usual number (root mean square) of a row has; few make a small file.
    pub row_units: f32,
    /// How many layers look at neighbours.
    pub layers: usize,
    /// How many labels a token has, and a pair.
    pub labels: [usize; 2],
    /// How many passes over the documents there are.
    pub passes: usize,
    /// How many documents a step sees.
    pub batch: usize,
    /// The longest step; steps grow from nothing over the first 200, and shrink to nothing like half a cosine.
    pub rate: f32,
    /// The share of features left out at each visit.
    pub feature_dropout: f32,
    /// The share of tokens whose features are mostly left out, as if the word were not known.
    pub blurred: f32,
    /// The share of a state's numbers left out.
    pub dropout: f32,
    /// Whether the two shares of a step's work are done one after the other, with the same result.
    pub one_thread: bool,
    /// The pull of numbers towards zero, in proportion to the number and to the step (Loshchilov & Hutter 2019).
    pub decay: f32,
}
