//! The exercises of a Markdown file. docs/lessons.md describes their form: a block that begins one
//! (```` ```python exercise NAME ````), and after it the blocks that belong to it.
//!
//! Parts that a reader must not see (solution, hidden cases, wrong solutions, hints) are told by
//! [`is_secret`], which the course's display asks too.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::rules::Rules;
use crate::source::LineIndex;

/// What the learner has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Say what a program prints.
    Predict,
    /// Complete a program with gaps (`...`).
    Fill,
    /// Mend a program.
    Fix,
    /// Write one from scratch.
    Write,
}

/// An exercise.
#[derive(Clone, Debug)]
pub struct Exercise {
    pub name: String,
    /// The line of its first block's code, from 1.
    pub line: usize,
    pub kind: Kind,
    pub rhai: bool,
    /// What the learner begins with; in a prediction, the program.
    pub start: String,
    /// What the program prints, in a prediction.
    pub output: Option<String>,
    pub solution: Option<String>,
    pub cases: Vec<Case>,
    pub generators: Vec<Generator>,
    pub wrong: Vec<Wrong>,
    pub hints: Vec<String>,
    pub files: Vec<LessonFile>,
    pub rules: Rules,
    /// The file that it was read from, which a submission must not see.
    pub source: Option<std::path::PathBuf>,
    /// What is wrong with the exercise's own text.
    pub faults: Vec<String>,
}

/// A fixed case: code that runs after the learner's, and what both print.
#[derive(Clone, Debug)]
pub struct Case {
    pub line: usize,
    pub title: String,
    pub hidden: bool,
    pub code: String,
    /// What standard input holds.
    pub input: String,
    pub want: Option<String>,
}

/// Generated cases: `generate(rng)` makes the arguments of the function `call`.
#[derive(Clone, Debug)]
pub struct Generator {
    pub code: String,
    pub call: String,
    pub count: u32,
    pub seed: u64,
    pub hidden: bool,
}

/// A wrong solution that is known, and what to say to who wrote it.
#[derive(Clone, Debug)]
pub struct Wrong {
    pub line: usize,
    pub code: String,
    pub hint: String,
}

/// A file that is there when the learner's program runs.
#[derive(Clone, Debug)]
pub struct LessonFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Whether a block with these words after its fence is hidden from the learner.
pub fn is_secret(info: &str) -> bool {
    let words: Vec<&str> = info.split_whitespace().collect();
    matches!(
        words.as_slice(),
        ["hint" | "rules", ..]
            | [_, "solution" | "wrong" | "generate" | "case", ..]
            | ["output" | "input", "secret", ..]
    )
}

/// A fenced block: the words behind the fence, its text, the line of its first text line.
pub struct Fence {
    pub info: String,
    pub text: String,
    pub line: usize,
}

/// All fenced blocks of a text.
pub fn fences(text: &str) -> Vec<Fence> {
    let index = LineIndex::new(text);
    let mut found: Vec<Fence> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                found.push(Fence {
                    info: info.trim().to_owned(),
                    text: String::new(),
                    line: index.line_of(range.start) + 1,
                });
                inside = true;
            }
            Event::Text(part) if inside => {
                if let Some(fence) = found.last_mut() {
                    fence.text.push_str(&part);
                }
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            _ => {}
        }
    }
    found
}

/// The exercises of a text, in order.
pub fn exercises(text: &str) -> Vec<Exercise> {
    let mut found: Vec<Exercise> = Vec::new();
    // Whether the blocks still belong to the last exercise.
    let mut open = false;
    let mut last = Part::Nothing;
    for fence in fences(text) {
        let words: Vec<&str> = fence.info.split_whitespace().collect();
        if let Some(exercise) = begins(&words, &fence) {
            last = if exercise.kind == Kind::Predict {
                Part::Predicted
            } else {
                Part::Nothing
            };
            found.push(exercise);
            open = true;
            continue;
        }
        let Some(exercise) = found.last_mut().filter(|_| open) else {
            continue;
        };
        match exercise.take(&words, &fence, last) {
            Some(part) => last = part,
            None => open = false,
        }
    }
    found
}

/// The part of an exercise that stood last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Nothing,
    Predicted,
    Case,
    Wrong,
}

