//! The instruction set: what each instruction reads, writes and does.
//!
//! An instruction is 8 bytes: a one-byte operation, up to three one-byte operands and a 32-bit
//! one. Operands named `dst`, `a`, `b`, `src`, `obj`, … are registers of the running frame;
//! `first`/`base` start a run of neighbouring registers.
//!
//! **Ownership.** An instruction leaves its operands as they are unless its `flags` say that an
//! operand is a temporary of the expression ([`TAKE_A`], [`TAKE_B`], [`TAKE_C`]): such a register
//! is emptied by the instruction, so that an object dies when CPython's would. Runs of registers
//! (`first`, `base`) are always emptied. `dst` may be the same register as an operand: operands are
//! read before `dst` is written.
//!
//! **Jumps** are relative to the instruction after the jump. A taken jump with a negative offset
//! is a loop's back edge, where the VM looks for signals, task switches and limits.

/// A register of the running frame.
pub type Reg = u8;

/// The first operand (`a`, `src`, `obj`, `exc`) is a temporary: the instruction empties it.
pub const TAKE_A: u8 = 1;
/// The second operand (`b`, `index`) is a temporary: the instruction empties it.
pub const TAKE_B: u8 = 2;
/// The third operand (`val` of a store) is a temporary: the instruction empties it.
pub const TAKE_C: u8 = 4;
/// An augmented assignment: the in-place method is tried first.
pub const INPLACE: u8 = 8;
/// A conditional jump is taken when its condition is true (otherwise: when it is false).
pub const WHEN_TRUE: u8 = 16;
/// The items of a set are constants, which a display adds in another order than others.
pub const CONSTANTS: u8 = 32;
/// They are of a display that is only iterated over.
pub const ITERATED: u8 = 64;

/// Targets of [`Op::UnpackMany`], at most.
pub const MANY: usize = (1 << 22) - 1;

/// [`Op::MakeFunction`]: a tuple of defaults stands in the run.
pub const MAKE_DEFAULTS: u8 = 1;
/// [`Op::MakeFunction`]: a dict of keyword-only defaults stands in the run.
pub const MAKE_KWDEFAULTS: u8 = 2;
/// [`Op::MakeFunction`]: a dict of annotations stands in the run.
pub const MAKE_ANNOTATIONS: u8 = 4;
/// [`Op::MakeFunction`]: a tuple of cells stands in the run.
pub const MAKE_CLOSURE: u8 = 8;

/// What [`Op::Trace`] tells a trace function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum TraceEvent {
    Call,
    /// A generator goes on.
    Resume,
    Line,
    /// The value in the register is returned, or yielded.
    Return,
    ReturnNone,
    Yield,
}

/// The operators with two operands, in the order of the slots that types provide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    /// `divmod(a, b)`: no operator of its own, but a slot like the others.
    DivMod,
}

impl BinaryOp {
    pub const COUNT: usize = 14;
    pub const ALL: [BinaryOp; Self::COUNT] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::MatMul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::DivMod,
    ];

    /// The sign that error messages show.
    pub fn sign(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::MatMul => "@",
            BinaryOp::TrueDiv => "/",
            BinaryOp::FloorDiv => "//",
            BinaryOp::Mod => "%",
            BinaryOp::Pow => "** or pow()",
            BinaryOp::LShift => "<<",
            BinaryOp::RShift => ">>",
            BinaryOp::And => "&",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
            BinaryOp::DivMod => "divmod()",
        }
    }

    /// The bare name: `add` of `__add__`, `__radd__` and `__iadd__`.
    pub fn name(self) -> &'static str {
        match self {
            BinaryOp::Add => "add",
            BinaryOp::Sub => "sub",
            BinaryOp::Mul => "mul",
            BinaryOp::MatMul => "matmul",
            BinaryOp::TrueDiv => "truediv",
            BinaryOp::FloorDiv => "floordiv",
            BinaryOp::Mod => "mod",
            BinaryOp::Pow => "pow",
            BinaryOp::LShift => "lshift",
            BinaryOp::RShift => "rshift",
            BinaryOp::And => "and",
            BinaryOp::Or => "or",
            BinaryOp::Xor => "xor",
            BinaryOp::DivMod => "divmod",
        }
    }
}

