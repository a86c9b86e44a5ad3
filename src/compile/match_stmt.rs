//! `match`.
//!
//! What a pattern captures is bound only once the whole pattern has matched; until then it stands
//! in temporaries, which are emptied together, whether the pattern matches or not.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Expr, Identifier, MatchCase, Pattern, PatternMatchClass, PatternMatchMapping, PatternMatchOr,
    Singleton, StmtMatch,
};
use ruff_text_size::{Ranged, TextRange};

use super::constant::Constant;
use super::emit::Label;
use super::op::{Op, Reg, TAKE_A, TAKE_B, WHEN_TRUE};
use super::unit::{Operand, Unit};
use super::{Failure, Res};

/// A name that a pattern binds, and the register of its value.
type Capture<'a> = (&'a str, Reg);

/// Whether a pattern binds `name`.
fn captures(cases: &[MatchCase], name: &str) -> bool {
    struct Finder<'n>(&'n str, bool);
    impl Finder<'_> {
        fn note(&mut self, name: Option<&Identifier>) {
            self.1 |= name.is_some_and(|n| n.as_str() == self.0);
        }
    }
    impl<'a> Visitor<'a> for Finder<'_> {
        fn visit_pattern(&mut self, pattern: &'a Pattern) {
            match pattern {
                Pattern::MatchAs(p) => self.note(p.name.as_ref()),
                Pattern::MatchStar(p) => self.note(p.name.as_ref()),
                Pattern::MatchMapping(p) => self.note(p.rest.as_ref()),
                _ => {}
            }
            visitor::walk_pattern(self, pattern);
        }
    }
    let mut finder = Finder(name, false);
    for case in cases {
        finder.visit_pattern(&case.pattern);
    }
    finder.1
}

impl<'a> Unit<'a> {
    /// `match subject: case …`
    pub fn match_statement(&mut self, node: &'a StmtMatch) -> Res<()> {
        let copy = match &*node.subject {
            Expr::Name(name) => self.walrus || captures(&node.cases, name.id.as_str()),
            _ => false,
        };
        let subject = self.operand(&node.subject, copy)?;
        let end = self.emit.label();
        for case in &node.cases {
            self.case(case, subject, end)?;
        }
        if subject.temp {
            let range = node.subject.range();
            self.emit.emit(
                Op::Clear {
                    first: subject.reg,
                    count: 1,
                },
                range,
            );
        }
        self.emit.place(end);
        Ok(())
    }

    fn case(&mut self, case: &'a MatchCase, subject: Operand, end: Label) -> Res<()> {
        if !self.emit.reachable {
            return Ok(());
        }
        let range = case.pattern.range();
        let (mismatch, next) = (self.emit.label(), self.emit.label());
        let first = self.sp;
        let mut captured = Vec::new();
        self.pattern(&case.pattern, subject.reg, mismatch, &mut captured)?;
        let used = self.sp - first;
        for (name, reg) in captured {
            self.store_name(name, Operand::kept(reg), range);
        }
        if used > 0 {
            self.emit.emit(Op::Clear { first, count: used }, range);
        }
        self.sp = first;
        if let Some(guard) = &case.guard {
            self.jump_if(guard, false, next)?;
        }
        if subject.temp {
            self.emit.emit(
                Op::Clear {
                    first: subject.reg,
                    count: 1,
                },
                range,
            );
        }
        self.body(&case.body)?;
        self.emit.jump(Op::Jump { offset: 0 }, end, range);
        self.emit.place(mismatch);
        if used > 0 {
            self.emit.emit(Op::Clear { first, count: used }, range);
        }
        self.emit.place(next);
        Ok(())
    }

