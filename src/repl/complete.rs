//! Tab completion from the live objects.
//!
//! Looking must not act: no `__getattr__`, property or other code of the program is run to find
//! candidates. Members of native types are read through, since they are biji's own. What cannot be
//! found that way (the result of a call, say) has no candidates.

use std::collections::BTreeSet;
use std::path::Path;

use super::context::{Context, context};
use super::magic;
use crate::interpreter::Interpreter;
use crate::object::{Class, Dict, Function, Module, Payload, Str, Value};
use crate::source::tokens::KEYWORDS;
use crate::vm::Vm;

/// What may stand in the place of `line[start..position]`.
pub struct Candidates {
    pub start: usize,
    /// Each as it is shown, and as it is inserted.
    pub list: Vec<(String, String)>,
}

/// The candidates at byte `position` of what is being typed.
pub fn complete(interpreter: &Interpreter, line: &str, position: usize) -> Candidates {
    let before = line.get(..position).unwrap_or(line);
    let names = interpreter.namespace();
    let finder = Finder {
        vm: interpreter.vm(),
        names: &names,
    };
    let (start, list) = match context(before) {
        Context::Blank { start } => (start, vec![("    ".to_owned(), "    ".to_owned())]),
        Context::Magic { start, word } => (start, same(magic::names().map(str::to_owned), word)),
        Context::Module { start, path } => (start, finder.modules(path)),
        Context::FromModule {
            start,
            module,
            word,
        } => (start, finder.members_of(module, word)),
        Context::Attribute {
            start,
            object,
            word,
        } => (start, finder.attributes(object, word)),
        Context::Name {
            start,
            word,
            callee,
        } => (start, finder.names(word, callee)),
        Context::Key {
            start,
            object,
            quote,
            word,
        } => (start, finder.keys(object, quote, word)),
        Context::Path { start, word } => (start, paths(word)),
        Context::Nothing => (position, Vec::new()),
    };
    Candidates { start, list }
}

/// What the callee of a call that was just opened takes, and what it does.
pub fn call_hint(interpreter: &Interpreter, line: &str) -> Option<String> {
    let Context::Name {
        word: "",
        callee: Some(path),
        ..
    } = context(line)
    else {
        return None;
    };
    let names = interpreter.namespace();
    let vm = interpreter.vm();
    let finder = Finder { vm, names: &names };
    super::help::call_hint(vm, &finder.resolve(path)?)
}

/// Those that begin with `word`, inserted as they are shown.
fn same(all: impl Iterator<Item = String>, word: &str) -> Vec<(String, String)> {
    all.filter(|name| name.starts_with(word))
        .map(|name| (name.clone(), name))
        .collect()
}

struct Finder<'a> {
    vm: &'a Vm,
    /// The names of `__main__`.
    names: &'a Dict,
}

