//! The table of rules: everything that can decide that words are attributed to somebody, or who that is.
//!
//! **Problem.** Each answer must say which rule decided it. The page explains the rule to a reader, tests show where it
//! acts and where it must not, and `./dev rules` measures how often it is right. If each kept a list of rules of its
//! own, the lists would drift apart.
//!
//! **Method.** A rule is a variant of [`AttributionRule`] or of [`SpeakerRule`], with one entry of the table: its id,
//! which annotations carry, an example, and an explanation for a reader. Stages name the variant; everything else is
//! read from the table.

/// What is known of one rule: an entry of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The name of the rule in annotations: kebab-case, never given to another rule.
    pub id: &'static str,
    /// A sentence, or a few, of an article in which the rule acts.
    pub example: &'static str,
    /// The share of the rule's decisions that were right on the development sets when it was last measured (`./dev
    /// rules` measures anew). For a rule of attribution, right means that the attribution is there and has that source;
    /// for a rule of speakers, that the speakers of a real quotation are the right ones. `None` where it decided too
    /// rarely for a share to say much.
    pub confidence: Option<f32>,
    /// Why the rule decided so, in a whole sentence for a reader of the article.
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

            /// The id by which annotations name this rule, as in [`Rule::id`].
            pub const fn id(self) -> &'static str {
                self.entry().id
            }
        }
    };
}

