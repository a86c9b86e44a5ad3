//! A code object in the making: the layout of its frame, its registers, its prologue.
//!
//! Registers are parameters, then variables that are cells, then other variables, then cells from
//! outside, then temporaries. Temporaries form a stack ([`Unit::temp`], and [`Unit::sp`] set back);
//! what a statement keeps for its whole body (an iterator, a saved exception) is a temporary that
//! stays on that stack.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::TextRange;

use super::code::{Code, CodeKind, Local, Parameters};
use super::constant::{self, Constant};
use super::emit::{Emitter, Label, Region};
use super::op::{Op, Reg};
use super::registers::RegSet;
use super::scope::{CELL, DELETED, PARAM, ScopeId, ScopeKind, Scopes, mangled};
use super::{Failure, MAX_DEPTH, Mode, Res};
use crate::object::{Str, Tuple, Value};
use crate::source::SourceFile;

/// How many of a function's variables get a register each; the others stand in a list of cells.
pub const NEAR: usize = 150;

/// Instructions that a code object may have: nested `finally` blocks multiply.
const MAX_CODE: usize = 1 << 22;

/// What all code objects of a text have in common.
pub struct Shared {
    pub scopes: Scopes,
    pub file: Rc<SourceFile>,
    pub future_annotations: bool,
    pub mode: Mode,
    /// How deep the compiler is in the tree.
    pub depth: Cell<usize>,
}

/// How a variable's register holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    Plain,
    Cell,
    Free,
    /// The cell at this place of the list in the register: a variable of a function that has more
    /// of them than registers.
    Far(u16),
}

/// Where a variable lives.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub reg: Reg,
    pub kind: SlotKind,
}

/// A comprehension, or type parameters, inlined in the frame that is being compiled.
pub struct Inlined {
    /// Not a comprehension: names of a class around are visible.
    pub type_params: bool,
    pub slots: HashMap<Rc<str>, Slot>,
}

/// What a `return`, `break` or `continue` has to do on its way out.
#[derive(Clone, Copy)]
pub enum Block<'a> {
    Loop {
        on_break: Label,
        on_continue: Label,
        /// The iterator of a `for`.
        iter: Option<Reg>,
    },
    /// The body of a `try` with handlers: nothing to do, but what follows is not protected.
    Protected { region: Region },
    /// The body of a `try` with a `finally`.
    Finally { region: Region, body: &'a [Stmt] },
    /// The body of a handler, or of `finally` after an exception.
    Handling {
        region: Region,
        save: Reg,
        exc: Option<Reg>,
        name: Option<&'a str>,
        range: TextRange,
    },
    /// The body of a `with`: the exit method is in `exit`, `exit + 1`.
    With {
        region: Region,
        exit: Reg,
        is_async: bool,
        range: TextRange,
    },
}

impl Block<'_> {
    /// The region that ends where the block is left.
    pub fn region(&self) -> Option<Region> {
        match *self {
            Block::Loop { .. } => None,
            Block::Protected { region }
            | Block::Finally { region, .. }
            | Block::Handling { region, .. }
            | Block::With { region, .. } => Some(region),
        }
    }
}

/// A register that holds the value of an expression.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    pub reg: Reg,
    /// The register is a temporary, to be emptied by its last user.
    pub temp: bool,
}

impl Operand {
    pub fn temp(reg: Reg) -> Operand {
        Operand { reg, temp: true }
    }

    pub fn kept(reg: Reg) -> Operand {
        Operand { reg, temp: false }
    }

    /// `flag` if the instruction is to empty the register.
    pub fn take(self, flag: u8) -> u8 {
        if self.temp { flag } else { 0 }
    }
}

/// A code object in the making.
pub struct Unit<'a> {
    pub shared: &'a Shared,
    pub scope: ScopeId,
    pub kind: CodeKind,
    pub qualname: String,
    pub namespace: bool,
    pub params: Parameters,
    pub emit: Emitter,
    pub slots: HashMap<Rc<str>, Slot>,
    locals: Vec<Local>,
    /// The registers of the list with far variables and of a cell on its way, and how many there are.
    far: Option<(Reg, Reg, u16)>,
    pub inlined: Vec<Inlined>,
    pub blocks: Vec<Block<'a>>,
    /// The first register above the variables.
    pub first_temp: Reg,
    /// The lowest register that is not in use.
    pub sp: Reg,
    max: Reg,
    /// Variables that some read finds unbound, or may: their registers are emptied at entry.
    pub doubtful: RegSet,
    /// Variables that are deleted somewhere.
    pub deletable: RegSet,
    /// Whether operands may be rebound within an expression.
    pub walrus: bool,
    /// Name of the first positional parameter, for `super()`.
    pub first_param: Option<Rc<str>>,
    pub first_line: u32,
    pub doc: Option<Str>,
}

