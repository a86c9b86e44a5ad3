//! `_pil`: what the package PIL (`stdlib/PIL`) is made of: pictures in memory and work on pixels.
//!
//! | file | holds |
//! |---|---|
//! | `mod.rs` | the module; `core.rs` the object that programs' images hold |
//! | `picture.rs` | the data of a picture |
//! | `convert.rs` | modes, palettes, dithering |
//! | `resize.rs`, `transform.rs` | sizes; turns and geometric transforms |
//! | `filter.rs`, `blur.rs`, `lut.rs` | kernels and ranks; blurs; tables of colours |
//! | `combine.rs` | pasting, blending, arithmetic, histograms |
//! | `quantize.rs` | palettes chosen for a picture |
//! | `shapes.rs`, `draw.rs`, `ellipse.rs`, `polygon.rs` | shapes |
//! | `font.rs` | text |
//! | `access.rs`, `terminal.rs` | pixels by place; pictures on a terminal |
//! | `png.rs`, `codecs.rs` | file formats |

#![cfg(feature = "images")]

mod access;
mod blur;
mod codecs;
mod combine;
mod convert;
mod core;
mod draw;
mod ellipse;
mod files;
mod filter;
mod font;
mod ink;
mod lut;
mod picture;
mod png;
mod polygon;
mod quantize;
mod resize;
mod shapes;
mod terminal;
mod transform;

use crate::native::{Buffer, ModuleDef};
use crate::object::{Exc, List, Native, PyResult, Str, Value};
use crate::vm::Vm;

use self::core::Core;
use picture::{Mode, Picture};

fn sixel(vm: &Vm, core: Native<Core>, palette: Buffer) -> PyResult<String> {
    let source = core.picture.borrow();
    if source.mode != Mode::P {
        return Err(vm.value_error("image has wrong mode"));
    }
    let (palette, count) = self::core::palette_of(&palette);
    Ok(terminal::sixel(&source, &palette, count))
}

fn reorder(vm: &Vm, data: Buffer, order: List) -> PyResult<Vec<u8>> {
    let order = self::core::numbers(vm, &order)?;
    let order: Vec<usize> = order.into_iter().map(|band| band as usize).collect();
    let mut out = data.to_vec();
    let step = order.len().max(1);
    for (to, from) in out.chunks_exact_mut(step).zip(data.chunks_exact(step)) {
        for (place, band) in to.iter_mut().zip(&order) {
            let byte = from.get(*band);
            *place = *byte.ok_or_else(|| vm.value_error("no such band"))?;
        }
    }
    Ok(out)
}

/// The module `_pil`.
pub fn module(vm: &Vm) -> ModuleDef {
    let def = ModuleDef::new("_pil", "Pictures in memory.")
        .value("ImagingCore", vm.class_for::<Core>())
        .function("new(mode, width, height, /)", "A picture of zeros.", new)
        .function(
            "frombytes(mode, width, height, data, /)",
            "A picture out of its pixels.",
            from_bytes,
        )
        .function(
            "merge(mode, bands, /)",
            "A picture out of pictures of mode L.",
            merge,
        );
    let def = def
        .function(
            "pixels(image, core, /)",
            "The pixels of a picture by place.",
            access::access,
        )
        .function(
            "sixel(core, palette, /)",
            "A picture of palette indexes for a terminal.",
            sixel,
        )
        .function(
            "reorder(data, order, /)",
            "The bands of pixels in another order: for each place the band to take.",
            reorder,
        );
    let def = shapes::functions(def);
    files::functions(vm, def)
}

/// A mode by name.
fn mode_of(vm: &Vm, name: &Str) -> PyResult<Mode> {
    name.as_str()
        .and_then(Mode::of)
        .ok_or_else(|| vm.value_error("unrecognized image mode"))
}

#[cold]
fn no_memory(vm: &Vm) -> Exc {
    vm.exception_with(&vm.types.memory_error, Vec::new())
}

/// A picture as an object, or MemoryError.
fn wrap(vm: &Vm, picture: Option<Picture>) -> PyResult<Value> {
    match picture {
        Some(picture) => Ok(vm.wrap(Core::new(picture))),
        None => Err(no_memory(vm)),
    }
}

fn new(vm: &Vm, mode: Str, width: i64, height: i64) -> PyResult<Value> {
    let mode = mode_of(vm, &mode)?;
    let size = |v: i64| usize::try_from(v).map_err(|_| vm.value_error("bad image size"));
    wrap(vm, Picture::new(mode, size(width)?, size(height)?))
}

fn from_bytes(vm: &Vm, mode: Str, width: usize, height: usize, data: Buffer) -> PyResult<Value> {
    let mode = mode_of(vm, &mode)?;
    let mut picture = Picture::new(mode, width, height).ok_or_else(|| no_memory(vm))?;
    let count = picture.data.len();
    match data.get(..count) {
        Some(bytes) => picture.data.copy_from_slice(bytes),
        None => return Err(vm.value_error("not enough image data")),
    }
    wrap(vm, Some(picture))
}

fn merge(vm: &Vm, mode: Str, bands: List) -> PyResult<Value> {
    let bands: Vec<Native<Core>> = bands
        .borrow()
        .iter()
        .filter_map(Native::from_value)
        .collect();
    let mode = mode_of(vm, &mode)?;
    let Some(first) = bands.first() else {
        return Err(vm.value_error("wrong number of bands"));
    };
    let (width, height) = {
        let first = first.picture.borrow();
        (first.width, first.height)
    };
    let mut out = Picture::new(mode, width, height).ok_or_else(|| no_memory(vm))?;
    if mode.bands() == 1 {
        out.data = first.picture.borrow().data.clone();
        out.data.resize(width * height * mode.size(), 0);
        return wrap(vm, Some(out));
    }
    for (i, band) in bands.iter().enumerate() {
        out.put_band(&band.picture.borrow(), i);
    }
    wrap(vm, Some(out))
}
