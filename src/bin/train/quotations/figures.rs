//! Figures of attributions: exact F1; how many are found, and with the right source, by kind; how many are made up.

use std::ops::Range;

use whosaid::learned::network::Network;
use whosaid::quotations::{Attribution, find_with};
use whosaid::text::NOT_QUOTED;

use super::Read;

/// An attribution that was found.
#[derive(Debug, Clone, Copy)]
pub struct Prediction {
    /// The confidence of the attribution, from 0 to 1.
    pub confidence: f32,
    /// The id of the rule or model that found the attribution.
    pub rule: &'static str,
    /// Whether its content has quotation marks.
    pub marked: bool,
    /// True where the prediction is compared with a gold attribution, and their sources overlap or both have none.
    pub right: bool,
}

/// Counts for the exact F1 of source, cue and content; for attributions found and sources right, by kind; and for
/// spurious attributions.
#[derive(Default, Debug)]
pub struct Figures {
    exact: [[usize; 3]; 3],
    who: [[usize; 4]; 3],
    pub predicted: usize,
    pub spurious: usize,
    pub predictions: Vec<Prediction>,
}

impl Figures {
    pub fn line(&self, title: &str) -> String {
        let f1 = |[tp, p, g]: [usize; 3]| 200.0 * tp as f64 / (p + g).max(1) as f64;
        let pr = |[tp, p, g]: [usize; 3]| (100.0 * tp as f64 / p.max(1) as f64, 100.0 * tp as f64 / g.max(1) as f64);
        let [s, c, k] = self.exact;
        let who: Vec<String> = self
            .who
            .iter()
            .map(|w| {
                format!(
                    "{:.1}/{:.1}",
                    100.0 * w[1] as f64 / w[0].max(1) as f64,
                    100.0 * w[3] as f64 / w[2].max(1) as f64
                )
            })
            .collect();
        format!(
            "{title}: source {:.2} cue {:.2} content {:.2} | found/right {} | spurious {:.1}% | P/R cue {:.1?} content {:.1?}",
            f1(s),
            f1(c),
            f1(k),
            who.join(" "),
            100.0 * self.spurious as f64 / self.predicted.max(1) as f64,
            pr(c),
            pr(k)
        )
    }
}

/// Measures what `find` finds in some articles.
pub fn evaluate(reads: &[&Read], mut find: impl FnMut(&Read) -> Vec<Attribution>) -> Figures {
    let mut f = Figures::default();
    for read in reads {
        let found = find(read);
        let text = &read.gold.text;
        let trim = |&(a, b): &(usize, usize)| {
            let s = &text[a..b];
            (a + s.len() - s.trim_start().len(), b - (s.len() - s.trim_end().len()))
        };
        let span = |r: &Range<usize>| {
            let s = read.document.span(r.clone());
            (s.start, s.end)
        };
        type Spans = std::collections::BTreeSet<(usize, usize)>;
        let gold: [Spans; 3] = [
            read.gold.quotes.iter().flat_map(|q| q.source.iter().map(trim)).collect(),
            read.gold.quotes.iter().flat_map(|q| q.cue.iter().map(trim)).collect(),
            read.gold.quotes.iter().flat_map(|q| q.content.iter().map(trim)).collect(),
        ];
        let ours: [Spans; 3] = [
            found.iter().flat_map(|a| a.source.iter().map(span)).collect(),
            found.iter().flat_map(|a| a.cue.iter().map(span)).collect(),
            found.iter().flat_map(|a| a.content.iter().map(span)).collect(),
        ];
        for k in 0..3 {
            f.exact[k][0] += gold[k].intersection(&ours[k]).count();
            f.exact[k][1] += ours[k].len();
            f.exact[k][2] += gold[k].len();
        }
        let cover = |a: &[(usize, usize)], b: &[(usize, usize)]| -> usize {
            a.iter().flat_map(|x| b.iter().map(move |y| x.1.min(y.1).saturating_sub(x.0.max(y.0)))).sum()
        };
        let contents: Vec<Vec<(usize, usize)>> = found.iter().map(|a| a.content.iter().map(span).collect()).collect();
        let mut right = vec![false; found.len()];
        for q in &read.gold.quotes {
            let k = ["direct", "mixed", "indirect"].iter().position(|k| *k == q.kind).unwrap_or(2);
            let size: usize = q.content.iter().map(|s| s.1 - s.0).sum();
            let length = |spans: &[(usize, usize)]| spans.iter().map(|s| s.1 - s.0).sum::<usize>();
            // Of those that cover at least half, the one that fits best: overlap over union.
            let fits = contents.iter().enumerate().filter_map(|(i, c)| {
                let shared = cover(&q.content, c);
                let fit = shared as f64 / (size + length(c) - shared).max(1) as f64;
                (shared > 0 && shared * 2 >= size).then_some((fit, i))
            });
            let best = fits.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let ok = best.is_some();
            f.who[k][0] += 1;
            f.who[k][1] += usize::from(ok);
            f.who[k][2] += usize::from(!q.source.is_empty());
            if let Some((_, i)) = best {
                let source: Vec<(usize, usize)> = found[i].source.iter().map(span).collect();
                let source_ok = cover(&q.source, &source) > 0;
                f.who[k][3] += usize::from(source_ok);
                right[i] |= source_ok || q.source.is_empty() && source.is_empty();
            }
        }
        f.predicted += found.len();
        for (i, c) in contents.iter().enumerate() {
            f.spurious += usize::from(!read.gold.quotes.iter().any(|q| cover(&q.content, c) > 0));
            let (confidence, rule) = (found[i].confidence, found[i].rule.id());
            let marked = found[i].content.iter().any(|c| c.clone().any(|t| read.document.inside[t] != NOT_QUOTED));
            f.predictions.push(Prediction { confidence, rule, marked, right: right[i] });
        }
    }
    f
}

/// Measures a network on some articles.
pub fn run(reads: &[&Read], weights: &[u8], threshold: f32) -> Figures {
    let network = Network::new(weights).expect("just made");
    evaluate(reads, |r| find_with(&r.context(), &network, threshold, &mut Default::default()))
}
