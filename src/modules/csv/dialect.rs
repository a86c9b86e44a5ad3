//! `_csv.Dialect`: how fields are separated and quoted.

use crate::native::{Args, ClassDef, KwArgs, NativeType};
use crate::object::{Class, Native, NativeObject, PyResult, Str, Value};
use crate::vm::Vm;

pub const QUOTE_MINIMAL: i64 = 0;
pub const QUOTE_ALL: i64 = 1;
pub const QUOTE_NONNUMERIC: i64 = 2;
pub const QUOTE_NONE: i64 = 3;
pub const QUOTE_STRINGS: i64 = 4;
pub const QUOTE_NOTNULL: i64 = 5;

/// A dialect; characters are code points.
pub struct Dialect {
    pub delimiter: u32,
    pub quotechar: Option<u32>,
    pub escapechar: Option<u32>,
    pub doublequote: bool,
    pub skipinitialspace: bool,
    pub strict: bool,
    pub quoting: i64,
    pub lineterminator: Str,
    /// Which bytes of UTF-8 may belong to a character with a meaning, so that fields need a look.
    specials: [bool; 256],
}

impl Dialect {
    /// Whether a field is written as it is, perhaps between quotes.
    pub fn is_plain(&self, text: &str) -> bool {
        !text.is_empty() && !text.bytes().any(|byte| self.specials[usize::from(byte)])
    }

    /// Marks the bytes of the characters that have a meaning.
    fn mark_specials(&mut self) {
        let ends = self.lineterminator.code_points();
        let points = [Some(self.delimiter), self.quotechar, self.escapechar];
        for point in points.into_iter().flatten().chain(ends) {
            // Any character that is not ASCII makes all of those worth a look.
            match u8::try_from(point).ok().filter(u8::is_ascii) {
                Some(byte) => self.specials[usize::from(byte)] = true,
                None => self.specials[128..].fill(true),
            }
        }
        self.specials[usize::from(b'\n')] = true;
        self.specials[usize::from(b'\r')] = true;
    }
}

impl NativeObject for Dialect {}

type This = Native<Dialect>;

/// The parameters, in the order of the constructor.
const NAMES: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

fn one(point: Option<u32>) -> Value {
    point.map_or(Value::NONE, |p| Value::from_code_points(&[p]))
}

impl NativeType for Dialect {
    const NAME: &'static str = "_csv.Dialect";

    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Dialect>(
            "_csv",
            "CSV dialect\n\nThe Dialect type records CSV dialect options.",
        )
        .slots(|s| s.new.set(Some(new)))
        .getter("delimiter", "", |_: &Vm, this: This| {
            Ok(one(Some(this.delimiter)))
        })
        .getter("quotechar", "", |_: &Vm, this: This| {
            Ok(one(this.quotechar))
        })
        .getter("escapechar", "", |_: &Vm, this: This| {
            Ok(one(this.escapechar))
        })
        .getter("lineterminator", "", |_: &Vm, this: This| {
            Ok(this.lineterminator.clone())
        })
        .getter("quoting", "", |_: &Vm, this: This| Ok(this.quoting))
        .getter("doublequote", "", |_: &Vm, this: This| Ok(this.doublequote))
        .getter("skipinitialspace", "", |_: &Vm, this: This| {
            Ok(this.skipinitialspace)
        })
        .getter("strict", "", |_: &Vm, this: This| Ok(this.strict))
        .method(
            "__reduce__(self, /)",
            "raises an exception",
            |vm: &Vm, this: This| unpicklable(vm, &this),
        )
        .method(
            "__reduce_ex__(self, proto, /)",
            "raises an exception",
            |vm: &Vm, this: This, _: Value| unpicklable(vm, &this),
        )
    }
}

fn unpicklable(vm: &Vm, this: &This) -> PyResult<Value> {
    let name = vm.type_name(&this.value());
    Err(vm.type_error(format!("cannot pickle '{name}' instances")))
}

fn new(vm: &Vm, class: &Class, args: Args) -> PyResult<Value> {
    let (positional, keywords) = args.into_parts();
    let mut given = positional.into_iter();
    let base = given.next();
    let mut params: Vec<(Str, Value)> = NAMES
        .iter()
        .zip(given)
        .map(|(name, value)| (Str::intern(name), value))
        .collect();
    let mut base = base;
    for (name, value) in keywords {
        if name.as_str() == Some("dialect") {
            base = Some(value);
        } else {
            params.push((name, value));
        }
    }
    build(vm, class, base, params)
}

/// The dialect that arguments of `reader`, `writer` and others mean.
pub fn make(vm: &Vm, base: Option<Value>, params: KwArgs) -> PyResult<Value> {
    build(vm, &vm.class_for::<Dialect>(), base, params.0)
}

