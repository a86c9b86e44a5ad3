//! Statements that contain blocks.

use super::raise::Use;
use super::{Kind, NodeKind, Reader, Rule};
use crate::source::tokens::Token;

const NO_COLON: &str = "expected ':'";

impl Reader<'_> {
    pub(super) fn compound_statement(&mut self) -> Option<()> {
        let token = self.current()?;
        let soft = token.kind == Kind::Name;
        match self.text(token) {
            "def" => self.function(),
            "if" => self.if_statement(),
            "class" => self.class(),
            "with" => self.with_statement(),
            "for" => self.for_statement(),
            "try" => self.try_statement(),
            "while" => self.while_statement(),
            "async" => self
                .function()
                .or_else(|| self.with_statement())
                .or_else(|| self.for_statement()),
            "@" => self
                .attempt(|r| {
                    r.decorators()?;
                    r.function()
                })
                .or_else(|| {
                    self.attempt(|r| {
                        r.decorators()?;
                        r.class()
                    })
                }),
            "match" if soft => self.match_statement(),
            _ => None,
        }
    }

    fn decorators(&mut self) -> Option<()> {
        self.some(|r| {
            r.word("@")?;
            r.named_expression()?;
            r.newline()
        })
        .map(drop)
    }

    pub(super) fn block(&mut self) -> Option<()> {
        let block = self.remembered(Rule::Block, |r| {
            let from = r.at;
            let indented = r.attempt(|r| {
                r.newline()?;
                r.token(Kind::Indent)?;
                r.statements()?;
                r.token(Kind::Dedent).map(drop)
            });
            indented.or_else(|| r.simple_statements())?;
            Some(r.node(NodeKind::Other, from))
        });
        if block.is_none() {
            self.mistake(|r| {
                r.no_block()?;
                r.raise_indentation("expected an indented block")
            });
        }
        block.map(drop)
    }

    /// The end of a line after which no block begins.
    fn no_block(&mut self) -> Option<()> {
        self.newline()?;
        (!self.sees(|r| r.token(Kind::Indent))).then_some(())
    }

    /// `:` after which no block begins, for the statement that `keyword` opened.
    fn missing_block(&mut self, keyword: Token, what: &str) -> Option<()> {
        self.word(":")?;
        self.no_block()?;
        let line = self.tokens.lines.line_of(keyword.start as usize);
        let message = format!("expected an indented block after {what} on line {line}");
        self.raise_indentation(&message)
    }

    /// A word that must be here, with or without the rules about mistakes.
    fn demand(&mut self, word: &str, message: &str) -> Option<Token> {
        let found = self.word(word);
        if found.is_none()
            && let Some(token) = self.current()
        {
            self.raise_at_token(token, message);
        }
        found
    }

    fn colon_and_block(&mut self) -> Option<()> {
        self.word(":")?;
        self.block()
    }

    /// The two mistakes of a header: no colon at the end of the line, no block
    /// after the colon.
    fn wrong_header(&mut self, keyword: &str, what: &str, rest: fn(&mut Self) -> Option<()>) {
        self.mistake(|r| {
            r.word(keyword)?;
            rest(r)?;
            r.newline()?;
            r.raise(NO_COLON)
        });
        self.mistake(|r| {
            let token = r.word(keyword)?;
            rest(r)?;
            r.missing_block(token, what)
        });
    }

    fn condition(&mut self) -> Option<()> {
        self.named_expression().map(drop)
    }

    fn if_statement(&mut self) -> Option<()> {
        self.wrong_header("if", "'if' statement", Self::condition);
        self.attempt(|r| {
            r.word("if")?;
            r.condition()?;
            r.colon_and_block()?;
            // CPython recurses here; a loop serves for thousands of branches.
            while r.elif_branch().is_some() {}
            r.maybe(Self::else_block);
            Some(())
        })
    }

    fn elif_branch(&mut self) -> Option<()> {
        self.wrong_header("elif", "'elif' statement", Self::condition);
        self.attempt(|r| {
            r.word("elif")?;
            r.condition()?;
            r.colon_and_block()
        })
    }

    fn else_block(&mut self) -> Option<()> {
        self.mistake(|r| {
            let token = r.word("else")?;
            r.missing_block(token, "'else' statement")
        });
        self.attempt(|r| {
            r.word("else")?;
            r.demand(":", NO_COLON)?;
            r.block()
        })
    }

    fn while_statement(&mut self) -> Option<()> {
        self.wrong_header("while", "'while' statement", Self::condition);
        self.attempt(|r| {
            r.word("while")?;
            r.condition()?;
            r.colon_and_block()?;
            r.maybe(Self::else_block);
            Some(())
        })
    }

    fn for_header(&mut self) -> Option<()> {
        self.star_targets()?;
        self.word("in")?;
        self.star_expressions().map(drop)
    }

    fn for_statement(&mut self) -> Option<()> {
        self.mistake(|r| {
            r.word("async");
            r.wrong_header("for", "'for' statement", Self::for_header);
            None
        });
        // Past `in` there is no way back to the rules about mistakes.
        let mut committed = false;
        let statement = self.attempt(|r| {
            r.word("async");
            r.word("for")?;
            r.star_targets()?;
            r.word("in")?;
            committed = true;
            r.star_expressions()?;
            r.colon_and_block()?;
            r.maybe(Self::else_block);
            Some(())
        });
        if statement.is_none() && !committed {
            self.mistake(Self::wrong_for_target);
        }
        statement
    }

    fn with_item(&mut self) -> Option<()> {
        let named = self.attempt(|r| {
            r.expression()?;
            r.word("as")?;
            r.star_target()?;
            r.ahead(&[",", ")", ":"])
        });
        if named.is_some() {
            return named;
        }
        self.mistake(|r| {
            r.expression()?;
            r.word("as")?;
            let target = r.expression()?;
            r.ahead(&[",", ")", ":"])?;
            r.raise_bad_target(target, Use::Assign)
        });
        self.expression().map(drop)
    }

    fn loose_with_item(&mut self) -> Option<()> {
        self.expression()?;
        self.with_name();
        Some(())
    }

    fn loose_with_items(&mut self) -> Option<()> {
        self.expressions()?;
        self.with_name();
        Some(())
    }

    fn with_name(&mut self) {
        self.maybe(|r| {
            r.word("as")?;
            r.star_target()
        });
    }

    fn bracketed_with_items(&mut self) -> Option<()> {
        self.word("(")?;
        self.commas(Self::loose_with_items)?;
        self.word(",");
        self.word(")").map(drop)
    }

    fn with_statement(&mut self) -> Option<()> {
        const WHAT: &str = "'with' statement";
        self.mistake(|r| {
            r.word("async");
            let token = r.word("with")?;
            r.commas(Self::loose_with_item)?;
            r.missing_block(token, WHAT)
        });
        self.mistake(|r| {
            r.word("async");
            let token = r.word("with")?;
            r.bracketed_with_items()?;
            r.missing_block(token, WHAT)
        });
        let bracketed = self.attempt(|r| {
            r.word("async");
            r.word("with")?;
            r.word("(")?;
            r.commas(Self::with_item)?;
            r.word(",");
            r.word(")")?;
            r.colon_and_block()
        });
        let statement = bracketed.or_else(|| {
            self.attempt(|r| {
                r.word("async");
                r.word("with")?;
                r.commas(Self::with_item)?;
                r.colon_and_block()
            })
        });
        if statement.is_none() {
            self.mistake(|r| {
                r.word("async");
                r.word("with")?;
                r.commas(Self::loose_with_item)?;
                r.newline()?;
                r.raise(NO_COLON)
            });
            self.mistake(|r| {
                r.word("async");
                r.word("with")?;
                r.bracketed_with_items()?;
                r.newline()?;
                r.raise(NO_COLON)
            });
        }
        statement
    }

    fn try_statement(&mut self) -> Option<()> {
        self.wrong_try();
        self.attempt(|r| {
            r.word("try")?;
            r.demand(":", NO_COLON)?;
            r.block()?;
            if r.finally_block().is_some() {
                return Some(());
            }
            let handlers = r.some(Self::except_block);
            if handlers.is_none() {
                r.some(Self::except_star_block)?;
            }
            r.maybe(Self::else_block);
            r.maybe(Self::finally_block);
            Some(())
        })
    }

    fn wrong_try(&mut self) {
        const BOTH: &str = "cannot have both 'except' and 'except*' on the same 'try'";
        self.mistake(|r| {
            let token = r.word("try")?;
            r.missing_block(token, "'try' statement")
        });
        self.mistake(|r| {
            r.word("try")?;
            r.colon_and_block()?;
            r.not_ahead(&["except", "finally"])?;
            r.raise("expected 'except' or 'finally' block")
        });
        self.mistake(|r| {
            r.word("try")?;
            r.word(":")?;
            r.any(Self::block);
            r.some(Self::except_block)?;
            let from = r.at;
            r.word("except")?;
            r.word("*")?;
            let both = r.node(NodeKind::Other, from);
            r.exception_and_name()?;
            r.word(":")?;
            r.raise_at(both, BOTH)
        });
        self.mistake(|r| {
            r.word("try")?;
            r.word(":")?;
            r.any(Self::block);
            r.some(Self::except_star_block)?;
            let token = r.word("except")?;
            r.maybe(Self::exception_and_name);
            r.word(":")?;
            r.raise_at_token(token, BOTH)
        });
    }

    fn exception_and_name(&mut self) -> Option<()> {
        self.expression()?;
        self.maybe(|r| {
            r.word("as")?;
            r.name()
        });
        Some(())
    }

    fn except_block(&mut self) -> Option<()> {
        self.mistake(|r| {
            let token = r.word("except")?;
            r.maybe(Self::exception_and_name);
            r.missing_block(token, "'except' statement")
        });
        let block = self.attempt(|r| {
            r.word("except")?;
            r.maybe(Self::exception_and_name);
            r.colon_and_block()
        });
        if block.is_none() {
            self.wrong_except();
        }
        block
    }

    fn except_star_block(&mut self) -> Option<()> {
        self.mistake(|r| {
            let token = r.word("except")?;
            r.word("*")?;
            r.exception_and_name()?;
            r.missing_block(token, "'except*' statement")
        });
        let block = self.attempt(|r| {
            r.word("except")?;
            r.word("*")?;
            r.exception_and_name()?;
            r.colon_and_block()
        });
        if block.is_none() {
            self.wrong_except();
        }
        block
    }

    fn wrong_except(&mut self) {
        self.mistake(|r| {
            r.word("except")?;
            r.word("*");
            let first = r.expression()?;
            r.word(",")?;
            r.expressions()?;
            r.maybe(|r| {
                r.word("as")?;
                r.name()
            });
            r.word(":")?;
            let message = "multiple exception types must be parenthesized";
            r.raise_from(first.start, message)
        });
        self.mistake(|r| {
            r.word("except")?;
            r.word("*");
            r.exception_and_name()?;
            r.newline()?;
            r.raise(NO_COLON)
        });
        self.mistake(|r| {
            r.word("except")?;
            r.newline()?;
            r.raise(NO_COLON)
        });
        self.mistake(|r| {
            r.word("except")?;
            r.word("*")?;
            if r.newline().is_none() {
                r.word(":")?;
            }
            r.raise("expected one or more exception types")
        });
    }

    fn finally_block(&mut self) -> Option<()> {
        self.mistake(|r| {
            let token = r.word("finally")?;
            r.missing_block(token, "'finally' statement")
        });
        self.attempt(|r| {
            r.word("finally")?;
            r.demand(":", NO_COLON)?;
            r.block()
        })
    }

    fn class_header(&mut self) -> Option<()> {
        self.name()?;
        self.maybe(Self::type_parameters);
        self.maybe(|r| {
            r.word("(")?;
            r.maybe(Self::arguments);
            r.word(")")
        });
        Some(())
    }

    fn class(&mut self) -> Option<()> {
        self.wrong_header("class", "class definition", Self::class_header);
        self.attempt(|r| {
            r.word("class")?;
            r.class_header()?;
            r.colon_and_block()
        })
    }

    fn function(&mut self) -> Option<()> {
        self.mistake(|r| {
            r.word("async");
            let token = r.word("def")?;
            r.name()?;
            r.maybe(Self::type_parameters);
            r.word("(")?;
            r.maybe(|r| r.parameters(false));
            r.word(")")?;
            r.result_annotation();
            r.missing_block(token, "function definition")
        });
        self.mistake(|r| {
            r.word("async");
            r.word("def")?;
            r.name()?;
            r.maybe(Self::type_parameters);
            r.demand("(", "expected '('")?;
            r.maybe(|r| r.parameters(false));
            r.word(")")?;
            r.result_annotation();
            r.demand(":", NO_COLON)?;
            r.block()?;
            None
        });
        self.attempt(|r| {
            r.word("async");
            r.word("def")?;
            r.name()?;
            r.maybe(Self::type_parameters);
            r.word("(")?;
            r.maybe(|r| r.parameters(false));
            r.word(")")?;
            r.result_annotation();
            r.colon_and_block()
        })
    }

    fn result_annotation(&mut self) {
        self.maybe(|r| {
            r.word("->")?;
            r.expression()
        });
    }

    fn match_statement(&mut self) -> Option<()> {
        let statement = self.attempt(|r| {
            r.soft("match")?;
            r.subject()?;
            r.word(":")?;
            r.newline()?;
            r.token(Kind::Indent)?;
            r.some(Self::case_block)?;
            r.token(Kind::Dedent).map(drop)
        });
        if statement.is_none() {
            self.mistake(|r| {
                r.soft("match")?;
                r.subject()?;
                r.newline()?;
                r.raise(NO_COLON)
            });
            self.mistake(|r| {
                let token = r.soft("match")?;
                r.subject()?;
                r.missing_block(token, "'match' statement")
            });
        }
        statement
    }

    fn subject(&mut self) -> Option<()> {
        let several = self.attempt(|r| {
            r.star_named_expression()?;
            r.word(",")?;
            r.maybe(Self::star_named_expressions);
            Some(())
        });
        several.or_else(|| self.named_expression().map(drop))
    }

    fn case_header(&mut self) -> Option<Token> {
        let token = self.soft("case")?;
        self.patterns()?;
        self.maybe(|r| {
            r.word("if")?;
            r.named_expression()
        });
        Some(token)
    }

    fn case_block(&mut self) -> Option<()> {
        self.mistake(|r| {
            r.case_header()?;
            r.newline()?;
            r.raise(NO_COLON)
        });
        self.mistake(|r| {
            let token = r.case_header()?;
            r.missing_block(token, "'case' statement")
        });
        self.attempt(|r| {
            r.case_header()?;
            r.colon_and_block()
        })
    }
}
