//! From a text to a script that can run: preparing, parsing, and the table of Python's names that
//! the text uses.
//!
//! The tree is walked once. Each property, method and function that it mentions gets an entry in
//! the script's own function table, which Rhai searches first and caches. That is what tells
//! `x.name` from `x["name"]`, `f(x)` from `x.f()`, and gives every error its place; Rhai's general
//! hooks know none of the three.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::rc::Rc;

use rhai::{
    AST, ASTNode, Dynamic, Engine, EvalAltResult, Expr, FuncRegistration, Module, Position, Stmt,
};

use super::call::Site;
use super::engine::{Arguments, native};
use super::errors::{Failure, Script, exception_property, syntax_error};
use super::prepare::prepare;
use super::session::Bridge;
use super::tokens::plain_member;
use super::value::{Object, object_of};
use crate::object::{Exc, PyResult, Str};
use crate::source::SourceFile;
use crate::vm::Vm;

/// Gives the engine for plain scripts.
type PlainEngine<'a> = &'a dyn Fn() -> &'a Engine;

/// Compile a text. A text that Rhai rejects is a SyntaxError. A text that uses nothing of Python is
/// left as Rhai has it, if there is an engine for such texts: it runs as fast as anywhere then.
pub fn compile(
    bridge: &Rc<Bridge>,
    vm: &Vm,
    engine: &Engine,
    plain: Option<PlainEngine<'_>>,
    source: &str,
    name: &str,
) -> PyResult<AST> {
    let file = Rc::new(SourceFile::new(name, source));
    // A first line for the shell is a comment.
    let text = match file.text.strip_prefix("#!") {
        Some(rest) => format!("//{rest}"),
        None => file.text.to_string(),
    };
    let is_function = |word: &str| {
        bridge.standard.names_function(word)
            || vm.builtins.get_str(&Str::intern(word)).is_some()
            || word == "class"
    };
    let prepared = prepare(&text, &is_function);
    bridge
        .functions
        .borrow_mut()
        .extend(prepared.functions.iter().cloned());
    bridge.tokens.restart();
    let folder = Path::new(name).parent().unwrap_or(Path::new(""));
    bridge.folder.replace(folder.to_owned());
    let parsed = engine.compile(&prepared.text);
    let script = bridge.add_script(
        name,
        Script {
            file,
            prepared,
            functions: std::cell::RefCell::default(),
            is_plain: std::cell::Cell::new(false),
        },
    );
    let ast = parsed.map_err(|error| syntax_error(bridge, vm, &error, name))?;
    let bodies = ast.iter_fn_def().map(|f| {
        (
            f.body.start_position(),
            f.body.end_position(),
            f.name.to_string(),
        )
    });
    script.functions.borrow_mut().extend(bodies);
    let uses = Uses::of(&ast);
    if let Some(plain) = plain
        && uses.is_plain(bridge, vm)
    {
        bridge.tokens.restart();
        bridge.tokens.keep_call(true);
        let parsed = plain().compile(&script.prepared.text);
        bridge.tokens.keep_call(false);
        // It was accepted a moment ago; if not now, the ordinary way is right too.
        if let Ok(mut ast) = parsed {
            ast.set_source(name);
            script.is_plain.set(true);
            return Ok(ast);
        }
    }
    uses.note_variables(bridge);
    let mut table = (**ast.shared_lib()).clone();
    uses.register(bridge, &mut table);
    let mut ast = AST::new(ast.statements().iter().cloned(), table);
    ast.set_source(name);
    Ok(ast)
}

/// Names of the functions that a script defines, closures left out.
pub fn script_functions(ast: &AST) -> BTreeSet<String> {
    ast.iter_functions()
        .map(|f| f.name.to_owned())
        .filter(|name| !name.starts_with("anon$"))
        .collect()
}

/// Names of variables that a script uses.
pub fn mentioned_names(ast: &AST) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    ast.walk(&mut |path| {
        match path.last() {
            Some(ASTNode::Expr(Expr::Variable(variable, ..))) if variable.2.is_empty() => {
                names.insert(variable.1.to_string());
            }
            Some(ASTNode::Stmt(Stmt::Share(shared))) => {
                names.extend(shared.iter().map(|(name, _)| name.name.to_string()));
            }
            _ => {}
        }
        true
    });
    names
}

