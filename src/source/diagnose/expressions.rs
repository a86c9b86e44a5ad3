//! Expressions, from conditional ones down to atoms.

use super::{Kind, Node, NodeKind, Reader, Rule};

/// Binary operators, from loosest to tightest.
const LADDER: [&[&str]; 6] = [
    &["|"],
    &["^"],
    &["&"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "//", "%", "@"],
];

/// Where addition stands in the ladder.
const SUM: usize = 4;
const NOT_AFTER_OPERATOR: &str = "'not' after an operator must be parenthesized";

impl Reader<'_> {
    /// Expressions with commas between: a tuple if there are any.
    fn tuple_of(&mut self, item: fn(&mut Self) -> Option<Node>) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            let first = item(r)?;
            let mut parts = vec![first];
            parts.extend(r.any(|r| {
                r.word(",")?;
                item(r)
            }));
            let trailing = r.word(",").is_some();
            if parts.len() == 1 && !trailing {
                return Some(first);
            }
            Some(r.node_with(NodeKind::Tuple, from, parts))
        })
    }

    pub(super) fn expressions(&mut self) -> Option<Node> {
        self.tuple_of(Self::expression)
    }

    pub(super) fn star_expressions(&mut self) -> Option<Node> {
        self.tuple_of(Self::star_expression)
    }

    pub(super) fn star_expression(&mut self) -> Option<Node> {
        self.remembered(Rule::StarExpression, |r| {
            r.starred(Self::bitwise_or).or_else(|| r.expression())
        })
    }

    fn starred(&mut self, item: fn(&mut Self) -> Option<Node>) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word("*")?;
            let part = item(r)?;
            Some(r.node_with(NodeKind::Starred, from, vec![part]))
        })
    }

    pub(super) fn star_named_expression(&mut self) -> Option<Node> {
        self.starred(Self::bitwise_or)
            .or_else(|| self.named_expression())
    }

    /// With an optional comma at the end.
    pub(super) fn star_named_expressions(&mut self) -> Option<Vec<Node>> {
        let all = self.commas(Self::star_named_expression)?;
        self.word(",");
        Some(all)
    }

    pub(super) fn assignment_expression(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.name()?;
            r.word(":=")?;
            r.expression()?;
            Some(r.node(NodeKind::Named, from))
        })
    }

    pub(super) fn named_expression(&mut self) -> Option<Node> {
        if let Some(node) = self.assignment_expression() {
            return Some(node);
        }
        if self.seeks_mistakes {
            self.wrong_named_expression();
        }
        self.expression_not_named()
    }

    /// An expression that no `:=` follows.
    pub(super) fn expression_not_named(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let node = r.expression()?;
            r.not_ahead(&[":="])?;
            Some(node)
        })
    }

    fn wrong_named_expression(&mut self) {
        self.remembered(Rule::WrongNamedExpression, |r| {
            r.attempt(|r| {
                let target = r.expression()?;
                r.word(":=")?;
                r.expression()?;
                let words = target.kind.words();
                r.raise_at(
                    target,
                    format!("cannot use assignment expressions with {words}"),
                )
            });
            r.attempt(|r| {
                let name = r.name()?;
                r.word("=")?;
                let value = r.bitwise_or()?;
                r.not_ahead(&["=", ":="])?;
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                r.raise_range(name, value, message)
            });
            r.attempt(|r| {
                let excluded = r.sees(|r| {
                    r.list()
                        .or_else(|| r.tuple())
                        .or_else(|| r.generator())
                        .map(drop)
                        .or_else(|| r.words(&["True", "None", "False"]).map(drop))
                });
                if excluded {
                    return None;
                }
                let target = r.bitwise_or()?;
                r.word("=")?;
                r.bitwise_or()?;
                r.not_ahead(&["=", ":="])?;
                let words = target.kind.words();
                r.raise_at(
                    target,
                    format!("cannot assign to {words} here. Maybe you meant '==' instead of '='?"),
                )
            });
            None
        });
    }

    pub(super) fn annotated_value(&mut self) -> Option<Node> {
        self.yield_expression().or_else(|| self.star_expressions())
    }

    pub(super) fn yield_expression(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word("yield")?;
            let delegated = r.attempt(|r| {
                r.word("from")?;
                r.expression()
            });
            if delegated.is_none() {
                r.maybe(Self::star_expressions);
            }
            Some(r.node(NodeKind::Yield, from))
        })
    }

    pub(super) fn expression(&mut self) -> Option<Node> {
        self.remembered(Rule::Expression, |r| {
            r.wrong_expression();
            r.plain_expression()
        })
    }

    fn plain_expression(&mut self) -> Option<Node> {
        let conditional = self.attempt(|r| {
            let from = r.at;
            r.disjunction()?;
            r.word("if")?;
            r.disjunction()?;
            r.word("else")?;
            r.expression()?;
            Some(r.node(NodeKind::Conditional, from))
        });
        conditional
            .or_else(|| self.disjunction())
            .or_else(|| self.lambda())
    }

    /// An expression in which no mistakes are sought.
    fn flawless_expression(&mut self) -> Option<Node> {
        let seeks = std::mem::replace(&mut self.seeks_mistakes, false);
        let node = self.plain_expression();
        self.seeks_mistakes = seeks;
        node
    }

    fn is_old_statement(&self, node: Node) -> bool {
        let text = self.tokens.text.get(node.start as usize..node.end as usize);
        node.kind == NodeKind::Name && matches!(text, Some("print" | "exec"))
    }

    /// CPython 3.13 compares only as many letters as the name has, so that `m`
    /// counts as `match`.
    fn sees_soft_keyword(&mut self) -> bool {
        let Some(token) = self.current() else {
            return false;
        };
        let text = self.text(token);
        let soft = ["_", "case", "match", "type"];
        token.kind == Kind::Name && soft.iter().any(|word| word.starts_with(text))
    }

    fn wrong_expression(&mut self) {
        let silent = self.mistake(|r| {
            // `kf"…"` and soft keywords are two names in a row for other reasons.
            let excluded = r.sees(|r| {
                r.name()?;
                r.token(Kind::Str)
            });
            if excluded || r.sees_soft_keyword() {
                return None;
            }
            let left = r.disjunction()?;
            let right = r.flawless_expression()?;
            let level = r.tokens.list.get(r.at.saturating_sub(1))?.level;
            if r.is_old_statement(left) || level == 0 {
                return Some(());
            }
            r.raise_range(left, right, "invalid syntax. Perhaps you forgot a comma?")
        });
        if silent {
            self.wrong_old_statement();
            return;
        }
        self.mistake(|r| {
            let value = r.disjunction()?;
            r.word("if")?;
            let test = r.disjunction()?;
            r.not_ahead(&["else", ":"])?;
            r.raise_range(value, test, "expected 'else' after 'if' expression")
        });
        self.mistake(|r| {
            let keyword = r.word("lambda")?;
            r.maybe(|r| r.parameters(true));
            let colon = r.word(":")?;
            if !r.sees(|r| r.token(Kind::FStringMiddle)) {
                return None;
            }
            let (a, b) = (
                r.leaf(NodeKind::Other, keyword),
                r.leaf(NodeKind::Other, colon),
            );
            let message = "f-string: lambda expressions are not allowed without parentheses";
            r.raise_range(a, b, message)
        });
        self.wrong_old_statement();
    }

    /// `print x`
    fn wrong_old_statement(&mut self) {
        self.mistake(|r| {
            let name = r.name()?;
            r.not_ahead(&["("])?;
            let value = r.star_expressions()?;
            if !r.is_old_statement(name) {
                return None;
            }
            let word = r
                .tokens
                .text
                .get(name.start as usize..name.end as usize)
                .unwrap_or("");
            let message =
                format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
            r.raise_range(name, value, &message)
        });
    }

    pub(super) fn lambda(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word("lambda")?;
            r.maybe(|r| r.parameters(true));
            r.word(":")?;
            r.expression()?;
            Some(r.node(NodeKind::Lambda, from))
        })
    }

    /// Operands with one word between them, as `and` and `or` have.
    fn joined(&mut self, word: &str, operand: fn(&mut Self) -> Option<Node>) -> Option<Node> {
        let from = self.at;
        let first = operand(self)?;
        let more = self.any(|r| {
            r.word(word)?;
            operand(r)
        });
        if more.is_empty() {
            return Some(first);
        }
        Some(self.node(NodeKind::Operation, from))
    }

    pub(super) fn disjunction(&mut self) -> Option<Node> {
        self.remembered(Rule::Disjunction, |r| r.joined("or", Self::conjunction))
    }

    fn conjunction(&mut self) -> Option<Node> {
        self.remembered(Rule::Conjunction, |r| r.joined("and", Self::inversion))
    }

    fn inversion(&mut self) -> Option<Node> {
        self.remembered(Rule::Inversion, |r| {
            let from = r.at;
            let negated = r.attempt(|r| {
                r.word("not")?;
                r.inversion()
            });
            match negated {
                Some(_) => Some(r.node(NodeKind::Operation, from)),
                None => r.comparison(),
            }
        })
    }

    fn comparison(&mut self) -> Option<Node> {
        let from = self.at;
        let left = self.bitwise_or()?;
        let mut kind = None;
        while let Some(operator) = self.attempt(|r| {
            let operator = r.comparison_operator()?;
            r.bitwise_or()?;
            Some(operator)
        }) {
            kind = kind.or(Some(operator));
        }
        match kind {
            Some(kind) => Some(self.node_with(kind, from, vec![left])),
            None => Some(left),
        }
    }

    fn comparison_operator(&mut self) -> Option<NodeKind> {
        if self.words(&["==", "!=", "<=", "<", ">=", ">"]).is_some() {
            return Some(NodeKind::Comparison);
        }
        if self.word("in").is_some() {
            return Some(NodeKind::Membership);
        }
        if self.word("not").is_some() {
            self.word("in")?;
            return Some(NodeKind::Comparison);
        }
        self.word("is")?;
        self.word("not");
        Some(NodeKind::Comparison)
    }

    pub(super) fn bitwise_or(&mut self) -> Option<Node> {
        self.remembered(Rule::BitwiseOr, |r| r.binary(0))
    }

    /// Operators of `LADDER[rung]` and tighter ones.
    fn binary(&mut self, rung: usize) -> Option<Node> {
        let from = self.at;
        let mut left = self.factor()?;
        let mut loosest = LADDER.len();
        loop {
            let joined = self.attempt(|r| {
                let operator = r.current()?;
                let text = r.text(operator);
                let rungs = LADDER.iter().enumerate().skip(rung);
                let (found, _) = rungs
                    .filter(|_| operator.kind == Kind::Op)
                    .find(|(_, operators)| operators.contains(&text))?;
                r.at += 1;
                r.binary(found + 1)?;
                Some(found)
            });
            let Some(found) = joined else {
                if rung < SUM && loosest >= SUM {
                    self.wrong_arithmetic();
                }
                return Some(left);
            };
            loosest = loosest.min(found);
            left = self.node(NodeKind::Operation, from);
        }
    }

    /// `1 + not x`
    fn wrong_arithmetic(&mut self) {
        self.mistake(|r| {
            r.words(&["+", "-", "*", "/", "%", "//", "@"])?;
            let not = r.word("not")?;
            let operand = r.inversion()?;
            let not = r.leaf(NodeKind::Other, not);
            r.raise_range(not, operand, NOT_AFTER_OPERATOR)
        });
    }

    fn factor(&mut self) -> Option<Node> {
        self.remembered(Rule::Factor, |r| {
            let from = r.at;
            let signed = r.attempt(|r| {
                r.words(&["+", "-", "~"])?;
                r.factor()
            });
            if signed.is_none() {
                r.mistake(|r| {
                    r.words(&["+", "-", "~"])?;
                    let not = r.word("not")?;
                    let operand = r.factor()?;
                    let not = r.leaf(NodeKind::Other, not);
                    r.raise_range(not, operand, NOT_AFTER_OPERATOR)
                });
            }
            match signed {
                Some(_) => Some(r.node(NodeKind::Operation, from)),
                None => r.power(),
            }
        })
    }

    fn power(&mut self) -> Option<Node> {
        let from = self.at;
        let base = self.await_primary()?;
        let raised = self.attempt(|r| {
            r.word("**")?;
            r.factor()
        });
        match raised {
            Some(_) => Some(self.node(NodeKind::Operation, from)),
            None => Some(base),
        }
    }

    fn await_primary(&mut self) -> Option<Node> {
        self.remembered(Rule::AwaitPrimary, |r| {
            let from = r.at;
            let awaited = r.attempt(|r| {
                r.word("await")?;
                r.primary()
            });
            match awaited {
                Some(_) => Some(r.node(NodeKind::Await, from)),
                None => r.primary(),
            }
        })
    }

    pub(super) fn primary(&mut self) -> Option<Node> {
        self.remembered(Rule::Primary, |r| {
            let from = r.at;
            let mut node = r.atom()?;
            while let Some(kind) = r.trailer() {
                node = r.node(kind, from);
            }
            Some(node)
        })
    }

    /// An attribute, a call or a subscript.
    pub(super) fn trailer(&mut self) -> Option<NodeKind> {
        self.attempt(|r| {
            r.word(".")?;
            r.name()?;
            Some(NodeKind::Attribute)
        })
        .or_else(|| self.generator().map(|_| NodeKind::Call))
        .or_else(|| {
            self.attempt(|r| {
                r.word("(")?;
                r.maybe(Self::arguments);
                r.word(")")?;
                Some(NodeKind::Call)
            })
        })
        .or_else(|| {
            self.attempt(|r| {
                r.word("[")?;
                r.slices()?;
                r.word("]")?;
                Some(NodeKind::Subscript)
            })
        })
    }

    fn slices(&mut self) -> Option<Node> {
        let single = self.attempt(|r| {
            let node = r.slice()?;
            r.not_ahead(&[","])?;
            Some(node)
        });
        single.or_else(|| {
            self.attempt(|r| {
                let from = r.at;
                r.commas(|r| r.slice().or_else(|| r.starred_expression()))?;
                r.word(",");
                Some(r.node(NodeKind::Tuple, from))
            })
        })
    }

    fn slice(&mut self) -> Option<Node> {
        let ranged = self.attempt(|r| {
            let from = r.at;
            r.maybe(Self::expression);
            r.word(":")?;
            r.maybe(Self::expression);
            r.maybe(|r| {
                r.word(":")?;
                r.maybe(Self::expression);
                Some(())
            });
            Some(r.node(NodeKind::Other, from))
        });
        ranged.or_else(|| self.named_expression())
    }

    pub(super) fn atom(&mut self) -> Option<Node> {
        let token = self.current()?;
        let simple = match token.kind {
            Kind::Name => Some(NodeKind::Name),
            Kind::Number => Some(NodeKind::Literal),
            Kind::Str | Kind::FStringStart => return self.strings(),
            Kind::Keyword | Kind::Op => match self.text(token) {
                "True" => Some(NodeKind::True),
                "False" => Some(NodeKind::False),
                "None" => Some(NodeKind::None),
                "..." => Some(NodeKind::Ellipsis),
                "(" => {
                    return self
                        .tuple()
                        .or_else(|| self.group())
                        .or_else(|| self.generator());
                }
                "[" => return self.list().or_else(|| self.list_comprehension()),
                "{" => return self.braces(),
                _ => None,
            },
            _ => None,
        };
        self.at += usize::from(simple.is_some());
        simple.map(|kind| self.leaf(kind, token))
    }

    pub(super) fn list(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word("[")?;
            let parts = r.attempt(Self::star_named_expressions).unwrap_or_default();
            r.word("]")?;
            Some(r.node_with(NodeKind::List, from, parts))
        })
    }

    pub(super) fn tuple(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word("(")?;
            let parts = r.attempt(|r| {
                let mut parts = vec![r.star_named_expression()?];
                r.word(",")?;
                parts.extend(r.attempt(Self::star_named_expressions).unwrap_or_default());
                Some(parts)
            });
            r.word(")")?;
            Some(r.node_with(NodeKind::Tuple, from, parts.unwrap_or_default()))
        })
    }

    fn group(&mut self) -> Option<Node> {
        let group = self.attempt(|r| {
            r.word("(")?;
            let node = r.yield_expression().or_else(|| r.named_expression())?;
            r.word(")")?;
            Some(node)
        });
        if group.is_some() {
            return group;
        }
        self.mistake(|r| {
            r.word("(")?;
            let starred = r.starred_expression()?;
            r.word(")")?;
            r.raise_at(starred, "cannot use starred expression here")
        });
        self.mistake(|r| {
            r.word("(")?;
            let stars = r.word("**")?;
            r.expression()?;
            r.word(")")?;
            r.raise_at_token(stars, "cannot use double starred expression here")
        });
        None
    }
}
