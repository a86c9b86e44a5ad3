//! The methods of arrays, and how they are pickled.

use super::{Array, This, items, list_items};
use crate::native::{Buffer, ClassDef};
use crate::object::{Bytes, Class, PyResult, Str, Value, sequence};
use crate::vm::Vm;

/// The characters of an array.
pub fn text_of(vm: &Vm, this: &Array) -> PyResult<Str> {
    let memory = this.memory.borrow();
    let points: Vec<u32> = memory
        .chunks_exact(4)
        .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
        .collect();
    for &point in &points {
        items::check_character(vm, point)?;
    }
    Ok(Str::from_code_points(&points))
}

pub fn add(def: ClassDef) -> ClassDef {
    conversions(changes(searches(def)))
}

fn searches(def: ClassDef) -> ClassDef {
    def.getter("typecode", "the typecode character used to create the array", |_: &Vm, this: This| {
        Ok(char::from(this.code).to_string())
    })
    .getter("itemsize", "the size, in bytes, of one array item", |_: &Vm, this: This| Ok(this.size()))
    .method(
        "count(self, v, /)",
        "Return number of occurrences of v in the array.",
        |vm: &Vm, this: This, value: Value| {
            let (mut at, mut found) = (0, 0);
            while let Some(item) = this.get(vm, at)? {
                found += i64::from(vm.equal(&item, &value)?);
                at += 1;
            }
            Ok(found)
        },
    )
    .method(
        "index(self, v, start=0, stop=sys.maxsize, /)",
        "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.",
        |vm: &Vm, this: This, value: Value, start: Value, stop: Value| {
            let start = crate::object::list_methods::search_bound(vm, &start)?;
            let stop = crate::object::list_methods::search_bound(vm, &stop)?;
            let (start, stop) = sequence::search_range(start, stop, this.len());
            this.find(vm, &value, start, stop)?
                .ok_or_else(|| vm.value_error("array.index(x): x not in array"))
        },
    )
    .method(
        "buffer_info(self, /)",
        "Return a tuple (address, length) giving the current memory address and the length in items.",
        |_: &Vm, this: This| Ok((this.memory.value().id(), this.len())),
    )
}

fn changes(def: ClassDef) -> ClassDef {
    def.method(
        "append(self, v, /)",
        "Append new value v to the end of the array.",
        |vm: &Vm, this: This, v: Value| this.append(vm, &v),
    )
    .method(
        "extend(self, bb, /)",
        "Append items to the end of the array.",
        |vm: &Vm, this: This, other: Value| this.extend(vm, &other),
    )
    .method(
        "insert(self, i, v, /)",
        "Insert a new item v into the array before position i.",
        |vm: &Vm, this: This, at: Value, v: Value| {
            let at = sequence::index_number(vm, &at)?;
            let bytes = this.packed(vm, &v)?;
            this.check_size_free(vm)?;
            let (at, _) = sequence::search_range(at, 0, this.len());
            let start = at * this.size();
            this.memory.borrow_mut().splice(start..start, bytes);
            Ok(())
        },
    )
    .method(
        "pop(self, i=-1, /)",
        "Return the i-th element and delete it from the array.\n\ni defaults to -1.",
        |vm: &Vm, this: This, at: Value| {
            let at = sequence::index_number(vm, &at)?;
            let length = this.len();
            if length == 0 {
                return Err(vm.index_error("pop from empty array"));
            }
            let at = sequence::position(at, length).unwrap_or(usize::MAX);
            let Some(item) = this.get(vm, at)? else {
                return Err(vm.index_error("pop index out of range"));
            };
            this.check_size_free(vm)?;
            this.remove(at);
            Ok(item)
        },
    )
    .method(
        "remove(self, v, /)",
        "Remove the first occurrence of v in the array.",
        |vm: &Vm, this: This, value: Value| match this.find(vm, &value, 0, usize::MAX)? {
            Some(at) => {
                this.check_size_free(vm)?;
                // Comparing may have run code that shortened the array.
                if at < this.len() {
                    this.remove(at);
                }
                Ok(())
            }
            None => Err(vm.value_error("array.remove(x): x not in array")),
        },
    )
    .method(
        "clear(self, /)",
        "Remove all items from the array.",
        |vm: &Vm, this: This| {
            this.check_size_free(vm)?;
            this.memory.take();
            Ok(())
        },
    )
    .method(
        "reverse(self, /)",
        "Reverse the order of the items in the array.",
        |_: &Vm, this: This| {
            let mut memory = this.memory.borrow_mut();
            memory.reverse();
            memory
                .chunks_exact_mut(this.size())
                .for_each(<[u8]>::reverse);
            Ok(())
        },
    )
    .method(
        "byteswap(self, /)",
        "Byteswap all items of the array.",
        |_: &Vm, this: This| {
            let size = this.size();
            this.memory
                .borrow_mut()
                .chunks_exact_mut(size)
                .for_each(<[u8]>::reverse);
            Ok(())
        },
    )
}

