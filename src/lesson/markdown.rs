//! What runs in a Markdown file: transcripts in indented or fenced blocks, and fenced blocks of
//! Python's or Rhai's notation, with an `output` block after them or none.
//!
//! A block marked `skip` or `ignore` (```` ```python skip ````) is left alone, as is everything in
//! HTML comments.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::transcript::{Example, Line, examples};
use crate::source::LineIndex;

/// Something that runs.
#[derive(Debug)]
pub enum Item {
    Example(Example),
    Block(Block),
}

/// A fenced program.
#[derive(Debug, PartialEq, Eq)]
pub struct Block {
    /// Line of its first line of code, from 1.
    pub line: usize,
    pub rhai: bool,
    pub code: String,
    pub output: Option<Output>,
}

/// What a program is expected to print.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    pub text: String,
    /// Its first line in the file, and how many lines it has.
    pub lines: (usize, usize),
    /// What stands before each of them.
    pub indent: String,
}

/// A fenced block as it stands in the file.
struct Fence {
    language: String,
    skip: bool,
    text: String,
    /// Bytes of the whole block.
    range: Range<usize>,
}

/// All that runs in a text, in its order.
pub fn items(text: &str) -> Vec<Item> {
    let index = LineIndex::new(text);
    let (fences, hidden) = blocks(text);
    let mut found: Vec<(usize, Item)> = Vec::new();
    // The last program, which an output block may follow.
    let mut last: Option<usize> = None;
    let mut covered = hidden;
    for fence in fences {
        let first = index.line_of(fence.range.start) + 1;
        let language = fence.language.as_str();
        let is_transcript = fence.text.trim_start().starts_with(">>>");
        covered.push(fence.range.clone());
        if language == "output" {
            let program = last.take().and_then(|at| found.get_mut(at));
            if let Some((_, Item::Block(block))) = program {
                block.output = Some(output(text, &index, &fence, first));
            }
            continue;
        }
        last = None;
        if fence.skip {
            continue;
        }
        match language {
            "python" | "py" | "python3" | "pycon" | "doctest" | "" if is_transcript => {
                let lines = fence_lines(text, &index, &fence.text, first);
                let examples = examples(&lines).into_iter();
                found.extend(examples.map(|e| (e.line, Item::Example(e))));
            }
            "python" | "py" | "python3" | "rhai" => {
                let block = Block {
                    line: first,
                    rhai: language == "rhai",
                    code: fence.text,
                    output: None,
                };
                last = Some(found.len());
                found.push((first, Item::Block(block)));
            }
            _ => {}
        }
    }
    for chunk in indented(text, &index, &covered) {
        found.extend(
            examples(&chunk)
                .into_iter()
                .map(|e| (e.line, Item::Example(e))),
        );
    }
    found.sort_by_key(|(line, _)| *line);
    found.into_iter().map(|(_, item)| item).collect()
}

/// The fenced blocks, and the bytes of HTML.
fn blocks(text: &str) -> (Vec<Fence>, Vec<Range<usize>>) {
    let mut fences: Vec<Fence> = Vec::new();
    let mut hidden = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut words = info.split([' ', ',', '{', '}']).filter(|w| !w.is_empty());
                let language = words.next().unwrap_or_default().to_ascii_lowercase();
                let next = words.next().unwrap_or_default();
                // The parts of exercises are run by themselves.
                let part = matches!(
                    next,
                    "exercise" | "predict" | "solution" | "case" | "generate" | "wrong"
                );
                let skip = part
                    || matches!(next, "skip" | "ignore")
                    || words.any(|w| matches!(w, "skip" | "ignore"));
                fences.push(Fence {
                    language,
                    skip,
                    text: String::new(),
                    range,
                });
                inside = true;
            }
            Event::Text(part) if inside => {
                if let Some(fence) = fences.last_mut() {
                    fence.text.push_str(&part);
                }
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Start(Tag::HtmlBlock) => hidden.push(range),
            _ => {}
        }
    }
    (fences, hidden)
}

/// The lines of a fenced block's text, with what stands before them in the file.
fn fence_lines<'a>(
    text: &'a str,
    index: &LineIndex,
    content: &'a str,
    first: usize,
) -> Vec<Line<'a>> {
    content
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let raw = raw_line(text, index, first + at);
            Line {
                number: first + at,
                prefix: raw.strip_suffix(line).unwrap_or(""),
                text: line,
            }
        })
        .collect()
}

fn output(text: &str, index: &LineIndex, fence: &Fence, first: usize) -> Output {
    let count = fence.text.lines().count();
    let raw = raw_line(text, index, first);
    let line = fence.text.lines().next().unwrap_or_default();
    let indent = raw.strip_suffix(line).filter(|_| count > 0).unwrap_or("");
    Output {
        text: fence.text.clone(),
        lines: (first, count),
        indent: indent.to_owned(),
    }
}

fn raw_line<'a>(text: &'a str, index: &LineIndex, number: usize) -> &'a str {
    let line = text.get(index.range_of(number)).unwrap_or("");
    line.trim_end_matches(['\n', '\r'])
}

/// Runs of lines outside fences and HTML that may hold indented transcripts.
fn indented<'a>(text: &'a str, index: &LineIndex, covered: &[Range<usize>]) -> Vec<Vec<Line<'a>>> {
    let mut chunks = vec![Vec::new()];
    for number in 1..=index.line_count() {
        let range = index.range_of(number);
        let line = raw_line(text, index, number);
        let outside = !covered
            .iter()
            .any(|c| c.start < range.end && range.start < c.end);
        if outside && (line.starts_with("    ") || line.is_empty()) {
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(Line {
                    number,
                    prefix: "",
                    text: line,
                });
            }
        } else {
            chunks.push(Vec::new());
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::{Item, items};

    #[test]
    fn blocks_get_their_outputs() {
        let text =
            "```python\nprint(1)\n```\n\nso\n\n```output\n1\n```\n\n```rhai\nprint(2)\n```\n";
        let found = items(text);
        assert_eq!(found.len(), 2);
        let Item::Block(first) = &found[0] else {
            panic!("{found:?}")
        };
        let output = first.output.as_ref().unwrap();
        assert_eq!(
            (first.line, output.text.as_str(), output.lines),
            (2, "1\n", (8, 1))
        );
        let Item::Block(second) = &found[1] else {
            panic!("{found:?}")
        };
        assert!(second.rhai && second.output.is_none());
    }

    #[test]
    fn transcripts_are_found_fenced_and_indented() {
        let text = "a\n\n    >>> 1\n    1\n\n```pycon\n>>> 2\n2\n```\n> ```\n> >>> 3\n> 3\n> ```\n";
        let found = items(text);
        let lines: Vec<usize> = found
            .iter()
            .map(|item| match item {
                Item::Example(e) => e.line,
                Item::Block(b) => panic!("{b:?}"),
            })
            .collect();
        assert_eq!(lines, [3, 7, 11]);
    }

    #[test]
    fn others_are_left_alone() {
        let text = "```sh\n>>> x\n```\n\n```python skip\n1/0\n```\n\n<!--\n\n    >>> y\n\n-->\n";
        assert!(items(text).is_empty());
        let text = ">>> a nested quote\n\n```output\nx\n```\n";
        assert!(items(text).is_empty());
    }
}