/// The operators with one operand (`not` has an instruction of its own).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// The six rich comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    pub const ALL: [CompareOp; 6] = [
        CompareOp::Lt,
        CompareOp::Le,
        CompareOp::Eq,
        CompareOp::Ne,
        CompareOp::Gt,
        CompareOp::Ge,
    ];

    /// The comparison that gives the same answer with the operands exchanged.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            other => other,
        }
    }

    pub fn sign(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// Whether an ordering of the operands satisfies the comparison.
    #[inline]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
}

/// Methods that the `with` and `async` statements look up on the type of their operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Special {
    Enter,
    Exit,
    AsyncEnter,
    AsyncExit,
}

/// The conversion of an f-string field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// One instruction.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub enum Op {
    // ---- loads and moves -------------------------------------------------------------------
    /// `dst = constants[index]`
    LoadConst {
        dst: Reg,
        index: u32,
    },
    /// `dst = None`
    LoadNone {
        dst: Reg,
    },
    /// `dst = value` (a bool)
    LoadBool {
        dst: Reg,
        value: bool,
    },
    /// `dst = value`
    LoadInt {
        dst: Reg,
        value: i32,
    },
    /// `dst = src`, src stays
    Copy {
        dst: Reg,
        src: Reg,
    },
    /// `dst = src`, src is emptied
    Move {
        dst: Reg,
        src: Reg,
    },
    /// Empty the registers `first .. first + count`.
    Clear {
        first: Reg,
        count: u8,
    },
    /// UnboundLocalError for `names[name]` if `reg` is empty.
    CheckBound {
        reg: Reg,
        name: u32,
    },
    /// `del` of a local: UnboundLocalError if `reg` is empty, else empty it.
    DeleteLocal {
        reg: Reg,
        name: u32,
    },

    // ---- globals, namespaces, cells ---------------------------------------------------------
    /// `dst = ` the global or builtin of `global_sites[site]`; NameError.
    LoadGlobal {
        dst: Reg,
        site: u32,
    },
    /// The global of `global_sites[site]` becomes `src`.
    StoreGlobal {
        src: Reg,
        flags: u8,
        site: u32,
    },
    /// `del` of a global; NameError.
    DeleteGlobal {
        site: u32,
    },
    /// Class bodies and `exec` with a locals mapping: the namespace is in register 0.
    /// `dst =` namespace, else global, else builtin.
    LoadName {
        dst: Reg,
        site: u32,
    },
    /// `namespace[names of site] = src`
    StoreName {
        src: Reg,
        flags: u8,
        site: u32,
    },
    /// `del namespace[name]`; NameError.
    DeleteName {
        site: u32,
    },
    /// A free variable in a class body: the namespace first, then the cell in register `cell`.
    LoadClassCell {
        dst: Reg,
        cell: Reg,
        name: u32,
    },
    /// `reg` becomes a new cell that holds what `reg` held (which may be nothing).
    MakeCell {
        reg: Reg,
    },
    /// `dst =` cell number `index` of the running function's closure (the cell itself).
    LoadClosure {
        dst: Reg,
        index: u32,
    },
    /// `dst =` the content of the cell in `cell`; NameError/UnboundLocalError for `names[name]`
    /// (a NameError about a free variable if the cell came from [`Op::LoadClosure`]).
    LoadCell {
        dst: Reg,
        cell: Reg,
        name: u32,
    },
    /// The content of the cell becomes `src`.
    StoreCell {
        src: Reg,
        cell: Reg,
        flags: u8,
    },
    /// Empty the cell; NameError if it is empty.
    DeleteCell {
        cell: Reg,
        name: u32,
    },

    // ---- operators ----------------------------------------------------------------------------
    /// `dst = a + b`
    Add {
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    },
    /// `dst = a - b`
    Sub {
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    },
    /// `dst = a * b`
    Mul {
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    },
    /// `dst = a / b`
    TrueDiv {
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    },
    /// `dst = a // b`
    FloorDiv {
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    },
    /// `dst = a % b`
    Mod {
        dst: Reg,
        a: Reg,
        b: Reg,
        flags: u8,
    },
    /// Any operator: `dst = a op b`
    Binary {
        dst: Reg,
        a: Reg,
        b: Reg,
        op: BinaryOp,
        flags: u8,
    },
    /// `dst = a + value`
    AddImm {
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
    },
    /// `dst = a - value`
    SubImm {
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
    },
    /// `dst = a * value`
    MulImm {
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
    },
    /// `dst = a // value`
    FloorDivImm {
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
    },
    /// `dst = a % value`
    ModImm {
        dst: Reg,
        a: Reg,
        flags: u8,
        value: i32,
    },
    /// `dst = op a`
    Unary {
        dst: Reg,
        a: Reg,
        op: UnaryOp,
        flags: u8,
    },
    /// `dst = not a`
    Not {
        dst: Reg,
        a: Reg,
        flags: u8,
    },
    /// `dst = a op b`, a rich comparison
    Compare {
        dst: Reg,
        a: Reg,
        b: Reg,
        op: CompareOp,
        flags: u8,
    },
    /// `dst = a is b`, or `is not` if `negate`
    Is {
        dst: Reg,
        a: Reg,
        b: Reg,
        negate: bool,
        flags: u8,
    },
    /// `dst = a in b`, or `not in` if `negate` (`a` is the item, `b` the container)
    Contains {
        dst: Reg,
        a: Reg,
        b: Reg,
        negate: bool,
        flags: u8,
    },

    // ---- jumps --------------------------------------------------------------------------------
    Jump {
        offset: i32,
    },
    /// Another thread may run here: only in programs whose schedule is explored.
    Pause,
    /// Jump if the truth of `a` is what `WHEN_TRUE` says.
    JumpIf {
        a: Reg,
        flags: u8,
        offset: i32,
    },
    /// Jump if `a is None` is what `WHEN_TRUE` says.
    JumpIfNone {
        a: Reg,
        flags: u8,
        offset: i32,
    },
    /// Jump if the truth of `a < b` is what `WHEN_TRUE` says; likewise the next five.
    JumpLt {
        a: Reg,
        b: Reg,
        flags: u8,
        offset: i32,
    },
    JumpLe {
        a: Reg,
        b: Reg,
        flags: u8,
        offset: i32,
    },
    JumpEq {
        a: Reg,
        b: Reg,
        flags: u8,
        offset: i32,
    },
    JumpNe {
        a: Reg,
        b: Reg,
        flags: u8,
        offset: i32,
    },
    JumpGt {
        a: Reg,
        b: Reg,
        flags: u8,
        offset: i32,
    },
    JumpGe {
        a: Reg,
        b: Reg,
        flags: u8,
        offset: i32,
    },
    /// Jump if the truth of `a < value` is what `WHEN_TRUE` says; likewise the next five.
    JumpLtImm {
        a: Reg,
        value: i8,
        flags: u8,
        offset: i32,
    },
    JumpLeImm {
        a: Reg,
        value: i8,
        flags: u8,
        offset: i32,
    },
    JumpEqImm {
        a: Reg,
        value: i8,
        flags: u8,
        offset: i32,
    },
    JumpNeImm {
        a: Reg,
        value: i8,
        flags: u8,
        offset: i32,
    },
    JumpGtImm {
        a: Reg,
        value: i8,
        flags: u8,
        offset: i32,
    },
    JumpGeImm {
        a: Reg,
        value: i8,
        flags: u8,
        offset: i32,
    },

    // ---- iteration ------------------------------------------------------------------------------
    /// `dst = iter(src)`
    GetIter {
        dst: Reg,
        src: Reg,
        flags: u8,
    },
    /// `dst = next(iter)`; at the end empty `iter` and jump.
    ForIter {
        dst: Reg,
        iter: Reg,
        offset: i32,
    },

    // ---- building and taking apart ------------------------------------------------------------
    /// `dst = (first, …)`, `count` items, the run is emptied; likewise list and set.
    BuildTuple {
        dst: Reg,
        first: Reg,
        count: u8,
    },
    BuildList {
        dst: Reg,
        first: Reg,
        count: u8,
    },
    BuildSet {
        dst: Reg,
        first: Reg,
        count: u8,
    },
    /// `dst = {first: first+1, …}` of `pairs` pairs
    BuildDict {
        dst: Reg,
        first: Reg,
        pairs: u8,
    },
    /// `dst = slice(first, first+1, first+2)`
    BuildSlice {
        dst: Reg,
        first: Reg,
    },
    /// `dst =` the concatenation of `count` strings
    BuildString {
        dst: Reg,
        first: Reg,
        count: u8,
    },
    /// `dst = format(conversion(src), spec)`; `spec` is a register with a str, or 255 for none.
    Format {
        dst: Reg,
        src: Reg,
        spec: Reg,
        conversion: Conversion,
        flags: u8,
    },
    /// `list.append(src)`, for comprehensions and displays with stars; likewise the next five.
    ListAppend {
        list: Reg,
        src: Reg,
        flags: u8,
    },
    ListExtend {
        list: Reg,
        src: Reg,
        flags: u8,
    },
    SetAdd {
        set: Reg,
        src: Reg,
        flags: u8,
    },
    SetUpdate {
        set: Reg,
        src: Reg,
        flags: u8,
    },
    /// `dict[key] = val` (`TAKE_B` for key, `TAKE_C` for val)
    DictInsert {
        dict: Reg,
        key: Reg,
        val: Reg,
        flags: u8,
    },
    /// `{**src}` in a display: later keys win; TypeError "'int' object is not a mapping".
    DictUpdate {
        dict: Reg,
        src: Reg,
        flags: u8,
    },
    /// `f(**src)`: a key that is there already is the TypeError of a call; `func` is the register
    /// of the callee, for the message.
    DictMerge {
        dict: Reg,
        src: Reg,
        func: Reg,
        flags: u8,
    },
    /// `dst = tuple(list)`, the list in `src` is emptied
    ListToTuple {
        dst: Reg,
        src: Reg,
    },
    /// Write the `count` items of `src` to `first ..`; ValueError if there are more or fewer.
    UnpackSequence {
        src: Reg,
        first: Reg,
        count: u8,
        flags: u8,
    },
    /// `dst` = a list of the items of `src`, as many as the low 22 bits of `shape` ([`MANY`]) say;
    /// the bits above are 1 more than the place of a list of the rest, or 0.
    UnpackMany {
        dst: Reg,
        src: Reg,
        flags: u8,
        shape: u32,
    },
    /// `before` items, a list of the rest, `after` items, written to `first ..`.
    UnpackStarred {
        src: Reg,
        first: Reg,
        before: u8,
        after: u8,
        flags: u8,
    },

    // ---- items and attributes -----------------------------------------------------------------
    /// `dst = obj[index]` (`TAKE_A` obj, `TAKE_B` index)
    GetItem {
        dst: Reg,
        obj: Reg,
        index: Reg,
        flags: u8,
    },
    /// `dst = obj[value]`
    GetItemImm {
        dst: Reg,
        obj: Reg,
        flags: u8,
        value: i32,
    },
    /// `obj[index] = val` (`TAKE_A` obj, `TAKE_B` index, `TAKE_C` val)
    SetItem {
        obj: Reg,
        index: Reg,
        val: Reg,
        flags: u8,
    },
    /// `del obj[index]`
    DeleteItem {
        obj: Reg,
        index: Reg,
        flags: u8,
    },
    /// `dst = obj.name`, the name and cache are in `attr_sites[site]`
    GetAttr {
        dst: Reg,
        obj: Reg,
        flags: u8,
        site: u32,
    },
    /// `obj.name = val` (`TAKE_A` obj, `TAKE_C` val)
    SetAttr {
        obj: Reg,
        val: Reg,
        flags: u8,
        site: u32,
    },
    /// `del obj.name`
    DeleteAttr {
        obj: Reg,
        flags: u8,
        site: u32,
    },

    // ---- calls ----------------------------------------------------------------------------------
    /// Prepare `obj.name(…)`: if the attribute is a plain method, `base` = the function and
    /// `base + 1` = obj; otherwise `base` = the attribute and `base + 1` is emptied.
    LoadMethod {
        base: Reg,
        obj: Reg,
        flags: u8,
        site: u32,
    },
    /// `dst = super()`: `base` = the callee `super`, and after it the class and the object that the
    /// call stands for; the object is unset where the parameter was deleted.
    CallSuper {
        dst: Reg,
        base: Reg,
    },
    /// As [`Op::LoadMethod`] for `super().name(…)`, with the registers of [`Op::CallSuper`].
    LoadSuper {
        base: Reg,
        site: u32,
    },
    /// The same for a method that is looked up on the type only; TypeError where it is missing.
    LoadSpecial {
        base: Reg,
        obj: Reg,
        special: Special,
        flags: u8,
    },
    /// `dst = base(base+1, …)`, `argc` arguments. `base` must be above every register in use:
    /// the callee's frame begins at `base + 1`.
    Call {
        dst: Reg,
        base: Reg,
        argc: u8,
    },
    /// After [`Op::LoadMethod`]: the `argc` arguments stand at `base + 2 ..`.
    CallMethod {
        dst: Reg,
        base: Reg,
        argc: u8,
    },
    /// The last arguments are keywords, their names the tuple `constants[names]`; `argc` counts
    /// all.
    CallKw {
        dst: Reg,
        base: Reg,
        argc: u8,
        names: u32,
    },
    CallMethodKw {
        dst: Reg,
        base: Reg,
        argc: u8,
        names: u32,
    },
    /// `dst = base(*base+1, **base+2)`: base + 1 holds a tuple, base + 2 a dict if `kwargs`.
    /// In `f(*x)` base + 1 is `x` itself, any iterable (TypeError "f() argument after * must be an
    /// iterable, not int").
    CallSpread {
        dst: Reg,
        base: Reg,
        kwargs: bool,
    },
    /// Return `src` to the caller. Other objects are in registers below `used` only.
    Return {
        src: Reg,
        flags: u8,
        used: u8,
    },
    ReturnNone {
        used: u8,
    },
    /// Only in code that is traced: see `vm/tracing.rs`.
    Trace {
        event: TraceEvent,
        reg: Reg,
    },
    /// Hand `src` to whoever resumed the generator; when resumed, `dst` = the value sent.
    Yield {
        dst: Reg,
        src: Reg,
        flags: u8,
    },
    /// `iter = ` what `yield from` iterates over: a generator itself, otherwise `iter(src)`.
    GetYieldFromIter {
        dst: Reg,
        src: Reg,
        flags: u8,
    },
    /// Send `sent` to `iter`. What it yields is yielded here, the value sent back goes to `sent`
    /// and the instruction runs again; when it is finished, `iter` and `sent` are emptied, then
    /// `dst` (which may be `iter`) = its return value.
    YieldFrom {
        dst: Reg,
        iter: Reg,
        sent: Reg,
    },
    /// `iter =` what `await` waits for (a coroutine or `__await__()`); TypeError.
    GetAwaitable {
        dst: Reg,
        src: Reg,
        flags: u8,
    },
    /// `dst = obj.__aiter__()`
    GetAsyncIter {
        dst: Reg,
        src: Reg,
        flags: u8,
    },
    /// `dst =` the awaitable of `iter.__anext__()`
    GetAsyncNext {
        dst: Reg,
        iter: Reg,
    },

    // ---- functions, classes, imports ------------------------------------------------------------
    /// `dst =` a function of `constants[code]`; the run at `first` holds what `parts` names, in
    /// the order of the MAKE_ bits.
    MakeFunction {
        dst: Reg,
        first: Reg,
        parts: u8,
        code: u32,
    },
    /// `dst = __build_class__`
    LoadBuildClass {
        dst: Reg,
    },
    /// `dst = AssertionError`
    LoadAssertionError {
        dst: Reg,
    },
    /// `dst = __import__(names[name], fromlist, level)`; `fromlist` is a register (None or tuple).
    ImportName {
        dst: Reg,
        fromlist: Reg,
        level: u8,
        name: u32,
    },
    /// `dst = from module import name`
    ImportFrom {
        dst: Reg,
        module: Reg,
        name: u32,
    },
    /// `from module import *` into the globals (or the namespace in register 0 of a class body)
    ImportStar {
        module: Reg,
        namespace: bool,
        flags: u8,
    },

    // ---- exceptions -----------------------------------------------------------------------------
    /// `raise exc`
    Raise {
        exc: Reg,
        flags: u8,
    },
    /// `raise exc from cause`
    RaiseFrom {
        exc: Reg,
        cause: Reg,
        flags: u8,
    },
    /// A bare `raise`: RuntimeError if nothing is being handled.
    RaiseCurrent,
    /// Raise the exception in `exc` again as it was (the end of `finally` and `with`, no match);
    /// `exc` is emptied.
    Reraise {
        exc: Reg,
    },
    /// The start of a handler: `save` = what was being handled until now; what is being handled
    /// from here on is the exception in `exc`.
    PushHandling {
        save: Reg,
        exc: Reg,
    },
    /// The end of a handler: what is being handled is what `save` holds, which is emptied.
    PopHandling {
        save: Reg,
    },
    /// Jump if the exception in `exc` is no instance of `class` (a class or a tuple of them;
    /// otherwise TypeError). `TAKE_B` for class.
    JumpUnlessMatch {
        exc: Reg,
        class: Reg,
        flags: u8,
        offset: i32,
    },
    /// `dst =` the three arguments of `__exit__` for `exc` in `dst, dst+1, dst+2`.
    ExitArguments {
        dst: Reg,
        exc: Reg,
    },
    /// `except*`: split `exc` by `class`: `dst` = the matching group or None, `dst + 1` = the
    /// rest or None. An exception that is no group and matches is wrapped in one; `exc` may be None
    /// (nothing is left).
    SplitGroup {
        dst: Reg,
        exc: Reg,
        class: Reg,
    },
    /// The end of `except*`: `exc` (the rest, or None) becomes what is to be raised: the rest joined
    /// with the exceptions in the list `raised`, as PEP 654 says, or None. `whole` is the exception
    /// that the statement caught. `whole` and `raised` are emptied.
    JoinGroups {
        exc: Reg,
        whole: Reg,
        raised: Reg,
    },
    /// An exception came from fetching the next item of `async for`: if it is StopAsyncIteration,
    /// empty `exc` and `iter` and go on; otherwise raise it again as it was.
    EndAsyncFor {
        exc: Reg,
        iter: Reg,
    },

    // ---- pattern matching -----------------------------------------------------------------------
    /// Jump if `src` is no sequence for `match` (str, bytes and bytearray are none).
    JumpUnlessSequence {
        src: Reg,
        offset: i32,
    },
    /// Jump if `src` is no mapping for `match`.
    JumpUnlessMapping {
        src: Reg,
        offset: i32,
    },
    /// `dst = len(src)`
    Length {
        dst: Reg,
        src: Reg,
    },
    /// `dst =` a tuple of the values of `src` at the keys in the tuple `keys`, or None if one is
    /// missing; ValueError if a key comes twice.
    MatchKeys {
        dst: Reg,
        src: Reg,
        keys: Reg,
    },
    /// `dst =` a new dict of what the mapping `src` has beside the keys in the tuple `keys`.
    MappingRest {
        dst: Reg,
        src: Reg,
        keys: Reg,
    },
    /// Match the subject in `first` with the class in `first + 1` (both are emptied): `dst` = a tuple
    /// of the `positional` attributes that `__match_args__` names and of those in the tuple
    /// `constants[names]`; None if it is no instance or an attribute is missing.
    MatchClass {
        dst: Reg,
        first: Reg,
        positional: u8,
        names: u32,
    },

    // ---- modules and the prompt -------------------------------------------------------------------
    /// An expression statement at the prompt: call `sys.displayhook` with `src`.
    Display {
        src: Reg,
        flags: u8,
    },
    /// Make sure that `__annotations__` is a dict of the globals (or of the namespace in register 0
    /// of code with `namespace`).
    SetupAnnotations,
}

