//! Errors explained in the learner's language, and the map of this room.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | from an exception to a text |
//! | `rules.rs` | errors that their message alone tells |
//! | `names.rs` | errors that need what the machine knows: near names, attributes, modules |
//! | `values.rs` | the same for values: bytes, keys, JSON, `None` |
//! | `syntax.rs` | errors of syntax |
//! | `wrap.rs` | lines that fit the terminal |
//! | `catalogue.rs` | the texts, which stand in `en.md` and `zh.md` |
//!
//! The ordinary traceback stays as CPython has it; an explanation stands under it. A rule that is
//! not sure says nothing: no explanation is better than a wrong one.

use crate::language::{Chosen, Language};
use crate::object::exception::TraceEntry;
use crate::object::{Dict, Exc, Str, Value};
use crate::vm::Vm;

mod catalogue;
mod names;
mod rules;
mod syntax;
mod values;
pub mod wrap;

/// What was found out about an error.
#[derive(Debug)]
pub struct Finding {
    /// The text's name in the catalogues.
    pub key: &'static str,
    /// What is filled in.
    pub parts: Vec<(String, String)>,
}

impl Finding {
    fn new(key: &'static str) -> Finding {
        Finding {
            key,
            parts: Vec::new(),
        }
    }

    fn with(mut self, name: &str, value: impl Into<String>) -> Finding {
        self.parts.push((name.to_owned(), value.into()));
        self
    }
}

/// An exception with what rules ask for.
struct Case<'a> {
    vm: &'a Vm,
    exc: &'a Exc,
    /// The names of its class and of those above it.
    classes: Vec<String>,
    message: String,
    /// The suggestion of the traceback ("Did you mean: 'x'?"), if it has one.
    near: Option<String>,
    /// The innermost line of the program's own.
    place: Option<TraceEntry>,
}

impl<'a> Case<'a> {
    fn new(vm: &'a Vm, exc: &'a Exc) -> Case<'a> {
        let class = vm.class_of(&exc.value());
        let classes = class
            .mro()
            .iter()
            .map(|c| c.name.borrow().to_string())
            .collect();
        let message = vm.display(&exc.value()).unwrap_or_default();
        let shown = vm.format_exception_only(exc);
        let near = shown
            .rsplit_once("Did you mean: '")
            .or_else(|| shown.rsplit_once("Did you mean '"))
            .and_then(|(_, rest)| rest.split('\'').next())
            .map(str::to_owned);
        let place = exc
            .traceback
            .borrow()
            .iter()
            .find(|entry| entry.core.code.file.listed && !entry.core.code.file.is_library())
            .cloned();
        Case {
            vm,
            exc,
            classes,
            message,
            near,
            place,
        }
    }

    fn is(&self, class: &str) -> bool {
        self.classes.iter().any(|name| name == class)
    }

    /// The number and the text of the line where it happened.
    fn line(&self) -> Option<(usize, String)> {
        let entry = self.place.as_ref()?;
        let number = crate::vm::traceback::line_of(entry) as usize;
        let text = entry.core.code.file.line_text(number).trim_end();
        Some((number, text.to_owned()))
    }

    /// The text of that line.
    fn line_text(&self) -> String {
        self.line().map_or_else(String::new, |(_, text)| text)
    }

    /// All lines of the file up to the one where it happened, with their numbers, last first.
    fn lines_before(&self) -> Vec<(usize, String)> {
        let Some(entry) = &self.place else {
            return Vec::new();
        };
        let file = &entry.core.code.file;
        let number = crate::vm::traceback::line_of(entry) as usize;
        (1..number)
            .rev()
            .map(|n| (n, file.line_text(n).trim_end().to_owned()))
            .collect()
    }

    /// The lines typed at the prompt before, last first; none in a program.
    fn typed_before(&self) -> Vec<String> {
        let at_prompt = self.place.as_ref().is_some_and(|entry| {
            let name = &entry.core.code.file.name;
            name.starts_with("<python-input") || &**name == "<stdin>"
        });
        if !at_prompt {
            return Vec::new();
        }
        let state = self.vm.state::<Typed>();
        let typed = state.0.borrow();
        // The last entry is the one that failed.
        let before = typed.iter().rev().skip(1);
        before
            .flat_map(|entry| entry.lines().rev())
            .map(str::to_owned)
            .collect()
    }

    /// An attribute that the exception's class has set.
    fn member(&self, name: &str) -> Option<Value> {
        let own = || self.exc.dict.get()?.get_str(&Str::new(name.to_owned()));
        self.exc.field(name).or_else(own)
    }

    /// Such an attribute as a text.
    fn field(&self, name: &str) -> Option<String> {
        let value = self.member(name)?;
        Str::from_value(&value).map(|s| s.to_string())
    }

    /// Whether the program has raised it in words of its own: then they say what is wrong.
    fn is_own(&self) -> bool {
        let class = self.vm.class_of(&self.exc.value());
        let module = class.module.borrow().to_string();
        let top = module.split('.').next().unwrap_or("");
        let library = class.is_native || crate::vm::import::is_library(top);
        let raised = self.line_text().trim_start().starts_with("raise")
            && !self.message.contains("BaseException");
        !library || raised
    }

    /// The value of a variable at that place, as far as it was kept.
    fn variable(&self, name: &str) -> Option<Value> {
        let entry = self.place.as_ref()?;
        let name = Str::new(name.to_owned());
        if let Some(found) = entry.locals.as_ref().and_then(|l| l.get_str(&name)) {
            return Some(found);
        }
        if entry.core.code.name.as_str() != Some("<module>") && entry.locals.is_none() {
            // It may be a local variable, whose value is gone.
            return None;
        }
        entry.core.globals.get_str(&name)
    }

    /// A value's `repr`, cut short; only of built-in types, since others would run code.
    fn short_repr(&self, value: &Value) -> Option<String> {
        if !self.vm.class_of(value).is_native {
            return None;
        }
        let text = self.vm.repr(value).ok()?.to_string();
        let cut: String = text.chars().take(60).collect();
        Some(if cut.len() < text.len() {
            format!("{cut}…")
        } else {
            cut
        })
    }
}

