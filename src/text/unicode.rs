//! Names of Unicode characters.

/// The name of a code point; `None` where it has none.
pub fn name(point: u32) -> Option<String> {
    unicode_names2::name(char::from_u32(point)?).map(|n| n.to_string())
}

/// The character with a name (or alias), in any case of letters.
pub fn character_named(name: &str) -> Option<char> {
    unicode_names2::character(name)
}
