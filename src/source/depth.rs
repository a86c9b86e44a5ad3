//! Limits on depth, checked on tokens before any recursive code sees the text.
//!
//! The parser, the drop of its tree, and every visitor recurse as deep as the
//! expression tree is. Brackets and indentation are bounded by the tokenizer;
//! this file bounds the rest: chains of prefix operators (each a level of the
//! parser) and of left-associative ones (each a level of the tree). What is flat
//! in the tree (comparisons, `and`/`or`, `elif`, strings side by side, targets)
//! is not bounded.
//!
//! The limits are those at which CPython 3.13 gives up, where 25 KiB of stack are
//! left for each level; with less they are lower.

use super::problem::{ProblemKind, SyntaxProblem};
use super::tokens::{Kind, Token, Tokens};

/// Stack, in bytes, that one level may take.
const LEVEL: usize = 25 << 10;
/// Levels allowed even where hardly any stack is left: the brackets and
/// indentation that the tokenizer allows take as much.
const LEAST_DEPTH: usize = 200;
/// Levels of the parser that prefix operators may take.
pub const MAX_PREFIXES: usize = 5968;
/// Levels of an expression tree.
pub const MAX_TREE_DEPTH: usize = 9996;

/// Binary operators by how tightly they bind; comparisons and looser ones are
/// not here, since they begin a new tree of operands.
const CLASSES: [&[&str]; 6] = [
    &["*", "/", "//", "%", "@"],
    &["+", "-"],
    &["<<", ">>"],
    &["&"],
    &["^"],
    &["|"],
];

/// One bracket, or the statement around all of them.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Depth of what encloses it.
    base: usize,
    /// Signs and right sides of `**` that wait for their operand.
    signs: usize,
    /// The same for `not`.
    nots: usize,
    /// The same for what takes in all that follows: `lambda`, `else`, `yield`.
    loose: usize,
    /// The same for everything that encloses it.
    outer_prefixes: usize,
    /// Depth of the operand being read.
    operand: usize,
    /// Depth of the left operand that waits for an operator of each class.
    waiting: [usize; CLASSES.len()],
    /// The deepest seen.
    deepest: usize,
    /// `lambda`s whose colon has not come.
    lambdas: usize,
}

impl Level {
    /// The operand just read joins the operators that bind tighter than `class`.
    fn fold(&mut self, class: usize) -> usize {
        let mut depth = self.operand;
        for waiting in self.waiting.iter_mut().take(class) {
            if *waiting > 0 {
                depth = depth.max(*waiting) + 1;
                *waiting = 0;
            }
        }
        self.operand = 0;
        depth
    }

    fn prefixes(&self) -> usize {
        self.signs + self.nots + self.loose
    }

    fn binary(&mut self, class: usize) {
        self.note();
        self.operand += std::mem::take(&mut self.signs);
        let right = self.fold(class);
        if let Some(waiting) = self.waiting.get_mut(class) {
            *waiting = if *waiting > 0 {
                (*waiting).max(right) + 1
            } else {
                right + 1
            };
        }
    }

    /// An operator that binds more loosely: a new tree of operands begins.
    fn separate(&mut self) {
        self.note();
        self.signs = 0;
        self.waiting = Default::default();
        self.operand = 0;
    }

    /// The depth of the tree that encloses what comes next.
    fn depth(&self) -> usize {
        let waiting = self.waiting.iter().copied().max().unwrap_or(0);
        self.prefixes() + waiting.max(self.operand)
    }

    fn note(&mut self) {
        self.deepest = self.deepest.max(self.depth());
    }
}

/// Check all of `tokens`.
///
/// # Errors
/// `MemoryError` for too many prefix operators, `RecursionError` for too deep a
/// tree, as CPython raises them.
pub fn check_depth(tokens: &Tokens, filename: &str) -> Result<(), Box<SyntaxProblem>> {
    let mut levels = vec![Level::default()];
    let room = (crate::stack::remaining() / LEVEL).max(LEAST_DEPTH);
    let (most_prefixes, most_depth) = (MAX_PREFIXES.min(room), MAX_TREE_DEPTH.min(room));
    let mut before: Option<&Token> = None;
    for token in &tokens.list {
        let text = tokens.text.get(token.start as usize..token.end as usize);
        let text = text.unwrap_or("");
        let after_operand = before.is_some_and(|token| ends_operand(token, &tokens.text));
        before = Some(token);
        let Some(level) = levels.last_mut() else {
            break;
        };
        match token.kind {
            Kind::Op | Kind::Keyword => operator(level, text, after_operand),
            Kind::Newline => *level = Level::default(),
            _ => continue,
        }
        level.note();
        if level.outer_prefixes + level.prefixes() > most_prefixes {
            let message = "Parser stack overflowed - Python source too complex to parse";
            return refuse(ProblemKind::Memory, filename, message);
        }
        if level.base + level.deepest > most_depth {
            let message = "maximum recursion depth exceeded during compilation";
            return refuse(ProblemKind::Recursion, filename, message);
        }
        if token.kind != Kind::Op {
            continue;
        }
        match text {
            "(" | "[" | "{" => {
                let inner = Level {
                    base: level.base + level.depth() + 1,
                    outer_prefixes: level.outer_prefixes + level.prefixes(),
                    ..Level::default()
                };
                levels.push(inner);
            }
            ")" | "]" | "}" if levels.len() > 1 => {
                let inner = levels.pop().unwrap_or_default();
                if let Some(level) = levels.last_mut() {
                    level.operand = level.operand.max(inner.deepest) + 1;
                    level.note();
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn refuse(kind: ProblemKind, filename: &str, message: &str) -> Result<(), Box<SyntaxProblem>> {
    Err(Box::new(SyntaxProblem::placeless(kind, filename, message)))
}

fn operator(level: &mut Level, text: &str, after_operand: bool) {
    match text {
        "." => level.operand += 1,
        "**" => level.signs += 2,
        "-" | "+" | "~" | "*" if !after_operand => level.signs += 1,
        "await" => level.signs += 1,
        // `not in` and `is not` are comparisons.
        "not" if after_operand => level.separate(),
        "not" => {
            level.separate();
            level.nots += 1;
        }
        "and" | "or" | "if" | "for" => {
            level.separate();
            level.nots = 0;
        }
        "yield" | "async" | "else" => {
            level.separate();
            level.nots = 0;
            level.loose += 1;
        }
        "lambda" => {
            level.separate();
            level.loose += 2;
            level.lambdas += 1;
        }
        ":" if level.lambdas > 0 => {
            level.separate();
            level.lambdas -= 1;
        }
        "," | "=" | ":" | ";" => {
            level.separate();
            if level.lambdas == 0 {
                (level.nots, level.loose) = (0, 0);
            }
        }
        _ => match CLASSES.iter().position(|class| class.contains(&text)) {
            Some(class) => level.binary(class),
            None if is_bracket(text) => {}
            None => level.separate(),
        },
    }
}

fn is_bracket(text: &str) -> bool {
    matches!(text, "(" | "[" | "{" | ")" | "]" | "}")
}

/// Whether an operator after `token` has a left operand.
fn ends_operand(token: &Token, text: &str) -> bool {
    match token.kind {
        Kind::Name | Kind::Number | Kind::Str | Kind::FStringEnd => true,
        Kind::Op | Kind::Keyword => matches!(
            text.get(token.start as usize..token.end as usize),
            Some(")" | "]" | "}" | "..." | "None" | "True" | "False" | "is")
        ),
        _ => false,
    }
}
