//! `_syntax_tree`: the parser's tree as the objects of the module `ast` (`stdlib/ast`).
//!
//! `statements.rs` and `expressions.rs` hold what each kind of node becomes; here are the function
//! that programs reach, the making of a node, and places: CPython counts bytes of UTF-8 in a line.
//!
//! Left out: type comments (they are comments here), and the mode `func_type`, which is for them.

mod expressions;
mod statements;

use std::rc::Rc;

use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::native::ModuleDef;
use crate::object::{Class, Dict, PyResult, Str, Value};
use crate::source::{Parsed, SourceFile, expression_tree, module_tree, parse_interactive};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(_: &Vm) -> ModuleDef {
    ModuleDef::new("_syntax_tree", "Syntax trees as objects.").function(
        "parse(source, filename, mode, nodes, /)",
        "The tree of a text; `nodes` has the class of each kind, or its only object.",
        parse,
    )
}

fn parse(vm: &Vm, source: Str, filename: String, mode: String, nodes: Dict) -> PyResult<Value> {
    let text = vm.utf8(&source)?;
    let text = match mode.as_str() {
        "eval" => text.trim_start_matches([' ', '\t']),
        _ => text,
    };
    let file = Rc::new(SourceFile::unlisted(&filename, text));
    let builder = Builder {
        vm,
        file: &file,
        nodes,
    };
    if mode == "eval" {
        let tree = expression_tree(&file).map_err(|problem| vm.syntax_error(&problem))?;
        let body = builder.expression(&tree.body)?;
        return builder.make("Expression", &[("body", body)]);
    }
    let module = match mode.as_str() {
        "single" => match parse_interactive(&file) {
            Parsed::Complete(module) => Ok(module),
            Parsed::Error(problem) => Err(problem),
            Parsed::Incomplete => {
                let end = file.text.len();
                Err(Box::new(
                    file.problem(end..end, "unexpected EOF while parsing"),
                ))
            }
        },
        _ => module_tree(&file),
    };
    let module = module.map_err(|problem| vm.syntax_error(&problem))?;
    let body = builder.body(&module.body)?;
    if mode == "single" {
        return builder.make("Interactive", &[("body", body)]);
    }
    builder.make(
        "Module",
        &[("body", body), ("type_ignores", Vec::new().into())],
    )
}

/// Makes objects of the parser's nodes.
struct Builder<'a> {
    vm: &'a Vm,
    file: &'a SourceFile,
    nodes: Dict,
}

/// The fields of a node, in order.
type Fields<'a> = [(&'static str, Value)];

impl Builder<'_> {
    /// What the module `ast` has under a name: a class, or the only object of a class.
    fn named(&self, kind: &str) -> PyResult<Value> {
        let known = self.nodes.get_str(&Str::intern(kind));
        known.ok_or_else(|| self.vm.runtime_error(format!("ast has no node {kind}")))
    }

    /// A node without a place.
    fn make(&self, kind: &str, fields: &Fields) -> PyResult<Value> {
        let class = Class::from_value(&self.named(kind)?)
            .ok_or_else(|| self.vm.runtime_error(format!("ast.{kind} is no class")))?;
        let node = class.instance(None);
        for (name, value) in fields {
            self.vm.set_attr(&node, &Str::intern(name), value.clone())?;
        }
        Ok(node)
    }

    /// A node with a place.
    fn node(&self, kind: &str, range: TextRange, fields: &Fields) -> PyResult<Value> {
        let node = self.make(kind, fields)?;
        let (line, column) = self.place(range.start());
        let (end_line, end_column) = self.place(range.end());
        for (name, number) in [
            ("lineno", line),
            ("col_offset", column),
            ("end_lineno", end_line),
            ("end_col_offset", end_column),
        ] {
            self.vm
                .set_attr(&node, &Str::intern(name), Value::size(number))?;
        }
        Ok(node)
    }

    /// Line, from one, and byte in it, from zero.
    fn place(&self, offset: TextSize) -> (usize, usize) {
        let offset = offset.to_usize();
        let line = self.file.line_of(offset);
        (
            line,
            offset.saturating_sub(self.file.line_range(line).start),
        )
    }

    fn text(&self, range: TextRange) -> &str {
        let range = range.start().to_usize()..range.end().to_usize();
        self.file.text.get(range).unwrap_or_default()
    }

    /// A list of what a function makes of each part.
    fn list<'n, T: 'n>(
        &self,
        parts: impl IntoIterator<Item = &'n T>,
        make: impl Fn(&Self, &'n T) -> PyResult<Value>,
    ) -> PyResult<Value> {
        let items: PyResult<Vec<Value>> = parts.into_iter().map(|part| make(self, part)).collect();
        Ok(items?.into())
    }

    /// What a function makes of a part, None without one.
    fn optional<T>(
        &self,
        part: Option<&T>,
        make: impl Fn(&Self, &T) -> PyResult<Value>,
    ) -> PyResult<Value> {
        part.map_or(Ok(Value::NONE), |part| make(self, part))
    }

    /// A name, None without one.
    fn name(name: Option<&ruff_python_ast::Identifier>) -> Value {
        name.map_or(Value::NONE, |name| Str::intern(name.as_str()).value())
    }

    /// The range of a statement from a keyword on that follows its decorators.
    fn after_decorators(
        &self,
        range: TextRange,
        decorators: &[ruff_python_ast::Decorator],
    ) -> TextRange {
        let Some(last) = decorators.last() else {
            return range;
        };
        let start = last.end().to_usize();
        let mut at = start;
        for line in self
            .text(TextRange::new(last.end(), range.end()))
            .split_inclusive('\n')
        {
            let word = line.trim_start();
            if at > start && !word.is_empty() && !word.starts_with(['#', '\\']) {
                at += line.len() - word.len();
                break;
            }
            at += line.len();
        }
        let start = TextSize::try_from(at).unwrap_or(range.start());
        TextRange::new(start.min(range.end()), range.end())
    }
}