/// The offset of a jump, to be written; `None` for other instructions.
fn offset_mut(op: &mut Op) -> Option<&mut i32> {
    match op {
        Op::Jump { offset }
        | Op::JumpIf { offset, .. }
        | Op::JumpIfNone { offset, .. }
        | Op::JumpLt { offset, .. }
        | Op::JumpLe { offset, .. }
        | Op::JumpEq { offset, .. }
        | Op::JumpNe { offset, .. }
        | Op::JumpGt { offset, .. }
        | Op::JumpGe { offset, .. }
        | Op::JumpLtImm { offset, .. }
        | Op::JumpLeImm { offset, .. }
        | Op::JumpEqImm { offset, .. }
        | Op::JumpNeImm { offset, .. }
        | Op::JumpGtImm { offset, .. }
        | Op::JumpGeImm { offset, .. }
        | Op::ForIter { offset, .. }
        | Op::JumpUnlessMatch { offset, .. }
        | Op::JumpUnlessSequence { offset, .. }
        | Op::JumpUnlessMapping { offset, .. } => Some(offset),
        _ => None,
    }
}

/// Write the offset of a jump.
pub fn set_offset(op: &mut Op, distance: i64) {
    if let Some(offset) = offset_mut(op) {
        *offset = i32::try_from(distance).unwrap_or(i32::MAX);
    }
}

/// The offset of a jump; `None` for other instructions.
pub fn offset_of(op: &Op) -> Option<i32> {
    let mut op = *op;
    offset_mut(&mut op).copied()
}
