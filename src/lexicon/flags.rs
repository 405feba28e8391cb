//! What the lists can say of a word, flag by flag.

/// Declares [`Flag`], each with the name that it has in the lists.
macro_rules! flags {
    ($($(#[doc = $doc:literal])+ $flag:ident $name:literal)+) => {
        /// One thing that the lexicon knows of a word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Flag { $($(#[doc = $doc])+ $flag),+ }

        impl Flag {
            /// How many flags there are.
            const COUNT: usize = [$(Flag::$flag),+].len();

            /// The flag that has this name in the lists.
            pub fn named(name: &str) -> Option<Flag> {
                match name {
                    $($name => Some(Flag::$flag),)+
                    _ => None,
                }
            }
        }
    };
}

flags! {
    /// A verb of saying, which stands beside quoted words: “The road is closed,” Ana Ruiz *noted*.
    Says "says"
    /// A verb of saying that reports wherever it has a subject and a "that" clause, quotation marks or none.
    States "states"
    /// A verb of saying whose finite forms are hardly ever anything else: "said", "told", "replied". Only its past and
    /// third person bear the flag.
    Plain "plain"
    /// A verb of saying that names who is told right after it: "told the council".
    Tells "tells"
    /// A verb for what somebody does with a statement: "*released* a statement".
    Issues "issues"
    /// A verb of thinking, wanting or fearing.
    Thinks "thinks"
    /// An adjective or noun that is a state of mind: "is *afraid* that", "the *belief* that".
    Mind "mind"
    /// An article or demonstrative: "the", "this".
    Definite "definite"
    /// A possessive that begins a noun phrase: "his".
    Possessive "possessive"
    /// An indefinite article, or a word that stands in its place: "a", "another".
    Indefinite "indefinite"
    /// A numeral or quantifier that begins a noun phrase: "two", "many".
    Quantifier "quantifier"
    /// A preposition, conjunction, relative pronoun or auxiliary: no noun phrase goes on with it.
    EndsPhrase "ends-phrase"
    /// A finite auxiliary or a subject pronoun: no noun phrase goes on with it, even with its prepositions.
    StopsPhrase "stops-phrase"
    /// A word for people whom the text doesn't name: "some said".
    Somebody "somebody"
    /// A word before a title, for whoever stands in for its bearer: "vice", "deputy".
    Deputy "deputy"
    /// A noun for a person: "senator".
    Person "person"
    /// A noun for a body: "ministry".
    Body "body"
    /// A noun for a place: "country".
    Place "place"
    /// A noun for a text that can speak: "report".
    Document "document"
    /// A noun or title for a man.
    Male "male"
    /// A noun or title for a woman.
    Female "female"
    /// A noun for somebody's relative: "wife".
    Family "family"
    /// A noun for one of somebody's people, of whom there is mostly only one: "doctor". Lawyers and spokesmen
    /// are not among them: theirs change from sentence to sentence. Relatives have a flag of their own.
    OneOfEach "one-of-each"
    /// A noun that says what somebody is to another, and so little where the text doesn't say to whom: "sister",
    /// "rival".
    Relation "relation"
    /// A noun for what a body publishes in its own name: "the poll".
    Finding "finding"
    /// A noun for what the press prints: "the editorial".
    Printed "printed"
    /// A noun for what somebody writes or says to somebody: "the letter".
    Letter "letter"
    /// A noun by which the person spoken of is taken up again without more: "the senator".
    ReturningPerson "returning-person"
    /// A noun by which the body spoken of is taken up again: "the company".
    ReturningBody "returning-body"
    /// A noun for people whom an article quotes without naming them: "the official".
    Anonymous "anonymous"
    /// An office of which a country or a city has one: the text says who holds it, or means whoever does.
    Office "office"
    /// An office whose holder everybody knows, so that its title stands beside the name.
    HeadOfState "head-of-state"
    /// A verb for what sums do: "sales *fell* 4%".
    Moves "moves"
    /// A verb of speaking to somebody, who is the subject of its passive: "was *asked*". Verbs with the flag `tells`
    /// are such verbs too.
    Addresses "addresses"
    /// A noun for what something is said in or at: "in a *filing*".
    Occasion "occasion"
    /// A noun for those who are told something: "told *reporters*".
    Hearer "hearer"
    /// A noun for what somebody issues, before its words: "a *statement*:".
    Issued "issued"
    /// A noun for somebody who speaks in a transcript without a name: "THE *WITNESS*:".
    SpeaksInTurns "speaks-in-turns"
    /// A label before a colon, and not the name of somebody who speaks: "Price:".
    Label "label"
    /// A word in brackets behind a caption, before who made the picture: "(*Supplied*: …)".
    Credit "credit"
    /// A noun behind a number for what a page counts: "1.2k *shares*".
    PageCount "page-count"
    /// A word between a document and whoever made it: a report *released* by Acme.
    Released "released"
    /// A verb of not doing what somebody is asked to: *declined* to comment.
    Declines "declines"
    /// A verb for what somebody declines to do, after a verb of declining and "to": declined to *comment*.
    Withheld "withheld"
    /// A verb of answering, which reports nothing where it is negated: did not *respond*.
    Answering "answering"
    /// A word before "to" that says what is expected of somebody, and not by whom: is *due* to leave.
    Foreseen "foreseen"
    /// A verb for how something looks, which doesn't say to whom: *seemed* tired.
    Seems "seems"
    /// A word before a name that somebody or something is given: a plan *dubbed* “the wall”.
    GivesName "gives-name"
    /// A noun that can speak before the colon of a headline, without being a name: "*Poll*: Few use the bridge".
    SpeaksInHeadlines "speaks-in-headlines"
    /// A preposition between a document and whoever made it, or whomever it is about: a report *by* Acme.
    JoinsDocument "joins-document"
    /// A noun for what things depend on, not for somebody who says them: "according to *age*".
    Standard "standard"
    /// A word in the names of those who publish or broadcast: "Herald".
    Media "media"
    /// A title before a person's name: "Mr", "Sen".
    Title "title"
    /// An abbreviation that keeps its full stop: "Mr.".
    Short "short"
    /// An abbreviation that keeps its full stop only where it has a capital, because it is also a word: "Calif.",
    /// "Pres.".
    ShortIfCapital "short-if-capital"
    /// An abbreviation that keeps its full stop only before a number, because it is also a word: "No. 5".
    ShortBeforeNumber "short-before-number"
    /// The short form of a state of the United States.
    StateShort "state-short"
    /// A noun of games: "striker", "match". A text with several of them is about sport.
    Sport "sport"
    /// A verb of which one side is the subject and the other the object: "beat".
    Defeats "defeats"
    /// A verb of which one side is the subject: "won".
    Plays "plays"
    /// The last word in the names of laws, treaties, prizes and events: "the Clean Rivers Act".
    Event "event"
    /// The first word in the names of events, before "of": "the Battle of Hartsend".
    EventOf "event-of"
    /// A noun for a work: "novel", "film".
    Work "work"
    /// A small word in the names of persons: "van", "bin".
    Particle "particle"
    /// A country.
    Country "country"
    /// A state of the United States.
    UsState "us-state"
    /// One of the commonest English words, and one that few other languages have.
    Common "common"
    /// A common word of another language.
    Foreign "foreign"
    /// The name of a month, in full or short.
    Month "month"
    /// A word beside a date that says when something was written: "updated", "on", "Monday".
    Dateline "dateline"
    /// A word or letters after a time of day: "pm", "GMT".
    Clock "clock"
    /// A word that, with a capital, begins a sentence far oftener than it is a name: "Although".
    Opener "opener"
    /// A word that, with a capital, begins answers after "A.": "Absolutely".
    Answers "answers"
    /// What is left of a longer word after an apostrophe: 'em, 'tis.
    Elided "elided"
    /// A word that no sentence and no title ends in: "the", "of".
    Hanging "hanging"
    /// The first part of words that are written with a hyphen: "well-known", "self-rule".
    FirstPart "first-part"
    /// A label or button of a web page, and nothing else: "share this article".
    Page "page"
    /// A word that menus have, and sentences too: "sport".
    Menu "menu"
    /// The heading of a list of links: "most read".
    HeadsLinks "heads-links"
    /// The heading of readers' comments.
    HeadsComments "heads-comments"
    /// A button beside a reader's comment: "reply".
    CommentButton "comment-button"
    /// A link at the end of a paragraph: "… » read more".
    LinkEnd "link-end"
    /// The beginning of paragraphs that are no part of an article, if they are short: "sign up ".
    BeginsPage "begins-page"
    /// The beginning of the caption of a picture: "photo by".
    BeginsCaption "begins-caption"
}

/// A set of flags, a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags([u64; 2]);

// There is a bit for each flag.
const _: () = assert!(Flag::COUNT <= 128);

impl Flags {
    /// Whether the set holds `flag`.
    #[inline]
    pub fn has(self, flag: Flag) -> bool {
        self.0[flag as usize / 64] >> (flag as u32 % 64) & 1 == 1
    }

    /// Adds a flag.
    pub fn add(&mut self, flag: Flag) {
        self.0[flag as usize / 64] |= 1 << (flag as u32 % 64);
    }

    /// Adds all flags of another set.
    pub fn add_all(&mut self, other: Flags) {
        self.0[0] |= other.0[0];
        self.0[1] |= other.0[1];
    }

    /// The set without a flag.
    pub fn without(mut self, flag: Flag) -> Flags {
        self.0[flag as usize / 64] &= !(1 << (flag as u32 % 64));
        self
    }
}
