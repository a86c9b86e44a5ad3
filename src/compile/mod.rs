//! The compiler: syntax tree → scopes → code objects.
//!
//! | file | holds |
//! |---|---|
//! | `op.rs` | the instruction set |
//! | `code.rs` | code objects, and their inline caches |
//! | `scope.rs`, `scope_build.rs` | which names each block binds, and where each name lives |
//! | `constant.rs` | constants, and arithmetic at compile time |
//! | `registers.rs`, `emit.rs` | sets of registers; the instruction buffer, labels, regions |
//! | `unit.rs` | a code object in the making: frame layout, registers, prologue |
//! | `names.rs` | loading, storing and deleting names |
//! | `expr.rs`, `operators.rs`, `condition.rs`, `call.rs`, `display.rs`, `comprehension.rs`, `fstring.rs` | expressions |
//! | `stmt.rs`, `assign.rs`, `control.rs`, `try_stmt.rs`, `with_stmt.rs`, `match_stmt.rs`, `import.rs` | statements |
//! | `function.rs`, `class.rs`, `generics.rs` | definitions, type parameters |
//! | `disassemble.rs` | instructions as text |
//!
//! Operands are used where they are: a local variable is never copied to be read, and a result is
//! built in the register where it is wanted. A temporary is emptied by the instruction that uses it
//! last, so that an object dies as soon as the program can no longer reach it.

pub mod code;
pub mod disassemble;
pub mod op;

mod assign;
mod call;
mod class;
mod comprehension;
mod condition;
pub mod constant;
mod control;
mod display;
mod emit;
mod expr;
mod fstring;
mod function;
mod generics;
mod import;
mod match_stmt;
mod names;
mod operators;
mod registers;
mod scope;
mod scope_build;
mod stmt;
mod try_stmt;
mod unit;
mod with_stmt;

use std::rc::Rc;

use ruff_python_ast::{ModExpression, ModModule};
use ruff_text_size::TextRange;

use self::code::Code;
use self::scope::Scopes;
use self::unit::{Shared, Unit};
use crate::source::{SourceFile, SyntaxProblem};

/// Levels of an expression or of statements within each other that the compiler goes down. The
/// parser's room rejects deeper texts; this bounds the stack for trees that come another way.
pub(crate) const MAX_DEPTH: usize = 10_000;

thread_local! {
    static OPTIMIZE: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
}

/// Leave out asserts (1, `-O`), docstrings too (2, `-OO`), in what this thread compiles.
pub fn set_optimize(level: u8) {
    OPTIMIZE.set(level);
}

/// Another level of optimisation in what this thread compiles, as long as this lives.
pub struct Optimized(u8);

impl Optimized {
    pub fn new(level: u8) -> Optimized {
        Optimized(OPTIMIZE.replace(level))
    }
}

impl Drop for Optimized {
    fn drop(&mut self) {
        OPTIMIZE.set(self.0);
    }
}

fn optimize() -> u8 {
    OPTIMIZE.get()
}

thread_local! {
    static PAUSES: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Let threads be switched within lines, too, in what this thread compiles.
pub fn set_pauses(on: bool) {
    PAUSES.set(on);
}

fn pauses() -> bool {
    PAUSES.get()
}

/// How a module's text is to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Names are globals.
    Module,
    /// The same, and the values of expression statements are displayed.
    Interactive,
    /// Names live in the mapping in register 0 (`exec` with locals of its own).
    Namespace,
}

/// Why something cannot be compiled, and where.
pub(crate) struct Failure {
    range: TextRange,
    message: String,
}

pub(crate) type Res<T> = Result<T, Box<Failure>>;

impl Failure {
    pub(crate) fn new(range: TextRange, message: impl Into<String>) -> Box<Failure> {
        Box::new(Failure {
            range,
            message: message.into(),
        })
    }

    /// The failure, at `range` if it has no place yet.
    pub(crate) fn or_at(mut self: Box<Failure>, range: TextRange) -> Box<Failure> {
        if self.range == TextRange::default() {
            self.range = range;
        }
        self
    }

    fn problem(self, file: &SourceFile) -> SyntaxProblem {
        let range = self.range.start().to_usize()..self.range.end().to_usize();
        file.problem(range, self.message)
    }
}

/// Compile a module, a line of the prompt, or the text of `exec`.
///
/// # Errors
/// What only the compiler notices: names without a binding, too many registers, statements that
/// biji does not have.
pub fn compile_module(
    module: &ModModule,
    file: Rc<SourceFile>,
    mode: Mode,
) -> Result<Rc<Code>, Box<SyntaxProblem>> {
    let future_annotations = scope_build::has_future_annotations(&module.body);
    let scopes = scope_build::scopes_of_module(module, future_annotations);
    let compiled = scopes.and_then(|scopes| {
        let shared = shared(scopes, &file, future_annotations, mode);
        let mut unit = Unit::of_module(&shared)?;
        unit.module_body(&module.body)?;
        unit.finish_module("<module>")
    });
    compiled.map_err(|failure| Box::new(failure.problem(&file)))
}

/// Compile the expression of `eval`; the code returns its value. With `namespace`, names live in
/// the mapping in register 0.
///
/// # Errors
/// As [`compile_module`].
pub fn compile_expression(
    expression: &ModExpression,
    file: Rc<SourceFile>,
    namespace: bool,
) -> Result<Rc<Code>, Box<SyntaxProblem>> {
    let mode = if namespace {
        Mode::Namespace
    } else {
        Mode::Module
    };
    let compiled = scope_build::scopes_of_expression(&expression.body).and_then(|scopes| {
        let shared = shared(scopes, &file, false, mode);
        let mut unit = Unit::of_module(&shared)?;
        unit.return_value(&expression.body, expression.range)?;
        unit.finish_module("<module>")
    });
    compiled.map_err(|failure| Box::new(failure.problem(&file)))
}

fn shared(scopes: Scopes, file: &Rc<SourceFile>, future_annotations: bool, mode: Mode) -> Shared {
    Shared {
        scopes,
        file: file.clone(),
        future_annotations,
        mode,
        depth: std::cell::Cell::new(0),
    }
}
