//! `biji grade` on a class: right and wrong solutions, an endless loop, a crash, a syntax error,
//! and some that try to get at the hidden cases or to forge their result.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

const LESSON: &str = r#"# Doubling

```python exercise double write
def double(n):
    ...
```

```python solution
def double(n):
    return n * 2
```

```python case small
print(double(4))
```

```output
8
```

```python case hidden big
print(double(7070707))
```

```output secret
14141414
```

```python case text
print(double('ab'))
```

```output
abab
```

```python generate call=double count=3 seed=1 hidden
def generate(rng):
    return (rng.randint(900000000, 999999999),)
```

```python wrong
def double(n):
    return n * n
```

```hint
That is the square: double(4) is 8.
```
"#;

/// Reads the lesson wherever its path can be found, and shows it as its result.
const SPY: &str = r#"
import glob, os, sys

def double(n):
    found = []
    for path in list(sys.orig_argv) + glob.glob('{folder}/*.md') + ['/proc/self/cmdline', '/proc/self/mem']:
        path = path.split('#')[0]
        for reader in (lambda: open(path).read(), lambda: os.read(os.open(path, 0), 9999).decode()):
            try:
                found.append(reader())
            except Exception as e:
                found.append(type(e).__name__)
    try:
        os.link('{folder}/lesson.md', 'copy')
        found.append(open('copy').read())
    except OSError as e:
        found.append(type(e).__name__)
    try:
        import subprocess
        found.append(subprocess.run(['cat', '{folder}/lesson.md'], capture_output=True, text=True).stdout)
    except Exception as e:
        found.append(type(e).__name__)
    return found
"#;

/// Keeps the hidden arguments in a file, and shows them in a case that everybody may see.
const GOSSIP: &str = r#"
def double(n):
    with open('{folder}/gossip', 'a+') as f:
        f.write(repr(n))
        f.seek(0)
        return f.read()
"#;

/// Writes a verdict of its own and ends the process before the real one.
const FORGER: &str = r#"
import os, sys

verdict = '{"cases": [], "broken": [], "hint": null}'
for at, word in enumerate(sys.orig_argv):
    if word == '--verdict':
        for text in (verdict, '{"seal": "", "verdict": ' + verdict + '}'):
            with open(sys.orig_argv[at + 1], 'w') as f:
                f.write(text)
try:
    os._exit(0)
except PermissionError:
    raise SystemExit(0)
"#;

struct Class(PathBuf);

impl Class {
    fn new() -> Class {
        let base = std::env::temp_dir().canonicalize().unwrap();
        let folder = base.join(format!("biji-class-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("class")).unwrap();
        fs::write(folder.join("lesson.md"), LESSON).unwrap();
        let class = Class(folder);
        for number in 0..20 {
            class.submit(
                &format!("good{number:02}"),
                "def double(n):\n    return n + n\n",
            );
        }
        for number in 0..3 {
            class.submit(
                &format!("square{number}"),
                "def double(n):\n    return n * n\n",
            );
        }
        class.submit(
            "loop",
            "def double(n):\n    while True:\n        n = n\n    return n\n",
        );
        class.submit("crash", "def double(n):\n    return {}[n]\n");
        class.submit("syntax", "def double(n)\n    return n * 2\n");
        class.submit(
            "small",
            "def double(n):\n    return n * 2 if n != 7070707 else 0\n",
        );
        class.submit("spy", SPY);
        class.submit("gossip", GOSSIP);
        class.submit("forger", FORGER);
        class
    }

    fn submit(&self, name: &str, code: &str) {
        let code = code.replace("{folder}", &self.0.display().to_string());
        fs::write(self.0.join("class").join(format!("{name}.py")), code).unwrap();
    }

    fn grade(&self, format: &str, folder: &str) -> String {
        let _ = fs::remove_file(self.0.join("gossip"));
        let output = Command::new(env!("CARGO_BIN_EXE_biji"))
            .args([
                "grade",
                "--timeout",
                "2",
                "--lang",
                "en",
                "--format",
                format,
            ])
            .args(["lesson.md#double", folder])
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        assert_eq!(output.status.code(), Some(1), "{text}");
        for secret in [
            "7070707",
            "14141414",
            "hidden big",
            "randint",
            "n * 2\n",
            "seal",
        ] {
            assert!(!text.contains(secret), "{secret} is out: {text}");
        }
        text
    }
}

impl Drop for Class {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_class_is_graded_and_hidden_cases_stay_hidden() {
    let class = Class::new();
    let text = class.grade("csv", "class");
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 31, "{text}");
    let row = |name: &str| {
        let found = rows.iter().find(|row| row.starts_with(&format!("{name},")));
        found
            .copied()
            .unwrap_or_else(|| panic!("no {name}: {text}"))
    };
    assert!(rows[0].starts_with("learner,result,passed,cases,small,hidden 1,text,hidden 2"));
    for number in 0..20 {
        let row = row(&format!("good{number:02}"));
        assert!(row.contains(",passed,6,6,pass,pass,pass,pass"), "{row}");
    }
    for number in 0..3 {
        let row = row(&format!("square{number}"));
        assert!(
            row.contains(",failed,0,6,") && row.contains("That is the square"),
            "{row}"
        );
    }
    assert!(row("loop").contains(",failed,0,6,") && row("loop").contains("line 2"));
    assert!(row("crash").contains(",failed,0,6,"));
    assert!(row("syntax").contains(",failed,0,6,"));
    assert!(row("small").contains(",failed,5,6,pass,fail,pass,pass"));
    for cheat in ["spy", "gossip", "forger"] {
        assert!(!row(cheat).contains("passed,6"), "{}", row(cheat));
    }
    // The other forms, for a few of them.
    fs::create_dir(class.0.join("few")).unwrap();
    for name in ["good00", "loop", "spy", "gossip"] {
        let file = format!("{name}.py");
        fs::copy(
            class.0.join("class").join(&file),
            class.0.join("few").join(&file),
        )
        .unwrap();
    }
    let table = class.grade("table", "few");
    assert!(
        table.contains("good00") && table.contains("line 2"),
        "{table}"
    );
    let json: serde_json::Value = serde_json::from_str(&class.grade("json", "few")).unwrap();
    let text = json.to_string();
    assert!(
        text.contains("\"loop\"") && text.contains("line 2"),
        "{text}"
    );
    // What the spy found everywhere is that it may not look.
    let checked = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(["check", "--lang", "en", "lesson.md#double", "class/spy.py"])
        .current_dir(&class.0)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(told.contains("PermissionError"), "{told}");
    assert!(
        !told.contains("7070707") && !told.contains("secret"),
        "{told}"
    );
}