    /// Go on if `pattern` matches what is in `subject`, otherwise jump to `fail`. Temporaries stay
    /// allocated.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Reg,
        fail: Label,
        captured: &mut Vec<Capture<'a>>,
    ) -> Res<()> {
        let range = pattern.range();
        self.descend(range)?;
        match pattern {
            Pattern::MatchValue(node) => self.equals(subject, &node.value, 0, fail, range)?,
            Pattern::MatchSingleton(node) => match node.value {
                Singleton::None => {
                    let op = Op::JumpIfNone {
                        a: subject,
                        flags: 0,
                        offset: 0,
                    };
                    self.emit.jump(op, fail, range);
                }
                Singleton::True | Singleton::False => {
                    let reg = self.temp()?;
                    let value = node.value == Singleton::True;
                    self.emit.emit(Op::LoadBool { dst: reg, value }, range);
                    let flags = TAKE_B;
                    let op = Op::Is {
                        dst: reg,
                        a: subject,
                        b: reg,
                        negate: false,
                        flags,
                    };
                    self.emit.emit(op, range);
                    let op = Op::JumpIf {
                        a: reg,
                        flags: TAKE_A,
                        offset: 0,
                    };
                    self.emit.jump(op, fail, range);
                    self.sp = reg;
                }
            },
            Pattern::MatchSequence(node) => {
                self.sequence(&node.patterns, subject, fail, captured, range)?;
            }
            Pattern::MatchMapping(node) => self.mapping(node, subject, fail, captured)?,
            Pattern::MatchClass(node) => self.class_pattern(node, subject, fail, captured)?,
            Pattern::MatchStar(node) => {
                captured.extend(node.name.as_ref().map(|name| (name.as_str(), subject)));
            }
            Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.pattern(inner, subject, fail, captured)?;
                }
                captured.extend(node.name.as_ref().map(|name| (name.as_str(), subject)));
            }
            Pattern::MatchOr(node) => self.alternatives(node, subject, fail, captured)?,
        }
        self.ascend();
        Ok(())
    }

    /// Jump to `target` if the truth of `subject == value` is what `when` ([`WHEN_TRUE`] or 0) says.
    fn equals(
        &mut self,
        subject: Reg,
        value: &'a Expr,
        when: u8,
        target: Label,
        range: TextRange,
    ) -> Res<()> {
        let mark = self.sp;
        let small = self
            .fold(value)
            .and_then(|c| c.as_i32())
            .and_then(|i| i8::try_from(i).ok());
        if let Some(value) = small {
            let op = Op::JumpEqImm {
                a: subject,
                value,
                flags: when,
                offset: 0,
            };
            self.emit.jump(op, target, range);
            return Ok(());
        }
        let value = self.operand(value, false)?;
        let flags = value.take(TAKE_B) | when;
        let op = Op::JumpEq {
            a: subject,
            b: value.reg,
            flags,
            offset: 0,
        };
        self.emit.jump(op, target, range);
        self.sp = mark;
        Ok(())
    }

    /// Jump to `fail` unless `subject` has `count` items, or `at_least` so many.
    fn check_length(
        &mut self,
        subject: Reg,
        count: usize,
        at_least: bool,
        fail: Label,
        range: TextRange,
    ) -> Res<()> {
        let mark = self.sp;
        let a = self.temp()?;
        self.emit.emit(
            Op::Length {
                dst: a,
                src: subject,
            },
            range,
        );
        let offset = 0;
        let op = match (i8::try_from(count), at_least) {
            (Ok(value), true) => Op::JumpGeImm {
                a,
                value,
                flags: TAKE_A,
                offset,
            },
            (Ok(value), false) => Op::JumpEqImm {
                a,
                value,
                flags: TAKE_A,
                offset,
            },
            (Err(_), _) => {
                let b = self.temp()?;
                let value = i32::try_from(count).unwrap_or(i32::MAX);
                self.emit.emit(Op::LoadInt { dst: b, value }, range);
                let flags = TAKE_A | TAKE_B;
                if at_least {
                    Op::JumpGe {
                        a,
                        b,
                        flags,
                        offset,
                    }
                } else {
                    Op::JumpEq {
                        a,
                        b,
                        flags,
                        offset,
                    }
                }
            }
        };
        self.emit.jump(op, fail, range);
        self.sp = mark;
        Ok(())
    }

    fn sequence(
        &mut self,
        patterns: &'a [Pattern],
        subject: Reg,
        fail: Label,
        captured: &mut Vec<Capture<'a>>,
        range: TextRange,
    ) -> Res<()> {
        self.emit.jump(
            Op::JumpUnlessSequence {
                src: subject,
                offset: 0,
            },
            fail,
            range,
        );
        let count = u8::try_from(patterns.len())
            .map_err(|_| Failure::new(range, "too many patterns in a sequence pattern"))?;
        let star = patterns.iter().position(Pattern::is_match_star);
        let fixed = patterns.len() - usize::from(star.is_some());
        if fixed > 0 || star.is_none() {
            self.check_length(subject, fixed, star.is_some(), fail, range)?;
        }
        let ignored = |p: &Pattern| match p {
            Pattern::MatchStar(star) => star.name.is_none(),
            other => other.is_wildcard() && !has_name(other),
        };
        if patterns.iter().all(ignored) {
            return Ok(());
        }
        let first = self.temps(patterns.len())?;
        let op = match star {
            None => Op::UnpackSequence {
                src: subject,
                first,
                count,
                flags: 0,
            },
            Some(at) => {
                let before = u8::try_from(at).unwrap_or(u8::MAX);
                let after = count - before - 1;
                Op::UnpackStarred {
                    src: subject,
                    first,
                    before,
                    after,
                    flags: 0,
                }
            }
        };
        self.emit.emit(op, range);
        for (reg, pattern) in (first..first + count).zip(patterns) {
            self.pattern(pattern, reg, fail, captured)?;
        }
        Ok(())
    }

    fn mapping(
        &mut self,
        node: &'a PatternMatchMapping,
        subject: Reg,
        fail: Label,
        captured: &mut Vec<Capture<'a>>,
    ) -> Res<()> {
        let range = node.range;
        self.emit.jump(
            Op::JumpUnlessMapping {
                src: subject,
                offset: 0,
            },
            fail,
            range,
        );
        if node.keys.is_empty() && node.rest.is_none() {
            return Ok(());
        }
        if !node.keys.is_empty() {
            self.check_length(subject, node.keys.len(), true, fail, range)?;
        }
        let keys = self.temp()?;
        match node
            .keys
            .iter()
            .map(|key| self.fold(key))
            .collect::<Option<Vec<_>>>()
        {
            Some(items) => {
                for (at, item) in items.iter().enumerate() {
                    if items.iter().take(at).any(|before| before == item) {
                        let text = node
                            .keys
                            .get(at)
                            .map_or("", |k| self.source_text(k.range()));
                        let message = format!("mapping pattern checks duplicate key ({text})");
                        return Err(Failure::new(range, message));
                    }
                }
                self.load_constant(&Constant::Tuple(items), keys, range);
            }
            None => self.tuple_into(&node.keys, keys, range)?,
        }
        self.sp = keys + 1;
        let count = u8::try_from(node.keys.len())
            .map_err(|_| Failure::new(range, "too many patterns in a mapping pattern"))?;
        if count > 0 {
            let values = self.temp()?;
            self.emit.emit(
                Op::MatchKeys {
                    dst: values,
                    src: subject,
                    keys,
                },
                range,
            );
            let op = Op::JumpIfNone {
                a: values,
                flags: WHEN_TRUE,
                offset: 0,
            };
            self.emit.jump(op, fail, range);
            let first = self.temps(usize::from(count))?;
            let op = Op::UnpackSequence {
                src: values,
                first,
                count,
                flags: TAKE_A,
            };
            self.emit.emit(op, range);
            for (reg, pattern) in (first..first + count).zip(&node.patterns) {
                self.pattern(pattern, reg, fail, captured)?;
            }
        }
        if let Some(rest) = &node.rest {
            let dst = self.temp()?;
            self.emit.emit(
                Op::MappingRest {
                    dst,
                    src: subject,
                    keys,
                },
                range,
            );
            captured.push((rest.as_str(), dst));
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        node: &'a PatternMatchClass,
        subject: Reg,
        fail: Label,
        captured: &mut Vec<Capture<'a>>,
    ) -> Res<()> {
        let range = node.range;
        let arguments = &node.arguments;
        let names = arguments.keywords.iter();
        let names = names
            .map(|k| Constant::Str(k.attr.as_str().to_owned()))
            .collect();
        let names = self.emit.constant(&Constant::Tuple(names));
        let total = arguments.patterns.len() + arguments.keywords.len();
        let count = u8::try_from(total)
            .map_err(|_| Failure::new(range, "too many patterns in a class pattern"))?;
        let positional = u8::try_from(arguments.patterns.len()).unwrap_or(u8::MAX);
        let first = self.temps(2)?;
        self.emit.emit(
            Op::Copy {
                dst: first,
                src: subject,
            },
            range,
        );
        self.value_into(&node.cls, first + 1)?;
        self.emit.emit(
            Op::MatchClass {
                dst: first,
                first,
                positional,
                names,
            },
            range,
        );
        let op = Op::JumpIfNone {
            a: first,
            flags: WHEN_TRUE,
            offset: 0,
        };
        self.emit.jump(op, fail, range);
        if count == 0 {
            return Ok(());
        }
        let items = self.temps(total)?;
        let op = Op::UnpackSequence {
            src: first,
            first: items,
            count,
            flags: TAKE_A,
        };
        self.emit.emit(op, range);
        let patterns = arguments
            .patterns
            .iter()
            .chain(arguments.keywords.iter().map(|k| &k.pattern));
        for (reg, pattern) in (items..items + count).zip(patterns) {
            self.pattern(pattern, reg, fail, captured)?;
        }
        Ok(())
    }

    /// `a | b | c`: each alternative leaves what it captures in the same registers.
    fn alternatives(
        &mut self,
        node: &'a PatternMatchOr,
        subject: Reg,
        fail: Label,
        captured: &mut Vec<Capture<'a>>,
    ) -> Res<()> {
        let matched = self.emit.label();
        let mut shared: Option<Vec<Capture<'a>>> = None;
        let count = node.patterns.len();
        for (at, pattern) in node.patterns.iter().enumerate() {
            if let (Pattern::MatchValue(value), true) = (pattern, at + 1 < count) {
                let range = value.range;
                self.equals(subject, &value.value, WHEN_TRUE, matched, range)?;
                if shared.as_ref().is_some_and(|slots| !slots.is_empty()) {
                    let message = "alternative patterns bind different names";
                    return Err(Failure::new(node.range, message));
                }
                shared = Some(Vec::new());
                continue;
            }
            let next = if at + 1 == count {
                fail
            } else {
                self.emit.label()
            };
            let mut own = Vec::new();
            self.pattern(pattern, subject, next, &mut own)?;
            match &shared {
                None => {
                    let mut slots = Vec::new();
                    for (name, src) in own {
                        let dst = self.temp()?;
                        self.emit.emit(Op::Copy { dst, src }, node.range);
                        slots.push((name, dst));
                    }
                    shared = Some(slots);
                }
                Some(slots) => {
                    if slots.len() != own.len() {
                        let message = "alternative patterns bind different names";
                        return Err(Failure::new(node.range, message));
                    }
                    for (name, dst) in slots {
                        let Some((_, src)) = own.iter().find(|(n, _)| n == name) else {
                            let message = "alternative patterns bind different names";
                            return Err(Failure::new(node.range, message));
                        };
                        self.emit.emit(
                            Op::Copy {
                                dst: *dst,
                                src: *src,
                            },
                            node.range,
                        );
                    }
                }
            }
            if next != fail {
                self.emit.jump(Op::Jump { offset: 0 }, matched, node.range);
                self.emit.place(next);
            }
        }
        self.emit.place(matched);
        captured.extend(shared.into_iter().flatten());
        Ok(())
    }
}

/// Whether a pattern that matches everything gives it a name.
fn has_name(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(node) => {
            node.name.is_some() || node.pattern.as_deref().is_some_and(has_name)
        }
        _ => false,
    }
}
