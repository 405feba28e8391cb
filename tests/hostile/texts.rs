//! Makes big texts, each of a kind that might be hard for some stage. All words are invented.

/// A kind of text: its name, and a function that makes such a text of about so many bytes.
pub type Kind = (&'static str, fn(usize) -> String);

/// Repeats a piece up to about so many bytes.
fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

/// Puts together the pieces that `piece` makes of 0, 1, 2, …, up to about so many bytes.
fn counted(bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 100);
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        text += &piece(n);
    }
    text
}

/// Makes a word of a number, a different one for each: "Bacoda".
pub fn word(n: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "lo", "mu", "na", "po", "ri", "sa", "te", "vu", "wa", "xi",
        "yo", "zu",
    ];
    let mut word = String::new();
    let mut rest = n + 20;
    while rest > 0 {
        word += SYLLABLES[rest % 20];
        rest /= 20;
    }
    word[..1].to_uppercase() + &word[1..]
}

macro_rules! of {
    (|$n:ident| $piece:expr) => {
        |bytes| counted(bytes, |$n| $piece)
    };
    ($piece:expr) => {
        |bytes| repeated($piece, bytes)
    };
}

/// A short text like an ordinary article.
pub const ARTICLE: &str = "Ferry line to Oster Island will end\n\n\
    The ferry to Oster Island will stop running in May, the county said on Monday.\n\n\
    \"We have run out of boats,\" said Maria Lindqvist, the county's transport chief. \"Nobody wanted this.\"\n\n\
    Peter Vance, who has fished there for forty years, was angry. He said the county had never asked anyone. \
    “They ‘forgot’ us,” he told reporters, adding that $2.5 million had been promised in March 2019.\n\n";

