//! File formats and fonts as functions of the module.

use std::cell::RefCell;

use super::core::{Core, numbers};
use super::font::Font;
use super::{codecs, no_memory, png, wrap};
use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{List, Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// A font as an object.
pub struct FontObject(RefCell<Font>);

impl NativeObject for FontObject {}

impl NativeType for FontObject {
    const NAME: &'static str = "Font";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<FontObject>("_pil", "A font of a size.")
            .getter(
                "metrics",
                "Ascent and descent.",
                |_: &Vm, this: Native<FontObject>| Ok(this.0.borrow().metrics()),
            )
            .getter(
                "name",
                "Family and style.",
                |_: &Vm, this: Native<FontObject>| Ok(this.0.borrow().name()),
            )
            .method(
                "length(self, text, /)",
                "The advance of a line.",
                |_: &Vm, this: Native<FontObject>, text: String| {
                    Ok(f64::from(this.0.borrow().layout(&text).width))
                },
            )
            .method(
                "render(self, text, stroke, hard, /)",
                "A line as grey levels, and where its corner is.",
                |vm: &Vm, this: Native<FontObject>, text: String, stroke: f64, hard: bool| {
                    let done = this.0.borrow().render(&text, stroke as f32, hard);
                    let (picture, x, y) = done.ok_or_else(|| no_memory(vm))?;
                    Ok((wrap(vm, Some(picture))?, x, y))
                },
            )
    }
}

fn font(vm: &Vm, data: Buffer, index: i64, size: f64) -> PyResult<Value> {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    match Font::new(data.to_vec(), index, size as f32) {
        Some(font) => Ok(vm.wrap(FontObject(RefCell::new(font)))),
        None => Err(vm.exception(&vm.types.os_error, "unknown file format")),
    }
}

fn head(vm: &Vm, format: String, data: Buffer) -> PyResult<Value> {
    match codecs::head(&format, &data) {
        Ok((width, height, mode)) => Ok(Value::tuple(vec![
            Value::int(i64::from(width)),
            Value::int(i64::from(height)),
            Value::str(mode.name()),
        ])),
        Err(words) => Err(vm.exception(&vm.types.syntax_error, words)),
    }
}

fn decode(vm: &Vm, format: String, data: Buffer) -> PyResult<Value> {
    match codecs::decode(&format, &data) {
        Ok(picture) => wrap(vm, Some(picture)),
        Err(words) => Err(vm.exception(&vm.types.os_error, words)),
    }
}

#[allow(clippy::too_many_arguments)] // One per parameter of the Python function.
fn encode_jpeg(
    vm: &Vm,
    core: Native<Core>,
    quality: i64,
    progressive: bool,
    optimize: bool,
    subsampling: i64,
    dpi: List,
    segments: List,
) -> PyResult<Value> {
    let dpi = numbers(vm, &dpi)?;
    let density = |i: usize| dpi.get(i).map_or(0, |v| v.clamp(0.0, 65535.0) as u16);
    let options = codecs::JpegOptions {
        quality: quality.clamp(1, 100) as u8,
        progressive,
        optimize,
        subsampling,
        density: (density(0), density(1)),
    };
    let mut parts = Vec::new();
    let pairs = segments.borrow().clone();
    for pair in &pairs {
        let items = vm.collect(pair)?;
        if let [number, data] = items.as_slice() {
            parts.push((vm.index(number)? as u8, Buffer::require(vm, data)?.to_vec()));
        }
    }
    codecs::encode_jpeg(&core.picture.borrow(), &options, &parts)
        .map(Value::bytes)
        .map_err(|words| vm.exception(&vm.types.os_error, words))
}

fn png_unpack(
    vm: &Vm,
    data: Buffer,
    width: usize,
    height: usize,
    depth: usize,
    samples: usize,
    interlaced: bool,
) -> PyResult<(Vec<u8>, bool)> {
    png::unpack(&data, width, height, depth, samples, interlaced).ok_or_else(|| {
        vm.exception(
            &vm.types.os_error,
            "broken data stream when reading image file",
        )
    })
}

/// The functions and classes.
pub fn functions(vm: &Vm, def: ModuleDef) -> ModuleDef {
    def.value("Font", vm.class_for::<FontObject>())
        .function(
            "font(data, index, size, /)",
            "A font out of a file's bytes.",
            font,
        )
        .function("head(format, data, /)", "Size and mode of a file.", head)
        .function("decode(format, data, /)", "The picture of a file.", decode)
        .function(
            "encode_jpeg(core, quality, progressive, optimize, subsampling, dpi, segments, /)",
            "A picture as JPEG.",
            encode_jpeg,
        )
        .function(
            "encode_webp(core, lossless, quality, alpha_quality, method, exact, /)",
            "A picture as WebP.",
            encode_webp,
        )
        .function(
            "png_unpack(data, width, height, depth, samples, interlaced, /)",
            "Samples out of inflated rows, and whether all were there.",
            png_unpack,
        )
        .function(
            "png_filter(data, stride, step, plain, /)",
            "Rows made ready for deflating.",
            |_: &Vm, data: Buffer, stride: usize, step: usize, plain: bool| {
                Ok(png::filter(&data, stride, step, plain))
            },
        )
        .function(
            "lzw_decode(data, bits, limit, /)",
            "Numbers of a GIF's code.",
            |vm: &Vm, data: Buffer, bits: usize, limit: usize| {
                codecs::lzw_decode(&data, bits as u32, limit).ok_or_else(|| {
                    vm.exception(
                        &vm.types.os_error,
                        "broken data stream when reading image file",
                    )
                })
            },
        )
        .function(
            "lzw_encode(data, bits, /)",
            "Numbers as a GIF's code.",
            |_: &Vm, data: Buffer, bits: usize| Ok(codecs::lzw_encode(&data, bits as u32)),
        )
}

fn encode_webp(
    vm: &Vm,
    core: Native<Core>,
    lossless: bool,
    quality: f64,
    alpha_quality: f64,
    method: i32,
    exact: bool,
) -> PyResult<Vec<u8>> {
    let options = codecs::WebpOptions {
        lossless,
        quality: quality as f32,
        alpha_quality: alpha_quality as i32,
        method,
        exact,
    };
    codecs::encode_webp(&core.picture.borrow(), &options).map_err(|problem| match problem {
        codecs::WebpProblem::Memory => {
            let words = Value::str("can't allocate picture frame");
            vm.exception_with(&vm.types.memory_error, vec![words])
        }
        codecs::WebpProblem::Words(words) => vm.value_error(words),
    })
}
