//! Bytes of a source file to text.
//!
//! UTF-8 with or without a byte order mark, or the encoding that a PEP 263
//! comment in the first two lines names. Encodings other than UTF-8, Latin-1 and
//! ASCII are decoded by a function that the caller gives, so that this room
//! needs no tables. Newlines become `\n`.

use std::borrow::Cow;

use super::lines::LineIndex;
use super::problem::{ProblemKind, SyntaxProblem};

/// Decodes bytes in a named, normalised encoding (`gbk`, `gb2312` …).
/// `None`: the encoding is not known. `Some(Err(message))`: the bytes do not fit it.
pub type Decoder<'a> = &'a dyn Fn(&str, &[u8]) -> Option<Result<String, String>>;

/// The text of a source file.
///
/// # Errors
/// `SyntaxError`, worded as CPython words it, for bytes that do not fit the
/// encoding, unknown encodings, and null bytes.
pub fn decode_source(
    bytes: &[u8],
    filename: &str,
    decoder: Decoder<'_>,
) -> Result<String, Box<SyntaxProblem>> {
    let placeless = |message: String| {
        let kind = ProblemKind::Syntax;
        Err(Box::new(SyntaxProblem::placeless(kind, filename, message)))
    };
    let (marked, bytes) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    if bytes.contains(&0) {
        return placeless("source code string cannot contain null bytes".to_owned());
    }
    let cookie = coding_cookie(bytes);
    let encoding = cookie.as_deref().map_or("utf-8", normal_name);
    if marked && encoding != "utf-8" {
        return placeless(format!("encoding problem: {encoding} with BOM"));
    }
    let text = match encoding {
        "utf-8" => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let at = error.valid_up_to();
                return Err(invalid_utf8(
                    bytes,
                    at,
                    filename,
                    marked || cookie.is_some(),
                ));
            }
        },
        "iso-8859-1" => bytes.iter().copied().map(char::from).collect(),
        "ascii" => match bytes.iter().position(|byte| !byte.is_ascii()) {
            None => String::from_utf8_lossy(bytes).into_owned(),
            Some(at) => {
                return placeless(format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {at}: \
                     ordinal not in range(128)",
                    bytes.get(at).copied().unwrap_or_default()
                ));
            }
        },
        other => match decoder(other, bytes) {
            Some(Ok(text)) => text,
            Some(Err(message)) => return placeless(message),
            None => return placeless(format!("encoding problem: {other}")),
        },
    };
    Ok(unify_newlines(&text).into_owned())
}

/// `text` with `\r\n` and `\r` turned into `\n`.
pub fn unify_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The encoding that a comment of the first two lines names, in lower case with
/// hyphens. The second line counts only if the first is blank or a comment.
fn coding_cookie(bytes: &[u8]) -> Option<String> {
    let mut lines = bytes.split(|&byte| byte == b'\n' || byte == b'\r');
    for _ in 0..2 {
        let line = lines.next()?.trim_ascii_start();
        if let Some(comment) = line.strip_prefix(b"#") {
            if let Some(name) = cookie_in(comment) {
                return Some(name);
            }
        } else if !line.is_empty() {
            return None;
        }
    }
    None
}

/// The name after `coding:` or `coding=`.
fn cookie_in(comment: &[u8]) -> Option<String> {
    let mut rest = comment;
    loop {
        let at = rest.windows(6).position(|window| window == b"coding")?;
        rest = rest.get(at + 6..)?;
        let Some((b':' | b'=', value)) = rest.split_first() else {
            continue;
        };
        let name: String = value
            .trim_ascii_start()
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            .map(|&byte| char::from(byte))
            .collect();
        if !name.is_empty() {
            return Some(name.to_ascii_lowercase().replace('_', "-"));
        }
    }
}

/// The names by which CPython knows an encoding, reduced to one.
fn normal_name(name: &str) -> &str {
    let utf8 = name == "utf-8" || name == "utf8" || name.starts_with("utf-8-");
    let latin = ["latin-1", "iso-8859-1", "iso-latin-1"];
    if utf8 {
        "utf-8"
    } else if name == "latin1"
        || latin.iter().any(|known| {
            name.strip_prefix(known)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    {
        "iso-8859-1"
    } else if matches!(name, "ascii" | "us-ascii") {
        "ascii"
    } else {
        name
    }
}

fn invalid_utf8(bytes: &[u8], at: usize, filename: &str, declared: bool) -> Box<SyntaxProblem> {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let valid = String::from_utf8_lossy(bytes.get(..at).unwrap_or(&[])).into_owned();
    let valid = unify_newlines(&format!("{valid}x")).into_owned();
    let index = LineIndex::new(&valid);
    let line = index.line_of(valid.len().saturating_sub(1));
    let message = if declared {
        let reason = utf8_reason(bytes, at);
        format!(
            "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"
        )
    } else {
        format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {filename} on line {line}, \
             but no encoding declared; see https://peps.python.org/pep-0263/ for details"
        )
    };
    Box::new(SyntaxProblem::placeless(
        ProblemKind::Syntax,
        filename,
        message,
    ))
}

/// Why the bytes at `at` are not UTF-8, in the words of CPython's codec.
fn utf8_reason(bytes: &[u8], at: usize) -> &'static str {
    let first = bytes.get(at).copied().unwrap_or_default();
    let expected = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return "invalid start byte",
    };
    let following = bytes.get(at + 1..).unwrap_or(&[]);
    if following.len() < expected && following.iter().all(|byte| (0x80..0xc0).contains(byte)) {
        "unexpected end of data"
    } else {
        "invalid continuation byte"
    }
}
