//! Scopes: which names each block binds, and where every name lives.
//!
//! Two passes, as in Python's own definition: `scope_build` walks the tree and notes what each
//! block does with its names; [`Scopes::resolve`] then connects every name that is not bound in
//! its own block with the function around it that binds it. A variable that is captured so becomes
//! a cell there, and a free variable of every function in between.
//!
//! List, set and dict comprehensions are scopes of their own, but run in the frame of the block
//! around them (PEP 709); a captured name only crosses a frame where a function or class does.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use ruff_text_size::TextRange;

use super::{Failure, Res};

/// Index of a scope in [`Scopes::list`].
pub type ScopeId = usize;

/// What kind of block a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// A generator expression: a function of its own.
    Generator,
    /// A list, set or dict comprehension, part of the frame around it.
    Comprehension,
    /// The type parameters of a function, class or `type` statement, part of the frame around it;
    /// unlike a comprehension, it sees the names of a class around it.
    TypeParams,
}

/// The name is assigned, deleted, imported or declared by `def` or `class` in the block.
pub const BOUND: u16 = 1;
/// The name is read in the block.
pub const USED: u16 = 2;
/// The name is a parameter.
pub const PARAM: u16 = 4;
/// The block says `global name`.
pub const GLOBAL: u16 = 8;
/// The block says `nonlocal name` (or a walrus in a generator expression implies it).
pub const NONLOCAL: u16 = 16;
/// The name has a variable annotation.
pub const ANNOTATED: u16 = 32;
/// A function inside the block captures the variable.
pub const CELL: u16 = 64;
/// The name is deleted somewhere: by `del`, or at the end of `except … as name`.
pub const DELETED: u16 = 128;
/// The name is the target of an assignment expression.
pub const WALRUS: u16 = 256;

/// The hidden variable that holds the tuple of type parameters.
pub const TYPE_PARAMS: &str = ".type_params";

/// A name in a scope.
pub struct Symbol {
    pub name: Rc<str>,
    pub flags: u16,
    /// Where a `nonlocal` declared it, for errors.
    pub declared: TextRange,
}

/// A block and its names.
pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    /// The scope whose frame this one runs in: itself, but for comprehensions.
    pub frame: ScopeId,
    /// Names in order of appearance.
    pub symbols: Vec<Symbol>,
    index: HashMap<Rc<str>, usize>,
    /// Names of the cells that the function needs from the functions around it.
    pub free: Vec<Rc<str>>,
    free_index: HashSet<Rc<str>>,
    /// The block contains `yield`.
    pub yields: bool,
    /// The block contains `await`, `async for` or `async with`.
    pub awaits: bool,
    /// The block contains an assignment expression.
    pub walrus: bool,
    /// A class whose functions refer to `__class__` or `super`.
    pub needs_class_cell: bool,
    /// A module or class body with variable annotations.
    pub annotated: bool,
    /// The block mentions `locals`, `vars`, `dir`, `eval` or `exec`, which see the variables.
    pub inspects: bool,
    /// Class in which names like `__x` are private.
    pub private: Option<Rc<str>>,
    /// Attributes of `self` that the functions of a class assign.
    pub static_attributes: Vec<Rc<str>>,
}

impl Scope {
    /// The flags of `name`, 0 if the scope does not mention it.
    pub fn flags(&self, name: &str) -> u16 {
        self.index
            .get(name)
            .and_then(|&i| self.symbols.get(i))
            .map_or(0, |s| s.flags)
    }

    /// Whether `name` is a variable of this very block.
    pub fn binds(&self, name: &str) -> bool {
        let flags = self.flags(name);
        flags & (BOUND | PARAM) != 0 && flags & (GLOBAL | NONLOCAL) == 0
    }

    /// Add `flags` to those of `name`.
    pub fn mark(&mut self, name: &str, flags: u16) {
        self.mark_at(name, flags, TextRange::default());
    }

    /// [`Scope::mark`] with the place of a declaration.
    pub fn mark_at(&mut self, name: &str, flags: u16, declared: TextRange) {
        if let Some(symbol) = self.index.get(name).and_then(|&i| self.symbols.get_mut(i)) {
            symbol.flags |= flags;
            if flags & NONLOCAL != 0 {
                symbol.declared = declared;
            }
            return;
        }
        let name: Rc<str> = name.into();
        self.index.insert(name.clone(), self.symbols.len());
        self.symbols.push(Symbol {
            name,
            flags,
            declared,
        });
    }

