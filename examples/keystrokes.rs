//! Types letters into the middle of a text, as somebody would, and has a session annotate it after each letter: `keystrokes 20 < article.txt`
//! types 20.

use std::io::Read;

use whosaid::{Options, Session};

const TYPED: &str = "the road to nowhere is long and steep, he said, and ";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let letters = std::env::args().nth(1).map_or(Ok(TYPED.len()), |count| count.parse())?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut session = Session::default();
    session.annotate(&text, &Options::default());
    let mut caret = text.len() / 2;
    while text.as_bytes().get(caret).is_some_and(|&byte| byte != b' ') {
        caret += 1;
    }
    for letter in TYPED.chars().cycle().take(letters) {
        text.insert(caret, letter);
        caret += 1;
        let found = session.annotate(&text, &Options::default());
        println!("{letter}: {} mentions, {} quotations", found.mentions.len(), found.quotations.len());
    }
    Ok(())
}
