//! Programs of the corpus with something wrong in them: whatever stands in a text, reading and
//! compiling it ends with code or with a SyntaxError, never with a panic.
//!
//! The mutations are the same in every run. `BIJI_MUTATIONS=N` makes N of them (`BIJI_SEED` others).

use std::path::{Path, PathBuf};

use biji::Interpreter;

/// How many texts are tried where nothing else is asked for.
const USUAL: u64 = 300;

/// A small generator of numbers: xorshift64* (Vigna).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }
}

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder of the corpus")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|e| e == "py") {
            found.push(path);
        }
    }
}

/// Pieces that mean something to a parser, to be put where they do not belong.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "'",
    "\"",
    "\"\"\"",
    "f'{",
    "}'",
    "\\",
    "\n",
    "\n    ",
    "\t",
    " if ",
    " for x in ",
    " lambda ",
    " async ",
    " await ",
    " yield ",
    "*",
    "**",
    "=",
    ":=",
    "->",
    "@",
    "match x:\n case ",
    " as ",
    " in ",
    " not ",
    "0x",
    "1_",
    "1e",
    "\u{0}",
    "中",
    "\u{feff}",
    "#",
    ";",
    " global x\n",
    " nonlocal x\n",
    " return ",
    " break ",
    "except* ",
    "finally:",
    "class A[T]: ",
    "...",
];

/// One to four changes of a text, as bytes.
fn mutated(random: &mut Random, text: &[u8], other: &[u8]) -> Vec<u8> {
    let mut out = text.to_vec();
    for _ in 0..=random.below(4) {
        if out.is_empty() {
            break;
        }
        let at = random.below(out.len());
        match random.below(8) {
            0 => out[at] ^= 1 << random.below(8),
            1 => out.truncate(at),
            2 => {
                out.remove(at);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                out.splice(at..at, piece.bytes());
            }
            4 | 5 => {
                // Two lines change places, or one is there twice, or not at all.
                let mut lines: Vec<&[u8]> = out.split(|b| *b == b'\n').collect();
                let (i, j) = (random.below(lines.len()), random.below(lines.len()));
                match random.below(3) {
                    0 => lines.swap(i, j),
                    1 => lines.insert(i, lines[j]),
                    _ => {
                        lines.remove(i);
                    }
                }
                out = lines.join(&b'\n');
            }
            6 => {
                let end = (at + random.below(40)).min(out.len());
                let part = out[at..end].to_vec();
                let to = random.below(out.len());
                out.splice(to..to, part);
            }
            _ => {
                let from = random.below(other.len().max(1)).min(other.len());
                let end = (from + random.below(60)).min(other.len());
                out.splice(at..at, other[from..end].iter().copied());
            }
        }
    }
    out
}

#[test]
fn no_mutation_of_a_program_panics_the_compiler() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let count = number("BIJI_MUTATIONS").unwrap_or(USUAL);
    let mut random = Random(
        number("BIJI_SEED")
            .unwrap_or(1)
            .wrapping_mul(2)
            .wrapping_add(0x9E37_79B9_7F4A_7C15),
    );
    let mut paths = Vec::new();
    programs(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python"),
        &mut paths,
    );
    assert!(paths.len() > 400);
    let read = |path: &PathBuf| std::fs::read(path).expect("a program");
    let python = Interpreter::new();
    python
        .run(
            "def attempt(hex):\n    \
                 for mode in 'exec', 'single', 'eval':\n        \
                     try:\n            \
                         compile(bytes.fromhex(hex), '<mutant>', mode)\n        \
                     except (SyntaxError, ValueError, MemoryError, RecursionError):\n            \
                         pass\n",
        )
        .expect("a function");
    let mut done = 0;
    for _ in 0..count {
        let text = read(&paths[random.below(paths.len())]);
        let other = read(&paths[random.below(paths.len())]);
        let mutant = mutated(&mut random, &text, &other);
        let hex: String = mutant.iter().map(|b| format!("{b:02x}")).collect();
        python.set("hex", hex).expect("a text");
        // A panic of the interpreter is an error here, not the end of the test: its text is shown.
        let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            python
                .run("attempt(hex)")
                .map(drop)
                .map_err(|e| e.to_string())
        }));
        let shown = String::from_utf8_lossy(&mutant);
        match answer {
            Ok(Ok(())) => done += 1,
            Ok(Err(error)) => panic!("{error}\n---- of this text:\n{shown}"),
            Err(_) => panic!("the compiler panicked on this text:\n{shown}"),
        }
    }
    assert_eq!(done, count);
}
