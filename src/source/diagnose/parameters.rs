//! Parameters of functions and lambdas, and type parameters.
//!
//! A lambda's parameters follow the rules of a function's, without annotations
//! and with `:` in place of the closing parenthesis.

use super::{Node, NodeKind, Reader, Rule};

/// Whether parameters are a lambda's.
type Lambda = bool;

impl Reader<'_> {
    fn closes(&mut self, lambda: Lambda) -> bool {
        self.sees_word(if lambda { &[":"] } else { &[")"] })
    }

    /// A comma, or the end of the parameters ahead.
    fn comma_or_end(&mut self, lambda: Lambda) -> Option<()> {
        if self.word(",").is_some() || self.closes(lambda) {
            return Some(());
        }
        None
    }

    fn parameter(&mut self, lambda: Lambda) -> Option<Node> {
        let from = self.at;
        self.name()?;
        if !lambda {
            self.maybe(|r| {
                r.word(":")?;
                r.expression()
            });
        }
        Some(self.node(NodeKind::Name, from))
    }

    fn default(&mut self) -> Option<()> {
        let default = self.attempt(|r| {
            r.word("=")?;
            r.expression().map(drop)
        });
        if default.is_none() {
            self.mistake(|r| {
                let equals = r.word("=")?;
                r.ahead(&[")", ","])?;
                r.raise_at_token(equals, "expected default value expression")
            });
        }
        default
    }

    fn plain(&mut self, lambda: Lambda) -> Option<Node> {
        self.attempt(|r| {
            let parameter = r.parameter(lambda)?;
            r.comma_or_end(lambda)?;
            Some(parameter)
        })
    }

    fn defaulted(&mut self, lambda: Lambda) -> Option<Node> {
        self.attempt(|r| {
            let parameter = r.parameter(lambda)?;
            r.default()?;
            r.comma_or_end(lambda)?;
            Some(parameter)
        })
    }

    fn either(&mut self, lambda: Lambda) -> Option<Node> {
        self.attempt(|r| {
            let parameter = r.parameter(lambda)?;
            r.maybe(Self::default);
            r.comma_or_end(lambda)?;
            Some(parameter)
        })
    }

    fn slash_after_plain(&mut self, lambda: Lambda) -> Option<()> {
        self.attempt(|r| {
            r.some(|r| r.plain(lambda))?;
            r.word("/")?;
            r.comma_or_end(lambda)
        })
    }

    fn slash_after_defaulted(&mut self, lambda: Lambda) -> Option<()> {
        self.attempt(|r| {
            r.any(|r| r.plain(lambda));
            r.some(|r| r.defaulted(lambda))?;
            r.word("/")?;
            r.comma_or_end(lambda)
        })
    }

    fn slash(&mut self, lambda: Lambda) -> Option<()> {
        self.slash_after_plain(lambda)
            .or_else(|| self.slash_after_defaulted(lambda))
    }

    pub(super) fn parameters(&mut self, lambda: Lambda) -> Option<()> {
        self.wrong_parameters(lambda);
        if self.slash_after_plain(lambda).is_some() {
            self.any(|r| r.plain(lambda));
        } else if self.slash_after_defaulted(lambda).is_none() {
            let plain = self.some(|r| r.plain(lambda)).is_some();
            let defaulted = self.some(|r| r.defaulted(lambda)).is_some();
            if !plain && !defaulted {
                return self.star_parameters(lambda);
            }
            self.maybe(|r| r.star_parameters(lambda));
            return Some(());
        }
        self.any(|r| r.defaulted(lambda));
        self.maybe(|r| r.star_parameters(lambda));
        Some(())
    }

    fn star_parameters(&mut self, lambda: Lambda) -> Option<()> {
        self.wrong_star_parameters(lambda);
        let starred = self.attempt(|r| {
            r.word("*")?;
            let named = r.plain(lambda).is_some() || r.star_annotated(lambda).is_some();
            if named {
                r.any(|r| r.either(lambda));
            } else {
                r.word(",")?;
                r.some(|r| r.either(lambda))?;
            }
            r.maybe(|r| r.double_star_parameter(lambda));
            Some(())
        });
        starred.or_else(|| self.double_star_parameter(lambda))
    }

    /// `args: *Ts`
    fn star_annotated(&mut self, lambda: Lambda) -> Option<()> {
        if lambda {
            return None;
        }
        self.attempt(|r| {
            r.name()?;
            r.word(":")?;
            r.star_expression()?;
            r.comma_or_end(lambda)
        })
    }

    fn double_star_parameter(&mut self, lambda: Lambda) -> Option<()> {
        self.mistake(|r| {
            r.word("**")?;
            r.parameter(lambda)?;
            let equals = r.word("=")?;
            let message = "var-keyword argument cannot have default value";
            r.raise_at_token(equals, message)
        });
        self.mistake(|r| {
            r.word("**")?;
            r.parameter(lambda)?;
            r.word(",")?;
            let follower = match r.parameter(lambda) {
                Some(parameter) => parameter,
                None => {
                    let token = r.words(&["*", "**", "/"])?;
                    r.leaf(NodeKind::Other, token)
                }
            };
            r.raise_at(follower, "arguments cannot follow var-keyword argument")
        });
        self.attempt(|r| {
            r.word("**")?;
            r.plain(lambda).map(drop)
        })
    }

    fn wrong_star_parameters(&mut self, lambda: Lambda) {
        self.mistake(|r| {
            let star = r.word("*")?;
            if !r.closes(lambda) {
                r.word(",")?;
                if !r.closes(lambda) {
                    r.word("**")?;
                }
            }
            let message = "named arguments must follow bare *";
            if lambda {
                r.raise(message)
            } else {
                r.raise_at_token(star, message)
            }
        });
        self.mistake(|r| {
            r.word("*")?;
            r.parameter(lambda)?;
            let equals = r.word("=")?;
            let message = "var-positional argument cannot have default value";
            r.raise_at_token(equals, message)
        });
        self.mistake(|r| {
            r.word("*")?;
            r.plain_or_comma(lambda)?;
            r.any(|r| r.either(lambda));
            let star = r.word("*")?;
            r.plain_or_comma(lambda)?;
            r.raise_at_token(star, "* argument may appear only once")
        });
    }

    fn plain_or_comma(&mut self, lambda: Lambda) -> Option<()> {
        self.plain(lambda)
            .map(drop)
            .or_else(|| self.word(",").map(drop))
    }

    fn wrong_parameters(&mut self, lambda: Lambda) {
        self.mistake(|r| {
            let slash = r.word("/")?;
            r.word(",")?;
            r.raise_at_token(slash, "at least one argument must precede /")
        });
        self.mistake(|r| {
            r.slash(lambda)?;
            r.any(|r| r.either(lambda));
            let slash = r.word("/")?;
            r.raise_at_token(slash, "/ may appear only once")
        });
        self.mistake(|r| {
            r.maybe(|r| r.slash_after_plain(lambda));
            r.any(|r| r.plain(lambda));
            if r.slash_after_defaulted(lambda).is_none() {
                r.some(|r| r.defaulted(lambda))?;
            }
            let parameter = r.plain(lambda)?;
            r.raise_at(
                parameter,
                "parameter without a default follows parameter with a default",
            )
        });
        self.mistake(|r| {
            r.any(|r| r.plain(lambda));
            let from = r.at;
            r.word("(")?;
            let message = if lambda {
                r.commas(|r| r.parameter(true))?;
                "Lambda expression parameters cannot be parenthesized"
            } else {
                r.some(|r| r.plain(false))?;
                "Function parameters cannot be parenthesized"
            };
            r.word(",");
            r.word(")")?;
            let all = r.node(NodeKind::Other, from);
            r.raise_at(all, message)
        });
        self.mistake(|r| {
            r.maybe(|r| r.slash(lambda));
            r.any(|r| r.either(lambda));
            r.word("*")?;
            if r.word(",").is_none() {
                r.plain(lambda)?;
            }
            r.any(|r| r.either(lambda));
            let slash = r.word("/")?;
            r.raise_at_token(slash, "/ must be ahead of *")
        });
        self.mistake(|r| {
            r.some(|r| r.either(lambda))?;
            r.word("/")?;
            let star = r.word("*")?;
            r.raise_at_token(star, "expected comma between / and *")
        });
    }

    pub(super) fn type_parameters(&mut self) -> Option<()> {
        self.mistake(|r| {
            r.word("[")?;
            let bracket = r.word("]")?;
            r.raise_from(bracket.start, "Type parameter list cannot be empty")
        });
        self.attempt(|r| {
            r.word("[")?;
            r.commas(Self::type_parameter)?;
            r.word(",");
            r.word("]").map(drop)
        })
    }

    fn type_parameter(&mut self) -> Option<Node> {
        self.remembered(Rule::TypeParameter, |r| {
            let from = r.at;
            let plain = r.attempt(|r| {
                r.name()?;
                r.maybe(|r| {
                    r.word(":")?;
                    r.expression()
                });
                r.type_default(Self::expression);
                Some(())
            });
            if plain.is_none() {
                r.wrong_type_parameter("*", "TypeVarTuple");
                r.wrong_type_parameter("**", "ParamSpec");
                let starred = r.attempt(|r| {
                    r.word("*")?;
                    r.name()?;
                    r.type_default(Self::star_expression);
                    Some(())
                });
                if starred.is_none() {
                    r.word("**")?;
                    r.name()?;
                    r.type_default(Self::expression);
                }
            }
            Some(r.node(NodeKind::Other, from))
        })
    }

    fn type_default(&mut self, value: fn(&mut Self) -> Option<Node>) {
        self.maybe(|r| {
            r.word("=")?;
            value(r)
        });
    }

    fn wrong_type_parameter(&mut self, stars: &str, class: &str) {
        self.mistake(|r| {
            r.word(stars)?;
            r.name()?;
            let colon = r.word(":")?;
            let bound = r.expression()?;
            let what = if bound.kind == NodeKind::Tuple {
                "constraints"
            } else {
                "bound"
            };
            r.raise_from(colon.start, &format!("cannot use {what} with {class}"))
        });
    }
}
