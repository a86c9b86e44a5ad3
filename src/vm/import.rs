//! Importing: native modules, modules written in Python notation that are embedded in the binary
//! (`stdlib/`), and the learner's own files and packages.
//!
//! The order is CPython's: modules that are part of the interpreter itself come first, then files
//! on `sys.path`, then the rest of the library, so that a learner's `json.py` shadows json here as
//! there (and the error that follows says so).

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use include_dir::{Dir, include_dir};

use super::Vm;
use crate::compile::{Mode, compile_module};
use crate::object::function::FunctionCore;
use crate::object::{Dict, Exc, List, Module, PyResult, Str, Tuple, Value};
use crate::permissions::Permission;
use crate::source::{SourceFile, decode_source, parse_module};

static STDLIB: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/stdlib");

/// Modules that no file can shadow: those that CPython has built into its executable.
const BUILT_IN: &[&str] = &[
    "builtins",
    "sys",
    "_thread",
    "time",
    "itertools",
    "gc",
    "errno",
    "posix",
    "atexit",
    "marshal",
    "signal",
    "_io",
    "_imp",
    "_weakref",
    "_collections",
    "_functools",
    "_operator",
    "_stat",
    "_warnings",
    "_codecs",
    "_signal",
    "_string",
    "_symtable",
    "_tracemalloc",
    "faulthandler",
    "pwd",
    "_sre",
    "_abc",
    "_typing",
    "_ast",
];

/// What importing keeps.
#[derive(Default)]
pub struct ImportState {
    /// `sys.path`
    path: OnceCell<List>,
    /// Names of modules whose code is still running.
    initializing: RefCell<Vec<String>>,
}

/// Where a module's code comes from.
enum Found {
    Native(crate::modules::Define),
    Embedded {
        text: &'static str,
        name: String,
        package: bool,
    },
    File {
        path: PathBuf,
        package: Option<PathBuf>,
    },
    /// A file in Rhai's notation.
    Rhai(PathBuf),
    /// A folder without `__init__.py`.
    Namespace(PathBuf),
}

/// What `-m` found.
pub enum MainModule {
    /// The text to run as `__main__`, and its `__package__`.
    Source(SourceFile, String),
    /// Nothing that can run: why.
    Refused(String),
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

impl Vm {
    /// `sys.path`
    pub fn sys_path(&self) -> List {
        self.import
            .path
            .get_or_init(|| List::new(Vec::new()))
            .clone()
    }

    /// The module with a dotted name, imported if it is not there yet. What `import a.b` binds is
    /// [`Vm::import_name`]'s concern: this is the module `a.b` itself.
    pub fn import_module(&self, name: &str) -> PyResult<Value> {
        if let Some(module) = self.loaded(name) {
            return Ok(module);
        }
        let Some((parent_name, leaf)) = name.rsplit_once('.') else {
            return self.load(name, None, name);
        };
        let parent = self.import_module(parent_name)?;
        if let Some(module) = self.loaded(name) {
            return Ok(module);
        }
        let Some(search) = self.attr_opt(&parent, "__path__")? else {
            return Err(self.no_module(
                name,
                format!("No module named '{name}'; '{parent_name}' is not a package"),
            ));
        };
        let module = self.load(name, Some(&search), leaf)?;
        self.set_attr(&parent, &Str::intern(leaf), module.clone())?;
        Ok(module)
    }

    fn loaded(&self, name: &str) -> Option<Value> {
        self.modules
            .get_str(&Str::intern(name))
            .filter(|m| !m.is_none())
    }

    #[cold]
    fn no_module(&self, name: &str, message: String) -> Exc {
        let exc = self.exception(&self.types.module_not_found_error, &message);
        exc.set_field("name", Value::str(name));
        exc.set_field("msg", Value::str(&message));
        exc
    }

