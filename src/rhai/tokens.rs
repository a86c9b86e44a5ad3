//! Rhai's token hook: words that Rhai reserves become ordinary names, and `::` into Python modules
//! becomes `.`.
//!
//! After a dot any word is a member (`re.match`, `image.new`, `thread.default`); elsewhere the
//! reserved words without a meaning in Rhai are ordinary names (`let match = …`, `#{default: 1}`).
//! `json::dumps(d)` is read as `json.dumps(d)` where `json` is a Python module, by its own name or
//! by an alias that an `import` gave it; other namespaces (Rhai modules) stay Rhai's.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use rhai::{LexError, Token};

use super::prepare::MEMBER_MARK;

/// The name under which `.call` and `call(…)` are found, for Rhai functions and Python callables
/// alike: Rhai's own `call` accepts nothing but its own functions.
pub const CALL: &str = "__call__";

/// What the hook remembers of the tokens before.
#[derive(Default)]
pub struct TokenHook {
    state: RefCell<State>,
    /// `call` stays Rhai's own: for texts that call nothing else.
    keeps_call: Cell<bool>,
}

#[derive(Default)]
struct State {
    after_dot: bool,
    /// The token before is a name or a string.
    after_operand: bool,
    /// First name of the chain of names that is being read.
    root: String,
    import: Import,
    /// Names given by `import … as …`, and whether they are Python modules.
    aliases: HashMap<String, bool>,
}

/// How far an `import "name" as alias` has been read.
#[derive(Default)]
enum Import {
    #[default]
    No,
    Keyword,
    Name(String),
    As(String),
}

impl TokenHook {
    /// Leave `call` to Rhai, or not.
    pub fn keep_call(&self, keep: bool) {
        self.keeps_call.set(keep);
    }

    /// Begin a new text.
    pub fn restart(&self) {
        let mut state = self.state.borrow_mut();
        state.after_dot = false;
        state.after_operand = false;
        state.root.clear();
        state.import = Import::No;
    }

    /// The token that the parser gets. `quotes` maps character literals to strings, for texts that
    /// were not prepared (`eval`).
    /// `is_python` tells whether `import` finds a Python module of a name, `is_module` whether a
    /// name leads to a module without an import.
    pub fn map(
        &self,
        token: Token,
        quotes: bool,
        is_python: &dyn Fn(&str) -> bool,
        is_module: &dyn Fn(&str) -> bool,
    ) -> Token {
        let mut state = self.state.borrow_mut();
        let after_dot = std::mem::take(&mut state.after_dot);
        let is_call = matches!(&token, Token::Reserved(name) | Token::Identifier(name) if name.as_str() == "call");
        let mut token = if is_call && self.keeps_call.get() {
            token
        } else if after_dot {
            member(token)
        } else {
            word(token)
        };
        // Rhai's tokenizer does not know that the token before has become an operand.
        if std::mem::take(&mut state.after_operand) {
            token = match token {
                Token::UnaryPlus => Token::Plus,
                Token::UnaryMinus => Token::Minus,
                other => other,
            };
        }
        if quotes {
            token = string(token);
        }
        state.after_operand = matches!(token, Token::Identifier(_) | Token::StringConstant(_));
        state.follow_import(&token, is_python);
        match &token {
            Token::Period | Token::Elvis => state.after_dot = true,
            Token::Identifier(name) if !after_dot => state.root = name.to_string(),
            Token::DoubleColon => {
                let root = &state.root;
                let python = match state.aliases.get(root) {
                    Some(python) => *python,
                    None => is_module(root),
                };
                if python {
                    state.after_dot = true;
                    return Token::Period;
                }
            }
            _ => {}
        }
        token
    }
}

impl State {
    fn follow_import(&mut self, token: &Token, is_python: &dyn Fn(&str) -> bool) {
        self.import = match (std::mem::take(&mut self.import), token) {
            (_, Token::Reserved(word) | Token::Custom(word)) if word.as_str() == "import" => {
                Import::Keyword
            }
            (_, Token::Import) => Import::Keyword,
            (Import::Keyword, Token::StringConstant(name)) => Import::Name(name.to_string()),
            (Import::Name(name), Token::As) => Import::As(name),
            (Import::Name(name), _) => {
                // Without `as`: `import "os.path"` binds `os`.
                let first = name.split('.').next().unwrap_or(&name).to_owned();
                let python = is_python(&name);
                self.aliases.insert(first, python);
                Import::No
            }
            (Import::As(name), Token::Identifier(alias)) => {
                let python = is_python(&name);
                self.aliases.insert(alias.to_string(), python);
                Import::No
            }
            _ => Import::No,
        };
    }
}

/// A character literal as a string; what Rhai refuses as too long for one too.
fn string(token: Token) -> Token {
    match token {
        Token::CharConstant(c) => Token::StringConstant(Box::new(c.to_string().into())),
        Token::LexError(error) => match *error {
            LexError::MalformedChar(text) => Token::StringConstant(Box::new(text.into())),
            other => Token::LexError(Box::new(other)),
        },
        other => other,
    }
}

/// A token after a dot: any word is a name.
fn member(token: Token) -> Token {
    let text = match &token {
        Token::Identifier(name) => name.to_string(),
        Token::Reserved(name) | Token::Custom(name) => name.to_string(),
        other if other.is_literal() => other.literal_syntax().to_owned(),
        _ => return token,
    };
    if !text.starts_with(|c: char| c == '_' || c.is_alphabetic()) {
        return token;
    }
    match text.as_str() {
        "call" => identifier(CALL),
        // Rhai's own, on values of every type.
        "type_of" | "curry" | "is_shared" => token,
        // Words that begin a custom syntax, or that Rhai's evaluator treats by name.
        "with" | "import" | "eval" | "is" | "is_def_var" | "is_def_fn" => {
            identifier(&format!("{text}{MEMBER_MARK}"))
        }
        _ => identifier(&text),
    }
}

/// A token elsewhere: reserved words that mean nothing in Rhai are names.
fn word(token: Token) -> Token {
    let Token::Reserved(name) = &token else {
        return token;
    };
    match name.as_str() {
        "call" => identifier(CALL),
        "print" | "debug" | "type_of" | "curry" | "is_shared" | "is_def_var" | "is_def_fn"
        | "Fn" | "eval" | "this" | "with" | "import" => token,
        other if other.starts_with(char::is_alphabetic) => identifier(other),
        _ => token,
    }
}

fn identifier(name: &str) -> Token {
    Token::Identifier(Box::new(name.into()))
}

/// A member's name as the program wrote it.
pub fn plain_member(name: &str) -> &str {
    name.strip_suffix(MEMBER_MARK).unwrap_or(name)
}