impl Finder<'_> {
    // ---- names ---------------------------------------------------------------------------------

    /// Keywords, globals and builtins; inside a call, names of the callee's parameters before them.
    fn names(&self, word: &str, callee: Option<&str>) -> Vec<(String, String)> {
        let mut list = Vec::new();
        if let Some(function) = callee.and_then(|path| self.resolve(path)) {
            for name in parameters(&function) {
                if name.starts_with(word) {
                    list.push((format!("{name}="), format!("{name}=")));
                }
            }
        }
        if word.is_empty() {
            return list;
        }
        let mut found: BTreeSet<String> = BTreeSet::new();
        for keyword in KEYWORDS.iter().filter(|k| k.starts_with(word)) {
            found.insert(match *keyword {
                "finally" | "try" | "else" => format!("{keyword}:"),
                "False" | "None" | "True" | "break" | "continue" | "pass" => (*keyword).to_owned(),
                _ => format!("{keyword} "),
            });
        }
        for dict in [self.names, &self.vm.builtins] {
            for (key, value) in dict.pairs() {
                let Some(name) = key.as_str().filter(|n| n.starts_with(word)) else {
                    continue;
                };
                // Underscored names only for who asks for them.
                if name.starts_with('_') && !word.starts_with('_') {
                    continue;
                }
                if KEYWORDS.contains(&name) {
                    continue;
                }
                found.insert(called(name, &value));
            }
        }
        list.extend(
            found
                .into_iter()
                .map(|name| (name.trim_end().to_owned(), name)),
        );
        list
    }

    /// The object that a dotted path of names means, or the str that a literal is.
    fn resolve(&self, path: &str) -> Option<Value> {
        if path.ends_with(['"', '\'']) {
            let bytes = path.starts_with(['b', 'B']);
            return Some(if bytes {
                Value::bytes(Vec::new())
            } else {
                Value::str("")
            });
        }
        let mut parts = path.split('.');
        let first = Str::new(parts.next()?.to_owned());
        let root = self
            .names
            .get_str(&first)
            .or_else(|| self.vm.builtins.get_str(&first))?;
        parts.try_fold(root, |object, name| peek(self.vm, &object, name))
    }

    // ---- attributes ----------------------------------------------------------------------------

    fn attributes(&self, object: &str, word: &str) -> Vec<(String, String)> {
        let Some(object) = self.resolve(object) else {
            return Vec::new();
        };
        let mut found = BTreeSet::new();
        for name in attribute_names(self.vm, &object) {
            if !name.starts_with(word) || (name.starts_with('_') && !word.starts_with('_')) {
                continue;
            }
            let shown = match raw(self.vm, &object, &name) {
                Some(value) => called(&name, &value),
                None => name,
            };
            found.insert(shown);
        }
        found.into_iter().map(|name| (name.clone(), name)).collect()
    }

    // ---- modules -------------------------------------------------------------------------------

    /// Modules whose dotted name begins with `path`; the last part is what is completed.
    fn modules(&self, path: &str) -> Vec<(String, String)> {
        let (package, word) = path.rsplit_once('.').unwrap_or(("", path));
        let mut found = BTreeSet::new();
        let wanted = |name: &str| {
            name.starts_with(word) && (!name.starts_with('_') || word.starts_with('_'))
        };
        if package.is_empty() {
            found.extend(
                crate::vm::import::library_names()
                    .into_iter()
                    .filter(|n| wanted(n)),
            );
            for folder in self.vm.sys_path().items() {
                if let Some(folder) = folder.as_str() {
                    modules_in(
                        Path::new(if folder.is_empty() { "." } else { folder }),
                        &mut found,
                    );
                }
            }
        } else {
            let prefix = format!("{package}.");
            for (name, _) in crate::modules::MODULES {
                found.extend(name.strip_prefix(&prefix).map(str::to_owned));
            }
            let relative = package.replace('.', "/");
            for folder in self.vm.sys_path().items() {
                if let Some(folder) = folder.as_str() {
                    modules_in(&Path::new(folder).join(&relative), &mut found);
                }
            }
        }
        same(found.into_iter().filter(|n| wanted(n)), word)
    }

    /// Names that can be imported from a module. A module of the library is imported for that;
    /// the user's own only if it has been already.
    fn members_of(&self, module: &str, word: &str) -> Vec<(String, String)> {
        let top = module.split('.').next().unwrap_or(module);
        let loaded = self.vm.modules.get_str(&Str::new(module.to_owned()));
        let found = match loaded {
            Some(found) => Some(found),
            None if crate::vm::import::is_library(top) => self.vm.import_module(module).ok(),
            None => None,
        };
        let Some(found) = found else {
            return Vec::new();
        };
        let names = attribute_names(self.vm, &found).into_iter();
        same(
            names.filter(|n| !n.starts_with('_') || word.starts_with('_')),
            word,
        )
    }

    // ---- keys ----------------------------------------------------------------------------------

    fn keys(&self, object: &str, quote: char, word: &str) -> Vec<(String, String)> {
        let Some(dict) = self.resolve(object).and_then(|v| Dict::exact(&v)) else {
            return Vec::new();
        };
        let mut list = Vec::new();
        for (key, _) in dict.pairs() {
            let Some(text) = key.as_str().filter(|t| t.starts_with(word)) else {
                continue;
            };
            if text.contains([quote, '\\']) || text.chars().any(char::is_control) {
                continue;
            }
            list.push((text.to_owned(), format!("{text}{quote}]")));
        }
        list
    }
}

/// The name, with a bracket after it if it can be called.
fn called(name: &str, value: &Value) -> String {
    let callable = matches!(
        value.payload(),
        Some(
            Payload::Function(_)
                | Payload::NativeFunction(_)
                | Payload::BoundMethod(..)
                | Payload::Type(_)
                | Payload::StaticMethod(_)
                | Payload::ClassMethod(_)
        )
    );
    if callable {
        format!("{name}(")
    } else {
        name.to_owned()
    }
}

