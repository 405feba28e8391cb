//! Tests of what JavaScript gets from the module. They run in Node and in a browser.

mod contract;
mod packed;
mod strings;