fn begins(words: &[&str], fence: &Fence) -> Option<Exercise> {
    let (language, word, rest) = match words {
        [language, word, rest @ ..] => (*language, *word, rest),
        _ => return None,
    };
    if !matches!(language, "python" | "rhai") {
        return None;
    }
    let mut kind = match word {
        "predict" => Kind::Predict,
        "exercise" => Kind::Write,
        _ => return None,
    };
    let mut faults = Vec::new();
    let name = rest.first().copied().unwrap_or_default().to_owned();
    if name.is_empty() {
        faults.push("an exercise needs a name".to_owned());
    }
    for word in rest.iter().skip(1) {
        match *word {
            "fill" => kind = Kind::Fill,
            "fix" => kind = Kind::Fix,
            "write" => kind = Kind::Write,
            other => faults.push(format!("'{other}' is not known after an exercise's name")),
        }
    }
    Some(Exercise {
        name,
        line: fence.line,
        kind,
        rhai: language == "rhai",
        start: fence.text.clone(),
        output: None,
        solution: None,
        cases: Vec::new(),
        generators: Vec::new(),
        wrong: Vec::new(),
        hints: Vec::new(),
        files: Vec::new(),
        rules: Rules::default(),
        source: None,
        faults,
    })
}

/// What shows that an exercise is about other processes.
const OF_PROCESSES: [&str; 13] = [
    "subprocess",
    "multiprocessing",
    "concurrent",
    "asyncio",
    "signal",
    "psutil",
    "venv",
    "Popen",
    "os.fork",
    "os.system",
    "os.popen",
    "os.kill",
    "os.pipe",
];

impl Exercise {
    /// Whether solutions may start processes: where the exercise itself does not, a solution that
    /// does is after something else.
    pub fn uses_processes(&self) -> bool {
        let cases = self.cases.iter().map(|case| case.code.as_str());
        let made = self.generators.iter().map(|made| made.code.as_str());
        let solution = self.solution.as_deref().unwrap_or_default();
        cases
            .chain(made)
            .chain([solution, self.start.as_str()])
            .any(|code| OF_PROCESSES.iter().any(|word| code.contains(word)))
    }

    /// Whether a block belongs to the exercise, and which part it is.
    fn take(&mut self, words: &[&str], fence: &Fence, last: Part) -> Option<Part> {
        let notation = if self.rhai { "rhai" } else { "python" };
        match words {
            [language, "solution"] if *language == notation => {
                self.solution = Some(fence.text.clone());
                Some(Part::Nothing)
            }
            [language, "case", rest @ ..] if *language == notation => {
                let hidden = rest.first() == Some(&"hidden");
                let title = rest.iter().skip(usize::from(hidden));
                self.cases.push(Case {
                    line: fence.line,
                    title: title.copied().collect::<Vec<_>>().join(" "),
                    hidden,
                    code: fence.text.clone(),
                    input: String::new(),
                    want: None,
                });
                Some(Part::Case)
            }
            ["python", "generate", rest @ ..] => {
                self.generator(rest, fence);
                Some(Part::Nothing)
            }
            [language, "wrong"] if *language == notation => {
                self.wrong.push(Wrong {
                    line: fence.line,
                    code: fence.text.clone(),
                    hint: String::new(),
                });
                Some(Part::Wrong)
            }
            ["hint"] => {
                match self.wrong.last_mut().filter(|_| last == Part::Wrong) {
                    Some(wrong) => wrong.hint = fence.text.trim().to_owned(),
                    None => self.hints.push(fence.text.trim().to_owned()),
                }
                Some(Part::Nothing)
            }
            ["rules"] => {
                self.faults.extend(self.rules.read(&fence.text));
                Some(Part::Nothing)
            }
            ["file", name, rest @ ..] => {
                self.file(name, rest, fence);
                Some(Part::Nothing)
            }
            ["input", ..] if last == Part::Case => {
                if let Some(case) = self.cases.last_mut() {
                    case.input = fence.text.clone();
                }
                Some(Part::Case)
            }
            ["output", ..] if last == Part::Case => {
                if let Some(case) = self.cases.last_mut() {
                    case.want = Some(fence.text.clone());
                }
                Some(Part::Nothing)
            }
            ["output", ..] if last == Part::Predicted => {
                self.output = Some(fence.text.clone());
                Some(Part::Nothing)
            }
            _ => None,
        }
    }

