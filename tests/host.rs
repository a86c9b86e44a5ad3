//! The library as a Rust program uses it: what its documentation does not show, hostile input
//! included.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use biji::rhai::Install;
use biji::{Bytes, Class, Error, Host, Input, Interpreter, Module, Object, Output, Permissions};

type Outcome = Result<(), Error>;

fn refused(permissions: Permissions, program: &str) -> Error {
    let python = Interpreter::builder()
        .permissions(permissions)
        .stdout(Output::Discarded)
        .build()
        .expect("an interpreter");
    python.run(program).expect_err(program)
}

#[test]
fn values_go_there_and_back() -> Outcome {
    let python = Interpreter::new();
    python.set("big", u128::MAX)?;
    assert_eq!(python.eval::<String>("str(big)")?, u128::MAX.to_string());
    assert_eq!(python.get::<u128>("big")?, u128::MAX);
    assert!(python.get::<i64>("big").unwrap_err().is("OverflowError"));
    let map = BTreeMap::from([("a".to_owned(), vec![1.5, 2.0])]);
    python.set("map", map.clone())?;
    assert_eq!(python.get::<BTreeMap<String, Vec<f64>>>("map")?, map);
    assert_eq!(
        python.eval::<HashSet<char>>("set('aba')")?,
        HashSet::from(['a', 'b'])
    );
    assert_eq!(
        python.eval::<Option<(i8, String)>>("(1, 'x')")?,
        Some((1, "x".into()))
    );
    assert_eq!(python.eval::<Option<i8>>("None")?, None);
    assert_eq!(python.eval::<Bytes>("bytearray(b'ab')")?.0, b"ab");
    assert!(
        python
            .eval::<String>("'\\ud800'")
            .unwrap_err()
            .is("ValueError")
    );
    assert!(
        python
            .eval::<Vec<String>>("'abc'")
            .unwrap_err()
            .is("TypeError")
    );
    assert!(python.eval::<f64>("'1'").unwrap_err().is("TypeError"));
    assert!(python.eval::<bool>("1").unwrap_err().is("TypeError"));
    Ok(())
}

#[derive(serde::Serialize, serde::Deserialize, Debug, PartialEq)]
enum Shape {
    Empty,
    Circle(f64),
    Line(i64, i64),
    Rect { w: f64, h: f64 },
}

