//! The flags that the lists give to words, and their meanings.

/// Declares the variants of [`Flag`], and the name of each in the lists.
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
    /// A verb of saying that has who is told right behind it, without a preposition: "*told* the council".
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
    /// A preposition, conjunction, relative pronoun or auxiliary, before which a noun phrase ends: "of", "who".
    EndsPhrase "ends-phrase"
    /// A finite auxiliary or a subject pronoun, before which a noun phrase ends with all its prepositional phrases:
    /// "the mayor of Ostby | *has*".
    StopsPhrase "stops-phrase"
    /// A word for people whom the text doesn't name: "some said".
    Somebody "somebody"
    /// A word before an office, for somebody who is not its holder: "*vice* president", "*deputy* mayor".
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
    /// A noun for somebody of whom a person mostly has only one: "her *doctor*". Lawyers and spokesmen are not among
    /// them: an article may quote several of one person. Relatives have a flag of their own.
    OneOfEach "one-of-each"
    /// A noun that says what somebody is to another person, and so tells little where the text doesn't say to whom:
    /// "sister", "rival".
    Relation "relation"
    /// A noun that says right before a body's name what it is, and is hardly ever part of it: "*drugmaker* Halcion".
    BeforeName "before-name"
    /// A noun for what a body publishes in its own name: "the poll".
    Finding "finding"
    /// A noun for what the press prints: "the editorial".
    Printed "printed"
    /// A noun for what somebody writes or says to somebody: "the letter".
    Letter "letter"
    /// A noun that with "the" alone can take up a person mentioned before: "the *senator*".
    ReturningPerson "returning-person"
    /// A noun that with "the" alone can take up a body mentioned before: "the *company*".
    ReturningBody "returning-body"
    /// A noun for people whom an article quotes without naming them: "the official".
    Anonymous "anonymous"
    /// An office that one person holds in a country, a city or a body: "mayor". An article mostly says who holds it.
    Office "office"
    /// An office whose holder everybody knows, such as "president" or "pope". An article that means the holder gives
    /// the title beside the name.
    HeadOfState "head-of-state"
    /// A verb before a sum that says how a figure changed: "sales *fell* 4%".
    Moves "moves"
    /// A verb of speaking to somebody, who is the subject of its passive: "was *asked*". Verbs with the flag `tells`
    /// are such verbs, too.
    Addresses "addresses"
    /// A noun for what something is said in or at: "in a *filing*".
    Occasion "occasion"
    /// A noun for those who are told something: "told *reporters*".
    Hearer "hearer"
    /// A noun for what somebody issues, before its words: "a *statement*:".
    Issued "issued"
    /// A noun for what somebody says or thinks of something: “…” was her *verdict*.
    Verdict "verdict"
    /// A noun for somebody who speaks in a transcript without a name: "THE *WITNESS*:".
    SpeaksInTurns "speaks-in-turns"
    /// A label before a colon, and not the name of somebody who speaks: "Price:".
    Label "label"
    /// A word at the start of a picture's credit, in brackets at the end of a caption: "(*Supplied*: …)".
    Credit "credit"
    /// A noun after a number that a page shows about itself: "1.2k *shares*".
    PageCount "page-count"
    /// A word between a document and whoever made it: a report *released* by Acme.
    Released "released"
    /// A verb of declining: "*declined* to comment".
    Declines "declines"
    /// A verb for what somebody declines to do, behind a verb of declining and "to": "declined to *comment*".
    Withheld "withheld"
    /// A word for answering. Where it is negated, nothing is reported: "did not *respond*", "could not be *reached*".
    Answering "answering"
    /// A word before "to" that says what is expected of somebody, but not who expects it: "is *due* to leave".
    Foreseen "foreseen"
    /// A verb for how something looks, which doesn't say to whom: *seemed* tired.
    Seems "seems"
    /// A word before a name that somebody or something is given: a plan *dubbed* “the wall”.
    GivesName "gives-name"
    /// A noun that can speak before the colon of a headline, without being a name: "*Poll*: Few use the bridge".
    SpeaksInHeadlines "speaks-in-headlines"
    /// A preposition between a document and whoever made it, or whomever it is about: a report *by* Acme.
    JoinsDocument "joins-document"
    /// A noun behind "according to" for what something depends on, not for somebody who says it: "according to *age*".
    Standard "standard"
    /// A word in the names of those who publish or broadcast: "Herald".
    Media "media"
    /// A title before a person's name: "Mr", "Sen".
    Title "title"
    /// An abbreviation whose full stop belongs to it and ends no sentence: "Mr.".
    Short "short"
    /// An abbreviation whose full stop belongs to it only where it has a capital, because it is also a word: "Calif.",
    /// "Pres.".
    ShortIfCapital "short-if-capital"
    /// An abbreviation whose full stop belongs to it only before a number, because it is also a word: "No. 5".
    ShortBeforeNumber "short-before-number"
    /// The short form of a state of the United States: "Calif.".
    StateShort "state-short"
    /// A noun of games: "striker", "match". A text with several of them is about sport.
    Sport "sport"
    /// A verb of games with one side as subject and the other as object: "Redcastle *beat* Holmby".
    Defeats "defeats"
    /// A verb of games with a side as subject, and not the other as object: "Redcastle *won*".
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
    /// One of the commonest English words, of those that few other languages have. They show that a text is English.
    Common "common"
    /// A common word of another language. Such words show that a text is not English.
    Foreign "foreign"
    /// The name of a month, in full or short.
    Month "month"
    /// A word in a line that says when an article was written: "updated", "on", "Monday".
    Dateline "dateline"
    /// A word or letters after a time of day: "pm", "GMT".
    Clock "clock"
    /// A word that, with a capital, begins a sentence far oftener than it is a name: "Although".
    Opener "opener"
    /// A word that, with a capital, begins answers behind the mark "A." of an interview: "A. *Absolutely*."
    Answers "answers"
    /// The rest of a longer word, written with an apostrophe in front: 'em, 'tis.
    Elided "elided"
    /// A word that no sentence and no title ends in: "the", "of".
    Hanging "hanging"
    /// The first part of words that are written with a hyphen: "well-known", "self-rule".
    FirstPart "first-part"
    /// A label or button of a web page, and nothing else: "share this article".
    Page "page"
    /// A word that stands in menus, but in articles, too: "sport".
    Menu "menu"
    /// The heading of a list of links: "most read".
    HeadsLinks "heads-links"
    /// The heading of readers' comments.
    HeadsComments "heads-comments"
    /// A button beside a reader's comment: "reply".
    CommentButton "comment-button"
    /// What tells that somebody is dead: "was *killed*", her "*funeral*".
    Death "death"
    /// The words of a link at the end of a paragraph, to the rest of a text: "read more".
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
