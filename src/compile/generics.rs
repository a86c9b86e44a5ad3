//! Type parameters (PEP 695) and the `type` statement.
//!
//! The parameters are variables of an inlined scope, like the targets of a comprehension. They are
//! made by helpers of the module `typing`: `_type_var(name, bound, constraints, default)`,
//! `_type_var_tuple(name, default)`, `_param_spec(name, default)`, `_generic_base(parameters)` and
//! `_type_alias(name, parameters, value)`. What Python evaluates only when it is asked for (bounds,
//! constraints, defaults, the value of an alias) is passed as a function without parameters, or
//! None. A difference: such a function does not see the names of a class around it.

use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::{Expr, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use super::constant::Constant;
use super::op::{Op, Reg, TAKE_A, TAKE_C};
use super::scope::TYPE_PARAMS;
use super::unit::{Inlined, Operand, Slot, Unit};
use super::{Failure, Res};

/// The registers of type parameters.
pub struct TypeParamSlots {
    first: Reg,
    count: u8,
    slots: HashMap<Rc<str>, Slot>,
}

impl<'a> Unit<'a> {
    /// Allocate the registers of type parameters; their names are not visible yet.
    pub fn open_type_params(
        &mut self,
        type_params: Option<&'a TypeParams>,
    ) -> Res<Option<TypeParamSlots>> {
        let Some(type_params) = type_params else {
            return Ok(None);
        };
        let scope = self.shared.scopes.of_node(type_params)?;
        let first = self.sp;
        let slots = self.inlined_slots(scope)?;
        Ok(Some(TypeParamSlots {
            first,
            count: self.sp - first,
            slots,
        }))
    }

    /// Make the parameters; from here on their names are visible.
    pub fn make_type_params(
        &mut self,
        type_params: Option<&'a TypeParams>,
        opened: Option<&TypeParamSlots>,
    ) -> Res<()> {
        let (Some(type_params), Some(opened)) = (type_params, opened) else {
            return Ok(());
        };
        let range = type_params.range;
        self.make_cells(&opened.slots, range);
        self.inlined.push(Inlined {
            type_params: true,
            slots: opened.slots.clone(),
        });
        let mark = self.sp;
        for param in &type_params.type_params {
            let range = param.range();
            let name = param.name().as_str();
            let (helper, bound, default) = match param {
                TypeParam::TypeVar(p) => ("_type_var", Some(&p.bound), &p.default),
                TypeParam::TypeVarTuple(p) => ("_type_var_tuple", None, &p.default),
                TypeParam::ParamSpec(p) => ("_param_spec", None, &p.default),
            };
            let base = self.temp()?;
            self.typing_helper(helper, base, range)?;
            let argument = self.temp()?;
            self.load_str(name, argument, range);
            if let Some(bound) = bound {
                let is_tuple = matches!(bound.as_deref(), Some(Expr::Tuple(_)));
                for constraints in [false, true] {
                    let argument = self.temp()?;
                    self.thunk_into(bound, is_tuple == constraints, argument, range)?;
                }
            }
            let argument = self.temp()?;
            self.thunk_into(default, true, argument, range)?;
            let argc = self.sp - base - 1;
            self.emit.emit(
                Op::Call {
                    dst: base,
                    base,
                    argc,
                },
                range,
            );
            self.store_name(name, Operand::temp(base), range);
            self.sp = mark;
        }
        let first = self.sp;
        for param in &type_params.type_params {
            let reg = self.temp()?;
            self.load_name(param.name().as_str(), reg, range);
        }
        let count = self.sp - first;
        self.sp = first;
        let tuple = self.temp()?;
        self.emit.emit(
            Op::BuildTuple {
                dst: tuple,
                first,
                count,
            },
            range,
        );
        self.store_name(TYPE_PARAMS, Operand::temp(tuple), range);
        self.sp = mark;
        Ok(())
    }

    /// The names are no longer visible, their registers empty.
    pub fn close_type_params(&mut self, opened: &TypeParamSlots, range: TextRange) {
        self.inlined.pop();
        self.emit.emit(
            Op::Clear {
                first: opened.first,
                count: opened.count,
            },
            range,
        );
    }

    /// `object.__type_params__ =` the parameters
    pub fn store_type_params(&mut self, object: Reg, range: TextRange) -> Res<()> {
        let mark = self.sp;
        let val = self.temp()?;
        self.load_name(TYPE_PARAMS, val, range);
        let site = self.emit.attr_site("__type_params__");
        self.emit.emit(
            Op::SetAttr {
                obj: object,
                val,
                flags: TAKE_C,
                site,
            },
            range,
        );
        self.sp = mark;
        Ok(())
    }

    /// `dst = Generic[…]`, the last base of a class with type parameters; `dst` must be the newest
    /// temporary.
    pub fn generic_base(&mut self, dst: Reg, range: TextRange) -> Res<()> {
        self.typing_helper("_generic_base", dst, range)?;
        let argument = self.temp()?;
        self.load_name(TYPE_PARAMS, argument, range);
        self.call_one(dst, dst, range);
        self.sp = argument;
        Ok(())
    }

    /// `type name[…] = value`
    pub fn type_alias(&mut self, node: &'a StmtTypeAlias) -> Res<()> {
        let range = node.range;
        let Expr::Name(name) = &*node.name else {
            return Err(Failure::new(
                node.name.range(),
                "the name of a type must be a name",
            ));
        };
        let type_params = node.type_params.as_deref();
        let opened = self.open_type_params(type_params)?;
        self.make_type_params(type_params, opened.as_ref())?;
        let base = self.temp()?;
        self.typing_helper("_type_alias", base, range)?;
        let argument = self.temp()?;
        self.load_str(name.id.as_str(), argument, range);
        let argument = self.temp()?;
        match &opened {
            Some(_) => self.load_name(TYPE_PARAMS, argument, range),
            None => self.load_constant(&Constant::Tuple(Vec::new()), argument, range),
        }
        let argument = self.temp()?;
        self.thunk_of(&node.value, super::scope::node_key(&node.value), argument)?;
        self.emit.emit(
            Op::Call {
                dst: base,
                base,
                argc: 3,
            },
            range,
        );
        if let Some(opened) = &opened {
            self.close_type_params(opened, range);
        }
        self.store_name(name.id.as_str(), Operand::temp(base), range);
        Ok(())
    }

    /// `dst = typing.helper`
    fn typing_helper(&mut self, helper: &str, dst: Reg, range: TextRange) -> Res<()> {
        self.emit.emit(Op::LoadNone { dst }, range);
        let name = self.emit.name("typing");
        self.emit.emit(
            Op::ImportName {
                dst,
                fromlist: dst,
                level: 0,
                name,
            },
            range,
        );
        let site = self.emit.attr_site(helper);
        self.emit.emit(
            Op::GetAttr {
                dst,
                obj: dst,
                flags: TAKE_A,
                site,
            },
            range,
        );
        Ok(())
    }

    /// `dst =` a function that computes `expr`, or None if there is no expression or it is not
    /// `wanted`.
    fn thunk_into(
        &mut self,
        expr: &'a Option<Box<Expr>>,
        wanted: bool,
        dst: Reg,
        range: TextRange,
    ) -> Res<()> {
        match expr {
            Some(value) if wanted => {
                self.thunk_of(value, super::scope::node_key(expr), dst)?;
            }
            _ => self.emit.emit(Op::LoadNone { dst }, range),
        }
        Ok(())
    }

    fn thunk_of(&mut self, expr: &'a Expr, key: usize, dst: Reg) -> Res<()> {
        let range = expr.range();
        let scope = self.shared.scopes.of_key(key)?;
        let mut unit = self.function_unit("<lambda>", scope, None, false)?;
        unit.first_line = self.line_of(range);
        match expr {
            // `*Ts: *tuple[int, ...]`, a default of a TypeVarTuple
            Expr::Starred(starred) => unit.return_value(&starred.value, range)?,
            _ => unit.return_value(expr, range)?,
        }
        let code = unit.finish("<lambda>")?;
        self.make_function(code, scope, dst, dst, 0, range)
    }
}