    /// Find and run a module. `search` is the parent package's `__path__`.
    fn load(&self, name: &str, search: Option<&Value>, leaf: &str) -> PyResult<Value> {
        if self
            .modules
            .get_str(&Str::intern(name))
            .is_some_and(|m| m.is_none())
        {
            return Err(self.no_module(
                name,
                format!("import of {name} halted; None in sys.modules"),
            ));
        }
        if let Some(module) = self.load_by_finders(name, search)? {
            return Ok(module);
        }
        let Some(found) = self.find(name, search, leaf)? else {
            return Err(self.no_module(name, format!("No module named '{name}'")));
        };
        match found {
            Found::Native(define) => self.load_native(name, define),
            Found::Embedded {
                text,
                name: file,
                package,
            } => {
                let module = self.begin_module(name, Some(&file), package);
                if package {
                    let path: Value =
                        vec![Value::str(&format!("<biji>/{}", name.replace('.', "/")))].into();
                    module.dict.set_str(&Str::intern("__path__"), path);
                }
                let source = Rc::new(SourceFile::new(&file, text));
                self.finish_module(name, &module, source)
            }
            Found::File { path, package } => {
                let shown = absolute(&path).to_string_lossy().into_owned();
                let bytes =
                    std::fs::read(&path).map_err(|e| self.os_error(&e, &[Value::str(&shown)]))?;
                let source = self.source_file(&shown, &bytes)?;
                let module = self.begin_module(name, Some(&shown), package.is_some());
                if let Some(folder) = package {
                    let folder = absolute(&folder).to_string_lossy().into_owned();
                    let path: Value = vec![Value::str(&folder)].into();
                    module.dict.set_str(&Str::intern("__path__"), path);
                }
                self.finish_module(name, &module, source)
            }
            Found::Rhai(path) => {
                let shown = absolute(&path).to_string_lossy().into_owned();
                let module = self.begin_module(name, Some(&shown), false);
                self.while_initializing(name, &module, || {
                    crate::rhai::run_module(self, &absolute(&path), &module.dict)
                })
            }
            Found::Namespace(folder) => {
                let module = self.begin_module(name, None, true);
                let folder = absolute(&folder).to_string_lossy().into_owned();
                let path: Value = vec![Value::str(&folder)].into();
                module.dict.set_str(&Str::intern("__path__"), path.clone());
                // A list of a class of its own, as programs may ask.
                let machinery = self.import_module("importlib.machinery")?;
                let path = self.call_method(&machinery, "_NamespacePath", &mut [path])?;
                module.dict.set_str(&Str::intern("__path__"), path);
                module.dict.set_str(&Str::intern("__file__"), Value::NONE);
                Ok(module.value())
            }
        }
    }

    /// Import a module by the finders that the program has put into `sys.meta_path`.
    fn load_by_finders(&self, name: &str, search: Option<&Value>) -> PyResult<Option<Value>> {
        let Some(sys) = self.loaded("sys") else {
            return Ok(None);
        };
        let finders = match self.attr_opt(&sys, "meta_path")? {
            Some(list) => List::from_value(&list).map_or(0, |l| l.borrow().len()),
            None => 0,
        };
        // importlib itself is not looked for by finders: it asks them.
        if finders == 0 || name.starts_with("importlib") || name.starts_with('_') {
            return Ok(None);
        }
        let importlib = self.import_module("importlib")?;
        let path = search.cloned().unwrap_or(Value::NONE);
        let mut args = [Value::str(name), path];
        let module = self.call_method(&importlib, "_import_by_finders", &mut args)?;
        Ok((!module.is_none()).then_some(module))
    }

    /// Kind, file and folder of a module, for `importlib`; None where there is none.
    pub fn place_of(&self, name: &str, search: Option<&Value>) -> PyResult<Value> {
        let leaf = name.rsplit('.').next().unwrap_or(name);
        let text = |path: &Path| Value::str(&absolute(path).to_string_lossy());
        let (kind, file, folder) = match self.find(name, search, leaf)? {
            None => return Ok(Value::NONE),
            Some(Found::Native(_)) => ("native", Value::NONE, Value::str("")),
            Some(Found::Embedded {
                name: file,
                package,
                ..
            }) => {
                let folder = match package {
                    true => format!("<biji>/{}", name.replace('.', "/")),
                    false => String::new(),
                };
                ("embedded", Value::str(&file), Value::str(&folder))
            }
            Some(Found::File { path, package }) => {
                let folder = package.map_or(Value::str(""), |p| text(&p));
                ("file", text(&path), folder)
            }
            Some(Found::Rhai(path)) => ("rhai", text(&path), Value::str("")),
            Some(Found::Namespace(folder)) => ("namespace", Value::NONE, text(&folder)),
        };
        Ok(Value::tuple(vec![Value::str(kind), file, folder]))
    }

