//! Ctrl-C: SIGINT raises KeyboardInterrupt in the main thread, whatever the program is doing; and
//! programs that could never go on are told so.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// How long an interrupt may take to be noticed.
const PROMPT: Duration = Duration::from_secs(5);

struct Ended {
    stdout: String,
    stderr: String,
    code: Option<i32>,
    /// The signal that ended it.
    signal: Option<i32>,
    /// From the signal to the end.
    took: Duration,
}

/// Run a program, send SIGINT when it has printed "go", and wait for its end.
fn interrupted(program: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the interpreter starts");
    // Open, and nothing ever comes.
    let stdin = child.stdin.take();
    let mut out = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("the program prints");
    assert_eq!(line, "go\n");
    // Let it get where it is to be interrupted.
    std::thread::sleep(Duration::from_millis(150));
    let sent = Instant::now();
    let pid = Pid::from_raw(i32::try_from(child.id()).expect("a process number"));
    kill(pid, Signal::SIGINT).expect("the signal is sent");
    while child
        .try_wait()
        .expect("the program can be waited for")
        .is_none()
    {
        if sent.elapsed() > PROMPT {
            child.kill().expect("the program can be killed");
            panic!("the interrupt was not noticed by:\n{program}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let took = sent.elapsed();
    drop(stdin);
    let mut stdout = String::new();
    out.read_to_string(&mut stdout).expect("stdout is text");
    let output = child.wait_with_output().expect("the program has ended");
    let stderr = String::from_utf8(output.stderr).expect("stderr is text");
    Ended {
        stdout,
        stderr,
        code: output.status.code(),
        signal: output.status.signal(),
        took,
    }
}

/// The program ends by KeyboardInterrupt.
fn ends(program: &str) {
    let ended = interrupted(program);
    assert!(
        ended.stderr.trim_end().ends_with("KeyboardInterrupt"),
        "stderr: {}",
        ended.stderr
    );
    // As CPython does, so that the caller (a shell's loop) sees that it was interrupted.
    assert_eq!(
        ended.signal,
        Some(Signal::SIGINT as i32),
        "stderr: {}",
        ended.stderr
    );
    assert!(ended.took < PROMPT);
}

#[test]
fn endless_loop() {
    ends("print('go', flush=True)\nwhile True: pass");
}

#[test]
fn endless_recursion_of_calls() {
    ends("def f(n):\n if n: f(n - 1)\nprint('go', flush=True)\nwhile True: f(500)");
}

#[test]
fn sleep() {
    ends("import time\nprint('go', flush=True)\ntime.sleep(1000)");
}

#[test]
fn lock_held_by_a_sleeping_thread() {
    ends(
        "import threading, time\nlock = threading.Lock()\ndef hold():\n with lock: \
         time.sleep(1000)\nthreading.Thread(target=hold, daemon=True).start()\nprint('go', \
         flush=True)\nlock.acquire()",
    );
}

#[test]
fn join_of_a_busy_thread() {
    ends(
        "import threading\ndef work():\n while True: pass\nt = threading.Thread(target=work, \
         daemon=True)\nt.start()\nprint('go', flush=True)\nt.join()",
    );
}

#[test]
fn queue_with_a_timeout() {
    ends("import _queue\nprint('go', flush=True)\n_queue.SimpleQueue().get(timeout=1000)");
}

#[test]
fn key_function() {
    ends("print('go', flush=True)\nwhile True: sorted(range(10**6), key=lambda x: -x)");
}

#[test]
fn sleep_in_a_key_function() {
    ends("import time\nprint('go', flush=True)\nsorted(range(5), key=lambda x: time.sleep(1000))");
}

#[test]
fn generator_drawn_by_a_native() {
    ends("def g():\n while True: yield 0\nprint('go', flush=True)\nsum(g())");
}

#[test]
fn input_that_does_not_come() {
    ends("print('go', flush=True)\ninput()");
}

#[test]
fn input_waits_while_threads_run() {
    let ended = interrupted(
        "import threading, time\ndef work():\n for i in range(3):\n  time.sleep(0.02)\n  \
         print(i, flush=True)\nthreading.Thread(target=work).start()\nprint('go', \
         flush=True)\ntry:\n input()\nexcept KeyboardInterrupt:\n print('no input')",
    );
    assert_eq!(ended.stdout, "0\n1\n2\nno input\n");
}

/// Every other way to wait for what does not come, while nothing else runs.
#[test]
fn all_other_waits() {
    let say = "print('go', flush=True)";
    let programs = [
        format!("import threading\ne = threading.Event()\n{say}\ne.wait(1000)"),
        format!("import threading\nc = threading.Condition()\nc.acquire()\n{say}\nc.wait(1000)"),
        format!("import queue\nq = queue.SimpleQueue()\n{say}\nq.get(timeout=1000)"),
        format!("import socket\na, b = socket.socketpair()\n{say}\na.recv(1)"),
        format!("import socket\na, b = socket.socketpair()\n{say}\na.sendall(b'x' * 10**8)"),
        format!("import socket\ns = socket.create_server(('127.0.0.1', 0))\n{say}\ns.accept()"),
        format!("import select, os\nr, w = os.pipe()\n{say}\nselect.select([r], [], [])"),
        format!("import os\nr, w = os.pipe()\n{say}\nos.read(r, 1)"),
        format!(
            "import os\nr, w = os.pipe()\nif os.fork() == 0: os.close(w); os.read(r, 1); \
             os._exit(0)\n{say}\nos.wait()"
        ),
        format!(
            "import subprocess\np = subprocess.Popen(['sh', '-c', 'read x'], \
             stdin=subprocess.PIPE)\n{say}\np.wait()"
        ),
        format!(
            "import subprocess\np = subprocess.Popen(['cat'], stdin=subprocess.PIPE, \
             stdout=subprocess.PIPE)\n{say}\np.stdout.read()"
        ),
        format!(
            "import asyncio\nasync def main():\n {say}\n await asyncio.sleep(1000)\n\
             asyncio.run(main())"
        ),
        format!(
            "import asyncio\nasync def main():\n {say}\n while True: await asyncio.sleep(0)\n\
             asyncio.run(main())"
        ),
        format!(
            "import asyncio\nasync def main():\n {say}\n \
             await asyncio.get_running_loop().create_future()\nasyncio.run(main())"
        ),
        format!(
            "import os, tempfile\nwith tempfile.TemporaryDirectory() as d:\n \
             os.mkfifo(d + '/f')\n {say}\n open(d + '/f')"
        ),
        format!("import signal\n{say}\nsignal.pause()"),
    ];
    for program in &programs {
        ends(program);
    }
}

#[test]
fn caught_and_gone_on() {
    let ended = interrupted(
        "import time\nprint('go', flush=True)\ntry:\n time.sleep(1000)\nexcept \
         KeyboardInterrupt:\n print('caught')\nprint('end')",
    );
    assert_eq!(ended.stdout, "caught\nend\n");
    assert_eq!(ended.code, Some(0));
}

#[test]
fn other_threads_are_not_hit() {
    let ended = interrupted(
        "import threading, time\ndone = threading.Event()\ndef work():\n time.sleep(0.5)\n \
         print('worker')\nt = threading.Thread(target=work)\nt.start()\nprint('go', \
         flush=True)\ntry:\n t.join()\nexcept KeyboardInterrupt:\n print('main')\nt.join()",
    );
    assert_eq!(ended.stdout, "main\nworker\n");
    assert_eq!(ended.code, Some(0));
}

/// Run a program to its end: stdout and stderr.
fn run(program: &str) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(["-c", program])
        .stdin(Stdio::null())
        .output()
        .expect("the interpreter starts");
    let text = |bytes| String::from_utf8(bytes).expect("the output is text");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn deadlock_names_threads_and_lines() {
    let (_, stderr) = run(
        "import threading\na, b = threading.Lock(), threading.Lock()\ndef work():\n with b:\n  \
         gate.set()\n  a.acquire()\ngate = threading.Event()\na.acquire()\nt = \
         threading.Thread(target=work)\nt.start()\ngate.wait()\nb.acquire()",
    );
    let wanted = "threading.DeadlockError: all threads wait, and nothing can wake any of them
  MainThread holds the lock 'a' and waits for the lock 'b', which Thread-1 (work) holds (line 12, in <module>)
  Thread-1 (work) holds the lock 'b' and waits for the lock 'a', which MainThread holds (line 6, in work)
";
    assert!(stderr.ends_with(wanted), "stderr: {stderr}");
    assert_eq!(
        stderr.matches("DeadlockError").count(),
        1,
        "stderr: {stderr}"
    );
}

#[test]
fn deadlock_can_be_caught() {
    let (stdout, stderr) = run(
        "import threading\nlock = threading.Lock()\nlock.acquire()\ntry:\n lock.acquire()\nexcept \
         threading.DeadlockError as e:\n print(e)\nlock.release()\nprint(lock.acquire())",
    );
    let wanted = "the program waits for something that can never happen
  MainThread waits for the lock 'lock', which it holds itself (line 5, in <module>)
True
";
    assert_eq!((stdout.as_str(), stderr.as_str()), (wanted, ""));
}
