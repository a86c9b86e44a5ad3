//! Class definitions.

use ruff_python_ast::StmtClassDef;
use ruff_text_size::TextRange;

use super::Res;
use super::call::Arguments;
use super::code::{CodeKind, Parameters};
use super::constant::Constant;
use super::op::{Op, Reg, TAKE_A};
use super::scope::TYPE_PARAMS;
use super::unit::{Operand, Unit};

impl<'a> Unit<'a> {
    /// `class name(…): …`
    pub fn class_def(&mut self, def: &'a StmtClassDef) -> Res<()> {
        let name = def.name.as_str();
        self.decorated(
            &def.decorator_list,
            name,
            def.range,
            def.name.range,
            |unit, dst| unit.class_into(def, dst),
        )
    }

    fn class_into(&mut self, def: &'a StmtClassDef, dst: Reg) -> Res<()> {
        let range = def.range;
        let type_params = def.type_params.as_deref();
        let opened = self.open_type_params(type_params)?;
        self.make_type_params(type_params, opened.as_ref())?;
        let base = if opened.is_some() {
            self.temp()?
        } else {
            self.run_base(dst)?
        };
        self.emit.emit(Op::LoadBuildClass { dst: base }, range);
        let function = self.temp()?;
        self.class_function(def, function)?;
        let name = self.temp()?;
        self.load_str(def.name.as_str(), name, range);
        let mut arguments = Arguments {
            generic: opened.is_some(),
            ..Arguments::default()
        };
        if let Some(given) = &def.arguments {
            arguments.positional = &given.args;
            arguments.keywords = &given.keywords;
        }
        self.call_with(base, dst, 2, arguments, range)?;
        if let Some(opened) = &opened {
            self.close_type_params(opened, range);
        }
        Ok(())
    }

    /// `dst =` the function that runs the class's body
    fn class_function(&mut self, def: &'a StmtClassDef, dst: Reg) -> Res<()> {
        let scope = self.shared.scopes.of_node(def)?;
        let name = def.name.as_str();
        let range = TextRange::new(def.range.start(), def.name.range.end());
        let qualname = self.qualname_of(name);
        let mut unit = Unit::bare(self.shared, scope, CodeKind::Class, qualname.clone());
        unit.first_line = self.definition_line(&def.decorator_list, def.range);
        unit.lay_out(Parameters::default())?;
        unit.set_from_name("__module__", "__name__", range)?;
        unit.set_constant("__qualname__", &Constant::Str(qualname), range)?;
        let line = Constant::int(i64::from(unit.first_line));
        unit.set_constant("__firstlineno__", &line, range)?;
        if def.type_params.is_some() {
            unit.set_from_name("__type_params__", TYPE_PARAMS, range)?;
        }
        if let Some(doc) = unit.docstring(&def.body) {
            let doc = match doc.as_str() {
                Some(text) => Constant::Str(text.to_owned()),
                None => Constant::Wide(doc.code_points()),
            };
            unit.set_constant("__doc__", &doc, range)?;
        }
        let info = self.shared.scopes.get(scope);
        if info.annotated {
            unit.emit.emit(Op::SetupAnnotations, range);
        }
        unit.body(&def.body)?;
        let attributes = info
            .static_attributes
            .iter()
            .map(|n| Constant::Str(n.to_string()));
        let attributes = Constant::Tuple(attributes.collect());
        unit.set_constant("__static_attributes__", &attributes, range)?;
        if info.needs_class_cell
            && let Some(slot) = unit.slots.get("__class__").copied()
        {
            unit.store_name("__classcell__", Operand::kept(slot.reg), range);
            unit.emit.emit_end(
                Op::Return {
                    src: slot.reg,
                    flags: TAKE_A,
                    used: unit.sp,
                },
                range,
            );
        }
        let code = unit.finish(name)?;
        self.make_function(code, scope, dst, dst, 0, def.range)
    }

    /// `name = constant` in the namespace of the class
    fn set_constant(&mut self, name: &str, constant: &Constant, range: TextRange) -> Res<()> {
        let mark = self.sp;
        let reg = self.temp()?;
        self.load_constant(constant, reg, range);
        let site = self.emit.global_site(name);
        self.emit.emit(
            Op::StoreName {
                src: reg,
                flags: TAKE_A,
                site,
            },
            range,
        );
        self.sp = mark;
        Ok(())
    }

    /// `name = other` in the namespace of the class
    fn set_from_name(&mut self, name: &str, other: &str, range: TextRange) -> Res<()> {
        let mark = self.sp;
        let reg = self.temp()?;
        self.load_name(other, reg, range);
        let site = self.emit.global_site(name);
        self.emit.emit(
            Op::StoreName {
                src: reg,
                flags: TAKE_A,
                site,
            },
            range,
        );
        self.sp = mark;
        Ok(())
    }
}