/// What a script uses: properties, methods and functions, by name and number of arguments
/// (a method's receiver is one of them).
#[derive(Default)]
struct Uses {
    properties: BTreeSet<String>,
    calls: BTreeMap<(String, usize), Calls>,
    defined: HashSet<(String, usize)>,
    captured: Vec<String>,
    assigned: Vec<String>,
    classes: Vec<String>,
    /// Statements that only biji has.
    foreign: bool,
    /// Variables that the script defines, and those whose definition the parser has not seen.
    bound: HashSet<String>,
    unbound: Vec<String>,
}

/// Where a name is called, and how.
#[derive(Default)]
struct Calls {
    methods: HashSet<Position>,
    functions: bool,
}

impl Uses {
    fn of(ast: &AST) -> Uses {
        let mut uses = Uses {
            bound: ast
                .iter_fn_def()
                .flat_map(|f| f.params.iter().map(ToString::to_string))
                .collect(),
            defined: ast
                .iter_functions()
                .map(|f| (f.name.to_owned(), f.params.len()))
                .collect(),
            ..Uses::default()
        };
        ast.walk(&mut |path| {
            match path.last() {
                Some(ASTNode::Expr(expr)) => uses.add_expression(expr),
                Some(ASTNode::Stmt(stmt)) => uses.add_statement(stmt),
                _ => {}
            }
            true
        });
        uses
    }

    fn add_expression(&mut self, expr: &Expr) {
        match expr {
            Expr::Property(property, _) => {
                self.properties.insert(property.2.to_string());
            }
            Expr::MethodCall(call, position) => {
                let key = (call.name.to_string(), call.args.len() + 1);
                self.calls.entry(key).or_default().methods.insert(*position);
            }
            Expr::FnCall(call, _) => self.add_call(call),
            Expr::Custom(..) => self.foreign = true,
            Expr::Variable(variable, index, _)
                // What closures capture looks like this too, wherever it is defined.
                if variable.0.is_none() && index.is_none() => {
                    self.unbound.push(variable.1.to_string());
                }
            _ => {}
        }
    }

    /// Whether a plain engine does: every name is defined here, every function here or by Rhai.
    fn is_plain(&self, bridge: &Bridge, vm: &Vm) -> bool {
        // Where Python has a builtin of the name, it takes what Rhai's own function does not.
        let is_shared =
            |name: &str| name != "print" && vm.builtins.get_str(&Str::intern(name)).is_some();
        let known = |((name, count), calls): (&(String, usize), &Calls)| {
            // Rhai's own print takes one argument; with more it is Python's.
            if name == "print" && *count > 1 {
                return false;
            }
            self.defined.contains(&(name.clone(), *count))
                || (name != "eval" && is_syntax(name))
                || (name != "eval" && is_text(name))
                // As a method it is Rhai's: there are no objects of Python in such a script.
                || (bridge.standard.names_function(name) && !(calls.functions && is_shared(name)))
        };
        !self.foreign
            && self.unbound.iter().all(|name| self.bound.contains(name))
            && self.calls.iter().all(known)
    }

    fn add_statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FnCall(call, _) => self.add_call(call),
            Stmt::Import(..) | Stmt::Export(..) => self.foreign = true,
            Stmt::Var(variable, ..) => {
                self.bound.insert(variable.0.name.to_string());
            }
            Stmt::For(parts, _) => {
                self.bound.insert(parts.0.name.to_string());
                self.bound
                    .extend(parts.1.iter().map(|c| c.name.to_string()));
            }
            Stmt::Share(shared) => {
                self.captured
                    .extend(shared.iter().map(|(name, _)| name.name.to_string()));
            }
            Stmt::Assignment(assignment) => {
                if let Expr::Variable(variable, ..) = &assignment.1.lhs {
                    self.assigned.push(variable.1.to_string());
                }
            }
            _ => {}
        }
    }

    fn add_call(&mut self, call: &rhai::FnCallExpr) {
        if call.namespace.is_empty() && call.op_token.is_none() {
            let key = (call.name.to_string(), call.args.len());
            self.calls.entry(key).or_default().functions = true;
        }
        if call.name == "class"
            && let Some(Expr::StringConstant(name, _)) = call.args.first()
        {
            self.classes.push(name.to_string());
        }
    }

    fn note_variables(&self, bridge: &Bridge) {
        bridge
            .class_names
            .borrow_mut()
            .extend(self.classes.iter().cloned());
        bridge
            .captured
            .borrow_mut()
            .extend(self.captured.iter().cloned());
        bridge
            .assigned
            .borrow_mut()
            .extend(self.assigned.iter().cloned());
    }

    /// Enter everything in the script's table.
    fn register(self, bridge: &Rc<Bridge>, table: &mut Module) {
        for name in &self.properties {
            register_property(bridge, table, name);
        }
        let mut served = bridge.served.borrow_mut();
        for ((name, count), calls) in self.calls {
            if is_syntax(&name) {
                continue;
            }
            let any = TypeId::of::<Dynamic>();
            let taken = self.defined.contains(&(name.clone(), count));
            let calls = Rc::new(calls);
            // Rhai's most general functions (print, to_string) keep their meaning.
            if !taken && !bridge.standard.takes_anything(&name, count) && !is_own(&name) {
                register_call(bridge, table, &name, &vec![any; count], calls.clone());
            }
            if !calls.methods.is_empty() && !is_text(&name) {
                let mut types = vec![any; count];
                types[0] = Object::id();
                register_call(bridge, table, &name, &types, calls);
            }
            served.insert((name, count));
        }
    }
}

