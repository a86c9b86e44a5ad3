//! Struct sequences: tuples whose items also have names (`time.struct_time`, `os.stat_result`,
//! `sys.version_info`).
//!
//! A type is a `static` [`StructSequence`]: names of the fields, of which the first `visible` are
//! the items of the tuple and the others attributes only. An attribute that has the name of a
//! visible field and of a later one shows the later one, as `st_atime` does: CPython calls such a
//! visible field unnamed.

use std::cell::RefCell;

use super::{Args, ClassDef, KwArgs, VarArgs};
use crate::object::class::Layout;
use crate::object::{Class, Dict, Payload, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// The description of a struct sequence type.
pub struct StructSequence {
    pub module: &'static str,
    pub name: &'static str,
    pub doc: &'static str,
    /// Name and doc of each field.
    pub fields: &'static [(&'static str, &'static str)],
    /// How many of the fields are items of the tuple.
    pub visible: usize,
    /// Programs can make instances.
    pub can_create: bool,
}

impl StructSequence {
    /// Visible fields whose name a later field takes over.
    fn is_unnamed(&self, index: usize) -> bool {
        index < self.visible
            && self
                .hidden()
                .iter()
                .any(|(name, _)| self.fields.get(index).is_some_and(|f| f.0 == *name))
    }

    fn hidden(&self) -> &'static [(&'static str, &'static str)] {
        self.fields.get(self.visible..).unwrap_or(&[])
    }

    fn unnamed(&self) -> usize {
        (0..self.visible).filter(|&i| self.is_unnamed(i)).count()
    }

    fn full_name(&self) -> String {
        format!("{}.{}", self.module, self.name)
    }
}

impl Vm {
    /// The class of a struct sequence, made on first use.
    pub fn struct_sequence_class(&self, spec: &'static StructSequence) -> Class {
        self.named_class(&spec.full_name(), || class_def(self, spec))
    }

    /// An instance with a value for each field; hidden fields may be left out, and are None then.
    pub fn struct_sequence(&self, spec: &'static StructSequence, mut values: Vec<Value>) -> Value {
        let rest = values.split_off(spec.visible.min(values.len()));
        let tuple: Box<[Value]> = values.into_boxed_slice();
        let class = self.struct_sequence_class(spec);
        let hidden: Vec<Value> = spec
            .hidden()
            .iter()
            .enumerate()
            .map(|(i, (name, _))| match rest.get(i) {
                Some(value) if !value.is_none() => value.clone(),
                _ => {
                    let same = spec
                        .fields
                        .iter()
                        .take(spec.visible)
                        .position(|f| f.0 == *name);
                    same.and_then(|at| tuple.get(at).cloned())
                        .unwrap_or(Value::NONE)
                }
            })
            .collect();
        let value = class.instance(Some(Payload::Tuple(tuple)));
        if let Some(attributes) = value.as_obj().and_then(|o| o.attributes()) {
            let mut attributes = attributes.borrow_mut();
            for ((name, _), value) in spec.hidden().iter().zip(hidden) {
                attributes.set(&Str::intern(name), value);
            }
        }
        value
    }
}

/// The value of field `index` of an instance.
fn field(value: &Value, spec: &StructSequence, index: usize) -> Value {
    if index < spec.visible {
        return match value.payload() {
            Some(Payload::Tuple(items)) => items.get(index).cloned().unwrap_or(Value::NONE),
            _ => Value::NONE,
        };
    }
    let Some((name, _)) = spec.fields.get(index) else {
        return Value::NONE;
    };
    value
        .as_obj()
        .and_then(|o| o.attributes())
        .and_then(|a| a.borrow().get(&Str::intern(name)))
        .unwrap_or(Value::NONE)
}

fn class_def(vm: &Vm, spec: &'static StructSequence) -> ClassDef {
    register(spec);
    let mut def = ClassDef::builtin(spec.name, Layout::Tuple, spec.doc)
        .base(&vm.types.tuple)
        .is_final()
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(repr));
        })
        .constant("n_fields", Value::size(spec.fields.len()))
        .constant("n_sequence_fields", Value::size(spec.visible))
        .constant("n_unnamed_fields", Value::size(spec.unnamed()));
    def.module = spec.module;
    let mut names = Vec::new();
    for (index, (name, doc)) in spec.fields.iter().enumerate() {
        if spec.is_unnamed(index) {
            continue;
        }
        if index < spec.visible {
            names.push(Value::str(name));
        }
        def = def.member(name, doc, move |_: &Vm, this: Tuple| {
            Ok(field(&this.value(), spec, index))
        });
    }
    def.constant("__match_args__", Value::tuple(names))
        .method(
            "__reduce__(self, /)",
            "Return the class and the values that make an equal object.",
            move |vm: &Vm, this: Tuple| reduce(vm, spec, &this),
        )
        .method(
            "__replace__(self, /, *args, **changes)",
            "Return a copy of the object with new values for the named fields.",
            move |vm: &Vm, this: Tuple, args: VarArgs, changes: KwArgs| {
                replace(vm, spec, &this, &args.0, changes.0)
            },
        )
}

thread_local! {
    /// The descriptions of the types made so far. A class finds its own here, since the functions
    /// behind slots carry no data.
    static SPECS: RefCell<Vec<&'static StructSequence>> = const { RefCell::new(Vec::new()) };
}

fn register(spec: &'static StructSequence) {
    SPECS.with_borrow_mut(|specs| {
        if !specs.iter().any(|s| std::ptr::eq(*s, spec)) {
            specs.push(spec);
        }
    });
}

