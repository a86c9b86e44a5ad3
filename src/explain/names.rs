//! Errors of names: what the machine knows about near names, attributes and modules.

use regex::Regex;

use super::{Case, Finding};
use crate::object::Value;
use crate::source::suggest;
use crate::vm::import::{is_library, library_names};

/// Where names live that are used without an import.
const HOMES: &[(&str, &str)] = &[
    ("BaseManager", "multiprocessing.managers"),
    ("Process", "multiprocessing"),
    ("Pool", "multiprocessing"),
    ("Thread", "threading"),
    ("Lock", "threading"),
    ("current_thread", "threading"),
    ("StringIO", "io"),
    ("BytesIO", "io"),
    ("namedtuple", "collections"),
    ("deque", "collections"),
    ("defaultdict", "collections"),
    ("OrderedDict", "collections"),
    ("Counter", "collections"),
    ("timedelta", "datetime"),
    ("timezone", "datetime"),
    ("contextmanager", "contextlib"),
    ("closing", "contextlib"),
    ("reduce", "functools"),
    ("partial", "functools"),
    ("sqrt", "math"),
    ("pi", "math"),
    ("randint", "random"),
    ("sleep", "time"),
    ("getcwd", "os"),
    ("listdir", "os"),
    ("HTMLParser", "html.parser"),
    ("urlopen", "urllib.request"),
    ("ParserCreate", "xml.parsers.expat"),
    ("Image", "PIL"),
    ("ImageFilter", "PIL"),
    ("ImageDraw", "PIL"),
    ("ImageFont", "PIL"),
];

/// Packages that are there without being of the library.
const PACKAGES: [&str; 4] = ["PIL", "requests", "chardet", "psutil"];

/// Names of other languages, and what Python calls them.
const FOREIGN: &[(&str, &str)] = &[
    ("true", "True"),
    ("false", "False"),
    ("null", "None"),
    ("nil", "None"),
    ("undefined", "None"),
    ("none", "None"),
    ("this", "self"),
    ("raw_input", "input"),
    ("unicode", "str"),
    ("xrange", "range"),
    ("unichr", "chr"),
    ("reload", "importlib.reload"),
];

/// NameError, AttributeError, ImportError, unexpected keywords.
pub fn find(case: &Case) -> Option<Finding> {
    if case.is("UnboundLocalError") {
        return None;
    }
    if case.is("NameError") {
        return name_error(case);
    }
    if case.is("AttributeError") {
        return attribute_error(case);
    }
    if case.is("ModuleNotFoundError") {
        return module_not_found(case);
    }
    if case.is("ImportError") {
        return cannot_import(case);
    }
    if case.is("TypeError") {
        return keyword(case);
    }
    None
}

fn name_error(case: &Case) -> Option<Finding> {
    let name = case.field("name")?;
    if case.message.starts_with("cannot access free variable") {
        return None;
    }
    if let Some(finding) = comma_for_dot(case, &name) {
        return Some(finding);
    }
    if name == "self" {
        return Some(Finding::new("name_self"));
    }
    if let Some((_, right)) = FOREIGN.iter().find(|(wrong, _)| *wrong == name) {
        return Some(
            Finding::new("name_foreign")
                .with("name", name)
                .with("right", *right),
        );
    }
    if let Some((_, home)) = HOMES.iter().find(|(n, _)| *n == name) {
        return Some(
            Finding::new("name_home")
                .with("name", name)
                .with("module", *home),
        );
    }
    if is_library(&name) && case.near.as_deref().is_none_or(|n| n == name) {
        return Some(Finding::new("name_module").with("name", name));
    }
    if let Some(near) = &case.near {
        if let Some(attribute) = near.strip_prefix("self.") {
            return Some(Finding::new("name_attribute").with("name", attribute));
        }
        return Some(
            Finding::new("name_near")
                .with("name", name)
                .with("near", near),
        );
    }
    let near = suggest(&name, HOMES.iter().map(|(n, _)| *n));
    if let Some(near) = near
        && let Some((_, home)) = HOMES.iter().find(|(n, _)| *n == near)
    {
        return Some(
            Finding::new("name_near_home")
                .with("name", name)
                .with("near", near)
                .with("module", *home),
        );
    }
    if let Some(line) = later_definition(case, &name) {
        return Some(
            Finding::new("name_later")
                .with("name", name)
                .with("line", line.to_string()),
        );
    }
    Some(Finding::new("name_unknown").with("name", name))
}

/// `'中文',encode('utf-8')`: a comma where a dot is meant. With a space behind the comma it would be
/// no more than a guess.
fn comma_for_dot(case: &Case, name: &str) -> Option<Finding> {
    let pattern = format!(
        r#"((?:'[^']*')|(?:"[^"]*")),({}\([^()]*\))"#,
        regex::escape(name)
    );
    let line = case.line_text();
    let groups = Regex::new(&pattern).ok()?.captures(&line)?;
    let (text, call) = (groups.get(1)?.as_str(), groups.get(2)?.as_str());
    let has = case.vm.dir_names(&Value::str("")).iter().any(|n| n == name);
    has.then(|| Finding::new("comma_for_dot").with("right", format!("{text}.{call}")))
}