/// What is known about an exception.
pub fn find(vm: &Vm, exc: &Exc) -> Option<Finding> {
    let case = Case::new(vm, exc);
    if case.is("SystemExit") || case.is("KeyboardInterrupt") || case.is_own() {
        return None;
    }
    if case.is("SyntaxError") {
        return syntax::find(&case);
    }
    names::find(&case)
        .or_else(|| values::find(&case))
        .or_else(|| rules::find(&case))
}

/// The explanation that stands under a traceback; ends with a newline.
pub fn short(vm: &Vm, exc: &Exc, language: Language) -> Option<String> {
    let finding = find(vm, exc)?;
    let text = catalogue::text(language, finding.key)?;
    Some(format!("→ {}\n", text.short(&finding.parts)))
}

/// The longer explanation: with the line, the values of its names, and where to read on.
pub fn long(vm: &Vm, exc: &Exc, language: Language) -> String {
    let case = Case::new(vm, exc);
    let mut out = String::new();
    if let Some((number, text)) = case.line() {
        out.push_str(&match language {
            Language::English => format!("line {number}: {}\n", text.trim()),
            Language::Chinese => format!("第 {number} 行：{}\n", text.trim()),
        });
        for name in words(&text) {
            let value = case.variable(&name).and_then(|v| case.short_repr(&v));
            if let Some(value) = value {
                out.push_str(&format!("    {name} = {value}\n"));
            }
        }
    }
    let Some(finding) = find(vm, exc) else {
        out.push_str(match language {
            Language::English => {
                "There is no explanation for this error yet; read its last line.\n"
            }
            Language::Chinese => "这个错误还没有解释；请读错误信息的最后一行。\n",
        });
        return out;
    };
    if let Some(text) = catalogue::text(language, finding.key) {
        out.push_str(&format!("{}\n", text.short(&finding.parts)));
        let more = text.more(&finding.parts);
        if !more.is_empty() {
            out.push_str(&format!("{more}\n"));
        }
        if let Some(lesson) = &text.lesson {
            out.push_str(&match language {
                Language::English => format!("Read on: biji learn {lesson}\n"),
                Language::Chinese => format!("继续阅读：biji learn {lesson}\n"),
            });
        }
    }
    out
}

/// What is told about a method that was named at the prompt and not called.
pub fn named_method(vm: &Vm, text: &str) -> Option<String> {
    let finding = Finding::new("method_named").with("method", text);
    let text = catalogue::text(language(vm), finding.key)?;
    Some(format!("→ {}\n", text.short(&finding.parts)))
}

/// What was typed at the prompt, for explanations that look back.
#[derive(Default)]
pub struct Typed(pub std::cell::RefCell<Vec<String>>);

/// The language of an interpreter's explanations.
pub fn language(vm: &Vm) -> Language {
    vm.state::<Chosen>().get()
}

/// The names in a line of code.
fn words(line: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let tokens = crate::source::tokens::tokenize(line);
    for token in &tokens.list {
        if token.kind == crate::source::tokens::Kind::Name
            && let Some(text) = tokens.text.get(token.start as usize..token.end as usize)
            && !found.iter().any(|f| f == text)
        {
            found.push(text.to_owned());
        }
    }
    found
}

/// The value under a name in a dict, for rules.
fn keys_of(dict: &Dict) -> Vec<String> {
    let pairs = dict.pairs();
    pairs
        .iter()
        .filter_map(|(key, _)| key.as_str())
        .map(str::to_owned)
        .collect()
}
