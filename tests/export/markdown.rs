//! Tests of the Markdown export: quotations are sorted by speaker, and nothing of the text becomes mark-up.

use crate::fixtures::{TEXT, all_of, annotations};
use whosaid::Annotations;
use whosaid::export::markdown;

#[test]
fn markdown_lists_by_speaker() {
    let expected = "# Who said what\n\n\
        ## Mina Okafor\n\n\
        - **1.** “We never 👍 the plan,” … “and Ben Tarr hopes we ‘drop it’.” (she said; direct, 88% sure)\n\n\
        ## Ben Tarr\n\n\
        - **2.** we ‘drop it’ (Ben Tarr hopes; mixed, thought, denied, 25% sure)\n\n\
        ## Nobody named\n\n\
        - **3.** it (indirect, 50% sure)\n";
    assert_eq!(markdown::who_said_what(TEXT, &annotations()), expected);
    assert!(markdown::who_said_what("", &Annotations::default()).contains("No quotation"));
}

#[test]
fn what_two_say_together_stands_under_each() {
    let mut annotations = annotations();
    annotations.quotations[1].speakers = vec![0, 2];
    let markdown = markdown::who_said_what(TEXT, &annotations);
    assert_eq!(markdown.matches("- **2.** we ‘drop it’").count(), 2, "{markdown}");
}

#[test]
fn markdown_escapes_what_would_be_mark_up() {
    for (text, expected) in [
        ("a *b* _c_ `d` ~e~", "a \\*b\\* \\_c\\_ \\`d\\` \\~e\\~"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](http://example.org/a.png)", "!\\[x\\](http\\://example.org/a.png)"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("AT&amp;T", "AT\\&amp;T"),
        ("from $5 to $6", "from \\$5 to \\$6"),
        ("www.example.org, a@example.org", "www\\.example.org, a\\@example.org"),
        ("one\n\n# two\n- three\r\n    four", "one \\# two - three four"),
        ("bell\u{7} and escape \u{1b}[31m", "bell\u{fffd} and escape \u{fffd}\\[31m"),
        ("Reuters: fine.", "Reuters: fine."),
    ] {
        let markdown = markdown::who_said_what(text, &all_of(text, "Ann"));
        assert!(markdown.contains(&format!("- **1.** {expected} (")), "{text:?}: {markdown}");
        let lines: Vec<&str> = markdown.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 3, "{markdown}");
    }
}

#[test]
fn nothing_stands_between_the_paragraphs_of_a_quotation() {
    let text = "“The road is closed.\n\n“It will stay closed,” Ana Ruiz said, “until the walls are mended.”\n";
    let listed = markdown::who_said_what(text, &whosaid::annotate(text));
    assert!(listed.contains("“The road is closed. “It will stay closed,” … “until the walls are mended.”"), "{listed}");
}
