//! `re.Pattern`: a compiled pattern, its methods, and the walks over matches behind them.

use std::cell::RefCell;
use std::rc::Rc;

use super::match_object::MatchObject;
use super::subject::Subject;
use super::substitute;
use crate::native::{ClassDef, NativeType};
use crate::object::{Dict, Exc, Native, NativeObject, Payload, PyResult, Str, Value};
use crate::regex::{self, Captures, Limits, Mode, Piece, Program, RunError, Scan};
use crate::vm::Vm;

/// The state of a compiled pattern.
pub struct PatternObject {
    pub program: Program,
    /// The pattern as it was given.
    pub source: Value,
    pub is_text: bool,
    /// The replacement template parsed last.
    pub template: RefCell<Option<(Value, Rc<Vec<Piece>>)>>,
}

pub type Pattern = Native<PatternObject>;

impl NativeObject for PatternObject {}

impl NativeType for PatternObject {
    const NAME: &'static str = "re.Pattern";
    fn class_def(_: &Vm) -> ClassDef {
        let readonly = |vm: &Vm, _: Pattern, _: Option<Value>| -> PyResult<()> {
            Err(vm.attribute_error_text("readonly attribute"))
        };
        let def = ClassDef::native::<PatternObject>("re", "Compiled regular expression object.")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, _, _| {
                    Err(vm.type_error("cannot create 're.Pattern' instances"))
                }));
                s.repr.set(Some(repr));
                s.hash.set(Some(hash));
                s.compare.set(Some(compare));
            })
            .property(
                "pattern",
                "The pattern string from which the RE object was compiled.",
                |_: &Vm, this: Pattern| Ok(this.source.clone()),
                readonly,
            )
            .property(
                "flags",
                "The regex matching flags.",
                |_: &Vm, this: Pattern| Ok(this.program.flags),
                readonly,
            )
            .property(
                "groups",
                "The number of capturing groups in the pattern.",
                |_: &Vm, this: Pattern| Ok(this.program.groups),
                readonly,
            )
            .getter(
                "groupindex",
                "A dictionary mapping group names to group numbers.",
                |vm: &Vm, this: Pattern| {
                    let dict = Dict::new();
                    for (name, group) in &this.program.group_names {
                        dict.set_str(&Str::intern(name), Value::size(*group));
                    }
                    Ok(crate::modules::types::mapping_proxy(vm, dict))
                },
            );
        copying(searching(def))
    }
}

fn searching(def: ClassDef) -> ClassDef {
    def.method(
        "match(self, /, string, pos=0, endpos=sys.maxsize)",
        "Matches zero or more characters at the beginning of the string.",
        |vm: &Vm, this: Pattern, string: Value, pos: i64, endpos: i64| {
            run(vm, &this, &string, Mode::Match, pos, endpos)
        },
    )
    .method(
        "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)",
        "Matches against all of the string.",
        |vm: &Vm, this: Pattern, string: Value, pos: i64, endpos: i64| {
            run(vm, &this, &string, Mode::Fullmatch, pos, endpos)
        },
    )
    .method(
        "search(self, /, string, pos=0, endpos=sys.maxsize)",
        "Scan through string looking for a match, and return a corresponding match object \
         instance.",
        |vm: &Vm, this: Pattern, string: Value, pos: i64, endpos: i64| {
            run(vm, &this, &string, Mode::Search, pos, endpos)
        },
    )
    .method(
        "findall(self, /, string, pos=0, endpos=sys.maxsize)",
        "Return a list of all non-overlapping matches of pattern in string.",
        |vm: &Vm, this: Pattern, string: Value, pos: i64, endpos: i64| {
            findall(vm, &this, &string, pos, endpos)
        },
    )
    .method(
        "finditer(self, /, string, pos=0, endpos=sys.maxsize)",
        "Return an iterator over all non-overlapping matches for the RE pattern in string.",
        |vm: &Vm, this: Pattern, string: Value, pos: i64, endpos: i64| {
            finditer(vm, &this, &string, pos, endpos)
        },
    )
    .method(
        "scanner(self, /, string, pos=0, endpos=sys.maxsize)",
        "Return an object that matches step by step.",
        |vm: &Vm, this: Pattern, string: Value, pos: i64, endpos: i64| {
            let walk = Walk::new(vm, &this, &string, pos, endpos)?;
            Ok(vm.wrap(Scanner(RefCell::new(walk))))
        },
    )
    .method(
        "split(self, /, string, maxsplit=0)",
        "Split string by the occurrences of pattern.",
        |vm: &Vm, this: Pattern, string: Value, maxsplit: i64| split(vm, &this, &string, maxsplit),
    )
    .method(
        "sub(self, /, repl, string, count=0)",
        "Return the string obtained by replacing the leftmost non-overlapping occurrences of \
         pattern in string by the replacement repl.",
        |vm: &Vm, this: Pattern, repl: Value, string: Value, count: i64| {
            Ok(substitute::run(vm, &this, &repl, &string, count)?.0)
        },
    )
    .method(
        "subn(self, /, repl, string, count=0)",
        "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost \
         non-overlapping occurrences of pattern with the replacement repl.",
        |vm: &Vm, this: Pattern, repl: Value, string: Value, count: i64| {
            substitute::run(vm, &this, &repl, &string, count)
        },
    )
}

