//! What to write instead: hints for those who write Python where Rhai has another notation.
//!
//! Rhai's own message stands first; a sentence follows when the line around the place looks like
//! something that Python has. A guess that would often be wrong is not made: no hint is better
//! than a misleading one. Nothing here changes what a text means.

/// The hint for a text that the parser rejects at a byte offset.
pub fn for_syntax(text: &str, at: usize, message: &str) -> Option<String> {
    let at = at.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |n| n + 1);
    let end = text.get(at..)?.find('\n').map_or(text.len(), |n| at + n);
    let raw = text.get(start..end)?;
    let line = Line::of(raw, at - start);
    let previous = text
        .get(..start)?
        .lines()
        .rev()
        .find(|l| !Line::of(l, 0).code.trim().is_empty());
    let found = line
        .statement()
        .or_else(|| line.word_operator())
        .or_else(|| line.literal())
        .or_else(|| line.expression())
        .or_else(|| floor_division(raw).or_else(|| floor_division(previous?)));
    if let Some(found) = found {
        return Some(format!("{message}. In Rhai, {found}"));
    }
    let lacks = message.contains("';'")
        && line.before().trim().is_empty()
        && previous.is_some_and(|p| {
            !Line::of(p, 0)
                .code
                .trim_end()
                .ends_with(['{', '(', ',', '[', ';'])
        });
    lacks.then(|| format!("{message}. Perhaps the line before lacks a ';' at its end?"))
}

/// The hint for a name that is not there, where the script defines it outside of its functions.
pub fn for_variable(text: &str, name: &str) -> Option<String> {
    let defines = |line: &str| {
        let rest = ["let ", "const "]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        let rest = rest.and_then(|rest| rest.trim_start().strip_prefix(name));
        rest.is_some_and(|rest| !rest.starts_with(is_word))
    };
    let constant = text.lines().any(|l| l.starts_with("const ") && defines(l));
    text.lines().any(defines).then(|| match constant {
        true => format!("Variable not found: {name}. A function reaches a constant of the script by global::{name}"),
        false => format!(
            "Variable not found: {name}. A function does not see the script's variables: pass it as an argument, or use a closure"
        ),
    })
}

/// The hint for an operation of Rhai's that Python would do in another way.
pub fn for_operation(message: &str) -> Option<String> {
    let hint = if message.ends_with("(expecting bool)") {
        "a condition is true or false: bool(x), or x != ()"
    } else if message.contains("::Range") && message.ends_with("(expecting i64)") {
        "a slice of an array is a.extract(1..3); list(a)[1..3] is Python's"
    } else if let Some((operation, _)) = message.split_once(" overflow: ") {
        match operation {
            "Addition" => "numbers have 64 bits; operator.add(a, b) is Python's, without a limit",
            "Subtraction" => {
                "numbers have 64 bits; operator.sub(a, b) is Python's, without a limit"
            }
            "Multiplication" => {
                "numbers have 64 bits; operator.mul(a, b) is Python's, without a limit"
            }
            "Exponential" => "numbers have 64 bits; pow(a, b) is Python's, without a limit",
            _ => return None,
        }
    } else {
        return None;
    };
    Some(format!("{message}. In Rhai, {hint}"))
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// A line: as it is, and with its texts and comments blanked, byte for byte.
struct Line<'a> {
    raw: &'a str,
    code: String,
    /// The place of the error.
    at: usize,
}

