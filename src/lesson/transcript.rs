//! Transcripts of the prompt, as doctest reads them: `>>> ` and `... ` begin lines of code, and
//! what follows up to an empty line or the next `>>> ` is the expected output.

use super::check::{Flags, directives};

/// A line of a lesson.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What stands before the text in the file, where the text is part of a quote or a list.
    pub prefix: &'a str,
    pub text: &'a str,
}

/// One example.
#[derive(Debug, PartialEq, Eq)]
pub struct Example {
    /// Line of its `>>> ` in the file, from 1.
    pub line: usize,
    /// The code without prompts; ends with a newline.
    pub source: String,
    /// The expected output; ends with a newline unless empty.
    pub want: String,
    /// Where the expected output stands: its first line, and how many lines it has.
    pub want_lines: (usize, usize),
    /// What stands before each line of it in the file.
    pub indent: String,
    /// The options that a comment sets; an error names one that there is not.
    pub flags: Result<Flags, String>,
}

/// The examples in some lines, which follow each other in the file.
pub fn examples(lines: &[Line]) -> Vec<Example> {
    let mut found = Vec::new();
    let first_number = lines.first().map_or(1, |line| line.number);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some((indent, code)) = first_line(line.text) else {
            at += 1;
            continue;
        };
        let mut source = format!("{code}\n");
        at += 1;
        while let Some(code) = lines.get(at).and_then(|l| continuation(l.text, indent)) {
            source.push_str(code);
            source.push('\n');
            at += 1;
        }
        let want_start = at;
        let mut want = String::new();
        while let Some(line) = lines.get(at) {
            if line.text.trim().is_empty() || first_line(line.text).is_some() {
                break;
            }
            want.push_str(without_indent(line.text, indent));
            want.push('\n');
            at += 1;
        }
        found.push(Example {
            line: line.number,
            flags: directives(&source),
            source,
            want,
            want_lines: (first_number + want_start, at - want_start),
            indent: format!("{}{}", line.prefix, &line.text[..indent]),
        });
    }
    found
}

/// The indentation, in bytes, and the code of a `>>>` line.
fn first_line(text: &str) -> Option<(usize, &str)> {
    let body = text.trim_start_matches(' ');
    let rest = body.strip_prefix(">>>")?;
    let code = if rest.is_empty() {
        rest
    } else {
        rest.strip_prefix(' ')?
    };
    Some((text.len() - body.len(), code))
}

/// The code of a `...` line with the same indentation.
fn continuation(text: &str, indent: usize) -> Option<&str> {
    let body = text.get(indent..)?;
    if !text[..indent].trim().is_empty() {
        return None;
    }
    let rest = body.strip_prefix("...")?;
    if rest.trim().is_empty() {
        Some("")
    } else {
        rest.strip_prefix(' ')
    }
}

/// A line of output without the indentation of its example, or as much of it as it has.
fn without_indent(text: &str, indent: usize) -> &str {
    let spaces = text.len() - text.trim_start_matches(' ').len();
    &text[spaces.min(indent)..]
}

#[cfg(test)]
mod tests {
    use super::{Example, Line, examples};

    fn parse(text: &str) -> Vec<Example> {
        let lines: Vec<Line> = text
            .lines()
            .enumerate()
            .map(|(at, text)| Line {
                number: at + 10,
                prefix: "",
                text,
            })
            .collect();
        examples(&lines)
    }

    #[test]
    fn code_and_output_are_told_apart() {
        let found =
            parse("text\n    >>> if x:\n    ...     y\n    ...\n    a\n      b\n\n    >>> z\n");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].source, "if x:\n    y\n\n");
        assert_eq!(found[0].want, "a\n  b\n");
        assert_eq!((found[0].line, found[0].want_lines), (11, (14, 2)));
        assert_eq!(found[0].indent, "    ");
        assert_eq!(
            (found[1].source.as_str(), found[1].want.as_str()),
            ("z\n", "")
        );
    }

    #[test]
    fn output_ends_at_the_next_example() {
        let found = parse(">>> 1\n1\n>>> 2\n2");
        assert_eq!(found[0].want, "1\n");
        assert_eq!(found[1].want, "2\n");
    }

    #[test]
    fn dots_of_a_traceback_are_output() {
        let found = parse(">>> 1/0\nTraceback (most recent call last):\n  ...\nE: x\n");
        assert_eq!(
            found[0].want,
            "Traceback (most recent call last):\n  ...\nE: x\n"
        );
    }
}
