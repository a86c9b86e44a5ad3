//! Code objects: what the compiler hands to the VM.
//!
//! A code object is immutable but for its inline caches ("sites"): what an attribute or a global
//! was found to be the last time, checked before it is believed.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::op::{Op, Reg};
use crate::object::{Object, Payload, Shape, Str, Value};
use crate::source::SourceFile;

/// How the parameters of a function are laid out. Parameter registers come first in the frame:
/// positional ones, then keyword-only ones, then `*args`, then `**kwargs`.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Names of the positional parameters, then of the keyword-only ones, then `*args`,
    /// `**kwargs`, as far as they exist.
    pub names: Vec<Str>,
    /// How many can be given by position.
    pub positional: u16,
    /// How many of those only by position.
    pub positional_only: u16,
    /// How many only by keyword.
    pub keyword_only: u16,
    pub var_args: bool,
    pub var_keywords: bool,
    /// There are more of them than registers: they come as cells, in a list in the first register.
    pub packed: bool,
}

impl Parameters {
    /// Registers that the parameters take in a frame.
    pub fn registers(&self) -> usize {
        if self.packed { 1 } else { self.count() }
    }

    /// How many parameters there are.
    pub fn count(&self) -> usize {
        self.positional as usize
            + self.keyword_only as usize
            + self.var_args as usize
            + self.var_keywords as usize
    }

    /// Only positional parameters: a call with the right number needs no binding.
    pub fn is_simple(&self) -> bool {
        self.keyword_only == 0 && !self.var_args && !self.var_keywords && !self.packed
    }
}

/// What a code object is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A module, or `exec`/`eval` text: names are globals. With `namespace` set in [`Code`],
    /// register 0 holds the mapping that names are stored in.
    Module,
    /// A class body: register 0 holds the namespace.
    Class,
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// Where an exception that is raised in `start..end` (instruction indexes) goes on.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// Register that receives the exception.
    pub exc: Reg,
    /// Registers from here on are temporaries: the VM empties them.
    pub clear_from: Reg,
}

/// A statement whose line no instruction stands for, for tracing: `try`, `pass`, `...`.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The next instruction.
    pub at: u32,
    /// A byte of the source.
    pub place: u32,
    /// That instruction is not the statement's.
    pub is_empty: bool,
}

/// A variable of an inlined comprehension: it is there between two instructions.
#[derive(Clone, Debug)]
pub struct InnerLocal {
    pub start: u32,
    pub end: u32,
    pub local: Local,
}

/// Where a local variable lives, for `locals()`, debuggers and "Did you mean".
#[derive(Clone, Debug)]
pub struct Local {
    pub name: Str,
    pub reg: Reg,
    /// The register holds a cell, whose content is the variable.
    pub cell: bool,
    /// The variable belongs to an enclosing function.
    pub free: bool,
    /// The register holds a list of cells, and the variable's is at this place.
    pub far: Option<u16>,
}

impl Local {
    /// What the variable holds in a frame with these registers; unset if nothing.
    pub fn value(&self, registers: &[Value]) -> Value {
        let Some(value) = registers.get(self.reg as usize) else {
            return Value::UNSET;
        };
        let in_list = self.far.map(|at| match value.payload() {
            Some(Payload::List(cells)) => cells
                .borrow()
                .get(usize::from(at))
                .cloned()
                .unwrap_or_default(),
            _ => Value::UNSET,
        });
        let value = in_list.as_ref().unwrap_or(value);
        match value.payload() {
            Some(Payload::Cell(content)) if self.cell || self.far.is_some() => {
                content.borrow().clone()
            }
            _ => value.clone(),
        }
    }
}

pub struct Code {
    pub name: Str,
    pub qualname: Str,
    pub kind: CodeKind,
    pub file: Rc<SourceFile>,
    /// Line of the `def`, `class` or first statement, from 1.
    pub first_line: u32,
    pub ops: Box<[Op]>,
    /// Byte range in the source of each instruction, in step with `ops`; (0, 0) for none.
    pub spans: Box<[(u32, u32)]>,
    pub constants: Box<[Value]>,
    /// In step with `constants`: the strings of those that are tuples of strings, which may be the
    /// names of keyword arguments.
    pub keywords: Box<[Box<[Str]>]>,
    pub names: Box<[Str]>,
    pub attr_sites: Box<[AttrSite]>,
    pub global_sites: Box<[GlobalSite]>,
    /// Inner handlers come before the ones around them.
    pub handlers: Box<[Handler]>,
    pub params: Parameters,
    /// Registers that a frame needs, at most 255.
    pub registers: u8,
    /// Parameters, variables, cells and free variables that a program can see, in order.
    pub locals: Box<[Local]>,
    /// Names of the cells that a function of this code needs from the function around it, in the
    /// order of [`Op::LoadClosure`]'s index.
    pub free_names: Box<[Str]>,
    pub doc: Option<Str>,
    /// Names live in the mapping in register 0 (class bodies; `exec` with its own locals).
    pub namespace: bool,
    pub marks: Box<[Mark]>,
    pub inner_locals: Box<[InnerLocal]>,
    /// What this code with trace instructions was made from, and where each instruction of that
    /// stands here.
    pub origin: Option<Rc<Code>>,
    pub places: Box<[u32]>,
    /// The code as an object, while a program holds it.
    pub object: RefCell<Weak<Object>>,
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<code object {}>", self.name)
    }
}