rules! {
    /// A rule that finds attributions: reported words, and the words that report them.
    AttributionRule

    /// Cue, source and content as the network labels them.
    #[confidence(0.920)]
    Model: "model",
        "Ana Ruiz said the road was closed.",
        "The sentence reads like a report of what somebody said or thought.";
    /// Cue and content as the network labels them, with a source that grammar gives, such as the subject beside the
    /// verb, or that is the network's second choice.
    #[confidence(0.476)]
    ModelSubjectBesideVerb: "model-subject-beside-verb",
        "Ana Ruiz denies the theft but has admitted fraud.",
        "The sentence reads like a report, and the subject of its verb is the one who speaks.";
    /// A turn of an interview or a transcript: a name, a colon, and what is said.
    #[confidence(1.000)]
    InterviewTurn: "interview-turn",
        "Ana Ruiz: The road is closed.\n\nTom Lee: For how long?\n\nAna Ruiz: Until May.",
        "The line is a turn of an interview: a name, a colon, and what that person says.";
    /// A statement in the paragraphs after a sentence that announces it.
    Statement: "statement",
        "Ana Ruiz released the following statement:\n\n“The road is closed.”",
        "The sentence before announces a statement, and this is it.";
    /// Items of a list under a clause that reports.
    ListUnderClause: "list-under-clause",
        "Ana Ruiz also said:\n- the road is closed\n- the bridge is safe",
        "A clause that reports introduces the list that this is an item of.";
    /// A quotation that opens a paragraph, with nothing but a name behind it or in the line below it.
    SignedBelow: "signed-below",
        "“The road is closed.”\nAna Ruiz, driver",
        "The name below or behind the quotation signs it.";
    /// A headline that begins with who says it and a colon.
    HeadlineColon: "headline-colon",
        "Ruiz: Road will stay closed\n\nThe council met on Monday.",
        "The headline names somebody before a colon, and says after it what they say.";
    /// A headline that ends with who says it.
    HeadlineEnd: "headline-end",
        "Road will stay closed, says mayor\n\nThe council met on Monday.",
        "The headline ends with who says it.";
    /// "According to" and a source, at the start of a sentence.
    AccordingToInFront: "according-to-in-front",
        "According to Ana Ruiz, the road is closed.",
        "“According to” names the source of what follows.";
    /// "According to" and a source, at the end of a sentence.
    AccordingToAtEnd: "according-to-at-end",
        "The road is closed, according to Ana Ruiz.",
        "“According to” names the source of what stands before it.";
    /// "According to" and a source, after quotation marks.
    AccordingToAfterMarks: "according-to-after-marks",
        "“The road is closed,” according to Ana Ruiz.",
        "“According to” after the quotation marks names who said the words.";
    /// A verb of saying, and a clause with "that".
    SaidThat: "said-that",
        "Ana Ruiz said that the road was closed.",
        "A verb of saying and “that” report what somebody said.";
    /// A verb of saying, and a clause without "that"; who is told, where and when may stand between.
    BareClause: "bare-clause",
        "Ana Ruiz told the paper the road was closed.",
        "A verb of saying has a subject and a clause of its own, and what stands between tells only to whom, where or when.";
    /// A reporting clause at the end of a sentence without quotation marks, after a comma.
    SaidAtEnd: "said-at-end",
        "The road is closed, Ana Ruiz said.",
        "The sentence ends by telling who said it.";
    /// A reporting clause after quotation marks.
    SaidAfterMarks: "said-after-marks",
        "“The road is closed,” Ana Ruiz said.",
        "A reporting clause follows the quotation marks.";
    /// A short sentence of what somebody does, beside a quotation that no clause reports.
    SentenceBesideMarks: "sentence-beside-marks",
        "Ana Ruiz laughed. “The road is closed.”",
        "The only sentence beside the quotation tells what somebody does, who is taken to speak.";
    /// A reporting clause before quotation marks.
    SaidBeforeMarks: "said-before-marks",
        "Ana Ruiz said, “The road is closed.”",
        "A reporting clause leads to the quotation marks.";
    /// A reporting clause with its verb first that interrupts the words reported, before quotation marks.
    SaidBetweenMarks: "said-between-marks",
        "On Monday, said Ana Ruiz, “the road is closed.”",
        "A reporting clause stands within the words, before the quotation marks.";
    /// A name after a dash or in brackets, behind quoted words in the same paragraph.
    #[confidence(0.958)]
    SignedAfterMarks: "signed-after-marks",
        "The council met on Monday.\n\n“The road is closed.” — Ana Ruiz",
        "A name behind the quoted words signs them.";
    /// A name and a colon, before quotation marks.
    NameAndColon: "name-and-colon",
        "Ana Ruiz: “The road is closed.”",
        "A name and a colon stand before the quotation marks.";
    /// A clause and a colon, before quotation marks.
    ColonBeforeMarks: "colon-before-marks",
        "Ana Ruiz made the following comment: “The road is closed.”",
        "The clause before the colon introduces the quoted words.";
    /// Quoted sentences that no clause reports, and whose speaker the text around them must show.
    #[confidence(0.643)]
    NoReportingClause: "no-reporting-clause",
        "Ana Ruiz shook her head, and Tom Lee left.\n\n“The road is closed until May.”",
        "Whole sentences stand in quotation marks, and nothing beside them tells who said them.";
}

