//! Hash keys of words and phrases, and the folded form in which names are compared.

use crate::learned::features::mix;

/// The hash key of no words, which the keys of all phrases are computed from.
const NOTHING: u64 = 0x243f_6a88_85a3_08d3;

/// The hash key of a phrase, given the key of all its words but the last, and that last word.
pub fn with_word(key: u64, word: &str) -> u64 {
    let (chunks, rest) = word.as_bytes().as_chunks::<8>();
    let key = chunks.iter().fold(key, |key, &chunk| mix(key, u64::from_le_bytes(chunk)));
    let rest = rest.iter().fold(0, |all, &byte| all << 8 | u64::from(byte));
    mix(key, rest ^ (word.len() as u64) << 56)
}

/// The hash key of a phrase, given by its words.
pub fn key(words: &[impl AsRef<str>]) -> u64 {
    words.iter().fold(NOTHING, |key, word| with_word(key, word.as_ref()))
}

/// The hash key of a folded word.
pub fn word_key(word: &str) -> u64 {
    with_word(NOTHING, word)
}

/// The hash key of a phrase, given by the keys of its words. It is not the key that [`key`] makes of the same words.
pub fn row_key(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(NOTHING, mix)
}

/// The hash key of a row of letters, however they are divided into words: "jong" and "un" have the key of "jongun".
pub fn joined<'w>(parts: impl IntoIterator<Item = &'w str>) -> u64 {
    row_key(parts.into_iter().flat_map(str::bytes).map(u64::from))
}

/// Folds a word, as names are compared: lower case, without accents, full stops, apostrophes and hyphens. "Castañeda"
/// becomes "castaneda".
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.chars().filter(|c| !matches!(c, '.' | '\'' | '-')).map(|c| c.to_ascii_lowercase()));
        return out;
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'š' | 'ś' | 'ş' => out.push('s'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'ğ' => out.push('g'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '\u{300}'..='\u{36f}' | '.' | '\'' | '’' | '-' | '‐' | '‑' | '\u{ad}' => {}
            c => out.push(c),
        }
    }
    out
}