fn build(
    vm: &Vm,
    class: &Class,
    base: Option<Value>,
    mut params: Vec<(Str, Value)>,
) -> PyResult<Value> {
    let mut base = base.filter(|b| !b.is_none());
    if let Some(at) = params
        .iter()
        .position(|(name, _)| name.as_str() == Some("dialect"))
    {
        base = Some(params.remove(at).1);
    }
    if let Some(name) = base.as_ref().filter(|b| Str::from_value(b).is_some()) {
        base = Some(super::named(vm, name)?);
    }
    if let Some(base) = &base
        && params.is_empty()
        && Native::<Dialect>::from_value(base).is_some()
    {
        return Ok(base.clone());
    }
    let mut values: [Option<Value>; 8] = Default::default();
    for (name, value) in params {
        match NAMES.iter().position(|n| name.as_str() == Some(n)) {
            Some(at) => values[at] = Some(value),
            None => {
                return Err(vm.type_error(format!(
                    "this function got an unexpected keyword argument '{}'",
                    name.to_lossy()
                )));
            }
        }
    }
    if let Some(base) = &base {
        for (slot, name) in values.iter_mut().zip(NAMES) {
            if slot.is_none() {
                *slot = vm.attr_opt(base, name)?;
            }
        }
    }
    Ok(vm.wrap_as(class, parse(vm, values)?))
}

fn parse(vm: &Vm, values: [Option<Value>; 8]) -> PyResult<Dialect> {
    let [
        delimiter,
        doublequote,
        escapechar,
        terminator,
        quotechar,
        quoting,
        skip,
        strict,
    ] = values;
    let truth = |value: &Option<Value>, missing: bool| match value {
        Some(value) => vm.is_true(value),
        None => Ok(missing),
    };
    let doublequote = truth(&doublequote, true)?;
    let delimiter = match delimiter {
        None => u32::from(','),
        Some(value) if value.is_none() => {
            return Err(vm.type_error("\"delimiter\" must be string, not NoneType"));
        }
        Some(value) => character(vm, "delimiter", "string", &value)?,
    };
    let optional = |name: &str, value: &Option<Value>, missing: Option<u32>| match value {
        None => Ok(missing),
        Some(value) if value.is_none() => Ok(None),
        Some(value) => character(vm, name, "string or None", value).map(Some),
    };
    let escape = optional("escapechar", &escapechar, None)?;
    let lineterminator = match &terminator {
        None => Str::new("\r\n"),
        Some(value) if value.is_none() => {
            return Err(vm.type_error("lineterminator must be set"));
        }
        Some(value) => Str::from_value(value)
            .ok_or_else(|| vm.type_error("\"lineterminator\" must be a string"))?,
    };
    let quote = optional("quotechar", &quotechar, Some(u32::from('"')))?;
    let mut style = match &quoting {
        None => QUOTE_MINIMAL,
        Some(value) if vm.big_of(value).is_none() => {
            return Err(vm.type_error("\"quoting\" must be an integer"));
        }
        Some(value) => vm.index(value)?,
    };
    if !(QUOTE_MINIMAL..=QUOTE_NOTNULL).contains(&style) {
        return Err(vm.type_error("bad \"quoting\" value"));
    }
    if quote.is_none() && quotechar.is_some() && quoting.is_none() {
        style = QUOTE_NONE;
    }
    if style != QUOTE_NONE && quote.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    let mut dialect = Dialect {
        delimiter,
        quotechar: quote,
        escapechar: escape,
        doublequote,
        skipinitialspace: truth(&skip, false)?,
        strict: truth(&strict, false)?,
        quoting: style,
        lineterminator,
        specials: [false; 256],
    };
    check(vm, &dialect)?;
    dialect.mark_specials();
    Ok(dialect)
}

fn character(vm: &Vm, name: &str, expected: &str, value: &Value) -> PyResult<u32> {
    let Some(text) = Str::from_value(value) else {
        return Err(vm.type_error(format!(
            "\"{name}\" must be {expected}, not {}",
            vm.type_name(value)
        )));
    };
    match text.code_points()[..] {
        [point] => Ok(point),
        _ => Err(vm.type_error(format!("\"{name}\" must be a 1-character string"))),
    }
}

/// Characters that cannot be told from each other or from ends of lines.
fn check(vm: &Vm, d: &Dialect) -> PyResult<()> {
    let terminator = d.lineterminator.code_points();
    let set = [
        ("delimiter", Some(d.delimiter), true),
        ("escapechar", d.escapechar, !d.skipinitialspace),
        ("quotechar", d.quotechar, !d.skipinitialspace),
    ];
    for (name, point, takes_space) in set {
        let Some(point) = point else { continue };
        let is_line_end = point == u32::from('\r') || point == u32::from('\n');
        let is_space = point == u32::from(' ') && !takes_space;
        if is_line_end || is_space || terminator.contains(&point) {
            return Err(vm.value_error(format!("bad {name} value")));
        }
    }
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let ((first, x, _), (second, y, _)) = (set[a], set[b]);
        if x.is_some() && x == y {
            return Err(vm.value_error(format!("bad {first} or {second} value")));
        }
    }
    Ok(())
}
