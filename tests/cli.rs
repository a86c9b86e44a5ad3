//! The command line: options, exit codes, messages, odd files, depth.
//!
//! What Python programs print is the matter of `python.rs`; here it is what `biji` does around
//! them. Expectations are CPython 3.13's, but for the program's name.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A temporary folder.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let base = std::env::temp_dir().canonicalize().unwrap();
        let path = base.join(format!("biji-cli-{}-{number}", std::process::id()));
        fs::create_dir(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_biji"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("PYTHONPATH")
        .env_remove("PYTHONWARNINGS")
        .env("NO_COLOR", "1")
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env_remove("BIJI_LANG");
    command
}

/// What a run came to: standard output, standard error, exit code.
type Came = (String, String, i32);

fn came(output: Output) -> Came {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code().unwrap_or(-1),
    )
}

fn run_in(folder: &Path, arguments: &[&str], input: &str) -> Came {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    came(child.wait_with_output().unwrap())
}

fn run(arguments: &[&str]) -> Came {
    run_in(&Folder::new().0, arguments, "")
}

fn is(came: Came, stdout: &str, stderr: &str, code: i32) {
    assert_eq!(
        (came.0.as_str(), came.1.as_str(), came.2),
        (stdout, stderr, code)
    );
}

const USAGE: &str = "usage: biji [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
                     Try `biji --help' for more information.\n";

// ---- programs ------------------------------------------------------------------------------------

#[test]
fn command_text_runs() {
    is(run(&["-c", "print(6 * 7)"]), "42\n", "", 0);
    let shown = "import sys; print(sys.argv, sys.path[0] == '')";
    is(
        run(&["-c", shown, "a", "-b"]),
        "['-c', 'a', '-b'] True\n",
        "",
        0,
    );
}

#[test]
fn file_gets_its_arguments_and_its_folder() {
    let folder = Folder::new();
    folder.write(
        "lib/main.py",
        "import sys, helper\nprint(sys.argv, helper.x)\nprint(__file__)\n",
    );
    folder.write("lib/helper.py", "x = 5\n");
    let file = folder.0.join("lib/main.py");
    let came = run_in(&folder.0, &["lib/main.py", "1", "--help"], "");
    let want = format!("['lib/main.py', '1', '--help'] 5\n{}\n", file.display());
    is(came, &want, "", 0);
}

#[test]
fn standard_input_is_a_program() {
    let folder = Folder::new();
    is(
        run_in(&folder.0, &["-"], "print(1)\nprint(2)\n"),
        "1\n2\n",
        "",
        0,
    );
    is(run_in(&folder.0, &[], "print(3)"), "3\n", "", 0);
    let report = "Traceback (most recent call last):\n  File \"<stdin>\", line 2, in <module>\n\
                  ZeroDivisionError: division by zero\n";
    is(
        run_in(&folder.0, &["-"], "print(1)\n1/0\n"),
        "1\n",
        report,
        1,
    );
}

#[test]
fn folder_runs_its_main() {
    let folder = Folder::new();
    folder.write("app/__main__.py", "import part; print(part.x, __name__)\n");
    folder.write("app/part.py", "x = 1\n");
    folder.write("empty/x.txt", "");
    is(run_in(&folder.0, &["app"], ""), "1 __main__\n", "", 0);
    let place = folder.0.join("empty");
    let message = format!(
        "biji: can't find '__main__' module in '{}'\n",
        place.display()
    );
    is(run_in(&folder.0, &["empty"], ""), "", &message, 1);
}

#[test]
fn module_runs_as_main() {
    let folder = Folder::new();
    folder.write("pkg/__init__.py", "print('init')\n");
    folder.write(
        "pkg/__main__.py",
        "from . import part\nprint(__name__, __package__, part.x)\n",
    );
    folder.write("pkg/part.py", "x = 7\n");
    folder.write("pkg/tool.py", "import sys\nprint(__name__, sys.argv[1:])\n");
    folder.write("bare/__init__.py", "");
    is(
        run_in(&folder.0, &["-m", "pkg"], ""),
        "init\n__main__ pkg 7\n",
        "",
        0,
    );
    is(
        run_in(&folder.0, &["-m", "pkg.tool", "a"], ""),
        "init\n__main__ ['a']\n",
        "",
        0,
    );
    is(
        run_in(&folder.0, &["-m", "nope"], ""),
        "",
        "biji: No module named nope\n",
        1,
    );
    let message = "biji: No module named bare.__main__; 'bare' is a package and cannot be \
                   directly executed\n";
    is(run_in(&folder.0, &["-m", "bare"], ""), "", message, 1);
    let message = "biji: Error while finding module specification for 'no.x' \
                   (ModuleNotFoundError: No module named 'no')\n";
    is(run_in(&folder.0, &["-m", "no.x"], ""), "", message, 1);
}

#[test]
fn rhai_runs_by_suffix_and_by_option() {
    let folder = Folder::new();
    folder.write("a.rhai", "let x = 6 * 7; print(x);");
    is(run_in(&folder.0, &["a.rhai"], ""), "42\n", "", 0);
    is(
        run_in(&folder.0, &["--rhai", "-c", "print(1 + 1)"], ""),
        "2\n",
        "",
        0,
    );
    is(
        run_in(&folder.0, &["--rhai", "-"], "print(3);"),
        "3\n",
        "",
        0,
    );
}

// ---- wrong use -----------------------------------------------------------------------------------

#[test]
fn missing_file_is_named() {
    let folder = Folder::new();
    let path = folder.0.join("no.py");
    let message = format!(
        "biji: can't open file '{}': [Errno 2] No such file or directory\n",
        path.display()
    );
    is(run_in(&folder.0, &["no.py"], ""), "", &message, 2);
}

#[test]
fn wrong_options_are_named() {
    is(run(&["-z"]), "", &format!("Unknown option: -z\n{USAGE}"), 2);
    is(
        run(&["--zoo"]),
        "",
        &format!("unknown option --zoo\n{USAGE}"),
        2,
    );
    let message = format!("Argument expected for the -c option\n{USAGE}");
    is(run(&["-c"]), "", &message, 2);
    is(
        run(&["--lang", "tlh"]),
        "",
        &format!("--lang: en or zh, not 'tlh'\n{USAGE}"),
        2,
    );
}

#[test]
fn version_and_help() {
    let version = format!("biji {}\n", env!("CARGO_PKG_VERSION"));
    is(run(&["-V"]), &version, "", 0);
    is(run(&["--version"]), &version, "", 0);
    assert!(run(&["-VV"]).0.contains("Python 3.13"));
    for words in [
        &["--help"][..],
        &["-h"],
        &["help"],
        &["--lang", "en", "--help"],
    ] {
        let (out, err, code) = run(words);
        assert!(
            out.contains("Examples:") && err.is_empty() && code == 0,
            "{out}{err}"
        );
    }
    assert!(run(&["--lang", "zh", "--help"]).0.contains("例子"));
}

// ---- endings -------------------------------------------------------------------------------------

#[test]
fn exit_codes_are_those_of_cpython() {
    for (code, want) in [
        ("", 0),
        ("0", 0),
        ("3", 3),
        ("300", 44),
        ("-1", 255),
        ("True", 1),
    ] {
        is(
            run(&["-c", &format!("import sys; sys.exit({code})")]),
            "",
            "",
            want,
        );
    }
    is(run(&["-c", "raise SystemExit('bye')"]), "", "bye\n", 1);
    is(run(&["-c", "raise SystemExit(None)"]), "", "", 0);
    is(run(&["-c", "exit(4)"]), "", "", 4);
    is(run(&["-c", "raise SystemExit(1, 2)"]), "", "(1, 2)\n", 1);
}

#[test]
fn uncaught_exceptions_are_reported() {
    let report = "Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\n    \
                  1/0\n    ~^~\nZeroDivisionError: division by zero\n";
    is(run(&["-c", "1/0"]), "", report, 1);
    let hook = "import sys\nsys.excepthook = lambda t, e, b: print('hook', t.__name__, e)\n1/0";
    is(
        run(&["-c", hook]),
        "hook ZeroDivisionError division by zero\n",
        "",
        1,
    );
    let hook = "import sys\ndef hook(*a): sys.exit(9)\nsys.excepthook = hook\n1/0";
    is(run(&["-c", hook]), "", "", 9);
    let (_, err, code) = run(&["-c", "import sys\ndel sys.excepthook\n1/0"]);
    assert!(
        err.starts_with("sys.excepthook is missing\nTraceback"),
        "{err}"
    );
    assert_eq!(code, 1);
}

#[test]
fn keyboard_interrupt_ends_by_the_signal() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::new();
    let output = command(&folder.0, &["-c", "raise KeyboardInterrupt"])
        .output()
        .unwrap();
    assert_eq!(output.status.signal(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("\nKeyboardInterrupt\n"));
}

#[test]
fn interrupt_reaches_a_busy_program() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    let program = "print('go', flush=True)\ntry:\n    while True: pass\n\
                   except KeyboardInterrupt:\n    print('caught')\n";
    let folder = Folder::new();
    let mut child = command(&folder.0, &["-c", program])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 3];
    out.read_exact(&mut first).unwrap();
    kill(Pid::from_raw(child.id() as i32), Signal::SIGINT).unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "caught\n");
    assert!(child.wait().unwrap().success());
}

#[test]
fn closed_output_ends_the_program() {
    let folder = Folder::new();
    let mut child = command(&folder.0, &["-c", "for i in range(1000000): print(i)"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 2];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let (_, err, code) = came(child.wait_with_output().unwrap());
    assert_eq!(&first, b"0\n");
    assert!(
        err.contains("BrokenPipeError: [Errno 32] Broken pipe\n"),
        "{err}"
    );
    assert!(!err.contains("panicked"), "{err}");
    assert_eq!(code, 1);
}

#[test]
fn finalisers_run_at_the_end() {
    let program = "class A:\n    def __init__(self, n): self.n = n\n    \
                   def __del__(self): print('del', self.n)\n\
                   b = A('b')\n_a = A('_a')\ndef f(): return b\n";
    is(run(&["-c", program]), "del _a\ndel b\n", "", 0);
}

#[test]
fn prompt_follows_the_program() {
    let folder = Folder::new();
    folder.write("x.py", "x = 5\n1/0\n");
    let (out, err, code) = run_in(&folder.0, &["-i", "x.py"], "x + 1\nraise SystemExit(3)\n");
    assert_eq!((out.as_str(), code), ("6\n", 3));
    assert!(
        err.contains("ZeroDivisionError") && err.contains(">>> "),
        "{err}"
    );
}

#[test]
fn prompt_without_a_terminal() {
    let input = "x = 2\nif x:\n    print('yes')\n\nx\n_ + 1\n'a'\nNone\nprint(1 +\n2)\n";
    let folder = Folder::new();
    let (out, err, code) = run_in(&folder.0, &["-i", "-q"], input);
    assert_eq!((out.as_str(), code), ("yes\n2\n3\n'a'\n3\n", 0));
    assert_eq!(err, ">>> >>> ... ... >>> >>> >>> >>> >>> ... >>> \n");
}

// ---- options -------------------------------------------------------------------------------------

#[test]
fn options_have_their_meaning() {
    is(
        run(&["-O", "-c", "assert 0, 'no'; print(__debug__)"]),
        "False\n",
        "",
        0,
    );
    let program = "def f(): 'doc'\nprint(f.__doc__)";
    is(run(&["-OO", "-c", program]), "None\n", "", 0);
    let program = "import sys; print(sys.warnoptions, sys._xoptions)";
    let want = "['ignore'] {'a': 'b', 'c': True}\n";
    is(
        run(&["-Wignore", "-X", "a=b", "-Xc", "-c", program]),
        want,
        "",
        0,
    );
    is(
        run(&["-S", "-c", "print('exit' in dir(__builtins__))"]),
        "False\n",
        "",
        0,
    );
    let folder = Folder::new();
    folder.write("x.py", "#! something\nprint(1)\n1/0\n");
    let (out, err, _) = run_in(&folder.0, &["-x", "x.py"], "");
    assert!(out == "1\n" && err.contains("line 3, in <module>"), "{err}");
}

#[test]
fn python_variables_are_obeyed_and_ignored() {
    let folder = Folder::new();
    folder.write("lib/there.py", "print('there')\n");
    let lib = folder.0.join("lib");
    let with = |arguments: &[&str]| {
        let mut command = command(&folder.0, arguments);
        came(command.env("PYTHONPATH", &lib).output().unwrap())
    };
    is(with(&["-c", "import there"]), "there\n", "", 0);
    assert_eq!(with(&["-E", "-c", "import there"]).2, 1);
    assert_eq!(with(&["-I", "-c", "import there"]).2, 1);
}

#[test]
fn syntax_warnings_can_be_chosen() {
    let folder = Folder::new();
    let file = folder.write("w.py", "x = 1\nprint(x is 1)\n");
    let shown = format!(
        "{}:2: SyntaxWarning: \"is\" with 'int' literal. Did you mean \"==\"?\n  print(x is 1)\n",
        file.display()
    );
    is(run_in(&folder.0, &["w.py"], ""), "True\n", &shown, 0);
    is(
        run_in(&folder.0, &["-W", "ignore", "w.py"], ""),
        "True\n",
        "",
        0,
    );
    let (out, err, code) = run_in(&folder.0, &["-W", "error", "w.py"], "");
    assert!(
        out.is_empty() && err.contains("SyntaxError: \"is\" with") && code == 1,
        "{err}"
    );
}

// ---- odd files -----------------------------------------------------------------------------------

#[test]
fn bytes_that_are_no_text_are_syntax_errors() {
    let folder = Folder::new();
    let bad = folder.write("bad.py", b"x=1\n\xff\n");
    let message = format!(
        "SyntaxError: Non-UTF-8 code starting with '\\xff' in file {} on line 2, but no encoding \
         declared; see https://peps.python.org/pep-0263/ for details\n",
        bad.display()
    );
    is(run_in(&folder.0, &["bad.py"], ""), "", &message, 1);
    let null = folder.write("nul.py", b"a = 0\nx=1\0\n");
    let message = format!(
        "  File \"{}\", line 2\n    x=1\nSyntaxError: source code cannot contain null bytes\n",
        null.display()
    );
    is(run_in(&folder.0, &["nul.py"], ""), "", &message, 1);
    folder.write("marked.py", b"\xef\xbb\xbfprint('\xe4\xb8\xad')\r\n");
    is(run_in(&folder.0, &["marked.py"], ""), "中\n", "", 0);
}

#[test]
fn nested_brackets_are_bounded() {
    let folder = Folder::new();
    folder.write(
        "x.py",
        format!("{}{}", "(".repeat(10_000), ")".repeat(10_000)),
    );
    let (_, err, code) = run_in(&folder.0, &["x.py"], "");
    assert!(err.ends_with("SyntaxError: too many nested parentheses\n"));
    assert_eq!(code, 1);
    folder.write(
        "y.py",
        format!("x = {}\nprint(x)\n", vec!["1"; 9000].join("+")),
    );
    is(run_in(&folder.0, &["y.py"], ""), "9000\n", "", 0);
    folder.write("z.py", format!("x = {}1\n", "-".repeat(100_000)));
    let (_, err, code) = run_in(&folder.0, &["z.py"], "");
    assert!(
        err.contains("MemoryError") || err.contains("RecursionError"),
        "{err}"
    );
    assert_eq!(code, 1);
}

#[test]
fn long_line_is_quick() {
    let folder = Folder::new();
    let text = format!("x = '{}'\nprint(len(x))\n", "a".repeat(100_000_000));
    folder.write("x.py", text);
    let start = std::time::Instant::now();
    is(run_in(&folder.0, &["x.py"], ""), "100000000\n", "", 0);
    // Far more than it takes, and far less than anything quadratic would.
    assert!(start.elapsed().as_secs() < 60);
}

// ---- depth ---------------------------------------------------------------------------------------

/// Run a program that must end by itself with this output, and no crash.
fn deep(program: &str, want: &str) {
    is(run(&["-c", program]), want, "", 0);
}

#[test]
fn endless_recursion_is_an_error() {
    let program = "import sys\n\
        def f(n): return f(n + 1)\n\
        for limit in (1000, 100000):\n    \
            sys.setrecursionlimit(limit)\n    \
            try: f(0)\n    \
            except RecursionError as e: print(e)\n";
    let line = "maximum recursion depth exceeded\n";
    deep(program, &line.repeat(2));
}

#[test]
fn deep_calls_work_where_they_are_allowed() {
    let program = "import sys\nsys.setrecursionlimit(200000)\n\
        def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(100000))\n";
    deep(program, "100000\n");
}

#[test]
fn recursion_through_natives_is_an_error() {
    let program = "import sys\n\
        class A:\n    \
            def __init__(self): self.a = A()\n\
        class B:\n    \
            def __add__(self, o): return self + o\n    \
            def __getattr__(self, n): return getattr(self, n + 'x')\n    \
            def __repr__(self): return repr(self)\n    \
            def __eq__(self, o): return self == o\n    \
            def __len__(self): return len(self)\n    \
            def __call__(self): return self()\n    \
            def __iter__(self): return iter(self)\n\
        def k(x): return sorted([x], key=k)\n\
        def g(n): yield from g(n + 1)\n\
        def h(n): yield next(h(n + 1))\n\
        b = B()\n\
        for limit in (1000, 1000000):\n    \
            sys.setrecursionlimit(limit)\n    \
            for f in (A, lambda: b + 1, lambda: b.q, lambda: repr(b), lambda: b == 1,\n              \
                      lambda: len(b), b, lambda: iter(b), lambda: k(1), lambda: f'{b}',\n              \
                      lambda: next(g(0)), lambda: next(h(0))):\n        \
                try: f(); print('no error')\n        \
                except RecursionError: print(end='.')\n    \
            print()\n";
    deep(program, "............\n............\n");
}

#[test]
fn deep_values_are_bounded() {
    let program = "import json\n\
        def nest(n):\n    \
            a = []\n    \
            for _ in range(n): a = [a]\n    \
            return a\n\
        for f in (repr, lambda a: a == nest(100000), json.dumps):\n    \
            f(nest(5000))\n    \
            try: f(nest(100000)); print('no error')\n    \
            except RecursionError as e: print(e)\n\
        try: json.loads('[' * 100000)\n\
        except RecursionError as e: print(e)\n\
        a = nest(1000000)\n\
        del a\n\
        print('dropped')\n";
    deep(
        program,
        "maximum recursion depth exceeded while getting the repr of an object\n\
         maximum recursion depth exceeded in comparison\n\
         maximum recursion depth exceeded while encoding a JSON object\n\
         maximum recursion depth exceeded while decoding a JSON array from a unicode string\n\
         dropped\n",
    );
}

// ---- biji test -----------------------------------------------------------------------------------

#[test]
fn lessons_are_checked() {
    let folder = Folder::new();
    folder.write(
        "a.md",
        "# A\n\n    >>> x = 1\n    >>> x + 1\n    2\n    >>> 1/0\n    \
         Traceback (most recent call last):\n      ...\n    \
         ZeroDivisionError: division by zero\n\n```python\nprint(x)\nopen('f', 'w').close()\n```\n\
         \n```output\n1\n```\n\n```rhai\nprint(x + 2);\n```\n\n```output\n3\n```\n",
    );
    let (out, err, code) = run_in(&folder.0, &["test", "a.md"], "");
    assert!(
        out.starts_with("a.md: ok 5 of 5\n5 passed, 0 failed in "),
        "{out}{err}"
    );
    assert_eq!(code, 0);
    assert!(!folder.0.join("f").exists());
}

#[test]
fn failures_show_a_difference_and_do_not_stop_the_rest() {
    let folder = Folder::new();
    folder.write(
        "a.md",
        "    >>> print('a\\nb')\n    a\n    c\n    >>> 2\n    2\n",
    );
    let (out, _, code) = run_in(&folder.0, &["test"], "");
    assert!(
        out.contains("a.md:1 FAILED\n    >>> print('a\\nb')\n"),
        "{out}"
    );
    assert!(out.contains("     a\n    -c\n    +b\n"), "{out}");
    assert!(out.contains("1 passed, 1 failed in "), "{out}");
    assert_eq!(code, 1);
    let (out, _, code) = run_in(&folder.0, &["test", "-x", "-q"], "");
    assert!(out.starts_with("0 passed, 1 failed in "), "{out}");
    assert_eq!(code, 1);
}

#[test]
fn endless_examples_are_broken_off() {
    let folder = Folder::new();
    folder.write(
        "a.md",
        "    >>> while True:\n    ...     pass\n    >>> 2\n    2\n",
    );
    folder.write("b.py", "while True: pass\n");
    let (out, _, code) = run_in(&folder.0, &["test", "--timeout", "0.5"], "");
    assert_eq!(out.matches("it was in line 1").count(), 2, "{out}");
    assert!(out.contains("1 passed, 2 failed in "), "{out}");
    assert_eq!(code, 1);
}

#[test]
fn programs_are_compared_with_their_records() {
    let folder = Folder::new();
    folder.write(
        "good.py",
        "print(open('data').read())\nimport sys; sys.exit(2)\n",
    );
    folder.write("good.files/data", "d");
    folder.write("good.out", "d\n--- exit 2\n");
    folder.write("bad.py", "print(1)\n");
    folder.write("bad.out", "2\n");
    folder.write("plain.py", "pass\n");
    folder.write("fails.py", "1/0\n");
    folder.write("r.rhai", "print(5);");
    folder.write("r.out", "5\n");
    let (out, _, code) = run_in(&folder.0, &["test"], "");
    assert!(out.contains("3 passed, 2 failed in "), "{out}");
    assert!(
        out.contains("    -2\n    +1\n") && out.contains("exit code 1"),
        "{out}"
    );
    assert_eq!(code, 1);
    assert!(!folder.0.join("data").exists());
}

#[test]
fn expectations_can_be_rewritten() {
    let folder = Folder::new();
    let lesson = folder.write(
        "a.md",
        "a\n\n    >>> print('x\\n\\ny')\n    z\n    >>> 1\n\nb\n",
    );
    let record = folder.write("b.out", "2\n");
    folder.write("b.py", "print(1)\n");
    let (out, _, code) = run_in(&folder.0, &["test", "--update"], "");
    assert!(out.contains("0 passed, 0 failed, 3 updated in "), "{out}");
    assert_eq!(code, 0);
    let want =
        "a\n\n    >>> print('x\\n\\ny')\n    x\n    <BLANKLINE>\n    y\n    >>> 1\n    1\n\nb\n";
    assert_eq!(fs::read_to_string(lesson).unwrap(), want);
    assert_eq!(fs::read_to_string(record).unwrap(), "1\n");
    assert_eq!(run_in(&folder.0, &["test"], "").2, 0);
}

#[test]
fn exit_codes_are_those_of_pytest() {
    let folder = Folder::new();
    assert_eq!(run_in(&folder.0, &["test"], "").2, 5);
    assert_eq!(run_in(&folder.0, &["test", "no.md"], "").2, 4);
    assert_eq!(run_in(&folder.0, &["test", "--zoo"], "").2, 4);
    folder.write("a.md", "no examples\n");
    assert_eq!(run_in(&folder.0, &["test", "a.md"], "").2, 5);
}
