//! Markdown files: their examples share one interpreter and run in order, in an empty temporary
//! folder, so that what they write leaves nothing behind.

use std::io;
use std::path::Path;
use std::rc::Rc;

use super::Run;
use super::check::{Flags, exception_type, expected_exception, matches};
use super::exercise::{Exercise, exercises};
use super::folder::Folder;
use super::judge::{limit_of, verify};
use super::markdown::{Block, Item, items};
use super::report::{Failure, Outcome};
use super::transcript::Example;
use super::update::{Edit, apply, as_expected};
use crate::interpreter::Interpreter;
use crate::object::{Exc, PyResult};

/// Run a lesson; `seen` is told each example's line, code and outcome, and says whether to go on.
/// Returns how many expectations were rewritten.
pub fn check(
    run: &Run,
    path: &Path,
    seen: &mut dyn FnMut(usize, &str, Outcome) -> bool,
) -> io::Result<usize> {
    let text = std::fs::read_to_string(path)?;
    let items = items(&text);
    let exercises = exercises(&text);
    let rewritten = if items.is_empty() {
        0
    } else {
        check_items(run, path, &text, &items, seen)?
    };
    check_exercises(run, exercises, seen)?;
    Ok(rewritten)
}

/// The exercises of a lesson: that they can be solved, and tell wrong solutions.
fn check_exercises(
    run: &Run,
    exercises: Vec<Exercise>,
    seen: &mut dyn FnMut(usize, &str, Outcome) -> bool,
) -> io::Result<()> {
    let limits = run.limits();
    for mut exercise in exercises {
        for generator in &mut exercise.generators {
            generator.seed = generator.seed.wrapping_add(run.options.seed.unwrap_or(0));
        }
        for (name, fault) in verify(&exercise, limits)? {
            let outcome = match fault {
                None => Outcome::Passed,
                Some(fault) => Outcome::Failed(Failure {
                    example: String::new(),
                    want: String::new(),
                    got: String::new(),
                    remark: Some(fault),
                }),
            };
            if !seen(exercise.line, &name, outcome) || run.is_interrupted() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The examples outside exercises.
fn check_items(
    run: &Run,
    path: &Path,
    text: &str,
    items: &[Item],
    seen: &mut dyn FnMut(usize, &str, Outcome) -> bool,
) -> io::Result<usize> {
    let mut edits = Vec::new();
    Lesson::in_folder(run, path, |lesson| edits = lesson.check_all(items, seen))?;
    if !edits.is_empty() {
        std::fs::write(path, apply(text, &edits))?;
    }
    Ok(edits.len())
}

/// Examples that share one interpreter.
pub struct Lesson<'a> {
    run: &'a Run,
    name: String,
    interpreter: Rc<Interpreter>,
}

/// What an example did.
pub struct Result {
    pub printed: String,
    pub errors: String,
    pub raised: Option<Exc>,
}

impl<'a> Lesson<'a> {
    /// Work with a fresh interpreter in an empty folder.
    ///
    /// # Errors
    /// Those of temporary folders.
    pub fn in_folder(run: &'a Run, path: &Path, work: impl FnOnce(&Lesson)) -> io::Result<()> {
        let folder = Folder::new()?;
        let place = path
            .parent()
            .unwrap_or(Path::new(""))
            .to_string_lossy()
            .into_owned();
        let home = std::env::current_dir()?;
        std::env::set_current_dir(folder.path())?;
        let interpreter = Interpreter::builder()
            .argv(vec![path.to_string_lossy().into_owned()])
            .path(vec![String::new(), place])
            .capture_output()
            .input("")
            .build();
        crate::modules::site::install(interpreter.vm());
        // Without the handler, Ctrl-C still stops the run after this example.
        let _ = interpreter.vm().install_interrupt_handler();
        let lesson = Lesson {
            run,
            name: path.to_string_lossy().into_owned(),
            interpreter: Rc::new(interpreter),
        };
        work(&lesson);
        lesson.interpreter.finish(0);
        std::env::set_current_dir(home)
    }

    /// The interpreter of the examples.
    pub fn interpreter(&self) -> &Rc<Interpreter> {
        &self.interpreter
    }

    fn check_all(
        &self,
        items: &[Item],
        seen: &mut dyn FnMut(usize, &str, Outcome) -> bool,
    ) -> Vec<Edit> {
        let mut edits = Vec::new();
        for item in items {
            let (line, code, outcome, edit) = match item {
                Item::Example(example) => {
                    let (outcome, edit) = self.example(example);
                    (example.line, example.source.as_str(), outcome, edit)
                }
                Item::Block(block) => {
                    let (outcome, edit) = self.block(block);
                    (block.line, block.code.as_str(), outcome, edit)
                }
            };
            if self.run.options.update {
                edits.extend(edit);
            }
            if !seen(line, code, outcome) || self.run.is_interrupted() {
                break;
            }
        }
        edits
    }

    /// Run an example of a transcript; the outcome, and the edit that would make it pass.
    pub fn example(&self, example: &Example) -> (Outcome, Option<Edit>) {
        let flags = match &example.flags {
            Ok(flags) if flags.skip => return (Outcome::Skipped, None),
            Ok(flags) => *flags,
            Err(message) => {
                let failure = Failure {
                    example: prompted(&example.source),
                    want: String::new(),
                    got: String::new(),
                    remark: Some(message.clone()),
                };
                return (Outcome::Failed(failure), None);
            }
        };
        let result = self.execute(|| {
            let text = self.placed(example.line, &example.source);
            self.interpreter.run_interactive_block(&text, &self.name)
        });
        let mut printed = result.printed;
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        if self.agrees(&example.want, &printed, result.raised.as_ref(), flags) {
            return (Outcome::Passed, None);
        }
        let timed_out = result
            .raised
            .as_ref()
            .is_some_and(|exc| self.is_time_limit(exc));
        let edit = (!timed_out).then(|| {
            let got = match &result.raised {
                Some(exc) => format!("{printed}{}", self.short_traceback(exc)),
                None => printed.clone(),
            };
            Edit {
                lines: example.want_lines,
                text: as_expected(&got, &example.indent, true),
            }
        });
        let got = match &result.raised {
            Some(exc) => format!("{printed}{}", self.interpreter.vm().format_exception(exc)),
            None => printed,
        };
        let failure = Failure {
            example: prompted(&example.source),
            want: example.want.clone(),
            got: format!("{got}{}", result.errors),
            remark: self.limit_remark(result.raised.as_ref()),
        };
        (Outcome::Failed(failure), edit)
    }

    fn block(&self, block: &Block) -> (Outcome, Option<Edit>) {
        let result = self.execute(|| {
            let text = self.placed(block.line, &block.code);
            match block.rhai {
                true => self.interpreter.run_rhai(&text, &self.name),
                false => self.interpreter.run_source(&text, &self.name),
            }
        });
        let want = block.output.as_ref().map(|output| output.text.as_str());
        let printed = &result.printed;
        let passed = match want {
            Some(want) => {
                // An output block cannot say whether its last line has a newline.
                let end = if want.ends_with('\n') && !printed.ends_with('\n') {
                    "\n"
                } else {
                    ""
                };
                let printed = format!("{printed}{end}");
                let plain = Flags {
                    no_true_for_1: true,
                    ..Flags::default()
                };
                self.agrees(want, &printed, result.raised.as_ref(), plain)
            }
            None => result.raised.is_none(),
        };
        if passed {
            return (Outcome::Passed, None);
        }
        let timed_out = result
            .raised
            .as_ref()
            .is_some_and(|exc| self.is_time_limit(exc));
        let edit = block.output.as_ref().filter(|_| !timed_out).map(|output| {
            let got = match &result.raised {
                Some(exc) => format!("{printed}{}", self.short_traceback(exc)),
                None => printed.clone(),
            };
            Edit {
                lines: output.lines,
                text: as_expected(&got, &output.indent, false),
            }
        });
        let report = match &result.raised {
            Some(exc) => self.interpreter.vm().format_exception(exc),
            None => String::new(),
        };
        let got = format!("{printed}{report}{}", result.errors);
        let remark = match want {
            _ if timed_out => self.limit_remark(result.raised.as_ref()),
            None => Some("raised an exception".to_owned()),
            Some(_) => None,
        };
        let want = want.map_or_else(|| got.clone(), str::to_owned);
        (
            Outcome::Failed(Failure {
                example: block.code.clone(),
                want,
                got,
                remark,
            }),
            edit,
        )
    }

    /// A text moved down to its place in the file, so that tracebacks tell the file's lines.
    fn placed(&self, line: usize, text: &str) -> String {
        "\n".repeat(line.saturating_sub(1)) + text
    }

    /// Run something within the limits.
    pub fn execute(&self, work: impl FnOnce() -> PyResult<()>) -> Result {
        let interpreter = &self.interpreter;
        let vm = interpreter.vm();
        let limits = self.run.limits();
        vm.set_time_limit(Some(limits.time));
        vm.set_max_steps(limits.steps);
        // Where the system does not tell, there is no such limit.
        let _ = vm.set_memory_limit(limits.memory);
        let raised = work().err();
        vm.set_time_limit(None);
        vm.set_max_steps(None);
        let _ = vm.set_memory_limit(None);
        interpreter.flush();
        Result {
            printed: interpreter.take_output(),
            errors: interpreter.take_errors(),
            raised,
        }
    }

    /// Whether an example did what is expected of it. As with doctest, the stack of an expected
    /// exception does not matter; what was printed before it does.
    fn agrees(&self, want: &str, printed: &str, raised: Option<&Exc>, flags: Flags) -> bool {
        let Some(exc) = raised else {
            return matches(want, printed, flags);
        };
        let Some((before, expected)) = expected_exception(want) else {
            return false;
        };
        if !matches(before, printed, flags) || self.is_time_limit(exc) {
            return false;
        }
        self.exception_lines(exc).iter().any(|got| {
            matches(expected, got, flags)
                || (flags.ignore_exception_detail
                    && exception_type(expected) == exception_type(got))
        })
    }

    /// The lines that tell an exception: with its suggestion and notes, and without.
    fn exception_lines(&self, exc: &Exc) -> [String; 2] {
        let vm = self.interpreter.vm();
        let mut full = vm.format_exception_only(exc);
        if vm.is_instance_of(exc, &vm.types.syntax_error) {
            // The place stands above.
            full = full
                .split_inclusive('\n')
                .skip_while(|line| line.starts_with(' '))
                .collect();
        }
        let name = full.split([':', '\n']).next().unwrap_or_default();
        let message = vm.display(&exc.value()).unwrap_or_default();
        let plain = match message.is_empty() {
            true => format!("{name}\n"),
            false => format!("{name}: {message}\n"),
        };
        [full, plain]
    }

    fn short_traceback(&self, exc: &Exc) -> String {
        let [full, _] = self.exception_lines(exc);
        format!("Traceback (most recent call last):\n  ...\n{full}")
    }

    fn is_time_limit(&self, exc: &Exc) -> bool {
        let class = self.interpreter.vm().class_of(&exc.value());
        class.qualified_name() == "biji.Interrupted"
    }

    fn limit_remark(&self, exc: Option<&Exc>) -> Option<String> {
        let reached = limit_of(&self.interpreter, exc?)?;
        Some(reached.told(&self.run.limits(), self.run.language()))
    }
}

/// Code with its prompts.
fn prompted(source: &str) -> String {
    let lines = source.lines().enumerate();
    lines
        .map(|(at, line)| format!("{} {line}\n", if at == 0 { ">>>" } else { "..." }))
        .collect()
}
