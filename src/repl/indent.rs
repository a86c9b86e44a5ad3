//! How far the next line of a block is indented.

use crate::source::tokens::{Fault, Kind, Tokens, tokenize};

const STEP: &str = "    ";

/// The spaces with which the line after `text` begins.
pub fn next(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or(text);
    let spaces: String = line
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .collect();
    let tokens = tokenize(text);
    if !tokens.open.is_empty() || line.trim().is_empty() {
        return spaces;
    }
    let words: Vec<&str> = tokens
        .list
        .iter()
        .filter(|t| matches!(t.kind, Kind::Op | Kind::Keyword | Kind::Name))
        .filter(|t| t.end as usize > text.len() - line.len())
        .filter_map(|t| tokens.text.get(t.start as usize..t.end as usize))
        .collect();
    if ends_with_colon(&tokens) {
        return spaces + STEP;
    }
    match words.first() {
        Some(&("return" | "pass" | "break" | "continue" | "raise")) => {
            spaces.strip_suffix(STEP).unwrap_or(&spaces).to_owned()
        }
        _ => spaces,
    }
}

fn ends_with_colon(tokens: &Tokens) -> bool {
    let last = tokens
        .list
        .iter()
        .rev()
        .find(|t| !t.is_placeless() && t.kind != Kind::Newline && t.end > t.start);
    last.is_some_and(|t| tokens.text.get(t.start as usize..t.end as usize) == Some(":"))
}

/// Whether a string, usually a triple-quoted one, is open at the end of `text`.
pub fn is_inside_string(text: &str) -> bool {
    matches!(tokenize(text).fault, Some(Fault::UnclosedString { .. }))
}

#[cfg(test)]
mod tests {
    use super::{is_inside_string, next};

    #[test]
    fn blocks_go_in_and_out() {
        assert_eq!(next("if x:"), "    ");
        assert_eq!(next("if x:  # why"), "    ");
        assert_eq!(next("def f():\n    if x:\n        return 1"), "    ");
        assert_eq!(next("for x in y:\n    print(x)"), "    ");
        assert_eq!(next("x = [1,"), "");
        assert_eq!(next("d = {'a':"), "");
        assert_eq!(next("class 类:"), "    ");
    }

    #[test]
    fn strings_stay_open() {
        assert!(is_inside_string("x = '''a"));
        assert!(!is_inside_string("x = '''a'''\nif x:"));
        assert!(!is_inside_string("x = (1,"));
    }
}
