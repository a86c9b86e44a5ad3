//! The texts. A catalogue is Markdown: `## key → lesson` begins a text, whose first paragraph is
//! the explanation; what follows is the longer one. `{name}` is filled in.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::language::Language;

const ENGLISH: &str = include_str!("en.md");
const CHINESE: &str = include_str!("zh.md");

/// One text.
#[derive(Debug, Default)]
pub struct Text {
    short: String,
    more: String,
    pub lesson: Option<String>,
}

impl Text {
    /// The explanation.
    pub fn short(&self, parts: &[(String, String)]) -> String {
        fill(&self.short, parts)
    }

    /// What the longer one adds; may be empty.
    pub fn more(&self, parts: &[(String, String)]) -> String {
        fill(&self.more, parts)
    }
}

fn fill(text: &str, parts: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let part = after
            .split_once('}')
            .and_then(|(name, tail)| Some((&parts.iter().find(|(n, _)| n == name)?.1, tail)));
        match part {
            Some((value, tail)) => {
                // English only: "a str", but "an int".
                let article = out.ends_with(" a ") || out.ends_with("A ");
                if article && value.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) {
                    out.insert(out.len() - 1, 'n');
                }
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

fn read(source: &str) -> HashMap<String, Text> {
    let mut found: HashMap<String, Text> = HashMap::new();
    for part in source.split("\n## ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        let (key, lesson) = match head.split_once(" → ") {
            Some((key, lesson)) => (key, Some(lesson.trim().to_owned())),
            None => (head, None),
        };
        let body = body.trim();
        let (short, more) = body.split_once("\n\n").unwrap_or((body, ""));
        let text = Text {
            short: short.trim().to_owned(),
            more: more.trim().to_owned(),
            lesson,
        };
        found.insert(key.trim().to_owned(), text);
    }
    found
}

/// The text under a key.
pub fn text(language: Language, key: &str) -> Option<&'static Text> {
    static TEXTS: OnceLock<[HashMap<String, Text>; 2]> = OnceLock::new();
    let [english, chinese] = TEXTS.get_or_init(|| [read(ENGLISH), read(CHINESE)]);
    match language {
        Language::English => english.get(key),
        Language::Chinese => chinese.get(key),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CHINESE, ENGLISH, Text, read};

    fn places(text: &Text) -> BTreeSet<String> {
        let all = format!("{} {}", text.short, text.more);
        let parts = all.split('{').skip(1);
        parts
            .filter_map(|p| p.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .filter(|n| !n.is_empty() && n.chars().all(char::is_alphabetic))
            .collect()
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let (english, chinese) = (read(ENGLISH), read(CHINESE));
        let keys = |t: &std::collections::HashMap<String, Text>| -> BTreeSet<String> {
            t.keys().cloned().collect()
        };
        assert_eq!(keys(&english), keys(&chinese));
        for (key, text) in &english {
            let other = &chinese[key];
            assert!(!text.short.is_empty() && !other.short.is_empty(), "{key}");
            assert_eq!(text.lesson, other.lesson, "{key}");
            assert_eq!(places(text), places(other), "{key}");
        }
    }

    #[test]
    fn every_rule_has_a_text() {
        let english = read(ENGLISH);
        for source in [
            include_str!("rules.rs"),
            include_str!("names.rs"),
            include_str!("values.rs"),
            include_str!("syntax.rs"),
        ] {
            let by_call = source.split("Finding::new(\"").skip(1);
            let by_row = source.split("=> \"").skip(1);
            for part in by_call.chain(by_row) {
                let key = part.split('"').next().unwrap();
                let is_key = key.len() > 1 && key.chars().all(|c| !c.is_whitespace() && c > '/');
                if !is_key {
                    continue;
                }
                assert!(english.contains_key(key), "no text for {key}");
            }
        }
    }
}
