//! String literals: neighbours that become one, and the fields of f-strings.

use super::{Kind, Node, NodeKind, Reader, Rule};
use crate::source::literal::{self, Literal};

impl Reader<'_> {
    /// One or more string literals side by side.
    pub(super) fn strings(&mut self) -> Option<Node> {
        self.remembered(Rule::Strings, |r| {
            let from = r.at;
            let kinds = r.some(|r| match r.current()?.kind {
                Kind::Str => r.string(),
                Kind::FStringStart => r.interpolated(),
                _ => None,
            })?;
            let bytes = kinds.iter().filter(|kind| **kind == "bytes").count();
            if bytes > 0 && bytes < kinds.len() {
                r.raise("cannot mix bytes and nonbytes literals");
                return None;
            }
            let kind = if kinds.contains(&"format") {
                NodeKind::FString
            } else {
                NodeKind::Literal
            };
            Some(r.node(kind, from))
        })
    }

    fn string(&mut self) -> Option<&'static str> {
        let token = self.token(Kind::Str)?;
        let text = self.text(token);
        match Literal::of_token(text) {
            Some(literal) => {
                if let Err(message) = literal.check() {
                    if literal.is_bytes() && !message.starts_with('(') {
                        self.raise_at_token(token, &message);
                    } else {
                        self.raise(&message);
                    }
                    return None;
                }
                Some(if literal.is_bytes() { "bytes" } else { "text" })
            }
            None => Some("text"),
        }
    }

    fn interpolated(&mut self) -> Option<&'static str> {
        let start = self.token(Kind::FStringStart)?;
        let raw = self.text(start).contains(['r', 'R']);
        let mut texts = Vec::new();
        while let Some(text) = self.attempt(|r| match r.field() {
            Some(()) => Some(None),
            None => r.token(Kind::FStringMiddle).map(Some),
        }) {
            texts.extend(text);
        }
        self.token(Kind::FStringEnd)?;
        // The literal parts are decoded once the whole is read.
        for text in texts.into_iter().filter(|_| !raw) {
            if let Err(message) = literal::check_escapes(self.text(text)) {
                self.raise(&message);
                return None;
            }
        }
        Some("format")
    }

    /// A replacement field.
    fn field(&mut self) -> Option<()> {
        let field = self.attempt(|r| {
            r.word("{")?;
            r.annotated_value()?;
            r.word("=");
            let conversion = r.attempt(Self::conversion);
            r.maybe(|r| {
                r.word(":")?;
                r.format_parts();
                Some(())
            });
            r.word("}")?;
            // The letter is looked at once the field is complete.
            conversion.map_or(Some(()), |name| r.check_conversion(name))
        });
        if field.is_none() {
            self.wrong_field();
        }
        field
    }

    fn format_parts(&mut self) {
        self.any(|r| r.token(Kind::FStringMiddle).map(drop).or_else(|| r.field()));
    }

    fn conversion(&mut self) -> Option<Node> {
        let mark = self.word("!")?;
        let name = self.name()?;
        if mark.end != name.start {
            let mark = self.leaf(NodeKind::Other, mark);
            let message = "f-string: conversion type must come right after the exclamanation mark";
            self.raise_range(mark, name, message);
            return None;
        }
        Some(name)
    }

    fn check_conversion(&mut self, name: Node) -> Option<()> {
        let range = name.start as usize..name.end as usize;
        let letter = self.tokens.text.get(range).unwrap_or("");
        if !matches!(letter, "s" | "r" | "a") {
            let message = format!(
                "f-string: invalid conversion character '{letter}': expected 's', 'r', or 'a'"
            );
            return self.raise_at(name, message);
        }
        Some(())
    }

    fn wrong_field(&mut self) {
        self.mistake(|r| {
            r.word("{")?;
            let token = r.words(&["=", "!", ":", "}"])?;
            let mark = r.text(token);
            let message = format!("f-string: valid expression required before '{mark}'");
            r.raise_at_token(token, &message)
        });
        self.mistake(|r| {
            r.word("{")?;
            if r.sees(Self::annotated_value) {
                return None;
            }
            r.raise_next("f-string: expecting a valid expression after '{'")
        });
        self.mistake(|r| {
            r.value_of_field()?;
            r.not_ahead(&["=", "!", ":", "}"])?;
            r.raise_next("f-string: expecting '=', or '!', or ':', or '}'")
        });
        self.mistake(|r| {
            r.value_of_field()?;
            r.word("=")?;
            r.not_ahead(&["!", ":", "}"])?;
            r.raise_next("f-string: expecting '!', or ':', or '}'")
        });
        self.mistake(|r| {
            r.value_of_field()?;
            r.word("=");
            r.word("!")?;
            if r.sees_word(&[":", "}"]) {
                return r.raise_next("f-string: missing conversion character");
            }
            if r.sees(Self::name) {
                return None;
            }
            r.raise_next("f-string: invalid conversion character")
        });
        self.mistake(|r| {
            r.value_and_conversion()?;
            r.not_ahead(&[":", "}"])?;
            r.raise_next("f-string: expecting ':' or '}'")
        });
        self.mistake(|r| {
            r.value_and_conversion()?;
            r.word(":")?;
            r.format_parts();
            r.not_ahead(&["}"])?;
            r.raise_next("f-string: expecting '}', or format specs")
        });
        self.mistake(|r| {
            r.value_and_conversion()?;
            r.not_ahead(&["}"])?;
            r.raise_next("f-string: expecting '}'")
        });
    }

    fn value_of_field(&mut self) -> Option<()> {
        self.word("{")?;
        self.annotated_value().map(drop)
    }

    fn value_and_conversion(&mut self) -> Option<()> {
        self.value_of_field()?;
        self.word("=");
        self.maybe(|r| {
            r.word("!")?;
            r.name()
        });
        Some(())
    }
}
