//! Errors of syntax: from CPython's words, and from the line where they do not say enough.

use regex::Regex;

use super::{Case, Finding};

/// Full-width characters and what is meant.
const TWINS: &[(char, &str)] = &[
    ('（', "("),
    ('）', ")"),
    ('：', ":"),
    ('，', ","),
    ('；', ";"),
    ('。', "."),
    ('‘', "'"),
    ('’', "'"),
    ('“', "\""),
    ('”', "\""),
    ('【', "["),
    ('】', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('＝', "="),
    ('＋', "+"),
    ('－', "-"),
    ('×', "*"),
    ('÷', "/"),
    ('！', "!"),
    ('？', "?"),
    ('＜', "<"),
    ('＞', ">"),
    ('《', "<"),
    ('》', ">"),
    ('、', ","),
    ('％', "%"),
    ('＃', "#"),
    ('—', "-"),
    ('–', "-"),
    ('…', "..."),
];

/// The finding for a SyntaxError.
pub fn find(case: &Case) -> Option<Finding> {
    let message = case.field("msg")?;
    let text = case.field("text").unwrap_or_default();
    let line = text.trim();
    if case.is("TabError") {
        return Some(Finding::new("tabs"));
    }
    if case.is("IndentationError") {
        return indentation(&message);
    }
    character(&message)
        .or_else(|| brackets(case, &message, line))
        .or_else(|| told(&message, line))
        .or_else(|| by_line(&message, line))
}

fn indentation(message: &str) -> Option<Finding> {
    if message.starts_with("unexpected indent") {
        return Some(Finding::new("unexpected_indent"));
    }
    if message.starts_with("unindent does not match") {
        return Some(Finding::new("unindent"));
    }
    let rest = message.strip_prefix("expected an indented block")?;
    let line = rest.rsplit_once("on line ").map_or("?", |(_, n)| n);
    Some(Finding::new("expected_block").with("line", line))
}

fn character(message: &str) -> Option<Finding> {
    let rest = message
        .strip_prefix("invalid character '")
        .or_else(|| message.strip_prefix("invalid non-printable character "))?;
    if message.starts_with("invalid non-printable") {
        return Some(Finding::new("invisible").with("code", rest));
    }
    let letter = rest.chars().next()?;
    match TWINS.iter().find(|(full, _)| *full == letter) {
        Some((full, twin)) => Some(
            Finding::new("full_width")
                .with("full", full.to_string())
                .with("twin", *twin),
        ),
        None => Some(Finding::new("strange_character").with("letter", letter.to_string())),
    }
}

fn brackets(case: &Case, message: &str, line: &str) -> Option<Finding> {
    let closing = |open: &str| match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    };
    if let Some(open) = message.strip_suffix("' was never closed") {
        let open = open.trim_start_matches('\'');
        let number = case
            .exc
            .field("lineno")
            .and_then(|n| n.as_small_int())
            .unwrap_or(0);
        return Some(
            Finding::new("never_closed")
                .with("open", open)
                .with("close", closing(open))
                .with("line", number.to_string()),
        );
    }
    if let Some(close) = message.strip_prefix("unmatched '") {
        return Some(Finding::new("unmatched").with("close", close.trim_end_matches('\'')));
    }
    if message.starts_with("closing parenthesis") {
        let parts: Vec<&str> = message.split('\'').collect();
        let (close, open) = (*parts.get(1)?, *parts.get(3)?);
        return Some(
            Finding::new("wrong_closing")
                .with("close", close)
                .with("open", open)
                .with("right", closing(open)),
        );
    }
    if message.starts_with("unterminated string literal")
        || message.starts_with("unterminated f-string literal")
    {
        return Some(Finding::new("open_string").with("text", line));
    }
    if message.starts_with("unterminated triple-quoted") {
        return Some(Finding::new("open_triple"));
    }
    None
}

/// Whether a number in the line has an underscore that does not stand between two digits.
fn is_broken_number(line: &str) -> bool {
    let bytes = line.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| bytes.get(at) == Some(&b'_') && digit(at - 1) && !digit(at + 1))
}

