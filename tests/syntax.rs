//! Wrong sources against what CPython 3.13 says of them, and the rest of the
//! `source` room.
//!
//! The expectations in `syntax_errors.json` were recorded by `record_syntax.py`.

use biji::source::literal::{Literal, has_surrogate_escape};
use biji::source::parse::Parsed;
use biji::source::{
    SourceFile, SyntaxProblem, decode_source, frame_excerpt, parse_expression, parse_interactive,
    parse_module, suggest, syntax_excerpt, warnings,
};
use serde_json::Value;

/// Run a test on a stack as large as the interpreter's.
fn deep<T: Send>(test: impl FnOnce() -> T + Send) -> T {
    biji::with_stack(test)
}

fn problem(source: &str) -> Option<SyntaxProblem> {
    let file = SourceFile::new("<test>", source);
    parse_module(&file).err().map(|problem| *problem)
}

#[test]
fn syntax_errors_are_those_of_cpython() {
    deep(|| {
        let table: Value = serde_json::from_str(include_str!("syntax_errors.json")).unwrap();
        let cases = table.as_array().unwrap();
        assert!(cases.len() >= 250);
        let mut wrong = Vec::new();
        for case in cases {
            let source = case["source"].as_str().unwrap();
            let expected = format!("{} {} {}", case["kind"], case["message"], case["place"]);
            let got = match problem(source) {
                None => "accepted".to_owned(),
                Some(p) => {
                    let kind = Value::from(p.kind.class_name());
                    let place = (p.line, p.column, p.end_line, p.end_column);
                    let place = serde_json::to_value(place).unwrap();
                    format!("{kind} {} {place}", Value::from(p.message))
                }
            };
            if got != expected {
                wrong.push(format!(
                    "{source:?}\n  CPython: {expected}\n  here:    {got}"
                ));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {}:\n{}",
            wrong.len(),
            cases.len(),
            wrong.join("\n")
        );
    });
}

#[test]
fn depth_is_bounded_where_cpython_bounds_it() {
    deep(|| {
        let n = 100_000;
        let refused = [
            "-".repeat(n) + "1",
            "not ".repeat(n) + "1",
            "lambda: ".repeat(n) + "1",
            "a if b else ".repeat(n) + "c",
            format!("1{}", "**1".repeat(n)),
            format!("1{}", "+1".repeat(n)),
            format!("a{}", ".a".repeat(n)),
            format!("a{}", "()".repeat(n)),
            format!("a{}", "[0]".repeat(n)),
            "(".repeat(n),
            format!("{}{}", "[".repeat(n), "]".repeat(n)),
            format!("f'{}", "{f'".repeat(n)),
            "lambda a, b=".repeat(n) + "1",
        ];
        for source in refused {
            assert!(problem(&source).is_some(), "{}", &source[..20]);
        }
        let accepted = [
            format!("1{}", "+1".repeat(5000)),
            format!("1{}", " - -1 * a.b".repeat(2000)),
            format!("if a:\n pass\n{}", "elif a:\n pass\n".repeat(5000)),
            format!("a{}", " or b.c and not d".repeat(10_000)),
            format!("x = {}", "'a' ".repeat(10_000)),
            format!("x = [{}]", "-1, ".repeat(50_000)),
            format!("1{}", " < 1".repeat(10_000)),
        ];
        for source in accepted {
            assert_eq!(
                problem(&source).map(|p| p.message),
                None,
                "{}",
                &source[..20]
            );
        }
    });
}

#[test]
fn prompt_wants_more_lines_as_codeop_does() {
    let cases = [
        ("", "complete"),
        ("# note", "complete"),
        ("x = 1", "complete"),
        ("a\nb", "complete"),
        ("x = (", "more"),
        ("'''a", "more"),
        ("f'''{", "more"),
        ("a = 1 + \\", "more"),
        ("if a:", "more"),
        ("if a:\n  b", "more"),
        ("if a:\n  b\n", "complete"),
        ("if a:\n\n  b", "more"),
        ("if a: b", "more"),
        ("if a: b\n", "complete"),
        ("if a:\n  b\nelse:", "more"),
        ("if a:\n  b\n# note", "more"),
        ("try:\n  b", "more"),
        ("try:\n  b\n", "more"),
        ("@a", "more"),
        ("class A: pass", "more"),
        ("match x:\n case 1:\n  a", "more"),
        ("match x:\n case 1:\n  a\n", "complete"),
        ("match = 1", "complete"),
        ("def f(", "more"),
        ("x = 1 +", "invalid syntax"),
        ("x = '", "unterminated string literal (detected at line 1)"),
        ("with a", "expected ':'"),
        ("  a", "unexpected indent"),
        ("a b", "invalid syntax"),
        ("(a b", "'(' was never closed"),
        ("else:", "invalid syntax"),
        ("return", "'return' outside function"),
    ];
    for (source, expected) in cases {
        let got = match parse_interactive(&SourceFile::new("<stdin>", source)) {
            Parsed::Complete(_) => "complete".to_owned(),
            Parsed::Incomplete => "more".to_owned(),
            Parsed::Error(problem) => problem.message,
        };
        assert_eq!(got, expected, "{source:?}");
    }
}

#[test]
fn expression_is_read_as_eval_reads_it() {
    let read = |text| parse_expression(&SourceFile::new("<string>", text));
    assert!(read("1 + 2\n").is_ok());
    assert_eq!(read(" 1").unwrap_err().message, "unexpected indent");
    assert_eq!(read("x = 1").unwrap_err().message, "invalid syntax");
    assert_eq!(read("").unwrap_err().message, "invalid syntax");
}

#[test]
fn excerpt_marks_what_failed() {
    let cases = [
        ("x = 1/0", 4..7, "    x = 1/0\n        ~^~\n"),
        ("foo(1)", 0..6, "    foo(1)\n    ~~~^^^\n"),
        ("  a['b'] = 1", 2..8, "    a['b'] = 1\n    ~^^^^^\n"),
        ("return f(x)", 7..11, "    return f(x)\n"),
        ("x = f(1)", 4..8, "    x = f(1)\n"),
        ("raise E", 0..7, "    raise E\n"),
        (
            "分数 = 总分 // 零",
            9..22,
            "    分数 = 总分 // 零\n           ~~~~~^^~~~\n",
        ),
        (
            "x = (a +\n     b)",
            5..15,
            "    x = (a +\n         ~~^\n         b)\n         ~\n",
        ),
    ];
    for (source, range, expected) in cases {
        let file = SourceFile::new("<test>", source);
        assert_eq!(frame_excerpt(&file, range), expected, "{source:?}");
    }
    let wrong = problem("if x = 1:\n    pass").unwrap();
    let expected = "  File \"<test>\", line 1\n    if x = 1:\n       ^^^^^\n";
    assert_eq!(syntax_excerpt(&wrong), expected);
}

#[test]
fn suggestion_is_the_nearest_name() {
    let names = ["print", "input", "range", "Range"];
    assert_eq!(suggest("prnt", names.into_iter()).as_deref(), Some("print"));
    assert_eq!(
        suggest("rnage", names.into_iter()),
        Some("range".to_owned())
    );
    assert_eq!(suggest("zzz", names.into_iter()), None);
    assert_eq!(suggest("print", ["print"].into_iter()), None);
}

#[test]
fn literal_keeps_lone_surrogates() {
    let points = |token| Literal::of_token(token).unwrap().code_points();
    assert!(has_surrogate_escape(r"'\ud800'"));
    assert!(!has_surrogate_escape(r"'\u4e2d'"));
    assert_eq!(points(r"'a\ud800\x41'"), Ok(vec![0x61, 0xd800, 0x41]));
    assert_eq!(points(r"r'\ud800'").map(|p| p.len()), Ok(6));
    let bytes = Literal::of_token(r#"b"\x00\377\d""#).unwrap();
    assert_eq!(bytes.byte_values(), Ok(vec![0, 255, b'\\', b'd']));
    assert_eq!(
        bytes.invalid_escape().unwrap().message,
        r"invalid escape sequence '\d'"
    );
}

#[test]
fn warnings_are_those_of_cpython() {
    let file = SourceFile::new("<test>", "x = '\\d'\nx is 1\nassert (x, 'm')\n[1](2)\n");
    let module = parse_module(&file).unwrap();
    let found: Vec<_> = warnings(&file, &module)
        .into_iter()
        .map(|w| (w.line, w.message))
        .collect();
    let expected = [
        (1, r"invalid escape sequence '\d'"),
        (2, "\"is\" with 'int' literal. Did you mean \"==\"?"),
        (3, "assertion is always true, perhaps remove parentheses?"),
        (
            4,
            "'list' object is not callable; perhaps you missed a comma?",
        ),
    ];
    assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
}

#[test]
fn source_bytes_are_decoded_by_their_cookie() {
    let gbk =
        |name: &str, bytes: &[u8]| (name == "gbk").then(|| Ok(format!("{} bytes", bytes.len())));
    let decode = |bytes: &[u8]| decode_source(bytes, "a.py", &gbk).map_err(|p| p.message);
    assert_eq!(decode(b"x = 1\r\ny = 2\r"), Ok("x = 1\ny = 2\n".to_owned()));
    assert_eq!(decode(b"\xef\xbb\xbfx"), Ok("x".to_owned()));
    assert_eq!(
        decode(b"# coding: latin-1\n\xe9"),
        Ok("# coding: latin-1\né".to_owned())
    );
    assert_eq!(
        decode(b"# -*- coding: gbk -*-\n"),
        Ok("22 bytes".to_owned())
    );
    assert_eq!(
        decode(b"# coding: nope\n"),
        Err("encoding problem: nope".to_owned())
    );
    let message = "Non-UTF-8 code starting with '\\xb2' in file a.py on line 2, but no encoding \
                   declared; see https://peps.python.org/pep-0263/ for details";
    assert_eq!(decode(b"x\n\xb2\xe2"), Err(message.to_owned()));
    let message = "source code string cannot contain null bytes";
    assert_eq!(decode(b"x\0"), Err(message.to_owned()));
}
