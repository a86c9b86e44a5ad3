//! What stands in brackets beside plain items: arguments of calls, dictionaries
//! and sets, comprehensions.

use super::raise::Use;
use super::{Kind, Node, NodeKind, Reader, Rule};

const UNPARENTHESIZED: &str = "Generator expression must be parenthesized";
const EQUALS_IN_CALL: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

impl Reader<'_> {
    pub(super) fn arguments(&mut self) -> Option<Node> {
        self.remembered(Rule::Arguments, |r| {
            let arguments = r.attempt(|r| {
                let node = r.args()?;
                r.word(",");
                r.ahead(&[")"])?;
                Some(node)
            });
            if arguments.is_none() {
                r.wrong_arguments();
            }
            arguments
        })
    }

    fn positional(&mut self) -> Option<Node> {
        self.starred_expression().or_else(|| {
            self.attempt(|r| {
                let node = r
                    .assignment_expression()
                    .or_else(|| r.expression_not_named())?;
                r.not_ahead(&["="])?;
                Some(node)
            })
        })
    }

    fn args(&mut self) -> Option<Node> {
        let from = self.at;
        let mixed = self.attempt(|r| {
            let mut positional = r.commas(Self::positional)?;
            let keywords = r.attempt(|r| {
                r.word(",")?;
                r.keyword_arguments()
            });
            let (starred, unpacks) = keywords.unwrap_or_default();
            positional.extend(starred);
            Some((positional, unpacks))
        });
        let (positional, unpacks) = match mixed {
            Some(all) => all,
            None => self.keyword_arguments()?,
        };
        let kind = if unpacks {
            NodeKind::ArgumentsUnpacking
        } else {
            NodeKind::Arguments
        };
        Some(self.node_with(kind, from, positional))
    }

    /// The starred ones among keyword arguments, and whether `**` is there.
    fn keyword_arguments(&mut self) -> Option<(Vec<Node>, bool)> {
        let starred = |nodes: Vec<Node>| {
            let starred = nodes.into_iter().filter(|n| n.kind == NodeKind::Starred);
            starred.collect::<Vec<_>>()
        };
        let both = self.attempt(|r| {
            let first = r.commas(Self::keyword_or_starred)?;
            r.word(",")?;
            let second = r.commas(Self::keyword_or_double_starred)?;
            let unpacks = second.iter().any(|n| n.kind == NodeKind::Dict);
            Some((starred(first), unpacks))
        });
        both.or_else(|| {
            let first = self.commas(Self::keyword_or_starred)?;
            Some((starred(first), false))
        })
        .or_else(|| {
            let second = self.commas(Self::keyword_or_double_starred)?;
            let unpacks = second.iter().any(|n| n.kind == NodeKind::Dict);
            Some((Vec::new(), unpacks))
        })
    }

    pub(super) fn starred_expression(&mut self) -> Option<Node> {
        self.mistake(|r| {
            let from = r.at;
            r.word("*")?;
            r.expression()?;
            r.word("=")?;
            r.expression()?;
            let all = r.node(NodeKind::Other, from);
            r.raise_at(all, "cannot assign to iterable argument unpacking")
        });
        let starred = self.attempt(|r| {
            let from = r.at;
            r.word("*")?;
            let part = r.expression()?;
            Some(r.node_with(NodeKind::Starred, from, vec![part]))
        });
        if starred.is_none() {
            // CPython raises this even on its first reading.
            self.attempt(|r| {
                r.word("*")?;
                r.raise("Invalid star expression")
            });
        }
        starred
    }

    fn keyword(&mut self) -> Option<Node> {
        self.wrong_keyword();
        self.attempt(|r| {
            let from = r.at;
            r.name()?;
            r.word("=")?;
            r.expression()?;
            Some(r.node(NodeKind::Other, from))
        })
    }

    fn keyword_or_starred(&mut self) -> Option<Node> {
        self.keyword().or_else(|| self.starred_expression())
    }

    fn keyword_or_double_starred(&mut self) -> Option<Node> {
        self.keyword().or_else(|| {
            self.attempt(|r| {
                let from = r.at;
                r.word("**")?;
                r.expression()?;
                Some(r.node(NodeKind::Dict, from))
            })
        })
    }

    fn wrong_keyword(&mut self) {
        self.mistake(|r| {
            let from = r.at;
            let word = r.words(&["True", "False", "None"])?;
            r.word("=")?;
            let both = r.node(NodeKind::Other, from);
            let message = format!("cannot assign to {}", r.text(word));
            r.raise_at(both, message)
        });
        self.mistake(Self::wrong_keyword_generator);
        self.mistake(|r| {
            let is_keyword = r.sees(|r| {
                r.name()?;
                r.word("=")
            });
            if is_keyword {
                return None;
            }
            let value = r.expression()?;
            let equals = r.word("=")?;
            let equals = r.leaf(NodeKind::Other, equals);
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            r.raise_range(value, equals, message)
        });
        self.mistake(|r| {
            let from = r.at;
            r.word("**")?;
            r.expression()?;
            r.word("=")?;
            r.expression()?;
            let all = r.node(NodeKind::Other, from);
            r.raise_at(all, "cannot assign to keyword argument unpacking")
        });
    }

    /// `f(a=b for …)`
    fn wrong_keyword_generator(&mut self) -> Option<()> {
        let from = self.at;
        self.name()?;
        self.word("=")?;
        let both = self.node(NodeKind::Other, from);
        self.expression()?;
        self.for_clauses()?;
        self.raise_at(both, EQUALS_IN_CALL)
    }

    fn wrong_arguments(&mut self) {
        self.mistake(|r| {
            let leading = r.attempt(|r| {
                r.commas(Self::positional)?;
                r.word(",")?;
                r.keyword_arguments()
            });
            if leading.is_none() {
                r.keyword_arguments()?;
            }
            let comma = r.word(",")?;
            r.commas(|r| {
                r.starred_expression()?;
                r.not_ahead(&["="])
            })?;
            let message = "iterable argument unpacking follows keyword argument unpacking";
            r.raise_from(comma.start, message)
        });
        self.mistake(|r| {
            let value = r.expression()?;
            let clauses = r.for_clauses()?;
            r.word(",")?;
            r.maybe(|r| {
                r.args().map(drop).or_else(|| {
                    r.expression()?;
                    r.for_clauses().map(drop)
                })
            });
            r.raise_range(value, clauses, UNPARENTHESIZED)
        });
        self.mistake(Self::wrong_keyword_generator);
        self.mistake(|r| {
            r.maybe(|r| {
                r.args()?;
                r.word(",")
            });
            let from = r.at;
            r.name()?;
            r.word("=")?;
            let both = r.node(NodeKind::Other, from);
            r.ahead(&[",", ")"])?;
            r.raise_at(both, "expected argument value expression")
        });
        let silent = self.mistake(|r| {
            let arguments = r.args()?;
            let clauses = r.for_clauses()?;
            let positional = r.parts(arguments);
            match positional.last().copied() {
                Some(last) if positional.len() > 1 => r.raise_range(last, clauses, UNPARENTHESIZED),
                _ => Some(()),
            }
        });
        if silent {
            return;
        }
        self.mistake(|r| {
            r.args()?;
            r.word(",")?;
            let value = r.expression()?;
            let clauses = r.for_clauses()?;
            r.raise_range(value, clauses, UNPARENTHESIZED)
        });
        self.mistake(|r| {
            let arguments = r.args()?;
            r.word(",")?;
            r.args()?;
            if arguments.kind == NodeKind::ArgumentsUnpacking {
                r.raise("positional argument follows keyword argument unpacking")
            } else {
                r.raise("positional argument follows keyword argument")
            }
        });
    }

    pub(super) fn braces(&mut self) -> Option<Node> {
        self.dict()
            .or_else(|| self.set_display())
            .or_else(|| self.dict_comprehension())
            .or_else(|| {
                self.comprehension("{", "}", NodeKind::SetComprehension, |r| {
                    r.named_expression()
                })
            })
    }

    fn dict(&mut self) -> Option<Node> {
        let dict = self.attempt(|r| {
            let from = r.at;
            r.word("{")?;
            r.maybe(|r| {
                r.commas(Self::dict_item)?;
                r.word(",");
                Some(())
            });
            r.word("}")?;
            Some(r.node(NodeKind::Dict, from))
        });
        if dict.is_none() {
            // CPython seeks these even on its first reading.
            self.attempt(|r| {
                r.word("{")?;
                r.wrong_dict_items();
                None::<()>
            });
        }
        dict
    }

    fn dict_item(&mut self) -> Option<()> {
        let unpacked = self.attempt(|r| {
            r.word("**")?;
            r.bitwise_or()
        });
        unpacked.map(drop).or_else(|| self.pair())
    }

    fn pair(&mut self) -> Option<()> {
        self.attempt(|r| {
            r.expression()?;
            r.word(":")?;
            r.expression().map(drop)
        })
    }

    fn wrong_dict_items(&mut self) {
        self.attempt(|r| {
            r.commas(Self::dict_item)?;
            r.word(",")?;
            r.attempt(|r| {
                let key = r.expression()?;
                r.not_ahead(&[":"])?;
                r.raise_after_key(key)
            });
            r.wrong_pair();
            None::<()>
        });
        self.wrong_pair();
    }

    fn wrong_pair(&mut self) {
        self.attempt(|r| {
            r.expression()?;
            r.word(":")?;
            let star = r.word("*")?;
            r.bitwise_or()?;
            let message = "cannot use a starred expression in a dictionary value";
            r.raise_from(star.start, message)
        });
        self.attempt(|r| {
            r.expression()?;
            let colon = r.word(":")?;
            r.ahead(&["}", ","])?;
            let message = "expression expected after dictionary key and ':'";
            r.raise_at_token(colon, message)
        });
    }

    /// CPython places this one in the key's first line, at the column of its last
    /// character, without an end.
    fn raise_after_key(&mut self, key: Node) -> Option<()> {
        let last = Node {
            start: key.end.saturating_sub(1),
            ..key
        };
        self.raise_at(last, "':' expected after dictionary key");
        let line = self.tokens.lines.line_of(key.start as usize);
        if let Some(problem) = &mut self.problem {
            (problem.line, problem.end_column) = (line, 0);
        }
        None
    }

    fn set_display(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word("{")?;
            r.star_named_expressions()?;
            r.word("}")?;
            Some(r.node(NodeKind::Set, from))
        })
    }

    /// The clauses, ending where the last of them ends.
    pub(super) fn for_clauses(&mut self) -> Option<Node> {
        let from = self.at;
        self.some(Self::for_clause)?;
        Some(self.node(NodeKind::Other, from))
    }

    fn for_clause(&mut self) -> Option<()> {
        // Past `in` there is no way back to the rules about mistakes.
        let mut committed = false;
        let clause = self.attempt(|r| {
            r.word("async");
            r.word("for")?;
            r.star_targets()?;
            r.word("in")?;
            committed = true;
            r.disjunction()?;
            r.any(|r| {
                r.word("if")?;
                r.disjunction()
            });
            Some(())
        });
        if clause.is_none() && !committed {
            // CPython seeks this one even on its first reading.
            self.attempt(|r| {
                r.word("async");
                r.word("for")?;
                r.commas(Self::bitwise_or)?;
                r.word(",");
                r.not_ahead(&["in"])?;
                r.raise("'in' expected after for-loop variables")
            });
            self.mistake(Self::wrong_for_target);
        }
        clause
    }

    pub(super) fn wrong_for_target(&mut self) -> Option<()> {
        self.word("async");
        self.word("for")?;
        let target = self.star_expressions()?;
        self.raise_bad_target(target, Use::For)
    }

    fn comprehension(
        &mut self,
        open: &str,
        close: &str,
        kind: NodeKind,
        item: fn(&mut Self) -> Option<Node>,
    ) -> Option<Node> {
        let comprehension = self.attempt(|r| {
            let from = r.at;
            r.word(open)?;
            item(r)?;
            r.for_clauses()?;
            r.word(close)?;
            Some(r.node(kind, from))
        });
        if comprehension.is_none() {
            self.wrong_comprehension();
        }
        comprehension
    }

    pub(super) fn list_comprehension(&mut self) -> Option<Node> {
        self.comprehension("[", "]", NodeKind::ListComprehension, |r| {
            r.named_expression()
        })
    }

    pub(super) fn generator(&mut self) -> Option<Node> {
        self.comprehension("(", ")", NodeKind::Generator, |r| {
            r.assignment_expression()
                .or_else(|| r.expression_not_named())
        })
    }

    fn dict_comprehension(&mut self) -> Option<Node> {
        let comprehension = self.attempt(|r| {
            let from = r.at;
            r.word("{")?;
            r.pair()?;
            r.for_clauses()?;
            r.word("}")?;
            Some(r.node(NodeKind::DictComprehension, from))
        });
        if comprehension.is_none() {
            self.mistake(|r| {
                r.word("{")?;
                let stars = r.word("**")?;
                r.bitwise_or()?;
                r.for_clauses()?;
                r.word("}")?;
                let message = "dict unpacking cannot be used in dict comprehension";
                r.raise_at_token(stars, message)
            });
        }
        comprehension
    }

    fn wrong_comprehension(&mut self) {
        const FORGOTTEN: &str = "did you forget parentheses around the comprehension target?";
        self.mistake(|r| {
            r.words(&["[", "(", "{"])?;
            let starred = r.starred_expression()?;
            r.for_clauses()?;
            let message = "iterable unpacking cannot be used in comprehension";
            r.raise_at(starred, message)
        });
        self.mistake(|r| {
            r.words(&["[", "{"])?;
            let first = r.star_named_expression()?;
            r.word(",")?;
            let more = r.star_named_expressions()?;
            let last = more.last().copied()?;
            r.for_clauses()?;
            r.raise_range(first, last, FORGOTTEN)
        });
        self.mistake(|r| {
            r.words(&["[", "{"])?;
            let first = r.star_named_expression()?;
            let comma = r.word(",")?;
            r.for_clauses()?;
            let comma = r.leaf(NodeKind::Other, comma);
            r.raise_range(first, comma, FORGOTTEN)
        });
    }

    /// Whether a comma-separated target list may stop here; used by statements.
    pub(super) fn sees_newline(&mut self) -> bool {
        self.sees(|r| r.token(Kind::Newline))
    }
}
