//! Where in which node each character of a text stands, and where in the text an offset of a node is: the word "said"
//! of the text is the code units 6 to 10 of node 3. Also the way from bytes of the text to UTF-16 code units, and back.

use crate::text::Span;

/// Part of a text node; offsets count UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The number of the text node, as [`Builder::text`](super::Builder::text) gave it.
    pub node: usize,
    /// Where the stretch starts in the data of its node, in UTF-16 code units.
    pub start: usize,
    /// Where the stretch ends in the data of its node, in UTF-16 code units.
    pub end: usize,
}

/// A text, and where in which node each of its characters stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextMap {
    pub(super) text: String,
    pub(super) units: usize,
    pub(super) nodes: usize,
    /// The pieces in text order, which is also the order of nodes, and of offsets in a node.
    pieces: Vec<Piece>,
}

/// A stretch that is the same, unit for unit, in the text and in a node, but for white space, which is a
/// space in the text whatever it is in the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Where the piece begins in the text, in bytes.
    byte: usize,
    /// Where the piece begins in the text, in UTF-16 code units.
    unit: usize,
    node: usize,
    /// Where the piece begins in its node, in UTF-16 code units.
    offset: usize,
    bytes: usize,
    units: usize,
}

/// The most bytes of a piece; only its last character may reach beyond. So counting within a piece takes hardly any
/// time.
const LONGEST: usize = 1024;

impl TextMap {
    /// The text, as a reader sees it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The length of the text in UTF-16 code units.
    pub fn len_utf16(&self) -> usize {
        self.units
    }

