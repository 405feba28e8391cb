//! Reads what a system found from JSON lines in the command line's format. Spans and ids may be written in several
//! ways, so that other systems can be scored too; offsets count code points.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use whosaid::annotations::CharAnnotations;
use whosaid::corpora::GoldDocument;

/// All that was found in one document.
#[derive(Debug, Clone, Deserialize)]
pub struct Prediction {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    pub mentions: Vec<Mention>,
    #[serde(default)]
    pub entities: Vec<Entity>,
    #[serde(default)]
    pub quotations: Vec<Quotation>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub kind: String,
    /// The form of the mention: name, description or pronoun. A mention without it is a name.
    #[serde(default = "name_form")]
    pub form: Option<String>,
    #[serde(default)]
    pub entity: Id,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Entity {
    pub id: Id,
    pub name: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Quotation {
    #[serde(default = "unknown_kind")]
    pub kind: String,
    #[serde(default, deserialize_with = "spans")]
    pub content: Vec<Span>,
    #[serde(default, deserialize_with = "spans")]
    pub cue: Vec<Span>,
    #[serde(default, deserialize_with = "spans")]
    pub source: Vec<Span>,
    /// The entities that speak; absent in documents of version 1.
    #[serde(default)]
    speakers: Option<Vec<Id>>,
    /// The entity that speaks, in documents of version 1.
    #[serde(default)]
    speaker: Id,
    #[serde(default = "certain")]
    pub confidence: f64,
    #[serde(default)]
    pub rule: String,
    #[serde(default, rename = "speakerRule")]
    pub speaker_rule: Option<String>,
}

/// The start and end of a span, half-open, in code points.
pub type Span = (usize, usize);

fn name_form() -> Option<String> {
    Some("name".to_owned())
}

fn unknown_kind() -> String {
    "?".to_owned()
}

fn certain() -> f64 {
    1.0
}

/// An entity's id: a number or a string, or null for nobody. 3 and "3" are two ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "Value")]
pub struct Id(Option<String>);

impl From<Value> for Id {
    fn from(value: Value) -> Id {
        Id((!value.is_null()).then(|| value.to_string()))
    }
}

impl Id {
    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// True for an id that was written as a string in JSON, and is `text`.
    pub fn is(&self, text: &str) -> bool {
        self.0.as_deref().and_then(|id| id.strip_prefix('"')?.strip_suffix('"')) == Some(text)
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.0.as_deref().unwrap_or("nobody"))
    }
}

impl Quotation {
    /// The entities that speak: `speakers`, or the one `speaker` of version 1.
    pub fn spoken_by(&self) -> &[Id] {
        match &self.speakers {
            Some(speakers) => speakers,
            None if self.speaker.is_null() => &[],
            None => std::slice::from_ref(&self.speaker),
        }
    }
}

impl Mention {
    pub fn is_name(&self) -> bool {
        self.form.as_deref() == Some("name")
    }
}

/// Reads spans in any of the usual forms: null, `{"start", "end"}`, `[start, end]`, or a list of either.
pub fn spans<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Span>, D::Error> {
    fn collect(value: &Value, out: &mut Vec<Span>) -> Option<()> {
        let offset = |v: &Value| v.as_u64().map(|n| n as usize);
        match value {
            Value::Null => {}
            Value::Object(o) => out.push((offset(o.get("start")?)?, offset(o.get("end")?)?)),
            Value::Array(a) if a.first().is_some_and(Value::is_number) => {
                out.push((offset(&a[0])?, offset(a.get(1)?)?));
            }
            Value::Array(a) => a.iter().try_for_each(|v| collect(v, out))?,
            _ => return None,
        }
        Some(())
    }
    let value = Value::deserialize(deserializer)?;
    let mut out = Vec::new();
    collect(&value, &mut out).ok_or_else(|| serde::de::Error::custom(format!("not a span or spans: {value}")))?;
    Ok(out)
}

/// Pairs each gold document with its prediction: by id where all ids are there, else by position.
pub fn pair<'a>(
    gold: &'a [GoldDocument],
    predictions: &'a [Prediction],
) -> Result<Vec<(&'a GoldDocument, &'a Prediction)>, String> {
    let by_id = by_id(predictions);
    if let Some(pairs) = gold.iter().map(|g| Some((g, *by_id.get(g.id.as_str())?))).collect() {
        return Ok(pairs);
    }
    if gold.len() != predictions.len() {
        let (g, p) = (gold.len(), predictions.len());
        return Err(format!("{g} gold documents, {p} predictions, and the ids differ"));
    }
    Ok(gold.iter().zip(predictions).collect())
}

/// The predictions that have an id, by that id; of several with one id the last.
pub fn by_id(predictions: &[Prediction]) -> HashMap<&str, &Prediction> {
    predictions.iter().filter_map(|p| Some((p.id.as_str()?, p))).collect()
}

/// A line as `whosaid annotate --jsonl` writes it.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(flatten)]
    annotations: CharAnnotations,
}

/// Annotates documents, given as pairs of id and text, on two threads; returns a JSON line for each, in order.
pub fn annotate(documents: &[(&str, &str)]) -> Vec<String> {
    let lines: Mutex<Vec<String>> = Mutex::new(vec![String::new(); documents.len()]);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((index, &(id, text))) = take(&next, documents) {
                    let annotations = whosaid::annotate(text).to_chars(text);
                    let line = serde_json::to_string(&Line { id, annotations });
                    lines.lock().expect("no thread panics")[index] = line.expect("annotations are plain data");
                }
            });
        }
    });
    lines.into_inner().expect("no thread panics")
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, items.get(index)?))
}

/// Reads the predictions from lines that [`annotate`] wrote, as [`read`] does from a file, so that both are scored
/// alike.
pub fn parse(lines: &[String]) -> Vec<Prediction> {
    lines.iter().map(|l| serde_json::from_str(l).expect("a line of our own")).collect()
}

/// Reads the predictions of a file.
pub fn read(path: &Path) -> Result<Vec<Prediction>, String> {
    whosaid::corpora::read_lines(path).map_err(|e| e.to_string())
}

/// The characters of a span, cut where the text ends.
pub fn slice(text: &[char], (start, end): Span) -> String {
    let Range { start, end } = start.min(text.len())..end.min(text.len());
    text.get(start..end).unwrap_or_default().iter().collect()
}

/// How many code points two lists of spans share, summed over all pairs.
pub fn covered(a: &[Span], b: &[Span]) -> usize {
    let shared = |&(s1, e1): &Span, &(s2, e2): &Span| e1.min(e2).saturating_sub(s1.max(s2));
    a.iter().map(|x| b.iter().map(|y| shared(x, y)).sum::<usize>()).sum()
}

/// How many code points the spans hold.
pub fn size(spans: &[Span]) -> usize {
    spans.iter().map(|&(start, end)| end.saturating_sub(start)).sum()
}