fn copying(def: ClassDef) -> ClassDef {
    def.method("__copy__(self, /)", "", |_: &Vm, this: Pattern| Ok(this))
        .method(
            "__deepcopy__(self, memo, /)",
            "",
            |_: &Vm, this: Pattern, _: Value| Ok(this),
        )
        .method(
            "__reduce__(self, /)",
            "Helper for pickle.",
            |vm: &Vm, this: Pattern| {
                let compile = vm.attr(&vm.import_module("re")?, "_compile")?;
                let flags = Value::int(i64::from(this.program.flags));
                Ok((compile, Value::tuple(vec![this.source.clone(), flags])))
            },
        )
        .class_method(
            "__class_getitem__(type, item, /)",
            "See PEP 585",
            |_: &Vm, class: crate::object::Class, _: Value| Ok(class),
        )
}

fn repr(vm: &Vm, this: &Value) -> PyResult<Str> {
    let Some(this) = Pattern::from_value(this) else {
        return crate::object::object_type::repr(vm, this);
    };
    // The order of the names differs from that of `RegexFlag`, as in CPython.
    const NAMES: [(u32, &str); 7] = [
        (regex::IGNORECASE, "IGNORECASE"),
        (regex::LOCALE, "LOCALE"),
        (regex::MULTILINE, "MULTILINE"),
        (regex::DOTALL, "DOTALL"),
        (regex::VERBOSE, "VERBOSE"),
        (regex::DEBUG, "DEBUG"),
        (regex::ASCII, "ASCII"),
    ];
    let mut flags = this.program.flags;
    if this.is_text && flags & (regex::LOCALE | regex::UNICODE | regex::ASCII) == regex::UNICODE {
        flags &= !regex::UNICODE;
    }
    let mut parts = Vec::new();
    for (bit, name) in NAMES {
        if flags & bit != 0 {
            parts.push(format!("re.{name}"));
            flags &= !bit;
        }
    }
    if flags != 0 {
        parts.push(format!("{flags:#x}"));
    }
    let source = vm.repr(&this.source)?;
    let shown = Str::from_data(source.slice(0, source.len().min(200)));
    Ok(Str::new(if parts.is_empty() {
        format!("re.compile({shown})")
    } else {
        format!("re.compile({shown}, {})", parts.join("|"))
    }))
}

