//! Why a text is not Python, in CPython's words and at CPython's place.
//!
//! CPython finds its messages by reading a failed text a second time with extra
//! rules for known mistakes; what message comes out depends on the order in which
//! rules are tried and on the furthest token looked at. So this is a recogniser
//! for the reference grammar of Python 3.13 that tries things in the same order:
//! recursive descent with backtracking and memory (a packrat parser). It builds no
//! tree, only the kinds and places of expressions, which messages name. It runs
//! only after a parse has failed, so it may be slow.
//!
//! How to read the rules: each returns `None` for "does not match", with the
//! position put back; a method `wrong_…` matches a known mistake and then sets
//! `problem`, after which nothing matches any more. The methods of a rule are in
//!
//! - `expressions`, `arguments` (calls and comprehensions), `strings`
//! - `targets`, `simple` and `compound` (statements)
//! - `parameters`, `patterns`
//!
//! Left out: type comments, which nothing here reads.

mod arguments;
mod compound;
mod expressions;
mod parameters;
mod patterns;
mod raise;
mod simple;
mod strings;
mod targets;

use std::collections::HashMap;

use super::problem::SyntaxProblem;
use super::tokens::{Fault, Kind, Token, Tokens};

/// Where reading begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// A file: statements up to the end.
    Module,
    /// An expression as `eval` takes it.
    Expression,
}

/// What reading a text came to.
#[derive(Clone, Debug)]
pub enum Diagnosis {
    /// The text fits the grammar.
    Fits,
    /// The text ends too early: more lines could make it fit.
    EndsEarly(SyntaxProblem),
    /// Nothing that follows could make it fit.
    Wrong(SyntaxProblem),
}

impl Diagnosis {
    /// The problem, if there is one.
    pub fn problem(self) -> Option<SyntaxProblem> {
        match self {
            Diagnosis::Fits => None,
            Diagnosis::EndsEarly(problem) | Diagnosis::Wrong(problem) => Some(problem),
        }
    }
}

/// Read `tokens` by the grammar. The text must have passed
/// [`check_depth`](super::depth::check_depth).
pub fn diagnose(tokens: &Tokens, filename: &str, start: Start) -> Diagnosis {
    let mut reader = Reader {
        tokens,
        filename,
        at: 0,
        reached: 0,
        seeks_mistakes: false,
        at_fault: false,
        memory: HashMap::new(),
        lists: vec![Vec::new()],
        problem: None,
    };
    if reader.whole(start).is_some() && reader.problem.is_none() {
        return Diagnosis::Fits;
    }
    let ends_early = reader.is_at_end();
    if reader.problem.is_none() {
        let last = reader.reached.saturating_sub(1);
        reader.at = 0;
        reader.memory.clear();
        reader.seeks_mistakes = true;
        reader.whole(start);
        if reader.problem.is_none() {
            reader.raise_generic(last);
        }
    }
    let indented = reader.problem.as_ref().is_some_and(is_plain_indent);
    if !indented {
        reader.prefer_tokenizer_fault();
    }
    match reader.problem {
        Some(problem) if ends_early => Diagnosis::EndsEarly(problem),
        Some(problem) => Diagnosis::Wrong(problem),
        None => Diagnosis::Fits,
    }
}

/// CPython looks for no further faults past an indent that no rule explains.
fn is_plain_indent(problem: &SyntaxProblem) -> bool {
    matches!(
        problem.message.as_str(),
        "unexpected indent" | "unexpected unindent"
    )
}

/// What an expression is, as messages name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NodeKind {
    Name,
    Attribute,
    Subscript,
    Starred,
    List,
    Tuple,
    Lambda,
    Call,
    Operation,
    Generator,
    Yield,
    Await,
    ListComprehension,
    SetComprehension,
    DictComprehension,
    Dict,
    Set,
    FString,
    Literal,
    None,
    True,
    False,
    Ellipsis,
    /// A comparison; its only part is the left side.
    Comparison,
    /// A comparison whose first operator is `in`.
    Membership,
    Conditional,
    Named,
    /// Arguments of a call; the parts are the positional ones.
    Arguments,
    /// Arguments of a call, `**` among them.
    ArgumentsUnpacking,
    /// Anything that no message names.
    Other,
}

