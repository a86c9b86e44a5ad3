//! Calls: functions, methods, keywords, stars, `super()`.
//!
//! The callee and its arguments are built in place on top of the registers in use, where the
//! callee's frame begins.

use std::rc::Rc;

use ruff_python_ast::{Expr, ExprAttribute, ExprCall, Keyword};
use ruff_text_size::{Ranged, TextRange};

use super::Res;
use super::constant::Constant;
use super::names::Access;
use super::op::{Op, Reg, TAKE_A, TAKE_B, TAKE_C};
use super::scope::ScopeKind;
use super::unit::{Operand, Unit};

/// The arguments of a call or of a class definition.
#[derive(Clone, Copy, Default)]
pub struct Arguments<'a> {
    pub positional: &'a [Expr],
    pub keywords: &'a [Keyword],
    /// A class with type parameters: `Generic[…]` is its last base.
    pub generic: bool,
}

impl<'a> Unit<'a> {
    /// `dst = f(…)`
    pub fn call_into(&mut self, node: &'a ExprCall, dst: Reg) -> Res<()> {
        let range = node.range();
        let arguments = Arguments {
            positional: &node.arguments.args,
            keywords: &node.arguments.keywords,
            generic: false,
        };
        let base = self.run_base(dst)?;
        if let Expr::Attribute(method) = &*node.func
            && !self.needs_spread(arguments, 2)
        {
            let method_range = self.attribute_range(method, method.range);
            let name = self.mangle(method.attr.as_str());
            if let Expr::Call(inner) = &*method.value
                && is_bare_super(inner)
                && let Some(parts) = self.super_parts()
            {
                self.value_into(&inner.func, base)?;
                self.super_arguments(parts, inner.range())?;
                // The object takes the place of the class.
                self.sp = base + 2;
                let site = self.emit.attr_site(&name);
                self.emit.emit(Op::LoadSuper { base, site }, method_range);
                let range = self.attribute_range(method, range);
                return self.plain_call(base, dst, 0, arguments, true, range);
            }
            let obj = self.operand_in(&method.value, Some(base), false)?;
            self.temp()?;
            let site = self.emit.attr_site(&name);
            let flags = obj.take(TAKE_A);
            self.emit.emit(
                Op::LoadMethod {
                    base,
                    obj: obj.reg,
                    flags,
                    site,
                },
                method_range,
            );
            let range = self.attribute_range(method, range);
            return self.plain_call(base, dst, 0, arguments, true, range);
        }
        self.value_into(&node.func, base)?;
        if is_bare_super(node)
            && let Some(parts) = self.super_parts()
        {
            self.super_arguments(parts, range)?;
            self.emit.emit(Op::CallSuper { dst, base }, range);
            return Ok(());
        }
        self.call_with(base, dst, 0, arguments, range)
    }

    /// In a method, what `super()` stands for: the cell of the class, and the first parameter.
    fn super_parts(&self) -> Option<(Reg, Rc<str>)> {
        let kind = self.shared.scopes.get(self.scope).kind;
        let first = self.first_param.clone()?;
        if matches!(kind, ScopeKind::Module | ScopeKind::Class)
            || !matches!(self.access("super"), Access::Global)
        {
            return None;
        }
        match self.access("__class__") {
            Access::Cell(cell) => Some((cell, first)),
            _ => None,
        }
    }

    /// The arguments that `super()` stands for, in the next two registers.
    fn super_arguments(&mut self, parts: (Reg, Rc<str>), range: TextRange) -> Res<()> {
        let (cell, first) = parts;
        let class = self.temp()?;
        let name = self.emit.name("__class__");
        self.emit.emit(
            Op::LoadCell {
                dst: class,
                cell,
                name,
            },
            range,
        );
        let object = self.temp()?;
        match self.slots.get(&first).copied() {
            Some(slot) if slot.kind == super::unit::SlotKind::Plain => {
                // A parameter that was deleted is for `super` to complain of.
                self.emit.emit(
                    Op::Copy {
                        dst: object,
                        src: slot.reg,
                    },
                    range,
                );
            }
            _ => self.load_name(&first, object, range),
        }
        Ok(())
    }

    /// The range that tracebacks underline for `obj.name`: where the attribute stands on a later
    /// line than the object, only from its name on.
    pub fn attribute_range(&self, node: &ExprAttribute, range: TextRange) -> TextRange {
        if self.line_of(node.range) == self.line_of(node.attr.range) {
            range
        } else {
            TextRange::new(node.attr.range.start(), range.end())
        }
    }

