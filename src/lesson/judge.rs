//! Running a solution of an exercise over its cases.
//!
//! Everything here runs in this process, in a folder of its own; who cannot trust the solution
//! runs `biji check` as a process (see `worker.rs`), which can be ended.

use std::io;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::check::{Flags, matches};
use super::exercise::{Case, Exercise, Generator, Kind};
use super::folder::Folder;
use crate::interpreter::Interpreter;
use crate::language::Language;
use crate::object::{Exc, PyResult, Str, Value};
use crate::permissions::Permissions;

/// What a solution may use, where its exercise does not say.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub time: Duration,
    pub steps: Option<u64>,
    /// Bytes.
    pub memory: Option<u64>,
}

/// What one case came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseResult {
    pub name: String,
    pub hidden: bool,
    pub passed: bool,
    /// The code of the case, or the generated call.
    pub input: String,
    pub want: String,
    pub got: String,
    /// A limit that was reached, and where.
    pub remark: Option<String>,
}

/// What a solution came to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Verdict {
    pub cases: Vec<CaseResult>,
    /// Rules that it breaks.
    pub broken: Vec<String>,
    /// The word for the wrong solution that it behaves like.
    pub hint: Option<String>,
}

impl Verdict {
    /// Whether all is well.
    pub fn passed(&self) -> bool {
        self.broken.is_empty() && self.cases.iter().all(|case| case.passed)
    }

    /// The first case that failed: one that may be shown if there is one.
    pub fn first_failure(&self) -> Option<&CaseResult> {
        let failed = || self.cases.iter().filter(|case| !case.passed);
        failed()
            .find(|case| !case.hidden)
            .or_else(|| failed().next())
    }

    /// The verdict without what hidden cases hold.
    pub fn without_secrets(mut self) -> Verdict {
        let mut number = 0;
        for case in self.cases.iter_mut().filter(|case| case.hidden) {
            number += 1;
            case.name = format!("hidden {number}");
            case.input.clear();
            case.want.clear();
            case.got.clear();
            // A place in the learner's own code says nothing about the case.
        }
        self
    }

    /// Whether a solution with this verdict made the same mistake: it gave the same in all cases,
    /// and broke the same rules (right results by a forbidden way: what tells it is the rule).
    fn looks_like(&self, other: &Verdict) -> bool {
        let gave = |verdict: &Verdict| -> Vec<String> {
            verdict.cases.iter().map(|case| case.got.clone()).collect()
        };
        self.broken == other.broken && gave(self) == gave(other)
    }
}

/// Judge a solution; hints for known wrong ones included.
///
/// # Errors
/// Those of temporary folders.
pub fn judge(
    exercise: &Exercise,
    code: &str,
    limits: Limits,
    language: Language,
) -> io::Result<Verdict> {
    let mut verdict = judge_plainly(exercise, code, limits, language)?;
    if verdict.passed() {
        return Ok(verdict);
    }
    for wrong in &exercise.wrong {
        let known = judge_plainly(exercise, &wrong.code, limits, language)?;
        if known.looks_like(&verdict) && !wrong.hint.is_empty() {
            verdict.hint = Some(wrong.hint.clone());
            break;
        }
    }
    Ok(verdict)
}

/// Judge without looking for known mistakes.
fn judge_plainly(
    exercise: &Exercise,
    code: &str,
    limits: Limits,
    language: Language,
) -> io::Result<Verdict> {
    let limits = Limits {
        time: exercise
            .rules
            .time
            .and_then(|s| Duration::try_from_secs_f64(s).ok())
            .map_or(limits.time, |time| time.min(limits.time)),
        steps: exercise.rules.steps.or(limits.steps),
        memory: exercise.rules.memory.map(|mb| mb << 20).or(limits.memory),
    };
    let judge = Judge {
        exercise,
        limits,
        language,
    };
    let mut verdict = Verdict {
        broken: exercise.rules.broken(code, exercise.rhai, language),
        ..Verdict::default()
    };
    // What hidden cases hold must not come out in the output of the others, so they run last,
    // wherever they stand.
    let mut fixed: Vec<Option<CaseResult>> = vec![None; exercise.cases.len()];
    let mut made: Vec<Vec<CaseResult>> = vec![Vec::new(); exercise.generators.len()];
    for hidden in [false, true] {
        for (case, result) in exercise.cases.iter().zip(&mut fixed) {
            if case.hidden == hidden {
                *result = Some(judge.fixed(case, code)?);
            }
        }
        for (generator, results) in exercise.generators.iter().zip(&mut made) {
            if generator.hidden == hidden {
                *results = judge.generated(generator, code)?;
            }
        }
    }
    let results = fixed
        .into_iter()
        .flatten()
        .chain(made.into_iter().flatten());
    verdict.cases.extend(results);
    Ok(verdict)
}