impl NodeKind {
    fn words(self) -> &'static str {
        match self {
            NodeKind::Name => "name",
            NodeKind::Attribute => "attribute",
            NodeKind::Subscript => "subscript",
            NodeKind::Starred => "starred",
            NodeKind::List => "list",
            NodeKind::Tuple => "tuple",
            NodeKind::Lambda => "lambda",
            NodeKind::Call => "function call",
            NodeKind::Operation => "expression",
            NodeKind::Generator => "generator expression",
            NodeKind::Yield => "yield expression",
            NodeKind::Await => "await expression",
            NodeKind::ListComprehension => "list comprehension",
            NodeKind::SetComprehension => "set comprehension",
            NodeKind::DictComprehension => "dict comprehension",
            NodeKind::Dict => "dict literal",
            NodeKind::Set => "set display",
            NodeKind::FString => "f-string expression",
            NodeKind::Literal => "literal",
            NodeKind::None => "None",
            NodeKind::True => "True",
            NodeKind::False => "False",
            NodeKind::Ellipsis => "ellipsis",
            NodeKind::Comparison | NodeKind::Membership => "comparison",
            NodeKind::Conditional => "conditional expression",
            NodeKind::Named => "named expression",
            NodeKind::Arguments | NodeKind::ArgumentsUnpacking | NodeKind::Other => "expression",
        }
    }
}

/// A piece of the text that matched.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: NodeKind,
    start: u32,
    end: u32,
    /// Its parts in `Reader::lists`; 0 for none.
    parts: u32,
}

/// Rules whose outcome at a token is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Rule {
    Arguments,
    AwaitPrimary,
    BitwiseOr,
    Block,
    ClosedPattern,
    Conjunction,
    DelTarget,
    Disjunction,
    Expression,
    Factor,
    ImportStatement,
    Inversion,
    Primary,
    SimpleStatement,
    StarExpression,
    StarPattern,
    StarTarget,
    Strings,
    TargetPrimary,
    TargetWithStarAtom,
    TypeParameter,
    WrongNamedExpression,
}

struct Reader<'a> {
    tokens: &'a Tokens,
    filename: &'a str,
    /// The index of the next token.
    at: usize,
    /// How many tokens were ever looked at.
    reached: usize,
    /// Whether the rules for mistakes take part.
    seeks_mistakes: bool,
    /// Whether the tokenizer's fault was reached.
    at_fault: bool,
    memory: HashMap<(Rule, usize), (Option<Node>, usize)>,
    lists: Vec<Vec<Node>>,
    problem: Option<SyntaxProblem>,
}

/// The core: tokens, alternatives, repetition.
impl<'a> Reader<'a> {
    fn whole(&mut self, start: Start) -> Option<()> {
        match start {
            Start::Module => self.module(),
            Start::Expression => {
                self.expressions()?;
                while self.newline().is_some() {}
                self.token(Kind::EndMarker).map(drop)
            }
        }
    }

    /// Whether reading ran into the end of the text.
    fn is_at_end(&self) -> bool {
        let unclosed = matches!(
            self.tokens.fault,
            Some(Fault::EndOfText | Fault::UnclosedString { .. })
        );
        let length = self.tokens.text.len();
        let reached = self.tokens.list.get(self.reached.saturating_sub(1));
        self.at_fault && unclosed
            || reached.is_some_and(|t| t.is_placeless() && t.start as usize >= length)
    }

    /// The next token; reaching the tokenizer's fault raises it.
    fn current(&mut self) -> Option<Token> {
        if self.problem.is_some() {
            return None;
        }
        self.reached = self.reached.max(self.at + 1);
        let token = self.tokens.list.get(self.at).copied();
        if token.is_none() && self.tokens.fault.is_some() {
            self.at_fault = true;
            self.raise_fault();
        }
        token
    }

