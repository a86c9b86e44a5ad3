//! A lesson's text for the terminal: headings, paragraphs broken to its width (full-width
//! characters count as two), lists, tables, code; what is secret is left out.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::exercise::is_secret;

/// How text is shown.
#[derive(Clone, Copy)]
pub struct Look {
    pub width: usize,
    pub colored: bool,
}

impl Look {
    /// What the terminal can show.
    pub fn of_terminal() -> Look {
        use std::io::IsTerminal;
        let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let columns = rustix::termios::tcgetwinsize(std::io::stdout())
            .ok()
            .map(|size| usize::from(size.ws_col))
            .filter(|n| *n > 0);
        let named = std::env::var("COLUMNS").ok().and_then(|t| t.parse().ok());
        Look {
            width: named.or(columns).unwrap_or(80).clamp(20, 100),
            colored: std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb,
        }
    }

    /// A text in a style, where colours are wanted.
    pub fn paint(&self, code: &str, text: &str) -> String {
        match self.colored && !text.is_empty() {
            true => format!("\x1b[{code}m{text}\x1b[0m"),
            false => text.to_owned(),
        }
    }
}

/// The text of a lesson.
pub fn render(text: &str, look: Look) -> String {
    let mut page = Page {
        look,
        out: String::new(),
        words: String::new(),
        indent: Vec::new(),
        numbers: Vec::new(),
        block: None,
        heading: false,
        cells: Vec::new(),
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        page.event(event);
    }
    page.flush();
    page.out
}

struct Page {
    look: Look,
    out: String,
    /// The paragraph so far.
    words: String,
    /// What stands before the lines of a paragraph, by depth.
    indent: Vec<String>,
    /// The next numbers of ordered lists.
    numbers: Vec<Option<u64>>,
    /// A code block: whether it is shown, its words, its text.
    block: Option<(String, String)>,
    heading: bool,
    /// A row of a table.
    cells: Vec<String>,
}

impl Page {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.flush();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.block = Some((info, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, text)) = self.block.take() {
                    self.code(&info, &text);
                }
            }
            Event::Text(text) => match &mut self.block {
                Some((_, code)) => code.push_str(&text),
                None => self.words.push_str(&text),
            },
            Event::Code(text) => {
                let shown = self.look.paint("36", &text);
                match self.look.colored {
                    true => self.words.push_str(&shown),
                    false => self.words.push_str(&format!("`{text}`")),
                }
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.flush_line(),
            Event::Start(Tag::Heading { level, .. }) => {
                self.flush();
                self.heading = true;
                self.words = format!("{} ", "#".repeat(level as usize));
            }
            Event::End(TagEnd::Heading(_)) => {
                let line = std::mem::take(&mut self.words);
                self.heading = false;
                let line = self.look.paint("1;34", &line);
                self.out.push_str(&format!("{line}\n\n"));
            }
            Event::Start(Tag::List(first)) => {
                self.flush_line();
                self.numbers.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.numbers.pop();
                if self.numbers.is_empty() {
                    self.out.push('\n');
                }
            }
            Event::Start(Tag::Item) => {
                let mark = match self.numbers.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.indent.push(mark);
            }
            Event::End(TagEnd::Item) => {
                self.flush_line();
                self.indent.pop();
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.flush();
                self.indent.push("│ ".to_owned());
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.flush();
                self.indent.pop();
            }
            Event::End(TagEnd::TableCell) => {
                let cell = std::mem::take(&mut self.words);
                self.cells.push(cell);
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                let row = std::mem::take(&mut self.cells).join("  │  ");
                self.out.push_str(&format!("  {row}\n"));
            }
            Event::End(TagEnd::Table) => self.out.push('\n'),
            Event::Rule => {
                self.flush();
                let line = "─".repeat(self.look.width.min(40));
                self.out.push_str(&format!("{line}\n\n"));
            }
            Event::End(TagEnd::Paragraph) => match self.numbers.is_empty() {
                true => self.flush(),
                false => self.flush_line(),
            },
            _ => {}
        }
    }

    /// A line's end in the source: a space, but none between Chinese characters.
    fn soft_break(&mut self) {
        if self
            .words
            .chars()
            .last()
            .is_some_and(|c| c.width() != Some(2))
        {
            self.words.push(' ');
        }
    }

    fn flush(&mut self) {
        let empty = self.words.trim().is_empty();
        self.flush_line();
        if !empty {
            self.out.push('\n');
        }
    }

    fn flush_line(&mut self) {
        let text = std::mem::take(&mut self.words);
        if text.trim().is_empty() {
            return;
        }
        let first: String = self.indent.concat();
        let rest: String = self
            .indent
            .iter()
            .map(|mark| match mark.as_str() {
                "│ " => mark.clone(),
                other => " ".repeat(other.width()),
            })
            .collect();
        for (at, line) in wrapped(text.trim(), self.look.width.saturating_sub(first.width()))
            .iter()
            .enumerate()
        {
            let lead = if at == 0 { &first } else { &rest };
            self.out.push_str(&format!("{lead}{line}\n"));
        }
        // The mark stands once.
        for mark in &mut self.indent {
            if mark != "│ " {
                *mark = " ".repeat(mark.width());
            }
        }
    }

    fn code(&mut self, info: &str, text: &str) {
        if is_secret(info) {
            return;
        }
        let lead = format!("{}    ", self.indent.concat());
        let style = match info.split_whitespace().next() {
            Some("output") => "90",
            Some("rhai") => "35",
            _ => "32",
        };
        for line in text.lines() {
            let line = self.look.paint(style, line);
            self.out.push_str(&format!("{lead}{line}\n"));
        }
        self.out.push('\n');
    }
}

