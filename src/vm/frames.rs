//! Tracebacks and frames as objects.
//!
//! A traceback object is one entry and a link to the next, as in CPython; the links can be set.
//! A frame shows a copy of its variables. Setting an item of `f_locals` changes a function's
//! variable only in a trace function, which the frame waits for.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use super::Vm;
use super::traceback::{format_entries, line_of};
use crate::compile::code::CodeKind;
use crate::native::{ClassDef, NativeType};
use crate::object::exception::TraceEntry;
use crate::object::{Dict, Exc, Native, NativeObject, PyResult, Str, Value};

/// One entry of a traceback.
pub struct Traceback {
    entries: Rc<[TraceEntry]>,
    at: usize,
    /// What a program gave for `tb_lineno`, and for `tb_lasti`.
    line: Option<i64>,
    lasti: Option<i64>,
    next: RefCell<Value>,
    frame: OnceCell<Value>,
}

impl NativeObject for Traceback {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.next.borrow());
    }
    fn clear(&self) {
        drop(self.next.replace(Value::NONE));
    }
}

impl Traceback {
    /// The entries of this and the next ones, outermost first.
    fn chain(&self) -> Vec<TraceEntry> {
        let mut out = vec![self.entry().clone()];
        let mut next = self.next.borrow().clone();
        while let Some(t) = Native::<Traceback>::from_value(&next) {
            out.push(t.entry().clone());
            let after = t.next.borrow().clone();
            next = after;
        }
        out
    }

    fn entry(&self) -> &TraceEntry {
        &self.entries[self.at]
    }

    fn frame(&self, vm: &Vm) -> Value {
        let make = || vm.frame_object(self.entries.clone(), self.at);
        self.frame.get_or_init(make).clone()
    }
}

fn new_traceback(
    vm: &Vm,
    next: Value,
    frame: Native<FrameObject>,
    lasti: i64,
    line: i64,
) -> PyResult<Value> {
    if !next.is_none() && Native::<Traceback>::from_value(&next).is_none() {
        return Err(vm.type_error(format!(
            "expected traceback object or None, got '{}'",
            vm.type_name(&next)
        )));
    }
    let mut entry = frame.entry();
    entry.pc = u32::try_from(lasti / 2).unwrap_or(0);
    Ok(vm.wrap(Traceback {
        entries: [entry].into(),
        at: 0,
        line: Some(line),
        lasti: Some(lasti),
        next: RefCell::new(next),
        frame: OnceCell::from(frame.value()),
    }))
}

/// Set `tb_next`; a loop of links is refused.
fn set_next(vm: &Vm, t: Native<Traceback>, value: Option<Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.type_error("can't delete tb_next attribute"));
    };
    if !value.is_none() && Native::<Traceback>::from_value(&value).is_none() {
        return Err(vm.type_error(format!(
            "expected traceback object, got '{}'",
            vm.type_name(&value)
        )));
    }
    let mut link = value.clone();
    while let Some(at) = Native::<Traceback>::from_value(&link) {
        if at.value().is(&t.value()) {
            return Err(vm.value_error("traceback loop detected"));
        }
        let after = at.next.borrow().clone();
        link = after;
    }
    let old = t.next.replace(value);
    drop(old);
    Ok(())
}

impl NativeType for Traceback {
    const NAME: &'static str = "traceback";
    fn class_def(_: &Vm) -> ClassDef {
        let mut def = ClassDef::native::<Traceback>("builtins", "Create a new traceback object.");
        def.is_base = false;
        def.slots(|s| {
            s.new.set(Some(|vm, _, args| {
                let (mut values, keywords) = args.into_parts();
                const NAMES: [&str; 4] = ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];
                for name in NAMES.iter().skip(values.len()) {
                    match keywords.iter().find(|(k, _)| k.as_str() == Some(name)) {
                        Some((_, value)) => values.push(value.clone()),
                        None => break,
                    }
                }
                let [next, frame, lasti, line] = &values[..] else {
                    return Err(vm.type_error(match NAMES.get(values.len()) {
                        Some(name) => format!(
                            "traceback() missing required argument '{name}' (pos {})",
                            values.len() + 1
                        ),
                        None => format!(
                            "traceback() takes at most 4 arguments ({} given)",
                            values.len()
                        ),
                    }));
                };
                let Some(frame) = Native::<FrameObject>::from_value(frame) else {
                    return Err(vm.type_error(format!(
                        "traceback() argument 'tb_frame' must be frame, not {}",
                        vm.type_name(frame)
                    )));
                };
                let (lasti, line) = (vm.index(lasti)?, vm.index(line)?);
                new_traceback(vm, next.clone(), frame, lasti, line)
            }));
        })
        .getter("tb_lineno", "", |_: &Vm, t: Native<Traceback>| {
            Ok(t.line.unwrap_or_else(|| i64::from(line_of(t.entry()))))
        })
        .getter("tb_lasti", "", |_: &Vm, t: Native<Traceback>| {
            Ok(t.lasti.unwrap_or_else(|| i64::from(t.entry().pc) * 2))
        })
        .property(
            "tb_next",
            "",
            |_: &Vm, t: Native<Traceback>| Ok(t.next.borrow().clone()),
            set_next,
        )
        .getter("tb_frame", "", |vm: &Vm, t: Native<Traceback>| {
            Ok(t.frame(vm))
        })
    }
}

