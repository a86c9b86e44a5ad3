//! Doctests: the transcripts in the docstrings of a `.py` file. The file is run as a module (so
//! that what stands behind `if __name__ == '__main__'` does not run), and each docstring's
//! examples see a copy of its names.

use std::io;
use std::path::Path;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::Run;
use super::notes::Lesson;
use super::report::{Failure, Outcome};
use super::transcript::{Example, Line, examples};
use crate::object::{Str, Value};
use crate::source::{SourceFile, parse_module};

/// Run a file's doctests; `seen` as in `notes.rs`.
///
/// # Errors
/// The file cannot be read, or there is no temporary folder.
pub fn check(
    run: &Run,
    path: &Path,
    seen: &mut dyn FnMut(usize, &str, Outcome) -> bool,
) -> io::Result<()> {
    let bytes = std::fs::read(path)?;
    // What is no UTF-8 text is the program's matter.
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(());
    };
    if !text.contains(">>>") {
        return Ok(());
    }
    let groups = docstrings(&text);
    if groups.is_empty() {
        return Ok(());
    }
    Lesson::in_folder(run, path, |lesson| {
        let interpreter = lesson.interpreter();
        let names = interpreter.namespace();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        drop(names.set_str(&Str::intern("__name__"), Value::str(&stem)));
        let shown = path.to_string_lossy().into_owned();
        let result = lesson.execute(|| interpreter.run_source(&text, &shown));
        if let Some(exc) = &result.raised {
            let got = format!(
                "{}{}",
                result.printed,
                interpreter.vm().format_exception(exc)
            );
            let failure = Failure {
                example: String::new(),
                want: got.clone(),
                got,
                remark: Some("the module cannot be imported".to_owned()),
            };
            seen(1, "import", Outcome::Failed(failure));
            return;
        }
        let kept = names.pairs();
        for group in &groups {
            for example in group {
                let (outcome, _) = lesson.example(example);
                if !seen(example.line, &example.source, outcome) || run.is_interrupted() {
                    return;
                }
            }
            for (key, _) in names.pairs() {
                if let Some(key) = Str::from_value(&key)
                    && !kept.iter().any(|(old, _)| old.as_str() == key.as_str())
                {
                    drop(names.remove_str(&key));
                }
            }
            for (key, value) in &kept {
                if let Some(key) = Str::from_value(key) {
                    drop(names.set_str(&key, value.clone()));
                }
            }
        }
    })
}

/// The examples of each docstring that has some.
fn docstrings(text: &str) -> Vec<Vec<Example>> {
    let file = SourceFile::new("<doctest>", text);
    let Ok(tree) = parse_module(&file) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&tree.body, &file, &mut found);
    found
}

fn collect(body: &[Stmt], file: &SourceFile, found: &mut Vec<Vec<Example>>) {
    if let Some(Stmt::Expr(first)) = body.first()
        && let Expr::StringLiteral(literal) = &*first.value
    {
        let text = literal.value.to_str();
        let start = file.line_of(literal.range().start().to_usize());
        let lines: Vec<Line> = text
            .lines()
            .enumerate()
            .map(|(at, text)| Line {
                number: start + at,
                prefix: "",
                text,
            })
            .collect();
        let list = examples(&lines);
        if !list.is_empty() {
            found.push(list);
        }
    }
    for statement in body {
        match statement {
            Stmt::FunctionDef(node) => collect(&node.body, file, found),
            Stmt::ClassDef(node) => collect(&node.body, file, found),
            _ => {}
        }
    }
}
