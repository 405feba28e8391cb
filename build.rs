//! Makes an automaton of each grammar of dates and sums, from the expressions in `src/names/patterns/grammars.rs`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use regex_automata::dfa::{StartKind, dense};
use regex_automata::util::syntax;

#[path = "src/names/patterns/grammars.rs"]
mod grammars;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/names/patterns/grammars.rs");
    let folder = env::var("OUT_DIR")?;
    let little = env::var("CARGO_CFG_TARGET_ENDIAN")? == "little";
    for (name, expression) in grammars::all() {
        let automaton = dense::Builder::new()
            .configure(dense::Config::new().minimize(true).start_kind(StartKind::Anchored))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .build(&expression)?
            .to_sparse()?;
        let bytes = if little { automaton.to_bytes_little_endian() } else { automaton.to_bytes_big_endian() };
        fs::write(Path::new(&folder).join(name).with_extension("automaton"), bytes)?;
    }
    Ok(())
}
