//! Reading the arguments of constructors, and the conversions that io's methods share.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::native::{Args, NativeBody, NativeDef, NativeImpl, NativeKind};
use crate::object::{ByteArray, Bytes, Exc, PyResult, Str, Tuple, Value};
use crate::vm::Vm;

/// A native that hands its bound arguments back as a row.
struct Row(usize);

impl NativeImpl<Row> for Row {
    fn arity(&self) -> usize {
        self.0
    }
    fn into_body(self) -> NativeBody {
        Box::new(|_, _, bound| Ok(Value::tuple(bound.iter_mut().map(Value::take).collect())))
    }
}

thread_local! {
    static ROWS: RefCell<HashMap<&'static str, Rc<NativeDef>>> = RefCell::default();
}

/// Bind the arguments of a call to a signature text, `FileIO(file, mode='r')`: the values in the
/// order of the parameters. The errors are those of a function of that name.
pub fn parse(vm: &Vm, text: &'static str, args: Args) -> PyResult<Vec<Value>> {
    let def = ROWS.with_borrow_mut(|rows| {
        rows.entry(text)
            .or_insert_with(|| {
                let count = crate::native::Signature::parse(text).params.len();
                Rc::new(NativeDef::new(NativeKind::Function, text, "", Row(count)))
            })
            .clone()
    });
    let row = def.call(vm, args)?;
    Ok(Tuple::from_value(&row).map_or(Vec::new(), |t| t.to_vec()))
}

/// [`parse`] for a known number of parameters.
pub fn parse_row<const N: usize>(vm: &Vm, text: &'static str, args: Args) -> PyResult<[Value; N]> {
    let mut row = parse(vm, text, args)?;
    row.resize(N, Value::UNSET);
    row.try_into()
        .map_err(|_| vm.system_error("a signature of another length"))
}

/// A size argument: -1 for None. TypeError "argument should be integer or None, not 'str'".
pub fn size(vm: &Vm, value: &Value) -> PyResult<i64> {
    if value.is_none() || value.is_unset() {
        return Ok(-1);
    }
    if let Some(i) = value.as_small_int() {
        return Ok(i);
    }
    match vm.special_method(value, "__index__")? {
        Some(_) => vm.index(value),
        None if value.as_bool().is_some() => vm.index(value),
        None => Err(vm.type_error(format!(
            "argument should be integer or None, not '{}'",
            vm.type_name(value)
        ))),
    }
}

/// A str or None: TypeError "open() argument 'mode' must be str or None, not int".
pub fn text_or_none(vm: &Vm, function: &str, name: &str, value: &Value) -> PyResult<Option<Str>> {
    if value.is_none() || value.is_unset() {
        return Ok(None);
    }
    match Str::from_value(value) {
        Some(text) => Ok(Some(text)),
        None => Err(vm.type_error(format!(
            "{function}() argument '{name}' must be str or None, not {}",
            vm.type_name(value)
        ))),
    }
}

/// How many bytes a writable bytes-like object takes. TypeError for other objects.
pub fn writable_len(vm: &Vm, target: &Value) -> PyResult<usize> {
    if let Some(array) = ByteArray::from_value(target) {
        return Ok(array.borrow().len());
    }
    // A memoryview tells its own size; so does array.array, in items.
    let view = as_view(vm, target)?;
    let read_only = vm.attr(&view, "readonly")?;
    if vm.is_true(&read_only)? {
        return Err(not_writable(vm, target));
    }
    let size = vm.attr(&view, "nbytes")?;
    usize::try_from(vm.index(&size)?).map_err(|_| not_writable(vm, target))
}

/// Copy bytes to the beginning of a writable bytes-like object that is at least as long.
pub fn write_into(vm: &Vm, target: &Value, bytes: &[u8]) -> PyResult<()> {
    if let Some(array) = ByteArray::from_value(target) {
        let mut array = array.borrow_mut();
        return match array.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                Ok(())
            }
            None => Err(vm.buffer_error("the object became too short")),
        };
    }
    let view = as_view(vm, target)?;
    let flat = vm.call_method(&view, "cast", &mut [Value::str("B")])?;
    let slice = vm.builtin("slice")?;
    let range = vm.call(&slice, &mut [Value::int(0), Value::size(bytes.len())])?;
    vm.set_item(&flat, &range, Value::bytes(bytes.to_vec()))
}

/// A memoryview of any object that offers its memory.
fn as_view(vm: &Vm, target: &Value) -> PyResult<Value> {
    if Bytes::from_value(target).is_some() {
        return Err(not_writable(vm, target));
    }
    let class = vm.builtin("memoryview")?;
    vm.call(&class, &mut [target.clone()]).map_err(|e| {
        if vm.is_instance_of(&e, &vm.types.type_error) {
            not_writable(vm, target)
        } else {
            e
        }
    })
}

fn not_writable(vm: &Vm, target: &Value) -> Exc {
    vm.type_error(format!(
        "readinto() argument must be read-write bytes-like object, not {}",
        vm.type_name(target)
    ))
}

/// The type of an argument as messages name it: "None" and not "NoneType".
pub fn type_word(vm: &Vm, value: &Value) -> String {
    if value.is_none() {
        "None".to_owned()
    } else {
        vm.type_name(value).to_string()
    }
}
