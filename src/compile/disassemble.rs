//! Instructions as text, for tests and for `dis`.

use std::fmt::Write;
use std::rc::Rc;

use super::code::Code;
use super::op::Op;
use crate::object::Payload;

/// One line for each instruction: index, line of the source, the instruction, and what its operands
/// stand for; then the handler table. Code objects among the constants are not descended into: see
/// [`nested`].
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    let mut line = 0;
    for (at, op) in code.ops.iter().enumerate() {
        let here = code.line_of(at);
        let shown = if here == line {
            String::new()
        } else {
            here.to_string()
        };
        line = here;
        let mark = if is_target(code, at) { ">" } else { " " };
        let _ = write!(text, "{shown:>5} {mark} {at:>4}  {op:?}");
        if let Some(note) = annotation(code, at, op) {
            let _ = write!(text, "  ; {note}");
        }
        text.push('\n');
    }
    for handler in &code.handlers {
        let _ = writeln!(
            text,
            "      {}..{} -> {}, exception in {}, clear from {}",
            handler.start, handler.end, handler.target, handler.exc, handler.clear_from
        );
    }
    text
}

/// The code objects among the constants of `code`.
pub fn nested(code: &Code) -> Vec<Rc<Code>> {
    let codes = code
        .constants
        .iter()
        .filter_map(|constant| match constant.payload() {
            Some(Payload::Code(code)) => Some(code.clone()),
            _ => None,
        });
    codes.collect()
}

fn is_target(code: &Code, at: usize) -> bool {
    let jumped = code
        .ops
        .iter()
        .enumerate()
        .any(|(from, op)| target(from, op) == Some(at));
    jumped || code.handlers.iter().any(|h| h.target as usize == at)
}

/// The instruction that a jump at `from` leads to.
pub fn target(from: usize, op: &Op) -> Option<usize> {
    let offset = crate::compile::op::offset_of(op)?;
    usize::try_from(from as i64 + 1 + i64::from(offset)).ok()
}

/// What the operands of an instruction stand for.
fn annotation(code: &Code, at: usize, op: &Op) -> Option<String> {
    if let Some(target) = target(at, op) {
        return Some(format!("to {target}"));
    }
    let name = match op {
        Op::LoadGlobal { site, .. }
        | Op::StoreGlobal { site, .. }
        | Op::DeleteGlobal { site }
        | Op::LoadName { site, .. }
        | Op::StoreName { site, .. }
        | Op::DeleteName { site } => &code.global_sites.get(*site as usize)?.name,
        Op::GetAttr { site, .. }
        | Op::SetAttr { site, .. }
        | Op::DeleteAttr { site, .. }
        | Op::LoadSuper { site, .. }
        | Op::LoadMethod { site, .. } => &code.attr_sites.get(*site as usize)?.name,
        Op::CheckBound { name, .. }
        | Op::DeleteLocal { name, .. }
        | Op::LoadCell { name, .. }
        | Op::DeleteCell { name, .. }
        | Op::LoadClassCell { name, .. }
        | Op::ImportName { name, .. }
        | Op::ImportFrom { name, .. } => code.names.get(*name as usize)?,
        _ => return None,
    };
    name.as_str().map(str::to_owned)
}