#[test]
fn serde_there_and_back() -> Outcome {
    let python = Interpreter::new();
    for (shape, shown) in [
        (Shape::Empty, "'Empty'"),
        (Shape::Circle(1.0), "{'Circle': 1.0}"),
        (Shape::Line(1, 2), "{'Line': [1, 2]}"),
        (
            Shape::Rect { w: 1.0, h: 2.0 },
            "{'Rect': {'w': 1.0, 'h': 2.0}}",
        ),
    ] {
        python.set_serde("shape", &shape)?;
        assert_eq!(python.get::<Object>("shape")?.repr()?, shown);
        assert_eq!(python.get_serde::<Shape>("shape")?, shape);
    }
    // A program's objects are read by their attributes; ints stand for floats.
    python.run("class R: pass\nr = R(); r.w = 1; r.h = 2")?;
    python.run("shape = {'Rect': r}")?;
    assert_eq!(
        python.get_serde::<Shape>("shape")?,
        Shape::Rect { w: 1.0, h: 2.0 }
    );
    python.run("loop = []; loop.append(loop)")?;
    let endless = python.get_serde::<serde_json::Value>("loop").unwrap_err();
    assert!(endless.is("RecursionError"));
    let json: serde_json::Value = python
        .eval::<Object>("{'a': [1, 2.5, None, True]}")?
        .deserialize()?;
    assert_eq!(json.to_string(), r#"{"a":[1,2.5,null,true]}"#);
    assert!(
        python
            .eval::<Object>("3+4j")?
            .deserialize::<serde_json::Value>()
            .is_err()
    );
    Ok(())
}

#[test]
fn errors_cross_in_both_directions() -> Outcome {
    let module = Module::new("host", "")
        .function("fail(kind)", "", |kind: String| -> Result<(), Error> {
            Err(Error::new(kind, "from Rust"))
        })
        .function("panic()", "", || -> i64 { panic!("oh no") })
        .function("call(f)", "", |f: Object| f.call::<i64>((20,)))
        .function(
            "add(a, b=1, *, c=None)",
            "",
            |a: i64, b: i64, c: Option<i64>| a + b + c.unwrap_or(0),
        );
    let python = Interpreter::builder().module(module).build()?;
    python.run("import host")?;
    assert!(
        python
            .run("host.fail('KeyError')")
            .unwrap_err()
            .is("LookupError")
    );
    assert_eq!(python.run("host.fail('Odd')").unwrap_err().kind(), "Odd");
    python.run("try: host.fail('Odd')\nexcept Exception as e: name = type(e).__name__")?;
    assert_eq!(python.get::<String>("name")?, "Odd");
    let panicked = python.run("host.panic()").unwrap_err();
    assert!(panicked.is("RuntimeError") && panicked.message().contains("oh no"));
    assert_eq!(python.eval::<i64>("host.call(lambda n: n + 1)")?, 21);
    assert!(
        python
            .run("host.call(lambda n: 1 / 0)")
            .unwrap_err()
            .is("ZeroDivisionError")
    );
    assert_eq!(python.eval::<i64>("host.add(1)")?, 2);
    assert_eq!(python.eval::<i64>("host.add(1, 2, c=3)")?, 6);
    let wrong = python.run("host.add('x')").unwrap_err();
    assert_eq!(wrong.message(), "add() argument 'a': expected int, got str");
    assert!(python.run("host.add()").unwrap_err().is("TypeError"));
    assert!(python.run("host.add(1, 2, 3)").unwrap_err().is("TypeError"));
    assert_eq!(python.eval_rhai::<i64>("host.add(1, #{c: 5})")?, 7);
    assert_eq!(python.eval_rhai::<i64>("host.call(|n| n * 2)")?, 40);
    assert_eq!(python.eval_rhai::<i64>("host::add(4)")?, 5);
    Ok(())
}

#[derive(Clone)]
struct Counter(i64);

#[test]
fn a_class_in_both_notations() -> Outcome {
    let counter = Class::new("Counter", "Counts.")
        .constructor("Counter(start=0)", |start: i64| {
            if start < 0 {
                Err("below zero")
            } else {
                Ok(Counter(start))
            }
        })
        .method("add(self, n=1)", "", |c: &mut Counter, n: i64| {
            c.0 += n;
            c.0
        })
        .method("each(self, f)", "", |c: &mut Counter, f: Object| {
            (0..c.0).try_for_each(|n| f.call::<()>((n,)))
        })
        .method("__add__(self, other)", "", |c: &mut Counter, other: i64| {
            Host(Counter(c.0 + other))
        })
        .method("__len__(self)", "", |c: &mut Counter| c.0)
        .property(
            "value",
            "",
            |c: &mut Counter| c.0,
            |c: &mut Counter, n: i64| c.0 = n,
        );
    let module =
        Module::new("m", "")
            .class(counter)
            .function("twice(c)", "", |c: Host<Counter>| Host(Counter(c.0.0 * 2)));
    let python = Interpreter::builder().module(module).build()?;
    python.run("from m import Counter, twice\nc = Counter(3); c.add(); c.value += 1")?;
    assert_eq!(python.eval::<i64>("len(c)")?, 5);
    assert_eq!(python.eval::<i64>("(c + 1).value")?, 6);
    assert_eq!(python.eval::<i64>("twice(c).value")?, 10);
    assert_eq!(
        python.eval_rhai::<i64>("c.add(2); c.value = c.value + 1; c.value")?,
        8
    );
    assert!(
        python
            .run("Counter(-1)")
            .unwrap_err()
            .message()
            .contains("below zero")
    );
    // A method that is running has the state.
    let busy = python.run("c.each(lambda n: c.add())").unwrap_err();
    assert!(busy.is("RuntimeError"), "{busy}");
    assert!(python.run("Counter.add(3)").is_err());
    assert!(python.run("twice(3)").unwrap_err().is("TypeError"));
    assert!(python.run("c.nothing").unwrap_err().is("AttributeError"));
    Ok(())
}

#[test]
fn permissions_close_every_way_out() {
    let none = Permissions::none();
    for program in [
        "open('/etc/passwd')",
        "open('/tmp/biji-must-not-be', 'w')",
        "open(1, 'w')",
        "import io; io.FileIO('/etc/passwd')",
        "import io; io.open_code('/etc/passwd')",
        "import os; os.open('/etc/passwd', 0)",
        "import os; os.listdir('/')",
        "import os; os.stat('/')",
        "import os.path; os.path.getsize('/etc/passwd')",
        "import posix; posix.system('true')",
        "import os; os.fork()",
        "import os; os.kill(0, 0)",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.remove('/tmp/biji-must-not-be')",
        "import os; os.environ['PATH']",
        "import pathlib; pathlib.Path('/etc/passwd').read_text()",
        "import shutil; shutil.rmtree('/tmp/biji-must-not-be')",
        "import tempfile; tempfile.mkdtemp()",
        "import sys; sys.path.append('/tmp'); import biji_no_such_module",
        "__import__('os').system('true')",
    ] {
        let error = refused(none, program);
        let fits = [
            "PermissionError",
            "ImportError",
            "KeyError",
            "FileNotFoundError",
        ];
        assert!(fits.iter().any(|kind| error.is(kind)), "{program}: {error}");
    }
    let reading = none.read_files(true);
    assert!(refused(reading, "open('/tmp/biji-must-not-be', 'w')").is("PermissionError"));
    assert!(refused(reading, "open('/tmp/biji-must-not-be', 'r+')").is("PermissionError"));
    assert!(refused(reading, "import os; os.mkdir('/tmp/x')").is("PermissionError"));
}

#[test]
fn limits_end_any_program() -> Outcome {
    let python = Interpreter::builder()
        .max_steps(200_000)
        .max_time(Duration::from_secs(20))
        .build()?;
    for program in [
        "while True: pass",
        "def f():\n  try: f()\n  finally: f()\nf()",
        "while True:\n  try:\n    while True: pass\n  except BaseException: continue",
        "list(iter(int, 1))",
        "sum(1 for _ in iter(int, 1))",
        "import itertools\nlist(itertools.count())",
        "class A:\n  def __exit__(self, *a): return True\n  def __enter__(self): pass\nwhile True:\n  with A():\n    while True: pass",
    ] {
        let error = python.run(program).expect_err(program);
        assert!(error.is_limit(), "{program}: {error}");
    }
    for program in [
        "loop { }",
        "while true { try { loop { } } catch { } }",
        "exec(\"while True: pass\");",
    ] {
        let error = python.run_rhai(program).expect_err(program);
        assert!(error.is_limit(), "{program}: {error}");
    }
    // Each entry has its own: the interpreter goes on.
    assert_eq!(python.eval::<i64>("1 + 1")?, 2);
    Ok(())
}

#[test]
fn hostile_programs_are_errors() -> Outcome {
    let python = Interpreter::builder().stdin(Input::Empty).build()?;
    let nested = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
    assert!(python.run(&nested).is_err());
    assert!(python.run("x = 1\0").is_err());
    assert!(
        python
            .run("def f(): return f()\nf()")
            .unwrap_err()
            .is("RecursionError")
    );
    assert!(
        python
            .run_rhai("fn f() { f() } f()")
            .unwrap_err()
            .is("RecursionError")
    );
    assert!(python.run_rhai(&format!("let x = {nested};")).is_err());
    assert!(python.run_rhai("let x = ;").unwrap_err().is("SyntaxError"));
    assert!(python.run("input()").unwrap_err().is("EOFError"));
    assert!(
        python
            .call::<()>("no_such_function", ())
            .unwrap_err()
            .is("NameError")
    );
    assert!(
        python
            .run_file("/no/such/file.py")
            .unwrap_err()
            .is("FileNotFoundError")
    );
    Ok(())
}

#[test]
fn a_guest_engine_keeps_what_it_had() {
    let mut engine = rhai::Engine::new();
    engine.register_fn("twice", |n: i64| n * 2);
    engine.set_max_operations(100_000);
    let printed = std::rc::Rc::new(std::cell::RefCell::new(String::new()));
    let sink = printed.clone();
    engine.on_print(move |text| {
        sink.borrow_mut().push_str(text);
        sink.borrow_mut().push('\n');
    });
    let python = Install::new()
        .modules(["json", "math", "collections"])
        .into(&mut engine);
    assert_eq!(engine.eval::<i64>("twice(4)").expect("twice"), 8);
    assert_eq!(engine.eval::<f64>("math.sqrt(16.0)").expect("sqrt"), 4.0);
    engine
        .run(r#"print(json.dumps([1, #{a: ()}])); print(1, "x");"#)
        .expect("print");
    assert_eq!(*printed.borrow(), "[1, {\"a\": null}]\n1 x\n");
    for refused in [
        "os.getcwd()",
        r#"open("x")"#,
        r#"exec("1")"#,
        r#"__import__("os")"#,
    ] {
        assert!(engine.run(refused).is_err(), "{refused}");
    }
    let error = engine.run(r#"json.loads("{")"#).expect_err("bad JSON");
    assert_eq!(
        python.error(&error).map(|e| e.kind().to_owned()).as_deref(),
        Some("JSONDecodeError")
    );
    assert!(engine.run("let x = 0; loop { x += 1; }").is_err());
    let sorted = r#"let l = list([3, 1, 2]); l.sort(#{key: |x| -x}); l.to_rhai()"#;
    let items = engine.eval::<rhai::Array>(sorted).expect("sort");
    assert_eq!(
        items
            .iter()
            .filter_map(|d| d.as_int().ok())
            .collect::<Vec<_>>(),
        [3, 2, 1]
    );
}

#[test]
fn interpreters_live_side_by_side() -> Outcome {
    let (a, b) = (Interpreter::new(), Interpreter::new());
    a.set("x", 1)?;
    assert!(b.get::<i64>("x").is_err());
    let list: Object = a.eval("[1]")?;
    drop(a);
    // What is held lives on.
    assert_eq!(list.len()?, 1);
    b.finish()
}
