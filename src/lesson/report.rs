//! What is told about a run: lines for files and examples, differences, the summary.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

use super::options::Options;

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const MINUS: Style = AnsiColor::Red.on_default();
const PLUS: Style = AnsiColor::Green.on_default();
const DIM: Style = AnsiColor::BrightBlack.on_default();

/// What became of one example.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Outcome {
    Passed,
    Skipped,
    Failed(Failure),
}

/// An example that failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// The code, as it stands in the lesson.
    pub example: String,
    pub want: String,
    pub got: String,
    /// What happened besides a difference: an exit code, a time limit.
    pub remark: Option<String>,
}

/// Numbers of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
    pub updated: usize,
}

impl Tally {
    /// Count an outcome.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Skipped => self.skipped += 1,
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.passed + self.failed + self.skipped + self.updated == 0
    }
}

/// Writes the report to standard output.
pub struct Reporter {
    verbose: bool,
    quiet: bool,
    colored: bool,
}

impl Reporter {
    pub fn new(options: &Options) -> Reporter {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let colored = !plain && std::io::stdout().is_terminal();
        Reporter {
            verbose: options.verbose,
            quiet: options.quiet,
            colored,
        }
    }

    fn write(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        // Who closed the pipe does not want to know; the exit code still tells.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    fn paint(&self, style: Style, text: &str) -> String {
        if self.colored {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// One example, when it is over.
    pub fn example(&self, name: &str, line: usize, outcome: &Outcome) {
        match outcome {
            Outcome::Passed if self.verbose => {
                self.write(&format!("{name}:{line} {}\n", self.paint(GOOD, "passed")));
            }
            Outcome::Skipped if self.verbose => {
                self.write(&format!("{name}:{line} {}\n", self.paint(DIM, "skipped")));
            }
            Outcome::Failed(failure) if !self.quiet => {
                self.write(&format!("{name}:{line} {}\n", self.paint(BAD, "FAILED")));
                self.write(&self.explained(failure));
            }
            _ => {}
        }
    }

    /// One file, when it is over.
    pub fn file(&self, name: &str, tally: Tally) {
        if self.quiet || tally.is_empty() {
            return;
        }
        let word = match tally.failed {
            0 => self.paint(GOOD, "ok"),
            _ => self.paint(BAD, "FAILED"),
        };
        let total = tally.passed + tally.failed + tally.updated;
        self.write(&format!("{name}: {word} {} of {total}\n", tally.passed));
    }

    /// A line about something else.
    pub fn note(&self, text: &str) {
        self.write(&format!("{text}\n"));
    }

    fn explained(&self, failure: &Failure) -> String {
        let mut out = String::new();
        for line in failure.example.lines() {
            out.push_str(&format!("    {line}\n"));
        }
        if let Some(remark) = &failure.remark {
            out.push_str(&format!("  {}\n", self.paint(BAD, remark)));
        }
        if failure.want == failure.got {
            for line in failure.got.lines() {
                out.push_str(&format!("    {line}\n"));
            }
            return out + "\n";
        }
        let legend = format!(
            "  {} expected, {} got",
            self.paint(MINUS, "-"),
            self.paint(PLUS, "+")
        );
        out.push_str(&format!("{legend}\n"));
        out.push_str(&self.difference(&failure.want, &failure.got));
        out.push('\n');
        out
    }

    fn difference(&self, want: &str, got: &str) -> String {
        let mut out = String::new();
        let diff = TextDiff::from_lines(want, got);
        for group in diff.grouped_ops(3) {
            for op in &group {
                for change in diff.iter_changes(op) {
                    let text = change.value().trim_end_matches('\n');
                    let (sign, style) = match change.tag() {
                        ChangeTag::Equal => (' ', None),
                        ChangeTag::Delete => ('-', Some(MINUS)),
                        ChangeTag::Insert => ('+', Some(PLUS)),
                    };
                    let text = match style {
                        Some(style) => self.paint(style, &format!("{sign}{}", visible(text))),
                        None => format!("{sign}{text}"),
                    };
                    out.push_str(&format!("    {text}\n"));
                    if change.missing_newline() && change.tag() != ChangeTag::Equal {
                        out.push_str(&self.paint(DIM, "    \\ no newline at the end\n"));
                    }
                }
            }
        }
        out
    }

    /// The last line. Its form is one that CI systems read.
    pub fn summary(&self, tally: Tally, span: Duration) {
        let mut parts = vec![
            format!("{} passed", tally.passed),
            format!("{} failed", tally.failed),
        ];
        if tally.skipped > 0 {
            parts.push(format!("{} skipped", tally.skipped));
        }
        if tally.updated > 0 {
            parts.push(format!("{} updated", tally.updated));
        }
        let style = if tally.failed > 0 { BAD } else { GOOD };
        let text = format!("{} in {:.2} s", parts.join(", "), span.as_secs_f64());
        self.write(&format!("{}\n", self.paint(style, &text)));
    }
}

/// A line whose spaces at the end can be seen.
fn visible(line: &str) -> String {
    let trimmed = line.trim_end_matches([' ', '\t', '\r']);
    let end: String = line[trimmed.len()..]
        .chars()
        .map(|c| match c {
            ' ' => '·',
            '\t' => '→',
            _ => '␍',
        })
        .collect();
    format!("{trimmed}{end}")
}
