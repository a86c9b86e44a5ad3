//! `re.Match`: what a match tells.

use std::rc::Rc;

use super::pattern::{Pattern, short_repr};
use super::subject::Subject;
use super::substitute;
use crate::native::{ClassDef, NativeType, VarArgs};
use crate::object::{Dict, Exc, Native, NativeObject, PyResult, Str, Value};
use crate::regex::Captures;
use crate::vm::Vm;

/// The state of a match. Spans are raw positions of the subject.
pub struct MatchObject {
    pub pattern: Pattern,
    pub subject: Rc<Subject>,
    pub captures: Captures,
    pos: usize,
    endpos: usize,
}

type Match = Native<MatchObject>;

impl NativeObject for MatchObject {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Subject::Bytes { value, .. } = &*self.subject {
            visit(value);
        }
    }
}

impl MatchObject {
    pub fn new(
        pattern: Pattern,
        subject: Rc<Subject>,
        captures: Captures,
        pos: usize,
        endpos: usize,
    ) -> MatchObject {
        MatchObject {
            pattern,
            subject,
            captures,
            pos,
            endpos,
        }
    }

    pub fn wrap(self, vm: &Vm) -> Value {
        vm.wrap(self)
    }

    fn span(&self, group: usize) -> Option<(usize, usize)> {
        self.captures.spans.get(group).copied().flatten()
    }

    /// The text of a group; `missing` if it has not matched.
    fn text(&self, group: usize, missing: &Value) -> Value {
        match self.span(group) {
            Some((start, end)) => self.subject.slice(start, end),
            None => missing.clone(),
        }
    }

    /// Beginning and end of a group in indices; -1 if it has not matched.
    fn indices(&self, group: usize) -> (i64, i64) {
        let index = |raw| i64::try_from(self.subject.index(raw)).unwrap_or(-1);
        self.span(group)
            .map_or((-1, -1), |(start, end)| (index(start), index(end)))
    }

    /// The number of a group given by number or name.
    fn group_of(&self, vm: &Vm, key: &Value) -> PyResult<usize> {
        let found = if vm.class_of(key).slots.index.get().is_some() {
            let number = vm.index(key)?;
            usize::try_from(number)
                .ok()
                .filter(|&n| n < self.captures.spans.len())
        } else {
            vm.hash(key)?;
            Str::from_value(key).and_then(|name| {
                let name = name.to_lossy();
                let names = &self.pattern.program.group_names;
                names
                    .iter()
                    .find(|(n, _)| *n == name)
                    .map(|(_, group)| *group)
            })
        };
        found.ok_or_else(|| no_group(vm))
    }
}

fn no_group(vm: &Vm) -> Exc {
    vm.index_error("no such group")
}

impl NativeType for MatchObject {
    const NAME: &'static str = "re.Match";
    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<MatchObject>(
            "re",
            "The result of re.match() and re.search().\nMatch objects always have a boolean \
             value of True.",
        )
        .is_final()
        .slots(|s| {
            s.new.set(Some(|vm, _, _| {
                Err(vm.type_error("cannot create 're.Match' instances"))
            }));
            s.repr.set(Some(repr));
            s.get_item
                .set(Some(|vm, this, key| match Match::from_value(this) {
                    Some(this) => Ok(this.text(this.group_of(vm, key)?, &Value::NONE)),
                    None => Err(no_group(vm)),
                }));
        });
        attributes(methods(def))
    }
}