fn conversions(def: ClassDef) -> ClassDef {
    let def = def
        .method(
            "tolist(self, /)",
            "Convert array to an ordinary list with the same items.",
            |vm: &Vm, this: This| this.values(vm),
        )
        .method(
            "fromlist(self, list, /)",
            "Append items to array from list.",
            |vm: &Vm, this: This, list: Value| {
                let values = list_items(vm, &list)?;
                // All or nothing.
                let mut bytes = Vec::new();
                for value in &values {
                    items::pack(vm, this.code, value, &mut bytes)?;
                }
                this.append_bytes(vm, &bytes)
            },
        )
        .method(
            "tobytes(self, /)",
            "Convert the array to an array of machine values and return the bytes representation.",
            |_: &Vm, this: This| {
                let bytes = this.memory.borrow().clone();
                Ok(bytes)
            },
        )
        .method(
            "frombytes(self, buffer, /)",
            "Appends items from the string, interpreting it as an array of machine values.",
            |vm: &Vm, this: This, bytes: Value| {
                let bytes = Buffer::require(vm, &bytes)?;
                this.append_bytes(vm, &bytes)
            },
        )
        .method(
            "tounicode(self, /)",
            "Extends this array with data from the unicode string ustr.",
            |vm: &Vm, this: This| {
                if items::is_text(this.code) {
                    return text_of(vm, &this);
                }
                Err(vm.value_error(
                    "tounicode() may only be called on unicode type arrays ('u' or 'w')",
                ))
            },
        )
        .method(
            "fromunicode(self, ustr, /)",
            "Extends this array with data from the unicode string ustr.",
            |vm: &Vm, this: This, text: Str| {
                if items::is_text(this.code) {
                    return this.append_text(vm, &text);
                }
                Err(vm.value_error(
                    "fromunicode() may only be called on unicode type arrays ('u' or 'w')",
                ))
            },
        );
    files_and_copies(def)
}

fn files_and_copies(def: ClassDef) -> ClassDef {
    def.method(
        "tofile(self, f, /)",
        "Write all items (as machine values) to the file object f.",
        |vm: &Vm, this: This, file: Value| {
            let bytes = Value::bytes(this.memory.borrow().clone());
            vm.call_method(&file, "write", &mut [bytes]).map(drop)
        },
    )
    .method(
        "fromfile(self, f, n, /)",
        "Read n objects from the file object f and append them to the end of the array.",
        |vm: &Vm, this: This, file: Value, count: Value| {
            let count = vm.index(&count)?;
            if count < 0 {
                return Err(vm.value_error("negative count"));
            }
            let Some(wanted) = count.checked_mul(this.size() as i64) else {
                return Err(vm.memory_error(""));
            };
            let got = vm.call_method(&file, "read", &mut [Value::int(wanted)])?;
            let Some(bytes) = Bytes::from_value(&got) else {
                return Err(vm.type_error("read() didn't return bytes"));
            };
            // What is there is appended in any case.
            this.append_bytes(vm, &bytes)?;
            if (bytes.len() as i64) < wanted {
                return Err(vm.exception(&vm.types.eof_error, "read() didn't return enough bytes"));
            }
            Ok(())
        },
    )
    .method("__copy__(self, /)", "Return a copy of the array.", copy)
    .method(
        "__deepcopy__(self, unused, /)",
        "Return a copy of the array.",
        |vm: &Vm, this: This, _: Value| copy(vm, this),
    )
    .method(
        "__reduce_ex__(self, value, /)",
        "Return state information for pickling.",
        reduce,
    )
    .class_method(
        "__class_getitem__(type, item, /)",
        "See PEP 585",
        |vm: &Vm, class: Class, item: Value| {
            crate::modules::types::generic_alias(vm, class.value(), item)
        },
    )
}

