//! `re.Scanner`: a table of patterns with actions, applied one token after the other.

use std::cell::RefCell;

use super::pattern::{Pattern, Walk};
use super::{compile, program_groups};
use crate::native::{ClassDef, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::regex::{Captures, Mode};
use crate::vm::Vm;

/// The state of a scanner.
pub struct Scanner {
    lexicon: Value,
    /// All patterns as one, each in a group of its own.
    pattern: Pattern,
    /// The number of the group of each entry, and its action.
    actions: Vec<(usize, Value)>,
    /// The match that an action is called for.
    current: RefCell<Value>,
}

impl NativeObject for Scanner {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.lexicon);
        self.actions.iter().for_each(|(_, action)| visit(action));
        visit(&self.current.borrow());
    }
}

impl NativeType for Scanner {
    const NAME: &'static str = "Scanner";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Scanner>("re", "")
            .constructor("def __new__(cls, lexicon, flags=0)", "", new)
            .method(
                "def scan(self, string)",
                "The results of all tokens, and the rest.",
                scan,
            )
            .getter("lexicon", "", |_: &Vm, this: Native<Scanner>| {
                Ok(this.lexicon.clone())
            })
            .getter("scanner", "", |_: &Vm, this: Native<Scanner>| {
                Ok(this.pattern.clone())
            })
            .getter("match", "", |_: &Vm, this: Native<Scanner>| {
                Ok(this.current.borrow().clone())
            })
    }
}

fn new(vm: &Vm, class: Class, lexicon: Value, flags: Value) -> PyResult<Value> {
    let mut actions = Vec::new();
    let mut sources = Vec::new();
    let mut next_group = 1;
    for entry in vm.collect(&lexicon)? {
        let entry = vm.collect(&entry)?;
        let [phrase, action] = &entry[..] else {
            return Err(vm.value_error("an entry of a lexicon is a pattern and an action"));
        };
        let Some(text) = Str::from_value(phrase) else {
            return Err(vm.type_error("the patterns of a lexicon must be str objects"));
        };
        let groups = program_groups(vm, phrase, &flags)?;
        actions.push((next_group, action.clone()));
        next_group += 1 + groups;
        sources.push(format!("({})", vm.utf8(&text)?));
    }
    let pattern = compile(vm, &Value::str(&sources.join("|")), &flags)?;
    let state = Scanner {
        lexicon,
        pattern,
        actions,
        current: RefCell::new(Value::NONE),
    };
    Ok(vm.wrap_as(&class, state))
}

fn scan(vm: &Vm, this: Native<Scanner>, string: Value) -> PyResult<(Value, Value)> {
    let mut results = Vec::new();
    let mut walk = Walk::new(vm, &this.pattern, &string, 0, i64::MAX)?;
    let subject = walk.subject.clone();
    let mut captures = Captures::default();
    let mut at = 0;
    while walk.next(vm, Mode::Match, &mut captures)? {
        let (start, end) = captures.span();
        if start == end {
            break;
        }
        let entry = this
            .actions
            .iter()
            .find(|(g, _)| Some(*g) == captures.lastindex);
        let text = subject.slice(start, end);
        let object = walk.object(vm, std::mem::take(&mut captures));
        let action = entry.map_or(Value::NONE, |(_, action)| action.clone());
        let callable = vm.class_of(&action).slots.call.get().is_some();
        let result = if callable {
            let old = this.current.replace(object);
            drop(old);
            vm.call(&action, &mut [this.value(), text])?
        } else {
            action
        };
        if !result.is_none() {
            results.push(result);
        }
        at = end;
    }
    Ok((results.into(), subject.slice(at, subject.raw_len())))
}
