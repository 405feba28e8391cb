//! Tests of the HTML export: it holds the whole text, and nothing of the text becomes mark-up.

use crate::fixtures::{TEXT, all_of, annotations};
use whosaid::Annotations;
use whosaid::export::html;

/// Texts that would run a script or load something if they came through as mark-up.
const ATTACKS: [&str; 16] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</mark></p><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "<\u{0}script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<base href=//example.org><meta http-equiv=refresh content=0;url=//example.org>",
];

/// All tags of a page, in order: what stands between `<` and `>`. Escaped text has neither sign.
fn tags(html: &str) -> Vec<&str> {
    let body = &html[html.find("</style>").expect("the style ends")..];
    body.split('<').skip(1).map(|tag| tag.split_once('>').expect("each tag ends").0).collect()
}

#[test]
fn html_takes_nothing_from_the_text_as_mark_up() {
    let harmless = html::page("plain", &all_of("plain", "plain"), Some("plain"));
    let names = |html: &str| -> Vec<String> {
        tags(html).iter().map(|tag| tag.split([' ', '\n']).next().unwrap().to_owned()).collect()
    };
    let attributes = |html: &str| tags(html).concat().matches('=').count();
    for attack in ATTACKS {
        let page = html::page(attack, &all_of(attack, attack), Some(attack));
        assert_eq!(names(&page), names(&harmless), "{attack}");
        // Text in an attribute can't contain the quotation marks that enclose it, so their number must be what the exporter writes.
        let quotes = |html: &str| html.matches('"').count();
        assert_eq!(quotes(&page), quotes(&harmless), "{attack}");
        assert_eq!(page.matches('\'').count(), harmless.matches('\'').count(), "{attack}");
        assert!(!page.contains('\0'));
        assert!(attributes(&page) >= attributes(&harmless));
        assert_eq!(page.matches("<style").count(), 1);
        assert!(!page[page.find("</style>").unwrap()..].contains("<script"));
        assert_eq!(page.matches("<title>").count(), 1);
    }
}

#[test]
fn html_shows_the_whole_text_in_order_a_paragraph_a_line() {
    let page = html::page(TEXT, &annotations(), None);
    check_page(&page, TEXT);
    let article = page.split("<article>").nth(1).unwrap().split("</article>").next().unwrap();
    assert_eq!(article.matches("<p ").count(), 2);
}

#[test]
fn html_marks_what_is_said_by_whom_and_links_both_ways() {
    let page = html::page(TEXT, &annotations(), Some("A & B"));
    assert!(page.contains("<title>A &amp; B</title>"));
    assert!(page.contains("<p class=\"about\">3 quotations, 2 speakers</p>"));
    for number in 1..=3 {
        for part in ["id=\"q", "href=\"#q", "id=\"w", "href=\"#w"] {
            assert_eq!(page.matches(&format!("{part}{number}\"")).count(), 1, "{part}{number}");
        }
    }
    assert!(page.contains("class=\"s0\" title=\"Mina Okafor: direct, 88% sure; cue-verb, pronoun\""));
    assert!(page.contains("class=\"s1 within thought unsure\" title=\"Ben Tarr: mixed, thought, denied, 25% sure;"));
    assert!(page.contains("class=\"nobody indirect\" title=\"Nobody named: indirect, 50% sure;"));
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("http://") && !page.contains("https://"), "it asks for nothing from elsewhere");
    assert!(html::page("", &Annotations::default(), None).contains("No quotation was found"));
}

#[test]
fn what_two_say_together_stands_under_each_and_is_linked_once() {
    let mut annotations = annotations();
    annotations.quotations[1].speakers = vec![2, 0];
    let page = html::page(TEXT, &annotations, None);
    check_page(&page, TEXT);
    assert!(page.contains("title=\"Ben Tarr and Mina Okafor: mixed"), "{page}");
    assert_eq!(page.matches("href=\"#q2\"").count(), 2);
    assert_eq!(page.matches("id=\"w2\"").count(), 1);
}

/// Checks that the elements of a page nest, and that its article has the words of `text`.
pub fn check_page(page: &str, text: &str) {
    let mut open = Vec::new();
    for tag in tags(page) {
        match tag.strip_prefix('/') {
            Some("style" | "head" | "html") => {}
            Some(name) => assert_eq!(open.pop(), Some(name), "in {page}"),
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "in {page}");

    let article = page.split("<article>").nth(1).unwrap().split("</article>").next().unwrap();
    let shown: String = article
        .split('<')
        .skip(1)
        .filter_map(|piece| piece.split_once('>'))
        .filter(|(tag, _)| !tag.starts_with("a ")) // The number of a quotation is a link, and no part of the article's text.
        .map(|(_, text)| text)
        .collect();
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let words = |text: &str| text.replace('\0', "\u{fffd}").split_whitespace().collect::<String>();
    assert_eq!(words(&shown.replace("&amp;", "&")), words(text));
}
