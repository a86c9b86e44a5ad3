//! SyntaxWarnings: shown, raised as errors or left out, as `-W` or the module `warnings` says.
//!
//! While `warnings` has not been imported, its default is applied here: each is shown.

use super::Vm;
use crate::interpreter::Settings;
use crate::object::{PyResult, Str, Value};
use crate::source::{ProblemKind, SourceFile, SyntaxProblem, SyntaxWarning, warnings};

use ruff_python_ast::ModModule;

/// What is to become of a warning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Show,
    Ignore,
    Raise,
}

impl Vm {
    /// Warn of what a text that is being compiled hardly means as it is written.
    ///
    /// # Errors
    /// SyntaxError where warnings are errors, and what `warnings` raises.
    pub fn warn_of_syntax(&self, file: &SourceFile, tree: &ModModule) -> PyResult<()> {
        for warning in warnings(file, tree) {
            self.warn_of(file, &warning)?;
        }
        Ok(())
    }

    #[cold]
    fn warn_of(&self, file: &SourceFile, warning: &SyntaxWarning) -> PyResult<()> {
        let loaded = self.modules.get_str(&Str::intern("warnings"));
        if let Some(module) = loaded
            && let Some(warn) = self.attr_opt(&module, "warn_explicit")?
        {
            let category = self.builtin("SyntaxWarning")?;
            let mut args = [
                Value::str(&warning.message),
                category,
                Value::str(&file.name),
                Value::size(warning.line),
            ];
            return match self.call(&warn, &mut args) {
                // Raised: CPython turns it into the error that it warns of.
                Err(e) if self.type_name(&e.value()).as_str() == Some("SyntaxWarning") => {
                    Err(self.syntax_error(&problem(file, warning)))
                }
                result => result.map(drop),
            };
        }
        match self.action_for(warning) {
            Action::Ignore => {}
            Action::Raise => return Err(self.syntax_error(&problem(file, warning))),
            Action::Show => {
                let name = &file.name;
                let mut text = format!(
                    "{name}:{}: SyntaxWarning: {}\n",
                    warning.line, warning.message
                );
                if !name.starts_with('<') {
                    text.push_str(&format!("  {}\n", file.line_text(warning.line).trim()));
                }
                self.streams.write_err(self, &text);
            }
        }
        Ok(())
    }

    /// What the last fitting `-W` option says.
    fn action_for(&self, warning: &SyntaxWarning) -> Action {
        let settings = self.state::<Settings>();
        let options = settings.warn_options.borrow();
        let fitting = options.iter().rev().find_map(|option| {
            let mut parts = option.split(':');
            let action = parts.next().unwrap_or_default();
            let message = parts.next().unwrap_or_default().to_ascii_lowercase();
            let category = parts.next().unwrap_or_default();
            let module = parts.next().unwrap_or_default();
            let line = parts.next().unwrap_or_default();
            let fits = warning.message.to_ascii_lowercase().starts_with(&message)
                && matches!(category, "" | "Warning" | "SyntaxWarning")
                && module.is_empty()
                && matches!(line.parse(), Err(_) | Ok(0))
                || line.parse() == Ok(warning.line);
            fits.then_some(action)
        });
        match fitting {
            Some(word) if !word.is_empty() && "ignore".starts_with(word) => Action::Ignore,
            Some(word) if !word.is_empty() && "error".starts_with(word) => Action::Raise,
            _ => Action::Show,
        }
    }
}

/// The error that a warning becomes.
fn problem(file: &SourceFile, warning: &SyntaxWarning) -> SyntaxProblem {
    let range = file.line_range(warning.line);
    let spaces =
        file.line_text(warning.line).len() - file.line_text(warning.line).trim_start().len();
    let mut problem = file.problem(range.start + spaces..range.end, &warning.message);
    problem.kind = ProblemKind::Syntax;
    problem
}