/// Judge the answer to a prediction.
pub fn predicted(exercise: &Exercise, answer: &str) -> bool {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.trim_matches('\n').lines();
        lines.map(|line| line.trim_end().to_owned()).collect()
    };
    exercise
        .output
        .as_ref()
        .is_some_and(|output| lines(output) == lines(answer))
}

/// Run the program of a prediction; what it printed, with the exception that ended it.
///
/// # Errors
/// Those of temporary folders.
pub fn run_prediction(exercise: &Exercise, limits: Limits) -> io::Result<String> {
    let judge = Judge {
        exercise,
        limits,
        language: Language::English,
    };
    judge.in_folder("", |bench| {
        let raised = bench.run(&exercise.start, "program.py", exercise.rhai);
        bench.outcome(raised).0
    })
}

struct Judge<'a> {
    exercise: &'a Exercise,
    limits: Limits,
    language: Language,
}

impl Judge<'_> {
    fn fixed(&self, case: &Case, code: &str) -> io::Result<CaseResult> {
        let (got, remark) = self.in_folder(&case.input, |bench| {
            let rhai = self.exercise.rhai;
            let mut raised = if rhai {
                // One script, so that its functions are seen.
                bench.run(&format!("{code}\n{}", case.code), "solution.rhai", true)
            } else {
                bench.run(code, "solution.py", false)
            };
            if raised.is_none() && !rhai {
                raised = bench.run(&case.code, "case.py", false);
            }
            bench.outcome(raised)
        })?;
        let want = case.want.clone().unwrap_or_default();
        let mut shown = got.clone();
        if want.ends_with('\n') && !shown.is_empty() && !shown.ends_with('\n') {
            shown.push('\n');
        }
        let flags = Flags {
            no_true_for_1: true,
            no_blankline: true,
            ..Flags::default()
        };
        Ok(CaseResult {
            name: match case.title.as_str() {
                "" => format!("case on line {}", case.line),
                title => title.to_owned(),
            },
            hidden: case.hidden,
            passed: remark.is_none() && matches(&want, &shown, flags),
            input: case.code.clone(),
            want,
            got: shown,
            remark,
        })
    }

    fn generated(&self, generator: &Generator, code: &str) -> io::Result<Vec<CaseResult>> {
        let solution = self.exercise.solution.as_deref().unwrap_or_default();
        let wanted = self.series(generator, solution)?;
        let results = self.series(generator, code)?;
        let mut cases = Vec::new();
        for (number, (want, got)) in wanted.into_iter().zip(results).enumerate() {
            cases.push(CaseResult {
                name: format!("generated {}", number + 1),
                hidden: generator.hidden,
                passed: got.remark.is_none() && want.printed == got.printed,
                input: format!("{}{}\n", generator.call, want.arguments),
                want: want.printed,
                got: got.printed,
                remark: got.remark,
            });
        }
        Ok(cases)
    }

    /// The results of all generated calls; after a limit was reached, no more are made.
    fn series(&self, generator: &Generator, code: &str) -> io::Result<Vec<Called>> {
        self.in_folder("", |bench| {
            let failed = |(printed, remark): (String, Option<String>)| Called {
                arguments: String::new(),
                printed,
                remark,
            };
            let count = generator.count as usize;
            if let Some(exc) = bench.run(code, "solution.py", false) {
                return vec![failed(bench.outcome(Some(exc))); count];
            }
            bench.set("__biji_source", &generator.code);
            let load = "__biji_names = {'__name__': 'generate'}\n\
                        exec(__biji_source, __biji_names)\n";
            if let Some(exc) = bench.run(load, "generate.py", false) {
                return vec![failed(bench.outcome(Some(exc))); count];
            }
            let mut calls = Vec::new();
            for number in 0..generator.count {
                let seed = generator.seed.wrapping_mul(1_000_003) + u64::from(number);
                let make = format!(
                    "import random as __biji_random\n\
                     __biji_arguments = __biji_names['generate'](__biji_random.Random({seed}))\n\
                     if not isinstance(__biji_arguments, tuple):\n    \
                         __biji_arguments = (__biji_arguments,)\n\
                     print(repr(__biji_arguments) if len(__biji_arguments) != 1 else \
                     '(' + repr(__biji_arguments[0]) + ')', end='')\n"
                );
                if let Some(exc) = bench.run(&make, "generate.py", false) {
                    calls.push(failed(bench.outcome(Some(exc))));
                    continue;
                }
                let arguments = bench.interpreter.take_output();
                let call = format!("print(repr({}(*__biji_arguments)))\n", generator.call);
                let raised = bench.run(&call, "case.py", false);
                let (printed, remark) = bench.outcome(raised);
                let stop = remark.is_some();
                calls.push(Called {
                    arguments,
                    printed,
                    remark,
                });
                if stop {
                    break;
                }
            }
            calls
        })
    }

    /// Work in a fresh folder that holds the exercise's files, with a fresh interpreter.
    fn in_folder<R>(&self, input: &str, work: impl FnOnce(&Bench) -> R) -> io::Result<R> {
        let folder = Folder::new()?;
        for file in &self.exercise.files {
            let path = folder.path().join(&file.name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, &file.bytes)?;
        }
        let home = std::env::current_dir()?;
        std::env::set_current_dir(folder.path())?;
        let interpreter = Interpreter::builder()
            .argv(vec!["solution.py".to_owned()])
            .path(vec![String::new()])
            .capture_output()
            .input(input)
            .build();
        crate::modules::site::install(interpreter.vm());
        let vm = interpreter.vm();
        if !self.exercise.uses_processes() {
            vm.permissions.set(Permissions::all_but_processes());
        }
        vm.close_files(self.exercise.source.as_deref());
        let bench = Bench {
            interpreter,
            limits: self.limits,
            language: self.language,
        };
        let result = work(&bench);
        bench
            .interpreter
            .vm()
            .set_time_limit(Some(self.limits.time));
        bench.interpreter.finish(0);
        std::env::set_current_dir(home)?;
        Ok(result)
    }
}