impl<'a> Unit<'a> {
    /// The unit of a module.
    pub fn of_module(shared: &'a Shared) -> Res<Unit<'a>> {
        let mut unit = Unit::bare(shared, 0, CodeKind::Module, String::new());
        unit.namespace = shared.mode == Mode::Namespace;
        unit.lay_out(Parameters::default())?;
        Ok(unit)
    }

    /// A unit without frame layout.
    pub fn bare(shared: &'a Shared, scope: ScopeId, kind: CodeKind, qualname: String) -> Unit<'a> {
        Unit {
            shared,
            scope,
            kind,
            qualname,
            namespace: kind == CodeKind::Class,
            params: Parameters::default(),
            emit: Emitter::new(),
            slots: HashMap::new(),
            locals: Vec::new(),
            far: None,
            inlined: Vec::new(),
            blocks: Vec::new(),
            first_temp: 0,
            sp: 0,
            max: 0,
            doubtful: RegSet::default(),
            deletable: RegSet::default(),
            walrus: shared.scopes.get(scope).walrus,
            first_param: None,
            first_line: 1,
            doc: None,
        }
    }

    /// Give every variable its register.
    pub fn lay_out(&mut self, params: Parameters) -> Res<()> {
        let scope = self.shared.scopes.get(self.scope);
        let function_like = !matches!(scope.kind, ScopeKind::Module | ScopeKind::Class);
        let mut next = 0usize;
        if self.namespace {
            next = 1;
        }
        for name in &params.names {
            let name: Rc<str> = name.as_str().unwrap_or("").into();
            if params.packed {
                self.add_far(name, &mut next)?;
                continue;
            }
            let kind = if scope.flags(&name) & CELL != 0 {
                SlotKind::Cell
            } else {
                SlotKind::Plain
            };
            self.add_slot(name, kind, &mut next)?;
        }
        if params.positional > 0 {
            self.first_param = params.names.first().and_then(|n| n.as_str()).map(Rc::from);
        }
        if function_like {
            for cells in [true, false] {
                for symbol in &scope.symbols {
                    let is_cell = symbol.flags & CELL != 0;
                    let is_param = symbol.flags & PARAM != 0;
                    if is_param && params.packed && is_cell && cells {
                        // The cell is taken from the list, where closures find it.
                        self.add_slot(symbol.name.clone(), SlotKind::Cell, &mut next)?;
                        continue;
                    }
                    if is_param || is_cell != cells || !scope.binds(&symbol.name) {
                        continue;
                    }
                    if !is_cell && next >= NEAR {
                        self.add_far(symbol.name.clone(), &mut next)?;
                        continue;
                    }
                    let kind = if is_cell {
                        SlotKind::Cell
                    } else {
                        SlotKind::Plain
                    };
                    self.add_slot(symbol.name.clone(), kind, &mut next)?;
                }
            }
        }
        if scope.needs_class_cell {
            self.add_slot("__class__".into(), SlotKind::Cell, &mut next)?;
        }
        for name in &scope.free {
            self.add_slot(name.clone(), SlotKind::Free, &mut next)?;
        }
        self.first_temp = u8::try_from(next).map_err(|_| Self::too_many_registers())?;
        self.sp = self.first_temp;
        self.max = self.first_temp;
        for reg in 0..params.registers() {
            self.emit.bound.insert(u8::try_from(reg).unwrap_or(u8::MAX));
        }
        for symbol in &scope.symbols {
            if symbol.flags & DELETED != 0
                && let Some(slot) = self.slots.get(&symbol.name)
                && !matches!(slot.kind, SlotKind::Far(_))
            {
                self.deletable.insert(slot.reg);
            }
        }
        self.params = params;
        Ok(())
    }

    fn add_slot(&mut self, name: Rc<str>, kind: SlotKind, next: &mut usize) -> Res<()> {
        let reg = u8::try_from(*next).map_err(|_| Self::too_many_registers())?;
        if reg == u8::MAX {
            return Err(Self::too_many_registers());
        }
        *next += 1;
        if kind != SlotKind::Plain || !name.starts_with('.') {
            self.locals.push(Local {
                name: Str::intern(&name),
                reg,
                cell: kind != SlotKind::Plain,
                free: kind == SlotKind::Free,
                far: None,
            });
        }
        self.slots.insert(name, Slot { reg, kind });
        Ok(())
    }

    /// A place for a variable in the list of far ones, which the first of them brings about.
    fn add_far(&mut self, name: Rc<str>, next: &mut usize) -> Res<()> {
        let (list, cell, count) = match self.far {
            Some(far) => far,
            None => {
                let list = u8::try_from(*next).map_err(|_| Self::too_many_registers())?;
                *next += 2;
                (list, list + 1, 0)
            }
        };
        let kind = SlotKind::Far(count);
        if !name.starts_with('.') {
            self.locals.push(Local {
                name: Str::intern(&name),
                reg: list,
                cell: false,
                free: false,
                far: Some(count),
            });
        }
        let count = count.checked_add(1).ok_or_else(Self::too_many_registers)?;
        self.far = Some((list, cell, count));
        self.slots.insert(name, Slot { reg: list, kind });
        Ok(())
    }

    /// Fetch the cell of a far variable to the register that is kept for it.
    pub fn far_cell(&mut self, list: Reg, at: u16, range: TextRange) -> Reg {
        let cell = list + 1;
        let op = Op::GetItemImm {
            dst: cell,
            obj: list,
            flags: 0,
            value: i32::from(at),
        };
        self.emit.emit(op, range);
        cell
    }

    fn too_many_registers() -> Box<Failure> {
        Failure::new(
            TextRange::default(),
            "function is too complex: more than 255 registers",
        )
    }

    /// A new temporary on top of the others.
    pub fn temp(&mut self) -> Res<Reg> {
        self.temps(1)
    }

    /// `count` neighbouring temporaries on top of the others; the first one.
    pub fn temps(&mut self, count: usize) -> Res<Reg> {
        let first = self.sp;
        let end = usize::from(first) + count;
        match u8::try_from(end) {
            Ok(end) if end < u8::MAX => {
                self.sp = end;
                self.max = self.max.max(end);
                Ok(first)
            }
            _ => Err(Self::too_many_registers()),
        }
    }

    /// How many temporaries can still be had for one display or call.
    pub fn room(&self) -> usize {
        usize::from(u8::MAX - self.sp).saturating_sub(24)
    }

    /// Whether `reg` is the newest temporary: intermediate results may be kept in it.
    pub fn is_scratch(&self, reg: Reg) -> bool {
        reg >= self.first_temp && reg + 1 == self.sp
    }

    /// Where the calls and other runs of a result for `dst` begin: `dst` itself if nothing lies
    /// above it.
    pub fn run_base(&mut self, dst: Reg) -> Res<Reg> {
        if self.is_scratch(dst) {
            Ok(dst)
        } else {
            self.temp()
        }
    }

    /// Whether evaluating one of `later` may rebind a local variable.
    pub fn may_rebind<'e>(&self, later: impl IntoIterator<Item = &'e Expr>) -> bool {
        self.walrus && later.into_iter().any(super::expr::contains_walrus)
    }

    /// The constant that an expression stands for, if it does.
    pub fn fold(&self, expr: &Expr) -> Option<Constant> {
        constant::fold(expr, &self.shared.file.text)
    }

    /// `name` as the class around makes it.
    pub fn mangle<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match mangled(self.private(), name) {
            Some(private) => Cow::Owned(private),
            None => Cow::Borrowed(name),
        }
    }

