//! Colours of what is being typed.

use anstyle::{AnsiColor, Style};

use crate::source::tokens::{Kind, tokenize};

const KEYWORD: Style = AnsiColor::Blue.on_default().bold();
const CONSTANT: Style = AnsiColor::Magenta.on_default();
const STRING: Style = AnsiColor::Green.on_default();
const NUMBER: Style = AnsiColor::Cyan.on_default();
const COMMENT: Style = AnsiColor::BrightBlack.on_default().italic();
const BUILTIN: Style = AnsiColor::Cyan.on_default();
const PROMPT: Style = AnsiColor::Magenta.on_default().bold();

/// A prompt in its colour.
pub fn prompt(text: &str) -> String {
    format!("{PROMPT}{text}{PROMPT:#}")
}

/// Python code with colours; `is_builtin` tells the names of builtins.
pub fn python(code: &str, is_builtin: impl Fn(&str) -> bool) -> String {
    // Rhai's `#{` begins a map and no comment.
    let tokens = tokenize(&code.replace("#{", " {"));
    let mut out = String::with_capacity(code.len() * 2);
    let mut done = 0;
    let mut member = false;
    for token in &tokens.list {
        let (start, end) = (token.start as usize, (token.end as usize).min(code.len()));
        if start < done || end <= start {
            continue;
        }
        let Some(text) = code.get(start..end) else {
            continue;
        };
        gap(&mut out, code.get(done..start).unwrap_or(""));
        let style = match token.kind {
            Kind::Keyword if matches!(text, "None" | "True" | "False") => Some(CONSTANT),
            Kind::Keyword => Some(KEYWORD),
            Kind::Number => Some(NUMBER),
            Kind::Str | Kind::FStringStart | Kind::FStringMiddle | Kind::FStringEnd => Some(STRING),
            Kind::Name if !member && is_builtin(text) => Some(BUILTIN),
            _ => None,
        };
        // The tokenizer's end of a line takes a comment along.
        match style {
            None if text.contains('#') => gap(&mut out, text),
            _ => paint(&mut out, text, style),
        }
        member = text == ".";
        done = end;
    }
    // Where the tokenizer stopped, a string may be open.
    let rest = code.get(done..).unwrap_or("");
    match rest.find(['\'', '"']) {
        Some(at) if tokens.fault.is_some() => {
            gap(&mut out, &rest[..at]);
            paint(&mut out, &rest[at..], Some(STRING));
        }
        _ => gap(&mut out, rest),
    }
    out
}

/// What stands between tokens: spaces, and comments.
fn gap(out: &mut String, text: &str) {
    for line in text.split_inclusive('\n') {
        match line.find('#') {
            Some(at) => {
                let end = line.trim_end_matches('\n').len();
                out.push_str(&line[..at]);
                paint(out, &line[at..end], Some(COMMENT));
                out.push_str(&line[end..]);
            }
            None => out.push_str(line),
        }
    }
}

fn paint(out: &mut String, text: &str, style: Option<Style>) {
    match style {
        Some(style) => out.push_str(&format!("{style}{text}{style:#}")),
        None => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    /// The coloured text with each run as `<text>`.
    fn marked(code: &str) -> String {
        let coloured = super::python(code, |n| n == "print");
        let mut out = String::new();
        let mut open = false;
        for part in coloured.split("\x1b[") {
            let text = match part.split_once('m') {
                Some(("0", text)) if open => {
                    out.push('>');
                    open = false;
                    text
                }
                Some((codes, text)) if codes.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                    if !open {
                        out.push('<');
                        open = true;
                    }
                    text
                }
                _ => part,
            };
            out.push_str(text);
        }
        out
    }

    #[test]
    fn each_kind_is_painted() {
        assert_eq!(
            marked("for x in 12: print('a') # c"),
            "<for> x <in> <12>: <print>(<'a'>) <# c>"
        );
        assert_eq!(marked("a.print"), "a.print");
        assert_eq!(marked("x = 'open"), "x = <'open>");
        assert_eq!(marked("f'a{1}'"), "<f'><a>{<1>}<'>");
    }

    #[test]
    fn text_is_kept() {
        for code in [
            "",
            "  ",
            "(",
            "def f(:",
            "名 = '中文'",
            "a\\\n",
            "'''a\nb",
            "# x\ny",
            "0x",
        ] {
            let plain = anstyle_free(&super::python(code, |_| false));
            assert_eq!(plain, code);
        }
    }

    fn anstyle_free(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("\x1b[") {
            out.push_str(&rest[..at]);
            let end = rest[at..].find('m').map_or(rest.len(), |n| at + n + 1);
            rest = &rest[end..];
        }
        out + rest
    }
}