/// The names of a callable's parameters that can be given by name.
fn parameters(callable: &Value) -> Vec<String> {
    use crate::native::signature::ParamKind;
    match callable.payload() {
        Some(Payload::NativeFunction(native)) => {
            let by_name = |kind| {
                matches!(
                    kind,
                    ParamKind::PositionalOrKeyword | ParamKind::KeywordOnly
                )
            };
            let params = native.def.signature().params.iter();
            params
                .filter(|p| by_name(p.kind) && !matches!(p.name.as_str(), Some("self" | "type")))
                .map(|p| p.name.to_string())
                .collect()
        }
        Some(Payload::Function(_)) => Function::from_value(callable).map_or(Vec::new(), |f| {
            let params = &f.core.code.params;
            let named = params.positional as usize + params.keyword_only as usize;
            let first = params.positional_only as usize;
            let names = params.names.iter().take(named).skip(first);
            names.map(Str::to_string).filter(|n| n != "self").collect()
        }),
        Some(Payload::BoundMethod(function, _)) => parameters(function),
        Some(Payload::Type(_)) => Class::from_value(callable)
            .and_then(|class| class.lookup(&Str::intern("__init__")))
            .map_or(Vec::new(), |init| parameters(&init)),
        _ => Vec::new(),
    }
}

/// All names of attributes, found without running code of the program.
fn attribute_names(vm: &Vm, object: &Value) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |dict: &Dict| {
        names.extend(
            dict.pairs()
                .iter()
                .filter_map(|(k, _)| k.as_str())
                .map(str::to_owned),
        );
    };
    if let Some(module) = Module::from_value(object) {
        add(&module.dict);
        return names;
    }
    if let Some(attributes) = object.as_obj().and_then(|o| o.attributes()) {
        let attributes = attributes.borrow();
        match attributes.as_dict() {
            Some(dict) => add(&dict),
            None => names.extend(attributes.shape.keys().iter().map(Str::to_string)),
        }
    }
    let class = Class::from_value(object).unwrap_or_else(|| vm.class_of(object));
    for class in class.mro() {
        let dict = class.dict.borrow();
        names.extend(
            dict.iter()
                .filter_map(|e| e.key.as_str())
                .map(str::to_owned),
        );
    }
    names
}

/// What stands under a name in the object itself or its class, unbound.
fn raw(vm: &Vm, object: &Value, name: &str) -> Option<Value> {
    let name = Str::new(name.to_owned());
    if let Some(module) = Module::from_value(object) {
        return module.dict.get_str(&name);
    }
    let own = object
        .as_obj()
        .and_then(|o| o.attributes())
        .and_then(|a| a.borrow().get(&name));
    if own.is_some() {
        return own;
    }
    let class = Class::from_value(object).unwrap_or_else(|| vm.class_of(object));
    class.lookup(&name)
}

/// The value of an attribute, if getting it runs no code of the program.
fn peek(vm: &Vm, object: &Value, name: &str) -> Option<Value> {
    if Module::from_value(object).is_some() {
        return raw(vm, object, name);
    }
    let class = vm.class_of(object);
    let native_access = |name: &str| {
        class
            .lookup_owner(&Str::intern(name))
            .is_none_or(|(owner, _)| owner.is_native)
    };
    if !native_access("__getattribute__") {
        return None;
    }
    let key = Str::new(name.to_owned());
    let found = match Class::from_value(object) {
        Some(class) => class.lookup_owner(&key),
        None => class.lookup_owner(&key),
    };
    match found {
        Some((owner, _)) if owner.is_native => vm.attr_opt(object, name).ok().flatten(),
        Some((_, value)) => match value.payload() {
            Some(Payload::Property(_)) => None,
            Some(Payload::Function(_) | Payload::StaticMethod(_) | Payload::ClassMethod(_)) => {
                vm.attr_opt(object, name).ok().flatten()
            }
            // A descriptor of the program's own would run.
            _ if has_get(vm, &value) => None,
            _ => raw(vm, object, name),
        },
        None => raw(vm, object, name),
    }
}

fn has_get(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).lookup(&Str::intern("__get__")).is_some()
}

/// Files and folders whose path begins with `word`.
fn paths(word: &str) -> Vec<(String, String)> {
    let (folder, begin) = match word.rfind('/') {
        Some(at) => word.split_at(at + 1),
        None => ("", word),
    };
    let place = if folder.is_empty() {
        Path::new(".")
    } else {
        Path::new(folder)
    };
    let Ok(entries) = std::fs::read_dir(place) else {
        return Vec::new();
    };
    let mut list = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let hidden = name.starts_with('.') && !begin.starts_with('.');
        if hidden || !name.starts_with(begin) || name.contains(['\'', '"', '\\']) {
            continue;
        }
        let slash = if entry.path().is_dir() { "/" } else { "" };
        list.push((format!("{name}{slash}"), format!("{folder}{name}{slash}")));
    }
    list.sort();
    list
}

/// The modules and packages in a folder.
fn modules_in(folder: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(stem) = path.file_stem().and_then(|s| s.to_str()) else {
            continue;
        };
        let module =
            path.extension().is_some_and(|e| e == "py") || path.join("__init__.py").is_file();
        if module && crate::repl::context::is_name(stem) && stem != "__init__" {
            found.insert(stem.to_owned());
        }
    }
}