fn hash(vm: &Vm, this: &Value) -> PyResult<i64> {
    match Pattern::from_value(this) {
        Some(p) => Ok(vm.hash(&p.source)? ^ i64::from(p.program.flags)),
        None => Ok(0),
    }
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: crate::compile::op::CompareOp) -> PyResult<Value> {
    use crate::compile::op::CompareOp;
    let (Some(a), Some(b)) = (Pattern::from_value(a), Pattern::from_value(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = a.is_text == b.is_text
        && a.program.flags == b.program.flags
        && vm.equal(&a.source, &b.source)?;
    match op {
        CompareOp::Eq => Ok(Value::bool(equal)),
        CompareOp::Ne => Ok(Value::bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

// ---- running -------------------------------------------------------------------------------------

/// The exception of a run that gave up.
#[cold]
pub fn run_error(vm: &Vm, error: RunError) -> Exc {
    match error {
        RunError::TextOnBytes => {
            vm.type_error("cannot use a string pattern on a bytes-like object")
        }
        RunError::BytesOnText => {
            vm.type_error("cannot use a bytes pattern on a string-like object")
        }
        RunError::TooLong => vm.runtime_error(
            "the regular expression needs too many steps on this text (it backtracks too much)",
        ),
        RunError::Interrupted => vm.keyboard_interrupt(),
    }
}

/// Run with the limits of this interpreter.
pub fn limited<R>(vm: &Vm, run: impl FnOnce(&Limits) -> Result<R, RunError>) -> PyResult<R> {
    let interrupt = || vm.interrupt_pending();
    let limits = Limits {
        interrupt: Some(&interrupt),
        ..Limits::default()
    };
    run(&limits).map_err(|e| run_error(vm, e))
}

/// One match as a value; None without.
pub fn run(
    vm: &Vm,
    this: &Pattern,
    string: &Value,
    mode: Mode,
    pos: i64,
    endpos: i64,
) -> PyResult<Value> {
    let subject = Subject::new(vm, string)?;
    let (pos, endpos) = (subject.clamp(pos), subject.clamp(endpos));
    let found = limited(vm, |limits| {
        let (from, to) = (subject.raw(pos), subject.raw(endpos));
        this.program.run(subject.view(), mode, from, to, limits)
    })?;
    Ok(match found {
        None => Value::NONE,
        Some(captures) => {
            MatchObject::new(this.clone(), Rc::new(subject), captures, pos, endpos).wrap(vm)
        }
    })
}

/// A walk over the matches in one subject.
pub struct Walk {
    pub pattern: Pattern,
    pub subject: Rc<Subject>,
    scan: Scan,
    pos: usize,
    endpos: usize,
}

impl Walk {
    pub fn new(
        vm: &Vm,
        pattern: &Pattern,
        string: &Value,
        pos: i64,
        endpos: i64,
    ) -> PyResult<Walk> {
        let subject = Subject::new(vm, string)?;
        if subject.is_text() != pattern.is_text {
            let error = if pattern.is_text {
                RunError::TextOnBytes
            } else {
                RunError::BytesOnText
            };
            return Err(run_error(vm, error));
        }
        let (pos, endpos) = (subject.clamp(pos), subject.clamp(endpos));
        let scan = Scan::new(subject.raw(pos), subject.raw(endpos));
        Ok(Walk {
            pattern: pattern.clone(),
            subject: Rc::new(subject),
            scan,
            pos,
            endpos,
        })
    }

    /// The next match; false at the end.
    pub fn next(&mut self, vm: &Vm, mode: Mode, captures: &mut Captures) -> PyResult<bool> {
        let Walk {
            pattern,
            subject,
            scan,
            ..
        } = self;
        limited(vm, |limits| {
            pattern
                .program
                .advance_into(scan, subject.view(), mode, limits, captures)
        })
    }

    /// A match of this walk as an object.
    pub fn object(&self, vm: &Vm, captures: Captures) -> Value {
        let (pattern, subject) = (self.pattern.clone(), self.subject.clone());
        MatchObject::new(pattern, subject, captures, self.pos, self.endpos).wrap(vm)
    }

    fn next_object(&mut self, vm: &Vm, mode: Mode) -> PyResult<Option<Value>> {
        let mut captures = Captures::default();
        Ok(match self.next(vm, mode, &mut captures)? {
            true => Some(self.object(vm, captures)),
            false => None,
        })
    }
}

pub fn findall(vm: &Vm, this: &Pattern, string: &Value, pos: i64, endpos: i64) -> PyResult<Value> {
    let mut walk = Walk::new(vm, this, string, pos, endpos)?;
    let mut captures = Captures::default();
    let mut found = Vec::new();
    let subject = walk.subject.clone();
    let part = |span: Option<(usize, usize)>| match span {
        Some((start, end)) => subject.slice(start, end),
        None => subject.empty(),
    };
    while walk.next(vm, Mode::Search, &mut captures)? {
        found.push(match &captures.spans[..] {
            [whole] => part(*whole),
            [_, only] => part(*only),
            [_, groups @ ..] => Value::tuple(groups.iter().map(|&g| part(g)).collect()),
            [] => subject.empty(),
        });
    }
    Ok(found.into())
}

pub fn finditer(vm: &Vm, this: &Pattern, string: &Value, pos: i64, endpos: i64) -> PyResult<Value> {
    let walk = Walk::new(vm, this, string, pos, endpos)?;
    Ok(vm.wrap(Matches(RefCell::new(walk))))
}

pub fn split(vm: &Vm, this: &Pattern, string: &Value, maxsplit: i64) -> PyResult<Value> {
    let mut walk = Walk::new(vm, this, string, 0, i64::MAX)?;
    let subject = walk.subject.clone();
    let mut captures = Captures::default();
    let mut parts = Vec::new();
    let (mut last, mut done) = (0, 0);
    while (maxsplit == 0 || done < maxsplit) && walk.next(vm, Mode::Search, &mut captures)? {
        let (start, end) = captures.span();
        parts.push(subject.slice(last, start));
        parts.extend(captures.spans.iter().skip(1).map(|span| match span {
            Some((start, end)) => subject.slice(*start, *end),
            None => Value::NONE,
        }));
        last = end;
        done += 1;
    }
    parts.push(subject.slice(last, subject.raw_len()));
    Ok(parts.into())
}

/// What `finditer` returns.
pub struct Matches(RefCell<Walk>);

impl NativeObject for Matches {}
impl NativeType for Matches {
    const NAME: &'static str = "callable_iterator";
    fn class_def(_: &Vm) -> ClassDef {
        ClassDef::native::<Matches>("builtins", "An iterator over matches.")
            .is_final()
            .slots(|s| {
                s.iter.set(Some(|_, this| Ok(this.clone())));
                s.next
                    .set(Some(|vm, this| match Native::<Matches>::from_value(this) {
                        Some(matches) => matches.0.borrow_mut().next_object(vm, Mode::Search),
                        None => Ok(None),
                    }));
            })
    }
}

/// `pattern.scanner(string)`.
pub struct Scanner(RefCell<Walk>);

impl NativeObject for Scanner {}
impl NativeType for Scanner {
    const NAME: &'static str = "_sre.SRE_Scanner";
    fn class_def(_: &Vm) -> ClassDef {
        let step = |mode: Mode| {
            move |vm: &Vm, this: Native<Scanner>| -> PyResult<Value> {
                Ok(this
                    .0
                    .borrow_mut()
                    .next_object(vm, mode)?
                    .unwrap_or(Value::NONE))
            }
        };
        ClassDef::native::<Scanner>("_sre", "")
            .is_final()
            .slots(|s| {
                s.new.set(Some(|vm, _, _| {
                    Err(vm.type_error("cannot create '_sre.SRE_Scanner' instances"))
                }));
            })
            .method(
                "match(self, /)",
                "The match where the last one ended.",
                step(Mode::Match),
            )
            .method("search(self, /)", "The next match.", step(Mode::Search))
            .getter("pattern", "", |_: &Vm, this: Native<Scanner>| {
                Ok(this.0.borrow().pattern.clone())
            })
    }
}

/// The source of a pattern or template for the compiler.
pub fn source_of(value: &Value) -> Option<regex::Pattern<'_>> {
    match value.payload()? {
        Payload::Str(text) => Some(match (text.as_str(), text.as_wide()) {
            (Some(s), _) => regex::Pattern::Str(s),
            (None, wide) => regex::Pattern::Wide(wide.unwrap_or_default()),
        }),
        Payload::Bytes(bytes) => Some(regex::Pattern::Bytes(bytes)),
        _ => None,
    }
}

/// `%.50R`: a repr cut to 50 characters.
pub fn short_repr(vm: &Vm, value: &Value) -> PyResult<String> {
    let full = vm.repr(value)?;
    Ok(Str::from_data(full.slice(0, full.len().min(50))).to_string())
}