    fn text(&self, token: Token) -> &'a str {
        let range = token.start as usize..token.end as usize;
        self.tokens.text.get(range).unwrap_or("")
    }

    fn token(&mut self, kind: Kind) -> Option<Token> {
        let token = self.current().filter(|token| token.kind == kind)?;
        self.at += 1;
        Some(token)
    }

    /// A keyword, operator or delimiter.
    fn word(&mut self, word: &str) -> Option<Token> {
        let token = self.current()?;
        let fixed = matches!(token.kind, Kind::Op | Kind::Keyword);
        if !fixed || self.text(token) != word {
            return None;
        }
        self.at += 1;
        Some(token)
    }

    fn words(&mut self, words: &[&str]) -> Option<Token> {
        words.iter().find_map(|word| self.word(word))
    }

    /// A word that is a keyword only where the grammar wants it.
    fn soft(&mut self, word: &str) -> Option<Token> {
        let token = self.current()?;
        if token.kind != Kind::Name || self.text(token) != word {
            return None;
        }
        self.at += 1;
        Some(token)
    }

    fn name(&mut self) -> Option<Node> {
        let token = self.token(Kind::Name)?;
        Some(self.leaf(NodeKind::Name, token))
    }

    fn newline(&mut self) -> Option<Token> {
        self.token(Kind::Newline)
    }

    /// Whether `rule` would match here.
    fn sees<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> bool {
        let at = self.at;
        let matched = rule(self).is_some();
        self.at = at;
        matched
    }

    fn sees_word(&mut self, words: &[&str]) -> bool {
        self.sees(|r| r.words(words))
    }

    fn ahead(&mut self, words: &[&str]) -> Option<()> {
        self.sees_word(words).then_some(())
    }

    fn not_ahead(&mut self, words: &[&str]) -> Option<()> {
        (!self.sees_word(words)).then_some(())
    }

    /// One alternative: puts the position back if it does not match.
    fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.problem.is_some() {
            return None;
        }
        let at = self.at;
        let outcome = rule(self);
        if outcome.is_none() || self.problem.is_some() {
            self.at = at;
            return None;
        }
        outcome
    }

    /// An alternative that recognises a mistake. A rule that matches and has
    /// nothing to say after all gives `Some`; the answer is then true, and CPython
    /// tries no other alternative of that rule.
    fn mistake(&mut self, rule: impl FnOnce(&mut Self) -> Option<()>) -> bool {
        let at = self.at;
        let silent = self.seeks_mistakes && self.attempt(rule).is_some();
        self.at = at;
        silent
    }

    /// An optional part. What it matched is of no interest.
    fn maybe<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) {
        self.attempt(rule);
    }

    fn any<T>(&mut self, mut rule: impl FnMut(&mut Self) -> Option<T>) -> Vec<T> {
        let mut all = Vec::new();
        while let Some(one) = self.attempt(&mut rule) {
            all.push(one);
        }
        all
    }

    fn some<T>(&mut self, rule: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let all = self.any(rule);
        (!all.is_empty()).then_some(all)
    }

    /// One or more with commas (or another `separator`) between them.
    fn separated<T>(
        &mut self,
        separator: &str,
        mut rule: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut all = vec![self.attempt(&mut rule)?];
        while let Some(one) = self.attempt(|r| {
            r.word(separator)?;
            rule(r)
        }) {
            all.push(one);
        }
        Some(all)
    }

    fn commas<T>(&mut self, rule: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.separated(",", rule)
    }

    fn remembered(
        &mut self,
        rule: Rule,
        read: impl FnOnce(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        if self.problem.is_some() {
            return None;
        }
        let from = self.at;
        if let Some(&(outcome, at)) = self.memory.get(&(rule, from)) {
            self.at = at;
            return outcome;
        }
        let outcome = self.attempt(read);
        self.memory.insert((rule, from), (outcome, self.at));
        outcome
    }

    /// The node of everything from the token at index `from` to here.
    fn node(&self, kind: NodeKind, from: usize) -> Node {
        let first = self.tokens.list.get(from);
        let last = self.tokens.list.get(..self.at).and_then(|read| {
            read.iter()
                .rev()
                .find(|token| !token.is_placeless() && token.kind != Kind::Newline)
        });
        Node {
            kind,
            start: first.map_or(0, |token| token.start),
            end: last.map_or(0, |token| token.end),
            parts: 0,
        }
    }

    fn node_with(&mut self, kind: NodeKind, from: usize, parts: Vec<Node>) -> Node {
        let mut node = self.node(kind, from);
        node.parts = self.lists.len() as u32;
        self.lists.push(parts);
        node
    }

    fn leaf(&self, kind: NodeKind, token: Token) -> Node {
        Node {
            kind,
            start: token.start,
            end: token.end,
            parts: 0,
        }
    }

    fn parts(&self, node: Node) -> &[Node] {
        self.lists.get(node.parts as usize).map_or(&[], |l| l)
    }
}