/// Calls that Rhai's evaluator answers itself.
fn is_syntax(name: &str) -> bool {
    matches!(
        name,
        "type_of" | "Fn" | "call" | "curry" | "eval" | "is_def_var" | "is_def_fn" | "is_shared"
    ) || name == super::tokens::CALL
}

/// The operator that [`super::engine`] registers for values of any type.
fn is_own(name: &str) -> bool {
    name == "is"
}

/// Registered for objects by [`super::engine`].
fn is_text(name: &str) -> bool {
    matches!(name, "print" | "debug" | "to_string" | "to_debug")
}

fn register_property(bridge: &Rc<Bridge>, table: &mut Module, name: &str) {
    let plain: Rc<str> = plain_member(name).into();
    let wanted = plain.clone();
    native(
        table,
        bridge,
        FuncRegistration::new_getter(name),
        &[Object::id()],
        move |site, args| {
            let Some(object) = args.first().and_then(|a| object_of(a)) else {
                return Ok(Dynamic::UNIT);
            };
            let attribute = site.vm.get_attr(&object, &Str::intern(&wanted));
            if let Err(error) = &attribute
                && site
                    .vm
                    .is_instance_of(error, &site.vm.types.attribute_error)
                && let Some(exc) = Exc::from_value(&object)
                && let Some(result) = exception_property(site.vm, &exc, &wanted)
            {
                return Ok(result?);
            }
            Ok(site.dynamic(attribute?))
        },
    );
    let any = TypeId::of::<Dynamic>();
    // Rhai's own registration for setters insists on changing its receiver.
    let setter = FuncRegistration::new(format!("set${name}"));
    native(
        table,
        bridge,
        setter,
        &[Object::id(), any],
        move |site, args| {
            let Some(object) = args.first().and_then(|a| object_of(a)) else {
                return Ok(Dynamic::UNIT);
            };
            let name = Str::intern(&plain);
            let new = match args.get_mut(1) {
                Some(value) => site.value(std::mem::take(*value))?,
                None => return Ok(Dynamic::UNIT),
            };
            // After `a.b.c = 1` Rhai stores `b` again, which may be read-only.
            if new.is_heap()
                && site
                    .vm
                    .get_attr(&object, &name)
                    .is_ok_and(|old| old.is(&new))
            {
                return Ok(Dynamic::UNIT);
            }
            site.vm.set_attr(&object, &name, new)?;
            Ok(Dynamic::UNIT)
        },
    );
}

fn register_call(
    bridge: &Rc<Bridge>,
    table: &mut Module,
    name: &str,
    types: &[TypeId],
    calls: Rc<Calls>,
) {
    let name: Rc<str> = name.into();
    let registered = FuncRegistration::new(&*name);
    native(table, bridge, registered, types, move |site, args| {
        let is_method = !calls.functions || calls.methods.contains(&site.position);
        let result = match is_method {
            true => site.call_method(&name, args)?,
            false => site.call_function(&name, args)?,
        };
        result.ok_or_else(|| not_found(&site, &name, args))
    });
}

/// Rhai's error for a function that nobody has.
fn not_found(site: &Site<'_>, name: &str, args: Arguments<'_, '_>) -> Failure {
    let types: Vec<&str> = args
        .iter()
        .map(|arg| site.engine.map_type_name(arg.type_name()))
        .collect();
    let signature = format!("{} ({})", plain_member(name), types.join(", "));
    let error: Box<EvalAltResult> =
        EvalAltResult::ErrorFunctionNotFound(signature, site.position).into();
    Failure::Rhai(error)
}
