//! Signs that a reader sees as another character or not at all: HTML tags and entities, Markdown emphasis and links,
//! soft hyphens and characters without width.

use crate::text::Span;

/// A change to the text: bytes that are left out, or read as another character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes of the original text that are replaced or left out.
    pub span: Span,
    /// The character that is read in their place; none where they are left out.
    pub replacement: Option<char>,
}

/// An HTML tag.
pub(super) struct Tag {
    /// The length of the tag in bytes, with `<` and `>`.
    pub length: usize,
    /// What the element of the tag is to a reader.
    pub kind: TagKind,
    /// Whether it is an end tag: `</p>`.
    pub closes: bool,
}

/// What an element of HTML is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    /// A part of a line: `b`, `a`, `span`.
    Inline,
    /// A block: what it holds stands on lines of its own.
    Block,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// The caption of a figure.
    Caption,
}

/// The most bytes from the end of a tag's name to its `>`. What is longer is no tag, so that a text full of `<` takes
/// linear time.
const LONGEST_TAG: usize = 600;

/// Reads the HTML tag at byte `at`. Only elements that news pages have are known: `<Kim>` is no tag.
pub(super) fn tag(text: &str, at: usize) -> Option<Tag> {
    let rest = text[at..].strip_prefix('<')?;
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let name = &rest[..rest.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let kind = element(name)?;
    let after = &rest.as_bytes()[name.len()..];
    if !after.first().is_some_and(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t')) {
        return None;
    }
    let length = after.iter().take(LONGEST_TAG).position(|&byte| byte == b'>')?;
    // "a < b" and "c > d" on two lines are no tag; an attribute has an equals sign.
    let attributes = &rest[name.len()..name.len() + length];
    let plain = attributes.trim_matches(['/', ' ', '\n', '\r', '\t']);
    if attributes.contains('<') || !(plain.is_empty() || plain.contains('=') || plain == "hidden" || plain == "open") {
        return None;
    }
    Some(Tag { length: 1 + usize::from(closes) + name.len() + length + 1, kind, closes })
}

fn element(name: &str) -> Option<TagKind> {
    let mut small = [0; 10];
    let small = small.get_mut(..name.len())?;
    small.copy_from_slice(name.as_bytes());
    small.make_ascii_lowercase();
    Some(match &*small {
        b"a" | b"abbr" | b"b" | b"cite" | b"code" | b"del" | b"em" | b"font" | b"i" | b"ins" | b"mark" | b"q"
        | b"s" | b"small" | b"span" | b"strong" | b"sub" | b"sup" | b"time" | b"u" | b"img" => TagKind::Inline,
        b"article" | b"aside" | b"blockquote" | b"body" | b"br" | b"dd" | b"div" | b"dl" | b"dt" | b"figure"
        | b"footer" | b"header" | b"hr" | b"html" | b"main" | b"nav" | b"ol" | b"p" | b"section" | b"table"
        | b"tbody" | b"td" | b"th" | b"thead" | b"tr" | b"ul" => TagKind::Block,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => TagKind::Heading,
        b"li" => TagKind::Item,
        b"figcaption" => TagKind::Caption,
        _ => return None,
    })
}

/// Whether a text has HTML tags: one that closes an element, or a line break.
pub(super) fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        tag(text, at).is_some_and(|tag| tag.closes || text[at..at + tag.length].to_ascii_lowercase().starts_with("<br"))
    })
}

/// Whether a text is the HTML source of a page, where a line break is a space and tags make the paragraphs.
pub(super) fn is_source(text: &str) -> bool {
    text.contains("</p>") || text.contains("</P>")
}

/// Whether a byte can begin an edit.
#[inline]
fn may_begin_edit(byte: u8) -> bool {
    matches!(byte, b'&' | b'*' | b'_' | b'<' | b'[' | b']' | b'!' | 0xc2 | 0xe2 | 0xef)
}

/// Whether a paragraph has signs that may be mark-up, or characters that are never seen: one without them needs no edits.
pub(super) fn has_signs(words: &str) -> bool {
    words.chars().any(|c| matches!(c, '&' | '*' | '_' | '<' | '[' | ']' | '!') || is_unseen(c))
}