/// A frame as programs see it: its variables where they were kept.
pub struct FrameObject {
    /// Outermost first.
    entries: RefCell<Rc<[TraceEntry]>>,
    at: Cell<usize>,
    locals: RefCell<Option<Dict>>,
    /// The line that an event names instead of the instruction's.
    pub(super) line: Cell<Option<u32>>,
}

impl NativeObject for FrameObject {}

impl FrameObject {
    /// A frame; `entries` are its callers, outermost first, and at `at` itself.
    pub fn new(entries: Rc<[TraceEntry]>, at: usize) -> FrameObject {
        FrameObject {
            entries: RefCell::new(entries),
            at: Cell::new(at),
            locals: RefCell::default(),
            line: Cell::new(None),
        }
    }

    /// The same frame at a later moment.
    pub(super) fn renew(&self, entries: Rc<[TraceEntry]>, at: usize) {
        // Where only the place is known, the variables stay what they were.
        let keeps = entries
            .get(at)
            .is_none_or(|e| e.locals.is_none() && e.registers.is_none());
        let old = self.entries.replace(entries);
        self.at.set(at);
        if !keeps {
            drop(self.locals.take());
        } else if let Some(known) = old.get(self.at.get()).and_then(|e| e.locals.clone()) {
            self.locals.borrow_mut().get_or_insert(known);
        }
        self.line.set(None);
        drop(old);
    }

    /// The same frame at another instruction, its callers as they were.
    pub(super) fn move_to(&self, entry: TraceEntry) {
        let mut entries = self.entries.borrow()[..self.at.get()].to_vec();
        entries.push(entry);
        let at = entries.len() - 1;
        self.renew(entries.into(), at);
    }

    fn entry(&self) -> TraceEntry {
        self.entries.borrow()[self.at.get()].clone()
    }

    fn line(&self) -> u32 {
        self.line.get().unwrap_or_else(|| line_of(&self.entry()))
    }
}

fn frame_repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let Some(f) = Native::<FrameObject>::from_value(this) else {
        return Err(vm.type_error("expected a frame"));
    };
    let entry = f.entry();
    let code = &entry.core.code;
    Ok(Str::new(format!(
        "<frame at {:#x}, file {}, line {}, code {}>",
        this.id(),
        vm.repr(&Value::str(&code.file.name))?,
        f.line(),
        code.name
    )))
}

/// `frame.f_trace = function`: the frame's own run of its function is traced by it.
fn set_trace(vm: &Vm, f: Native<FrameObject>, value: Option<Value>) -> PyResult<()> {
    let value = value.filter(|v| !v.is_none());
    match (&f.entry().core.activation, value) {
        (Some(activation), value) => {
            let wanted = value.is_some();
            drop(activation.trace.replace(value.unwrap_or_default()));
            vm.want_retrace(wanted);
            Ok(())
        }
        (None, None) => Ok(()),
        (None, Some(_)) => {
            Err(vm.not_implemented_error("biji traces no frame that runs below a native function"))
        }
    }
}

/// `f_trace_lines`: whether there are events for lines.
fn set_lines(vm: &Vm, f: Native<FrameObject>, value: Option<Value>) -> PyResult<()> {
    let wanted = match value {
        Some(value) => match value.as_bool() {
            Some(wanted) => wanted,
            None => return Err(vm.type_error("attribute value type must be bool")),
        },
        None => return Err(vm.type_error("can't delete numeric/char attribute")),
    };
    if let Some(activation) = &f.entry().core.activation {
        activation.quiet.set(!wanted);
    }
    Ok(())
}

/// There are no events for instructions.
fn set_opcodes(vm: &Vm, _: Native<FrameObject>, value: Option<Value>) -> PyResult<()> {
    match value {
        Some(value) if vm.is_true(&value)? => {
            Err(vm.not_implemented_error("f_trace_opcodes is not supported by biji"))
        }
        _ => Ok(()),
    }
}

