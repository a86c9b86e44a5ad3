//! Programs that use nothing but Rhai behave under biji as on the `rhai` crate's own engine: those
//! of `tests/rhai/plain`, and the scripts that the crate's package may bring along. The one
//! difference that is meant, that `'c'` is a string of one character, is kept out of them.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use biji::{Interpreter, Output};
use rhai::Engine;

/// What a script prints on a plain engine, and whether it fails.
fn on_plain_engine(text: &str) -> (String, bool) {
    let printed = Rc::new(RefCell::new(String::new()));
    let mut engine = Engine::new();
    // Debug builds of the crate allow eight levels only.
    engine.set_max_call_levels(64);
    let sink = printed.clone();
    engine.on_print(move |line| {
        let mut out = sink.borrow_mut();
        out.push_str(line);
        out.push('\n');
    });
    let failed = engine.run(text).is_err();
    let printed = printed.borrow().clone();
    (printed, failed)
}

fn under_biji(text: &str) -> (String, bool) {
    let interpreter = Interpreter::builder()
        .stdout(Output::Captured)
        .build()
        .expect("an interpreter");
    let failed = interpreter.run_rhai(text).is_err();
    (interpreter.take_output(), failed)
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "rhai"))
        .collect();
    paths.sort();
    paths
}

/// The folders of scripts in packages of the crate, where cargo keeps them.
fn published() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo")));
    let Some(sources) = home.map(|home| home.join("registry/src")) else {
        return Vec::new();
    };
    let registries = fs::read_dir(sources).into_iter().flatten().flatten();
    registries
        .map(|registry| registry.path().join("rhai-1.27.0/scripts"))
        .filter(|folder| folder.is_dir())
        .collect()
}

fn compare(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).expect("a script");
    let (plain, ours) = (on_plain_engine(&text), under_biji(&text));
    let difference = || format!("{}\n plain: {plain:?}\n biji:  {ours:?}", path.display());
    (plain != ours).then(difference)
}

#[test]
fn plain_programs_behave_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rhai/plain");
    let mut paths = scripts(&folder);
    assert!(!paths.is_empty(), "no scripts in {}", folder.display());
    for folder in published() {
        paths.extend(scripts(&folder));
    }
    let wrong = biji::with_stack(|| {
        paths
            .iter()
            .filter_map(|path| compare(path))
            .collect::<Vec<_>>()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
