//! What a solution must and must not do (`rules` blocks), checked in its syntax tree.
//!
//! A Rhai solution has no tree here: its words and calls are looked for between strings and
//! comments.

use std::collections::BTreeSet;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Stmt};

use crate::language::Language;
use crate::source::{SourceFile, parse_module};

/// The rules of an exercise.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    list: Vec<Rule>,
    /// Steps (jumps back and calls) that a case may take.
    pub steps: Option<u64>,
    /// Megabytes.
    pub memory: Option<u64>,
    /// Seconds.
    pub time: Option<f64>,
}

/// One rule: `must [not] use WORD`, `must [not] call NAME`, `must [not] import NAME`,
/// `at most N lines`.
#[derive(Clone, Debug)]
enum Rule {
    Use(bool, String),
    Call(bool, String),
    Import(bool, String),
    Lines(usize),
}

impl Rules {
    /// Add the rules of a block, one a line; what is wrong with them is returned.
    pub fn read(&mut self, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            if self.one(line).is_none() {
                faults.push(format!("unknown rule: {line}"));
            }
        }
        faults
    }

    fn one(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["must", "use", word] => self.list.push(Rule::Use(true, (*word).to_owned())),
            ["must", "not", "use", word] => self.list.push(Rule::Use(false, (*word).to_owned())),
            ["must", "call", name] => self.list.push(Rule::Call(true, (*name).to_owned())),
            ["must", "not", "call", name] => self.list.push(Rule::Call(false, (*name).to_owned())),
            ["must", "import", name] => self.list.push(Rule::Import(true, (*name).to_owned())),
            ["must", "not", "import", name] => {
                self.list.push(Rule::Import(false, (*name).to_owned()));
            }
            ["at", "most", count, "lines"] => self.list.push(Rule::Lines(count.parse().ok()?)),
            ["steps", count] => self.steps = Some(count.parse().ok()?),
            ["memory", count, "MB"] => self.memory = Some(count.parse().ok()?),
            ["time", seconds, "s"] => {
                self.time = Some(seconds.parse().ok().filter(|s: &f64| *s > 0.0)?);
            }
            _ => return None,
        }
        Some(())
    }

    /// The rules that a solution breaks, as told to the learner.
    pub fn broken(&self, code: &str, rhai: bool, language: Language) -> Vec<String> {
        if self.list.is_empty() {
            return Vec::new();
        }
        let facts = if rhai {
            Facts::of_rhai(code)
        } else {
            Facts::of_python(code)
        };
        // What cannot be parsed will fail by itself, with a better word.
        let Some(facts) = facts else {
            return Vec::new();
        };
        self.list
            .iter()
            .filter(|rule| !rule.holds(&facts, code))
            .map(|rule| rule.told(language))
            .collect()
    }
}

impl Rule {
    fn holds(&self, facts: &Facts, code: &str) -> bool {
        match self {
            Rule::Use(wanted, word) => facts.words.contains(word) == *wanted,
            Rule::Call(wanted, name) => facts.calls.contains(name) == *wanted,
            Rule::Import(wanted, name) => facts.imports.contains(name) == *wanted,
            Rule::Lines(most) => {
                let counted = |line: &&str| !line.is_empty() && !line.starts_with('#');
                code.lines().map(str::trim).filter(counted).count() <= *most
            }
        }
    }

    fn told(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Rule::Use(true, word) if english => format!("the solution must use `{word}`"),
            Rule::Use(true, word) => format!("要用 `{word}`"),
            Rule::Use(false, word) if english => format!("the solution must not use `{word}`"),
            Rule::Use(false, word) => format!("不要用 `{word}`"),
            Rule::Call(true, name) if english => format!("the solution must call `{name}`"),
            Rule::Call(true, name) => format!("要调用 `{name}`"),
            Rule::Call(false, name) if english => format!("the solution must not call `{name}`"),
            Rule::Call(false, name) => format!("不要调用 `{name}`"),
            Rule::Import(true, name) if english => format!("the solution must import `{name}`"),
            Rule::Import(true, name) => format!("要导入 `{name}`"),
            Rule::Import(false, name) if english => {
                format!("the solution must not import `{name}`")
            }
            Rule::Import(false, name) => format!("不要导入 `{name}`"),
            Rule::Lines(most) if english => format!("the solution may have {most} lines at most"),
            Rule::Lines(most) => format!("最多写 {most} 行"),
        }
    }
}

/// What a program uses.
#[derive(Default)]
struct Facts {
    /// Statements and other constructs, by their keyword.
    words: BTreeSet<String>,
    /// Names called: `open`, `read`, `os.listdir`; `read()` for a call without arguments.
    calls: BTreeSet<String>,
    imports: BTreeSet<String>,
}

impl Facts {
    fn of_python(code: &str) -> Option<Facts> {
        let tree = parse_module(&SourceFile::new("<solution>", code)).ok()?;
        let mut facts = Facts::default();
        for statement in &tree.body {
            facts.visit_stmt(statement);
        }
        Some(facts)
    }

