//! Times each stage of the pipeline by itself, and all together, on an article of about 4 KB: `cargo bench --bench stages`.
//! It shows which stage became slower.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use whosaid::names::{Name, patterns, recognizer};
use whosaid::quotations::{self, Attribution};
use whosaid::syntax::{self, Syntax};
use whosaid::text::Document;
use whosaid::{Options, coreference, names};

const ARTICLE: &str =
    concat!(include_str!("../www/samples/flood-wire.txt"), "\n\n", include_str!("../www/samples/rail-bill.txt"),);

fn main() {
    // Reads the models first, so that no stage is charged for it.
    whosaid::annotate(ARTICLE);
    divan::main();
}

struct Stages<'t> {
    document: Document<'t>,
    syntax: Syntax,
    names: Vec<Name>,
    attributions: Vec<Attribution>,
}

fn stages() -> Stages<'static> {
    let document = Document::new(ARTICLE);
    let syntax = syntax::parse(&document, &mut Default::default());
    let names = names::find(&document, &syntax, &Options::default(), &mut Default::default());
    let attributions = quotations::find(&document, &syntax, &names, &mut Default::default());
    Stages { document, syntax, names, attributions }
}

fn bench<T>(bencher: Bencher, stage: impl Fn(&Stages) -> T) {
    let stages = stages();
    bencher.counter(BytesCount::of_str(ARTICLE)).bench_local(|| black_box(stage(black_box(&stages))));
}

#[divan::bench]
fn a_text(bencher: Bencher) {
    bench(bencher, |_| Document::new(black_box(ARTICLE)).tokens.len());
}

#[divan::bench]
fn b_syntax(bencher: Bencher) {
    bench(bencher, |s| syntax::parse(&s.document, &mut Default::default()));
}

#[divan::bench]
fn c_recognizer(bencher: Bencher) {
    bench(bencher, |s| recognizer::find(&s.document, &s.syntax, recognizer::model(), &mut Default::default()));
}

#[divan::bench]
fn d_patterns(bencher: Bencher) {
    bench(bencher, |s| patterns::find(&s.document, &mut Default::default()));
}

#[divan::bench]
fn e_quotations(bencher: Bencher) {
    bench(bencher, |s| quotations::find(&s.document, &s.syntax, &s.names, &mut Default::default()));
}

#[divan::bench]
fn f_coreference(bencher: Bencher) {
    bench(bencher, |s| {
        coreference::resolve(&s.document, &s.syntax, &s.names, &s.attributions, &mut Default::default())
    });
}

#[divan::bench]
fn g_whole(bencher: Bencher) {
    bench(bencher, |_| whosaid::annotate(black_box(ARTICLE)));
}

#[divan::bench]
fn h_as_json(bencher: Bencher) {
    let found = whosaid::annotate(ARTICLE);
    bencher.bench_local(|| serde_json::to_string(black_box(&found)));
}
