//! Facts about whole patterns, each checked against CPython 3.13. What holds of one part is tested
//! beside it.

use super::*;

fn program(pattern: &str, flags: u32) -> Program {
    match Program::compile(Pattern::Str(pattern), flags) {
        Ok(program) => program,
        Err(error) => panic!("{pattern}: {error}"),
    }
}

fn run(pattern: &str, subject: &str, mode: Mode) -> Option<Captures> {
    let program = program(pattern, 0);
    let subject = Subject::Str(subject);
    match program.run(subject, mode, 0, subject.len(), &Limits::default()) {
        Ok(found) => found,
        Err(error) => panic!("{pattern}: {error:?}"),
    }
}

/// The spans of a search, `-1` for a group that has not matched.
fn search(pattern: &str, subject: &str) -> Option<Vec<(i32, i32)>> {
    let captures = run(pattern, subject, Mode::Search)?;
    let number = |n: usize| i32::try_from(n).unwrap_or(-1);
    let spans = captures.spans.iter();
    Some(
        spans
            .map(|span| span.map_or((-1, -1), |(a, b)| (number(a), number(b))))
            .collect(),
    )
}

fn all(pattern: &str, subject: &str) -> Vec<String> {
    let program = program(pattern, 0);
    let mut scan = Scan::new(0, subject.len());
    let mut found = Vec::new();
    while let Ok(Some(captures)) = program.advance(
        &mut scan,
        Subject::Str(subject),
        Mode::Search,
        &Limits::default(),
    ) {
        let (start, end) = captures.span();
        found.push(subject[start..end].to_owned());
    }
    found
}

