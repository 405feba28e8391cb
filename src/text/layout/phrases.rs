//! What pages have around an article, by its words: links, buttons, menus, credits.

use std::ops::Range;

use super::lines::Line;
use super::markup::Edit;
use crate::text::Span;

/// A kind of phrase that a paragraph is, or begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    /// A label or a button of a page, which is nothing else: "Advertisement", "Share this article".
    Page,
    /// A word that menus have, and sentences too: "Sport", "Home".
    Menu,
    /// What heads a list of links: "Most read", "Related stories".
    Links,
    /// What heads the comments of readers.
    Comments,
    /// The words of a picture: "Photo:", "Image caption".
    Caption,
}

/// Labels and buttons of a page.
const PAGE: &[&str] = &[
    "accept cookies",
    "ad",
    "ad feedback",
    "add a comment",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "all rights reserved",
    "article continues below",
    "article continues below advertisement",
    "back to top",
    "bookmark",
    "bookmark this",
    "click here",
    "close",
    "close menu",
    "continue reading",
    "continue reading below",
    "continue reading the main story",
    "copied",
    "copy link",
    "copy url",
    "copyright",
    "create account",
    "donate",
    "download app",
    "download our app",
    "email",
    "email this",
    "email this article",
    "end of advertisement",
    "enlarge image",
    "facebook",
    "follow",
    "follow us",
    "get alerts",
    "get the app",
    "give feedback",
    "image source",
    "instagram",
    "less than a minute",
    "like",
    "link copied",
    "linkedin",
    "listen",
    "listen to article",
    "listen to this article",
    "load more",
    "loading",
    "log in",
    "login",
    "menu",
    "messenger",
    "more options",
    "my account",
    "newsletter sign up",
    "next",
    "next article",
    "next story",
    "open menu",
    "our standards",
    "pinterest",
    "play",
    "play video",
    "previous",
    "previous article",
    "print",
    "print article",
    "print this",
    "privacy policy",
    "reactions",
    "read full article",
    "read full story",
    "read later",
    "read more",
    "read next",
    "reddit",
    "register",
    "reply",
    "report this ad",
    "save",
    "save article",
    "save this article",
    "scroll to continue",
    "scroll to continue with content",
    "search",
    "search icon",
    "see more",
    "see all",
    "share",
    "share article",
    "share full article",
    "share on facebook",
    "share on twitter",
    "share save",
    "share story",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "show comments",
    "show less",
    "show more",
    "sign in",
    "sign out",
    "sign up",
    "sign up now",
    "skip",
    "skip ad",
    "skip advertisement",
    "skip navigation",
    "skip past newsletter promotion",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "sponsor message",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "subscribe today",
    "telegram",
    "terms and conditions",
    "terms of service",
    "terms of use",
    "text size",
    "thanks for reading",
    "thank you for reading",
    "this advertisement has not loaded yet",
    "tweet",
    "twitter",
    "view all",
    "view comments",
    "view gallery",
    "view image in fullscreen",
    "view more",
    "watch",
    "watch live",
    "watch now",
    "whatsapp",
    "youtube",
];

/// Words of menus.
const MENU: &[&str] = &[
    "about",
    "about us",
    "accessibility",
    "arts",
    "audio",
    "books",
    "business",
    "careers",
    "climate",
    "contact",
    "contact us",
    "cookies",
    "crime",
    "crossword",
    "culture",
    "e-paper",
    "economy",
    "editorial",
    "education",
    "entertainment",
    "environment",
    "events",
    "fashion",
    "features",
    "finance",
    "food",
    "football",
    "games",
    "gaming",
    "health",
    "help",
    "home",
    "homepage",
    "horoscopes",
    "international",
    "jobs",
    "latest",
    "latest news",
    "letters",
    "life",
    "lifestyle",
    "live",
    "local",
    "magazine",
    "markets",
    "media",
    "money",
    "more",
    "movies",
    "music",
    "national",
    "news",
    "newsletters",
    "obituaries",
    "opinion",
    "photos",
    "podcasts",
    "politics",
    "privacy",
    "property",
    "puzzles",
    "radio",
    "real estate",
    "science",
    "shop",
    "site map",
    "sitemap",
    "sport",
    "sports",
    "style",
    "tech",
    "technology",
    "television",
    "terms",
    "top stories",
    "topics",
    "travel",
    "tv",
    "uk",
    "us",
    "video",
    "videos",
    "weather",
    "work",
    "world",
];

