//! `import` and `from … import`.

use ruff_python_ast::{StmtImport, StmtImportFrom};
use ruff_text_size::TextRange;

use super::constant::Constant;
use super::op::{Op, Reg, TAKE_A};
use super::unit::{Operand, Unit};
use super::{Failure, Res};

impl<'a> Unit<'a> {
    /// `import a.b, c.d as e`
    pub fn import_statement(&mut self, node: &'a StmtImport) -> Res<()> {
        let range = node.range;
        for alias in &node.names {
            let path = alias.name.as_str();
            let mark = self.sp;
            let module = self.temp()?;
            self.emit.emit(Op::LoadNone { dst: module }, range);
            self.import_name(module, path, 0, range);
            match &alias.asname {
                None => {
                    let package = path.split('.').next().unwrap_or(path);
                    self.store_name(package, Operand::temp(module), range);
                }
                Some(name) => {
                    // `import a.b.c as x` binds the innermost module.
                    for part in path.split('.').skip(1) {
                        let name = self.emit.name(part);
                        let inner = self.temp()?;
                        self.emit.emit(
                            Op::ImportFrom {
                                dst: inner,
                                module,
                                name,
                            },
                            range,
                        );
                        self.emit.emit(
                            Op::Move {
                                dst: module,
                                src: inner,
                            },
                            range,
                        );
                        self.sp = inner;
                    }
                    self.store_name(name.as_str(), Operand::temp(module), range);
                }
            }
            self.sp = mark;
        }
        Ok(())
    }

    fn import_name(&mut self, reg: Reg, path: &str, level: u8, range: TextRange) {
        let name = self.emit.name(path);
        self.emit.emit(
            Op::ImportName {
                dst: reg,
                fromlist: reg,
                level,
                name,
            },
            range,
        );
    }

    /// `from a import b as c`
    pub fn import_from(&mut self, node: &'a StmtImportFrom) -> Res<()> {
        let range = node.range;
        let level = u8::try_from(node.level)
            .map_err(|_| Failure::new(range, "too many dots in a relative import"))?;
        let path = node.module.as_ref().map_or("", |m| m.as_str());
        let module = self.temp()?;
        let names = node
            .names
            .iter()
            .map(|a| Constant::Str(a.name.as_str().to_owned()));
        self.load_constant(&Constant::Tuple(names.collect()), module, range);
        self.import_name(module, path, level, range);
        for alias in &node.names {
            if alias.name.as_str() == "*" {
                let namespace = self.namespace;
                self.emit.emit(
                    Op::ImportStar {
                        module,
                        namespace,
                        flags: TAKE_A,
                    },
                    range,
                );
                return Ok(());
            }
            let target = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
            let mark = self.sp;
            let local = self.local_target(target);
            let dst = match local {
                Some(local) => local,
                None => self.temp()?,
            };
            let name = self.emit.name(alias.name.as_str());
            // The name that is missing is what a traceback underlines.
            self.emit.emit(Op::ImportFrom { dst, module, name }, range);
            match local {
                Some(local) => self.emit.bound.insert(local),
                None => self.store_name(target, Operand::temp(dst), range),
            }
            self.sp = mark;
        }
        self.emit.emit(
            Op::Clear {
                first: module,
                count: 1,
            },
            range,
        );
        Ok(())
    }
}
