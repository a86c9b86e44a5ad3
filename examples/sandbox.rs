//! A sandboxed host: programs of strangers, which may compute and print and nothing else, and not
//! for long.

use std::thread;
use std::time::Duration;

use biji::{Error, Input, Interpreter, Output, Permissions};

fn sandbox() -> Result<Interpreter, Error> {
    let builder = Interpreter::builder()
        .permissions(Permissions::none())
        .max_steps(5_000_000)
        .max_time(Duration::from_secs(2))
        .stdout(Output::Captured)
        .stderr(Output::Discarded)
        .stdin(Input::Empty);
    // How much memory a process takes can be asked on Linux only.
    if cfg!(target_os = "linux") {
        return builder.max_memory(128 << 20).build();
    }
    builder.build()
}

fn main() -> Result<(), Error> {
    let programs = [
        "print(sum(n * n for n in range(1000)))",
        "open('/etc/passwd').read()",
        "import os; os.system('reboot')",
        "import socket",
        "while True: pass",
        "list(iter(int, 1))",
        "text = 'x' * 10**12",
        "def f(): return f()\nf()",
        "import time; time.sleep(3600)",
    ];
    for program in programs {
        let python = sandbox()?;
        match python.run(program) {
            Ok(()) => print!("{}", python.take_output()),
            Err(error) if error.is_limit() => println!("ended: {}", error.message()),
            Err(error) => println!("{error}"),
        }
    }
    // Somebody else may end a program too.
    let python = sandbox()?;
    let handle = python.interrupt_handle()?;
    let stopper = thread::spawn(move || {
        thread::sleep(Duration::from_millis(50));
        handle.interrupt();
    });
    let error = python.run("while True: pass").unwrap_err();
    println!("{}", error.kind());
    // A thread that panics would be a fault of the standard library.
    let _ = stopper.join();
    Ok(())
}