/// What heads lists of links.
const LINKS: &[&str] = &[
    "also in the news",
    "also on this site",
    "around the web",
    "don't miss",
    "don’t miss",
    "editor's picks",
    "editors' picks",
    "editor’s picks",
    "editors’ picks",
    "elsewhere on the web",
    "explore more",
    "explore more on these topics",
    "featured",
    "from our partners",
    "from the web",
    "further reading",
    "in case you missed it",
    "just in",
    "latest headlines",
    "latest news",
    "latest stories",
    "more from this section",
    "more headlines",
    "more like this",
    "more news",
    "more on this story",
    "more on this topic",
    "more stories",
    "more to explore",
    "more top stories",
    "most commented",
    "most popular",
    "most read",
    "most shared",
    "most viewed",
    "must read",
    "must reads",
    "other stories",
    "people also read",
    "popular now",
    "promoted stories",
    "read also",
    "read more",
    "recent posts",
    "recent stories",
    "recommended",
    "recommended for you",
    "recommended reading",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related internet links",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "related story",
    "related topics",
    "see also",
    "sponsored links",
    "sponsored stories",
    "suggested reading",
    "tags",
    "this story is about",
    "today's top stories",
    "top headlines",
    "top stories",
    "topics",
    "trending",
    "trending now",
    "trending stories",
    "up next",
    "we recommend",
    "what to read next",
    "what's hot",
    "you may also like",
    "you may like",
    "you might also like",
    "you might be interested in",
];

/// What heads readers' comments.
const COMMENTS: &[&str] = &[
    "add your comment",
    "comments",
    "comments are closed",
    "join the conversation",
    "join the discussion",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "reader comments",
    "readers' comments",
    "readers’ comments",
    "top comments",
    "view all comments",
    "what do you think",
    "your comments",
];

/// Beginnings of what is no part of the article, if nothing long follows.
const PAGE_BEGINNINGS: &[&str] = &[
    "©",
    "advertisement ",
    "all rights reserved",
    "also read:",
    "also read |",
    "also see:",
    "by signing up",
    "by subscribing",
    "click here to",
    "click to ",
    "copyright ©",
    "copyright (c)",
    "copyright 19",
    "copyright 20",
    "don't miss:",
    "don’t miss:",
    "don't miss our",
    "download our app",
    "download the ",
    "enter your email",
    "estimated reading time",
    "explore more on",
    "filed under",
    "follow @",
    "follow us on",
    "follow our ",
    "for more stories like",
    "for the latest ",
    "get breaking news",
    "get our free",
    "get the latest",
    "get unlimited access",
    "get your daily",
    "have you got a story",
    "help us improve",
    "if you value our",
    "invalid email",
    "join our whatsapp",
    "join our telegram",
    "join us on",
    "keep reading:",
    "like us on",
    "listen:",
    "listen to this article",
    "listen |",
    "make us your preferred",
    "more on this:",
    "more on:",
    "more stories:",
    "most read:",
    "newsletter:",
    "our standards:",
    "please enable javascript",
    "please try again",
    "privacy notice:",
    "read also:",
    "read also |",
    "read in app",
    "read more:",
    "read more about",
    "read more |",
    "read more at",
    "read more on",
    "read more from",
    "read more »",
    "read next:",
    "read our ",
    "read the full ",
    "read:",
    "reading time:",
    "recommended:",
    "related:",
    "related |",
    "related article:",
    "related articles:",
    "related stories:",
    "related story:",
    "related topics:",
    "see also:",
    "see also |",
    "send us a tip",
    "send your story",
    "share on ",
    "share this ",
    "share via ",
    "show your support",
    "sign up ",
    "sign up:",
    "skip past ",
    "story continues below",
    "subscribe for",
    "subscribe to ",
    "support independent",
    "support our ",
    "tags:",
    "tags |",
    "thanks for signing up",
    "thank you for signing up",
    "this article was originally published",
    "this site is protected by",
    "this video can not be played",
    "to play this video",
    "topics:",
    "topics |",
    "trending:",
    "up next:",
    "video:",
    "want more stories like",
    "watch:",
    "watch |",
    "watch more:",
    "we use cookies",
    "we may earn a commission",
    "you can unsubscribe",
    "you've reached your",
    "your browser does not",
    "your email address will not",
];

