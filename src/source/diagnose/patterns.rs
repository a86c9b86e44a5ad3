//! Patterns of `case`.

use super::{Kind, Node, NodeKind, Reader, Rule};

impl Reader<'_> {
    pub(super) fn patterns(&mut self) -> Option<()> {
        self.attempt(Self::open_sequence)
            .or_else(|| self.pattern().map(drop))
    }

    fn pattern(&mut self) -> Option<Node> {
        let from = self.at;
        let named = self.attempt(|r| {
            r.or_pattern()?;
            r.word("as")?;
            r.capture()
        });
        if named.is_some() {
            return Some(self.node(NodeKind::Other, from));
        }
        self.mistake(|r| {
            r.or_pattern()?;
            r.word("as")?;
            let wildcard = r.soft("_")?;
            r.raise_at_token(wildcard, "cannot use '_' as a target")
        });
        self.mistake(|r| {
            r.or_pattern()?;
            r.word("as")?;
            if r.sees(Self::name) {
                return None;
            }
            let target = r.expression()?;
            r.raise_at(target, "invalid pattern target")
        });
        self.or_pattern()?;
        Some(self.node(NodeKind::Other, from))
    }

    fn or_pattern(&mut self) -> Option<()> {
        self.separated("|", Self::closed_pattern).map(drop)
    }

    fn closed_pattern(&mut self) -> Option<Node> {
        self.remembered(Rule::ClosedPattern, |r| {
            let from = r.at;
            r.literal_pattern()
                .or_else(|| r.capture())
                .or_else(|| r.soft("_").map(drop))
                .or_else(|| {
                    r.attempt(|r| {
                        r.attribute_path()?;
                        r.not_ahead(&[".", "(", "="])
                    })
                })
                .or_else(|| {
                    r.attempt(|r| {
                        r.word("(")?;
                        r.pattern()?;
                        r.word(")").map(drop)
                    })
                })
                .or_else(|| r.bracketed_sequence("[", "]", Self::sequence))
                .or_else(|| r.bracketed_sequence("(", ")", Self::open_sequence))
                .or_else(|| r.mapping_pattern())
                .or_else(|| r.class_pattern())?;
            Some(r.node(NodeKind::Other, from))
        })
    }

    fn literal_pattern(&mut self) -> Option<()> {
        let number = self.attempt(|r| {
            r.signed_number()?;
            r.not_ahead(&["+", "-"])
        });
        number
            .or_else(|| {
                self.attempt(|r| {
                    r.signed_number()?;
                    let real = r.last_number();
                    r.words(&["+", "-"])?;
                    r.token(Kind::Number)?;
                    let imaginary = r.last_number();
                    if r.is_imaginary(real) {
                        return r.raise_at(real, "real number required in complex literal");
                    }
                    if !r.is_imaginary(imaginary) {
                        let message = "imaginary number required in complex literal";
                        return r.raise_at(imaginary, message);
                    }
                    Some(())
                })
            })
            .or_else(|| self.strings().map(drop))
            .or_else(|| self.words(&["None", "True", "False"]).map(drop))
    }

    fn last_number(&self) -> Node {
        self.node(NodeKind::Literal, self.at.saturating_sub(1))
    }

    fn is_imaginary(&self, number: Node) -> bool {
        let range = number.start as usize..number.end as usize;
        let text = self.tokens.text.get(range).unwrap_or("");
        text.ends_with(['j', 'J'])
    }

    fn signed_number(&mut self) -> Option<()> {
        self.attempt(|r| {
            r.word("-");
            r.token(Kind::Number).map(drop)
        })
    }

    /// A name that is bound.
    fn capture(&mut self) -> Option<()> {
        self.attempt(|r| {
            if r.sees(|r| r.soft("_")) {
                return None;
            }
            r.name()?;
            r.not_ahead(&[".", "(", "="])
        })
    }

    /// Two names or more with points between them.
    fn attribute_path(&mut self) -> Option<()> {
        let names = self.separated(".", Self::name)?;
        (names.len() > 1).then_some(())
    }

    fn bracketed_sequence(
        &mut self,
        open: &str,
        close: &str,
        items: fn(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.attempt(|r| {
            r.word(open)?;
            r.maybe(items);
            r.word(close).map(drop)
        })
    }

    fn open_sequence(&mut self) -> Option<()> {
        self.sequence_item()?;
        self.word(",")?;
        self.maybe(Self::sequence);
        Some(())
    }

    fn sequence(&mut self) -> Option<()> {
        self.commas(Self::sequence_item)?;
        self.word(",");
        Some(())
    }

    fn sequence_item(&mut self) -> Option<()> {
        let starred = self.remembered(Rule::StarPattern, |r| {
            let from = r.at;
            r.word("*")?;
            if r.capture().is_none() {
                r.soft("_")?;
            }
            Some(r.node(NodeKind::Other, from))
        });
        starred.or_else(|| self.pattern()).map(drop)
    }

    fn mapping_pattern(&mut self) -> Option<()> {
        self.attempt(|r| {
            r.word("{")?;
            let items = r.commas(|r| {
                if r.literal_pattern().is_none() {
                    r.attribute_path()?;
                }
                r.word(":")?;
                r.pattern()
            });
            r.maybe(|r| {
                if items.is_some() {
                    r.word(",")?;
                }
                r.word("**")?;
                r.capture()
            });
            r.word(",");
            r.word("}").map(drop)
        })
    }

    fn class_pattern(&mut self) -> Option<()> {
        let class = self.attempt(|r| {
            r.separated(".", Self::name)?;
            r.word("(")?;
            let positional = r.attempt(Self::positional_patterns);
            r.maybe(|r| {
                if positional.is_some() {
                    r.word(",")?;
                }
                r.keyword_patterns()
            });
            r.word(",");
            r.word(")").map(drop)
        });
        if class.is_none() {
            self.mistake(|r| {
                r.separated(".", Self::name)?;
                r.word("(")?;
                r.maybe(|r| {
                    r.positional_patterns()?;
                    r.word(",")
                });
                r.keyword_patterns()?;
                r.word(",")?;
                let positional = r.positional_patterns()?;
                let (first, last) = (positional.first().copied()?, positional.last().copied()?);
                r.raise_range(first, last, "positional patterns follow keyword patterns")
            });
        }
        class
    }

    fn positional_patterns(&mut self) -> Option<Vec<Node>> {
        self.commas(Self::pattern)
    }

    fn keyword_patterns(&mut self) -> Option<()> {
        self.commas(|r| {
            r.name()?;
            r.word("=")?;
            r.pattern()
        })
        .map(drop)
    }
}
