//! Teachers: networks that learned from all annotated articles, and say of articles that nobody annotated how likely each label
//! is; and a pretrained encoder, whose chances stand in a file (`told.rs`). The network that ships learns from all of it.

use std::io;
use std::ops::Range;
use std::path::Path;

use whosaid::corpora::{self, GoldDocument};
use whosaid::learned::features::hash;
use whosaid::learned::network::{Network, State};
use whosaid::learned::training::network::{Example, Relation, Settings, rows};
use whosaid::names::Name;
use whosaid::quotations::context::Context;
use whosaid::quotations::{arguments, cues};
use whosaid::syntax::Syntax;
use whosaid::text::Document;

use super::examples::{NEARLY_A_CUE, pair_rows};
use super::told::Told;

/// The files of articles that nobody annotated, and how many articles of each are taken at most.
const UNLABELLED: [(&str, usize); 10] = [
    ("abc_au_rural", 558),
    ("abc_au_science", 433),
    ("bbc2005", 806),
    ("dailymail2020", 929),
    ("fnc1_emergent", 681),
    ("giveme5w1h", 244),
    ("masakhanews_en", 128),
    ("newsdiscourse_train", 323),
    ("teftst2016", 990),
    ("wmt21_22_news_src", 94),
];

/// The bytes from which on an article is left out: it is mostly a list, or several articles.
const LONGEST: usize = 12_000;

/// An article that nobody annotated, read as far as this stage needs.
pub struct Unlabelled {
    pub id: String,
    pub document: Document<'static>,
    pub syntax: Syntax,
    pub names: Vec<Name>,
}

/// Reads articles that nobody annotated; `share` is the share of each source's articles that are taken, from 0 to 1.
pub fn articles(corpora: &Path, share: f32) -> io::Result<Vec<GoldDocument>> {
    let mut all = Vec::new();
    for (name, most) in UNLABELLED {
        let mut articles: Vec<GoldDocument> = corpora::read(&corpora.join(format!("unlabelled/{name}.jsonl.gz")))?;
        articles.retain(|article| article.text.len() < LONGEST);
        articles.sort_by_key(|article| hash(&article.id));
        articles.truncate((most as f32 * share) as usize);
        all.extend(articles);
    }
    Ok(all)
}

/// The teachers of an article, which tell how likely each label is.
pub struct Teaching<'t> {
    /// Networks like the one that learns.
    pub networks: &'t [Network<'t>],
    /// The encoder's chances for the article, if it read it, and their weight in the mean with the networks', from 0 to 1.
    pub told: Option<(&'t Told, f32)>,
}

/// What teachers say of one article.
struct Lesson {
    /// For each token, the chances of its labels.
    tokens: Vec<f32>,
    /// The cues that the teachers found; `around` holds, for each, the chances of the labels of the tokens around it.
    cues: Vec<Range<usize>>,
    around: Vec<Vec<f32>>,
}

/// Makes the example of an article by what teachers say of it. It is visited once in `every` passes.
pub fn example<'e>(
    context: &'e Context,
    pieces: &'e [Range<usize>],
    teaching: &Teaching,
    settings: &Settings,
    every: usize,
) -> Example<'e> {
    let lesson = lesson(context, pieces, teaching);
    let rows = rows(0..context.len(), settings.rows[0], |i, out| context.features(i, out));
    let settings = *settings;
    let relations = Box::new(move |_: &[f32]| {
        let relation = |(cue, chances): (&Range<usize>, &Vec<f32>)| {
            let reading = arguments::Reading::new(context, cue, &lesson.cues);
            let rows = pair_rows(&reading, 0, &settings);
            let labels = vec![0; rows.len()];
            let start = reading.window().start;
            Relation { to: context.head_of(cue.clone()), start, rows, labels, taught: chances.clone() }
        };
        let told = lesson.cues.iter().zip(&lesson.around).filter(|(_, chances)| !chances.is_empty());
        told.map(relation).collect()
    });
    let labels = vec![0; context.len()];
    Example { rows, sequences: pieces, labels, taught: lesson.tokens, relations, every, until: usize::MAX }
}

/// Asks the teachers of an article: returns the mean of the chances that they give.
fn lesson(context: &Context, pieces: &[Range<usize>], teaching: &Teaching) -> Lesson {
    let count = context.len();
    let teachers = teaching.networks;
    let told_share = teaching.told.map_or(0.0, |(_, share)| if teachers.is_empty() { 1.0 } else { share });
    let read = |teacher: &Network| teacher.read(0..count, count, |i, out| context.features(i, out));
    let states: Vec<Vec<State>> = teachers.iter().map(read).collect();
    let share = (1.0 - told_share) / teachers.len() as f32;
    let mut tokens = vec![0.0; count * cues::LABELS];
    if let Some((told, _)) = teaching.told {
        let chances = told.of_tokens(context.document);
        tokens.iter_mut().zip(&chances).for_each(|(sum, chance)| *sum = told_share * chance);
    }
    let mut found = Vec::new();
    for piece in pieces {
        let sum = &mut tokens[cues::LABELS * piece.start..cues::LABELS * piece.end];
        for (teacher, states) in teachers.iter().zip(&states) {
            let chances = teacher.token_moves().marginals(&teacher.label(&states[piece.clone()]));
            sum.iter_mut().zip(&chances).for_each(|(sum, chance)| *sum += share * chance);
        }
        cues::decode(piece, sum, NEARLY_A_CUE, |_| true, &mut found);
    }
    let cues: Vec<Range<usize>> = found.into_iter().map(|cue| cue.tokens).collect();
    let prepared: Vec<Vec<State>> = teachers.iter().zip(&states).map(|(t, states)| t.prepare(states)).collect();
    let around = cues.iter().map(|cue| {
        let reading = arguments::Reading::new(context, cue, &cues);
        let window = reading.window();
        let told = teaching.told.and_then(|(told, _)| told.around(context.document, cue, window.clone()));
        if teachers.is_empty() {
            return told.unwrap_or_default();
        }
        let mut sum = vec![0.0; window.len() * arguments::LABELS];
        for ((teacher, states), prepared) in teachers.iter().zip(&states).zip(&prepared) {
            let scores = teacher.relate(
                &prepared[window.clone()],
                &states[context.head_of(cue.clone())],
                |i| reading.place(window.start + i),
                |place, out| reading.place_features(place, out),
                |i, place, out| reading.features(window.start + i, place, out),
            );
            let chances = teacher.pair_moves().marginals(&scores);
            sum.iter_mut().zip(&chances).for_each(|(sum, chance)| *sum += chance / teachers.len() as f32);
        }
        // What the encoder doesn't tell, the networks tell alone.
        let both = sum.iter_mut().zip(told.iter().flatten()).filter(|(_, chance)| !chance.is_nan());
        both.for_each(|(sum, chance)| *sum += told_share * (chance - *sum));
        sum
    });
    let around = around.collect();
    Lesson { tokens, cues, around }
}