/// Beginnings of the words of a picture.
const CAPTION_BEGINNINGS: &[&str] = &[
    "(ap photo",
    "(photo",
    "caption:",
    "composite:",
    "credit:",
    "file photo",
    "file picture",
    "file image",
    "graphic:",
    "handout photo",
    "illustration:",
    "image:",
    "image by",
    "image caption",
    "image courtesy",
    "image credit",
    "image source",
    "images:",
    "photo:",
    "photo by",
    "photo caption",
    "photo courtesy",
    "photo credit",
    "photo illustration",
    "photograph:",
    "photograph by",
    "photographs:",
    "photos:",
    "photos by",
    "picture:",
    "picture by",
    "picture credit",
    "pictured:",
    "pictured above",
    "pictures:",
    "screengrab",
    "screenshot:",
    "source:",
    "stock photo",
    "video caption",
];

/// Words at the end of a paragraph that are a link: "… » Read more".
const LINK_ENDS: &[&str] =
    &["continue reading", "full story", "more", "read full story", "read more", "read on", "see more"];

/// Arrows that stand before links, and between the words of a way through a site.
pub(super) const ARROWS: &[char] = &['»', '›', '→', '▸', '▶', '►', '❯', '⟩'];

/// What a paragraph of a few words is by its words. `small` is in small letters, without marks at its edges.
pub(super) fn phrase(small: &str) -> Option<Phrase> {
    let is = |list: &[&str]| list.contains(&small);
    let begins = |list: &[&str]| list.iter().any(|beginning| small.starts_with(beginning));
    if is(COMMENTS) || counts_comments(small) {
        Some(Phrase::Comments)
    } else if is(LINKS) || small.strip_prefix("more from ").is_some_and(|rest| rest.len() < 40) {
        Some(Phrase::Links)
    } else if begins(CAPTION_BEGINNINGS) {
        Some(Phrase::Caption)
    } else if is(PAGE) || begins(PAGE_BEGINNINGS) {
        Some(Phrase::Page)
    } else if is(MENU) {
        Some(Phrase::Menu)
    } else {
        None
    }
}

/// "24 comments", "Comments (24)".
fn counts_comments(small: &str) -> bool {
    let mut words = small.split([' ', '(', ')']).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.next().is_none() && (number(first) && second.starts_with("comment") || first == "comments" && number(second))
}

/// The most bytes of a paragraph that may be a phrase.
pub(super) const LONGEST: usize = 160;

/// A paragraph in small letters, without marks at its edges.
pub(super) fn small_letters(text: &str) -> String {
    let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | ')' | '?');
    text.trim_matches(edge).to_lowercase()
}

/// Adds what a paragraph has of links at its end, and arrows that are no quotation marks.
pub(super) fn add_edits(text: &str, lines: &[Line], block: &Range<usize>, edits: &mut Vec<Edit>) {
    let span = lines[block.start].span.cover(lines[block.end - 1].span);
    let words = span.of(text);
    if !words.contains(ARROWS) {
        return;
    }
    let mut end = words.len();
    if let Some(at) = words.rfind(ARROWS)
        && let arrow = words[at..].chars().next().map_or(0, char::len_utf8)
        && (words[at + arrow..].trim().is_empty() || LINK_ENDS.contains(&small_letters(&words[at + arrow..]).as_str()))
        && !words[..at].contains(['«', '‹'])
        && words[..at].ends_with(char::is_whitespace)
    {
        // "Read more »"
        let before = words[..at].trim_end();
        let link = LINK_ENDS.iter().find_map(|link| {
            let from = before.len().checked_sub(link.len())?;
            let stop = before.get(..from)?.trim_end();
            let same = before[from..].eq_ignore_ascii_case(link) && stop.ends_with(['.', '!', '?', '”', '"', '’', '…']);
            same.then_some(stop.len())
        });
        end = link.unwrap_or(before.len());
        let cut = Span::new(span.start + end, span.end);
        edits.retain(|edit| edit.span.end <= cut.start);
        edits.push(Edit { span: cut, replacement: None });
    }
    // Arrows that nothing opens, with spaces around.
    let words = &words[..end];
    if !words.contains(['«', '‹']) {
        for (at, arrow) in words.match_indices(['»', '›']) {
            let after = &words[at + arrow.len()..];
            let alone = (at == 0 || words[..at].ends_with(char::is_whitespace))
                && (after.is_empty() || after.starts_with(char::is_whitespace));
            if alone {
                let start = span.start + at;
                edits.push(Edit { span: Span::new(start, start + arrow.len()), replacement: None });
            }
        }
    }
}