fn error(pattern: &str) -> String {
    match Program::compile(Pattern::Str(pattern), 0) {
        Ok(_) => panic!("{pattern} compiles"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn first_branch_that_leads_to_a_match_wins() {
    let spans = search("(a|ab)(c|bcd)(d*)", "abcd");
    assert_eq!(spans, Some(vec![(0, 4), (0, 1), (1, 4), (4, 4)]));
}

#[test]
fn group_keeps_the_capture_of_an_earlier_round() {
    assert_eq!(search("(?:(a)|b)*", "ab"), Some(vec![(0, 2), (0, 1)]));
    assert_eq!(search("((a)|b)*", "ab"), Some(vec![(0, 2), (1, 2), (0, 1)]));
}

#[test]
fn empty_round_is_taken_once() {
    assert_eq!(search("(a|b*)*", "a"), Some(vec![(0, 1), (1, 1)]));
    assert_eq!(search("(|a)+", "aaa"), Some(vec![(0, 0), (0, 0)]));
    assert_eq!(search("(a?)*+", "aab"), Some(vec![(0, 2), (2, 2)]));
}

#[test]
fn lastindex_is_the_group_closed_last() {
    let last = |pattern, subject| run(pattern, subject, Mode::Search).and_then(|c| c.lastindex);
    assert_eq!(last("(a)(b)", "ab"), Some(2));
    assert_eq!(last("((a)(b))", "ab"), Some(1));
    assert_eq!(last("(a)|b", "b"), None);
}

#[test]
fn empty_matches_follow_matches() {
    assert_eq!(all("|a", "a"), ["", "a", ""]);
    assert_eq!(all("a*", "baac"), ["", "aa", "", ""]);
    assert_eq!(all(r"\b", "a b"), ["", "", "", ""]);
}

#[test]
fn backreferences_lookaround_and_conditionals_match() {
    assert_eq!(search(r"(\w)\1", "abccd"), Some(vec![(2, 4), (2, 3)]));
    assert_eq!(search(r"(?<=é)b(?!c)", "ébcéb"), Some(vec![(6, 7)]));
    assert_eq!(
        search(r"(<)?a(?(1)>|$)", "<a"),
        Some(vec![(1, 2), (-1, -1)])
    );
    assert_eq!(search("(?i)(ä)\\1", "Ää"), Some(vec![(0, 4), (0, 2)]));
}

#[test]
fn possessive_and_atomic_give_nothing_back() {
    assert_eq!(search("a++a", "aaa"), None);
    assert_eq!(search("(?>a|ab)c", "abc"), None);
    // Each round is atomic of itself.
    assert_eq!(search("(?:a|ab){2}+", "aba"), None);
}

#[test]
fn dollar_matches_before_a_final_newline() {
    assert_eq!(search("a$", "a\n"), Some(vec![(0, 1)]));
    assert_eq!(search("a$", "a\n\n"), None);
    assert_eq!(search(r"a\Z", "a\n"), None);
    assert_eq!(search("(?m)a$", "a\nb"), Some(vec![(0, 1)]));
}

#[test]
fn empty_subject_has_no_boundary_of_either_kind() {
    assert_eq!(search(r"\b", ""), None);
    assert_eq!(search(r"\B", ""), None);
}

#[test]
fn fullmatch_looks_for_a_branch_that_reaches_the_end() {
    let found = run("a|ab", "ab", Mode::Fullmatch);
    assert_eq!(found.map(|captures| captures.span()), Some((0, 2)));
}

#[test]
fn position_bounds_keep_what_is_before_and_cut_what_is_after() {
    let span = |pattern, pos, endpos| {
        let found = program(pattern, 0).run(
            Subject::Str("abab"),
            Mode::Search,
            pos,
            endpos,
            &Limits::default(),
        );
        found.ok().flatten().map(|captures| captures.span())
    };
    assert_eq!(span("^a", 2, 4), None);
    assert_eq!(span("(?<=b)a", 2, 4), Some((2, 3)));
    assert_eq!(span("b$", 0, 2), Some((1, 2)));
    assert_eq!(span("", 3, 2), None);
    assert_eq!(span("b", 1, 99), Some((1, 2)));
}

#[test]
fn letters_digits_and_spaces_are_unicode_unless_ascii_is_asked_for() {
    assert_eq!(all(r"\w+", "é中_1 ²-٣"), ["é中_1", "²", "٣"]);
    assert_eq!(all(r"(?a)\w+", "aéb"), ["a", "b"]);
    assert_eq!(all(r"(?a:\w)\w", "aé"), ["aé"]);
}

#[test]
fn ignorecase_follows_simple_case_mapping() {
    assert!(search("(?i)ß", "ẞ").is_some());
    assert!(search("(?i)[k]", "\u{212a}").is_some());
    assert!(search("(?ai)k", "\u{212a}").is_none());
    assert!(search("(?i)µ", "μ").is_some());
    assert!(search("(?i)𐐀", "𐐨").is_some());
}

#[test]
fn flags_in_force_are_reported() {
    assert_eq!(program("a", 0).flags, UNICODE);
    assert_eq!(
        program("(?ax)a", IGNORECASE).flags,
        ASCII | VERBOSE | IGNORECASE
    );
    let bytes = Program::compile(Pattern::Bytes(b"(?L)a"), 0);
    assert_eq!(bytes.map(|program| program.flags), Ok(LOCALE));
}

#[test]
fn contradicting_flags_are_value_errors() {
    let fault = |pattern, flags| {
        let error = Program::compile(pattern, flags).err();
        error.map(|error| (error.kind, error.msg))
    };
    let msg = "ASCII and UNICODE flags are incompatible".to_owned();
    assert_eq!(
        fault(Pattern::Str("a"), ASCII | UNICODE),
        Some((ErrorKind::Value, msg))
    );
    let msg = "cannot use UNICODE flag with a bytes pattern".to_owned();
    assert_eq!(
        fault(Pattern::Bytes(b"a"), UNICODE),
        Some((ErrorKind::Value, msg))
    );
}

#[test]
fn verbose_ignores_space_and_comments_but_not_in_sets() {
    assert_eq!(search("(?x) a b # c\n [ ]", "ab "), Some(vec![(0, 3)]));
    assert_eq!(search("(?x: a )  b", "a  b"), Some(vec![(0, 4)]));
}

#[test]
fn faults_are_named_and_placed() {
    for (pattern, message) in [
        ("[", "unterminated character set at position 0"),
        ("*", "nothing to repeat at position 0"),
        ("(a", "missing ), unterminated subpattern at position 0"),
        (r"\q", r"bad escape \q at position 0"),
        ("a**", "multiple repeat at position 2"),
        ("(?<=a*)", "look-behind requires fixed-width pattern"),
        (r"\2", "invalid group reference 2 at position 1"),
        ("(?<x>a)", "unknown extension ?<x at position 1"),
        (
            "a(?i)",
            "global flags not at the start of the expression at position 1",
        ),
        ("[b-a]", "bad character range b-a at position 1"),
        ("a{2,1}", "min repeat greater than max repeat at position 2"),
        (
            "(a)\n)",
            "unbalanced parenthesis at position 4 (line 2, column 1)",
        ),
        (r"*\", r"bad escape (end of pattern) at position 1"),
        ("a{4294967295}", "the repetition number is too large"),
    ] {
        assert_eq!(error(pattern), message, "{pattern}");
    }
    assert_eq!(
        error("(?P<a>.)(?P<a>.)"),
        "redefinition of group name 'a' as group 2; was group 1 at position 12"
    );
}

#[test]
fn doubtful_sets_are_warned_of() {
    let texts = |pattern| {
        let warnings = program(pattern, 0).warnings.into_iter();
        warnings.map(|warning| warning.message).collect::<Vec<_>>()
    };
    assert_eq!(texts("[[a]"), ["Possible nested set at position 1"]);
    assert_eq!(texts("[a-z--9]"), ["Possible set difference at position 4"]);
    assert_eq!(texts("[ab||c]"), ["Possible set union at position 3"]);
}

#[test]
fn named_character_is_looked_up() {
    let names = |name: &str| (name == "BULLET").then_some('•');
    let compiled = |pattern| Program::compile_with(Pattern::Str(pattern), 0, &names);
    assert!(compiled(r"\N{BULLET}").is_ok());
    let message = compiled(r"[\N{X}]").err().map(|error| error.to_string());
    assert_eq!(
        message.as_deref(),
        Some("undefined character name 'X' at position 1")
    );
}

#[test]
fn nesting_is_bounded_without_overflowing_the_stack() {
    let nested = |depth| format!("{}{}", "(".repeat(depth), ")".repeat(depth));
    let deep = program(&nested(400), 0);
    assert_eq!(deep.groups, 400);
    let deeper = Program::compile(Pattern::Str(&nested(401)), 0).err();
    assert_eq!(deeper.map(|error| error.kind), Some(ErrorKind::Recursion));
    assert!(Program::compile(Pattern::Str(&"(?(1)".repeat(100_000)), 0).is_err());
}

#[test]
fn regular_pattern_with_exponential_backtracking_is_answered() {
    let subject = "a".repeat(5000) + "b";
    assert_eq!(search("(a+)+$", &subject), None);
    assert_eq!(run("(?:a|aa)+", &subject, Mode::Fullmatch), None);
}

#[test]
fn other_exponential_patterns_end_at_the_limit_or_when_interrupted() {
    let program = program(r"(a*)*\1b", 0);
    let subject = "a".repeat(60);
    let ended = |limits: &Limits<'_>| {
        program
            .run(Subject::Str(&subject), Mode::Match, 0, 60, limits)
            .err()
    };
    let mut limits = Limits {
        steps: 100_000,
        interrupt: None,
    };
    assert_eq!(ended(&limits), Some(RunError::TooLong));
    limits.interrupt = Some(&|| true);
    assert_eq!(ended(&limits), Some(RunError::Interrupted));
}

#[test]
fn long_runs_agree_with_short_ones() {
    // Long enough to be handed to the other matcher.
    let subject = "foo=1, bär=22\n".repeat(3000);
    for (pattern, count) in [
        (r"\w+=\d+", 6000),
        ("(?m)^foo.*$", 3000),
        ("(?:o|ä)(r?)", 9000),
        ("[^=]+=", 6000),
    ] {
        assert_eq!(all(pattern, &subject).len(), count, "{pattern}");
    }
    let far = "x".repeat(100_000) + "(ab)";
    let spans = search(r"\((?:(a)|(b))+\)", &far);
    let at = |n| (100_000 + n, 100_000 + n + 1);
    assert_eq!(spans, Some(vec![(100_000, 100_004), at(1), at(2)]));
}

#[test]
fn lone_surrogates_are_characters_without_properties() {
    let subject = [0xd800, 0x61, 0xdc00];
    let found = program(r"a.", 0).run(
        Subject::Wide(&subject),
        Mode::Search,
        0,
        3,
        &Limits::default(),
    );
    let span = found.ok().flatten().map(|captures| captures.span());
    assert_eq!(span, Some((1, 3)));
    let program = Program::compile(Pattern::Wide(&[0xd800]), 0);
    let found = program.map(|program| {
        program.run(
            Subject::Str("a\u{fffd}"),
            Mode::Search,
            0,
            4,
            &Limits::default(),
        )
    });
    assert_eq!(found, Ok(Ok(None)));
}

#[test]
fn text_and_bytes_do_not_mix() {
    let mismatch = |pattern, subject: Subject<'_>| {
        let program = Program::compile(pattern, 0).ok()?;
        program
            .run(subject, Mode::Search, 0, 1, &Limits::default())
            .err()
    };
    let text_on_bytes = mismatch(Pattern::Str("a"), Subject::Bytes(b"a"));
    assert_eq!(text_on_bytes, Some(RunError::TextOnBytes));
    let bytes_on_text = mismatch(Pattern::Bytes(b"a"), Subject::Str("a"));
    assert_eq!(bytes_on_text, Some(RunError::BytesOnText));
}

#[test]
fn template_is_split_into_literals_and_groups() {
    let program = program("(?P<n>a)(b)", 0);
    let parsed = |template| parse_template(Pattern::Str(template), &program);
    let literal = |text: &str| Piece::Literal(Literal::Str(text.to_owned()));
    assert_eq!(
        parsed(r"x\1\g<n>\g<2>\n\.\101\0"),
        Ok(vec![
            literal("x"),
            Piece::Group(1),
            Piece::Group(1),
            Piece::Group(2),
            literal("\n\\.A\0"),
        ])
    );
    for (template, message) in [
        (r"\3", "invalid group reference 3 at position 1"),
        (r"\q", r"bad escape \q at position 0"),
        (r"\g", "missing < at position 2"),
        (r"\g<n", "missing >, unterminated name at position 3"),
        (r"\g<x>", "unknown group name 'x'"),
    ] {
        let found = parsed(template).map_err(|error| error.to_string());
        assert_eq!(found, Err(message.to_owned()));
    }
    let kind = parsed(r"\g<x>").map_err(|error| error.kind);
    assert_eq!(kind, Err(ErrorKind::Index));
}

#[test]
fn escaped_text_matches_itself() {
    let text = "a.b*c[d]\\ #é\n";
    assert_eq!(escape(text), "a\\.b\\*c\\[d\\]\\\\\\ \\#é\\\n");
    assert!(run(&escape(text), text, Mode::Fullmatch).is_some());
    assert_eq!(escape_bytes(b"a-\xff"), b"a\\-\xff");
}
