//! The built-in classes, made once per interpreter.

use std::rc::Rc;

use super::dunder;
use crate::native::{ClassDef, Member, NativeFunction};
use crate::object::class::{Layout, NewClass};
use crate::object::{Class, DictData, Str, Value};

/// Makes the struct of classes: plain ones by their definitions, exceptions by name and base.
macro_rules! types {
    (
        classes { $($field:ident = $def:expr;)* }
        exceptions { $($exc:ident $name:literal $base:ident;)* }
    ) => {
        /// Every class of the builtins.
        pub struct Types {
            pub object: Class,
            pub type_: Class,
            $(pub $field: Class,)*
            $(pub $exc: Class,)*
        }

        impl Types {
            pub fn new() -> Types {
                let (object, type_) = roots();
                $(let $field = from_def(&object, None, $def);)*
                $(let $exc = exception_class(&object, &$base, $name);)*
                Types { object, type_, $($field,)* $($exc,)* }
            }

            /// The exception classes, which are all builtins.
            pub fn exceptions(&self) -> Vec<&Class> {
                vec![$(&self.$exc,)*]
            }
        }
    };
}

types! {
    classes {
        int = crate::object::int::class_def();
        bool_ = crate::object::int::bool_class_def(&int);
        float = crate::object::float::class_def();
        complex = crate::object::complex::class_def();
        str_ = crate::object::str_methods::class_def();
        bytes = crate::object::bytes::class_def();
        bytearray = crate::object::bytes::bytearray_class_def();
        list = crate::object::list::class_def();
        tuple = crate::object::tuple::class_def();
        dict = crate::object::dict_methods::class_def();
        dict_keys = crate::object::dict_methods::keys_class_def();
        dict_values = crate::object::dict_methods::values_class_def();
        dict_items = crate::object::dict_methods::items_class_def();
        odict_keys = crate::object::dict_views::odict_class_def("odict_keys", &dict_keys);
        odict_values = crate::object::dict_views::odict_class_def("odict_values", &dict_values);
        odict_items = crate::object::dict_views::odict_class_def("odict_items", &dict_items);
        set = crate::object::set_methods::class_def();
        frozenset = crate::object::set_methods::frozenset_class_def();
        range = crate::object::range::class_def();
        slice = crate::object::slice::class_def();
        none_type = crate::object::singletons::none_class_def();
        not_implemented_type = crate::object::singletons::not_implemented_class_def();
        ellipsis = crate::object::singletons::ellipsis_class_def();
        function = crate::object::function::class_def();
        builtin_function = crate::object::function::builtin_class_def();
        method_wrapper = crate::object::function::method_wrapper_class_def();
        method_descriptor = crate::object::function::method_descriptor_class_def();
        wrapper_descriptor = crate::object::function::wrapper_class_def();
        method = crate::object::function::method_class_def();
        cell = crate::object::function::cell_class_def();
        code = crate::object::code::class_def();
        property = crate::object::descriptor::property_class_def();
        staticmethod = crate::object::descriptor::staticmethod_class_def();
        classmethod = crate::object::descriptor::classmethod_class_def();
        getset = crate::object::descriptor::getset_class_def();
        member_descriptor = crate::object::descriptor::member_class_def();
        super_ = crate::object::descriptor::super_class_def();
        module = crate::object::module::class_def();
        generator = crate::object::generator::class_def();
        coroutine = crate::object::generator::coroutine_class_def();
        async_generator = crate::object::generator::async_generator_class_def();
        iterator = crate::object::iterator::sequence_class_def();
        callable_iterator = crate::object::iterator::class_def("callable_iterator");
        range_iterator = crate::object::iterator::positioned_class_def("range_iterator");
        longrange_iterator = crate::object::iterator::positioned_class_def("longrange_iterator");
        list_iterator = crate::object::iterator::positioned_class_def("list_iterator");
        list_reverseiterator = crate::object::iterator::positioned_class_def("list_reverseiterator");
        reversed = crate::object::iterator::reversed_class_def();
        tuple_iterator = crate::object::iterator::positioned_class_def("tuple_iterator");
        str_ascii_iterator = crate::object::iterator::positioned_class_def("str_ascii_iterator");
        str_iterator = crate::object::iterator::positioned_class_def("str_iterator");
        bytes_iterator = crate::object::iterator::positioned_class_def("bytes_iterator");
        dict_keyiterator = crate::object::iterator::class_def("dict_keyiterator");
        dict_valueiterator = crate::object::iterator::class_def("dict_valueiterator");
        dict_itemiterator = crate::object::iterator::class_def("dict_itemiterator");
        dict_reversekeyiterator = crate::object::iterator::class_def("dict_reversekeyiterator");
        dict_reversevalueiterator =
            crate::object::iterator::class_def("dict_reversevalueiterator");
        dict_reverseitemiterator =
            crate::object::iterator::class_def("dict_reverseitemiterator");
        set_iterator = crate::object::iterator::class_def("set_iterator");
        base_exception = crate::object::exception::class_def();
    }
    exceptions {
        exception "Exception" base_exception;
        system_exit "SystemExit" base_exception;
        keyboard_interrupt "KeyboardInterrupt" base_exception;
        generator_exit "GeneratorExit" base_exception;
        base_exception_group "BaseExceptionGroup" base_exception;
        stop_iteration "StopIteration" exception;
        stop_async_iteration "StopAsyncIteration" exception;
        arithmetic_error "ArithmeticError" exception;
        floating_point_error "FloatingPointError" arithmetic_error;
        overflow_error "OverflowError" arithmetic_error;
        zero_division_error "ZeroDivisionError" arithmetic_error;
        assertion_error "AssertionError" exception;
        attribute_error "AttributeError" exception;
        buffer_error "BufferError" exception;
        eof_error "EOFError" exception;
        import_error "ImportError" exception;
        module_not_found_error "ModuleNotFoundError" import_error;
        lookup_error "LookupError" exception;
        index_error "IndexError" lookup_error;
        key_error "KeyError" lookup_error;
        memory_error "MemoryError" exception;
        name_error "NameError" exception;
        unbound_local_error "UnboundLocalError" name_error;
        os_error "OSError" exception;
        blocking_io_error "BlockingIOError" os_error;
        child_process_error "ChildProcessError" os_error;
        connection_error "ConnectionError" os_error;
        broken_pipe_error "BrokenPipeError" connection_error;
        connection_aborted_error "ConnectionAbortedError" connection_error;
        connection_refused_error "ConnectionRefusedError" connection_error;
        connection_reset_error "ConnectionResetError" connection_error;
        file_exists_error "FileExistsError" os_error;
        file_not_found_error "FileNotFoundError" os_error;
        interrupted_error "InterruptedError" os_error;
        is_a_directory_error "IsADirectoryError" os_error;
        not_a_directory_error "NotADirectoryError" os_error;
        permission_error "PermissionError" os_error;
        process_lookup_error "ProcessLookupError" os_error;
        timeout_error "TimeoutError" os_error;
        reference_error "ReferenceError" exception;
        runtime_error "RuntimeError" exception;
        not_implemented_error "NotImplementedError" runtime_error;
        recursion_error "RecursionError" runtime_error;
        python_finalization_error "PythonFinalizationError" runtime_error;
        syntax_error "SyntaxError" exception;
        indentation_error "IndentationError" syntax_error;
        incomplete_input_error "_IncompleteInputError" syntax_error;
        tab_error "TabError" indentation_error;
        system_error "SystemError" exception;
        type_error "TypeError" exception;
        value_error "ValueError" exception;
        unicode_error "UnicodeError" value_error;
        unicode_decode_error "UnicodeDecodeError" unicode_error;
        unicode_encode_error "UnicodeEncodeError" unicode_error;
        unicode_translate_error "UnicodeTranslateError" unicode_error;
        warning "Warning" exception;
        bytes_warning "BytesWarning" warning;
        deprecation_warning "DeprecationWarning" warning;
        encoding_warning "EncodingWarning" warning;
        future_warning "FutureWarning" warning;
        import_warning "ImportWarning" warning;
        pending_deprecation_warning "PendingDeprecationWarning" warning;
        resource_warning "ResourceWarning" warning;
        runtime_warning "RuntimeWarning" warning;
        syntax_warning "SyntaxWarning" warning;
        unicode_warning "UnicodeWarning" warning;
        user_warning "UserWarning" warning;
    }
}

