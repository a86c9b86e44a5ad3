//! `--update`: writing what came out in the place of what was expected.

use super::check::BLANKLINE;

/// Lines of a file that are to be replaced.
#[derive(Debug, PartialEq, Eq)]
pub struct Edit {
    /// The first line, from 1, and how many.
    pub lines: (usize, usize),
    /// The new lines, each with its newline.
    pub text: String,
}

/// An output as it stands in a lesson. In a transcript empty lines are marked, since they would
/// end it.
pub fn as_expected(got: &str, indent: &str, transcript: bool) -> String {
    let mut out = String::new();
    for line in got.lines() {
        match line.trim().is_empty() {
            true if transcript => out.push_str(&format!("{indent}{BLANKLINE}\n")),
            true => out.push_str(&format!("{}\n", indent.trim_end())),
            false => out.push_str(&format!("{indent}{line}\n")),
        }
    }
    out
}

/// A text with edits carried out; they do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text
        .split_inclusive('\n')
        .enumerate()
        .map(|(at, line)| (at + 1, line));
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.lines.0);
    let mut rest = lines.next();
    for edit in sorted {
        let (first, count) = edit.lines;
        while let Some((number, line)) = rest.filter(|(number, _)| *number < first) {
            out.push_str(line);
            // Lines are added after the last one.
            if !line.ends_with('\n') && number + 1 == first {
                out.push('\n');
            }
            rest = lines.next();
        }
        out.push_str(&edit.text);
        while rest.is_some_and(|(number, _)| number < first + count) {
            rest = lines.next();
        }
    }
    while let Some((_, line)) = rest {
        out.push_str(line);
        rest = lines.next();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply, as_expected};

    #[test]
    fn edits_replace_lines() {
        let edits = [
            Edit {
                lines: (4, 0),
                text: "new\n".into(),
            },
            Edit {
                lines: (2, 1),
                text: "B\nBB\n".into(),
            },
        ];
        assert_eq!(apply("a\nb\nc\nd", &edits), "a\nB\nBB\nc\nnew\nd");
        let edits = [Edit {
            lines: (2, 0),
            text: "x\n".into(),
        }];
        assert_eq!(apply("a", &edits), "a\nx\n");
    }

    #[test]
    fn empty_lines_are_marked_in_transcripts() {
        assert_eq!(
            as_expected("a\n\nb\n", "  ", true),
            "  a\n  <BLANKLINE>\n  b\n"
        );
        assert_eq!(as_expected("a\n\nb\n", "  ", false), "  a\n\n  b\n");
    }
}