    /// Whether the arguments have stars, or are too many to stand in registers.
    fn needs_spread(&self, arguments: Arguments<'_>, before: usize) -> bool {
        let count = before + arguments.positional.len() + arguments.keywords.len();
        arguments.positional.iter().any(Expr::is_starred_expr)
            || arguments.keywords.iter().any(|k| k.arg.is_none())
            || count > self.room()
    }

    /// `dst = base(…)`: the callee is in `base`, and `fixed` arguments follow it already.
    pub fn call_with(
        &mut self,
        base: Reg,
        dst: Reg,
        fixed: usize,
        arguments: Arguments<'a>,
        range: TextRange,
    ) -> Res<()> {
        if self.needs_spread(arguments, 0) {
            self.spread_call(base, dst, fixed, arguments, range)
        } else {
            self.plain_call(base, dst, fixed, arguments, false, range)
        }
    }

    /// A call whose arguments stand in registers. After `LoadMethod` (`method`), a place for the
    /// object follows the callee.
    fn plain_call(
        &mut self,
        base: Reg,
        dst: Reg,
        fixed: usize,
        arguments: Arguments<'a>,
        method: bool,
        range: TextRange,
    ) -> Res<()> {
        for argument in arguments.positional {
            let reg = self.temp()?;
            self.value_into(argument, reg)?;
        }
        if arguments.generic {
            let reg = self.temp()?;
            self.generic_base(reg, range)?;
        }
        for keyword in arguments.keywords {
            let reg = self.temp()?;
            self.value_into(&keyword.value, reg)?;
        }
        let positional = fixed + arguments.positional.len() + usize::from(arguments.generic);
        let argc = positional + arguments.keywords.len();
        let argc = u8::try_from(argc).unwrap_or(u8::MAX);
        if arguments.keywords.is_empty() {
            let op = if method {
                Op::CallMethod { dst, base, argc }
            } else {
                Op::Call { dst, base, argc }
            };
            self.emit.emit(op, range);
            return Ok(());
        }
        let names = arguments.keywords.iter().filter_map(|k| k.arg.as_ref());
        let names = names
            .map(|n| Constant::Str(n.as_str().to_owned()))
            .collect();
        let names = self.emit.constant(&Constant::Tuple(names));
        let op = if method {
            Op::CallMethodKw {
                dst,
                base,
                argc,
                names,
            }
        } else {
            Op::CallKw {
                dst,
                base,
                argc,
                names,
            }
        };
        self.emit.emit(op, range);
        Ok(())
    }

    /// A call whose arguments are collected in a tuple and a dict.
    fn spread_call(
        &mut self,
        base: Reg,
        dst: Reg,
        fixed: usize,
        arguments: Arguments<'a>,
        range: TextRange,
    ) -> Res<()> {
        let args = if fixed == 0 { self.temp()? } else { base + 1 };
        match arguments.positional {
            // The VM makes the tuple itself, and knows the callee for its complaint.
            [Expr::Starred(only)] if fixed == 0 => self.value_into(&only.value, args)?,
            positional => {
                let first = args;
                let count = u8::try_from(fixed).unwrap_or(u8::MAX);
                if positional.iter().any(Expr::is_starred_expr)
                    || arguments.generic
                    || positional.len() + fixed > self.room()
                {
                    self.emit.emit(
                        Op::BuildList {
                            dst: args,
                            first,
                            count,
                        },
                        range,
                    );
                    self.sp = args + 1;
                    self.extend_list(positional, args, range)?;
                    if arguments.generic {
                        let src = self.temp()?;
                        self.generic_base(src, range)?;
                        self.emit.emit(
                            Op::ListAppend {
                                list: args,
                                src,
                                flags: TAKE_A,
                            },
                            range,
                        );
                    }
                    self.emit.emit(
                        Op::ListToTuple {
                            dst: args,
                            src: args,
                        },
                        range,
                    );
                } else {
                    let mut total = fixed;
                    for (at, argument) in positional.iter().enumerate() {
                        let reg = if fixed == 0 && at == 0 {
                            args
                        } else {
                            self.temp()?
                        };
                        self.value_into(argument, reg)?;
                        total += 1;
                    }
                    let count = u8::try_from(total).unwrap_or(u8::MAX);
                    self.emit.emit(
                        Op::BuildTuple {
                            dst: args,
                            first,
                            count,
                        },
                        range,
                    );
                }
                self.sp = args + 1;
            }
        }
        let kwargs = !arguments.keywords.is_empty();
        if kwargs {
            let dict = self.temp()?;
            self.keyword_dict(arguments.keywords, dict, base, range)?;
        }
        self.emit.emit(Op::CallSpread { dst, base, kwargs }, range);
        Ok(())
    }

