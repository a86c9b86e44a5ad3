//! From a text to a syntax tree, or to the problem with it.
//!
//! Every text is tokenized first and its depth checked, so that the recursive
//! parser behind it is safe. What the parser rejects is diagnosed; what it
//! accepts is checked for the errors that CPython's compiler finds later.
//!
//! Call these inside [`crate::with_stack`]: with less stack, less depth is accepted.

use std::borrow::Cow;

use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::{Mod, ModExpression, ModModule, PythonVersion, Stmt, StmtRaise};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};

use super::SourceFile;
use super::check::{check_expression, check_module};
use super::depth::check_depth;
use super::diagnose::{Diagnosis, Start, diagnose};
use super::messages;
use super::problem::SyntaxProblem;
use super::tokens::{Fault, Kind, Token, Tokens, tokenize};

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
    let module = module_tree(file)?;
    check_module(file, &module)?;
    Ok(module)
}

/// The tree of a file, as `ast.parse` gives it: it may hold what cannot be compiled.
///
/// # Errors
/// Whatever CPython's parser would raise.
pub fn module_tree(file: &SourceFile) -> Result<ModModule, Box<SyntaxProblem>> {
    let tokens = tokenize(&file.text);
    match syntax(file, &tokens, Mode::Module)? {
        Mod::Module(module) => Ok(module),
        Mod::Expression(_) => Ok(ModModule {
            node_index: Default::default(),
            range: Default::default(),
            body: Default::default(),
        }),
    }
}

/// The tree of an expression, as `compile(…, "eval")` takes it. (`eval` itself
/// strips spaces and tabs in front first.)
///
/// # Errors
/// Whatever CPython would raise on compiling it.
pub fn parse_expression(file: &SourceFile) -> Result<ModExpression, Box<SyntaxProblem>> {
    let expression = expression_tree(file)?;
    check_expression(file, &expression)?;
    Ok(expression)
}

/// The tree of an expression, as [`module_tree`] gives that of a file.
///
/// # Errors
/// Whatever CPython's parser would raise.
pub fn expression_tree(file: &SourceFile) -> Result<ModExpression, Box<SyntaxProblem>> {
    let tokens = tokenize(&file.text);
    let Mod::Expression(expression) = syntax(file, &tokens, Mode::Expression)? else {
        let message = "invalid syntax";
        return Err(Box::new(file.problem(0..file.text.len(), message)));
    };
    Ok(expression)
}

fn syntax(file: &SourceFile, tokens: &Tokens, mode: Mode) -> Result<Mod, Box<SyntaxProblem>> {
    check_depth(tokens, &file.name)?;
    let start = match mode {
        Mode::Expression => Start::Expression,
        _ => Start::Module,
    };
    let diagnosed = || diagnose(tokens, &file.name, start).problem();
    if (tokens.fault.is_some() || has_doubtful_yield(tokens))
        && let Some(problem) = diagnosed()
    {
        return Err(Box::new(problem));
    }
    let options = ParseOptions::from(mode).with_target_version(VERSION);
    let (text, bare_raises) = without_bare_raises(&file.text, tokens);
    let parsed = parse_unchecked(&text, options);
    if let Some(error) = parsed.errors().first() {
        let problem = diagnosed().unwrap_or_else(|| messages::of_parse_error(file, error));
        return Err(Box::new(problem));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let problem =
            diagnosed().unwrap_or_else(|| messages::of_later_syntax(file, error, VERSION));
        return Err(Box::new(problem));
    }
    let mut syntax = parsed.into_syntax();
    if let (Mod::Module(module), false) = (&mut syntax, bare_raises.is_empty()) {
        BareRaises(bare_raises).visit_body(&mut module.body);
    }
    Ok(syntax)
}

/// Whether something follows `yield` that neither begins a value nor ends the
/// expression: ruff accepts `yield, x` and `yield and x`, Python does not.
fn has_doubtful_yield(tokens: &Tokens) -> bool {
    const FITTING: [&str; 18] = [
        "(", "[", "{", "-", "+", "~", "*", "...", "lambda", "not", "await", "None", "True",
        "False", "from", ")", "=", ";",
    ];
    // These end it inside an f-string.
    const ENDING: [&str; 3] = ["}", ":", "!"];
    tokens.list.windows(2).any(|pair| match pair {
        [first, second] if first.kind == Kind::Keyword && text(tokens, first) == "yield" => {
            let next = text(tokens, second);
            matches!(second.kind, Kind::Op | Kind::Keyword)
                && !FITTING.contains(&next)
                && !ENDING.contains(&next)
        }
        _ => false,
    })
}

fn text<'a>(tokens: &'a Tokens, token: &Token) -> &'a str {
    let range = token.start as usize..token.end as usize;
    tokens.text.get(range).unwrap_or("")
}

/// Ruff refuses a bare `raise` before a semicolon, which Python allows. It is
/// shown `break` instead, which is as long, and the statement put right
/// afterwards. The text to parse, and where each such `raise` is.
fn without_bare_raises<'a>(source: &'a str, tokens: &Tokens) -> (Cow<'a, str>, Vec<u32>) {
    let bare = tokens.list.windows(2).filter_map(|pair| match pair {
        [first, second] => {
            let is_bare = text(tokens, first) == "raise" && text(tokens, second) == ";";
            (first.kind == Kind::Keyword && is_bare).then_some(first.start)
        }
        _ => None,
    });
    let bare: Vec<u32> = bare.collect();
    if bare.is_empty() {
        return (Cow::Borrowed(source), bare);
    }
    let mut patched = source.to_owned();
    for &start in &bare {
        let start = start as usize;
        patched.replace_range(start..start + "raise".len(), "break");
    }
    (Cow::Owned(patched), bare)
}

/// Turns the `break`s that stand for `raise` back.
struct BareRaises(Vec<u32>);

impl Transformer for BareRaises {
    fn visit_stmt(&self, statement: &mut Stmt) {
        match statement {
            Stmt::Break(stand_in) if self.0.contains(&stand_in.range.start().to_u32()) => {
                *statement = Stmt::Raise(StmtRaise {
                    node_index: Default::default(),
                    range: stand_in.range,
                    exc: None,
                    cause: None,
                });
            }
            _ => transformer::walk_stmt(self, statement),
        }
    }
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
    if wants_continuation(&tokens, &file.text) {
        return Parsed::Incomplete;
    }
    match syntax(file, &tokens, Mode::Module) {
        Ok(Mod::Module(module)) => match check_module(file, &module) {
            Err(problem) => Parsed::Error(problem),
            Ok(()) if ends_inside_block(&tokens) && !file.text.ends_with('\n') => {
                Parsed::Incomplete
            }
            Ok(()) => Parsed::Complete(module),
        },
        Ok(Mod::Expression(_)) => Parsed::Incomplete,
        Err(problem) => match diagnose(&tokens, &file.name, Start::Module) {
            // An empty line ends what a backslash held open.
            Diagnosis::EndsEarly(_) if is_cut_after_backslash(&tokens) => Parsed::Error(problem),
            Diagnosis::EndsEarly(_) => Parsed::Incomplete,
            Diagnosis::Fits | Diagnosis::Wrong(_) => Parsed::Error(problem),
        },
    }
}

/// Whether the text ends with a backslash that joins the next line to the last.
fn wants_continuation(tokens: &Tokens, text: &str) -> bool {
    is_cut_after_backslash(tokens) && text.ends_with('\\')
}

fn is_cut_after_backslash(tokens: &Tokens) -> bool {
    tokens.fault == Some(Fault::EndOfText) && tokens.open.is_empty()
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