    fn private(&self) -> Option<&'a str> {
        self.shared.scopes.get(self.scope).private.as_deref()
    }

    /// Count a level of the tree.
    pub fn descend(&self, range: TextRange) -> Res<()> {
        let depth = self.shared.depth.get() + 1;
        self.shared.depth.set(depth);
        if depth > MAX_DEPTH {
            return Err(Failure::new(
                range,
                "too many nested expressions or statements",
            ));
        }
        if self.emit.len() > MAX_CODE {
            return Err(Failure::new(
                range,
                "function is too complex: too many instructions",
            ));
        }
        Ok(())
    }

    /// The end of what [`Unit::descend`] began.
    pub fn ascend(&self) {
        self.shared
            .depth
            .set(self.shared.depth.get().saturating_sub(1));
    }

    /// The qualified name of a function or class defined here.
    pub fn qualname_of(&self, name: &str) -> String {
        let scope = self.shared.scopes.get(self.scope);
        let mangled = self.mangle(name);
        if scope.kind == ScopeKind::Module || scope.flags(&mangled) & super::scope::GLOBAL != 0 {
            return name.to_owned();
        }
        let locals = if scope.kind == ScopeKind::Class {
            ""
        } else {
            "<locals>."
        };
        format!("{}.{locals}{name}", self.qualname)
    }

    /// The line of a byte of the source.
    pub fn line_of(&self, range: TextRange) -> u32 {
        u32::try_from(self.shared.file.line_of(range.start().to_usize())).unwrap_or(u32::MAX)
    }

    /// Text that stands in the source.
    pub fn source_text(&self, range: TextRange) -> &'a str {
        let range = range.start().to_usize()..range.end().to_usize();
        self.shared.file.text.get(range).unwrap_or("")
    }

    /// What runs before the first statement: cells are made, closures fetched, and registers
    /// emptied that may be looked at before they are written.
    fn prologue(&self) -> Vec<Op> {
        let scope = self.shared.scopes.get(self.scope);
        let params = self.params.registers();
        let mut ops = Vec::new();
        let mut clear = self.doubtful;
        if scope.inspects && self.kind != CodeKind::Class && self.kind != CodeKind::Module {
            for local in self.locals.iter().filter(|l| !l.free) {
                clear.insert(local.reg);
            }
        }
        for local in &self.locals {
            if local.cell && !local.free {
                clear.insert(local.reg);
            }
        }
        for reg in 0..params {
            clear.remove(u8::try_from(reg).unwrap_or(u8::MAX));
        }
        for (first, count) in clear.runs(self.first_temp) {
            ops.push(Op::Clear { first, count });
        }
        let packed = if self.params.packed {
            self.params.count()
        } else {
            0
        };
        for local in self.locals.iter().filter(|l| l.cell && !l.free) {
            let at = self.params.names[..packed]
                .iter()
                .position(|p| p.equals(&local.name));
            ops.push(match at {
                Some(at) => Op::GetItemImm {
                    dst: local.reg,
                    obj: 0,
                    flags: 0,
                    value: at as i32,
                },
                None => Op::MakeCell { reg: local.reg },
            });
        }
        if let Some((list, cell, count)) = self.far {
            // The list of packed parameters is there already.
            let made = u8::from(packed > 0);
            ops.push(Op::Clear {
                first: list + made,
                count: 2 - made,
            });
            if packed == 0 {
                ops.push(Op::BuildList {
                    dst: list,
                    first: list,
                    count: 0,
                });
            }
            for _ in packed..usize::from(count) {
                ops.push(Op::MakeCell { reg: cell });
                ops.push(Op::ListAppend {
                    list,
                    src: cell,
                    flags: super::op::TAKE_A,
                });
            }
        }
        let free = self.locals.iter().filter(|l| l.free);
        for (index, local) in free.enumerate() {
            ops.push(Op::LoadClosure {
                dst: local.reg,
                index: index as u32,
            });
        }
        ops
    }

    /// Close a module: the code returns None.
    pub fn finish_module(self, name: &str) -> Res<Rc<Code>> {
        self.finish(name)
    }

    /// The finished code object.
    pub fn finish(mut self, name: &str) -> Res<Rc<Code>> {
        self.emit
            .emit_end(Op::ReturnNone { used: self.sp }, TextRange::default());
        let prologue = self.prologue();
        let scope = self.shared.scopes.get(self.scope);
        let free_names = scope.free.iter().map(|n| Str::intern(n)).collect();
        let qualname = if self.qualname.is_empty() {
            name
        } else {
            &self.qualname
        };
        let qualname = Str::intern(qualname);
        let finished = self.emit.finish(prologue);
        Ok(Rc::new(Code {
            name: Str::intern(name),
            qualname,
            kind: self.kind,
            file: self.shared.file.clone(),
            first_line: self.first_line,
            ops: finished.ops.into(),
            spans: finished.spans.into(),
            keywords: finished.constants.iter().map(strings_of).collect(),
            constants: finished.constants.into(),
            names: finished.names.into(),
            attr_sites: finished.attr_sites.into(),
            global_sites: finished.global_sites.into(),
            handlers: finished.handlers.into(),
            params: self.params,
            registers: self.max,
            locals: self.locals.into(),
            free_names,
            doc: self.doc,
            namespace: self.namespace,
            marks: finished.marks.into(),
            inner_locals: finished.inner_locals.into(),
            origin: None,
            places: Box::default(),
            object: std::cell::RefCell::default(),
        }))
    }
}

/// The strings of a tuple of strings.
fn strings_of(constant: &Value) -> Box<[Str]> {
    Tuple::from_value(constant)
        .and_then(|t| t.iter().map(Str::from_value).collect::<Option<Vec<Str>>>())
        .unwrap_or_default()
        .into()
}