/// Adds the edits of one line of a paragraph. `tags` says whether the text has HTML tags; `emphasis` holds the marks
/// that earlier lines of the paragraph left open. Edits are in text order, except that both marks of an emphasis are
/// added at its second mark.
pub(super) fn add_edits(text: &str, line: Span, tags: bool, emphasis: &mut Emphasis, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    // The byte where the words of a link end, and how many bytes of the link follow from there.
    let mut link_end = (usize::MAX, 0);
    let mut at = line.start;
    loop {
        at += bytes[at..line.end].iter().position(|&byte| may_begin_edit(byte)).unwrap_or(line.end - at);
        if at >= line.end {
            return;
        }
        let rest = &text[at..line.end];
        let mut edit = |length: usize, replacement: Option<char>| {
            edits.push(Edit { span: Span::new(at, at + length), replacement });
            length
        };
        at += match bytes[at] {
            b'&' => entity(rest).map_or(1, |(length, c)| edit(length, Some(c).filter(|&c| !is_unseen(c)))),
            b'<' if tags => tag(&text[..line.end], at).map_or(1, |tag| edit(tag.length, None)),
            b'*' | b'_' => {
                let run = rest.len() - rest.trim_start_matches(char::from(bytes[at])).len();
                emphasis.read(text, line, at, run, edits);
                run
            }
            b'!' => link(&rest[1..]).map_or(1, |(words, length)| edit(1 + words + length, None)),
            b'[' => link(rest).map_or(1, |(words, length)| {
                link_end = (at + words, length);
                edit(1, None)
            }),
            b']' if at == link_end.0 => edit(link_end.1, None),
            _ => {
                let c = rest.chars().next().unwrap_or(' ');
                if is_unseen(c) { edit(c.len_utf8(), None) } else { c.len_utf8() }
            }
        };
    }
}

/// Whether a character is never seen: hyphens and spaces for line breaking, byte order marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Reads the Markdown link `[words](address)` at the start of `rest`: how many bytes stand before the `]`, and how many
/// from there to the end of the link.
fn link(rest: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 400;
    let bytes = rest.as_bytes();
    if bytes.first() != Some(&b'[') {
        return None;
    }
    let words = bytes.iter().take(LONGEST).position(|&byte| byte == b']')?;
    if bytes.get(words + 1) != Some(&b'(') {
        return None;
    }
    let address = bytes[words + 2..].iter().take(LONGEST).position(|&byte| matches!(byte, b')' | b' ' | b'\n'))?;
    (bytes[words + 2 + address] == b')').then_some((words, address + 3))
}

/// The runs of `_` and `*` that may begin an emphasis: for each sign and each length from one to three, the byte of the
/// last run.
#[derive(Default)]
pub(super) struct Emphasis {
    open: [Option<usize>; 6],
}

impl Emphasis {
    /// Reads a run of `run` times `*` or `_` at byte `at`. Where it ends an emphasis, both of its runs are left out;
    /// else it may begin one.
    fn read(&mut self, text: &str, line: Span, at: usize, run: usize, edits: &mut Vec<Edit>) {
        if run > 3 {
            return;
        }
        let star = text.as_bytes()[at] == b'*';
        let open = &mut self.open[run - 1 + 3 * usize::from(star)];
        let before = text[line.start..at].chars().next_back();
        let after = text[at + run..line.end].chars().next();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // "5*3", "snake_case" and "f**k" have letters on both sides.
        if let Some(start) = *open
            && !space(before)
            && (!letter(after) || star && run > 1 && !letter(before))
        {
            for at in [start, at] {
                edits.push(Edit { span: Span::new(at, at + run), replacement: None });
            }
            *open = None;
        } else if !space(after) && !letter(before) {
            *open = Some(at);
        }
    }
}

/// Reads the HTML entity at the start of `rest`: its length in bytes, and the character that it stands for.
fn entity(rest: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 10;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[1..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16)).ok()?;
            // Old pages mean the characters of Windows-1252 by these numbers.
            let code = if (128..160).contains(&code) { WINDOWS[code as usize - 128] as u32 } else { code };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
        None => ENTITIES.iter().find(|(entity, _)| *entity == name)?.1,
    };
    // "&amp;quot;" was encoded twice.
    if c == '&'
        && let Some((length, twice)) = nested_entity(&rest[end + 1..])
    {
        return Some((end + 1 + length, twice));
    }
    Some((end + 1, c))
}

/// Reads the rest of an entity whose `&` was an entity itself: its length in bytes, and the character that it stands
/// for.
fn nested_entity(rest: &str) -> Option<(usize, char)> {
    let end = rest.bytes().take(8).position(|byte| byte == b';')?;
    let found = ENTITIES.iter().find(|(entity, _)| *entity == &rest[..end] && *entity != "amp")?;
    Some((end + 1, found.1))
}

const ENTITIES: &[(&str, char)] = &[
    ("quot", '"'),
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{a0}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("bdquo", '„'),
    ("sbquo", '‚'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("pound", '£'),
    ("euro", '€'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("frac12", '½'),
    ("shy", '\u{ad}'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("Eacute", 'É'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("Oslash", 'Ø'),
    ("Aring", 'Å'),
];

/// What the code points 128 to 159 mean in Windows-1252.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];
