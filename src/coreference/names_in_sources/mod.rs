//! Names inside a source phrase that say who speaks: "his friend, student Ana Cruz", "a poll by Acme".
//!
//! The noun of such a phrase ("friend", "poll") names nobody; the name that tells who it is may stand before it or
//! behind it. A file each looks for the person whom a phrase describes, for a name beside a job or a sort of body, for
//! a body that only capitals show, for the names of several, and for whoever issued a document.

mod capitals;
mod issuers;
mod lists;
mod persons;
mod sorts;

pub use capitals::capitalized_body;
pub use issuers::{PAPERS, issuer, issuing_phrase, joint_issuer};
pub use lists::{first_with_examples, joined_before, joined_names, with_examples};
pub use persons::{apposed_name, called_name, name_after_job, titled_name};
pub use sorts::{apposed_body, behind_sort, name_before_sort};