    /// `dict` = the keywords of a call to what is in `func`.
    fn keyword_dict(
        &mut self,
        keywords: &'a [Keyword],
        dict: Reg,
        func: Reg,
        range: TextRange,
    ) -> Res<()> {
        let mut rest = keywords;
        let mut target = dict;
        loop {
            let mark = self.sp;
            let named = rest.iter().take_while(|k| k.arg.is_some()).count();
            let (group, after) = rest.split_at(named);
            if !group.is_empty() || target == dict {
                self.keyword_group(group, target, range)?;
                if target != dict {
                    let flags = TAKE_A;
                    self.emit.emit(
                        Op::DictMerge {
                            dict,
                            src: target,
                            func,
                            flags,
                        },
                        range,
                    );
                }
            }
            let Some((spread, after)) = after.split_first() else {
                break;
            };
            self.sp = mark;
            let src = self.operand(&spread.value, false)?;
            let flags = src.take(TAKE_A);
            self.emit.emit(
                Op::DictMerge {
                    dict,
                    src: src.reg,
                    func,
                    flags,
                },
                range,
            );
            self.sp = mark;
            rest = after;
            if rest.is_empty() {
                break;
            }
            target = self.temp()?;
        }
        self.sp = dict + 1;
        Ok(())
    }

    /// `target` = a dict of keywords without stars.
    fn keyword_group(&mut self, group: &'a [Keyword], target: Reg, range: TextRange) -> Res<()> {
        let mark = self.sp;
        let in_registers = group.len() * 2 <= self.room();
        let mut pairs = 0;
        if !in_registers {
            self.emit.emit(
                Op::BuildDict {
                    dst: target,
                    first: target,
                    pairs: 0,
                },
                range,
            );
        }
        for (at, keyword) in group.iter().enumerate() {
            let name = keyword.arg.as_ref().map_or("", |n| n.as_str());
            let key = if in_registers && at == 0 {
                target
            } else {
                self.temp()?
            };
            self.load_str(name, key, range);
            let val = self.temp()?;
            self.value_into(&keyword.value, val)?;
            if in_registers {
                pairs += 1;
            } else {
                let flags = TAKE_B | TAKE_C;
                self.emit.emit(
                    Op::DictInsert {
                        dict: target,
                        key,
                        val,
                        flags,
                    },
                    range,
                );
                self.sp = mark;
            }
        }
        if in_registers {
            self.emit.emit(
                Op::BuildDict {
                    dst: target,
                    first: target,
                    pairs,
                },
                range,
            );
        }
        self.sp = mark;
        Ok(())
    }

    /// `dst = base(argument)` with the callee in `base` and the argument above it.
    pub fn call_one(&mut self, base: Reg, dst: Reg, range: TextRange) {
        self.emit.emit(Op::Call { dst, base, argc: 1 }, range);
    }

    /// Call the exit method in `exit`, `exit + 1` with three times None; the result is dropped.
    pub fn call_exit(&mut self, exit: Reg, is_async: bool, range: TextRange) -> Res<()> {
        let mark = self.sp;
        let base = if self.sp == exit + 2 {
            exit
        } else {
            let base = self.temps(2)?;
            self.emit.emit(
                Op::Move {
                    dst: base,
                    src: exit,
                },
                range,
            );
            self.emit.emit(
                Op::Move {
                    dst: base + 1,
                    src: exit + 1,
                },
                range,
            );
            base
        };
        let nones = self.temps(3)?;
        for reg in nones..nones + 3 {
            self.emit.emit(Op::LoadNone { dst: reg }, range);
        }
        self.emit.emit(
            Op::CallMethod {
                dst: base,
                base,
                argc: 3,
            },
            range,
        );
        self.sp = base + 1;
        if is_async {
            self.await_in_place(base, range)?;
        }
        self.emit.emit(
            Op::Clear {
                first: base,
                count: 1,
            },
            range,
        );
        self.sp = mark;
        Ok(())
    }

    /// `await` the value in `reg`, which the result replaces; `reg` must be the newest temporary.
    pub fn await_in_place(&mut self, reg: Reg, range: TextRange) -> Res<()> {
        let src = Operand::temp(reg);
        let flags = src.take(TAKE_A);
        self.emit.emit(
            Op::GetAwaitable {
                dst: reg,
                src: reg,
                flags,
            },
            range,
        );
        self.drive(reg, reg, range)
    }
}

/// Whether a call is `super()`.
fn is_bare_super(node: &ExprCall) -> bool {
    node.arguments.is_empty() && matches!(&*node.func, Expr::Name(n) if n.id.as_str() == "super")
}
