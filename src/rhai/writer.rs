//! The text for Rhai's parser as it grows, and where its columns leave the original's.

/// Where columns shift; lines and columns from 1.
pub struct Shift {
    pub line: usize,
    /// The column in the parsed text from which on it holds.
    pub new: usize,
    /// The column of the original there.
    pub old: usize,
    /// It is inserted text: all of it stands for the one column.
    pub inserted: bool,
}

/// The text for the parser as it grows.
pub struct Writer {
    pub text: String,
    /// Line, column in the text, column in the original: of the next character, from 1.
    place: (usize, usize, usize),
    pub shifts: Vec<Shift>,
}

impl Default for Writer {
    fn default() -> Writer {
        Writer {
            text: String::new(),
            place: (1, 1, 1),
            shifts: Vec::new(),
        }
    }
}

impl Writer {
    pub fn copy(&mut self, text: &[char]) {
        for &c in text {
            self.text.push(c);
            if c == '\n' {
                self.place = (self.place.0 + 1, 1, 1);
            } else {
                self.place.1 += 1;
                self.place.2 += 1;
            }
        }
    }

    /// Text that the original does not have; messages about it are about what stands `back`
    /// columns before.
    pub fn insert(&mut self, text: &str, back: usize) {
        let (line, new, old) = self.place;
        self.shifts.push(Shift {
            line,
            new,
            old: old.saturating_sub(back),
            inserted: true,
        });
        self.text.push_str(text);
        self.place.1 += text.chars().count();
        self.shift();
    }

    /// A character of the original that is left out.
    pub fn omit(&mut self) {
        self.place.2 += 1;
        self.shift();
    }

    fn shift(&mut self) {
        let (line, new, old) = self.place;
        self.shifts.push(Shift {
            line,
            new,
            old,
            inserted: false,
        });
    }

    /// `'it\'s "so"'` as `"it's \"so\""`.
    pub fn single_quoted(&mut self, text: &[char]) {
        let body = text.get(1..text.len().saturating_sub(1)).unwrap_or(&[]);
        self.copy(&['"']);
        let mut rest = body.iter();
        while let Some(&c) = rest.next() {
            match c {
                '"' => {
                    self.insert("\\", 0);
                    self.copy(&[c]);
                }
                '\\' => match rest.next() {
                    Some('\'') => {
                        self.omit();
                        self.copy(&['\'']);
                    }
                    Some(&other) => self.copy(&[c, other]),
                    None => self.copy(&[c]),
                },
                _ => self.copy(&[c]),
            }
        }
        self.copy(&['"']);
    }

    /// Other text in the place of a piece.
    pub fn replace(&mut self, piece: &[char], text: &str) {
        self.insert(text, 0);
        self.place.2 += piece.len();
        self.shift();
    }
}