/// The description of a struct sequence class.
fn spec_of(vm: &Vm, class: &Class) -> PyResult<&'static StructSequence> {
    let (module, name) = (class.module.borrow().clone(), class.name.borrow().clone());
    let is_it = |s: &&&'static StructSequence| {
        module.as_str() == Some(s.module) && name.as_str() == Some(s.name)
    };
    SPECS
        .with_borrow(|specs| specs.iter().find(is_it).copied())
        .ok_or_else(|| vm.type_error(format!("'{name}' is not a struct sequence")))
}

/// `time.struct_time(sequence, dict={})`
fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let spec = spec_of(vm, class)?;
    if !spec.can_create {
        return Err(vm.type_error(format!("cannot create '{}' instances", spec.full_name())));
    }
    let (sequence, dict) = arguments(vm, args)?;
    let mut values = match vm.iter(&sequence) {
        Ok(_) => vm.collect(&sequence)?,
        Err(_) => return Err(vm.type_error("constructor requires a sequence")),
    };
    let dict = match &dict {
        None => None,
        Some(value) => Some(Dict::from_value(value).ok_or_else(|| {
            vm.type_error(format!(
                "{} takes a dict as second arg, if any",
                spec.full_name() + "()"
            ))
        })?),
    };
    let (least, most) = (spec.visible, spec.fields.len());
    let wrong = |bound: &str, count: usize| {
        vm.type_error(format!(
            "{}() takes {bound} {count}-sequence ({}-sequence given)",
            spec.full_name(),
            values.len()
        ))
    };
    if values.len() < least {
        let bound = if least == most { "a" } else { "an at least" };
        return Err(wrong(bound, least));
    }
    if values.len() > most {
        let bound = if least == most { "a" } else { "an at most" };
        return Err(wrong(bound, most));
    }
    if let Some(dict) = dict {
        let mut used = 0;
        for (name, _) in spec.fields.iter().skip(values.len()) {
            let found = dict.get_str(&Str::intern(name));
            used += usize::from(found.is_some());
            values.push(found.unwrap_or(Value::NONE));
        }
        if used < dict.len() {
            return Err(vm.type_error(format!(
                "{}() got duplicate or unexpected field name(s)",
                spec.full_name()
            )));
        }
    }
    Ok(vm.struct_sequence(spec, values))
}

/// The arguments `sequence` and `dict` of the constructor.
fn arguments(vm: &Vm, args: Args) -> PyResult<(Value, Option<Value>)> {
    let (positional, keywords) = args.into_parts();
    if positional.len() + keywords.len() > 2 {
        return Err(vm.type_error(format!(
            "structseq() takes at most 2 arguments ({} given)",
            positional.len() + keywords.len()
        )));
    }
    let mut given = positional.into_iter();
    let (mut sequence, mut dict) = (given.next(), given.next());
    for (name, value) in keywords {
        let slot = match name.as_str() {
            Some("sequence") => &mut sequence,
            Some("dict") => &mut dict,
            _ => {
                return Err(vm.type_error(format!(
                    "structseq() got an unexpected keyword argument '{name}'"
                )));
            }
        };
        if slot.is_some() {
            let position = if name.as_str() == Some("dict") { 2 } else { 1 };
            return Err(vm.type_error(format!(
                "argument for structseq() given by name ('{name}') and position ({position})"
            )));
        }
        *slot = Some(value);
    }
    match sequence {
        Some(sequence) => Ok((sequence, dict)),
        None => Err(vm.type_error("structseq() missing required argument 'sequence' (pos 1)")),
    }
}

fn repr(vm: &Vm, value: &Value) -> PyResult<Str> {
    let spec = spec_of(vm, &vm.class_of(value))?;
    let mut text = spec.full_name() + "(";
    for (index, (name, _)) in spec.fields.iter().take(spec.visible).enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(name);
        text.push('=');
        text.push_str(&vm.repr(&field(value, spec, index))?.to_lossy());
    }
    text.push(')');
    Ok(Str::new(text))
}

fn reduce(vm: &Vm, spec: &'static StructSequence, this: &Tuple) -> PyResult<(Value, Value)> {
    let hidden = Dict::new();
    for (index, (name, _)) in spec.fields.iter().enumerate().skip(spec.visible) {
        hidden.set_str(&Str::intern(name), field(&this.value(), spec, index));
    }
    let parts = Value::tuple(vec![Value::tuple(this.to_vec()), hidden.into()]);
    Ok((vm.struct_sequence_class(spec).value(), parts))
}

fn replace(
    vm: &Vm,
    spec: &'static StructSequence,
    this: &Tuple,
    args: &[Value],
    changes: Vec<(Str, Value)>,
) -> PyResult<Value> {
    if !args.is_empty() {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    if spec.unnamed() > 0 {
        return Err(vm.type_error(format!(
            "__replace__() is not supported for {} because it has unnamed field(s)",
            spec.full_name()
        )));
    }
    let mut values: Vec<Value> = (0..spec.fields.len())
        .map(|i| field(&this.value(), spec, i))
        .collect();
    let mut unknown = Vec::new();
    for (name, value) in changes {
        match spec
            .fields
            .iter()
            .position(|(n, _)| name.as_str() == Some(n))
        {
            Some(at) => values[at] = value,
            None => unknown.push(name.value()),
        }
    }
    if !unknown.is_empty() {
        let names = vm.repr(&Value::from(unknown))?;
        return Err(vm.type_error(format!("Got unexpected field name(s): {names}")));
    }
    Ok(vm.struct_sequence(spec, values))
}
