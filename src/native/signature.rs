//! The parser of signature texts such as `sorted(iterable, /, *, key=None, reverse=False)`.
//!
//! The texts are written by biji's authors, one per native; a test parses all of them.

use crate::object::{Str, Value};
use crate::text::quote;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    PositionalOnly,
    PositionalOrKeyword,
    KeywordOnly,
    VarArgs,
    VarKeywords,
}

#[derive(Clone)]
pub struct Param {
    pub name: Str,
    pub kind: ParamKind,
    /// `None` for a required parameter; an unset value for one that may be missing.
    pub default: Option<Value>,
    /// The default as written.
    pub default_text: String,
}

/// Parameters of a signature that is filled in without binding.
pub const FILLABLE: usize = 6;

pub struct Signature {
    pub params: Vec<Param>,
    /// Every parameter can be given by position: a full row of arguments needs no binding.
    pub all_positional: bool,
    /// Positional parameters, and how many of them are required.
    pub positional: usize,
    pub required: usize,
    /// Few parameters, of which those beyond the required ones have defaults: a call without
    /// keywords only has to fill these in.
    pub fillable: bool,
}

impl Signature {
    pub fn parse(text: &str) -> Signature {
        let inside = text
            .split_once('(')
            .and_then(|(_, rest)| rest.rsplit_once(')'))
            .map_or("", |(inside, _)| inside);
        let mut params: Vec<Param> = Vec::new();
        let mut keyword_only = false;
        for part in split_top(inside) {
            match part {
                "/" => {
                    for p in &mut params {
                        p.kind = ParamKind::PositionalOnly;
                    }
                    continue;
                }
                "*" => {
                    keyword_only = true;
                    continue;
                }
                _ => {}
            }
            let (name, kind) = if let Some(name) = part.strip_prefix("**") {
                (name, ParamKind::VarKeywords)
            } else if let Some(name) = part.strip_prefix('*') {
                keyword_only = true;
                (name, ParamKind::VarArgs)
            } else if keyword_only {
                (part, ParamKind::KeywordOnly)
            } else {
                (part, ParamKind::PositionalOrKeyword)
            };
            let (name, default_text) = match name.split_once('=') {
                Some((name, default)) => (name.trim(), default.trim()),
                None => (name, ""),
            };
            let default = match kind {
                ParamKind::VarArgs | ParamKind::VarKeywords => Some(Value::UNSET),
                _ if default_text.is_empty() => None,
                _ => Some(literal(default_text)),
            };
            params.push(Param {
                name: Str::intern(name),
                kind,
                default,
                default_text: default_text.to_owned(),
            });
        }
        let is_positional = |p: &&Param| {
            matches!(
                p.kind,
                ParamKind::PositionalOnly | ParamKind::PositionalOrKeyword
            )
        };
        let positional = params.iter().filter(is_positional).count();
        let required = params
            .iter()
            .filter(is_positional)
            .filter(|p| p.default.is_none())
            .count();
        Signature {
            all_positional: positional == params.len(),
            positional,
            required,
            fillable: params.len() <= FILLABLE
                && params[required.min(params.len())..].iter().all(|p| {
                    p.default.is_some()
                        && !matches!(p.kind, ParamKind::VarArgs | ParamKind::VarKeywords)
                }),
            params,
        }
    }

    pub fn has(&self, kind: ParamKind) -> bool {
        self.params.iter().any(|p| p.kind == kind)
    }
}

/// Split at commas outside quotes and brackets.
fn split_top(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0i32);
    let mut quote: Option<char> = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{' | '<') => depth += 1,
            (None, ')' | ']' | '}' | '>') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|p| !p.is_empty());
    parts
}

/// The value of a default: a literal, or unset for a text in angle brackets.
fn literal(text: &str) -> Value {
    match text {
        "None" => return Value::NONE,
        "True" => return Value::TRUE,
        "False" => return Value::FALSE,
        "()" => return Value::tuple(Vec::new()),
        "sys.maxsize" => return Value::int(i64::MAX),
        _ => {}
    }
    if let Ok(i) = text.parse::<i64>() {
        return Value::int(i);
    }
    if let Ok(x) = text.parse::<f64>() {
        return Value::float(x);
    }
    let unquoted = |t: &str| -> Option<String> {
        let q = t.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let body = t.get(1..)?.strip_suffix(q)?;
        Some(
            body.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\\", "\\"),
        )
    };
    if let Some(body) = text.strip_prefix('b').and_then(unquoted) {
        return Value::bytes(body.into_bytes());
    }
    if let Some(body) = unquoted(text) {
        return Value::str(&body);
    }
    Value::UNSET
}

impl std::fmt::Display for Signature {
    /// The signature as `help()` and `inspect.signature` show it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        let mut starred = false;
        let last_positional_only = self
            .params
            .iter()
            .rposition(|p| p.kind == ParamKind::PositionalOnly);
        for (i, p) in self.params.iter().enumerate() {
            let name = p.name.to_lossy();
            match p.kind {
                ParamKind::VarArgs => {
                    starred = true;
                    parts.push(format!("*{name}"));
                }
                ParamKind::VarKeywords => parts.push(format!("**{name}")),
                _ => {
                    if p.kind == ParamKind::KeywordOnly && !starred {
                        starred = true;
                        parts.push("*".to_owned());
                    }
                    parts.push(match &p.default {
                        None => name.into_owned(),
                        Some(v) => match v.as_str() {
                            Some(s) => {
                                format!("{name}={}", quote::repr_str(s))
                            }
                            None => format!("{name}={}", p.default_text),
                        },
                    });
                }
            }
            if last_positional_only == Some(i) {
                parts.push("/".to_owned());
            }
        }
        write!(f, "({})", parts.join(", "))
    }
}
