//! Tracebacks as text, word for word as CPython 3.13 prints them; as objects they are in
//! `frames.rs`.
//!
//! The excerpts with their `^^^^` come from [`crate::source::excerpt`], the nearest names from
//! `crate::source::suggest`; which names are candidates is decided here, as CPython's
//! `traceback._compute_suggestion_error` does.

use std::rc::Rc;

use super::Vm;
pub use super::frames::{FrameObject, Traceback};
use crate::object::exception::TraceEntry;
use crate::object::{Dict, Exc, List, Str, Tuple, Value};
use crate::source::{SyntaxProblem, frame_excerpt, suggest, syntax_excerpt};

/// Equal entries shown in a row before they are only counted.
const REPEAT_CUTOFF: usize = 3;

/// The line (from 1) at which an entry's frame was.
pub fn line_of(entry: &TraceEntry) -> u32 {
    entry.core.code.line_of(entry.pc as usize)
}

impl Vm {
    /// The traceback and message of an exception, with the exceptions that it came from.
    pub fn format_exception(&self, exc: &Exc) -> String {
        let mut chain: Vec<(Exc, &str)> = vec![(exc.clone(), "")];
        let mut seen = vec![exc.clone()];
        loop {
            let Some((last, _)) = chain.last() else { break };
            let cause = Exc::from_value(&last.cause.borrow());
            let context = Exc::from_value(&last.context.borrow());
            let (next, text) = match (cause, context) {
                (Some(cause), _) => (
                    cause,
                    "\nThe above exception was the direct cause of the following exception:\n\n",
                ),
                (None, Some(context)) if !last.suppress_context.get() => (
                    context,
                    "\nDuring handling of the above exception, another exception occurred:\n\n",
                ),
                _ => break,
            };
            if seen.iter().any(|e| e.is(&next)) {
                break;
            }
            seen.push(next.clone());
            chain.push((next, text));
        }
        let mut out = String::new();
        for (at, (exc, _)) in chain.iter().enumerate().rev() {
            out.push_str(&self.format_one(exc));
            // The words between two exceptions stand with the earlier one.
            if at > 0 {
                out.push_str(chain[at].1);
            }
        }
        out
    }

    /// One exception without those that it came from.
    fn format_one(&self, exc: &Exc) -> String {
        let entries = self.trace_entries(exc);
        if self.is_instance_of(exc, &self.types.base_exception_group) {
            return self.format_group(exc, &entries);
        }
        let mut out = String::new();
        if !entries.is_empty() {
            out.push_str("Traceback (most recent call last):\n");
            out.push_str(&format_entries(&entries));
        }
        out.push_str(&self.format_exception_only(exc));
        out
    }

    /// The last lines of a report: class, message and notes; for a SyntaxError its place too.
    pub fn format_exception_only(&self, exc: &Exc) -> String {
        let class = self.class_of_obj(exc.obj());
        let module = class.module.borrow().to_string();
        let name = if matches!(module.as_str(), "builtins" | "__main__") {
            class.qualname.borrow().to_string()
        } else {
            class.qualified_name()
        };
        let mut out = String::new();
        let message = if self.is_instance_of(exc, &self.types.syntax_error) {
            let problem = self.problem_of(exc);
            out.push_str(&syntax_excerpt(&problem));
            match exc.field("msg") {
                Some(m) if !m.is_none() => self
                    .display(&m)
                    .unwrap_or_else(|_| "<exception str() failed>".to_owned()),
                _ => "<no detail available>".to_owned(),
            }
        } else {
            let text = self.display(&exc.value());
            let mut text = text.unwrap_or_else(|_| "<exception str() failed>".to_owned());
            text.push_str(&self.suggestion(exc));
            text
        };
        if message.is_empty() {
            out.push_str(&name);
        } else {
            out.push_str(&format!("{name}: {message}"));
        }
        out.push('\n');
        let notes = exc.notes();
        if let Some(notes) = List::from_value(&notes) {
            for note in notes.items() {
                let text = self.display(&note).unwrap_or_default();
                out.push_str(&text);
                out.push('\n');
            }
        }
        out
    }

    /// The place of a SyntaxError, which the program may have changed or made.
    fn problem_of(&self, exc: &Exc) -> SyntaxProblem {
        let text = |name: &str| {
            exc.field(name)
                .and_then(|v| Str::from_value(&v))
                .map(|s| s.to_string())
        };
        let number = |name: &str| exc.field(name).and_then(|v| v.as_small_int());
        SyntaxProblem {
            kind: crate::source::ProblemKind::Syntax,
            message: text("msg").unwrap_or_default(),
            filename: text("filename").unwrap_or_else(|| "<string>".to_owned()),
            line: number("lineno").unwrap_or(0).max(0) as usize,
            column: number("offset").unwrap_or(0) as isize,
            end_line: number("end_lineno").unwrap_or(0).max(0) as usize,
            end_column: number("end_offset").unwrap_or(0) as isize,
            text: text("text"),
            at_compile: false,
        }
    }

