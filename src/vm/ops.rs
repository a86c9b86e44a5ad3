//! Operators: fast paths for numbers, then the slots of both operands.

use num_bigint::BigInt;

use super::Vm;
use crate::compile::op::{BinaryOp, CompareOp, UnaryOp};
use crate::object::dict::quick_eq;
use crate::object::{Class, Kind, Payload, PyResult, Value, float, int_ops};
use crate::text::arith;
use crate::text::int::IntRef;

impl Vm {
    /// `a op b`
    pub fn binary(&self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
        if let Some(result) = self.number_op(op, a, b) {
            return result;
        }
        let result = self.binary_slots(op, a, b)?;
        if result.is_not_implemented() {
            return Err(self.unsupported(op, a, b, false));
        }
        Ok(result)
    }

    /// `a op= b`
    pub fn inplace(&self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
        if let Some(result) = self.number_op(op, a, b) {
            return result;
        }
        if let Some(slot) = self.class_of(a).slots.inplace[op as usize].get() {
            let result = slot(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let class = self.class_of(a);
        // What is a container of its own is never the count of another's repetition.
        let counts = class.is_native && class.slots.contains.get().is_none();
        let repeats = class.slots.binary[op as usize].get().is_some();
        if op == BinaryOp::Mul
            && !counts
            && !repeats
            && self.class_of(b).is_native
            && self.class_of(b).slots.get_item.get().is_some()
        {
            return Err(self.unsupported(op, a, b, true));
        }
        let result = self.binary_slots(op, a, b)?;
        if result.is_not_implemented() {
            return Err(self.unsupported(op, a, b, true));
        }
        Ok(result)
    }

    pub fn add(&self, a: &Value, b: &Value) -> PyResult<Value> {
        self.binary(BinaryOp::Add, a, b)
    }

    pub(super) fn binary_slots(&self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
        let (left, right) = (self.class_of(a), self.class_of(b));
        let left_slot = left.slots.binary[op as usize].get();
        let mut right_slot = right.slots.binary[op as usize].get();
        if left == right {
            right_slot = None;
        }
        if let (Some(l), Some(r)) = (left_slot, right_slot)
            && std::ptr::fn_addr_eq(l, r)
            && left.is_native
            && right.is_native
        {
            right_slot = None;
        }
        if let Some(slot) = right_slot
            && right.is_subclass_of(&left)
        {
            let result = slot(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            right_slot = None;
        }
        if let Some(slot) = left_slot {
            let result = slot(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match right_slot {
            Some(slot) => slot(self, a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    pub(super) fn unsupported(
        &self,
        op: BinaryOp,
        a: &Value,
        b: &Value,
        inplace: bool,
    ) -> crate::object::Exc {
        let sign = match (op, inplace) {
            (BinaryOp::Pow, true) => "**=".to_owned(),
            (_, true) => format!("{}=", op.sign()),
            (_, false) => op.sign().to_owned(),
        };
        let is_print = |v: &Value| matches!(v.payload(), Some(Payload::NativeFunction(f)) if f.def.name() == "print");
        let hint = if op == BinaryOp::RShift && is_print(a) {
            ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        } else {
            ""
        };
        self.type_error(format!(
            "unsupported operand type(s) for {sign}: '{}' and '{}'{hint}",
            self.type_name(a),
            self.type_name(b)
        ))
    }

    /// Operators on exact ints, floats and bools; `None` for other operands.
    pub(crate) fn number_op(&self, op: BinaryOp, a: &Value, b: &Value) -> Option<PyResult<Value>> {
        match (a.kind(), b.kind()) {
            (Kind::Int(x), Kind::Int(y)) => self.int_op(op, x, y),
            (Kind::Float(x), Kind::Float(y)) => self.float_op(op, x, y),
            (Kind::Float(x), Kind::Int(y)) => self.float_op(op, x, y as f64),
            (Kind::Int(x), Kind::Float(y)) => self.float_op(op, x as f64, y),
            (Kind::Heap(x), Kind::Heap(_) | Kind::Int(_)) if let Payload::Int(big) = x.raw() => {
                let y = match b.kind() {
                    Kind::Int(y) => IntRef::Small(y),
                    Kind::Heap(y) if let Payload::Int(y) = y.raw() => IntRef::Big(y),
                    _ => return None,
                };
                Some(int_ops::binary(self, op, IntRef::Big(big), y)).filter(is_known)
            }
            (Kind::Int(x), Kind::Heap(y)) if let Payload::Int(big) = y.raw() => Some(
                int_ops::binary(self, op, IntRef::Small(x), IntRef::Big(big)),
            )
            .filter(is_known),
            (Kind::Bool(x), Kind::Bool(y)) => match op {
                BinaryOp::And => Some(Ok(Value::bool(x & y))),
                BinaryOp::Or => Some(Ok(Value::bool(x | y))),
                BinaryOp::Xor => Some(Ok(Value::bool(x ^ y))),
                _ => self.int_op(op, i64::from(x), i64::from(y)),
            },
            (Kind::Bool(x), Kind::Int(y)) => self.int_op(op, i64::from(x), y),
            (Kind::Int(x), Kind::Bool(y)) => self.int_op(op, x, i64::from(y)),
            (Kind::Bool(x), Kind::Float(y)) => self.float_op(op, f64::from(u8::from(x)), y),
            (Kind::Float(x), Kind::Bool(y)) => self.float_op(op, x, f64::from(u8::from(y))),
            _ => None,
        }
    }

    /// `x op y`; `None` for what the slots of int do: long shifts, big powers.
    pub(crate) fn int_op(&self, op: BinaryOp, x: i64, y: i64) -> Option<PyResult<Value>> {
        let big = |f: fn(BigInt, BigInt) -> BigInt| Value::big(f(x.into(), y.into()));
        Some(Ok(match op {
            BinaryOp::Add => x
                .checked_add(y)
                .map_or_else(|| big(|a, b| a + b), Value::int),
            BinaryOp::Sub => x
                .checked_sub(y)
                .map_or_else(|| big(|a, b| a - b), Value::int),
            BinaryOp::Mul => x
                .checked_mul(y)
                .map_or_else(|| big(|a, b| a * b), Value::int),
            BinaryOp::TrueDiv => {
                if y == 0 {
                    return Some(Err(self.zero_division_error("division by zero")));
                }
                const EXACT: u64 = 1 << 53;
                if x.unsigned_abs() <= EXACT && y.unsigned_abs() <= EXACT {
                    Value::float(x as f64 / y as f64)
                } else {
                    match arith::true_divide_i64(x, y) {
                        Ok(q) => Value::float(q),
                        Err(e) => return Some(Err(self.text_error(e))),
                    }
                }
            }
            BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod if y == 0 => {
                return Some(Err(self.zero_division_error(if op == BinaryOp::Mod {
                    "integer modulo by zero"
                } else {
                    "integer division or modulo by zero"
                })));
            }
            BinaryOp::FloorDiv => match x.checked_div_euclid(y) {
                Some(_) => Value::int(floor_div(x, y)),
                // Only the least int by minus one.
                None => big(|a, _| -a),
            },
            BinaryOp::Mod => Value::int(floor_mod(x, y)),
            BinaryOp::DivMod => {
                let q = self.int_op(BinaryOp::FloorDiv, x, y)?.ok()?;
                Value::tuple(vec![q, Value::int(floor_mod(x, y))])
            }
            BinaryOp::And => Value::int(x & y),
            BinaryOp::Or => Value::int(x | y),
            BinaryOp::Xor => Value::int(x ^ y),
            BinaryOp::LShift if (0..63).contains(&y) && (x << y) >> y == x => Value::int(x << y),
            BinaryOp::RShift if y >= 0 => Value::int(x >> y.min(63)),
            BinaryOp::Pow if (0..64).contains(&y) => {
                return Some(Ok(x.checked_pow(y as u32).map_or_else(
                    || Value::big(BigInt::from(x).pow(y as u32)),
                    Value::int,
                )));
            }
            // Long shifts, big powers, negative counts: the int type's own slot.
            BinaryOp::LShift | BinaryOp::RShift | BinaryOp::Pow | BinaryOp::MatMul => return None,
        }))
    }

    /// `x op y`; `None` for operators that floats do not have.
    pub(crate) fn float_op(&self, op: BinaryOp, x: f64, y: f64) -> Option<PyResult<Value>> {
        Some(Ok(match op {
            BinaryOp::Add => Value::float(x + y),
            BinaryOp::Sub => Value::float(x - y),
            BinaryOp::Mul => Value::float(x * y),
            BinaryOp::TrueDiv => {
                if y == 0.0 {
                    return Some(Err(self.zero_division_error("float division by zero")));
                }
                Value::float(x / y)
            }
            BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::DivMod => {
                if y == 0.0 {
                    return Some(Err(self.zero_division_error(match op {
                        BinaryOp::Mod => "float modulo by zero",
                        BinaryOp::DivMod => "float divmod()",
                        _ => "float floor division by zero",
                    })));
                }
                let (q, r) = float_divmod(x, y);
                match op {
                    BinaryOp::FloorDiv => Value::float(q),
                    BinaryOp::Mod => Value::float(r),
                    _ => Value::tuple(vec![Value::float(q), Value::float(r)]),
                }
            }
            BinaryOp::Pow => return Some(float::power(self, x, y)),
            _ => return None,
        }))
    }

    /// The exception for an error of the text room.
    pub fn text_error(&self, error: crate::text::error::TextError) -> crate::object::Exc {
        use crate::text::error::ErrorClass;
        let class = match error.class {
            ErrorClass::Memory => &self.types.memory_error,
            ErrorClass::Value => &self.types.value_error,
            ErrorClass::Type => &self.types.type_error,
            ErrorClass::Overflow => &self.types.overflow_error,
            ErrorClass::ZeroDivision => &self.types.zero_division_error,
        };
        self.exception(class, &error.message)
    }

    /// `op a`
    pub fn unary(&self, op: UnaryOp, a: &Value) -> PyResult<Value> {
        match (op, a.kind()) {
            (UnaryOp::Neg, Kind::Int(i)) => {
                return Ok(i
                    .checked_neg()
                    .map_or_else(|| Value::big(-BigInt::from(i)), Value::int));
            }
            (UnaryOp::Neg, Kind::Float(x)) => return Ok(Value::float(-x)),
            (UnaryOp::Pos, Kind::Int(_) | Kind::Float(_)) => return Ok(a.clone()),
            (UnaryOp::Invert, Kind::Int(i)) => return Ok(Value::int(!i)),
            _ => {}
        }
        let class = self.class_of(a);
        let (slot, sign) = match op {
            UnaryOp::Neg => (class.slots.neg.get(), "-"),
            UnaryOp::Pos => (class.slots.pos.get(), "+"),
            UnaryOp::Invert => (class.slots.invert.get(), "~"),
        };
        match slot {
            Some(slot) => slot(self, a),
            None => Err(self.type_error(format!(
                "bad operand type for unary {sign}: '{}'",
                class.display_name()
            ))),
        }
    }

    // ---- comparisons ------------------------------------------------------------------------

    /// `a op b`, a rich comparison: any object.
    pub fn compare(&self, op: CompareOp, a: &Value, b: &Value) -> PyResult<Value> {
        if let Some(known) = quick_compare(op, a, b) {
            return Ok(Value::bool(known));
        }
        self.nested(|| self.compare_slots(op, a, b), " in comparison")
    }

    /// A rich comparison as a bool.
    pub fn compare_bool(&self, a: &Value, b: &Value, op: CompareOp) -> PyResult<bool> {
        if let Some(known) = quick_compare(op, a, b) {
            return Ok(known);
        }
        let result = self.compare(op, a, b)?;
        self.is_true(&result)
    }

    fn compare_slots(&self, op: CompareOp, a: &Value, b: &Value) -> PyResult<Value> {
        let (left, right): (Class, Class) = (self.class_of(a), self.class_of(b));
        let mut tried_right = false;
        if left != right
            && right.is_subclass_of(&left)
            && let Some(slot) = right.slots.compare.get()
        {
            tried_right = true;
            let result = slot(self, b, a, op.swapped())?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(slot) = left.slots.compare.get() {
            let result = slot(self, a, b, op)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if tried_right {
            return self.compare_identity(op, a, b);
        }
        self.compare_rest(op, a, b)
    }

    /// `a op b` after the left operand has answered `NotImplemented`.
    pub(super) fn compare_rest(&self, op: CompareOp, a: &Value, b: &Value) -> PyResult<Value> {
        if let Some(slot) = self.class_of(b).slots.compare.get() {
            let result = slot(self, b, a, op.swapped())?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_identity(op, a, b)
    }

    /// What is left where neither operand knows: the same object or not.
    fn compare_identity(&self, op: CompareOp, a: &Value, b: &Value) -> PyResult<Value> {
        match op {
            CompareOp::Eq => Ok(Value::bool(a.is(b))),
            CompareOp::Ne => Ok(Value::bool(!a.is(b))),
            _ => Err(self.type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                op.sign(),
                self.type_name(a),
                self.type_name(b)
            ))),
        }
    }
}

/// An operator that the operands have.
fn is_known(result: &PyResult<Value>) -> bool {
    !result.as_ref().is_ok_and(Value::is_not_implemented)
}

/// Comparisons of exact numbers and strings; `None` for other operands.
#[inline]
pub fn quick_compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    match (a.kind(), b.kind()) {
        (Kind::Int(x), Kind::Int(y)) => Some(op.holds(x.cmp(&y))),
        (Kind::Float(x), Kind::Float(y)) => Some(float_compare(op, x, y)),
        (Kind::Heap(x), Kind::Heap(y)) => match (x.raw(), y.raw()) {
            (Payload::Str(s), Payload::Str(t)) => Some(match op {
                CompareOp::Eq => s.same_text(t),
                CompareOp::Ne => !s.same_text(t),
                _ => op.holds(s.order(t)),
            }),
            (Payload::Tuple(s), Payload::Tuple(t)) => quick_compare_tuples(op, s, t),
            _ => None,
        },
        (Kind::Int(x), Kind::Float(y)) => {
            let ordering = arith::cmp_i64_f64(x, y);
            Some(ordering.map_or(op == CompareOp::Ne, |o| op.holds(o)))
        }
        (Kind::Float(x), Kind::Int(y)) => {
            let ordering = arith::cmp_i64_f64(y, x).map(std::cmp::Ordering::reverse);
            Some(ordering.map_or(op == CompareOp::Ne, |o| op.holds(o)))
        }
        (Kind::Bool(x), Kind::Bool(y)) => Some(op.holds(x.cmp(&y))),
        (Kind::Bool(x), Kind::Int(y)) => Some(op.holds(i64::from(x).cmp(&y))),
        (Kind::Int(x), Kind::Bool(y)) => Some(op.holds(x.cmp(&i64::from(y)))),
        _ => None,
    }
}

/// Tuples whose first items that differ are exact numbers or strings. The items before them are
/// scalars, strings, or flat tuples of those: [`quick_eq`] looks no deeper.
fn quick_compare_tuples(op: CompareOp, a: &[Value], b: &[Value]) -> Option<bool> {
    for (x, y) in a.iter().zip(b) {
        if !quick_eq(x, y)? {
            return match op {
                CompareOp::Eq => Some(false),
                CompareOp::Ne => Some(true),
                _ => quick_compare(op, x, y),
            };
        }
    }
    Some(op.holds(a.len().cmp(&b.len())))
}

#[inline]
fn float_compare(op: CompareOp, x: f64, y: f64) -> bool {
    match op {
        CompareOp::Lt => x < y,
        CompareOp::Le => x <= y,
        CompareOp::Eq => x == y,
        CompareOp::Ne => x != y,
        CompareOp::Gt => x > y,
        CompareOp::Ge => x >= y,
    }
}

/// Floor division; `y` is not zero and `x / y` does not overflow.
#[inline]
pub fn floor_div(x: i64, y: i64) -> i64 {
    let q = x.wrapping_div(y);
    if (x % y != 0) && ((x < 0) != (y < 0)) {
        q - 1
    } else {
        q
    }
}

/// The remainder with the sign of `y`, which is not zero.
#[inline]
pub fn floor_mod(x: i64, y: i64) -> i64 {
    let r = x.wrapping_rem(y);
    if r != 0 && ((r < 0) != (y < 0)) {
        r + y
    } else {
        r
    }
}

/// Python's divmod of floats; `y` is not zero. After CPython's `float_divmod`: the remainder is
/// exact, the quotient is made from it.
pub fn float_divmod(x: f64, y: f64) -> (f64, f64) {
    let mut r = x % y;
    let mut q = (x - r) / y;
    if r != 0.0 {
        if (y < 0.0) != (r < 0.0) {
            r += y;
            q -= 1.0;
        }
    } else {
        r = 0.0_f64.copysign(y);
    }
    let q = if q != 0.0 {
        let floor = q.floor();
        if q - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0_f64.copysign(x / y)
    };
    (q, r)
}
