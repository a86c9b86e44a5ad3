//! Targets of assignments, loops and `del`.

use super::{Node, NodeKind, Reader, Rule};

impl Reader<'_> {
    pub(super) fn star_targets(&mut self) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            let mut parts = vec![r.star_target()?];
            parts.extend(r.any(|r| {
                r.word(",")?;
                r.star_target()
            }));
            let trailing = r.word(",").is_some();
            match parts.first().copied() {
                Some(only) if parts.len() == 1 && !trailing => Some(only),
                _ => Some(r.node_with(NodeKind::Tuple, from, parts)),
            }
        })
    }

    pub(super) fn star_target(&mut self) -> Option<Node> {
        self.remembered(Rule::StarTarget, |r| {
            let starred = r.attempt(|r| {
                let from = r.at;
                r.word("*")?;
                r.not_ahead(&["*"])?;
                let part = r.star_target()?;
                Some(r.node_with(NodeKind::Starred, from, vec![part]))
            });
            starred.or_else(|| r.target_with_star_atom())
        })
    }

    fn target_with_star_atom(&mut self) -> Option<Node> {
        self.remembered(Rule::TargetWithStarAtom, |r| {
            r.attribute_or_subscript_target().or_else(|| r.star_atom())
        })
    }

    /// An attribute or subscript at which the chain ends.
    pub(super) fn attribute_or_subscript_target(&mut self) -> Option<Node> {
        let ending = |r: &mut Self, words: [&str; 2], kind| {
            r.attempt(|r| {
                let from = r.at;
                r.target_primary()?;
                if !r.sees_word(&words[..1]) {
                    return None;
                }
                if r.trailer()? != kind {
                    return None;
                }
                r.not_ahead(&["(", "[", "."])?;
                Some(r.node(kind, from))
            })
        };
        ending(self, [".", ""], NodeKind::Attribute)
            .or_else(|| ending(self, ["[", ""], NodeKind::Subscript))
    }

    /// A primary that a trailer follows.
    fn target_primary(&mut self) -> Option<Node> {
        self.remembered(Rule::TargetPrimary, |r| {
            let from = r.at;
            let mut node = r.attempt(|r| {
                let node = r.atom()?;
                r.ahead(&["(", "[", "."])?;
                Some(node)
            })?;
            while let Some(kind) = r.attempt(|r| {
                let kind = r.trailer()?;
                r.ahead(&["(", "[", "."])?;
                Some(kind)
            }) {
                node = r.node(kind, from);
            }
            Some(node)
        })
    }

    fn star_atom(&mut self) -> Option<Node> {
        if let Some(name) = self.name() {
            return Some(name);
        }
        let grouped = self.attempt(|r| {
            r.word("(")?;
            let node = r.target_with_star_atom()?;
            r.word(")")?;
            Some(node)
        });
        grouped
            .or_else(|| {
                self.bracketed("(", ")", NodeKind::Tuple, |r| {
                    let first = r.star_target()?;
                    let more = r.any(|r| {
                        r.word(",")?;
                        r.star_target()
                    });
                    let trailing = r.word(",").is_some();
                    (trailing || !more.is_empty()).then_some(())?;
                    Some(vec![first])
                })
            })
            .or_else(|| {
                self.bracketed("[", "]", NodeKind::List, |r| {
                    let all = r.commas(Self::star_target)?;
                    r.word(",");
                    Some(all)
                })
            })
    }

    /// Brackets around an optional list of targets.
    fn bracketed(
        &mut self,
        open: &str,
        close: &str,
        kind: NodeKind,
        items: fn(&mut Self) -> Option<Vec<Node>>,
    ) -> Option<Node> {
        self.attempt(|r| {
            let from = r.at;
            r.word(open)?;
            r.maybe(items);
            r.word(close)?;
            Some(r.node(kind, from))
        })
    }

    pub(super) fn single_target(&mut self) -> Option<Node> {
        self.attribute_or_subscript_target()
            .or_else(|| self.name())
            .or_else(|| {
                self.attempt(|r| {
                    r.word("(")?;
                    let node = r.single_target()?;
                    r.word(")")?;
                    Some(node)
                })
            })
    }

    pub(super) fn del_targets(&mut self) -> Option<Vec<Node>> {
        let all = self.commas(Self::del_target)?;
        self.word(",");
        Some(all)
    }

    fn del_target(&mut self) -> Option<Node> {
        self.remembered(Rule::DelTarget, |r| {
            r.attribute_or_subscript_target()
                .or_else(|| r.name())
                .or_else(|| {
                    r.attempt(|r| {
                        r.word("(")?;
                        let node = r.del_target()?;
                        r.word(")")?;
                        Some(node)
                    })
                })
                .or_else(|| r.bracketed("(", ")", NodeKind::Tuple, Self::del_targets))
                .or_else(|| r.bracketed("[", "]", NodeKind::List, Self::del_targets))
        })
    }
}