fn methods(def: ClassDef) -> ClassDef {
    def.method(
        "group(self, /, *args)",
        "group([group1, ...]) -> str or tuple.",
        |vm: &Vm, this: Match, args: VarArgs| match &args.0[..] {
            [] => Ok(this.text(0, &Value::NONE)),
            [one] => Ok(this.text(this.group_of(vm, one)?, &Value::NONE)),
            many => {
                let texts: PyResult<Vec<Value>> = many
                    .iter()
                    .map(|k| Ok(this.text(this.group_of(vm, k)?, &Value::NONE)))
                    .collect();
                Ok(Value::tuple(texts?))
            }
        },
    )
    .method(
        "groups(self, /, default=None)",
        "Return a tuple containing all the subgroups of the match, from 1.",
        |_: &Vm, this: Match, default: Value| {
            let groups = 1..this.captures.spans.len();
            Ok(Value::tuple(
                groups.map(|g| this.text(g, &default)).collect(),
            ))
        },
    )
    .method(
        "groupdict(self, /, default=None)",
        "Return a dictionary containing all the named subgroups of the match, keyed by the \
         subgroup name.",
        |_: &Vm, this: Match, default: Value| {
            let dict = Dict::new();
            for (name, group) in &this.pattern.program.group_names {
                dict.set_str(&Str::intern(name), this.text(*group, &default));
            }
            Ok(dict)
        },
    )
    .method(
        "start(self, group=0, /)",
        "Return index of the start of the substring matched by group.",
        |vm: &Vm, this: Match, group: Value| Ok(this.indices(this.group_of(vm, &group)?).0),
    )
    .method(
        "end(self, group=0, /)",
        "Return index of the end of the substring matched by group.",
        |vm: &Vm, this: Match, group: Value| Ok(this.indices(this.group_of(vm, &group)?).1),
    )
    .method(
        "span(self, group=0, /)",
        "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
        |vm: &Vm, this: Match, group: Value| Ok(this.indices(this.group_of(vm, &group)?)),
    )
    .method(
        "expand(self, /, template)",
        "Return the string obtained by doing backslash substitution on the string template, as \
         done by the sub() method.",
        |vm: &Vm, this: Match, template: Value| {
            substitute::expand(vm, &this.pattern, &template, &this.subject, &this.captures)
        },
    )
    .method("__copy__(self, /)", "", |_: &Vm, this: Match| Ok(this))
    .method(
        "__deepcopy__(self, memo, /)",
        "",
        |_: &Vm, this: Match, _: Value| Ok(this),
    )
    .class_method(
        "__class_getitem__(type, item, /)",
        "See PEP 585",
        |_: &Vm, class: crate::object::Class, _: Value| Ok(class),
    )
}

fn attributes(def: ClassDef) -> ClassDef {
    let readonly = |vm: &Vm, _: Match, _: Option<Value>| -> PyResult<()> {
        Err(vm.attribute_error_text("readonly attribute"))
    };
    def.property(
        "string",
        "The string passed to match() or search().",
        |_: &Vm, this: Match| Ok(this.subject.value()),
        readonly,
    )
    .property(
        "re",
        "The regular expression object.",
        |_: &Vm, this: Match| Ok(this.pattern.clone()),
        readonly,
    )
    .property(
        "pos",
        "The index into the string at which the RE engine started looking for a match.",
        |_: &Vm, this: Match| Ok(this.pos),
        readonly,
    )
    .property(
        "endpos",
        "The index into the string beyond which the RE engine will not go.",
        |_: &Vm, this: Match| Ok(this.endpos),
        readonly,
    )
    .getter(
        "lastindex",
        "The integer index of the last matched capturing group.",
        |_: &Vm, this: Match| Ok(this.captures.lastindex),
    )
    .getter(
        "lastgroup",
        "The name of the last matched capturing group.",
        |_: &Vm, this: Match| {
            let names = &this.pattern.program.group_names;
            let last = this.captures.lastindex;
            Ok(names
                .iter()
                .find(|(_, g)| Some(*g) == last)
                .map(|(name, _)| Str::intern(name)))
        },
    )
    .getter("regs", "", |_: &Vm, this: Match| {
        let spans = (0..this.captures.spans.len()).map(|g| {
            let (start, end) = this.indices(g);
            Value::tuple(vec![Value::int(start), Value::int(end)])
        });
        Ok(Value::tuple(spans.collect()))
    })
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let Some(this) = Match::from_value(this) else {
        return crate::object::object_type::repr(vm, this);
    };
    let (start, end) = this.indices(0);
    let text = short_repr(vm, &this.text(0, &Value::NONE))?;
    Ok(Str::new(format!(
        "<re.Match object; span=({start}, {end}), match={text}>"
    )))
}
