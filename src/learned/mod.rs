//! Learned models: hashed features, classification, sequence labelling. Nothing here knows of news.
//!
//! There are two kinds: linear ones, which are quick ([`classifier`]: tags; [`ranker`]: speakers), and a small
//! [`network`], which sees more of what stands around (names, quotations). A linear model is a table of small integers.
//! A feature is hashed to a row of the table, and a row holds one weight for each label; a label's score is the sum of
//! its weights over the features of a place ("hashing trick", Weinberger et al. 2009). Scores are integers, so every
//! target computes the same. The trainer (`training`, feature `train`) and the running system call the same feature
//! code: a function that lists the features of one place.

pub mod chain;
pub mod classifier;
pub mod clusters;
pub mod features;
pub mod hashed;
pub mod lexical;
pub mod math;
pub mod network;
pub mod ranker;
pub mod sparse;
#[cfg(feature = "train")]
pub mod training;
mod vectors;
pub mod weights;
