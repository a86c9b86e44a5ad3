//! [`Module`]: functions, values and types of the host under one name, for both notations.

use std::marker::PhantomData;
use std::rc::Rc;

use super::class::AnyClass;
use super::function::{Hosted, check_count};
use super::{Class, Context, Error, Function, Object, ToPy};
use crate::modules::fill;
use crate::native::{ModuleDef, ModuleEntry, NativeDef, NativeKind};
use crate::object::{Module as ModuleObject, Str};
use crate::permissions::HostModules;

type MakeValue = Box<dyn FnOnce(&Context) -> Result<Object, Error>>;

/// A module of the host: Python programs import it by its name, Rhai programs find it there.
///
/// ```
/// use biji::{Interpreter, Module};
///
/// let shop = Module::new("shop", "Buying and selling.")
///     .value("TAX", 0.19)
///     .function("price(net)", "With tax.", |net: f64| net * 1.19);
/// let interpreter = Interpreter::builder().module(shop).build()?;
/// interpreter.run("from shop import price; p = price(100)")?;
/// assert_eq!(interpreter.get::<f64>("p")?, 119.0);
/// assert_eq!(interpreter.eval_rhai::<f64>("shop.price(200.0)")?, 238.0);
/// # Ok::<(), biji::Error>(())
/// ```
pub struct Module {
    name: &'static str,
    doc: &'static str,
    functions: Vec<(&'static str, NativeDef)>,
    values: Vec<(&'static str, MakeValue)>,
    classes: Vec<AnyClass>,
}

impl Module {
    /// An empty module; `doc` is what `help` shows.
    ///
    /// ```
    /// let interpreter = biji::Interpreter::builder()
    ///     .module(biji::Module::new("empty", "Nothing."))
    ///     .build()?;
    /// assert_eq!(interpreter.eval::<String>("__import__('empty').__doc__")?, "Nothing.");
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn new(name: &str, doc: &str) -> Module {
        Module {
            name: super::intern_text(name.to_owned()),
            doc: super::intern_text(doc.to_owned()),
            functions: Vec::new(),
            values: Vec::new(),
            classes: Vec::new(),
        }
    }

    /// A function. The signature is written as in Python, name first: `"hello(name, *, loud=False)"`.
    /// `*rest` arrives as a `Vec`, `**options` as a map; a parameter that may be left out is an
    /// `Option` with the default `None`.
    ///
    /// ```
    /// use biji::{Interpreter, Module};
    ///
    /// let sums = Module::new("sums", "").function(
    ///     "total(*numbers, start=None)",
    ///     "The sum.",
    ///     |numbers: Vec<i64>, start: Option<i64>| numbers.iter().sum::<i64>() + start.unwrap_or(0),
    /// );
    /// let python = Interpreter::builder().module(sums).build()?;
    /// assert_eq!(python.eval::<i64>("__import__('sums').total(1, 2, start=10)")?, 13);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn function<A: 'static>(
        mut self,
        signature: &str,
        doc: &str,
        function: impl Function<A>,
    ) -> Module {
        let text = super::intern_text(signature.to_owned());
        let doc = super::intern_text(doc.to_owned());
        let hosted = Hosted(function, PhantomData::<A>);
        let def = NativeDef::new(NativeKind::Function, text, doc, hosted);
        self.functions.push((text, def));
        self
    }

    /// A constant.
    ///
    /// ```
    /// use biji::{Interpreter, Module};
    ///
    /// let module = Module::new("limits", "").value("MOST", vec![1, 2]);
    /// let python = Interpreter::builder().module(module).build()?;
    /// assert_eq!(python.eval::<i64>("__import__('limits').MOST[1]")?, 2);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn value(mut self, name: &str, value: impl ToPy + 'static) -> Module {
        let name = super::intern_text(name.to_owned());
        let make: MakeValue = Box::new(move |context| value.to_py(context));
        self.values.push((name, make));
        self
    }

    /// A type of the host.
    ///
    /// ```
    /// use biji::{Class, Interpreter, Module};
    ///
    /// let stack = Class::new("Stack", "A stack of numbers.")
    ///     .constructor("Stack()", Vec::<i64>::new)
    ///     .method("push(self, n)", "", |stack: &mut Vec<i64>, n: i64| stack.push(n))
    ///     .method("pop(self)", "", |stack: &mut Vec<i64>| stack.pop());
    /// let python = Interpreter::builder().module(Module::new("data", "").class(stack)).build()?;
    /// python.run("import data; s = data.Stack(); s.push(1); s.push(2); top = s.pop()")?;
    /// assert_eq!(python.get::<i64>("top")?, 2);
    /// # Ok::<(), biji::Error>(())
    /// ```
    pub fn class<T: 'static>(mut self, class: Class<T>) -> Module {
        self.classes.push(class.erase());
        self
    }

    /// Make the module and file it under its name.
    pub(crate) fn install(self, context: &Context) -> Result<(), Error> {
        let vm = &context.vm;
        let module = ModuleObject::new(self.name, Some(self.doc));
        let mut def = ModuleDef::new(self.name, self.doc);
        for (text, native) in self.functions {
            check_count(text, &native)?;
            def.entries.push(ModuleEntry::Function(Rc::new(native)));
        }
        for (name, make) in self.values {
            let value = make(context)?.into_value();
            def.entries.push(ModuleEntry::Value(name, value));
        }
        for class in self.classes {
            let (name, class) = class.make(vm, self.name)?;
            def.entries.push(ModuleEntry::Value(name, class.value()));
        }
        fill(&module.dict, def);
        vm.modules.set_str(&Str::intern(self.name), module.value());
        let names = vm.state::<HostModules>();
        names.0.borrow_mut().insert(self.name.to_owned());
        Ok(())
    }
}
