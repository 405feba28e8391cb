//! The JavaScript contract, whole values: the same tests in Node and in a browser.

mod contract;
mod packed;
mod strings;