    fn word(&mut self, word: &str) {
        self.words.insert(word.to_owned());
    }

    fn call(&mut self, name: &str, empty: bool) {
        self.calls.insert(name.to_owned());
        if empty {
            self.calls.insert(format!("{name}()"));
        }
    }

    fn import(&mut self, name: &str) {
        let mut end = 0;
        for part in name.split('.') {
            end += part.len();
            self.imports.extend(name.get(..end).map(str::to_owned));
            end += 1;
        }
    }

    fn of_rhai(code: &str) -> Option<Facts> {
        let mut facts = Facts::default();
        let mut letters = code.chars().peekable();
        let mut word = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '"' | '\'' | '`' => {
                    while let Some(inner) = letters.next() {
                        match inner {
                            '\\' => drop(letters.next()),
                            end if end == letter => break,
                            _ => {}
                        }
                    }
                }
                '/' if letters.peek() == Some(&'/') => {
                    while letters.next().is_some_and(|c| c != '\n') {}
                }
                c if c.is_alphanumeric() || c == '_' => {
                    word.push(c);
                    continue;
                }
                '.' => {
                    if !word.is_empty() {
                        facts.word(&word);
                        word.push('.');
                    }
                    continue;
                }
                '(' if !word.is_empty() => {
                    let empty = letters.clone().find(|c| !c.is_whitespace()) == Some(')');
                    facts.call(&word, empty);
                    if let Some((_, last)) = word.rsplit_once('.') {
                        facts.call(last, empty);
                    }
                }
                _ => {}
            }
            if !word.is_empty() {
                facts.word(&std::mem::take(&mut word));
            }
        }
        facts.word(&word);
        Some(facts)
    }
}

/// The dotted name of `a.b.c`.
fn dotted(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Name(name) => Some(name.id.to_string()),
        Expr::Attribute(attribute) => {
            Some(format!("{}.{}", dotted(&attribute.value)?, attribute.attr))
        }
        _ => None,
    }
}

impl<'a> Visitor<'a> for Facts {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::With(_) => self.word("with"),
            Stmt::For(_) => self.word("for"),
            Stmt::While(_) => self.word("while"),
            Stmt::If(_) => self.word("if"),
            Stmt::Try(node) => {
                self.word("try");
                if !node.handlers.is_empty() {
                    self.word("except");
                }
                if !node.finalbody.is_empty() {
                    self.word("finally");
                }
            }
            Stmt::FunctionDef(_) => self.word("def"),
            Stmt::ClassDef(_) => self.word("class"),
            Stmt::Match(_) => self.word("match"),
            Stmt::Raise(_) => self.word("raise"),
            Stmt::Global(_) => self.word("global"),
            Stmt::Nonlocal(_) => self.word("nonlocal"),
            Stmt::Import(node) => {
                for name in &node.names {
                    self.import(name.name.as_str());
                }
            }
            Stmt::ImportFrom(node) => {
                let module = node.module.as_ref().map_or("", |m| m.as_str());
                self.import(module);
                for name in &node.names {
                    self.imports.insert(format!("{module}.{}", name.name));
                }
            }
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Call(call) => {
                let empty = call.arguments.args.is_empty() && call.arguments.keywords.is_empty();
                if let Some(name) = dotted(&call.func) {
                    self.call(&name, empty);
                }
                if let Expr::Attribute(attribute) = &*call.func {
                    self.call(attribute.attr.as_str(), empty);
                }
            }
            Expr::Lambda(_) => self.word("lambda"),
            Expr::Yield(_) | Expr::YieldFrom(_) => self.word("yield"),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.word("comprehension");
            }
            Expr::FString(_) => self.word("f-string"),
            Expr::Name(name) => {
                let name = name.id.to_string();
                self.words.insert(name);
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}

#[cfg(test)]
mod tests {
    use super::Rules;
    use crate::language::Language;

    #[test]
    fn rules_are_checked_in_the_tree() {
        let mut rules = Rules::default();
        let text = "must use with\nmust not call read()\nmust import os.path\nsteps 500\nat most 4 lines\n";
        assert!(rules.read(text).is_empty());
        assert_eq!(rules.steps, Some(500));
        let good = "import os.path\nwith open('x') as f:\n    f.read(10)\n# with f.read()\n";
        assert!(rules.broken(good, false, Language::English).is_empty());
        let bad = "f = open('x')\nf.read()\n";
        assert_eq!(rules.broken(bad, false, Language::English).len(), 3);
        assert_eq!(rules.read("be nice").len(), 1);
    }

    #[test]
    fn words_of_rhai_stand_outside_strings() {
        let mut rules = Rules::default();
        assert!(
            rules
                .read("must use with\nmust not call f.read()\n")
                .is_empty()
        );
        let good = "with open(\"f.read()\") as f { f.read(3) } // f.read()";
        assert!(rules.broken(good, true, Language::English).is_empty());
        assert_eq!(
            rules
                .broken("let x = f.read( );", true, Language::English)
                .len(),
            2
        );
    }
}