rules! {
    /// A rule that finds who speaks: the entity that a source means, or the speaker where there is no source.
    SpeakerRule

    /// A source that is a name. All mentions of a name in the text are linked.
    #[confidence(0.947)]
    Name: "name",
        "Ana Ruiz said the road was closed.",
        "The speaker is named here.";
    /// A description with the speaker's name in apposition: "the mayor, Ana Ruiz".
    Apposition: "apposition",
        "The mayor, Ana Ruiz, said the road was closed.",
        "The description stands beside the speaker’s name.";
    /// A description of a body that holds the name of a person or place: "the Ruiz campaign".
    #[confidence(0.708)]
    NamedBody: "named-body",
        "The Ruiz campaign said the road was closed.",
        "The words call a body by the name of a person or place.";
    /// A short form of a name that the text has in full: "the North", "the Times".
    #[confidence(0.958)]
    ShortName: "short-name",
        "North Korea closed the road. The North said it was unsafe.",
        "The words are a short form of a name in the text.";
    /// A description that repeats a word of a name: "the ministry", after the Ministry of Health.
    DescriptionNamed: "description-named",
        "The Health Ministry met the Roads Ministry. The roads ministry said the road was closed.",
        "The description repeats a word of a name in the text.";
    /// A description of one of somebody's people or bodies whom the text names elsewhere: "his wife", "her party".
    DescriptionOwned: "description-owned",
        "Peter Holm and his wife, Lena Holm, moved. “It was cold,” his wife said.",
        "The text says elsewhere who that is: that person’s wife, lawyer or party.";
    /// A description of a place that the text names: "the country".
    DescriptionPlace: "description-place",
        "Norway closed the road. The country said it was unsafe.",
        "The description means the place that the text speaks of.";
    /// A description that fits one body by its name or by what the text says it is: "the fund" for the Global Harvest
    /// Fund.
    #[confidence(0.710)]
    DescriptionBody: "description-body",
        "The Global Harvest Fund lent to Tidewell Holdings. The fund said it was paid back.",
        "The description fits one body in the text.";
    /// A description that no name and no role in the text ties to a body, taken to mean the likeliest one: "the company".
    #[confidence(0.942)]
    DescriptionRecentBody: "description-recent-body",
        "Norvane Ltd sold the road to Brask Group. The company said it was unsafe.",
        "Of the bodies that the text names, this one fits the description best.";
    /// A description of a role that somebody has elsewhere in the text: "the mayor".
    #[confidence(0.878)]
    DescriptionRole: "description-role",
        "Mayor Ana Ruiz closed the road. The mayor said it was unsafe.",
        "The text says elsewhere who holds that role.";
    /// A description that the text used before for somebody without a name: "the driver".
    #[confidence(0.682)]
    DescriptionAgain: "description-again",
        "A driver stopped at the barrier. The driver said the road was closed.",
        "The same description was used before, of somebody without a name.";
    /// A description of a person, taken to mean whoever stands out most: "the man".
    #[confidence(0.828)]
    DescriptionSalient: "description-salient",
        "Tom Lee stopped at the barrier. He looked up. The man said the road was closed.",
        "The description is taken for the person whom the text speaks of most here.";
    /// A description in a headline that fits somebody named below it: "Mayor".
    DescriptionHeadline: "description-headline",
        "Mayor says road is closed\n\nAna Ruiz, the mayor, met the council on Monday.",
        "The description in the headline fits somebody named below.";
    /// A description in the first paragraph of whoever the next one names at its beginning: "A surfer".
    NamedNext: "named-next",
        "A surfer said the road was closed.\n\nTom Lee, 24, came from the beach.",
        "The next paragraph begins with the name of whom the story is about.";
    /// A document, which speaks for the body or person that issued it: "the poll".
    Issuer: "issuer",
        "The report by the World Bank was long. “The road is unsafe,” the report said.",
        "A document speaks for the body that issued it.";
    /// A letter, message or book, which speaks for its writer: "the letter".
    WriterOfLetter: "writer-of-letter",
        "Ana Ruiz wrote a letter to the council. The letter said the road was unsafe.",
        "A letter, message or book speaks for the person who wrote it.";
    /// "I" outside quotation marks, which is whoever wrote the text.
    Writer: "writer",
        "I said the road was closed.",
        "“I” outside quotation marks is whoever wrote the text.";
    /// "I" or "we" inside quotation marks, which is whoever is quoted there.
    FirstPerson: "first-person",
        "“I think it failed,” Ana Cruz told Peter Holm.",
        "“I” inside a quotation is the one who speaks in it.";
    /// A relative pronoun, which means the mention before it: "who", "which".
    #[confidence(0.860)]
    Relative: "relative",
        "Ana Ruiz, who said the road was closed, left.",
        "“Who” or “which” means the name before it.";
    /// A pronoun for one person, which means whoever stands out most among those mentioned: "she".
    #[confidence(0.929)]
    PronounPerson: "pronoun-person",
        "Ana Ruiz met the council. She said the road was closed.",
        "The pronoun means the person who stands out most among those named before.";
    /// "They", for several people or a body.
    #[confidence(0.623)]
    PronounThey: "pronoun-they",
        "Officials met on Monday. They said the road was closed.",
        "“They” means the people or the body that stand out most before it.";
    /// "It", for a body.
    #[confidence(0.812)]
    PronounIt: "pronoun-it",
        "The Ministry of Roads met on Monday. It said the road was closed.",
        "“It” means the body that stands out most before it.";
    /// A pronoun where the person who stands out most is named in the words reported, so that somebody else speaks:
    /// "she".
    PronounExcluded: "pronoun-excluded",
        "Ana Ruiz watched Eva Lund leave. “Lund is finished,” she said.",
        "The pronoun can’t mean somebody named in what is said, so it means the next likely person.";
    /// A pronoun that may mean somebody named before, or somebody else: of whom the words reported say "he" or "she" as
    /// well, or whom the sentence before is about.
    PronounOfTwo: "pronoun-of-two",
        "Leif Holm owned the boat.\n\n“He paid in cash, and he was alone,” he said, pointing at the book.",
        "The pronoun may mean somebody named before, or somebody else of whom the text speaks there.";
    /// A pronoun before the name that it stands for: "When she arrived, Ana Ruiz said".
    Cataphor: "cataphor",
        "When she said the road was closed, Ana Ruiz was in Lorrin.",
        "The pronoun comes before the name that it means, in the same sentence.";
    /// A description of several people who were mentioned before: "the two".
    Several: "several",
        "Ana Ruiz met Tom Lee. The two said the road was closed.",
        "The words mean several people named before, who speak together.";
    /// A description of somebody whom the text does not name: "a driver".
    #[confidence(0.860)]
    Unnamed: "unnamed",
        "A driver said the road was closed.",
        "The speaker is described, but not named.";
    /// A description as of somebody known, whom nobody mentioned before fits: "the officials".
    #[confidence(0.644)]
    UnnamedDefinite: "unnamed-definite",
        "The officials said the road was closed.",
        "The speaker is described as if known, but nobody named before fits.";
    /// The subject of the cue's clause, for an attribution without a source.
    #[confidence(0.732)]
    CueSubject: "cue-subject",
        "Prior to becoming mayor Ana Ruiz had called for the road to be closed.",
        "The subject of the reporting verb’s clause is taken for the speaker.";
    /// The first mention in the cue's sentence that can speak, for an attribution without a source; it stands before
    /// the cue.
    #[confidence(0.351)]
    CueBefore: "cue-before",
        "The Harbor Council on Friday condemned the plan as “a folly”.",
        "The name before the reporting verb is taken for the speaker.";
    /// A capital or a government, which speaks for its country: "Oslo", "the Norwegian government".
    #[confidence(0.810)]
    Government: "government",
        "Norway closed the road. Oslo said it was unsafe.",
        "A capital or a government speaks for its country.";
    /// The speaker of the quotation before, who goes on in a quotation that nobody is named for.
    #[confidence(0.831)]
    Continued: "continued",
        "Ana Ruiz said the road was closed.\n\n“It is unsafe to drive there.”",
        "Nothing tells who speaks, so the quotation goes on from the one before it.";
    /// The other of two who speak in turns, for a quotation that nobody is named for.
    Exchange: "exchange",
        "“Is the road closed today?” Tom Lee asked.\n\n“It is closed,” Ana Ruiz said.\n\n“And until when will it be closed?”",
        "Two people speak in turns, and it is the other one’s turn.";
}

impl AttributionRule {
    /// Whether content found by the rule may go on in further paragraphs without quotation marks, as turns, statements
    /// and lists do.
    pub const fn spans_paragraphs(self) -> bool {
        matches!(self, AttributionRule::ListUnderClause) || self.is_word_for_word()
    }

    /// Whether content found by the rule is given word for word, with or without quotation marks.
    pub const fn is_word_for_word(self) -> bool {
        matches!(self, AttributionRule::InterviewTurn | AttributionRule::Statement)
    }
}

/// All rules of the table: those of attributions, then those of speakers.
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