impl<'a> Line<'a> {
    fn of(raw: &'a str, at: usize) -> Line<'a> {
        let mut code = String::with_capacity(raw.len());
        let mut quote: Option<char> = None;
        let mut escaped = false;
        let mut rest = raw.chars().peekable();
        let blank = |code: &mut String, c: char| (0..c.len_utf8()).for_each(|_| code.push(' '));
        while let Some(c) = rest.next() {
            match quote {
                Some(end) => {
                    if !escaped && c == end {
                        quote = None;
                        code.push(c);
                    } else {
                        blank(&mut code, c);
                    }
                    escaped = !escaped && c == '\\';
                }
                None if c == '/' && rest.peek() == Some(&'/') => break,
                None => {
                    if matches!(c, '"' | '\'' | '`') {
                        quote = Some(c);
                    }
                    code.push(c);
                }
            }
        }
        Line { raw, code, at }
    }

    fn before(&self) -> &str {
        self.code.get(..self.at).unwrap_or(&self.code)
    }

    /// The character at the place of the error.
    fn here(&self) -> Option<char> {
        self.code.get(self.at..)?.chars().next()
    }

    /// Statements that begin with a word of Python's, and blocks with a colon.
    fn statement(&self) -> Option<&'static str> {
        let code = self.code.trim();
        let code = code.strip_prefix('}').map_or(code, str::trim_start);
        let first: String = code.chars().take_while(|c| is_word(*c)).collect();
        let follows = code.get(first.len()..).unwrap_or("");
        // `def = 1` is a variable of that name.
        let is_word_of =
            follows.starts_with([' ', ':', '(']) && !follows.trim_start().starts_with('=');
        let is_alone = follows.trim_matches([';', ' ']).is_empty();
        Some(match first.as_str() {
            _ if code.starts_with('#') && !code.starts_with("#{") => "a comment begins with //",
            _ if code.starts_with('@') => "there are no decorators: let f = decorator(f);",
            "def" if is_word_of => "a function is written fn name(x) { … }",
            "class" if is_word_of => {
                "a class is written let Name = class(\"Name\", #{ method: |self| … })"
            }
            "elif" if is_word_of => "elif is written else if",
            "except" if is_word_of => {
                "except is written catch (e) { … }, and e.type tells what it is"
            }
            "finally" if is_word_of || follows.trim_start().starts_with('{') => {
                "there is no finally: with … as … { } cleans up"
            }
            "raise" if is_word_of || is_alone => "raise is written throw",
            "pass" if is_alone => "an empty block is { }",
            "del" if is_word_of => "del is a method: d.pop(key), delattr(object, \"name\")",
            "global" | "nonlocal" if is_word_of => {
                "functions see no outer variables; closures share those that they capture"
            }
            "assert" if is_word_of => "assert is written if !condition { throw AssertionError(); }",
            "async" | "await" | "yield" if is_word_of => {
                "generators and coroutines cannot be written: that part can stand in a .py file, which import finds"
            }
            "print" if follows.starts_with(' ') && !follows.trim_start().starts_with('(') => {
                "print is a function: print(x)"
            }
            "if" | "for" | "while" | "else" | "try" | "with" if code.ends_with(':') => {
                "a block stands in braces: if x > 3 { … }"
            }
            "from" if code.trim_end_matches(';').trim_end().ends_with("import *") => {
                "names are imported one by one: from datetime import date, timedelta;"
            }
            "fn" if self.before().contains('(') && self.here() == Some('=') => {
                "parameters have no defaults; a second function with fewer parameters may call the first"
            }
            "fn" if code.contains("(*") || code.contains(", *") => {
                "parameters cannot be gathered: take an array, or a map of keywords"
            }
            "let" if !self.before().contains('=') && self.here() == Some(',') => {
                "each variable has a let of its own: let a = 1; let b = 2;"
            }
            "let" if follows.trim_start().starts_with('(') => {
                "a pair is taken apart by its items: let a = pair[0];"
            }
            "for"
                if follows
                    .split(" in ")
                    .next()
                    .is_some_and(|names| names.contains(',') && !names.contains('(')) =>
            {
                "a pair is taken apart by its items: for pair in d.items() { pair[0] … }"
            }
            _ => return None,
        })
    }

    /// `and`, `or`, `not` between operands.
    fn word_operator(&self) -> Option<&'static str> {
        let rest = self.code.get(self.at..)?;
        let word: String = rest.chars().take_while(|c| is_word(*c)).collect();
        let earlier = self.before().trim_end();
        let last: String = {
            let letters: Vec<char> = earlier.chars().rev().take_while(|c| is_word(*c)).collect();
            letters.into_iter().rev().collect()
        };
        for word in [word.as_str(), last.as_str()] {
            match word {
                "elif" => return Some("elif is written else if"),
                "and" => return Some("and is written &&"),
                "or" => return Some("or is written ||"),
                "not" => return Some("not is written !: !x, x !in y, !(x is y)"),
                "lambda" => return Some("a lambda is written |x| x + 1"),
                _ => {}
            }
        }
        None
    }

    /// Texts and dicts as Python writes them.
    fn literal(&self) -> Option<&'static str> {
        if self.raw.contains("\"\"\"") || self.raw.contains("'''") {
            return Some("a text of several lines stands between backticks: `…`");
        }
        let prefixed = self.before().trim_end_matches(['f', 'F']).len() < self.before().len();
        if prefixed && matches!(self.here(), Some('"' | '\'')) {
            return Some("an f-string stands between backticks: `hello ${name}`");
        }
        if self.here() == Some(':') {
            let before = self.before();
            let open = before.rfind(['{', '[', '(']);
            let opened = open.and_then(|o| before.get(o..)?.chars().next());
            let hash = open.is_some_and(|o| before.get(..o).is_some_and(|b| b.ends_with('#')));
            return match opened {
                Some('[') => Some("a slice is a range: l[1..3]"),
                Some('{') if !hash => {
                    Some("a map begins with #: #{name: \"Bob\"}; dict(a=1) is a dict")
                }
                _ => None,
            };
        }
        None
    }

    /// Expressions that Rhai writes in another way.
    fn expression(&self) -> Option<&'static str> {
        let before = self.before();
        let rest = self.code.get(self.at..)?;
        if rest.starts_with("for ") && before.contains('[') {
            return Some(
                "a list comprehension is written items.map(|x| x * 2), with filter(|x| …) for its if",
            );
        }
        if rest.starts_with("if ") && rest.contains(" else ") && !rest.contains('{') {
            return Some("a choice is written if condition { a } else { b }");
        }
        let spread = rest.starts_with("**")
            || (rest.starts_with('*') && before.trim_end().ends_with(['(', ',']));
        if spread && before.contains('(') {
            return Some(
                "arguments cannot be spread: write them out, or use a map of keywords at the end",
            );
        }
        if rest.starts_with("++") || rest.starts_with("--") {
            return Some("i++ is written i += 1");
        }
        if rest.starts_with(":=") {
            return Some("an assignment is a statement of its own: let x = …;");
        }
        None
    }
}