impl NativeType for FrameObject {
    const NAME: &'static str = "frame";
    fn class_def(_: &Vm) -> ClassDef {
        let mut def = ClassDef::native::<FrameObject>("builtins", "");
        def.is_base = false;
        def.slots(|s| s.repr.set(Some(frame_repr)))
            .getter("f_code", "", |_: &Vm, f: Native<FrameObject>| {
                Ok(Value::code(f.entry().core.plain_code().clone()))
            })
            .getter(
                "f_lineno",
                "",
                |_: &Vm, f: Native<FrameObject>| Ok(f.line()),
            )
            .getter("f_lasti", "", |_: &Vm, f: Native<FrameObject>| {
                Ok(i64::from(f.entry().pc) * 2)
            })
            .getter("f_globals", "", |_: &Vm, f: Native<FrameObject>| {
                Ok(f.entry().core.globals.clone())
            })
            .getter("f_builtins", "", |_: &Vm, f: Native<FrameObject>| {
                Ok(f.entry().core.builtins.clone())
            })
            .getter("f_locals", "", |vm: &Vm, f: Native<FrameObject>| {
                let known = f.locals.borrow().clone();
                Ok(known.unwrap_or_else(|| {
                    let made = vm.entry_locals(&f.entry());
                    drop(f.locals.replace(Some(made.clone())));
                    made
                }))
            })
            .property(
                "f_trace",
                "",
                |_: &Vm, f: Native<FrameObject>| {
                    let entry = f.entry();
                    let trace = entry.core.activation.as_ref();
                    let trace = trace.map(|a| a.trace.borrow().clone());
                    Ok(trace.and_then(Value::into_option).unwrap_or(Value::NONE))
                },
                set_trace,
            )
            .property(
                "f_trace_lines",
                "",
                |_: &Vm, f: Native<FrameObject>| {
                    Ok(f.entry()
                        .core
                        .activation
                        .as_ref()
                        .is_none_or(|a| !a.quiet.get()))
                },
                set_lines,
            )
            .property(
                "f_trace_opcodes",
                "",
                |_: &Vm, _: Native<FrameObject>| Ok(false),
                set_opcodes,
            )
            .getter("f_back", "", |vm: &Vm, f: Native<FrameObject>| {
                let entries = f.entries.borrow().clone();
                let at = f.at.get().checked_sub(1);
                Ok(at.map(|at| vm.frame_object(entries, at)))
            })
            .method(
                "clear(self, /)",
                "Forget the variables of a frame that has ended.",
                |_: &Vm, f: Native<FrameObject>| {
                    let locals = f.locals.borrow().clone();
                    if let Some(locals) = locals
                        && f.entry().core.code.kind != CodeKind::Module
                    {
                        let old = locals.borrow_mut().take_all();
                        drop(old);
                    }
                    Ok(())
                },
            )
    }
}

impl Vm {
    /// The variables of a frame as far as they were kept.
    pub fn entry_locals(&self, entry: &TraceEntry) -> Dict {
        match (&entry.locals, &entry.registers) {
            (Some(locals), _) => locals.clone(),
            (None, Some(registers)) => self.frame_locals(&entry.core, registers),
            (None, None) => match entry.core.code.kind {
                CodeKind::Module if !entry.core.code.namespace => entry.core.globals.clone(),
                _ => Dict::new(),
            },
        }
    }

    /// The frames that an exception has passed, outermost first.
    pub fn trace_entries(&self, exc: &Exc) -> Vec<TraceEntry> {
        let object = exc.traceback_object.borrow().clone();
        let entries = exc.traceback.borrow();
        let covered = exc.traceback_covered.get().min(entries.len());
        let mut out: Vec<TraceEntry> = entries[covered..].iter().rev().cloned().collect();
        match Native::<Traceback>::from_value(&object) {
            Some(t) if covered > 0 => out.extend(t.chain()),
            _ => out.extend(entries[..covered].iter().rev().cloned()),
        }
        out
    }

    /// Whether a value is a traceback object.
    pub fn is_traceback(&self, value: &Value) -> bool {
        Native::<Traceback>::from_value(value).is_some()
    }

    /// `exc.__traceback__`
    pub fn traceback_object(&self, exc: &Exc) -> Value {
        let (entries, covered) = {
            let entries = exc.traceback.borrow();
            let covered = exc.traceback_covered.get().min(entries.len());
            let fresh: Vec<TraceEntry> = entries[covered..].iter().rev().cloned().collect();
            (fresh, covered)
        };
        let made = exc.traceback_object.borrow().clone();
        let made = if covered == 0 { Value::NONE } else { made };
        if entries.is_empty() {
            return made;
        }
        let count = entries.len();
        let entries: Rc<[TraceEntry]> = entries.into();
        // The new entries are further out: they lead to those that the program has seen.
        let mut link = made;
        for at in (0..count).rev() {
            link = self.wrap(Traceback {
                entries: entries.clone(),
                at,
                line: None,
                lasti: None,
                next: RefCell::new(link),
                frame: OnceCell::new(),
            });
        }
        exc.traceback_covered.set(covered + count);
        let old = exc.traceback_object.replace(link.clone());
        drop(old);
        link
    }

    /// Set `exc.__traceback__`: to a traceback object, or None.
    pub fn set_traceback(&self, exc: &Exc, value: &Value) -> PyResult<()> {
        let entries = if value.is_none() {
            Vec::new()
        } else {
            match Native::<Traceback>::from_value(value) {
                Some(t) => t.chain(),
                None => {
                    return Err(self.type_error("__traceback__ must be a traceback or None"));
                }
            }
        };
        exc.traceback_covered.set(entries.len());
        let old = exc.traceback.replace(entries.into_iter().rev().collect());
        drop(old);
        let old = exc.traceback_object.replace(value.clone());
        drop(old);
        Ok(())
    }

    /// The lines of a traceback object, as `traceback.format_tb` gives them.
    pub fn format_traceback(&self, value: &Value) -> Option<String> {
        let t = Native::<Traceback>::from_value(value)?;
        Some(format_entries(&t.chain()))
    }
}
