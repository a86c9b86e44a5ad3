//! Transcripts that are pasted at the prompt: their prompts are stripped, and the output between
//! the examples is dropped.

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

/// The statements of a pasted text, each as it would be typed; `None` if it is no transcript.
pub fn statements(text: &str) -> Option<Vec<String>> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if !matches!(strip(first), Some((true, _))) {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match strip(line) {
            Some((true, code)) => {
                found.push(code.to_owned());
                inside = true;
            }
            Some((false, code)) if inside => {
                if let Some(last) = found.last_mut() {
                    last.push('\n');
                    last.push_str(code);
                }
            }
            // Output.
            _ => inside = false,
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
        assert_eq!(
            statements(text).unwrap(),
            ["x = 1", "for i in range(2):\n    print(i)\n", "x"]
        );
        let indented = "    >>> f()\n    'a'\n";
        assert_eq!(statements(indented).unwrap(), ["f()"]);
    }

    #[test]
    fn other_texts_are_left_alone() {
        assert_eq!(statements("x = 1\ny = 2"), None);
        assert_eq!(strip("...x"), None);
        assert_eq!(strip("..."), Some((false, "")));
        assert_eq!(strip(">>>x"), None);
    }
}
