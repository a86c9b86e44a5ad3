//! CPython's own library, where one is installed, compiles file by file. Without an installation
//! (`BIJI_PYTHON`, or `python3.13` on the path) a line says that the test was skipped.

use std::path::Path;
use std::process::Command;

#[test]
fn the_library_of_cpython_compiles() {
    let python = std::env::var("BIJI_PYTHON").unwrap_or_else(|_| "python3.13".to_owned());
    let asked = Command::new(&python)
        .args(["-c", "import os; print(os.path.dirname(os.__file__))"])
        .output();
    let folder = match asked {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).expect("a path"),
        _ => {
            println!("skipped: there is no CPython 3.13 ({python})");
            return;
        }
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_library.py");
    let output = Command::new(env!("CARGO_BIN_EXE_biji"))
        .arg("-Wignore")
        .arg(script)
        .arg(folder.trim())
        .output()
        .expect("biji runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shown}");
}