#[derive(Clone)]
struct Called {
    arguments: String,
    printed: String,
    remark: Option<String>,
}

/// An interpreter with limits.
struct Bench {
    interpreter: Interpreter,
    limits: Limits,
    language: Language,
}

impl Bench {
    fn set(&self, name: &str, text: &str) {
        let names = self.interpreter.namespace();
        drop(names.set_str(&Str::intern(name), Value::str(text)));
    }

    fn run(&self, code: &str, name: &str, rhai: bool) -> Option<Exc> {
        let vm = self.interpreter.vm();
        vm.set_time_limit(Some(self.limits.time));
        vm.set_max_steps(self.limits.steps);
        // Where the system does not tell, there is no such limit.
        let _ = vm.set_memory_limit(self.limits.memory);
        let result: PyResult<()> = match rhai {
            true => self.interpreter.run_rhai(code, name),
            false => self.interpreter.run_source(code, name),
        };
        vm.set_time_limit(None);
        vm.set_max_steps(None);
        let _ = vm.set_memory_limit(None);
        self.interpreter.flush();
        result.err()
    }

    /// What was printed, with the exception's last line; and the remark on a limit.
    fn outcome(&self, raised: Option<Exc>) -> (String, Option<String>) {
        let vm = self.interpreter.vm();
        let mut printed = self.interpreter.take_output();
        let _ = self.interpreter.take_errors();
        let Some(exc) = raised else {
            return (printed, None);
        };
        if let Some(limit) = limit_of(&self.interpreter, &exc) {
            return (printed, Some(limit.told(&self.limits, self.language)));
        }
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        let full = vm.format_exception_only(&exc);
        let line = full.lines().find(|line| !line.starts_with(' '));
        printed.push_str(line.unwrap_or_default());
        printed.push('\n');
        (printed, None)
    }
}

/// A limit that a program reached.
pub struct Reached {
    message: String,
    /// The innermost line of the program's own.
    pub place: Option<(usize, String)>,
}

/// Whether an exception says that a limit was reached, and where.
pub fn limit_of(interpreter: &Interpreter, exc: &Exc) -> Option<Reached> {
    let vm = interpreter.vm();
    let class = vm.class_of(&exc.value());
    if class.qualified_name() != "biji.Interrupted" {
        return None;
    }
    let traceback = exc.traceback.borrow();
    let own = traceback.iter().find(|entry| {
        let file = &entry.core.code.file;
        file.listed && !file.name.starts_with('<')
    });
    let place = own.map(|entry| {
        let line = crate::vm::traceback::line_of(entry) as usize;
        let text = entry.core.code.file.line_text(line).trim();
        (line, text.to_owned())
    });
    Some(Reached {
        message: vm.display(&exc.value()).unwrap_or_default(),
        place,
    })
}

