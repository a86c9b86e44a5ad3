//! Whether an output is the expected one: doctest's rules and its option flags.

/// Options of an example.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `...` in the expected output stands for any text.
    pub ellipsis: bool,
    /// All runs of white space are equal.
    pub normalize_whitespace: bool,
    /// Only the type of an exception counts.
    pub ignore_exception_detail: bool,
    /// The example is not run.
    pub skip: bool,
    /// `<BLANKLINE>` means itself.
    pub no_blankline: bool,
    /// `1` does not stand for `True`.
    pub no_true_for_1: bool,
}

/// What stands for an empty line in an expected output.
pub const BLANKLINE: &str = "<BLANKLINE>";

/// The options that comments such as `# doctest: +ELLIPSIS, -SKIP` set.
///
/// # Errors
/// Names an option that there is not.
pub fn directives(source: &str) -> Result<Flags, String> {
    let mut flags = Flags::default();
    for line in source.lines() {
        let Some(words) = directive(line) else {
            continue;
        };
        for word in words.split([',', ' ']).filter(|w| !w.is_empty()) {
            let unknown = || format!("invalid doctest option: '{word}'");
            let (on, name) = match word.split_at_checked(1) {
                Some(("+", name)) => (true, name),
                Some(("-", name)) => (false, name),
                _ => return Err(unknown()),
            };
            match name {
                "ELLIPSIS" => flags.ellipsis = on,
                "NORMALIZE_WHITESPACE" => flags.normalize_whitespace = on,
                "IGNORE_EXCEPTION_DETAIL" => flags.ignore_exception_detail = on,
                "SKIP" => flags.skip = on,
                "DONT_ACCEPT_BLANKLINE" => flags.no_blankline = on,
                "DONT_ACCEPT_TRUE_FOR_1" => flags.no_true_for_1 = on,
                // These choose the form of doctest's reports, of which biji has one.
                "REPORT_UDIFF"
                | "REPORT_CDIFF"
                | "REPORT_NDIFF"
                | "REPORT_ONLY_FIRST_FAILURE"
                | "FAIL_FAST" => {}
                _ => return Err(unknown()),
            }
        }
    }
    Ok(flags)
}

/// The words after `# doctest:` in a line; quotes after it mean that it is no comment.
fn directive(line: &str) -> Option<&str> {
    let at = line.rfind('#')?;
    let words = line[at + 1..].trim_start().strip_prefix("doctest:")?.trim();
    (!words.contains(['\'', '"'])).then_some(words)
}

/// Whether `got` is what `want` describes.
pub fn matches(want: &str, got: &str, flags: Flags) -> bool {
    if want == got {
        return true;
    }
    if !flags.no_true_for_1 && matches!((want, got), ("1\n", "True\n") | ("0\n", "False\n")) {
        return true;
    }
    let want = match flags.no_blankline {
        true => want.to_owned(),
        false => without_blankline(want),
    };
    let normal = |text: &str| match flags.normalize_whitespace {
        true => text.split_whitespace().collect::<Vec<_>>().join(" "),
        false => text.to_owned(),
    };
    let (want, got) = (normal(&want), normal(got));
    want == got || (flags.ellipsis && matches_ellipsis(&want, &got))
}

fn without_blankline(want: &str) -> String {
    if !want.contains(BLANKLINE) {
        return want.to_owned();
    }
    want.split_inclusive('\n')
        .map(|line| if line.trim() == BLANKLINE { "\n" } else { line })
        .collect()
}

/// Whether the parts between the `...` of `want` follow each other in `got`.
fn matches_ellipsis(want: &str, got: &str) -> bool {
    let parts: Vec<&str> = want.split("...").collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return want == got;
    };
    let Some(rest) = got.strip_prefix(first) else {
        return false;
    };
    let Some(mut rest) = rest.strip_suffix(last) else {
        return false;
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

/// An expected output that ends in a traceback: what is printed before it, and the exception's
/// line with what follows it.
pub fn expected_exception(want: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    let mut header = None;
    for line in want.split_inclusive('\n') {
        match header {
            None if is_header(line) => header = Some(at),
            // The stack is indented, and the exception is not.
            Some(start) if line.starts_with(|c: char| c == '_' || c.is_alphanumeric()) => {
                return Some((&want[..start], &want[at..]));
            }
            _ => {}
        }
        at += line.len();
    }
    None
}

/// The line above a stack; a SyntaxError at the prompt has only its place.
fn is_header(line: &str) -> bool {
    let line = line.trim_end();
    line == "Traceback (most recent call last):"
        || line == "Traceback (innermost last):"
        || (line.starts_with("  File \"") && line.contains("\", line "))
}

/// The type of an exception's line, without its module.
pub fn exception_type(line: &str) -> &str {
    let name = line.split([':', '\n']).next().unwrap_or(line);
    name.rsplit('.').next().unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::{Flags, directives, exception_type, expected_exception, matches};

    #[test]
    fn flags_are_read_from_comments() {
        let flags = directives("f()  # doctest: +ELLIPSIS, -SKIP\n").unwrap();
        assert!(flags.ellipsis && !flags.skip);
        assert!(directives("f() #doctest:+NONSENSE\n").is_err());
        assert_eq!(
            directives("x = '# doctest: +SKIP'\n").unwrap(),
            Flags::default()
        );
    }

    #[test]
    fn ellipsis_stands_for_any_text() {
        let flags = Flags {
            ellipsis: true,
            ..Flags::default()
        };
        assert!(matches("[0, ..., 9]\n", "[0, 1, 2, 9]\n", flags));
        assert!(matches("a...b...c\n", "axbxc\n", flags));
        assert!(!matches("a...b\n", "a\n", flags));
        assert!(!matches("aa...aa\n", "aaa\n", flags));
        assert!(!matches("a...b\n", "axb\n", Flags::default()));
    }

    #[test]
    fn white_space_and_empty_lines() {
        let flags = Flags {
            normalize_whitespace: true,
            ..Flags::default()
        };
        assert!(matches("a  b\nc\n", "a b c\n", flags));
        assert!(matches("a\n<BLANKLINE>\nb\n", "a\n\nb\n", Flags::default()));
        assert!(matches("1\n", "True\n", Flags::default()));
        assert!(!matches("1\n", "1", Flags::default()));
    }

    #[test]
    fn tracebacks_are_recognised() {
        let want = "x\nTraceback (most recent call last):\n  ...\nE: a\n  b\n";
        assert_eq!(expected_exception(want), Some(("x\n", "E: a\n  b\n")));
        let syntax = "  File \"<stdin>\", line 1\n    (\n    ^\nSyntaxError: no\n";
        assert_eq!(expected_exception(syntax), Some(("", "SyntaxError: no\n")));
        assert_eq!(expected_exception("a\n"), None);
        assert_eq!(exception_type("a.b.E: x: y\n"), "E");
    }
}