impl Code {
    /// A generator, coroutine or async generator: a call makes an object instead of running.
    pub fn is_generator_like(&self) -> bool {
        matches!(
            self.kind,
            CodeKind::Generator | CodeKind::Coroutine | CodeKind::AsyncGenerator
        )
    }

    /// A copy with empty caches.
    pub fn duplicate(&self) -> Code {
        let attr = self
            .attr_sites
            .iter()
            .map(|s| AttrSite::new(s.name.clone()));
        let global = self
            .global_sites
            .iter()
            .map(|s| GlobalSite::new(s.name.clone()));
        Code {
            name: self.name.clone(),
            qualname: self.qualname.clone(),
            kind: self.kind,
            file: self.file.clone(),
            first_line: self.first_line,
            ops: self.ops.clone(),
            spans: self.spans.clone(),
            constants: self.constants.clone(),
            keywords: self.keywords.clone(),
            names: self.names.clone(),
            attr_sites: attr.collect(),
            global_sites: global.collect(),
            handlers: self.handlers.clone(),
            params: self.params.clone(),
            registers: self.registers,
            locals: self.locals.clone(),
            free_names: self.free_names.clone(),
            doc: self.doc.clone(),
            namespace: self.namespace,
            marks: self.marks.clone(),
            inner_locals: self.inner_locals.clone(),
            origin: None,
            places: Box::default(),
            object: RefCell::default(),
        }
    }

    /// Line (from 1) of the instruction at `pc`.
    pub fn line_of(&self, pc: usize) -> u32 {
        let start = self.spans.get(pc).map_or(0, |s| s.0);
        self.file.line_col(start as usize).0 as u32
    }
}

/// What an attribute site remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum AttrHit {
    /// Nothing yet.
    #[default]
    None,
    /// An instance of the cached shape has the attribute in this slot.
    Slot(u32),
    /// Setting the attribute adds it: the instance moves to the cached next shape.
    Transition(u32),
    /// The class of the cached shape has the value in `value`, a function: a method.
    Method,
    /// A built-in type (its payload is of kind `kind`) has the value in `value`.
    BuiltinMethod,
    /// A native type (its class has the address in `shape_id`) has the value in `value`.
    NativeMethod,
    /// A property whose getter is the function in `value`.
    Getter,
    /// A module's dictionary has it at this entry.
    Module(u32),
}

/// The inline cache of an attribute access.
#[derive(Default)]
pub struct AttrSite {
    pub name: Str,
    pub hit: Cell<AttrHit>,
    /// Identity of the shape that `hit` is about; kept alive by `shape`, so never reused.
    pub shape_id: Cell<usize>,
    pub shape: RefCell<Option<Rc<Shape>>>,
    pub next_shape: RefCell<Option<Rc<Shape>>>,
    /// The class epoch at which a method or getter was found.
    pub epoch: Cell<u64>,
    pub kind: Cell<Option<std::mem::Discriminant<Payload>>>,
    pub value: RefCell<Value>,
    /// What was known of the shape before: where two shapes take turns, the two places change
    /// theirs.
    pub other: RefCell<Option<Box<AttrSite>>>,
}

impl AttrSite {
    /// Bring what is known of a shape to the front: whether there is something.
    pub fn turn_to(&self, shape_id: usize) -> bool {
        let other = self.other.borrow();
        match &*other {
            Some(other) if other.shape_id.get() == shape_id => {
                self.swap(other);
                true
            }
            _ => false,
        }
    }

    /// Before something is learnt of another shape: keep what is known of the present one.
    pub fn make_room(&self, shape_id: usize) {
        let present = self.shape_id.get();
        if present == 0 || present == shape_id || self.hit.get() == AttrHit::None {
            return;
        }
        let mut other = self.other.borrow_mut();
        let other = other.get_or_insert_default();
        self.swap(other);
    }

    fn swap(&self, other: &AttrSite) {
        self.hit.swap(&other.hit);
        self.shape_id.swap(&other.shape_id);
        self.shape.swap(&other.shape);
        self.next_shape.swap(&other.next_shape);
        self.epoch.swap(&other.epoch);
        self.kind.swap(&other.kind);
        self.value.swap(&other.value);
    }

    pub fn new(name: Str) -> AttrSite {
        AttrSite {
            name,
            ..AttrSite::default()
        }
    }
}

/// The inline cache of a global access.
pub struct GlobalSite {
    pub name: Str,
    /// Entry of the global dictionary at which the name was last found (checked by the key).
    pub index: Cell<u32>,
    /// The name was absent from the dictionary `absent_from` when it had seen this many inserts;
    /// it was then found at `builtin_index` of the builtins.
    pub absent_from: Cell<*const Object>,
    pub absent_inserts: Cell<u32>,
    pub builtin_index: Cell<u32>,
}

impl GlobalSite {
    pub fn new(name: Str) -> GlobalSite {
        GlobalSite {
            name,
            index: Cell::new(u32::MAX),
            absent_from: Cell::new(std::ptr::null()),
            absent_inserts: Cell::new(0),
            builtin_index: Cell::new(u32::MAX),
        }
    }
}