impl Default for Types {
    fn default() -> Types {
        Types::new()
    }
}

/// `object` and `type`, which refer to each other.
fn roots() -> (Class, Class) {
    let object = make(None, None, crate::object::object_type::class_def());
    let type_ = make(Some(&object), None, crate::object::type_type::class_def());
    (object, type_)
}

/// A class from its definition; `object` is the base where it names none.
pub(super) fn from_def(object: &Class, metaclass: Option<Class>, def: ClassDef) -> Class {
    make(Some(object), metaclass, def)
}

fn make(object: Option<&Class>, metaclass: Option<Class>, def: ClassDef) -> Class {
    let base = def.base.clone().or_else(|| object.cloned());
    let mut ancestors = Vec::new();
    if let Some(base) = &base {
        ancestors = base.mro();
    }
    let has_dict = def.has_dict
        || base.as_ref().is_some_and(|b| b.has_dict)
        || matches!(def.layout, Layout::Exception | Layout::Module);
    // "re.Match": what messages say; `__name__` is the last part, as of CPython's C types.
    let short = def.name.rsplit('.').next().unwrap_or(def.name);
    let class = Class::new(NewClass {
        name: Str::intern(def.name),
        qualname: Str::intern(short),
        module: Str::intern(def.module),
        bases: base.iter().cloned().collect(),
        ancestors,
        dict: DictData::default(),
        layout: def.layout,
        is_native: true,
        is_base: def.is_base,
        has_dict,
        slot_names: Vec::new(),
        slots: def.slots,
        metaclass,
    });
    *class.doc.borrow_mut() = Value::str(def.doc);
    let name = Str::intern(short);
    for native in dunder::wrappers(&class.slots) {
        native.owner.replace(name.clone());
        native.set_home(&class);
        let key = Str::intern(native.name());
        class.put(
            &key,
            NativeFunction {
                def: Rc::new(native),
                this: Value::UNSET,
            }
            .into_value(),
        );
    }
    if class.slots.hash.get().is_none() && class.slots.compare.get().is_some() {
        class.put(&Str::intern("__hash__"), Value::NONE);
    }
    for member in def.members {
        match member {
            Member::Native(native) => {
                native.owner.replace(name.clone());
                native.set_home(&class);
                let key = Str::intern(native.name());
                class.put(
                    &key,
                    NativeFunction {
                        def: native,
                        this: Value::UNSET,
                    }
                    .into_value(),
                );
            }
            Member::GetSet(getset) => {
                getset.get.owner.replace(name.clone());
                if let Some(set) = &getset.set {
                    set.owner.replace(name.clone());
                }
                let key = Str::intern(getset.name);
                class.put(
                    &key,
                    crate::object::descriptor::getset_value(getset, &class),
                );
            }
            Member::Value(key, value) => {
                class.put(&Str::intern(key), value);
            }
        }
    }
    if class.own(&Str::intern("__doc__")).is_none() {
        let doc = class.doc.borrow().clone();
        class.put(&Str::intern("__doc__"), doc);
    }
    if let Some(base) = &base {
        class.slots.inherit(&base.slots);
        if class
            .own(&Str::intern("__hash__"))
            .is_some_and(|h| h.is_none())
        {
            class.slots.hash.set(None);
        }
    }
    class
}

fn exception_class(object: &Class, base: &Class, name: &'static str) -> Class {
    let def = crate::object::exception::subclass_def(name).base(base);
    make(Some(object), None, def)
}