/// Messages that say what is wrong, or nearly so.
fn told(message: &str, line: &str) -> Option<Finding> {
    let begins = |start: &str| message.starts_with(start);
    if begins("expected ':'") {
        if line.starts_with("else if ") {
            return Some(Finding::new("else_if"));
        }
        return Some(
            Finding::new("colon").with("word", line.split_whitespace().next().unwrap_or("")),
        );
    }
    if begins("invalid syntax. Maybe you meant '==' or ':='") {
        return Some(Finding::new("equals"));
    }
    if begins("cannot assign to") || begins("expression cannot contain assignment") {
        let value = ["True", "False", "None"]
            .into_iter()
            .find(|word| message.contains(word));
        if let Some(word) = value {
            return Some(Finding::new("assign_constant").with("word", word));
        }
        if begins("cannot assign to function call") {
            return Some(Finding::new("assign_call"));
        }
        if begins("cannot assign to literal") || begins("cannot assign to expression") {
            return Some(Finding::new("assign_value"));
        }
        return None;
    }
    if let Some(name) = message.strip_prefix("Missing parentheses in call to '") {
        let name = name.split('\'').next().unwrap_or("print");
        return Some(Finding::new("print_statement").with("name", name));
    }
    if begins("invalid syntax. Perhaps you forgot a comma") {
        // A string that ends too early looks like two things without a comma between them.
        let inner = Regex::new(r"'[^']*'\w+[^']*'|'\w*[a-zA-Z]'[a-zA-Z]").ok()?;
        if inner.is_match(line) {
            return Some(Finding::new("quote_inside").with("text", line));
        }
        return Some(Finding::new("comma"));
    }
    let key = if begins("'return' outside function") {
        Finding::new("return_outside")
    } else if begins("'break' outside loop") || begins("'continue' not properly in loop") {
        Finding::new("break_outside")
    } else if begins("'yield' outside function") || begins("'await' outside") {
        Finding::new("yield_outside")
    } else if begins("positional argument follows keyword argument") {
        Finding::new("positional_after_keyword")
    } else if begins("parameter without a default follows") || begins("non-default argument") {
        Finding::new("default_order")
    } else if begins("keyword argument repeated") {
        Finding::new("keyword_repeated")
    } else if begins("leading zeros in decimal") {
        Finding::new("leading_zeros")
    } else if begins("invalid decimal literal") && is_broken_number(line) {
        Finding::new("number_underscore")
    } else if begins("invalid decimal literal") {
        Finding::new("name_with_digit")
    } else if begins("(unicode error)") {
        Finding::new("backslash_u")
    } else if begins("unexpected character after line continuation") {
        Finding::new("line_continuation")
    } else if begins("expected 'except' or 'finally' block") {
        Finding::new("try_alone")
    } else if begins("Did you mean to use 'from ... import ...'") {
        Finding::new("import_order")
    } else if begins("f-string: ") {
        Finding::new("f_string")
    } else if begins("duplicate argument") {
        Finding::new("duplicate_parameter")
    } else if message.contains("is assigned to before global declaration")
        || message.contains("is used prior to global declaration")
    {
        Finding::new("global_late")
    } else if begins("multiple exception types must be parenthesized") {
        Finding::new("except_comma")
    } else if begins("bytes can only contain ASCII") {
        Finding::new("bytes_ascii")
    } else {
        return None;
    };
    Some(key)
}

/// "invalid syntax" alone: what the line shows.
fn by_line(message: &str, line: &str) -> Option<Finding> {
    if !message.starts_with("invalid syntax") {
        return None;
    }
    let first = line
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    if line.starts_with("else if ") || first == "elseif" || first == "elsif" {
        return Some(Finding::new("else_if"));
    }
    let has = |pattern: &str| Regex::new(pattern).is_ok_and(|p| p.is_match(line));
    if has(r"^\w+(\+\+|--)$") {
        return Some(Finding::new("increment"));
    }
    if has(r"&&|\|\||^(if|while) !\w") {
        return Some(Finding::new("boolean_signs"));
    }
    if line.starts_with(">>>") || line.starts_with("... ") {
        return Some(Finding::new("prompts_pasted"));
    }
    if has(r"^(pip3?|python3?) \w") {
        return Some(Finding::new("shell_command"));
    }
    let keywords = [
        "class", "def", "for", "while", "if", "from", "import", "in", "is", "lambda", "pass",
        "return", "with", "yield", "global", "try", "except", "raise", "del", "not", "and", "or",
        "as", "assert", "async", "await", "break", "continue", "elif", "else", "finally",
        "nonlocal",
    ];
    if keywords.contains(&first) && has(r"^\w+\s*=[^=]") {
        return Some(Finding::new("keyword_as_name").with("word", first));
    }
    if has(r"^(function|func|fn|sub) \w+\s*\(") {
        return Some(Finding::new("function_word").with("word", first));
    }
    if has(r"^(let|var|const|int|float|string|String|char|double) \w+\s*=") {
        return Some(Finding::new("declaration").with("word", first));
    }
    if has(r"^\w+\s*=\s*$") {
        return Some(Finding::new("nothing_assigned"));
    }
    if has(r"=>|=<") {
        return Some(Finding::new("comparison_order"));
    }
    if has(r"^(import|from) .*\bfrom\b") && line.starts_with("import") {
        return Some(Finding::new("import_order"));
    }
    if has(r"\{$") || line == "}" {
        return Some(Finding::new("braces"));
    }
    None
}
