//! From a text to a syntax tree, or to the problem with it.
//!
//! Every text is tokenized first and its depth checked, so that the recursive
//! parser behind it is safe. What the parser rejects is diagnosed; what it
//! accepts is checked for the errors that CPython's compiler finds later.
//!
//! Call these on a thread with a stack of [`STACK_SIZE`](super::depth::STACK_SIZE).

use ruff_python_ast::{Mod, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use super::check::{check_expression, check_module};
use super::depth::check_depth;
use super::diagnose::{Diagnosis, Start, diagnose};
use super::messages;
use super::problem::SyntaxProblem;
use super::tokens::{Fault, Kind, Token, Tokens, tokenize};
use super::{LineIndex, SourceFile};

/// The version whose grammar counts.
const VERSION: PythonVersion = PythonVersion::PY313;

/// What the lines typed at a prompt amount to.
#[derive(Debug)]
pub enum Parsed {
    /// Statements to run; several may stand below each other.
    Complete(ModModule),
    /// More lines are wanted.
    Incomplete,
    /// No further line can mend it.
    Error(Box<SyntaxProblem>),
}

/// The tree of a file.
///
/// # Errors
/// Whatever CPython would raise on compiling it.
pub fn parse_module(file: &SourceFile) -> Result<ModModule, Box<SyntaxProblem>> {
    let tokens = tokenize(&file.text);
    let module = syntax(file, &tokens, Mode::Module)?;
    let Mod::Module(module) = module else {
        return Ok(ModModule {
            node_index: Default::default(),
            range: Default::default(),
            body: Default::default(),
        });
    };
    check_module(file, &module)?;
    Ok(module)
}

/// The tree of an expression, as `compile(…, "eval")` takes it. (`eval` itself
/// strips spaces and tabs in front first.)
///
/// # Errors
/// Whatever CPython would raise on compiling it.
pub fn parse_expression(file: &SourceFile) -> Result<ModExpression, Box<SyntaxProblem>> {
    let tokens = tokenize(&file.text);
    let Mod::Expression(expression) = syntax(file, &tokens, Mode::Expression)? else {
        let message = "invalid syntax";
        return Err(Box::new(file.problem(0..file.text.len(), message)));
    };
    check_expression(file, &expression)?;
    Ok(expression)
}

fn syntax(file: &SourceFile, tokens: &Tokens, mode: Mode) -> Result<Mod, Box<SyntaxProblem>> {
    check_depth(tokens, &file.name)?;
    let start = match mode {
        Mode::Expression => Start::Expression,
        _ => Start::Module,
    };
    let diagnosed = || diagnose(tokens, &file.name, start).problem();
    if (tokens.fault.is_some() || has_yield_comma(tokens))
        && let Some(problem) = diagnosed()
    {
        return Err(Box::new(problem));
    }
    let options = ParseOptions::from(mode).with_target_version(VERSION);
    let parsed = parse_unchecked(&file.text, options);
    if let Some(error) = parsed.errors().first() {
        let problem = diagnosed().unwrap_or_else(|| messages::of_parse_error(file, error));
        return Err(Box::new(problem));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let problem =
            diagnosed().unwrap_or_else(|| messages::of_later_syntax(file, error, VERSION));
        return Err(Box::new(problem));
    }
    Ok(parsed.into_syntax())
}

/// Whether `yield ,` is there, which ruff takes for a tuple and Python refuses.
fn has_yield_comma(tokens: &Tokens) -> bool {
    let is = |token: &Token, word| {
        let range = token.start as usize..token.end as usize;
        tokens.text.get(range) == Some(word)
    };
    tokens.list.windows(2).any(|pair| match pair {
        [first, second] => first.kind == Kind::Keyword && is(first, "yield") && is(second, ","),
        _ => false,
    })
}

/// Decide on the lines typed so far, joined by newlines, the last one without
/// its newline. So a block is complete once `text` ends with `\n`: the last line
/// is empty.
///
/// More lines are wanted while brackets, triple quotes or a block are open, or
/// the last line ends with a backslash, unless what stands there is wrong already.
pub fn parse_interactive(file: &SourceFile) -> Parsed {
    let tokens = tokenize(&file.text);
    if let Err(problem) = check_depth(&tokens, &file.name) {
        return Parsed::Error(problem);
    }
    if wants_continuation(&tokens) {
        return Parsed::Incomplete;
    }
    match syntax(file, &tokens, Mode::Module) {
        Ok(Mod::Module(module)) => {
            if ends_inside_block(&tokens) && !ends_with_blank_line(&file.text) {
                return Parsed::Incomplete;
            }
            match check_module(file, &module) {
                Ok(()) => Parsed::Complete(module),
                Err(problem) => Parsed::Error(problem),
            }
        }
        Ok(Mod::Expression(_)) => Parsed::Incomplete,
        Err(problem) => match diagnose(&tokens, &file.name, Start::Module) {
            Diagnosis::EndsEarly(_) => Parsed::Incomplete,
            Diagnosis::Fits | Diagnosis::Wrong(_) => Parsed::Error(problem),
        },
    }
}

/// Whether the last line ends with a backslash that joins the next one to it.
fn wants_continuation(tokens: &Tokens) -> bool {
    let body = tokens.text.trim_end_matches('\n');
    tokens.fault == Some(Fault::EndOfText) && tokens.open.is_empty() && body.ends_with('\\')
}

/// Whether the last statement is a compound one. A simple statement follows a
/// dedent only if it is at the margin again.
fn ends_inside_block(tokens: &Tokens) -> bool {
    let mut compound = false;
    let mut statement_start = true;
    let mut depth = 0usize;
    for token in &tokens.list {
        match token.kind {
            Kind::Indent => depth += 1,
            Kind::Dedent => depth = depth.saturating_sub(1),
            Kind::Newline => statement_start = true,
            Kind::EndMarker => {}
            _ if statement_start => {
                statement_start = false;
                if depth == 0 {
                    let range = token.start as usize..token.end as usize;
                    let word = tokens.text.get(range).unwrap_or("");
                    compound = opens_block(word, tokens, token.start as usize);
                }
            }
            _ => {}
        }
    }
    compound
}

fn opens_block(word: &str, tokens: &Tokens, start: usize) -> bool {
    match word {
        "if" | "elif" | "else" | "while" | "for" | "try" | "except" | "finally" | "with"
        | "def" | "class" | "async" | "@" => true,
        // `match` is a keyword here only if a block follows its line.
        "match" => tokens.list.windows(2).any(|pair| {
            let [newline, indent] = pair else {
                return false;
            };
            newline.start as usize > start && indent.kind == Kind::Indent
        }),
        _ => false,
    }
}

fn ends_with_blank_line(text: &str) -> bool {
    let index = LineIndex::new(text);
    let last = text.get(index.range_of(index.line_count())).unwrap_or("");
    text.ends_with('\n') || last.trim().is_empty()
}
