//! The object that an `Image` of the package PIL holds: a picture with its methods.

use std::cell::RefCell;

use super::convert::{Palette, Refused};
use super::ink::{colour, ink};
use super::picture::{Kind, Mode, Picture};
use super::transform::Map;
use super::{
    blur, combine, convert, filter, lut, mode_of, no_memory, quantize, resize, transform, wrap,
};
use crate::native::{Buffer, ClassDef, NativeType};
use crate::object::{List, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

/// A picture as an object.
pub struct Core {
    pub picture: RefCell<Picture>,
}

impl Core {
    pub fn new(picture: Picture) -> Core {
        Core {
            picture: RefCell::new(picture),
        }
    }
}

impl NativeObject for Core {}

type This = Native<Core>;

/// The numbers of a list.
pub fn numbers(vm: &Vm, list: &List) -> PyResult<Vec<f64>> {
    let items = list.borrow().clone();
    items.iter().map(|v| vm.to_f64(v)).collect()
}

/// A palette out of four bytes per entry.
pub fn palette_of(bytes: &[u8]) -> (Palette, usize) {
    let mut palette = [[0, 0, 0, 255]; 256];
    for (entry, b) in palette.iter_mut().zip(bytes.chunks_exact(4)) {
        entry.copy_from_slice(b);
    }
    (palette, (bytes.len() / 4).clamp(1, 256))
}

fn refused(vm: &Vm, why: Refused, from: Mode, to: Mode) -> crate::object::Exc {
    match why {
        Refused::Memory => no_memory(vm),
        Refused::NoWay => vm.value_error(format!(
            "conversion from {} to {} not supported",
            from.name(),
            to.name()
        )),
    }
}

fn place(vm: &Vm, this: &This, x: i64, y: i64) -> PyResult<(usize, usize)> {
    let p = this.picture.borrow();
    let (w, h) = (p.width as i64, p.height as i64);
    let x = if x < 0 { x + w } else { x };
    let y = if y < 0 { y + h } else { y };
    if x < 0 || y < 0 || x >= w || y >= h {
        return Err(vm.index_error("image index out of range"));
    }
    Ok((x as usize, y as usize))
}

/// The colour of a pixel.
pub fn get_pixel(vm: &Vm, this: This, x: i64, y: i64) -> PyResult<Value> {
    let (x, y) = place(vm, &this, x, y)?;
    let p = this.picture.borrow();
    Ok(colour(p.mode, p.pixel(x, y)))
}

/// Sets the colour of a pixel.
pub fn put_pixel(vm: &Vm, this: This, x: i64, y: i64, value: Value) -> PyResult<()> {
    let (x, y) = place(vm, &this, x, y)?;
    let mode = this.picture.borrow().mode;
    let ink = ink(vm, mode, &value)?;
    this.picture.borrow_mut().put(x as i64, y as i64, &ink);
    Ok(())
}

fn to_list(_: &Vm, this: This, band: Option<i64>) -> PyResult<Vec<Value>> {
    let p = this.picture.borrow();
    let pixels = p.data.chunks_exact(p.step());
    Ok(match band {
        Some(k) if p.mode.kind() == Kind::Bytes => pixels
            .map(|b| Value::int(b.get(k as usize).map_or(0, |v| i64::from(*v))))
            .collect(),
        _ => pixels.map(|b| colour(p.mode, b)).collect(),
    })
}

fn put_list(vm: &Vm, this: This, data: List, scale: f64, offset: f64) -> PyResult<()> {
    let (mode, width, count) = {
        let p = this.picture.borrow();
        (p.mode, p.width.max(1), p.width * p.height)
    };
    let items = data.borrow().clone();
    if items.len() > count {
        return Err(vm.type_error("too many data entries"));
    }
    for (i, item) in items.iter().enumerate() {
        let scaled = mode.bands() == 1;
        let value = match scaled {
            true => {
                let v = vm.to_f64(item)? * scale + offset;
                if mode == Mode::F {
                    Value::float(v)
                } else {
                    Value::int(v as i64)
                }
            }
            false => item.clone(),
        };
        let ink = ink(vm, mode, &value)?;
        let (x, y) = ((i % width) as i64, (i / width) as i64);
        this.picture.borrow_mut().put(x, y, &ink);
    }
    Ok(())
}

fn convert_to(vm: &Vm, this: This, mode: Str, dither: bool) -> PyResult<Value> {
    let to = mode_of(vm, &mode)?;
    let p = this.picture.borrow();
    let out = convert::convert(&p, to, dither).map_err(|e| refused(vm, e, p.mode, to))?;
    wrap(vm, Some(out))
}

fn from_palette(vm: &Vm, this: This, mode: Str, palette: Buffer) -> PyResult<Value> {
    let to = mode_of(vm, &mode)?;
    let p = this.picture.borrow();
    let (palette, _) = palette_of(&palette);
    let out = convert::from_palette(&p, &palette, to).map_err(|e| refused(vm, e, p.mode, to))?;
    wrap(vm, Some(out))
}

fn to_palette(vm: &Vm, this: This, palette: Buffer, dither: bool) -> PyResult<Value> {
    let (palette, count) = palette_of(&palette);
    let p = this.picture.borrow();
    wrap(vm, convert::to_palette(&p, &palette, count, dither))
}

fn quantized(vm: &Vm, this: This, colors: usize, method: i64, means: i64) -> PyResult<Value> {
    let p = this.picture.borrow();
    let done = quantize::quantize(&p, colors, method, means.clamp(0, 1000) as usize);
    let (out, palette) = done.ok_or_else(|| no_memory(vm))?;
    let bytes: Vec<u8> = palette.into_iter().flatten().collect();
    Ok(Value::tuple(vec![
        wrap(vm, Some(out))?,
        Value::bytes(bytes),
    ]))
}

fn resized(
    vm: &Vm,
    this: This,
    width: usize,
    height: usize,
    method: i64,
    region: List,
) -> PyResult<Value> {
    let region: [f64; 4] = numbers(vm, &region)?
        .try_into()
        .map_err(|_| vm.value_error("box must be 4 numbers"))?;
    let p = this.picture.borrow();
    let [x0, y0, x1, y1] = region;
    if x0 < 0.0 || y0 < 0.0 {
        return Err(vm.value_error("box offset can't be negative"));
    }
    if x1 > p.width as f64 || y1 > p.height as f64 {
        return Err(vm.value_error("box can't exceed original image size"));
    }
    if x1 < x0 || y1 < y0 {
        return Err(vm.value_error("box can't be empty"));
    }
    wrap(
        vm,
        match resize::Window::of(method) {
            None => resize::nearest(&p, width, height, region),
            Some(window) => resize::resample(&p, width, height, window, region),
        },
    )
}

fn reduced(vm: &Vm, this: This, fx: usize, fy: usize, region: List) -> PyResult<Value> {
    let p = this.picture.borrow();
    if p.mode.kind() == Kind::Short {
        return Err(wrong_mode(vm));
    }
    let region: Vec<usize> = numbers(vm, &region)?.iter().map(|v| *v as usize).collect();
    let region: [usize; 4] = region
        .try_into()
        .map_err(|_| vm.value_error("box must be 4 numbers"))?;
    if region[2] > p.width || region[3] > p.height {
        return Err(vm.value_error("box can't exceed original image size"));
    }
    if region[2] <= region[0] || region[3] <= region[1] {
        return Err(vm.value_error("box can't be empty"));
    }
    if fx == 0 || fy == 0 {
        return Err(vm.value_error("scale must be > 0"));
    }
    wrap(vm, resize::reduce(&p, fx, fy, region))
}

#[allow(clippy::too_many_arguments)] // One per parameter of the Python function.
fn transformed(
    vm: &Vm,
    this: This,
    source: This,
    region: List,
    kind: i64,
    data: List,
    filter: i64,
    fill: bool,
) -> PyResult<()> {
    let region: Vec<i64> = numbers(vm, &region)?.iter().map(|v| *v as i64).collect();
    let region: [i64; 4] = region
        .try_into()
        .map_err(|_| vm.value_error("box must be 4 numbers"))?;
    let data = numbers(vm, &data)?;
    let wrong = || vm.value_error("wrong number of matrix entries");
    let map = match kind {
        0 => Map::Affine(data.try_into().map_err(|_| wrong())?),
        2 => Map::Perspective(data.try_into().map_err(|_| wrong())?),
        3 => Map::Quad(data.try_into().map_err(|_| wrong())?),
        _ => return Err(vm.value_error("unknown transformation method")),
    };
    let source = source.picture.borrow().clone();
    transform::transform(
        &mut this.picture.borrow_mut(),
        &source,
        region,
        map,
        filter,
        fill,
    );
    Ok(())
}

fn pasted(vm: &Vm, this: This, source: Value, region: List, mask: Value) -> PyResult<()> {
    let region: Vec<i64> = numbers(vm, &region)?.iter().map(|v| *v as i64).collect();
    let region: [i64; 4] = region
        .try_into()
        .map_err(|_| vm.value_error("box must be 4 numbers"))?;
    let mask = Native::<Core>::from_value(&mask).map(|m| m.picture.borrow().clone());
    let size = (region[2] - region[0], region[3] - region[1]);
    let differs = |p: &Picture| (p.width as i64, p.height as i64) != size;
    if mask.as_ref().is_some_and(differs) {
        return Err(vm.value_error("images do not match"));
    }
    let mode = this.picture.borrow().mode;
    if let Some(source) = Native::<Core>::from_value(&source) {
        let source = source.picture.borrow().clone();
        if differs(&source) {
            return Err(vm.value_error("images do not match"));
        }
        let source = combine::Source::Picture(&source);
        combine::paste(
            &mut this.picture.borrow_mut(),
            &source,
            mask.as_ref(),
            region,
        );
    } else {
        let ink = ink(vm, mode, &source)?;
        let source = combine::Source::Colour(&ink);
        combine::paste(
            &mut this.picture.borrow_mut(),
            &source,
            mask.as_ref(),
            region,
        );
    }
    Ok(())
}

/// Two pictures of one mode and one size.
fn matching(vm: &Vm, a: &Picture, b: &Picture) -> PyResult<()> {
    if a.mode != b.mode || a.width != b.width || a.height != b.height {
        return Err(vm.value_error("images do not match"));
    }
    Ok(())
}

fn looked_up(vm: &Vm, this: This, table: List, mode: Str) -> PyResult<Value> {
    let to = mode_of(vm, &mode)?;
    let mut table: Vec<i64> = numbers(vm, &table)?.iter().map(|v| *v as i64).collect();
    let p = this.picture.borrow();
    let bands = p.mode.bands();
    let wide = matches!(p.mode.kind(), Kind::Int | Kind::Short);
    let is_whole = p.mode == Mode::I && to == Mode::L;
    let wanted = if is_whole { 65536 } else { 256 * bands };
    if table.len() != wanted {
        return Err(vm.value_error("wrong number of lut entries"));
    }
    if p.mode.kind() == Kind::Float || (wide && !is_whole) {
        return Err(vm.value_error("point operation not supported for this mode"));
    }
    if to.kind() == Kind::Bytes {
        table.iter_mut().for_each(|v| *v = (*v).clamp(0, 255));
    }
    wrap(vm, combine::look_up(&p, to, &table))
}

fn histogram(_: &Vm, this: This, mask: Value, low: f64, high: f64) -> PyResult<Vec<Value>> {
    let mask = Native::<Core>::from_value(&mask).map(|m| m.picture.borrow().clone());
    let p = this.picture.borrow();
    let counts = combine::histogram(&p, mask.as_ref(), Some((low, high)));
    Ok(counts.into_iter().map(Value::int).collect())
}

fn extrema(vm: &Vm, this: This) -> PyResult<Vec<Value>> {
    let p = this.picture.borrow();
    if p.mode == Mode::I16B {
        return Err(wrong_mode(vm));
    }
    let float = p.mode == Mode::F;
    let number = |v: f64| {
        if float {
            Value::float(v)
        } else {
            Value::int(v as i64)
        }
    };
    let found = combine::extrema(&p);
    Ok(found
        .into_iter()
        .filter(|(low, _)| low.is_finite())
        .map(|(low, high)| Value::tuple(vec![number(low), number(high)]))
        .collect())
}

fn colors(vm: &Vm, this: This, most: usize) -> PyResult<Value> {
    let p = this.picture.borrow();
    if p.mode.kind() == Kind::Short {
        return Err(wrong_mode(vm));
    }
    let mut counts: std::collections::HashMap<&[u8], i64> = Default::default();
    let mut order: Vec<&[u8]> = Vec::new();
    for pixel in p.data.chunks_exact(p.step()) {
        let count = counts.entry(pixel).or_insert(0);
        *count += 1;
        if *count == 1 {
            order.push(pixel);
            if order.len() > most {
                return Ok(Value::NONE);
            }
        }
    }
    if p.mode.bands() == 1 {
        order.sort_unstable();
    }
    let rows: Vec<Value> = order
        .into_iter()
        .map(|c| {
            let count = counts.get(c).copied().unwrap_or(0);
            Value::tuple(vec![Value::int(count), colour(p.mode, c)])
        })
        .collect();
    Ok(rows.into())
}

fn wrong_mode(vm: &Vm) -> crate::object::Exc {
    vm.value_error("image has wrong mode")
}

/// A blur of a picture, in a mode that can be averaged.
fn blurred(
    vm: &Vm,
    this: &This,
    radii: [f64; 2],
    blur: impl FnOnce(&Picture) -> Option<Picture>,
) -> PyResult<Value> {
    let source = this.picture.borrow();
    if radii.iter().any(|radius| *radius < 0.0) {
        return Err(vm.value_error("radius must be >= 0"));
    }
    if radii != [0.0, 0.0] && !source.mode.can_blur() {
        return Err(wrong_mode(vm));
    }
    wrap(vm, blur(&source))
}

fn ranked(vm: &Vm, this: This, side: usize, rank: usize) -> PyResult<Value> {
    if side.is_multiple_of(2) {
        return Err(vm.value_error("bad filter size"));
    }
    if side.checked_mul(side).is_none_or(|n| rank >= n) {
        return Err(vm.value_error("bad rank value"));
    }
    let source = this.picture.borrow();
    if source.mode.kind() == Kind::Short {
        return Err(wrong_mode(vm));
    }
    wrap(vm, filter::rank(&source, side, rank))
}

fn kernel(vm: &Vm, this: This, side: usize, weights: List, offset: f64) -> PyResult<Value> {
    let weights: Vec<f32> = numbers(vm, &weights)?.iter().map(|v| *v as f32).collect();
    if weights.len() != side * side || !matches!(side, 3 | 5) {
        return Err(vm.value_error("bad kernel size"));
    }
    if this.picture.borrow().mode.kind() == Kind::Float {
        return Err(wrong_mode(vm));
    }
    wrap(
        vm,
        filter::kernel(&this.picture.borrow(), side, &weights, offset as f32),
    )
}

/// The picture through a table of colours.
fn through_table(
    vm: &Vm,
    this: This,
    mode: Str,
    bands: usize,
    sizes: [i64; 3],
    table: List,
) -> PyResult<Value> {
    let to = mode_of(vm, &mode)?;
    if sizes.iter().any(|size| !(2..=65).contains(size)) {
        return Err(vm.value_error("Table size in any dimension should be from 2 to 65"));
    }
    let table = numbers(vm, &table)?;
    let Some(table) = lut::Table::new(bands, sizes.map(|size| size as usize), &table) else {
        return Err(vm.value_error(
            "The table should have table_channels * size1D * size2D * size3D float items.",
        ));
    };
    match lut::apply(&this.picture.borrow(), to, &table) {
        Ok(made) => wrap(vm, made),
        Err(()) => Err(wrong_mode(vm)),
    }
}

impl NativeType for Core {
    const NAME: &'static str = "ImagingCore";
    fn class_def(_: &Vm) -> ClassDef {
        let def = ClassDef::native::<Core>("_pil", "A picture in memory.")
            .getter("mode", "The mode.", |_: &Vm, this: This| {
                Ok(this.picture.borrow().mode.name())
            })
            .getter("size", "Width and height.", |_: &Vm, this: This| {
                let p = this.picture.borrow();
                Ok((p.width, p.height))
            })
            .method(
                "getpixel(self, x, y, /)",
                "The colour of a pixel.",
                get_pixel,
            )
            .method(
                "putpixel(self, x, y, value, /)",
                "Set the colour of a pixel.",
                put_pixel,
            )
            .method("tolist(self, band=None, /)", "All pixels.", to_list)
            .method(
                "putlist(self, data, scale, offset, /)",
                "Set pixels one after the other.",
                put_list,
            )
            .method("copy(self, /)", "A copy.", |vm: &Vm, this: This| {
                wrap(vm, Some(this.picture.borrow().clone()))
            })
            .method(
                "tobytes(self, /)",
                "The bytes of the pixels.",
                |_: &Vm, this: This| Ok(this.picture.borrow().data.clone()),
            )
            .method(
                "relabel(self, mode, /)",
                "The same bytes under another mode.",
                |vm: &Vm, this: This, mode: Str| {
                    let mode = mode_of(vm, &mode)?;
                    let mut p = this.picture.borrow().clone();
                    if mode.size() != p.mode.size() {
                        return Err(vm.value_error("image has wrong mode"));
                    }
                    p.mode = mode;
                    wrap(vm, Some(p))
                },
            )
            .method(
                "fill(self, color, /)",
                "Fill with a colour.",
                |vm: &Vm, this: This, color: Value| {
                    let mode = this.picture.borrow().mode;
                    let ink = ink(vm, mode, &color)?;
                    this.picture.borrow_mut().fill(&ink);
                    Ok(())
                },
            )
            .method(
                "crop(self, x0, y0, x1, y1, /)",
                "A part.",
                |vm: &Vm, this: This, x0: i64, y0: i64, x1: i64, y1: i64| {
                    wrap(vm, this.picture.borrow().crop(x0, y0, x1, y1))
                },
            )
            .method(
                "convert(self, mode, dither, /)",
                "In another mode.",
                convert_to,
            )
            .method(
                "from_palette(self, mode, palette, /)",
                "Colours of indexes.",
                from_palette,
            )
            .method(
                "to_palette(self, palette, dither, /)",
                "Indexes of colours.",
                to_palette,
            )
            .method(
                "quantize(self, colors, method, kmeans, /)",
                "Indexes, and a palette.",
                quantized,
            )
            .method(
                "matrix(self, mode, values, /)",
                "Through a matrix.",
                |vm: &Vm, this: This, mode: Str, values: List| {
                    let to = mode_of(vm, &mode)?;
                    let m: Vec<f32> = numbers(vm, &values)?.iter().map(|v| *v as f32).collect();
                    let source = this.picture.borrow();
                    if source.mode.bands() != 3 {
                        return Err(wrong_mode(vm));
                    }
                    wrap(vm, convert::matrix(&source, to, &m))
                },
            );
        more(def)
    }
}

/// Sizes, filters, arithmetic.
fn more(def: ClassDef) -> ClassDef {
    def.method(
        "resize(self, width, height, method, box, /)",
        "In another size.",
        resized,
    )
    .method("reduce(self, fx, fy, box, /)", "Means of blocks.", reduced)
    .method(
        "transpose(self, method, /)",
        "Mirrored or turned.",
        |vm: &Vm, this: This, method: i64| {
            if !(0..=6).contains(&method) {
                return Err(vm.value_error("No such transpose operation"));
            }
            wrap(vm, transform::transpose(&this.picture.borrow(), method))
        },
    )
    .method(
        "transform(self, source, box, kind, data, filter, fill, /)",
        "Fill from another picture.",
        transformed,
    )
    .method(
        "paste(self, source, box, mask, /)",
        "Paste a picture or a colour.",
        pasted,
    )
    .method(
        "band(self, band, /)",
        "One band.",
        |vm: &Vm, this: This, band: usize| wrap(vm, this.picture.borrow().band(band)),
    )
    .method(
        "putband(self, source, band, /)",
        "Replace a band.",
        |_: &Vm, this: This, source: This, band: usize| {
            let source = source.picture.borrow().clone();
            this.picture.borrow_mut().put_band(&source, band);
            Ok(())
        },
    )
    .method(
        "alpha_composite(self, over, /)",
        "Another picture over this one.",
        |vm: &Vm, this: This, over: This| {
            let (a, b) = (this.picture.borrow(), over.picture.borrow());
            matching(vm, &a, &b)?;
            if !matches!(a.mode, Mode::Rgba | Mode::La) {
                return Err(vm.value_error("image has wrong mode"));
            }
            wrap(vm, combine::alpha_composite(&a, &b))
        },
    )
    .method(
        "blend(self, other, alpha, /)",
        "Between two pictures.",
        |vm: &Vm, this: This, other: This, alpha: f64| {
            let (a, b) = (this.picture.borrow(), other.picture.borrow());
            if a.mode.kind() != Kind::Bytes || matches!(a.mode, Mode::P | Mode::One) {
                return Err(vm.value_error("image has wrong mode"));
            }
            matching(vm, &a, &b)?;
            wrap(vm, combine::blend(&a, &b, alpha as f32))
        },
    )
    .method(
        "arithmetic(self, name, other, scale, offset, /)",
        "Pixel by pixel.",
        |vm: &Vm, this: This, name: String, other: This, scale: f64, offset: i64| {
            let (a, b) = (this.picture.borrow(), other.picture.borrow());
            let logical = matches!(name.as_str(), "and" | "or" | "xor");
            if a.mode.kind() != Kind::Bytes || (logical && a.mode != Mode::One) {
                return Err(vm.value_error("image has wrong mode"));
            }
            if a.mode != b.mode {
                return Err(vm.value_error("images do not match"));
            }
            wrap(
                vm,
                combine::arithmetic(&name, &a, &b, scale as f32, offset as i32),
            )
        },
    )
    .method(
        "invert(self, /)",
        "Black for white.",
        |vm: &Vm, this: This| wrap(vm, Some(combine::invert(&this.picture.borrow()))),
    )
    .method(
        "offset(self, x, y, /)",
        "Rolled around.",
        |vm: &Vm, this: This, x: i64, y: i64| {
            wrap(vm, combine::offset(&this.picture.borrow(), x, y))
        },
    )
    .method(
        "look_up(self, table, mode, /)",
        "Through a table.",
        looked_up,
    )
    .method(
        "scale(self, scale, offset, /)",
        "Numbers scaled.",
        |vm: &Vm, this: This, scale: f64, offset: f64| {
            wrap(vm, combine::scale(&this.picture.borrow(), scale, offset))
        },
    )
    .method(
        "getbbox(self, alpha_only, /)",
        "The box of what is not zero.",
        |_: &Vm, this: This, alpha: bool| {
            let found = combine::bounding_box(&this.picture.borrow(), alpha);
            Ok(found.map(|b| Value::tuple(b.into_iter().map(Value::size).collect())))
        },
    )
    .method(
        "histogram(self, mask, low, high, /)",
        "Counts of values.",
        histogram,
    )
    .method(
        "extrema(self, /)",
        "Smallest and largest of each band.",
        extrema,
    )
    .method(
        "getcolors(self, most, /)",
        "Colours with their counts.",
        colors,
    )
    .method(
        "kernel(self, side, weights, offset, /)",
        "Through a kernel.",
        kernel,
    )
    .method(
        "color_lut_3d(self, mode, bands, size1, size2, size3, table, /)",
        "Through a table of colours.",
        |vm: &Vm, this: This, mode: Str, bands: usize, a: i64, b: i64, c: i64, table: List| {
            through_table(vm, this, mode, bands, [a, b, c], table)
        },
    )
    .method(
        "box_blur(self, rx, ry, passes, /)",
        "Means over boxes.",
        |vm: &Vm, this: This, rx: f64, ry: f64, passes: usize| {
            blurred(vm, &this, [rx, ry], |p| {
                blur::box_blur(p, rx as f32, ry as f32, passes)
            })
        },
    )
    .method(
        "gaussian_blur(self, rx, ry, passes, /)",
        "A bell curve.",
        |vm: &Vm, this: This, rx: f64, ry: f64, passes: usize| {
            blurred(vm, &this, [rx, ry], |p| {
                blur::gaussian_blur(p, rx as f32, ry as f32, passes)
            })
        },
    )
    .method(
        "unsharp_mask(self, radius, percent, threshold, /)",
        "Differences made stronger.",
        |vm: &Vm, this: This, radius: f64, percent: i64, threshold: i64| {
            blurred(vm, &this, [radius; 2], |p| {
                blur::unsharp(p, radius as f32, percent as i32, threshold as i32)
            })
        },
    )
    .method(
        "expand(self, xs, ys, /)",
        "A border of copies.",
        |vm: &Vm, this: This, xs: usize, ys: usize| {
            wrap(vm, filter::expand(&this.picture.borrow(), xs, ys))
        },
    )
    .method("rank(self, side, rank, /)", "Values of a rank.", ranked)
    .method(
        "most_common(self, side, /)",
        "Values that are most frequent.",
        |vm: &Vm, this: This, side: usize| {
            if this.picture.borrow().mode.kind() != Kind::Bytes {
                return Err(wrong_mode(vm));
            }
            wrap(vm, filter::most_common(&this.picture.borrow(), side))
        },
    )
}