/// The line below in which a name is first bound at the top level.
fn later_definition(case: &Case, name: &str) -> Option<usize> {
    let (number, _) = case.line()?;
    let file = &case.place.as_ref()?.core.code.file;
    let pattern = format!(r"^(def {0}\(|class {0}\b|{0}\s*=[^=])", regex::escape(name));
    let pattern = Regex::new(&pattern).ok()?;
    (number + 1..=file.line_count()).find(|n| pattern.is_match(file.line_text(*n)))
}

fn attribute_error(case: &Case) -> Option<Finding> {
    let name = case.field("name")?;
    let object = case.exc.field("obj")?;
    let type_name = case.vm.type_name(&object).to_string();
    if case.message.contains("consider renaming") {
        let file = case.message.split('\'').nth(5).unwrap_or_default();
        return Some(Finding::new("shadowed_module").with("file", file));
    }
    if object.is_none() {
        return none_attribute(case, &name);
    }
    if matches!(
        type_name.as_str(),
        "function" | "method" | "builtin_function_or_method"
    ) {
        return Some(Finding::new("attribute_of_function").with("name", name));
    }
    if let Some(finding) = known_attribute(&type_name, &name) {
        return Some(finding);
    }
    if let Some(module) = crate::object::Module::from_value(&object) {
        let shown = case
            .message
            .split('\'')
            .nth(1)
            .unwrap_or_default()
            .to_owned();
        // A module inside a package, which `import package` alone does not load (urllib.request).
        if crate::vm::import::is_library(&format!("{shown}.{name}")) {
            return Some(
                Finding::new("submodule_plain")
                    .with("module", shown)
                    .with("name", name),
            );
        }
        // The name may be that of a class in a module of the same name (datetime.datetime).
        if let Some(near) = &case.near {
            return Some(
                Finding::new("module_near")
                    .with("module", shown)
                    .with("name", name)
                    .with("near", near),
            );
        }
        let inner = module.dict.pairs().into_iter().find(|(key, value)| {
            key.as_str() == Some(shown.as_str())
                && crate::object::Class::from_value(value)
                    .is_some_and(|c| c.lookup(&crate::object::Str::new(name.clone())).is_some())
        });
        if inner.is_some() {
            return Some(
                Finding::new("module_class")
                    .with("module", shown)
                    .with("name", name),
            );
        }
        return Some(
            Finding::new("module_without")
                .with("module", shown)
                .with("name", name),
        );
    }
    if let Some(near) = &case.near {
        return Some(
            Finding::new("attribute_near")
                .with("type", type_name)
                .with("name", name)
                .with("near", near),
        );
    }
    Some(
        Finding::new("attribute_unknown")
            .with("type", type_name)
            .with("name", name),
    )
}

/// Attributes that other types or other Pythons have.
fn known_attribute(type_name: &str, name: &str) -> Option<Finding> {
    let finding = match (type_name, name) {
        ("str", "decode") => Finding::new("str_decode"),
        ("bytes", "encode") => Finding::new("bytes_encode"),
        ("dict", "has_key") => Finding::new("has_key"),
        ("str" | "tuple", "append" | "remove" | "sort" | "extend" | "insert") => {
            Finding::new("immutable_method")
                .with("type", type_name)
                .with("name", name)
        }
        ("list", "split" | "strip" | "upper" | "lower" | "replace" | "encode" | "startswith") => {
            Finding::new("list_str_method").with("name", name)
        }
        ("list", "push" | "add") => Finding::new("list_append").with("name", name),
        ("set", "append" | "push") => Finding::new("set_add").with("name", name),
        ("dict", "append" | "add" | "push") => Finding::new("dict_add").with("name", name),
        ("generator" | "map" | "filter" | "zip", "append" | "sort" | "index") => {
            Finding::new("lazy_list")
                .with("type", type_name)
                .with("name", name)
        }
        (_, "next") if type_name == "generator" => Finding::new("next_function"),
        ("list" | "str" | "dict" | "tuple", "length" | "size" | "len" | "count_") => {
            Finding::new("use_len").with("name", name)
        }
        _ => return None,
    };
    Some(finding)
}

