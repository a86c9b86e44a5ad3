//! `Decimal.__format__`.

use super::number::*;
use crate::text::spec::{Align, FormatSpec, Grouping, Sign};

/// The text of a number by a format; `None` for a format that decimals do not know.
pub fn format(n: &Number, spec: &str, rounding: Rounding, capitals: bool) -> Option<String> {
    let spec = FormatSpec::parse(spec, "decimal.Decimal").ok()?;
    if spec.alternate || spec.grouping == Some(Grouping::Underscore) {
        return None;
    }
    let kind = match spec.kind {
        None => 's',
        Some(kind @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%')) => kind,
        Some('n') if spec.grouping.is_none() => 'g',
        Some(_) => return None,
    };
    if spec.width.is_some_and(|w| w as i64 > MOST_DIGITS)
        || spec.precision.is_some_and(|p| p as i64 > MOST_DIGITS)
    {
        return None;
    }
    if !n.is_finite() {
        let mut body = to_text(&n.with_sign(false), false, true);
        if kind == '%' {
            body.push('%');
        }
        // Zeros before a word would not make a number of it.
        let plain = FormatSpec {
            zero: false,
            ..spec
        };
        return Some(padded(sign_of(&plain, n.negative), &body, &plain));
    }
    let n = &prepared(n, kind, &spec, rounding)?;
    let digits = n.digits.to_string();
    let size = digits.len() as i64;
    let left = n.exp + size;
    let point = match kind {
        'e' | 'E' => match spec.precision {
            Some(precision) if n.is_zero() => 1 - precision as i64,
            _ => 1,
        },
        'f' | 'F' | '%' => left,
        _ if n.exp <= 0 && left > -6 => left,
        _ => 1,
    };
    let (whole, places) = if point < 0 {
        (
            "0".to_owned(),
            format!("{}{digits}", "0".repeat(-point as usize)),
        )
    } else if point > size {
        (
            format!("{digits}{}", "0".repeat((point - size) as usize)),
            String::new(),
        )
    } else {
        let (whole, places) = digits.split_at(point as usize);
        (
            if whole.is_empty() { "0" } else { whole }.to_owned(),
            places.to_owned(),
        )
    };
    let exponent = left - point;
    let mut tail = String::new();
    if !places.is_empty() {
        tail.push('.');
        tail.push_str(&places);
    }
    let is_scientific = matches!(kind, 'e' | 'E');
    if exponent != 0 || is_scientific {
        let upper = matches!(kind, 'E' | 'G') || (kind == 's' && capitals);
        tail.push(if upper { 'E' } else { 'e' });
        tail += &format!("{exponent:+}");
    }
    if kind == '%' {
        tail.push('%');
    }
    let negative = n.negative && !(spec.no_negative_zero && n.is_zero());
    let sign = sign_of(&spec, negative);
    let width = match spec.zero && spec.align.is_none() {
        true => spec
            .width
            .unwrap_or(0)
            .saturating_sub(sign.len() + tail.len()),
        false => 0,
    };
    let body = format!("{}{tail}", grouped(&whole, spec.grouping, width));
    Some(padded(sign, &body, &spec))
}

/// Scaled and rounded as the kind of format asks for.
fn prepared(n: &Number, kind: char, spec: &FormatSpec, rounding: Rounding) -> Option<Number> {
    let mut n = n.clone();
    if kind == '%' {
        n.exp += 2;
    }
    let fixed = matches!(kind, 'f' | 'F' | '%');
    if let Some(precision) = spec.precision {
        let precision = precision as i64;
        let exp = match kind {
            'e' | 'E' if n.is_zero() => n.exp,
            'e' | 'E' => n.exp + n.len() - precision - 1,
            _ if fixed => -precision,
            _ if n.len() > precision.max(1) => n.exp + n.len() - precision.max(1),
            _ => n.exp,
        };
        n = rescaled(&n, exp, rounding)?;
        let most = precision.max(if fixed { i64::MAX } else { 1 });
        let most = if matches!(kind, 'e' | 'E') {
            precision + 1
        } else {
            most
        };
        // Rounding up may have added a digit.
        if !fixed && n.len() > most && !n.is_zero() {
            n = rescaled(&n, n.exp + n.len() - most, rounding)?;
        }
    }
    if fixed && n.exp > 0 {
        n = rescaled(&n, 0, rounding)?;
    }
    Some(n)
}

fn rescaled(n: &Number, exp: i64, rounding: Rounding) -> Option<Number> {
    if n.is_zero() {
        return Some(Number::zero(n.negative, exp));
    }
    if n.exp - exp > MOST_DIGITS {
        return None;
    }
    let digits = if n.exp >= exp {
        &n.digits * pow10(n.exp - exp)
    } else {
        cut(&n.digits, exp - n.exp, n.negative, rounding).0
    };
    Some(Number::new(n.negative, digits, exp))
}

fn sign_of(spec: &FormatSpec, negative: bool) -> &'static str {
    match spec.sign {
        _ if negative => "-",
        Some(Sign::Plus) => "+",
        Some(Sign::Space) => " ",
        _ => "",
    }
}

/// Digits in groups, filled up with zeros to a width.
fn grouped(digits: &str, grouping: Option<Grouping>, width: usize) -> String {
    let Some(grouping) = grouping else {
        return format!("{digits:0>width$}");
    };
    let mut digits = digits.to_owned();
    let total = |count: usize| count + (count - 1) / 3;
    while total(digits.len()) < width {
        digits.insert(0, '0');
    }
    let mut out = String::with_capacity(total(digits.len()));
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(grouping.separator());
        }
        out.push(c);
    }
    out
}

fn padded(sign: &str, body: &str, spec: &FormatSpec) -> String {
    let size = sign.len() + body.len();
    let missing = spec.width.unwrap_or(0).saturating_sub(size);
    let fill = spec.fill.unwrap_or(if spec.zero && spec.align.is_some() {
        '0'
    } else {
        ' '
    });
    let run = |count: usize| -> String { std::iter::repeat_n(fill, count).collect() };
    match spec.align {
        Some(Align::Left) => format!("{sign}{body}{}", run(missing)),
        Some(Align::Center) => {
            let before = missing / 2;
            format!("{}{sign}{body}{}", run(before), run(missing - before))
        }
        Some(Align::AfterSign) => format!("{sign}{}{body}", run(missing)),
        _ => format!("{}{sign}{body}", run(missing)),
    }
}