fn copy(vm: &Vm, this: This) -> PyResult<Value> {
    let bytes = this.memory.borrow().clone();
    Ok(vm.wrap(Array::new(this.code, bytes)))
}

// ---- pickling --------------------------------------------------------------------------------------

/// The number by which pickles name the format of the items; they are little-endian.
fn format_number(code: u8) -> i64 {
    match code {
        b'B' => 0,
        b'b' => 1,
        b'H' => 2,
        b'h' => 4,
        b'I' => 6,
        b'i' => 8,
        b'L' | b'Q' => 10,
        b'l' | b'q' => 12,
        b'f' => 14,
        b'd' => 16,
        _ => 20,
    }
}

fn reduce(vm: &Vm, this: Value, protocol: i64) -> PyResult<Value> {
    let array = super::array(vm, &this)?;
    let class = vm.class_of(&this).value();
    let code = Value::str(&char::from(array.code).to_string());
    let dict = vm.dict_of(&this).map_or(Value::NONE, |d| d.value());
    if protocol < 3 {
        let args = Value::tuple(vec![code, array.values(vm)?.into()]);
        return Ok(Value::tuple(vec![class, args, dict]));
    }
    let module = vm.import_module("array")?;
    let function = vm.attr(&module, "_array_reconstructor")?;
    let bytes = Value::bytes(array.memory.borrow().clone());
    let number = Value::int(format_number(array.code));
    let args = Value::tuple(vec![class, code, number, bytes]);
    Ok(Value::tuple(vec![function, args, dict]))
}

/// Make an array of pickled items, which another machine may have written in another format.
pub fn reconstruct(vm: &Vm, class: Value, code: Str, format: i64, bytes: Value) -> PyResult<Value> {
    let is_array =
        Class::from_value(&class).is_some_and(|c| c.is_subclass_of(&vm.class_for::<Array>()));
    if !is_array {
        return Err(vm.type_error("first argument must be a subtype of array.array"));
    }
    let Some(data) = Bytes::from_value(&bytes) else {
        return Err(vm.type_error(format!(
            "fourth argument should be bytes, not {}",
            vm.type_name(&bytes)
        )));
    };
    if !(0..=21).contains(&format) {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    }
    let letter = b"BbHHhhIIiiQQqqffdd"
        .get(format as usize)
        .copied()
        .unwrap_or(b'w');
    if matches!(format, 18 | 19) {
        let points = utf16_points(&data, format == 19);
        let text = Str::from_code_points(&points);
        return vm.call(&class, &mut [code.value(), text.value()]);
    }
    let size = items::size(letter);
    if data.len() % size != 0 {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let values: Vec<Value> = data
        .chunks_exact(size)
        .map(|item| {
            let mut item = item.to_vec();
            // Odd numbers are the big-endian formats (from 2 on).
            if format > 1 && format % 2 == 1 {
                item.reverse();
            }
            items::unpack(vm, letter, &item)
        })
        .collect::<PyResult<_>>()?;
    vm.call(&class, &mut [code.value(), values.into()])
}

/// The code points of UTF-16; surrogates without a partner stand for themselves.
fn utf16_points(data: &[u8], big_endian: bool) -> Vec<u32> {
    let units = data.chunks_exact(2).map(|pair| match big_endian {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    char::decode_utf16(units)
        .map(|c| c.map_or_else(|e| u32::from(e.unpaired_surrogate()), u32::from))
        .collect()
}
