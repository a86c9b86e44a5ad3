//! Transcripts that are pasted at the prompt: their prompts are stripped, and the output between
//! the examples is what theirs is compared with.

/// The code of a line that begins with `>>>` or `...` as in a transcript; `None` for other lines.
/// The first value tells whether it was `>>>`.
pub fn strip(line: &str) -> Option<(bool, &str)> {
    let text = line.trim_start();
    for (prompt, first) in [(">>>", true), ("...", false)] {
        if let Some(rest) = text.strip_prefix(prompt) {
            if rest.is_empty() {
                return Some((first, rest));
            }
            if let Some(code) = rest.strip_prefix(' ') {
                return Some((first, code));
            }
        }
    }
    None
}

/// A statement of a transcript.
#[derive(Debug, PartialEq, Eq)]
pub struct Statement {
    /// As it would be typed.
    pub code: String,
    /// What stands below it, up to the next prompt or empty line.
    pub want: String,
}

/// The statements of a pasted text; `None` if it is no transcript.
pub fn statements(text: &str) -> Option<Vec<Statement>> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if !matches!(strip(first), Some((true, _))) {
        return None;
    }
    let indent = first.len() - first.trim_start().len();
    let mut found: Vec<Statement> = Vec::new();
    // Whether the next line may go on with the code, and with the output.
    let (mut inside, mut below) = (false, false);
    for line in text.lines() {
        match strip(line) {
            Some((true, code)) => {
                found.push(Statement {
                    code: code.to_owned(),
                    want: String::new(),
                });
                (inside, below) = (true, true);
            }
            Some((false, code)) if inside => {
                if let Some(last) = found.last_mut() {
                    last.code.push('\n');
                    last.code.push_str(code);
                }
            }
            // A prompt that waited for more, with nothing behind it.
            Some((false, "")) => inside = false,
            _ if line.trim().is_empty() => (inside, below) = (false, false),
            _ => {
                inside = false;
                if let Some(last) = found.last_mut().filter(|_| below) {
                    let spaces = line.len() - line.trim_start_matches(' ').len();
                    last.want
                        .push_str(line.get(spaces.min(indent)..).unwrap_or(line));
                    last.want.push('\n');
                }
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::{statements, strip};

    #[test]
    fn transcripts_become_statements() {
        let text =
            ">>> x = 1\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n>>> x\n1\n... \n";
        let pairs = |text: &str| -> Vec<(String, String)> {
            let list = statements(text).unwrap().into_iter();
            list.map(|s| (s.code, s.want)).collect()
        };
        let pair = |code: &str, want: &str| (code.to_owned(), want.to_owned());
        assert_eq!(
            pairs(text),
            [
                pair("x = 1", ""),
                pair("for i in range(2):\n    print(i)\n", "0\n1\n"),
                pair("x", "1\n"),
            ]
        );
        assert_eq!(pairs("    >>> f()\n    'a'\n"), [pair("f()", "'a'\n")]);
    }

    #[test]
    fn other_texts_are_left_alone() {
        assert_eq!(statements("x = 1\ny = 2"), None);
        assert_eq!(strip("...x"), None);
        assert_eq!(strip("..."), Some((false, "")));
        assert_eq!(strip(">>>x"), None);
    }
}