    /// How many nodes were given, those without words too.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The parts of nodes that a span of bytes covers: one for each node, in order. Gaps and generated marks stand in
    /// no node, so no part covers them.
    pub fn stretches(&self, bytes: Span) -> impl Iterator<Item = Stretch> + '_ {
        self.stretches_utf16(Span { start: self.utf16(bytes.start), end: self.utf16(bytes.end) })
    }

    /// The parts of nodes that a span of UTF-16 code units covers, as [`TextMap::stretches`]. A span that reaches past
    /// the text is cut.
    pub fn stretches_utf16(&self, Span { start, end }: Span) -> impl Iterator<Item = Stretch> + '_ {
        let from = self.pieces.partition_point(|p| p.unit + p.units <= start);
        let to = self.pieces.partition_point(|p| p.unit < end);
        let stretches = self.pieces[from..to.max(from)].chunk_by(|a, b| a.node == b.node).map(move |same| {
            let (first, last) = (&same[0], &same[same.len() - 1]);
            Stretch {
                node: first.node,
                start: first.offset + start.saturating_sub(first.unit),
                end: last.offset + last.units.min(end - last.unit),
            }
        });
        stretches.filter(|stretch| stretch.start < stretch.end)
    }

    /// The place in the text, in UTF-16 code units, of an offset in a node. Any offset has one: what isn't in the text
    /// (collapsed white space, a node without words) has the place where it would stand.
    pub fn utf16_of(&self, node: usize, offset: usize) -> usize {
        let next = self.pieces.partition_point(|p| (p.node, p.offset) <= (node, offset));
        let before = next.checked_sub(1).map(|i| &self.pieces[i]);
        match (before, self.pieces.get(next)) {
            (Some(p), _) if p.node == node => p.unit + p.units.min(offset - p.offset),
            (_, Some(p)) if p.node == node => p.unit,
            (Some(p), _) => p.unit + p.units,
            (None, _) => 0,
        }
    }

    /// Turns a byte offset of the text into UTF-16 code units. An offset within a character counts as the character's
    /// start.
    pub fn utf16(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.units;
        }
        let (from, units) = self.checkpoint(|p| p.byte <= byte);
        let to = self.text.floor_char_boundary(byte);
        units + self.text[from..to].chars().map(char::len_utf16).sum::<usize>()
    }

    /// Turns a UTF-16 offset of the text into bytes. An offset within a surrogate pair counts as the character's start.
    pub fn byte(&self, utf16: usize) -> usize {
        if utf16 >= self.units {
            return self.text.len();
        }
        let (from, mut units) = self.checkpoint(|p| p.unit <= utf16);
        for (i, c) in self.text[from..].char_indices() {
            units += c.len_utf16();
            if units > utf16 {
                return from + i;
            }
        }
        self.text.len()
    }

    /// The place where the last piece begins for which `holds` is true, in bytes and in UTF-16 code units. `holds` is
    /// true of the first pieces, and false of all that follow.
    fn checkpoint(&self, holds: impl Fn(&Piece) -> bool) -> (usize, usize) {
        match self.pieces.partition_point(holds) {
            0 => (0, 0),
            next => (self.pieces[next - 1].byte, self.pieces[next - 1].unit),
        }
    }

    pub(super) fn push_unmapped(&mut self, characters: &str) {
        self.units += characters.chars().map(char::len_utf16).sum::<usize>();
        self.text.push_str(characters);
    }

    pub(super) fn push(&mut self, mut words: &str, node: usize, mut offset: usize) {
        while !words.is_empty() {
            let joined = self.pieces.last().filter(|p| {
                p.node == node
                    && p.byte + p.bytes == self.text.len()
                    && p.offset + p.units == offset
                    && p.bytes < LONGEST
            });
            let room = LONGEST - joined.map_or(0, |p| p.bytes);
            // At least one character, also where it needs more room than there is.
            let first = words.chars().next().map_or(0, char::len_utf8);
            let cut = words.floor_char_boundary(room.min(words.len())).max(first);
            let (head, tail) = words.split_at(cut);
            let units = head.chars().map(char::len_utf16).sum();
            if joined.is_some() {
                let last = self.pieces.len() - 1;
                self.pieces[last].bytes += cut;
                self.pieces[last].units += units;
            } else {
                self.pieces.push(Piece { byte: self.text.len(), unit: self.units, node, offset, bytes: cut, units });
            }
            self.text.push_str(head);
            self.units += units;
            offset += units;
            words = tail;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::WhiteSpace;
    use super::super::pages::page;
    use super::*;

    #[test]
    fn a_span_covers_one_stretch_of_each_node_and_nothing_that_is_in_none() {
        let (map, _) = page("“We |will|,”/ she {x}", WhiteSpace::Collapse);
        assert_eq!(map.text(), "“We will,”\n\nshe “x”");
        let of = |span: &str| {
            let start = map.text().find(span).unwrap();
            map.stretches(Span::new(start, start + span.len())).map(|s| (s.node, s.start, s.end)).collect::<Vec<_>>()
        };
        assert_eq!(of("We will"), [(0, 1, 4), (1, 0, 4)]);
        assert_eq!(of(",”\n\nshe"), [(2, 0, 2), (3, 1, 4)]);
        assert_eq!(of("\n\n"), []);
        assert_eq!(of("“x”"), [(4, 0, 1)]);
        assert_eq!(map.stretches_utf16(Span { start: 5, end: 2 }).count(), 0);
        assert_eq!(map.stretches_utf16(Span { start: 3, end: usize::MAX }).count(), 5);
    }

    #[test]
    fn what_is_not_in_the_text_has_the_place_where_it_would_stand() {
        let (map, _) = page(" \n|  We \n will |  |\u{AD}", WhiteSpace::Collapse);
        assert_eq!(map.text(), "We will");
        let places =
            [(0, 0), (0, 2), (1, 0), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 11), (1, 12), (2, 1), (3, 1)];
        assert_eq!(places.map(|(node, offset)| map.utf16_of(node, offset)), [0, 0, 0, 0, 1, 2, 3, 3, 3, 7, 7, 7, 7]);
    }

    /// Checks what holds for every map: the way to a node and back ends where it began, and what stands in the node is
    /// what stands in the text.
    fn check(map: &TextMap, nodes: &[String]) {
        let units: Vec<u16> = map.text().encode_utf16().collect();
        assert_eq!(map.len_utf16(), units.len());
        let nodes: Vec<Vec<u16>> = nodes.iter().map(|data| data.encode_utf16().collect()).collect();
        let is_space = |unit: u16| [0x20, 9, 10, 12, 13].contains(&unit);
        let mut last = (0, 0);
        for (at, &unit) in units.iter().enumerate() {
            for Stretch { node, start, end } in map.stretches_utf16(Span::new(at, at + 1)) {
                assert!((node, start) >= last, "in order");
                last = (node, end);
                assert_eq!(end, start + 1);
                assert!(nodes[node][start] == unit || (is_space(nodes[node][start]) && unit == 0x20));
                assert_eq!(map.utf16_of(node, start), at);
            }
        }
        for (byte, _) in map.text().char_indices() {
            assert_eq!(map.utf16(byte), map.text()[..byte].encode_utf16().count());
            assert_eq!(map.byte(map.utf16(byte)), byte);
        }
        let mut last = 0;
        for (node, data) in nodes.iter().enumerate() {
            for offset in 0..=data.len() + 1 {
                let at = map.utf16_of(node, offset);
                assert!(at >= last && at <= units.len(), "in order");
                last = at;
            }
        }
    }

    #[test]
    fn the_way_to_a_node_and_back_ends_where_it_began_on_any_page() {
        const PARTS: [&str; 24] = [
            "a", "We will", " ", "  ", "\n", "\t", "é", "“", "👍", "\u{AD}", "\u{A0}", "\u{301}", "|", "|", "|", "/",
            ";", "^", "%", "{", "}", " | ", "/ /", "said.",
        ];
        let mut seed = 0x2545_f491_4f6c_dd1du64;
        for round in 0..800 {
            let mut layout = String::new();
            for _ in 0..round % 40 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                layout.push_str(PARTS[(seed >> 33) as usize % PARTS.len()]);
            }
            for white_space in [WhiteSpace::Collapse, WhiteSpace::Lines, WhiteSpace::Keep] {
                let (map, nodes) = page(&layout, white_space);
                check(&map, &nodes);
                assert_eq!(map.nodes(), nodes.len());
            }
        }
    }

    #[test]
    fn long_nodes_are_cut_where_nobody_sees_it() {
        let data = "Grüße 👍 and more words. ".repeat(400);
        let (map, nodes) = page(&format!("x|{data}|y"), WhiteSpace::Keep);
        check(&map, &nodes);
        let units = data.encode_utf16().count();
        let all: Vec<_> = map.stretches(Span::new(0, map.text().len())).map(|s| (s.node, s.start, s.end)).collect();
        assert_eq!(all, [(0, 0, 1), (1, 0, units), (2, 0, 1)]);
    }
}