/// A `//` between two operands: the rest of the line is a comment, and was meant to be divided by.
fn floor_division(raw: &str) -> Option<&'static str> {
    let line = Line::of(raw, 0);
    let comment = raw.get(line.code.len()..)?.strip_prefix("//")?;
    let dividend = line
        .code
        .trim_end()
        .ends_with(|c: char| is_word(c) || c == ')' || c == ']');
    let divisor = comment.trim().trim_end_matches([')', ';', ']', '}', ' ']);
    let is_operand = !divisor.is_empty() && divisor.chars().all(|c| is_word(c) || c == '.');
    (dividend && is_operand)
        .then_some("// begins a comment: a / b of whole numbers is whole, and operator.floordiv(a, b) is Python's")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(text: &str, place: &str) -> Option<String> {
        for_syntax(text, text.find(place).expect("the place"), "M")
    }

    #[test]
    fn places_that_look_like_python() {
        let cases = [
            ("# a comment", "#", "//"),
            ("if x > 3 and y {", "and", "&&"),
            ("if not b(x) {", "b(x)", "!x"),
            ("def f(x):", "f(x)", "fn name(x)"),
            ("} elif x {", "elif", "else if"),
            ("if a { f(); } elif b { }", "b {", "else if"),
            ("let d = {\"a\": 1};", ":", "#{"),
            ("l[1:3]", ":", "range"),
            ("print(f\"x\")", "\"x", "backticks"),
            ("[x for x in l]", "for", "map("),
            ("let n = a // 2;\nprint(n)", "print", "floordiv"),
            ("while x:", ":", "braces"),
            ("let (a, b) = p;", "(a", "pair[0]"),
            ("i++;", "++", "+= 1"),
            ("fn f(x, y=2) { }", "=2", "defaults"),
            ("fn f(*args) { }", "*", "gathered"),
            ("let a, b = 1, 2;", ",", "let of its own"),
            ("from datetime import *;", "datetime", "one by one"),
        ];
        for (text, place, wanted) in cases {
            let found = hint(text, place).unwrap_or_default();
            assert!(found.contains(wanted), "{text}: {found:?}");
        }
        let text = "x = 5\nprint(x)";
        let message = "Expecting ';' to terminate this statement";
        let found = for_syntax(text, text.find("print").expect("the place"), message);
        assert!(found.is_some_and(|h| h.contains("lacks a ';'")));
    }

    #[test]
    fn no_hint_where_nothing_is_known() {
        for (text, place) in [
            ("let x = ;", ";"),
            ("fn f(x { }", "{"),
            ("#{ a: 1, b }", "}"),
            ("print(\"a and b\" 5)", "5"),
            ("let s = \"中文: \" 5;", "5"),
        ] {
            assert_eq!(hint(text, place), None, "{text}");
        }
        assert_eq!(for_syntax("", 10, "M"), None);
        assert_eq!(for_operation("Division by zero: 1 / 0"), None);
        let text = for_operation("Multiplication overflow: 3 * 4").unwrap_or_default();
        assert!(text.contains("operator.mul"), "{text}");
        assert_eq!(for_variable("let lock2 = 1;", "lock"), None);
        assert!(for_variable("let lock = 1;", "lock").is_some());
    }
}
