//! A host with a Rhai engine of its own: Python's modules are added to what it already has.

use std::cell::RefCell;
use std::rc::Rc;

use biji::rhai::Install;
use rhai::{Engine, EvalAltResult, Scope};

fn main() -> Result<(), Box<EvalAltResult>> {
    let mut engine = Engine::new();
    // What the host has set up stays: functions, limits, where `print` goes.
    engine.register_fn("celsius", |fahrenheit: f64| (fahrenheit - 32.0) / 1.8);
    engine.set_max_operations(100_000);
    let printed = Rc::new(RefCell::new(Vec::new()));
    let sink = printed.clone();
    engine.on_print(move |text| sink.borrow_mut().push(text.to_owned()));

    let python = Install::new()
        .modules(["json", "math", "re"])
        .into(&mut engine);

    let mut scope = Scope::new();
    scope.push("reading", r#"{"f": [212, 32]}"#.to_owned());
    let result = engine.run_with_scope(
        &mut scope,
        r#"
        let data = json.loads(reading);
        for f in data["f"] { print(celsius(f.to_float())); }
        print(re.sub("[0-9]+", |m| `<${m.group()}>`, "a1 b22"));
        try { json.loads("{") } catch (e) { print(e.type); }
        "#,
    );
    if let Some(error) = result.as_ref().err().and_then(|e| python.error(e)) {
        println!("{error}");
    }
    result?;
    // Modules that were not chosen are not there, and the engine's limit counts for Python too.
    assert!(engine.run("os.getcwd()").is_err());
    assert!(engine.run("loop { math.sqrt(2.0); }").is_err());
    for line in printed.borrow().iter() {
        println!("{line}");
    }
    Ok(())
}