    /// `__spec__` or `__loader__` of a module that was imported: made when it is asked for.
    #[cold]
    pub fn late_spec(&self, module: &Module, name: &str) -> PyResult<Option<Value>> {
        let own = module.name().to_string();
        let is_imported = self
            .loaded(&own)
            .is_some_and(|found| found.is(&module.value()));
        if !is_imported || own == "__main__" || own.starts_with("importlib") {
            return Ok(None);
        }
        let importlib = self.import_module("importlib")?;
        let spec = self.call_method(&importlib, "_spec_of", &mut [module.value()])?;
        let loader = self.attr(&spec, "loader")?;
        module.dict.set_str(&Str::intern("__spec__"), spec.clone());
        module
            .dict
            .set_str(&Str::intern("__loader__"), loader.clone());
        Ok(Some(if name == "__spec__" { spec } else { loader }))
    }

    fn find(&self, name: &str, search: Option<&Value>, leaf: &str) -> PyResult<Option<Found>> {
        let native = || {
            crate::modules::MODULES
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, define)| Found::Native(*define))
        };
        if BUILT_IN.contains(&name)
            && let Some(found) = native()
        {
            return Ok(Some(found));
        }
        // Without the permission to read, no file is a module.
        let may_read = self.require(Permission::Read, "import").is_ok();
        let folders = match search {
            _ if !may_read => Vec::new(),
            Some(path) => self.collect(path)?,
            None => self.sys_path().items(),
        };
        let mut namespace = None;
        for folder in folders {
            let Some(folder) = Str::from_value(&folder) else {
                continue;
            };
            let folder = folder.to_string();
            let folder = if folder.is_empty() {
                PathBuf::from(".")
            } else {
                PathBuf::from(folder)
            };
            let package = folder.join(leaf);
            let init = package.join("__init__.py");
            if init.is_file() {
                return Ok(Some(Found::File {
                    path: init,
                    package: Some(package),
                }));
            }
            let file = folder.join(format!("{leaf}.py"));
            if file.is_file() {
                return Ok(Some(Found::File {
                    path: file,
                    package: None,
                }));
            }
            let file = folder.join(format!("{leaf}.rhai"));
            if file.is_file() {
                return Ok(Some(Found::Rhai(file)));
            }
            if namespace.is_none() && package.is_dir() {
                namespace = Some(package);
            }
        }
        if let Some(found) = native() {
            return Ok(Some(found));
        }
        if let Some(found) = embedded(name) {
            return Ok(Some(found));
        }
        Ok(namespace.map(Found::Namespace))
    }

    /// Find the text of `-m name`: a module, or the `__main__` of a package. Packages around it
    /// are imported.
    ///
    /// # Errors
    /// What importing a package around it raises, ImportError where there is none.
    pub fn find_main(&self, name: &str) -> PyResult<MainModule> {
        let package = name.rsplit_once('.').map_or("", |(p, _)| p);
        let search = |parent: &str| -> PyResult<Option<Value>> {
            if parent.is_empty() {
                return Ok(None);
            }
            let module = self.import_module(parent)?;
            match self.attr_opt(&module, "__path__")? {
                Some(path) => Ok(Some(path)),
                None => Err(self.no_module(
                    name,
                    format!(
                        "__path__ attribute not found on '{parent}' while trying to find '{name}'"
                    ),
                )),
            }
        };
        let leaf = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
        let missing = MainModule::Refused(format!("No module named {name}"));
        let folder = match self.find(name, search(package)?.as_ref(), &leaf(name))? {
            None => return Ok(missing),
            Some(Found::Native(_) | Found::Rhai(_)) => {
                return Ok(MainModule::Refused(format!(
                    "No code object available for {name}"
                )));
            }
            Some(Found::File {
                path,
                package: None,
            }) => {
                return self.read_main(&path, package);
            }
            Some(Found::Embedded {
                text,
                name: file,
                package: false,
            }) => {
                return Ok(MainModule::Source(
                    SourceFile::new(&file, text),
                    package.to_owned(),
                ));
            }
            Some(Found::Embedded { .. } | Found::File { .. } | Found::Namespace(_)) => name,
        };
        let main = format!("{folder}.__main__");
        match self.find(&main, search(folder)?.as_ref(), "__main__")? {
            Some(Found::File {
                path,
                package: None,
            }) => self.read_main(&path, folder),
            Some(Found::Embedded {
                text,
                name: file,
                package: false,
            }) => Ok(MainModule::Source(
                SourceFile::new(&file, text),
                folder.to_owned(),
            )),
            _ => Ok(MainModule::Refused(format!(
                "No module named {main}; '{name}' is a package and cannot be directly executed"
            ))),
        }
    }

    fn read_main(&self, path: &Path, package: &str) -> PyResult<MainModule> {
        let shown = absolute(path).to_string_lossy().into_owned();
        let bytes = std::fs::read(path).map_err(|e| self.os_error(&e, &[Value::str(&shown)]))?;
        let source = self.source_file(&shown, &bytes)?;
        Ok(MainModule::Source((*source).clone(), package.to_owned()))
    }

    fn load_native(&self, name: &str, define: crate::modules::Define) -> PyResult<Value> {
        self.check_module(name)?;
        let def = self.restrict(define(self));
        let mut module = Module::new(name, Some(def.doc));
        if name == "builtins" {
            // The namespace in which every program's names are looked up last.
            for (key, value) in module.dict.pairs() {
                if !self.builtins.contains(self, &key)? {
                    self.builtins.set(self, key, value)?;
                }
            }
            module = Module::over(self.builtins.clone());
            self.modules.set_str(&Str::intern(name), module.value());
            return Ok(module.value());
        }
        if let Some((package, _)) = name.rsplit_once('.') {
            module
                .dict
                .set_str(&Str::intern("__package__"), Value::str(package));
        } else {
            module
                .dict
                .set_str(&Str::intern("__package__"), Value::str(""));
        }
        // Native modules may have submodules (`os.path`, `json.decoder`): they are packages.
        let prefix = format!("{name}.");
        if crate::modules::MODULES
            .iter()
            .any(|(n, _)| n.starts_with(&prefix))
            || embedded_folder(name)
            || name == "json"
        {
            module
                .dict
                .set_str(&Str::intern("__path__"), Vec::new().into());
            module
                .dict
                .set_str(&Str::intern("__package__"), Value::str(name));
        }
        self.modules.set_str(&Str::intern(name), module.value());
        crate::modules::fill(&module.dict, def);
        // What a native module is set to wins: `sys.modules['os.path']` is posixpath.
        Ok(self.loaded(name).unwrap_or_else(|| module.value()))
    }

    /// A new module, already in `sys.modules`, its code not run yet.
    fn begin_module(&self, name: &str, file: Option<&str>, package: bool) -> Module {
        let module = Module::new(name, None);
        let set = |key: &str, value: Value| {
            module.dict.set_str(&Str::intern(key), value);
        };
        if let Some(file) = file {
            set("__file__", Value::str(file));
        }
        let parent = name.rsplit_once('.').map_or("", |(p, _)| p);
        set(
            "__package__",
            Value::str(if package { name } else { parent }),
        );
        set("__builtins__", self.builtins.value());
        self.modules.set_str(&Str::intern(name), module.value());
        module
    }

    /// Compile and run a module's code; a module that fails is forgotten.
    fn finish_module(
        &self,
        name: &str,
        module: &Module,
        source: Rc<SourceFile>,
    ) -> PyResult<Value> {
        self.while_initializing(name, module, || self.run_source(source, &module.dict))
    }

    /// Run what fills a module; one that fails is forgotten.
    fn while_initializing(
        &self,
        name: &str,
        module: &Module,
        run: impl FnOnce() -> PyResult<()>,
    ) -> PyResult<Value> {
        self.import.initializing.borrow_mut().push(name.to_owned());
        let result = run();
        self.import.initializing.borrow_mut().retain(|n| n != name);
        match result {
            Ok(()) => Ok(self.loaded(name).unwrap_or_else(|| module.value())),
            Err(e) => {
                self.modules.remove_str(&Str::intern(name));
                Err(e)
            }
        }
    }

    /// The text of a source file, by its coding cookie.
    pub fn source_file(&self, name: &str, bytes: &[u8]) -> PyResult<Rc<SourceFile>> {
        let decode = &crate::codec::decode_lossless;
        let text = decode_source(bytes, name, decode).map_err(|p| self.syntax_error(&p))?;
        Ok(Rc::new(SourceFile::new(name, &text)))
    }

    /// Compile a module's text and run it in a namespace.
    pub fn run_source(&self, source: Rc<SourceFile>, globals: &Dict) -> PyResult<()> {
        let tree = parse_module(&source).map_err(|p| self.syntax_error(&p))?;
        if !source.name.starts_with("<biji>") {
            self.warn_of_syntax(&source, &tree)?;
        }
        let code =
            compile_module(&tree, source, Mode::Module).map_err(|p| self.syntax_error(&p))?;
        drop(tree);
        let core = FunctionCore::new(code, globals.clone(), self.builtins.clone(), Box::default());
        self.run_code(core, Vec::new()).map(drop)
    }

    // ---- the statements ----------------------------------------------------------------------

    /// `__import__(name, globals, fromlist=fromlist, level=level)`: the top package, or the
    /// module itself where names are taken from it.
    pub fn import_name(
        &self,
        name: &Str,
        globals: &Dict,
        fromlist: &Value,
        level: i64,
    ) -> PyResult<Value> {
        let name = name.to_string();
        let full = if level > 0 {
            self.resolve_relative(&name, globals, level)?
        } else {
            name
        };
        if full.is_empty() {
            return Err(self.value_error("Empty module name"));
        }
        let module = self.import_module(&full)?;
        let names = match Tuple::from_value(fromlist) {
            Some(names) => names.to_vec(),
            None if fromlist.is_none() => Vec::new(),
            // A program may give any sequence.
            None => self.collect(fromlist)?,
        };
        if names.is_empty() {
            if level > 0 {
                return Ok(module);
            }
            let top = full.split('.').next().unwrap_or(&full);
            return self.import_module(top);
        }
        // `from package import submodule` imports the submodule.
        if self.attr_opt(&module, "__path__")?.is_some() {
            for item in names {
                let Some(item) = Str::from_value(&item) else {
                    continue;
                };
                let text = item.to_string();
                if text == "*" {
                    if let Some(all) = self.attr_opt(&module, "__all__")? {
                        for entry in self.collect(&all)? {
                            if let Some(entry) = Str::from_value(&entry) {
                                self.import_submodule(&module, &full, &entry)?;
                            }
                        }
                    }
                    continue;
                }
                self.import_submodule(&module, &full, &item)?;
            }
        }
        Ok(module)
    }

    /// Import `package.name` if the package has no such attribute and there is such a module.
    fn import_submodule(&self, module: &Value, package: &str, name: &Str) -> PyResult<()> {
        if self.attr_opt(module, &name.to_lossy())?.is_some() {
            return Ok(());
        }
        let full = format!("{package}.{name}");
        match self.import_module(&full) {
            Ok(_) => Ok(()),
            Err(e)
                if self.is_instance_of(&e, &self.types.module_not_found_error)
                    && e.field("name").is_some_and(|n| n.as_str() == Some(&full)) =>
            {
                Ok(())
            }
            Err(e) => Err(e),
        }
    }

    fn resolve_relative(&self, name: &str, globals: &Dict, level: i64) -> PyResult<String> {
        let text = |key: &str| {
            globals
                .get_str(&Str::intern(key))
                .and_then(|v| Str::from_value(&v))
                .map(|s| s.to_string())
        };
        let package = match text("__package__") {
            Some(package) => package,
            None => {
                let spec = globals.get_str(&Str::intern("__spec__"));
                if spec.is_none_or(|spec| spec.is_none()) {
                    self.warn(
                        &self.types.import_warning,
                        "can't resolve package from __spec__ or __package__, falling back on \
                         __name__ and __path__",
                    )?;
                }
                let own = text("__name__").unwrap_or_default();
                if globals.get_str(&Str::intern("__path__")).is_some() {
                    own
                } else {
                    own.rsplit_once('.')
                        .map_or(String::new(), |(p, _)| p.to_owned())
                }
            }
        };
        if package.is_empty() {
            return Err(self.exception(
                &self.types.import_error,
                "attempted relative import with no known parent package",
            ));
        }
        let mut base = package.as_str();
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((parent, _)) => base = parent,
                None => {
                    return Err(self.exception(
                        &self.types.import_error,
                        "attempted relative import beyond top-level package",
                    ));
                }
            }
        }
        Ok(if name.is_empty() {
            base.to_owned()
        } else {
            format!("{base}.{name}")
        })
    }

    /// `from module import name`
    pub(super) fn import_from(&self, module: &Value, name: &Str) -> PyResult<Value> {
        let error = match self.get_attr(module, name) {
            Ok(value) => return Ok(value),
            Err(e) => e,
        };
        if !self.is_instance_of(&error, &self.types.attribute_error) {
            return Err(error);
        }
        let shown = match self.attr_opt(module, "__name__")? {
            Some(n) => Str::from_value(&n).map(|s| s.to_string()),
            None => None,
        };
        let module_name = shown.unwrap_or_else(|| "<unknown module name>".to_owned());
        if let Some(found) = self.loaded(&format!("{module_name}.{name}")) {
            return Ok(found);
        }
        let file = match self.attr_opt(module, "__file__")? {
            Some(f) => Str::from_value(&f).map(|s| s.to_string()),
            None => None,
        };
        let place = file
            .clone()
            .unwrap_or_else(|| "unknown location".to_owned());
        let starting = self.import.initializing.borrow().contains(&module_name);
        let message = if let Some(file) = &file
            && starting
            && self.shadows_library(&module_name, file)
        {
            format!(
                "cannot import name '{name}' from '{module_name}' (consider renaming '{file}' \
                 since it has the same name as the standard library module named \
                 '{module_name}' and prevents importing that standard library module)"
            )
        } else if starting {
            format!(
                "cannot import name '{name}' from partially initialized module '{module_name}' \
                 (most likely due to a circular import) ({place})"
            )
        } else {
            format!("cannot import name '{name}' from '{module_name}' ({place})")
        };
        let exc = self.exception(&self.types.import_error, &message);
        exc.set_field("msg", Value::str(&message));
        exc.set_field("name", Value::str(&module_name));
        exc.set_field("name_from", name.value());
        if let Some(file) = file {
            exc.set_field("path", Value::str(&file));
        }
        Err(exc)
    }

    /// Whether a learner's file hides a module of the library.
    pub fn shadows_library(&self, name: &str, file: &str) -> bool {
        !file.starts_with('<') && is_library(name)
    }

    /// Whether a module's code is still running.
    pub fn is_initializing(&self, name: &str) -> bool {
        self.import.initializing.borrow().iter().any(|n| n == name)
    }

    pub(super) fn import_star(&self, module: &Value, target: &Value) -> PyResult<()> {
        let names = match self.attr_opt(module, "__all__")? {
            Some(all) => self.collect(&all)?,
            None => {
                let Some(dict) = self.dict_of(module) else {
                    return Err(self.exception(
                        &self.types.import_error,
                        "from-import-* object has no __dict__ and no __all__",
                    ));
                };
                let public = |k: &Value| k.as_str().is_some_and(|s| !s.starts_with('_'));
                dict.pairs()
                    .into_iter()
                    .map(|(k, _)| k)
                    .filter(public)
                    .collect()
            }
        };
        for name in names {
            let Some(name) = Str::from_value(&name) else {
                return Err(self.type_error(format!(
                    "Item in {}.__all__ must be str, not {}",
                    self.display(&self.attr(module, "__name__")?)?,
                    self.type_name(&name)
                )));
            };
            let value = self.get_attr(module, &name)?;
            self.store_name(target, &name.interned(), value)?;
        }
        Ok(())
    }
}