/// All kinds of text.
pub const KINDS: &[Kind] = &[
    ("articles", of!(ARTICLE)),
    ("an article on one line", |bytes| repeated(&ARTICLE.replace('\n', " "), bytes)),
    ("an article without full stops", |bytes| repeated(&ARTICLE.replace(['\n', '.'], " "), bytes)),
    ("one word", of!("a")),
    ("one capital", of!("A")),
    ("spaces", of!(" ")),
    ("line ends", of!("\n")),
    ("windows line ends", of!("\r\n")),
    ("NUL", of!("\0")),
    ("one digit", of!("1")),
    ("digits and commas", of!("1,")),
    ("words", of!("it was so and ")),
    ("lines of a word", of!("so\n")),
    ("straight marks", of!("\"")),
    ("apostrophes", of!("'")),
    ("opening marks", of!("“")),
    ("closing marks", of!("”")),
    ("spaced marks", of!("\" ")),
    ("marks by turns", of!("“‘")),
    ("all marks", of!("\"'“”‘’„«»‹›`´「」")),
    ("quoted letters", of!("\"a\" ")),
    ("a mark a line", of!("\"we go\n")),
    ("an opening mark a paragraph", of!("“We go.\n\n")),
    ("quotations", of!("“We go,” he said. ")),
    ("quotations without a verb", of!("“We go there now.” ")),
    ("one long quotation", |bytes| format!("“{}”, Ana Ruiz said.", repeated("It was so and he said so ", bytes))),
    ("he said", of!("he said ")),
    ("he said, without end", of!("he said that she said that ")),
    ("said between commas", of!("so it is, Ana Ruiz said, and ")),
    ("said that", of!("Ana Ruiz said that it was so. ")),
    ("according to", of!("according to Ana Ruiz, ")),
    ("turns", of!("Ana Ruiz: We go there.\nTom Owens: So do we.\n")),
    ("he", of!("he ")),
    ("they, it", of!("they saw it and ")),
    ("pronouns that speak", of!("He said so. They said so. It said so. We said so. ")),
    ("pronouns without a stop", of!("he said she said they said ")),
    ("who", of!("who, which, who, ")),
    ("descriptions", of!("the mayor saw the company and ")),
    ("descriptions that speak", of!("The mayor said so. A spokesman said no. Two officials said so. ")),
    ("of the of the", of!("the mayor of the town of ")),
    ("appositions", of!("Ana Ruiz, the mayor of Orvale, ")),
    ("one name", of!("Ana Ruiz ")),
    ("one name, a sentence each", of!("Ana Ruiz slept. ")),
    ("distinct people", of!(|n| format!("{} {} slept. ", word(3 * n), word(5 * n)))),
    ("distinct people who speak", of!(|n| format!("“We go,” said {} {}. ", word(3 * n), word(5 * n)))),
    ("one surname", of!(|n| format!("{} Ruiz slept. Ruiz woke. ", word(n)))),
    ("one given name", of!(|n| format!("Ana {} slept. Ana woke. ", word(n)))),
    ("distinct surnames, bare", of!(|n| format!("Mr. {} slept. ", word(7 * n)))),
    ("distinct bodies", of!(|n| format!("The {} {} Company slept. ", word(3 * n), word(5 * n)))),
    ("bodies of one name", of!(|n| format!("The {} Bank of Orvale slept. The Bank slept. ", word(n)))),
    ("acronyms", of!(|n| format!("The {} Bank ({}B) slept. ", word(n), word(n)[..1].to_uppercase()))),
    ("one endless name", of!("Ana ")),
    ("distinct capitals", of!(|n| word(7 * n) + " ")),
    ("titles", of!("President ")),
    ("dates and sums", of!("March 5, 2024 and $2.5 million, 3 per cent, 9:30 a.m. ")),
    ("sums that don't end", of!("$1 million ")),
    ("brackets", of!("(")),
    ("colons", of!(": ")),
    ("hyphens", of!("a-")),
    ("capitals and hyphens", of!("A-a")),
    ("dots between letters", of!("a.")),
    ("abbreviations", of!("U.S. Mr. ")),
    ("apostrophes between letters", of!("a'")),
    ("contractions", of!("n't")),
    ("addresses", of!("http://")),
    ("www", of!("www.:")),
    ("ellipses", of!(". . . ")),
    ("question marks", of!("So? ")),
    ("combining marks", of!("\u{301}")),
    ("letters with marks", of!("e\u{301}")),
    ("joined emoji", of!("👩\u{200d}")),
    ("flags", of!("🇺🇾")),
    ("Chinese", of!("他说“今天天气很好”。")),
    ("right to left", of!("قالت آنا: \u{202e}«نعم» \u{202c}")),
    ("bytes of garbage", of!("\u{fffd}\u{1}x\u{7f}")),
    // Texts with the layout that pasted texts have.
    ("mail in mail", of!("> > >> > ")),
    ("mail in mail, a line each", of!("> > > it was so,\n> > and he\n")),
    ("wrapped lines", of!("it was so and he said that the\nroad was closed, and that no\n")),
    ("words broken at line ends", of!("it was re-\nbuilt and re-\n")),
    ("lists", of!("- * • 1. it was so\n")),
    ("headings", of!("# ## It was so\n\n")),
    ("emphasis that opens", of!("**a ")),
    ("emphasis that closes", of!("a** ")),
    ("emphasis by turns", of!("*a _b ")),
    ("links", of!("[it was so](https://a.example/b) ")),
    ("links that open", of!("[a](")),
    ("brackets that open", of!("[")),
    ("pictures", of!("![")),
    ("tags", of!("<p>it was so</p>")),
    ("tags that open", of!("<div>")),
    ("tags that don't end", of!("<a b=\"c\" ")),
    ("line breaks as tags", of!("it was so<br>")),
    ("entities", of!("&nbsp;&amp;&#8220;&#x1f309;")),
    ("entities that don't end", of!("&#")),
    ("soft hyphens", of!("re\u{ad}built\u{200b} ")),
    ("furniture", of!("Read more\nAdvertisement\nShare this article\n\n")),
    ("furniture between words", of!("It was so, and he said\n\nAdvertisement\n\nthat it would stay so.\n\n")),
    ("bylines", of!("By Ana Ruiz\n\n")),
    ("datelines", of!("TRUJILLO, May 5 — It was so.\n\n")),
    ("questions and answers", of!("Q: So?\nA. So.\nTHE COURT: So.\n")),
];