/// An attribute of None: which variable it is, and where it became None.
fn none_attribute(case: &Case, name: &str) -> Option<Finding> {
    let line = case.line_text();
    let pattern = Regex::new(&format!(r"((?:\w+\.)*\w+)\.{}\b", regex::escape(name))).ok()?;
    // Where the name stands twice in a line, or behind a call, nobody can tell what was None.
    let member = Regex::new(&format!(r"\.{}\b", regex::escape(name))).ok()?;
    let variable = pattern
        .captures(&line)
        .filter(|_| member.find_iter(&line).count() == 1)
        .and_then(|g| g.get(1))
        .filter(|m| {
            !line
                .get(..m.start())
                .unwrap_or("")
                .ends_with(['.', ')', ']'])
        })
        .map(|m| m.as_str().to_owned());
    let Some(variable) = variable else {
        return Some(Finding::new("none_attribute_plain").with("name", name));
    };
    let assigned = Regex::new(&format!(
        r"^\s*{}\s*=\s*(?:\w+\.)*?(?P<object>\w+)\.(?P<method>sort|reverse|append|extend|insert|remove|clear|update|add|shuffle)\(",
        regex::escape(&variable)
    ))
    .ok()?;
    let any = Regex::new(&format!(r"^\s*{}\s*=[^=]", regex::escape(&variable))).ok()?;
    for (number, text) in case.lines_before() {
        // Beyond, the name may be another variable.
        if text.trim_start().starts_with("def ") || text.trim_start().starts_with("class ") {
            break;
        }
        if let Some(groups) = assigned.captures(&text) {
            return Some(
                Finding::new("none_from_method")
                    .with("name", variable)
                    .with("line", number.to_string())
                    .with("method", &groups["method"])
                    .with("object", &groups["object"]),
            );
        }
        if any.is_match(&text) {
            if text.contains("re.match(") || text.contains("re.search(") || text.contains(".match(")
            {
                return Some(
                    Finding::new("none_from_match")
                        .with("name", variable)
                        .with("line", number.to_string()),
                );
            }
            break;
        }
    }
    for text in case.typed_before() {
        if let Some(groups) = assigned.captures(&text) {
            return Some(
                Finding::new("none_typed")
                    .with("name", variable)
                    .with("text", text.trim())
                    .with("method", &groups["method"])
                    .with("object", &groups["object"]),
            );
        }
        if any.is_match(&text) {
            break;
        }
    }
    Some(
        Finding::new("none_attribute")
            .with("name", name)
            .with("variable", variable),
    )
}

fn module_not_found(case: &Case) -> Option<Finding> {
    let name = case.field("name")?;
    let top = name.split('.').next().unwrap_or(&name).to_owned();
    if case.message.contains("is not a package") {
        return Some(Finding::new("not_a_package").with("name", name));
    }
    let renamed = match top.as_str() {
        "Queue" => Some("queue"),
        "ConfigParser" => Some("configparser"),
        "cPickle" => Some("pickle"),
        "StringIO" | "BytesIO" => Some("io"),
        "urllib2" => Some("urllib.request"),
        "HTMLParser" => Some("html.parser"),
        "Pillow" | "pillow" | "Image" => Some("PIL"),
        _ => None,
    };
    if let Some(renamed) = renamed {
        return Some(
            Finding::new("module_near_name")
                .with("name", top)
                .with("near", renamed),
        );
    }
    let names = library_names();
    let known = names.iter().map(String::as_str).chain(PACKAGES);
    // Names that the library keeps for itself are nobody's wish.
    let known = known.filter(|n| !n.starts_with('_'));
    // A slip of the pen changes a letter or two; more would be a guess.
    let near = suggest(&top, known).filter(|near| near.len().abs_diff(top.len()) <= 2);
    if let Some(near) = near {
        return Some(
            Finding::new("module_near_name")
                .with("name", top)
                .with("near", near),
        );
    }
    if is_library(&top) || PACKAGES.contains(&top.as_str()) {
        return Some(Finding::new("submodule_unknown").with("name", name));
    }
    Some(Finding::new("module_unknown").with("name", name))
}

fn cannot_import(case: &Case) -> Option<Finding> {
    let name = case.field("name_from")?;
    let module = case.field("name")?;
    if case.message.contains("consider renaming") || case.message.contains("circular import") {
        return Some(
            Finding::new("import_circular")
                .with("module", module)
                .with("name", name),
        );
    }
    if let Some(near) = &case.near {
        return Some(
            Finding::new("import_near")
                .with("module", module)
                .with("name", name)
                .with("near", near),
        );
    }
    if let Some((_, home)) = HOMES.iter().find(|(n, home)| *n == name && *home != module) {
        return Some(
            Finding::new("import_home")
                .with("module", module)
                .with("name", name)
                .with("home", *home),
        );
    }
    Some(
        Finding::new("import_without")
            .with("module", module)
            .with("name", name),
    )
}

fn keyword(case: &Case) -> Option<Finding> {
    let rest = case.message.split_once("unexpected keyword argument '")?.1;
    let name = rest.split('\'').next()?.to_owned();
    match &case.near {
        Some(near) => Some(
            Finding::new("keyword_near")
                .with("name", name)
                .with("near", near),
        ),
        None => Some(Finding::new("keyword_unknown").with("name", name)),
    }
}
