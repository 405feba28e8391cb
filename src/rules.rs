//! The table of rules: everything that can decide that words are attributed to somebody, or who that is.
//!
//! **Problem.** An answer is trusted where it says why. The stages must name the rule that decided, the page must
//! explain it to a reader, tests must show where it acts and where it must not, and somebody must measure how often it
//! is right; if each keeps a list of its own, the lists drift apart.
//!
//! **Method.** A rule is a variant of [`AttributionRule`] or of [`SpeakerRule`], and one entry of the table: its id,
//! which is what annotations carry, an example sentence, and an explanation for a reader. Stages name the variant;
//! everything else is read from here.

/// An entry of the table: what is known of one rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The name by which annotations call the rule: kebab-case, never reused for another rule.
    pub id: &'static str,
    /// A sentence, or a few, in which the rule acts.
    pub example: &'static str,
    /// The share of its decisions that were right, on the development sets, when it was last measured (`./dev rules`
    /// measures it anew): an attribution and its source, or the speakers of what really is a quotation. `None` where it
    /// decided too rarely there for a share to say much.
    pub confidence: Option<f32>,
    /// The reason, as a reader of the article is told it: a whole sentence.
    pub explanation: &'static str,
}

/// Declares an enum of rules, with an entry of the table for each.
macro_rules! rules {
    (@confidence) => { None };
    (@confidence $share:literal) => { Some($share) };
    (
        $(#[doc = $enum_doc:literal])+
        $name:ident
        $(
            $(#[doc = $doc:literal])+
            $(#[confidence($confidence:literal)])?
            $rule:ident: $id:literal, $example:literal, $explanation:literal;
        )+
    ) => {
        $(#[doc = $enum_doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[doc = $doc])+ $rule),+ }

        impl $name {
            /// All rules, in the order of the table.
            pub const ALL: &'static [$name] = &[$($name::$rule),+];

            /// The entry of the table for this rule.
            pub const fn entry(self) -> &'static Rule {
                match self {
                    $($name::$rule => {
                        const RULE: Rule = Rule {
                            id: $id,
                            example: $example,
                            confidence: rules!(@confidence $($confidence)?),
                            explanation: $explanation,
                        };
                        &RULE
                    })+
                }
            }

            /// The id by which annotations name this rule.
            pub const fn id(self) -> &'static str {
                self.entry().id
            }
        }
    };
}

rules! {
    /// A rule that finds an attribution: words, and the words that report them.
    AttributionRule

    /// The network's cue, source and content.
    #[confidence(0.920)]
    Model: "model",
        "Ana Ruiz said the road was closed.",
        "The sentence reads like a report of what somebody said or thought.";
    /// The network's cue and content, with the subject beside the verb as the source.
    #[confidence(0.476)]
    ModelSubjectBesideVerb: "model-subject-beside-verb",
        "Ana Ruiz stood up, paused and said the road was closed.",
        "The sentence reads like a report, and the subject of its verb is the one who speaks.";
    /// A turn of an interview: a name, a colon, and what is said.
    #[confidence(1.000)]
    InterviewTurn: "interview-turn",
        "Ana Ruiz: The road is closed.\n\nTom Lee: For how long?\n\nAna Ruiz: Until May.",
        "The line is a turn of an interview: a name, a colon, and what that person says.";
    /// A statement that a sentence announces, and the paragraphs after it hold.
    Statement: "statement",
        "Ana Ruiz released the following statement:\n\n“The road is closed.”",
        "The sentence before announces a statement, and this is it.";
    /// Items of a list under a clause that reports.
    ListUnderClause: "list-under-clause",
        "Ana Ruiz also said:\n- the road is closed\n- the bridge is safe",
        "A clause that reports introduces the list that this is an item of.";
    /// A name in the line below a quotation that is a paragraph of its own.
    SignedBelow: "signed-below",
        "“The road is closed.”\nAna Ruiz, driver",
        "The line below the quotation signs it.";
    /// A headline that names who says it.
    HeadlineColon: "headline-colon",
        "Ruiz: Road will stay closed\n\nThe council met on Monday.",
        "The headline names somebody before a colon, and says after it what they say.";
    /// A headline that ends with who says it.
    HeadlineEnd: "headline-end",
        "Road will stay closed, says mayor\n\nThe council met on Monday.",
        "The headline ends with who says it.";
    /// "According to" before a statement.
    AccordingToInFront: "according-to-in-front",
        "According to Ana Ruiz, the road is closed.",
        "“According to” names the source of what follows.";
    /// "According to" after a statement.
    AccordingToAtEnd: "according-to-at-end",
        "The road is closed, according to Ana Ruiz.",
        "“According to” names the source of what stands before it.";
    /// "According to" after quotation marks.
    AccordingToAfterMarks: "according-to-after-marks",
        "“The road is closed,” according to Ana Ruiz.",
        "“According to” after the quotation marks names who said the words.";
    /// A plain verb of saying, and "that".
    SaidThat: "said-that",
        "Ana Ruiz said that the road was closed.",
        "A verb of saying and “that” report what somebody said.";
    /// A clause without "that", perhaps after who is told, where and when.
    BareClause: "bare-clause",
        "Ana Ruiz told the paper the road was closed.",
        "A verb of saying has a subject and a clause of its own, and what stands between tells only to whom, where or when.";
    /// A statement, and a plain reporting clause after a comma.
    SaidAtEnd: "said-at-end",
        "The road is closed, Ana Ruiz said.",
        "The sentence ends by telling who said it.";
    /// A reporting clause after quotation marks.
    SaidAfterMarks: "said-after-marks",
        "“The road is closed,” Ana Ruiz said.",
        "A reporting clause follows the quotation marks.";
    /// A short sentence of what somebody does, alone beside a quotation.
    SentenceBesideMarks: "sentence-beside-marks",
        "Ana Ruiz laughed. “The road is closed.”",
        "The only sentence beside the quotation tells what somebody does, who is taken to speak.";
    /// A reporting clause before quotation marks.
    SaidBeforeMarks: "said-before-marks",
        "Ana Ruiz said, “The road is closed.”",
        "A reporting clause leads to the quotation marks.";
    /// An inverted reporting clause that interrupts the words, before quotation marks.
    SaidBetweenMarks: "said-between-marks",
        "On Monday, said Ana Ruiz, “the road is closed.”",
        "A reporting clause stands within the words, before the quotation marks.";
    /// A name after a dash, below or behind quoted words.
    #[confidence(0.958)]
    SignedAfterMarks: "signed-after-marks",
        "The council met on Monday.\n\n“The road is closed.” — Ana Ruiz",
        "A name after a dash signs the quoted words.";
    /// A name and a colon before quotation marks.
    NameAndColon: "name-and-colon",
        "Ana Ruiz: “The road is closed.”",
        "A name and a colon stand before the quotation marks.";
    /// A clause and a colon before quotation marks.
    ColonBeforeMarks: "colon-before-marks",
        "Ana Ruiz made the following comment: “The road is closed.”",
        "The clause before the colon introduces the quoted words.";
    /// Quoted sentences that no clause reports.
    #[confidence(0.643)]
    NoReportingClause: "no-reporting-clause",
        "Ana Ruiz shook her head.\n\n“The road is closed until May.”",
        "Whole sentences stand in quotation marks, and nothing beside them tells who said them.";
}

rules! {
    /// A rule that finds who speaks: whom a source means, or who speaks where there is no source.
    SpeakerRule

    /// A name, which is linked over the whole document.
    #[confidence(0.947)]
    Name: "name",
        "Ana Ruiz said the road was closed.",
        "The speaker is named here.";
    /// A description beside the speaker's name: "Ana Ruiz, the mayor".
    Apposition: "apposition",
        "The mayor, Ana Ruiz, said the road was closed.",
        "The description stands beside the speaker’s name.";
    /// A body that is called by the name of a person or place: "the Ruiz campaign".
    #[confidence(0.708)]
    NamedBody: "named-body",
        "The Ruiz campaign said the road was closed.",
        "The words call a body by the name of a person or place.";
    /// A short form of a name: "the North", "the Times".
    #[confidence(0.958)]
    ShortName: "short-name",
        "North Korea closed the road. The North said it was unsafe.",
        "The words are a short form of a name in the text.";
    /// A description that repeats a word of a name: "the ministry", after the Ministry of Health.
    DescriptionNamed: "description-named",
        "The Health Ministry met the Roads Ministry. The roads ministry said the road was closed.",
        "The description repeats a word of a name in the text.";
    /// A description of somebody's relative, helper or body: "his wife", "her party".
    DescriptionOwned: "description-owned",
        "Peter Holm and his wife, Lena Holm, moved. “It was cold,” his wife said.",
        "The text says elsewhere who that is: that person’s wife, lawyer or party.";
    /// A description of a place: "the country".
    DescriptionPlace: "description-place",
        "Norway closed the road. The country said it was unsafe.",
        "The description means the place that the text speaks of.";
    /// A description that fits only one body: "the company".
    #[confidence(0.710)]
    DescriptionBody: "description-body",
        "The Global Harvest Fund lent to Tidewell Holdings. The fund said it was paid back.",
        "The description fits one body in the text.";
    /// A description that is taken for the body mentioned last: "the company".
    #[confidence(0.942)]
    DescriptionRecentBody: "description-recent-body",
        "Norvane Ltd sold the road to Brask Group. The company said it was unsafe.",
        "The description is taken for the body mentioned last.";
    /// A description of a role that somebody has elsewhere in the text: "the mayor".
    #[confidence(0.878)]
    DescriptionRole: "description-role",
        "Mayor Ana Ruiz closed the road. The mayor said it was unsafe.",
        "The text says elsewhere who holds that role.";
    /// A description used before, of somebody without a name: "the driver".
    #[confidence(0.682)]
    DescriptionAgain: "description-again",
        "A driver stopped at the barrier. The driver said the road was closed.",
        "The same description was used before, of somebody without a name.";
    /// A description that is taken for the person who stands out most: "the man".
    #[confidence(0.828)]
    DescriptionSalient: "description-salient",
        "Tom Lee stopped at the barrier. He looked up. The man said the road was closed.",
        "The description is taken for the person whom the text speaks of most here.";
    /// A description in a headline, of somebody named below: "Mayor".
    DescriptionHeadline: "description-headline",
        "Mayor says road is closed\n\nAna Ruiz, the mayor, met the council on Monday.",
        "The description in the headline fits somebody named below.";
    /// A document, for which its issuer speaks: "the poll".
    Issuer: "issuer",
        "The report by the World Bank was long. “The road is unsafe,” the report said.",
        "A document speaks for the body that issued it.";
    /// A letter, for which its writer speaks: "the letter".
    WriterOfLetter: "writer-of-letter",
        "Ana Ruiz wrote a letter to the council. The letter said the road was unsafe.",
        "A letter, message or book speaks for the person who wrote it.";
    /// The word "I" outside quotation marks, for whoever wrote the text.
    Writer: "writer",
        "I said the road was closed.",
        "“I” outside quotation marks is whoever wrote the text.";
    /// The words "I" and "we" inside quotation marks, for whoever speaks there.
    FirstPerson: "first-person",
        "“I think it failed,” Ana Cruz told Peter Holm.",
        "“I” inside a quotation is the one who speaks in it.";
    /// A relative pronoun, for the name before it: "who", "which".
    #[confidence(0.860)]
    Relative: "relative",
        "Ana Ruiz, who said the road was closed, left.",
        "“Who” or “which” means the name before it.";
    /// A pronoun for one person: "she".
    #[confidence(0.929)]
    PronounPerson: "pronoun-person",
        "Ana Ruiz met the council. She said the road was closed.",
        "The pronoun means the person who stands out most among those named before.";
    /// The pronoun "they", for people or a body.
    #[confidence(0.623)]
    PronounThey: "pronoun-they",
        "Officials met on Monday. They said the road was closed.",
        "“They” means the people or the body that stand out most before it.";
    /// The pronoun "it", for a body.
    #[confidence(0.812)]
    PronounIt: "pronoun-it",
        "The Ministry of Roads met on Monday. It said the road was closed.",
        "“It” means the body that stands out most before it.";
    /// A pronoun where the person who stands out most is named in what is said, so that another speaks: "she".
    PronounExcluded: "pronoun-excluded",
        "Ana Ruiz watched Eva Lund leave. “Lund is finished,” she said.",
        "The pronoun can’t mean somebody named in what is said, so it means the next likely person.";
    /// A pronoun for one of two persons: "she", who speaks of another "she".
    PronounOfTwo: "pronoun-of-two",
        "Leif Holm owned the boat.\n\n“He paid in cash, and he was alone,” he said, pointing at the book.",
        "The pronoun may mean somebody named before, or somebody whom the words speak of.";
    /// A pronoun before the name that it stands for: "When she arrived, Ruiz said".
    Cataphor: "cataphor",
        "When she said the road was closed, Ana Ruiz was in Lorrin.",
        "The pronoun comes before the name that it means, in the same sentence.";
    /// A description of several people together: "the two".
    Several: "several",
        "Ana Ruiz met Tom Lee. The two said the road was closed.",
        "The words mean several people named before, who speak together.";
    /// Somebody without a name.
    #[confidence(0.860)]
    Unnamed: "unnamed",
        "A driver said the road was closed.",
        "The speaker is described, but not named.";
    /// Somebody without a name, who was perhaps met before: "the officials".
    #[confidence(0.644)]
    UnnamedDefinite: "unnamed-definite",
        "The officials said the road was closed.",
        "The speaker is described as if known, but nobody named before fits.";
    /// No source: the subject of the cue's clause.
    #[confidence(0.732)]
    CueSubject: "cue-subject",
        "Prior to becoming mayor Ana Ruiz had called for the road to be closed.",
        "The subject of the reporting verb’s clause is taken for the speaker.";
    /// No source: what stands before the cue.
    #[confidence(0.351)]
    CueBefore: "cue-before",
        "The Harbor Council on Friday condemned the plan as “a folly”.",
        "The name before the reporting verb is taken for the speaker.";
    /// A capital or a government, which speaks for its country: "Oslo", "the Norwegian government".
    #[confidence(0.810)]
    Government: "government",
        "Norway closed the road. Oslo said it was unsafe.",
        "A capital or a government speaks for its country.";
    /// No source: whoever spoke before goes on.
    #[confidence(0.831)]
    Continued: "continued",
        "Ana Ruiz said the road was closed.\n\n“It is unsafe to drive there.”",
        "Nothing tells who speaks, so the quotation goes on from the one before it.";
    /// No source: it is the turn of the other of two who speak.
    Exchange: "exchange",
        "“Is the road closed today?” Tom Lee asked.\n\n“It is closed,” Ana Ruiz said.\n\n“And until when will it be closed?”",
        "Two people speak in turns, and it is the other one’s turn.";
}

impl AttributionRule {
    /// Whether content that the rule finds may be several paragraphs without marks: turns, statements, lists.
    pub const fn spans_paragraphs(self) -> bool {
        matches!(self, AttributionRule::ListUnderClause) || self.is_word_for_word()
    }

    /// Whether content that the rule finds is given word for word, marks or no marks.
    pub const fn is_word_for_word(self) -> bool {
        matches!(self, AttributionRule::InterviewTurn | AttributionRule::Statement)
    }
}

/// The whole table: attributions, then speakers.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let attributions = AttributionRule::ALL.iter().map(|rule| rule.entry());
    attributions.chain(SpeakerRule::ALL.iter().map(|rule| rule.entry()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case_and_each_is_one_rule() {
        let mut ids: Vec<&str> = all().map(|rule| rule.id).collect();
        for id in &ids {
            assert!(id.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())), "{id}");
        }
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }

    #[test]
    fn explanations_are_sentences() {
        for rule in all() {
            assert!(rule.explanation.ends_with('.') && !rule.explanation.starts_with(char::is_lowercase), "{rule:?}");
        }
    }
}
