//! Points for and against a person, added to those of [`Salience`](crate::coreference::salience::Salience).
//!
//! Found by coordinate descent and rounded, on descriptions of training articles: 86 sources read by hand, 28 of which
//! mean nobody named, and 537 descriptions that fit one public person ("the Vermont senator"); and on those of GUM's
//! clusters. Looked at again, one by one, on 292 other sources read by hand and 318 that fit one person: no other value
//! is better on both halves of the documents.

/// Up to how many names of a person in the document earn points.
pub const NAMINGS: u32 = 12;

/// The text calls her by the noun, in a title or an apposition.
pub const ROLE: i32 = 85;
/// It calls her by a synonym: a senator, for "the lawmaker".
pub const SYNONYM: i32 = 25;
/// For each word (of three at most) that the description shares with what it calls her: "former", "interior".
pub const SHARED: i32 = 10;
/// The text says that she is from the place in the description: "the Iowa governor".
pub const PLACE: i32 = 30;
/// It says that she is from elsewhere.
pub const PLACE_CLASH: i32 = -50;
/// It says that she is of the party in the description.
pub const PARTY: i32 = 15;
/// For each time that the document names her, up to [`NAMINGS`]: a description mostly means somebody whom the text
/// is about.
pub const PER_NAMING: i32 = 6;
/// The text says that she is something else.
pub const OTHER_ROLE: i32 = -30;
/// She spoke last, and the description speaks.
pub const SPOKE_LAST: i32 = 10;
/// The description begins its sentence, and she was mentioned last.
pub const LAST: i32 = 10;
/// The text says that she was it before: a former governor, for "the governor".
pub const FORMER: i32 = -25;
/// The noun is an office, and the text doesn't say that she holds it.
pub const OFFICE: i32 = -10;
/// The noun is one by which named people are seldom taken up again.
pub const UNUSUAL: i32 = -10;
/// The salience of somebody who was not mentioned lately.
pub const FAR: i32 = 0;
/// She has no name and came in with "a": "a woman … the woman".
pub const AGAIN: i32 = 40;
/// She stands in this sentence, in another clause.
pub const SAME_SENTENCE: i32 = 10;
/// The fewest points in all with which somebody is meant whom the text calls so.
pub const LEAST_TOLD: i32 = 80;
/// The fewest points in all with which anybody else is meant.
pub const LEAST_UNTOLD: i32 = 75;
