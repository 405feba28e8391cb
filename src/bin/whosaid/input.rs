//! Reads what was asked for, or says why it can't be read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};

use whosaid::KnownName;
use whosaid::Options;

const END_OF_INPUT: &str = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };

/// The name of `file` in messages to the user.
pub fn name(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

/// Opens `file`, or standard input where it is `-`.
pub fn open(file: &str) -> Result<Box<dyn BufRead + Send>, String> {
    if file == "-" {
        if io::stdin().is_terminal() {
            crate::complain(&format!(
                "reading what you type or paste here; end it with {END_OF_INPUT} on a line of its own"
            ));
        }
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let cannot = |problem: &dyn std::fmt::Display| format!("cannot read {file}: {problem}");
    let opened = File::open(file).map_err(|error| cannot(&error))?;
    // Opening a directory succeeds on Unix, and only reading it fails.
    if opened.metadata().is_ok_and(|m| m.is_dir()) {
        return Err(cannot(&"it is a directory"));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, opened)))
}

/// Reads the whole text of `file`.
pub fn text(file: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    open(file)?.read_to_end(&mut bytes).map_err(|error| format!("cannot read {}: {error}", name(file)))?;
    String::from_utf8(bytes).map_err(|error| {
        let hint = match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "; it looks like UTF-16: save it as UTF-8",
            _ => "",
        };
        format!("{} is not UTF-8 at byte {}{hint}", name(file), error.utf8_error().valid_up_to())
    })
}

/// Reads the names that the user knows better, from the JSON in `file`, and adds patterns.
pub fn options(file: Option<&str>, patterns: &[KnownName]) -> Result<Options, String> {
    let mut options = match file {
        None => Options::default(),
        Some(file) => serde_json::from_str(&text(file)?).map_err(|error| format!("{}: {error}", name(file)))?,
    };
    options.names.extend_from_slice(patterns);
    options.check().map_err(|error| error.to_string())?;
    Ok(options)
}
