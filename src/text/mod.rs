//! Text room: numbers and format specs as text, the way Python writes and reads them.
//!
//! Pure functions over `&str`, `f64`, `i64` and `BigInt`: nothing here knows the VM, its objects or
//! its strings. What a caller must fetch or convert (arguments, attributes, `__str__`) stays with the
//! caller, so the parsers are lazy: they report an error only when they reach it, in CPython's order.
//!
//! | file | matter |
//! |---|---|
//! | `error` | the error all files share: class and message |
//! | `case` | titles, folding |
//! | `chars` | white space, decimal digits, printable characters |
//! | `float` | `repr`, `%e %f %g`, `float(text)`, `round` |
//! | `hexfloat` | `float.hex`, `float.fromhex` |
//! | `int` | `int(text)`, decimal and other radixes |
//! | `arith` | exact conversions and arithmetic between int and float |
//! | `hash` | hashes of numbers |
//! | `spec` | the format-spec mini-language |
//! | `spec_number` | a parsed spec applied to int, float and complex |
//! | `percent` | the `%` operator of str and bytes: parsing |
//! | `percent_field` | the `%` operator: rendering one value |
//! | `template` | `str.format` |
//! | `mt19937` | the generator behind `random` |
//! | `unicode`, `unicode_tables` | names and properties of characters |
//! | `search` | finding a part of a text |
//! | `quote` | `repr` of str and bytes, `ascii` |

pub mod arith;
pub mod case;
pub mod chars;
pub mod error;
pub mod float;
pub mod hash;
pub mod hexfloat;
pub mod int;
pub mod mt19937;
pub mod percent;
pub mod percent_field;
pub mod quote;
pub mod search;
pub mod spec;
pub mod spec_number;
pub mod template;
pub mod unicode;
pub mod unicode_tables;