/// A module of `stdlib/`.
fn embedded(name: &str) -> Option<Found> {
    let base = name.replace('.', "/");
    for (path, package) in [
        (format!("{base}.py"), false),
        (format!("{base}/__init__.py"), true),
    ] {
        if let Some(text) = STDLIB.get_file(&path).and_then(|f| f.contents_utf8()) {
            return Some(Found::Embedded {
                text,
                name: format!("<biji>/{path}"),
                package,
            });
        }
    }
    None
}

/// The text of a library file by the name that tracebacks show, `<biji>/abc.py`.
pub fn library_text(name: &str) -> Option<String> {
    let path = name.strip_prefix("<biji>/")?;
    let text = STDLIB.get_file(path)?.contents_utf8()?;
    Some(text.to_owned())
}

fn embedded_folder(name: &str) -> bool {
    STDLIB.get_dir(name.replace('.', "/")).is_some()
}

/// Whether the library has a top-level module of this name.
pub fn is_library(name: &str) -> bool {
    crate::modules::MODULES.iter().any(|(n, _)| *n == name) || embedded(name).is_some()
}

/// The top-level modules of the library, sorted.
pub fn library_names() -> Vec<String> {
    let mut names: Vec<String> = crate::modules::MODULES
        .iter()
        .map(|(n, _)| (*n).to_owned())
        .filter(|n| !n.contains('.'))
        .collect();
    for file in STDLIB.files() {
        if let Some(stem) = file.path().file_stem().and_then(|s| s.to_str()) {
            names.push(stem.to_owned());
        }
    }
    names.extend(
        STDLIB
            .dirs()
            .filter_map(|d| d.path().to_str())
            .map(str::to_owned),
    );
    names.sort();
    names.dedup();
    names
}