    fn generator(&mut self, words: &[&str], fence: &Fence) {
        let mut made = Generator {
            code: fence.text.clone(),
            call: String::new(),
            count: 20,
            seed: 1,
            hidden: false,
        };
        for word in words {
            match word.split_once('=') {
                Some(("call", name)) => made.call = name.to_owned(),
                Some(("count", text)) => match text.parse() {
                    Ok(count) if count <= 10_000 => made.count = count,
                    _ => self
                        .faults
                        .push(format!("count={text}: a number up to 10000")),
                },
                Some(("seed", text)) => match text.parse() {
                    Ok(seed) => made.seed = seed,
                    Err(_) => self.faults.push(format!("seed={text}: a number")),
                },
                None if *word == "hidden" => made.hidden = true,
                _ => self
                    .faults
                    .push(format!("'{word}' is not known after generate")),
            }
        }
        if made.call.is_empty() {
            self.faults.push("generate needs call=FUNCTION".to_owned());
        }
        if self.rhai {
            self.faults
                .push("generated cases are for exercises in Python notation".to_owned());
        }
        self.generators.push(made);
    }

    fn file(&mut self, name: &str, words: &[&str], fence: &Fence) {
        let mut bytes = fence.text.clone().into_bytes();
        for word in words {
            match word.split_once('=') {
                Some(("encoding", label)) => {
                    match encoding_rs::Encoding::for_label(label.as_bytes()) {
                        Some(encoding) => bytes = encoding.encode(&fence.text).0.into_owned(),
                        None => self.faults.push(format!("unknown encoding: {label}")),
                    }
                }
                None if *word == "hex" => match hex(&fence.text) {
                    Some(decoded) => bytes = decoded,
                    None => self
                        .faults
                        .push(format!("{name}: not a list of hexadecimal bytes")),
                },
                _ => self
                    .faults
                    .push(format!("'{word}' is not known after a file's name")),
            }
        }
        let inside = !name.starts_with('/') && name.split('/').all(|part| part != "..");
        if !inside {
            self.faults
                .push(format!("{name}: outside the exercise's folder"));
            return;
        }
        self.files.push(LessonFile {
            name: name.to_owned(),
            bytes,
        });
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    text.split_whitespace()
        .map(|pair| u8::from_str_radix(pair, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, exercises};

    #[test]
    fn parts_belong_to_their_exercise() {
        let text = "```python exercise double fill\ndef double(x): ...\n```\n\
            ```python solution\ndef double(x): return 2 * x\n```\n\
            ```python case small\nprint(double(2))\n```\n```output\n4\n```\n\
            ```python case hidden\nprint(double(3))\n```\n```output\n6\n```\n\
            ```python generate call=double count=5 seed=3\ndef generate(rng): return (rng.random(),)\n```\n\
            ```python wrong\ndef double(x): return x\n```\n```hint\nTwice.\n```\n\
            ```hint\nMultiply.\n```\n```rules\nmust use def\n```\n\
            ```file a.txt encoding=gbk\n中\n```\n\n```python\nprint(1)\n```\n```output\n1\n```\n";
        let found = exercises(text);
        assert_eq!(found.len(), 1);
        let one = &found[0];
        assert_eq!((one.name.as_str(), one.kind), ("double", Kind::Fill));
        assert!(one.faults.is_empty(), "{:?}", one.faults);
        assert_eq!(
            (one.cases.len(), one.generators.len(), one.wrong.len()),
            (2, 1, 1)
        );
        assert!(one.cases[1].hidden && !one.cases[0].hidden);
        assert_eq!(one.cases[0].want.as_deref(), Some("4\n"));
        assert_eq!(one.wrong[0].hint, "Twice.");
        assert_eq!(one.hints, ["Multiply."]);
        assert_eq!(one.files[0].bytes, b"\xd6\xd0\n");
    }

    #[test]
    fn faults_are_named() {
        let found =
            exercises("```python exercise\n```\n```file ../x\n```\n```rules\nnonsense\n```\n");
        assert_eq!(found[0].faults.len(), 3);
    }
}