    fn add_free(&mut self, name: &Rc<str>) {
        if self.free_index.insert(name.clone()) {
            self.free.push(name.clone());
        }
    }
}

/// All scopes of a text.
#[derive(Default)]
pub struct Scopes {
    pub list: Vec<Scope>,
    /// The scope that a node of the tree opens, by the node's address.
    pub(super) by_node: HashMap<usize, ScopeId>,
}

/// The key of a node in [`Scopes::by_node`]: trees do not move while they are compiled.
pub fn node_key<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

impl Scopes {
    /// Open a scope inside `parent`.
    pub fn open(&mut self, kind: ScopeKind, parent: Option<ScopeId>) -> ScopeId {
        let id = self.list.len();
        let outer = parent.and_then(|p| self.list.get(p));
        let frame = match (kind, outer) {
            (ScopeKind::Comprehension | ScopeKind::TypeParams, Some(outer)) => outer.frame,
            _ => id,
        };
        let private = outer.and_then(|outer| outer.private.clone());
        self.list.push(Scope {
            kind,
            parent,
            frame,
            symbols: Vec::new(),
            index: HashMap::new(),
            free: Vec::new(),
            free_index: HashSet::new(),
            yields: false,
            awaits: false,
            walrus: false,
            needs_class_cell: false,
            annotated: false,
            inspects: false,
            private,
            static_attributes: Vec::new(),
        });
        id
    }

    /// The scope of `id`.
    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.list[id]
    }

    /// The scope that `node` opens.
    pub fn of_node<T>(&self, node: &T) -> Res<ScopeId> {
        self.of_key(node_key(node))
    }

    /// The scope with a [`node_key`].
    pub fn of_key(&self, key: usize) -> Res<ScopeId> {
        self.by_node.get(&key).copied().ok_or_else(|| {
            Failure::new(TextRange::default(), "a block of the program has no scope")
        })
    }

    /// Connect the names that are not bound where they are used.
    pub fn resolve(&mut self) -> Res<()> {
        for id in 0..self.list.len() {
            for at in 0..self.list[id].symbols.len() {
                let symbol = &self.list[id].symbols[at];
                let (name, flags) = (symbol.name.clone(), symbol.flags);
                if flags & GLOBAL != 0 {
                    continue;
                }
                let bound_here = flags & (BOUND | PARAM) != 0 && flags & NONLOCAL == 0;
                if bound_here {
                    continue;
                }
                match self.binder_of(id, &name) {
                    Some(binder) => self.capture(id, binder, &name),
                    None if flags & NONLOCAL != 0 => {
                        let range = self.list[id].symbols[at].declared;
                        let message = format!("no binding for nonlocal '{name}' found");
                        return Err(Failure::new(range, message));
                    }
                    None => {}
                }
            }
        }
        // The order of a closure's cells, which programs can see.
        for scope in &mut self.list {
            scope.free.sort();
        }
        Ok(())
    }

    /// The scope around `user` that binds `name` for it: never a class (but for `__class__`).
    fn binder_of(&self, user: ScopeId, name: &str) -> Option<ScopeId> {
        let mut at = self.list[user].parent;
        while let Some(id) = at {
            let scope = &self.list[id];
            match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class if name == "__class__" && scope.flags(name) & NONLOCAL == 0 => {
                    return Some(id);
                }
                ScopeKind::Class => {}
                _ if scope.binds(name) => return Some(id),
                _ if scope.flags(name) & GLOBAL != 0 => return None,
                _ => {}
            }
            at = scope.parent;
        }
        None
    }

    /// `user` refers to `name` of `binder`.
    fn capture(&mut self, user: ScopeId, binder: ScopeId, name: &Rc<str>) {
        let home = self.list[binder].frame;
        let mut frame = self.list[user].frame;
        if frame == home {
            return;
        }
        if self.list[binder].kind == ScopeKind::Class {
            self.list[binder].needs_class_cell = true;
        }
        if self.list[binder].kind != ScopeKind::Class {
            self.list[binder].mark(name, CELL);
        }
        while frame != home {
            self.list[frame].add_free(name);
            match self.list[frame].parent {
                Some(parent) => frame = self.list[parent].frame,
                None => return,
            }
        }
    }
}

/// `__x` inside `class C` is `_C__x`; `None` if the name stays as it is.
pub fn mangled(private: Option<&str>, name: &str) -> Option<String> {
    let class = private?.trim_start_matches('_');
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return None;
    }
    Some(format!("_{class}{name}"))
}
