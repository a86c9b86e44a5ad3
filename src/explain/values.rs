//! Errors that need the values in play: encodings, keys, indexes, files, JSON, patterns.

use regex::Regex;

use super::{Case, Finding, keys_of};
use crate::object::{Bytes, Dict, List, Str, Tuple};
use crate::source::suggest;

/// Names of error handlers.
const HANDLERS: [&str; 7] = [
    "strict",
    "ignore",
    "replace",
    "backslashreplace",
    "surrogateescape",
    "xmlcharrefreplace",
    "namereplace",
];

/// Names of encodings that the notes use and their neighbours.
const ENCODINGS: [&str; 14] = [
    "utf-8",
    "utf8",
    "gbk",
    "gb2312",
    "gb18030",
    "ascii",
    "latin-1",
    "utf-16",
    "utf-32",
    "big5",
    "shift_jis",
    "euc-jp",
    "cp1252",
    "utf-8-sig",
];

/// The finding for an error of values.
pub fn find(case: &Case) -> Option<Finding> {
    if case.is("UnicodeDecodeError") {
        return decoding(case);
    }
    if case.is("UnicodeEncodeError") {
        let encoding = case.field("encoding")?;
        let letter = case.member("object").and_then(|o| {
            let start = case.member("start")?.as_small_int()?;
            let text = Str::from_value(&o)?.to_string();
            text.chars().nth(usize::try_from(start).ok()?)
        })?;
        return Some(
            Finding::new("encode")
                .with("encoding", encoding)
                .with("letter", letter.to_string()),
        );
    }
    if case.is("KeyError") {
        return key(case);
    }
    if case.is("IndexError") {
        return index(case);
    }
    if case.is("LookupError") {
        return lookup(case);
    }
    if case.is("JSONDecodeError") {
        return json(case);
    }
    if case.is("PatternError") {
        return pattern(case);
    }
    if case.is("FileNotFoundError") {
        return file_not_found(case);
    }
    None
}

/// The encoding that would have worked, of those that the notes know.
fn decoding(case: &Case) -> Option<Finding> {
    let encoding = case.field("encoding")?;
    let object = case.member("object")?;
    let bytes = Bytes::from_value(&object)?;
    let start = usize::try_from(case.member("start")?.as_small_int()?).ok()?;
    let byte = format!("{:#04x}", bytes.get(start)?);
    let finding = |key| {
        Finding::new(key)
            .with("encoding", encoding.clone())
            .with("byte", byte.clone())
            .with("at", start.to_string())
    };
    let named = encoding.to_ascii_lowercase();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some(finding("decode_other").with("right", "utf-16"));
    }
    if bytes.starts_with(b"\x89PNG")
        || bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"PK\x03\x04")
    {
        return Some(finding("decode_binary"));
    }
    let utf8 = std::str::from_utf8(&bytes).is_ok();
    if utf8 && !named.starts_with("utf") {
        return Some(finding("decode_other").with("right", "utf-8"));
    }
    // GBK takes most bytes: only where nearly all of it are common Chinese characters.
    let (text, _, wrong) = encoding_rs::GBK.decode(&bytes);
    let common = |c: char| {
        matches!(
            c,
            '\u{4e00}'..='\u{9fff}' | '，' | '。' | '！' | '？' | '：' | '；' | '、'
        )
    };
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    let chinese = text.chars().filter(|c| common(*c)).count();
    if !wrong && !utf8 && !named.starts_with("gb") && foreign > 0 && chinese == foreign {
        return Some(finding("decode_other").with("right", "gbk"));
    }
    if encoding == "ascii" && utf8 {
        return Some(finding("decode_other").with("right", "utf-8"));
    }
    Some(finding("decode_bad"))
}

fn key(case: &Case) -> Option<Finding> {
    let argument = case.exc.args.borrow().first().cloned()?;
    let shown = case.short_repr(&argument)?;
    let line = case.line_text();
    // The dict by its name in the line: `name[...]`.
    let names = Regex::new(r"(\w+)\s*\[").ok()?;
    for groups in names.captures_iter(&line) {
        let name = groups.get(1)?.as_str();
        let Some(dict) = case.variable(name).and_then(|v| Dict::from_value(&v)) else {
            continue;
        };
        let Some(text) = argument.as_str() else {
            if let Some(number) = argument.as_small_int()
                && keys_of(&dict).iter().any(|k| *k == number.to_string())
            {
                return Some(
                    Finding::new("key_int_str")
                        .with("key", shown)
                        .with("name", name),
                );
            }
            continue;
        };
        let keys = keys_of(&dict);
        if keys.iter().any(|k| k == text) {
            continue;
        }
        if let Ok(number) = text.parse::<i64>()
            && dict
                .pairs()
                .iter()
                .any(|(k, _)| k.as_small_int() == Some(number))
        {
            return Some(
                Finding::new("key_str_int")
                    .with("key", shown)
                    .with("name", name),
            );
        }
        if let Some(near) = suggest(text, keys.iter().map(String::as_str)) {
            return Some(
                Finding::new("key_near")
                    .with("key", shown)
                    .with("name", name)
                    .with("near", format!("'{near}'")),
            );
        }
        return Some(
            Finding::new("key_missing")
                .with("key", shown)
                .with("name", name),
        );
    }
    if line.contains("os.environ") {
        return Some(Finding::new("environ_missing").with("key", shown));
    }
    // `'{name}'.format()` and the like raise it too: nothing is certain.
    line.contains('[')
        .then(|| Finding::new("key_plain").with("key", shown))
}

