//! The languages that biji speaks to its user in.

use std::cell::Cell;

/// A language of messages. Errors of programs are worded as CPython words them in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    /// The language of a code such as `zh`, `zh_CN.UTF-8` or `en`.
    pub fn from_code(code: &str) -> Option<Language> {
        let word = code.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match word.to_ascii_lowercase().as_str() {
            "zh" => Some(Language::Chinese),
            "en" | "c" | "posix" => Some(Language::English),
            _ => None,
        }
    }

    /// What the environment asks for: BIJI_LANG, or the locale.
    pub fn from_environment() -> Language {
        ["BIJI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .and_then(|value| Language::from_code(&value))
            .unwrap_or_default()
    }
}

/// The language of an interpreter, as its state.
#[derive(Default)]
pub struct Chosen {
    language: Cell<Language>,
    /// Explanations are wanted wherever errors go: somebody has named the language.
    explicit: Cell<bool>,
}

impl Chosen {
    /// The language.
    pub fn get(&self) -> Language {
        self.language.get()
    }

    /// Choose a language; `explicit` where the user has named it.
    pub fn set(&self, language: Language, explicit: bool) {
        self.language.set(language);
        self.explicit.set(explicit);
    }

    /// Whether the user has named it.
    pub fn is_explicit(&self) -> bool {
        self.explicit.get()
    }
}
