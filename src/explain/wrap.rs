//! Lines that fit the terminal: explanations broken between words.
//!
//! Lines of code, which are indented by four, are left as they are. Between Chinese characters a
//! line may be broken anywhere, but not before a closing mark or after an opening one.

use std::os::fd::AsFd;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that do not begin a line.
const CLOSING: &str = "，。、；：！？）》」』】”’…";

/// Marks that do not end one.
const OPENING: &str = "（《「『【“‘";

/// What is narrower than this is taken for a mistake of the terminal.
const LEAST: usize = 20;

/// The width of a terminal; `None` for what is none.
pub fn width_of(terminal: impl AsFd) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(terminal).ok()?;
    let columns = usize::from(size.ws_col);
    (columns >= LEAST).then_some(columns)
}

/// The text with its long lines broken, for a terminal of so many columns.
pub fn wrap(text: &str, columns: Option<usize>) -> String {
    let Some(columns) = columns else {
        return text.to_owned();
    };
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        if line.starts_with("    ") || line.width() <= columns {
            out.push_str(line);
        } else {
            wrap_line(line, columns, &mut out);
        }
        out.push_str(end);
    }
    out
}

fn wrap_line(line: &str, columns: usize, out: &mut String) {
    // What follows stands under the first word.
    let indent = if line.starts_with("→ ") { "  " } else { "" };
    let mut used = 0;
    for piece in pieces(line) {
        let shown = piece.trim_end_matches(' ');
        if used > 0 && used + shown.width() > columns {
            while out.ends_with(' ') {
                out.pop();
            }
            out.push('\n');
            out.push_str(indent);
            used = indent.width();
        }
        out.push_str(piece);
        used += piece.width();
    }
    while out.ends_with(' ') {
        out.pop();
    }
}

/// The parts between which a line may be broken: words with the spaces after them, and wide
/// characters with the marks that go with them.
fn pieces(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in line.char_indices() {
        let Some(last) = before.replace(c) else {
            continue;
        };
        let wide = |c: char| c.width() == Some(2);
        let after_space = last == ' ' && c != ' ';
        let at_wide =
            (wide(last) || wide(c)) && c != ' ' && !CLOSING.contains(c) && !OPENING.contains(last);
        // The arrow stays with what it points to.
        let is_arrow = line.get(start..at) == Some("→ ");
        if (after_space || at_wide) && !is_arrow {
            found.extend(line.get(start..at));
            start = at;
        }
    }
    found.extend(line.get(start..));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole() {
        let text =
            "→ the name is not known here, in the whole of it\n    code that is long and stays\n";
        let wrapped = wrap(text, Some(20));
        assert_eq!(
            wrapped,
            "→ the name is not\n  known here, in the\n  whole of it\n    code that is long and stays\n"
        );
        assert_eq!(wrap(text, None), text);
        assert_eq!(wrap(text, Some(200)), text);
    }

    #[test]
    fn chinese_is_broken_between_characters() {
        let wrapped = wrap("→ 这个名字还没有定义，请先给它赋值。\n", Some(22));
        assert_eq!(wrapped, "→ 这个名字还没有定义，\n  请先给它赋值。\n");
        for line in wrapped.lines() {
            assert!(line.width() <= 22);
        }
    }

    #[test]
    fn a_word_that_is_too_long_has_a_line_of_its_own() {
        let wrapped = wrap(&format!("a {} b", "x".repeat(30)), Some(20));
        assert_eq!(wrapped, format!("a\n{}\nb", "x".repeat(30)));
    }
}