fn index(case: &Case) -> Option<Finding> {
    let what = case.message.strip_suffix(" index out of range")?;
    if !matches!(what, "list" | "tuple" | "string") {
        return None;
    }
    let line = case.line_text();
    if line.contains("sys.argv") {
        return Some(Finding::new("index_argv"));
    }
    let names = Regex::new(r"(\w+)\s*\[").ok()?;
    let found: Vec<&str> = names
        .captures_iter(&line)
        .filter_map(|g| g.get(1))
        .map(|m| m.as_str())
        .collect();
    // With several subscripts in a line it is not certain which one failed.
    if let [name] = found.as_slice()
        && let Some(value) = case.variable(name)
    {
        let length = List::from_value(&value)
            .map(|l| l.items().len())
            .or_else(|| Tuple::from_value(&value).map(|t| t.len()))
            .or_else(|| Str::from_value(&value).map(|s| s.len()));
        match length {
            Some(0) => return Some(Finding::new("index_empty").with("name", *name)),
            Some(length) => {
                return Some(
                    Finding::new("index_length")
                        .with("name", *name)
                        .with("length", length.to_string())
                        .with("last", (length - 1).to_string()),
                );
            }
            None => {}
        }
    }
    Some(Finding::new("index_plain"))
}

fn lookup(case: &Case) -> Option<Finding> {
    if let Some(rest) = case.message.strip_prefix("unknown error handler name '") {
        let name = rest.trim_end_matches('\'');
        return Some(match suggest(name, HANDLERS.into_iter()) {
            Some(near) => Finding::new("handler_near")
                .with("name", name)
                .with("near", near),
            None => Finding::new("handler_unknown").with("name", name),
        });
    }
    let name = case.message.strip_prefix("unknown encoding: ")?;
    Some(match suggest(name, ENCODINGS.into_iter()) {
        Some(near) => Finding::new("encoding_near")
            .with("name", name)
            .with("near", near),
        None => Finding::new("encoding_unknown").with("name", name),
    })
}

/// A JSON text around the place of the error, with what is wrong there.
fn json(case: &Case) -> Option<Finding> {
    let text = case.field("doc")?;
    let at = usize::try_from(case.member("pos")?.as_small_int()?).ok()?;
    let line = case.member("lineno")?.as_small_int()?.to_string();
    let letters: Vec<char> = text.chars().collect();
    let around: String = letters
        .get(at.saturating_sub(15)..(at + 15).min(letters.len()))
        .unwrap_or_default()
        .iter()
        .map(|c| if *c == '\n' { ' ' } else { *c })
        .collect();
    let here = letters.get(at).copied();
    let before = letters
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|c| !c.is_whitespace())
        .copied();
    let key = if text.trim().is_empty() {
        return Some(Finding::new("json_empty"));
    } else if here == Some('\'') {
        "json_quotes"
    } else if case.message.starts_with("Extra data") {
        "json_extra"
    } else if matches!(here, Some('}' | ']')) && before == Some(',')
        || case.message.starts_with("Illegal trailing comma")
    {
        "json_comma"
    } else if ["True", "False", "None"].iter().any(|word| {
        letters
            .get(at..)
            .unwrap_or_default()
            .starts_with(&word.chars().collect::<Vec<_>>())
    }) {
        "json_python_word"
    } else if at >= letters.len() {
        "json_end"
    } else {
        "json_place"
    };
    let finding = match key {
        "json_quotes" => Finding::new("json_quotes"),
        "json_extra" => Finding::new("json_extra"),
        "json_comma" => Finding::new("json_comma"),
        "json_python_word" => Finding::new("json_python_word"),
        "json_end" => Finding::new("json_end"),
        _ => Finding::new("json_place"),
    };
    Some(finding.with("line", line).with("around", around))
}

/// A regular expression, with the place marked.
fn pattern(case: &Case) -> Option<Finding> {
    let text = case.field("pattern")?;
    let at = case.member("pos").and_then(|p| p.as_small_int());
    let at = usize::try_from(at?).ok()?;
    let before: String = text.chars().take(at).collect();
    let after: String = text.chars().skip(at).collect();
    let message = case.field("msg")?;
    let finding = if message.starts_with("nothing to repeat") {
        Finding::new("re_repeat")
    } else if message.starts_with("unterminated character set") {
        Finding::new("re_set")
    } else if message.starts_with("missing ), unterminated subpattern") {
        Finding::new("re_open")
    } else if message.starts_with("unbalanced parenthesis") {
        Finding::new("re_close")
    } else if message.starts_with("bad escape") {
        Finding::new("re_escape")
    } else if message.starts_with("bad character range") {
        Finding::new("re_range")
    } else if message.starts_with("invalid group reference") {
        Finding::new("re_reference")
    } else {
        Finding::new("re_other")
    };
    Some(finding.with("before", before).with("after", after))
}

/// The name that is not there, and a near one in its folder.
fn file_not_found(case: &Case) -> Option<Finding> {
    let path = case.field("filename")?;
    if case.line_text().contains("subprocess.") {
        return Some(Finding::new("program_missing").with("path", path));
    }
    let as_path = std::path::Path::new(&path);
    let folder = match as_path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => std::path::PathBuf::from("."),
    };
    if !folder.is_dir() {
        return Some(
            Finding::new("folder_missing")
                .with("path", path)
                .with("folder", folder.display().to_string()),
        );
    }
    let name = as_path.file_name()?.to_string_lossy().into_owned();
    let mut there: Vec<String> = std::fs::read_dir(&folder)
        .ok()?
        .take(700)
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    if let Some(near) = suggest(&name, there.iter().map(String::as_str)) {
        return Some(
            Finding::new("file_near")
                .with("path", path)
                .with("near", near),
        );
    }
    Some(Finding::new("file_missing").with("path", path))
}
