//! Shapes as functions of the module: the ink and the points of programs, made ready for drawing.

use super::core::{Core, numbers};
use super::draw::{Canvas, bitmap};
use super::ellipse::{self, Part};
use super::ink::ink;
use super::picture::{Mode, Picture};
use super::polygon;
use crate::native::ModuleDef;
use crate::object::{List, Native, PyResult, Value};
use crate::vm::Vm;

type Target = Native<Core>;

/// Draw with a colour.
fn with_canvas(
    vm: &Vm,
    target: &Target,
    color: &Value,
    blend: bool,
    draw: impl FnOnce(&mut Canvas),
) -> PyResult<()> {
    let mode = target.picture.borrow().mode;
    let ink = ink(vm, mode_for(mode, blend), color)?;
    let mut picture = target.picture.borrow_mut();
    draw(&mut Canvas {
        picture: &mut picture,
        ink,
        blend,
        mask: None,
    });
    Ok(())
}

/// The mode of an ink: one with alpha where it is mixed in.
fn mode_for(mode: Mode, blend: bool) -> Mode {
    if blend { Mode::Rgba } else { mode }
}

/// Coordinates, two by two, without their fractions.
fn points(vm: &Vm, list: &List) -> PyResult<Vec<(i64, i64)>> {
    let flat = numbers(vm, list)?;
    Ok(flat
        .chunks_exact(2)
        .map(|p| (p[0] as i64, p[1] as i64))
        .collect())
}

/// A box: left, top, right, bottom.
fn bounds(vm: &Vm, list: &List) -> PyResult<[i64; 4]> {
    let [x0, y0, x1, y1] = match points(vm, list)?.as_slice() {
        [(x0, y0), (x1, y1)] => [*x0, *y0, *x1, *y1],
        _ => return Err(vm.type_error("coordinate list must contain exactly 2 coordinates")),
    };
    if x1 < x0 {
        return Err(vm.value_error("x1 must be greater than or equal to x0"));
    }
    if y1 < y0 {
        return Err(vm.value_error("y1 must be greater than or equal to y0"));
    }
    Ok([x0, y0, x1, y1])
}

fn point(vm: &Vm, target: Target, xy: List, color: Value, blend: bool) -> PyResult<()> {
    let points = points(vm, &xy)?;
    with_canvas(vm, &target, &color, blend, |c| {
        points.iter().for_each(|(x, y)| c.point(*x, *y));
    })
}

fn line(vm: &Vm, target: Target, xy: List, color: Value, width: i64, blend: bool) -> PyResult<()> {
    let points = points(vm, &xy)?;
    if points.len() < 2 {
        return Err(vm.type_error("coordinate list must contain at least 2 coordinates"));
    }
    with_canvas(vm, &target, &color, blend, |c| {
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if width <= 1 {
                c.line(x0, y0, x1, y1);
            } else {
                polygon::wide_line(c, (x0, y0), (x1, y1), width);
            }
        }
        if width <= 1
            && let Some((x, y)) = points.last()
        {
            c.point(*x, *y);
        }
    })
}

fn rectangle(
    vm: &Vm,
    target: Target,
    xy: List,
    color: Value,
    fill: bool,
    width: i64,
    blend: bool,
) -> PyResult<()> {
    let [x0, y0, x1, y1] = bounds(vm, &xy)?;
    with_canvas(vm, &target, &color, blend, |c| {
        c.rectangle(x0, y0, x1, y1, fill, width)
    })
}

#[allow(clippy::too_many_arguments)] // One per parameter of the Python function.
fn draw_polygon(
    vm: &Vm,
    target: Target,
    xy: List,
    color: Value,
    fill: bool,
    width: i64,
    mask: Value,
    blend: bool,
) -> PyResult<()> {
    let points = points(vm, &xy)?;
    let (Some(&first), Some(&last), true) = (points.first(), points.last(), points.len() > 1)
    else {
        return Err(vm.type_error("coordinate list must contain at least 2 coordinates"));
    };
    let mask = Native::<Core>::from_value(&mask).map(|mask| mask.picture.borrow().clone());
    let fits = |picture: &Picture, mask: &Picture| {
        (picture.width, picture.height, Mode::One) == (mask.width, mask.height, mask.mode)
    };
    if let Some(mask) = &mask
        && !fits(&target.picture.borrow(), mask)
    {
        return Err(vm.value_error("images do not match"));
    }
    with_canvas(vm, &target, &color, blend, |c| {
        let mut c = Canvas {
            picture: &mut *c.picture,
            ink: c.ink,
            blend: c.blend,
            mask: mask.as_ref(),
        };
        if fill {
            return polygon::fill(&mut c, &points);
        }
        let mut side = |a: (i64, i64), b: (i64, i64)| match width {
            1 => c.line(a.0, a.1, b.0, b.1),
            _ => polygon::wide_line(&mut c, a, b, width),
        };
        for pair in points.windows(2) {
            side(pair[0], pair[1]);
        }
        side(last, first);
    })
}

fn draw_ellipse(
    vm: &Vm,
    target: Target,
    xy: List,
    color: Value,
    fill: bool,
    width: i64,
    blend: bool,
) -> PyResult<()> {
    let bounds = bounds(vm, &xy)?;
    with_canvas(vm, &target, &color, blend, |c| {
        ellipse::ellipse(c, bounds, fill, width)
    })
}

#[allow(clippy::too_many_arguments)] // One per parameter of the Python function.
fn part(
    vm: &Vm,
    target: Target,
    what: String,
    xy: List,
    start: f64,
    end: f64,
    color: Value,
    fill: bool,
    width: i64,
    blend: bool,
) -> PyResult<()> {
    let bounds = bounds(vm, &xy)?;
    let what = match what.as_str() {
        "arc" => Part::Arc,
        "chord" => Part::Chord,
        _ => Part::Pie,
    };
    with_canvas(vm, &target, &color, blend, |c| {
        ellipse::part(c, bounds, (start, end), what, fill, width);
    })
}

fn mask(
    vm: &Vm,
    target: Target,
    mask: Target,
    x: i64,
    y: i64,
    color: Value,
    blend: bool,
) -> PyResult<()> {
    let mask = mask.picture.borrow().clone();
    with_canvas(vm, &target, &color, blend, |c| bitmap(c, &mask, x, y))
}

/// The functions.
pub fn functions(def: ModuleDef) -> ModuleDef {
    def.function("draw_points(core, xy, ink, blend, /)", "Points.", point)
        .function("draw_lines(core, xy, ink, width, blend, /)", "Lines.", line)
        .function(
            "draw_rectangle(core, xy, ink, fill, width, blend, /)",
            "A rectangle.",
            rectangle,
        )
        .function(
            "draw_polygon(core, xy, ink, fill, width, mask, blend, /)",
            "A polygon.",
            draw_polygon,
        )
        .function(
            "draw_ellipse(core, xy, ink, fill, width, blend, /)",
            "An ellipse.",
            draw_ellipse,
        )
        .function(
            "draw_part(core, kind, xy, start, end, ink, fill, width, blend, /)",
            "A part of an ellipse.",
            part,
        )
        .function(
            "draw_mask(core, mask, x, y, ink, blend, /)",
            "A colour through a mask.",
            mask,
        )
}
