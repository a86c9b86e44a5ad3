//! Cases of letters beyond Rust's own: titles, folding, and what they make of whole texts.

use super::unicode::is_title;
use super::unicode_tables::{FOLD, TITLE};

fn find(table: &'static [(char, &'static str)], c: char) -> Option<&'static str> {
    let at = table.binary_search_by_key(&c, |&(key, _)| key).ok()?;
    table.get(at).map(|&(_, value)| value)
}

/// Appends a character in the form for titles.
fn push_title(out: &mut String, c: char) {
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_uppercase()),
        '\u{10d0}'..='\u{10ff}' => out.push(c),
        _ => match find(TITLE, c) {
            Some(title) => out.push_str(title),
            None => out.extend(c.to_uppercase()),
        },
    }
}

/// Whether a character has a case.
pub fn is_cased(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase() || is_title(c)
}

/// The rest of a text in lower case; the whole decides about a final sigma.
fn push_lower_rest(out: &mut String, text: &str, from: usize) {
    let rest = text.get(from..).unwrap_or_default();
    if !rest.contains('Σ') {
        out.extend(rest.chars().flat_map(char::to_lowercase));
        return;
    }
    let head = text.get(..from).unwrap_or_default().to_lowercase();
    let lowered = text.to_lowercase();
    out.push_str(lowered.get(head.len()..).unwrap_or_default());
}

/// `str.capitalize`
pub fn capitalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        let (first, rest) = text.split_at(text.len().min(1));
        out.push_str(first);
        out.push_str(rest);
        out[..first.len()].make_ascii_uppercase();
        out[first.len()..].make_ascii_lowercase();
        return out;
    }
    if let Some(first) = text.chars().next() {
        push_title(&mut out, first);
        push_lower_rest(&mut out, text, first.len_utf8());
    }
    out
}

/// `str.title`
pub fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        let mut inside = false;
        out.extend(text.chars().map(|c| {
            let was_inside = std::mem::replace(&mut inside, c.is_ascii_alphabetic());
            match was_inside {
                true => c.to_ascii_lowercase(),
                false => c.to_ascii_uppercase(),
            }
        }));
        return out;
    }
    let mut rest = text;
    while let Some(start) = rest.find(is_cased) {
        out.push_str(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|c| !is_cased(c)).unwrap_or(word.len());
        out.push_str(&capitalize(&word[..end]));
        rest = &word[end..];
    }
    out.push_str(rest);
    out
}

/// `str.swapcase`
pub fn swap(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        out.extend(text.chars().map(|c| match c.is_ascii_uppercase() {
            true => c.to_ascii_lowercase(),
            false => c.to_ascii_uppercase(),
        }));
        return out;
    }
    for (at, c) in text.char_indices() {
        if c == 'Σ' {
            // Lowered where it stands, for the sake of its final form.
            let end = at + c.len_utf8();
            let head = text[..at].to_lowercase();
            let upto = text[..end].to_lowercase();
            let ends_word = !text[end..].chars().next().is_some_and(char::is_alphabetic);
            out.push_str(if ends_word { &upto[head.len()..] } else { "σ" });
        } else if c.is_uppercase() {
            out.extend(c.to_lowercase());
        } else if c.is_lowercase() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// `str.casefold`
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Cherokee was given lower case late: it folds to upper case.
            '\u{13a0}'..='\u{13f5}' => out.push(c),
            '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => out.extend(c.to_uppercase()),
            _ => match find(FOLD, c) {
                Some(folded) => out.push_str(folded),
                None => out.extend(c.to_lowercase()),
            },
        }
    }
    out
}

/// `str.islower` (or `isupper`): some character has the wanted case, none another.
pub fn all_cased(text: &str, wanted: fn(char) -> bool) -> bool {
    let mut any = false;
    for c in text.chars() {
        if wanted(c) {
            any = true;
        } else if is_cased(c) {
            return false;
        }
    }
    any
}

/// `str.istitle`
pub fn is_titled(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for c in text.chars() {
        let upper = c.is_uppercase() || is_title(c);
        let lower = !upper && c.is_lowercase();
        if upper && inside || lower && !inside {
            return false;
        }
        inside = upper || lower;
        any |= inside;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        assert_eq!(title("they're ǆ ﬁx"), "They'Re ǅ Fix");
        assert_eq!(capitalize("ΑΣ"), "Ας");
        assert_eq!(fold("Straße ς"), "strasse σ");
        assert_eq!(swap("aBß"), "AbSS");
        assert!(is_titled("Ab Cd 1") && !is_titled("AB") && !is_titled(""));
    }
}
