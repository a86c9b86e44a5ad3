//! `PixelAccess`: the pixels of a picture by place, `pixels[x, y]`.

use super::core::{Core, get_pixel, put_pixel};
use crate::native::{ClassDef, NativeType};
use crate::object::{Kind, List, Native, NativeObject, PyResult, Tuple, Value};
use crate::vm::Vm;

/// The pixels of one picture.
pub struct PixelAccess {
    core: Native<Core>,
    /// The program's picture: it knows the palette, in which colours are looked up.
    image: Value,
}

impl NativeObject for PixelAccess {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.core.value());
        visit(&self.image);
    }
}

impl NativeType for PixelAccess {
    const NAME: &'static str = "PixelAccess";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<PixelAccess>("builtins", "The pixels of a picture by place.").slots(
            |s| {
                s.get_item.set(Some(get));
                s.set_item.set(Some(set));
            },
        )
    }
}

/// The pixels of a picture, for the program's object that holds it.
pub fn access(vm: &Vm, image: Value, core: Native<Core>) -> PyResult<Value> {
    Ok(vm.wrap(PixelAccess { core, image }))
}

fn this(vm: &Vm, this: &Value) -> PyResult<Native<PixelAccess>> {
    Native::from_value(this).ok_or_else(|| vm.type_error("a PixelAccess is required"))
}

/// Column and row; fractions are cut off.
fn place(vm: &Vm, place: &Value) -> PyResult<(i64, i64)> {
    let number = |value: &Value| match value.kind() {
        Kind::Int(number) => Ok(number),
        Kind::Float(number) => Ok(number as i64),
        _ => vm
            .index(value)
            .map_err(|_| vm.type_error("an integer is required")),
    };
    let wrong = || vm.type_error("argument must be sequence of length 2");
    if let Some(pair) = Tuple::from_value(place) {
        let [x, y] = &pair[..] else {
            return Err(wrong());
        };
        return Ok((number(x)?, number(y)?));
    }
    let pair = List::from_value(place).map(|list| list.borrow().clone());
    match pair.as_deref() {
        Some([x, y]) => Ok((number(x)?, number(y)?)),
        _ => Err(wrong()),
    }
}

fn get(vm: &Vm, object: &Value, key: &Value) -> PyResult<Value> {
    let access = this(vm, object)?;
    let (x, y) = place(vm, key)?;
    get_pixel(vm, access.core.clone(), x, y)
}

fn set(vm: &Vm, object: &Value, key: &Value, value: Option<Value>) -> PyResult<()> {
    let access = this(vm, object)?;
    let Some(value) = value else {
        return Err(vm.type_error("'PixelAccess' object doesn't support item deletion"));
    };
    let has_palette = access.core.picture.borrow().mode.has_palette();
    if has_palette && value.as_small_int().is_none() {
        let put = [key.clone(), value];
        let put = vm.call_method(&access.image, "_put", &mut put.map(|value| value));
        return put.map(drop);
    }
    let (x, y) = place(vm, key)?;
    put_pixel(vm, access.core.clone(), x, y, value)
}
