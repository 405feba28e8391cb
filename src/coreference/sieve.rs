//! The sieves by which mentions and speakers are decided.

/// Which sieve made a decision. [`Sieve::name`] is what the result shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sieve {
    /// A name: linked over the whole document.
    Name,
    /// "Ana Ortiz, the mayor".
    Apposition,
    /// "the Cruz campaign".
    NamedBody,
    /// "the North", "the Times".
    ShortName,
    /// "the ministry", after the Ministry of Health.
    DescriptionNamed,
    /// "her party".
    DescriptionOwned,
    /// "the country".
    DescriptionPlace,
    /// "the company", of the only body that it fits.
    DescriptionBody,
    /// "the company", of the last body.
    DescriptionRecentBody,
    /// "the mayor", who is called one elsewhere.
    DescriptionRole,
    /// "the driver", who has no name.
    DescriptionAgain,
    /// "the man", whoever stands out.
    DescriptionSalient,
    /// "Mayor", in a headline.
    DescriptionHeadline,
    /// "the poll", whose issuer speaks.
    Issuer,
    /// "the letter", whose writer speaks.
    WriterOfLetter,
    /// "I", outside quotation marks.
    Writer,
    /// "I" and "we", inside them.
    FirstPerson,
    /// "who", "which".
    Relative,
    /// "she".
    PronounPerson,
    /// "they".
    PronounThey,
    /// "it".
    PronounIt,
    /// "she", where who stands out most is named in what she says.
    PronounExcluded,
    /// "she", who speaks of another "she".
    PronounOfTwo,
    /// "When she arrived, Ortiz said".
    Cataphor,
    /// "the two".
    Several,
    /// Somebody without a name.
    Unnamed,
    /// Somebody without a name, who was perhaps met before: "the officials".
    UnnamedDefinite,
    /// No source: the subject of the cue's clause.
    CueSubject,
    /// No source: what stands before the cue.
    CueBefore,
    /// "Pyongyang", "the Mexican government".
    Government,
    /// No source: who spoke before goes on.
    Continued,
    /// No source: the other's turn.
    Exchange,
}

impl Sieve {
    /// What the result calls it.
    pub fn name(self) -> &'static str {
        match self {
            Sieve::Name => "name",
            Sieve::Apposition => "apposition",
            Sieve::NamedBody => "named-body",
            Sieve::ShortName => "short-name",
            Sieve::DescriptionNamed => "description-named",
            Sieve::DescriptionOwned => "description-owned",
            Sieve::DescriptionPlace => "description-place",
            Sieve::DescriptionBody => "description-body",
            Sieve::DescriptionRecentBody => "description-recent-body",
            Sieve::DescriptionRole => "description-role",
            Sieve::DescriptionAgain => "description-again",
            Sieve::DescriptionSalient => "description-salient",
            Sieve::DescriptionHeadline => "description-headline",
            Sieve::Issuer => "issuer",
            Sieve::WriterOfLetter => "writer-of-letter",
            Sieve::Writer => "writer",
            Sieve::FirstPerson => "first-person",
            Sieve::Relative => "relative",
            Sieve::PronounPerson => "pronoun-person",
            Sieve::PronounThey => "pronoun-they",
            Sieve::PronounIt => "pronoun-it",
            Sieve::PronounExcluded => "pronoun-excluded",
            Sieve::PronounOfTwo => "pronoun-of-two",
            Sieve::Cataphor => "cataphor",
            Sieve::Several => "several",
            Sieve::Unnamed => "unnamed",
            Sieve::UnnamedDefinite => "unnamed-definite",
            Sieve::CueSubject => "cue-subject",
            Sieve::CueBefore => "cue-before",
            Sieve::Government => "government",
            Sieve::Continued => "continued",
            Sieve::Exchange => "exchange",
        }
    }
}