    // ---- exception groups ---------------------------------------------------------------------

    fn format_group(&self, exc: &Exc, entries: &[TraceEntry]) -> String {
        let mut out = String::new();
        self.write_group(exc, entries, 0, &mut out);
        out
    }

    /// Writes a group at a depth: its own report behind a bar, then its members, numbered.
    fn write_group(&self, exc: &Exc, entries: &[TraceEntry], depth: usize, out: &mut String) {
        const MAX_DEPTH: usize = 10;
        const MAX_WIDTH: usize = 15;
        let indent = "  ".repeat(depth + 1);
        let bar = |out: &mut String, text: &str| {
            for line in text.lines() {
                out.push_str(&format!("{indent}| {line}\n"));
            }
        };
        if !entries.is_empty() {
            let lead = if depth == 0 { "+" } else { "|" };
            out.push_str(&format!(
                "{indent}{lead} Exception Group Traceback (most recent call last):\n"
            ));
            bar(out, &format_entries(entries));
        }
        bar(out, &self.format_exception_only(exc));
        let members = exc.field("exceptions").unwrap_or(Value::NONE);
        let members: Vec<Exc> = Tuple::from_value(&members).map_or(Vec::new(), |t| {
            t.iter().filter_map(Exc::from_value).collect()
        });
        if depth + 1 >= MAX_DEPTH {
            out.push_str(&format!("{indent}... (max_group_depth is {MAX_DEPTH})\n"));
            return;
        }
        let inner = "  ".repeat(depth + 2);
        let shown = members.len().min(MAX_WIDTH);
        for (i, member) in members.iter().take(shown).enumerate() {
            let lead = if i == 0 {
                format!("{indent}+-+")
            } else {
                format!("{inner}+")
            };
            out.push_str(&format!(
                "{lead}---------------- {} ----------------\n",
                i + 1
            ));
            let own = self.trace_entries(member);
            if self.is_instance_of(member, &self.types.base_exception_group) {
                self.write_group(member, &own, depth + 1, out);
            } else {
                for line in self.format_exception(member).lines() {
                    out.push_str(&format!("{inner}| {line}\n"));
                }
            }
        }
        if members.len() > shown {
            out.push_str(&format!("{inner}+---------------- ... ----------------\n"));
            let rest = members.len() - shown;
            let plural = if rest == 1 { "" } else { "s" };
            out.push_str(&format!("{inner}| and {rest} more exception{plural}\n"));
        }
        let nested_last = members
            .last()
            .is_some_and(|m| self.is_instance_of(m, &self.types.base_exception_group));
        if !nested_last {
            out.push_str(&format!("{inner}+------------------------------------\n"));
        }
    }

    // ---- suggestions ----------------------------------------------------------------------------

    /// ". Did you mean: 'x'?" where a name was mistyped; otherwise nothing.
    pub fn suggestion(&self, exc: &Exc) -> String {
        let is = |class| self.is_instance_of(exc, class);
        let wrong_of = |field: &str| {
            exc.field(field)
                .and_then(|v| Str::from_value(&v))
                .map(|s| s.to_string())
        };
        let (wrong, near) = if is(&self.types.attribute_error) {
            let Some(wrong) = wrong_of("name") else {
                return String::new();
            };
            let near = self.near_attribute(exc, &wrong);
            (wrong, near)
        } else if is(&self.types.name_error) && !is(&self.types.unbound_local_error) {
            let Some(wrong) = wrong_of("name") else {
                return String::new();
            };
            let near = self.near_name(exc, &wrong);
            (wrong, near)
        } else if is(&self.types.import_error) {
            let Some(wrong) = wrong_of("name_from") else {
                return String::new();
            };
            let near = wrong_of("name").and_then(|module| {
                let module = self.modules.get_str(&Str::intern(&module))?;
                let names = self.dir_names(&module);
                suggest(&wrong, visible(&names, &wrong))
            });
            (wrong, near)
        } else {
            return String::new();
        };
        let mut out = near
            .as_ref()
            .map_or(String::new(), |n| format!(". Did you mean: '{n}'?"));
        if is(&self.types.name_error) && super::import::is_library(&wrong) {
            out.push_str(&match near {
                Some(_) => format!(" Or did you forget to import '{wrong}'?"),
                None => format!(". Did you forget to import '{wrong}'?"),
            });
        }
        out
    }