impl Reached {
    /// The limit and the line, for the learner.
    pub fn told(&self, limits: &Limits, language: Language) -> String {
        let english = language == Language::English;
        let time = limits.time.as_secs_f64();
        let what = if self.message.contains("steps") {
            let steps = limits.steps.unwrap_or_default();
            match english {
                true => format!("not over after {steps} steps"),
                false => format!("走了 {steps} 步还没有结束"),
            }
        } else if self.message.contains("memory") {
            let megabytes = limits.memory.unwrap_or_default() >> 20;
            match english {
                true => format!("more than {megabytes} MB of memory"),
                false => format!("用的内存超过 {megabytes} MB"),
            }
        } else {
            match english {
                true => format!("not over after {time} s"),
                false => format!("{time} 秒还没有结束"),
            }
        };
        match &self.place {
            Some((line, text)) if english => format!("{what}; it was in line {line}: {text}"),
            Some((line, text)) => format!("{what}，当时在第 {line} 行：{text}"),
            None => what,
        }
    }
}

/// The checks of `biji test` on an exercise itself: its reference solution passes, what the
/// learner begins with does not, and each known wrong solution fails with its own hint. Each check
/// has a name, and what is wrong.
///
/// # Errors
/// Those of temporary folders.
pub fn verify(exercise: &Exercise, limits: Limits) -> io::Result<Vec<(String, Option<String>)>> {
    let name = &exercise.name;
    let mut checks = Vec::new();
    let mut check = |what: &str, fault: Option<String>| {
        checks.push((format!("{name}: {what}"), fault));
    };
    let faults = exercise.faults.join("; ");
    check("form", (!faults.is_empty()).then_some(faults));
    if exercise.kind == Kind::Predict {
        let got = run_prediction(exercise, limits)?;
        let fault = match &exercise.output {
            None => Some("a prediction needs an output block".to_owned()),
            Some(want) if want.trim_end() == got.trim_end() => None,
            Some(_) => Some(format!("it prints:\n{got}")),
        };
        check("prediction", fault);
        return Ok(checks);
    }
    let Some(solution) = &exercise.solution else {
        check("solution", Some("there is no solution".to_owned()));
        return Ok(checks);
    };
    if exercise.cases.is_empty() && exercise.generators.is_empty() {
        check("cases", Some("there is no case".to_owned()));
        return Ok(checks);
    }
    let english = Language::English;
    let verdict = judge_plainly(exercise, solution, limits, english)?;
    check(
        "solution passes",
        (!verdict.passed()).then(|| told(&verdict)),
    );
    let verdict = judge_plainly(exercise, &exercise.start, limits, english)?;
    let fault = verdict
        .passed()
        .then(|| "what the learner begins with passes".to_owned());
    check("start fails", fault);
    // Once for all of them; what a learner gets is the first that looks the same.
    let mut known: Vec<Verdict> = Vec::new();
    for wrong in &exercise.wrong {
        known.push(judge_plainly(exercise, &wrong.code, limits, english)?);
    }
    for (wrong, verdict) in exercise.wrong.iter().zip(&known) {
        let first = known.iter().position(|other| other.looks_like(verdict));
        let first = first.and_then(|index| exercise.wrong.get(index));
        let fault = if wrong.hint.is_empty() {
            Some("a wrong solution needs a hint".to_owned())
        } else if verdict.passed() {
            Some("it passes".to_owned())
        } else if first.is_some_and(|first| first.hint != wrong.hint) {
            Some("an earlier wrong solution behaves alike, so its hint is given".to_owned())
        } else {
            None
        };
        check(&format!("wrong solution on line {}", wrong.line), fault);
    }
    Ok(checks)
}

/// A verdict in a few lines, for who writes lessons.
fn told(verdict: &Verdict) -> String {
    let mut out = String::new();
    for rule in &verdict.broken {
        out.push_str(&format!("{rule}\n"));
    }
    for case in verdict.cases.iter().filter(|case| !case.passed).take(3) {
        out.push_str(&format!(
            "{}\n{}expected:\n{}got:\n{}",
            case.name, case.input, case.want, case.got
        ));
        if let Some(remark) = &case.remark {
            out.push_str(&format!("{remark}\n"));
        }
    }
    out
}