/// A text in lines of at most `width` columns, broken at spaces and between full-width
/// characters; escape sequences have no width.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut column = 0;
    let mut letters = text.chars().peekable();
    let mut piece = String::new();
    let mut piece_width = 0;
    let mut place = |piece: &mut String, piece_width: &mut usize| {
        if piece.is_empty() {
            return;
        }
        if column + *piece_width > width && column > 0 {
            lines.push(String::new());
            column = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if column == 0 {
                piece.trim_start()
            } else {
                piece
            });
        }
        column += *piece_width;
        piece.clear();
        *piece_width = 0;
    };
    while let Some(letter) = letters.next() {
        if letter == '\x1b' {
            piece.push(letter);
            for inner in letters.by_ref() {
                piece.push(inner);
                if inner == 'm' {
                    break;
                }
            }
            continue;
        }
        let wide = letter.width() == Some(2);
        // A closing mark stays with what it closes.
        let clings = matches!(
            letter,
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '”' | '」'
        );
        if letter == ' ' || (wide && !clings) {
            place(&mut piece, &mut piece_width);
        }
        piece.push(letter);
        piece_width += letter.width().unwrap_or(0);
        let follows = letters.peek().is_some_and(|c| {
            matches!(
                c,
                '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '”' | '」'
            )
        });
        if wide && !follows {
            place(&mut piece, &mut piece_width);
        }
    }
    place(&mut piece, &mut piece_width);
    lines
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Look, render, wrapped};

    #[test]
    fn lines_fit_the_width() {
        let text =
            "读文件先用 open 函数打开文件，然后用 read 方法读取。A long English word follows.";
        for line in wrapped(text, 20) {
            assert!(line.width() <= 22, "{line}");
        }
        assert_eq!(
            wrapped(text, 20).concat().replace(' ', ""),
            text.replace(' ', "")
        );
    }

    #[test]
    fn secrets_are_not_shown() {
        let look = Look {
            width: 60,
            colored: false,
        };
        let text = "# T\n\nhi\n\n```python exercise a\nx\n```\n```python solution\nSECRET\n```\n```hint\nSECRET\n```\n";
        let shown = render(text, look);
        assert!(
            shown.contains("    x\n") && !shown.contains("SECRET"),
            "{shown}"
        );
    }
}