    /// The variables of the innermost frame that the exception passed.
    fn innermost_locals(&self, exc: &Exc) -> Option<(Dict, TraceEntry)> {
        let entry = exc.traceback.borrow().first().cloned()?;
        Some((self.entry_locals(&entry), entry))
    }

    fn near_attribute(&self, exc: &Exc, wrong: &str) -> Option<String> {
        let object = exc.field("obj")?;
        let names = self.dir_names(&object);
        let own = self
            .innermost_locals(exc)
            .and_then(|(locals, _)| locals.get_str(&Str::intern("self")))
            .is_some_and(|this| this.is(&object));
        if own {
            return suggest(wrong, names.iter().map(String::as_str));
        }
        suggest(wrong, visible(&names, wrong))
    }

    fn near_name(&self, exc: &Exc, wrong: &str) -> Option<String> {
        let (locals, entry) = self.innermost_locals(exc)?;
        if let Some(this) = locals.get_str(&Str::intern("self"))
            && self.attr_opt(&this, wrong).ok().flatten().is_some()
        {
            return Some(format!("self.{wrong}"));
        }
        let mut names: Vec<String> = Vec::new();
        for dict in [&locals, &entry.core.globals, &entry.core.builtins] {
            names.extend(
                dict.borrow()
                    .iter()
                    .filter_map(|e| e.key.as_str())
                    .map(str::to_owned),
            );
        }
        suggest(wrong, names.iter().map(String::as_str))
    }

    /// The names that `dir(object)` gives; none where it fails.
    pub fn dir_names(&self, object: &Value) -> Vec<String> {
        let listed = match self.special_method(object, "__dir__") {
            Ok(Some(dir)) => self.call(&dir, &mut []),
            _ => return Vec::new(),
        };
        let items = listed
            .and_then(|list| self.collect(&list))
            .unwrap_or_default();
        let mut names: Vec<String> = items
            .iter()
            .filter_map(|v| v.as_str())
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    }

    /// `exc.add_note(note)`
    pub fn add_note(&self, exc: &Exc, note: &str) {
        let mut notes = exc.notes();
        if notes.is_unset() {
            notes = List::new(vec![]).into();
            exc.set_notes(notes.clone());
        }
        if let Some(list) = List::from_value(&notes) {
            list.push(Value::str(note));
        }
    }
}

/// Candidates without those that begin with an underscore, unless the wrong name does.
fn visible<'a>(names: &'a [String], wrong: &'a str) -> impl Iterator<Item = &'a str> {
    let hidden = !wrong.starts_with('_');
    names
        .iter()
        .map(String::as_str)
        .filter(move |n| !(hidden && n.starts_with('_')))
}

/// The "File …" lines of frames, outermost first.
pub fn format_entries(entries: &[TraceEntry]) -> String {
    let mut out = String::new();
    let mut last: Option<(*const str, u32, Str)> = None;
    let mut repeats = 0;
    let repeated = |repeats: usize| {
        let more = repeats - REPEAT_CUTOFF;
        let plural = if more == 1 { "" } else { "s" };
        format!("  [Previous line repeated {more} more time{plural}]\n")
    };
    for entry in entries {
        let code = &entry.core.code;
        let line = line_of(entry);
        let key = (Rc::as_ptr(&code.file.name), line, code.name.clone());
        let same = last
            .as_ref()
            .is_some_and(|l| std::ptr::addr_eq(l.0, key.0) && l.1 == key.1 && l.2 == key.2);
        if !same {
            if repeats > REPEAT_CUTOFF {
                out.push_str(&repeated(repeats));
            }
            repeats = 0;
            last = Some(key);
        }
        repeats += 1;
        if repeats > REPEAT_CUTOFF {
            continue;
        }
        out.push_str(&format!(
            "  File \"{}\", line {line}, in {}\n",
            code.file.name, code.name
        ));
        // CPython cannot read again what came from standard input, and shows no line of it.
        if &*code.file.name == "<stdin>" {
            continue;
        }
        if !code.file.listed {
            continue;
        }
        let (start, end) = code.spans.get(entry.pc as usize).copied().unwrap_or((0, 0));
        out.push_str(&frame_excerpt(&code.file, start as usize..end as usize));
    }
    if repeats > REPEAT_CUTOFF {
        out.push_str(&repeated(repeats));
    }
    out
}
