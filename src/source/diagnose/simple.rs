//! Statements of one line, and what files and blocks are made of.

use super::raise::Use;
use super::{Kind, Node, NodeKind, Reader, Rule};

const AUGMENTED: [&str; 13] = [
    "+=", "-=", "*=", "@=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "**=", "//=",
];

impl Reader<'_> {
    pub(super) fn module(&mut self) -> Option<()> {
        // Nothing returns to a statement that is complete, so its memory can go.
        while self.statement().is_some() {
            self.memory.clear();
            self.lists.truncate(1);
        }
        self.token(Kind::EndMarker).map(drop)
    }

    pub(super) fn statements(&mut self) -> Option<()> {
        self.some(Self::statement).map(drop)
    }

    fn statement(&mut self) -> Option<()> {
        self.attempt(Self::compound_statement)
            .or_else(|| self.simple_statements())
    }

    pub(super) fn simple_statements(&mut self) -> Option<()> {
        self.attempt(|r| {
            r.separated(";", Self::simple_statement)?;
            r.word(";");
            r.newline().map(drop)
        })
    }

    fn simple_statement(&mut self) -> Option<Node> {
        self.remembered(Rule::SimpleStatement, |r| {
            let from = r.at;
            r.assignment()
                .or_else(|| r.type_alias())
                .or_else(|| r.star_expressions().map(drop))
                .or_else(|| r.keyword_statement())?;
            Some(r.node(NodeKind::Other, from))
        })
    }

    /// Statements that begin with a keyword of their own.
    fn keyword_statement(&mut self) -> Option<()> {
        let token = self.current()?;
        match self.text(token) {
            "return" => self.attempt(|r| {
                r.word("return")?;
                r.maybe(Self::star_expressions);
                Some(())
            }),
            "import" | "from" => self
                .remembered(Rule::ImportStatement, Self::import_statement)
                .map(drop),
            "raise" => self.attempt(|r| {
                r.word("raise")?;
                r.maybe(|r| {
                    r.expression()?;
                    r.maybe(|r| {
                        r.word("from")?;
                        r.expression()
                    });
                    Some(())
                });
                Some(())
            }),
            "del" => self.del_statement(),
            "yield" => self.yield_expression().map(drop),
            "assert" => self.attempt(|r| {
                r.word("assert")?;
                r.expression()?;
                r.maybe(|r| {
                    r.word(",")?;
                    r.expression()
                });
                Some(())
            }),
            "pass" | "break" | "continue" => self.words(&["pass", "break", "continue"]).map(drop),
            "global" | "nonlocal" => self.attempt(|r| {
                r.words(&["global", "nonlocal"])?;
                r.commas(Self::name).map(drop)
            }),
            _ => None,
        }
    }

    fn assignment(&mut self) -> Option<()> {
        let annotated = self.attempt(|r| {
            r.name()?;
            r.annotation_and_value()
        });
        let annotated = annotated.or_else(|| {
            self.attempt(|r| {
                let grouped = r.attempt(|r| {
                    r.word("(")?;
                    r.single_target()?;
                    r.word(")")
                });
                if grouped.is_none() {
                    r.attribute_or_subscript_target()?;
                }
                r.annotation_and_value()
            })
        });
        let assigned = annotated.or_else(|| {
            self.attempt(|r| {
                r.some(Self::target_and_equals)?;
                r.annotated_value()?;
                r.not_ahead(&["="])
            })
        });
        if assigned.is_some() {
            return assigned;
        }
        // Past the operator there is no way back to the rules about mistakes.
        let mut committed = false;
        let augmented = self.attempt(|r| {
            r.single_target()?;
            r.words(&AUGMENTED)?;
            committed = true;
            r.annotated_value().map(drop)
        });
        if augmented.is_none() && !committed {
            self.wrong_assignment();
        }
        augmented
    }

    fn annotation_and_value(&mut self) -> Option<()> {
        self.word(":")?;
        self.expression()?;
        self.maybe(|r| {
            r.word("=")?;
            r.annotated_value()
        });
        Some(())
    }

    fn target_and_equals(&mut self) -> Option<()> {
        self.star_targets()?;
        self.word("=").map(drop)
    }

    fn wrong_assignment(&mut self) {
        self.mistake(|r| {
            let target = r.bracketed_target()?;
            r.word(":")?;
            r.expression()?;
            let words = target.kind.words();
            r.raise_at(
                target,
                format!("only single target (not {words}) can be annotated"),
            )
        });
        self.mistake(|r| {
            let first = r.star_named_expression()?;
            r.word(",")?;
            r.any(Self::star_named_expressions);
            r.word(":")?;
            r.expression()?;
            r.raise_at(first, "only single target (not tuple) can be annotated")
        });
        self.mistake(|r| {
            let target = r.expression()?;
            r.word(":")?;
            r.expression()?;
            r.raise_at(target, "illegal target for annotation")
        });
        let silent = self.mistake(|r| {
            r.any(Self::target_and_equals);
            let target = r.star_expressions()?;
            r.word("=")?;
            r.raise_bad_target(target, Use::Assign)
        });
        if silent {
            return;
        }
        self.mistake(|r| {
            r.any(Self::target_and_equals);
            let target = r.yield_expression()?;
            r.word("=")?;
            r.raise_at(target, "assignment to yield expression not possible")
        });
        self.mistake(|r| {
            let target = r.star_expressions()?;
            r.words(&AUGMENTED)?;
            r.annotated_value()?;
            let words = target.kind.words();
            r.raise_at(
                target,
                format!("'{words}' is an illegal expression for augmented assignment"),
            )
        });
    }

    /// A list or tuple, perhaps in parentheses.
    fn bracketed_target(&mut self) -> Option<Node> {
        self.list().or_else(|| self.tuple()).or_else(|| {
            self.attempt(|r| {
                r.word("(")?;
                let node = r.bracketed_target()?;
                r.word(")")?;
                Some(node)
            })
        })
    }

    fn type_alias(&mut self) -> Option<()> {
        self.attempt(|r| {
            r.soft("type")?;
            r.name()?;
            r.maybe(Self::type_parameters);
            r.word("=")?;
            r.expression().map(drop)
        })
    }

    fn del_statement(&mut self) -> Option<()> {
        let deleted = self.attempt(|r| {
            r.word("del")?;
            r.del_targets()?;
            (r.sees_word(&[";"]) || r.sees_newline()).then_some(())
        });
        if deleted.is_none() {
            self.mistake(|r| {
                r.word("del")?;
                let target = r.star_expressions()?;
                r.raise_bad_target(target, Use::Delete)
            });
        }
        deleted
    }

    fn import_statement(&mut self) -> Option<Node> {
        self.mistake(|r| {
            let keyword = r.word("import")?;
            r.commas(Self::dotted_name)?;
            r.word("from")?;
            r.dotted_name()?;
            let message = "Did you mean to use 'from ... import ...' instead?";
            r.raise_from(keyword.start, message)
        });
        self.mistake(|r| {
            r.word("import")?;
            r.missing_names()
        });
        let from = self.at;
        let plain = self.attempt(|r| {
            r.word("import")?;
            r.commas(|r| {
                r.dotted_name()?;
                r.alias();
                Some(())
            })
            .map(drop)
        });
        let imported = plain.or_else(|| {
            self.attempt(|r| {
                r.word("from")?;
                let dots = r.any(|r| r.words(&[".", "..."]));
                let named = r.attempt(|r| {
                    r.dotted_name()?;
                    r.word("import")?;
                    r.imported_names()
                });
                if named.is_some() || dots.is_empty() {
                    return named;
                }
                r.word("import")?;
                r.imported_names()
            })
        });
        imported.map(|()| self.node(NodeKind::Other, from))
    }

    /// `as` and a name, if they follow.
    fn alias(&mut self) {
        self.maybe(|r| {
            r.word("as")?;
            r.name()
        });
    }

    fn missing_names(&mut self) -> Option<()> {
        let newline = self.newline()?;
        self.raise_from(newline.start, "Expected one or more names after 'import'")
    }

    fn dotted_name(&mut self) -> Option<()> {
        self.separated(".", Self::name).map(drop)
    }

    fn imported_names(&mut self) -> Option<()> {
        let names = |r: &mut Self| {
            r.commas(|r| {
                r.name()?;
                r.alias();
                Some(())
            })
        };
        let bracketed = self.attempt(|r| {
            r.word("(")?;
            names(r)?;
            r.word(",");
            r.word(")").map(drop)
        });
        let imported = bracketed
            .or_else(|| {
                self.attempt(|r| {
                    names(r)?;
                    r.not_ahead(&[","])
                })
            })
            .or_else(|| self.word("*").map(drop));
        if imported.is_none() {
            self.mistake(|r| {
                names(r)?;
                r.word(",")?;
                r.newline()?;
                r.raise("trailing comma not allowed without surrounding parentheses")
            });
            self.mistake(Self::missing_names);
        }
        imported
    }
}
