//! Threads and processes beyond what a recorded output can show: the notes' scripts, whose lines
//! come in any order; biji at one end and CPython at the other; Ctrl-C, zombies, memory; the
//! options `--schedule`, `--timeout` and `--threads-timeline`.
//!
//! `tests/concurrency/*.py` are the notes' own scripts, word for word. The `.out` beside one holds
//! what CPython 3.13 prints, sorted by line, each number of three digits and more, or with a
//! point, as `#`. Where a CPython 3.13 is on the machine (`$BIJI_PYTHON`, or `python3.13` on the
//! PATH) it takes part; where there is none, a line says so.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use regex::Regex;

/// How long anything may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A temporary folder.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("biji-concurrency-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("a folder");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn biji() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_biji"))
}

/// A CPython 3.13, if the machine has one.
fn python() -> Option<PathBuf> {
    let path = std::env::var_os("BIJI_PYTHON").map_or_else(|| "python3.13".into(), PathBuf::from);
    let output = Command::new(&path).arg("--version").output().ok()?;
    let answers = output.stdout.starts_with(b"Python 3.13.");
    if !answers {
        println!("skipped: no CPython 3.13 here (BIJI_PYTHON names one)");
    }
    answers.then_some(path)
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/concurrency")
        .join(name)
}

/// A command in a folder, with nothing of our environment that could matter.
fn command(program: &Path, folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(&folder.0)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .env("LANG", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("TMPDIR", &folder.0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // A group of its own: whatever is left of it can be found.
        .process_group(0);
    command
}

/// Wait for a process; one that takes too long is ended with all that it started.
fn finish(mut child: Child, what: &str) -> Output {
    let end = Instant::now() + LIMIT;
    let group = Pid::from_raw(i32::try_from(child.id()).expect("a process number"));
    let reader = |stream: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut stream) = stream {
                stream
                    .read_to_end(&mut bytes)
                    .expect("a stream can be read");
            }
            bytes
        })
    };
    let stdout = reader(
        child
            .stdout
            .take()
            .map(|s| Box::new(s) as Box<dyn Read + Send>),
    );
    let stderr = reader(
        child
            .stderr
            .take()
            .map(|s| Box::new(s) as Box<dyn Read + Send>),
    );
    let status = loop {
        if let Some(status) = child.try_wait().expect("a process can be waited for") {
            break status;
        }
        if Instant::now() > end {
            let _ = killpg(group, Signal::SIGKILL);
            panic!("{what} did not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    Output {
        status,
        stdout: stdout.join().expect("stdout"),
        stderr: stderr.join().expect("stderr"),
    }
}

/// Lines come as they are printed, also into a pipe.
fn unbuffered(command: &mut Command) -> &mut Command {
    command.env("PYTHONUNBUFFERED", "1")
}

fn run(program: &Path, folder: &Folder, arguments: &[&str]) -> Output {
    let child = command(program, folder, arguments)
        .spawn()
        .expect("a start");
    finish(child, &format!("{arguments:?}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Nothing is left of the processes of a group.
fn assert_no_group(number: u32) {
    let group = Pid::from_raw(i32::try_from(number).expect("a process number"));
    let end = Instant::now() + LIMIT;
    while killpg(group, None).is_ok() {
        assert!(Instant::now() < end, "processes are left over");
        std::thread::sleep(Duration::from_millis(2));
    }
}

// ---- the notes' scripts -------------------------------------------------------------------------

/// What a script prints, without what differs from run to run.
fn normal(printed: &str) -> String {
    let numbers = Regex::new(r"\d+\.\d+|\d{3,}").expect("a pattern");
    let mut lines: Vec<String> = printed
        .lines()
        .map(|line| numbers.replace_all(line, "#").into_owned())
        .collect();
    lines.sort();
    lines.join("\n") + "\n"
}

#[test]
fn scripts_of_the_notes() {
    let names = [
        "fork",
        "lock",
        "pool",
        "process",
        "process_queue",
        "subprocess_demo",
        "thread",
    ];
    let python = python();
    for name in names {
        let record = fs::read_to_string(script(&format!("{name}.out"))).expect("a record");
        let path = script(&format!("{name}.py")).display().to_string();
        for program in std::iter::once(biji()).chain(python.clone()) {
            let folder = Folder::new();
            // On a terminal, where each line is written in one piece.
            let terminal = nix::pty::openpty(None, None).expect("a terminal");
            let child = command(&program, &folder, &[&path])
                .stdout(Stdio::from(terminal.slave))
                .spawn()
                .expect("a start");
            let reader = std::thread::spawn(move || {
                let mut bytes = Vec::new();
                // It ends with an error, when nobody has the other end any more.
                let _ = fs::File::from(terminal.master).read_to_end(&mut bytes);
                text(&bytes).replace('\r', "")
            });
            let output = finish(child, name);
            let printed = reader.join().expect("the output");
            assert_eq!(text(&output.stderr), "", "{name}");
            assert_eq!(normal(&printed), record, "{name}");
            assert!(output.status.success(), "{name}: {:?}", output.status);
            let left = fs::read_dir(&folder.0).expect("the folder").count();
            assert_eq!(left, 0, "{name} has left temporary files");
        }
    }
}

/// The notes' master and worker, each under a program, on a port that is free.
fn master_and_worker(master: &Path, worker: &Path) {
    let folder = Folder::new();
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = free.local_addr().expect("an address").port().to_string();
    drop(free);
    let mut paths = Vec::new();
    for name in ["task_master.py", "task_worker.py"] {
        let source = fs::read_to_string(script(name)).expect("a script");
        assert!(source.contains(", 5000)"));
        paths.push(
            folder
                .write(name, &source.replace("5000", &port))
                .display()
                .to_string(),
        );
    }
    let mut first = unbuffered(&mut command(master, &folder, &[&paths[0]]))
        .spawn()
        .expect("a start");
    let group = first.id();
    // The tasks are there when the master begins to wait.
    let mut out = BufReader::new(first.stdout.take().expect("stdout"));
    let mut printed = String::new();
    while !printed.ends_with("Try get results...\n") {
        let n = out.read_line(&mut printed).expect("the master's output");
        if n == 0 {
            let output = finish(first, "the master");
            panic!("the master ended: {printed}{}", text(&output.stderr));
        }
    }
    let second = run(worker, &folder, &[&paths[1]]);
    out.read_to_string(&mut printed)
        .expect("the master's output");
    let first = finish(first, "the master");
    assert_eq!(
        (text(&first.stderr), text(&second.stderr)),
        (String::new(), String::new())
    );
    assert!(first.status.success() && second.status.success());

    let lines: Vec<&str> = printed.lines().collect();
    let tasks: Vec<u64> = lines
        .iter()
        .filter_map(|l| {
            l.strip_prefix("Put task ")?
                .strip_suffix("...")?
                .parse()
                .ok()
        })
        .collect();
    assert_eq!(tasks.len(), 10, "{printed}");
    let results: Vec<String> = lines
        .iter()
        .filter_map(|l| l.strip_prefix("Result: ").map(str::to_owned))
        .collect();
    let wanted: Vec<String> = tasks
        .iter()
        .map(|n| format!("{n} * {n} = {}", n * n))
        .collect();
    assert_eq!(results, wanted);
    assert_eq!(lines.last(), Some(&"master exit."));

    let mut expected = vec!["Connect to server 127.0.0.1...".to_owned()];
    expected.extend(tasks.iter().map(|n| format!("run task {n} * {n}...")));
    expected.push("worker exit.".to_owned());
    assert_eq!(text(&second.stdout).lines().collect::<Vec<_>>(), expected);
    assert_no_group(group);
}

#[test]
fn distributed_biji_with_biji() {
    master_and_worker(&biji(), &biji());
}

#[test]
fn distributed_master_biji_worker_cpython() {
    if let Some(python) = python() {
        master_and_worker(&biji(), &python);
    }
}

#[test]
fn distributed_master_cpython_worker_biji() {
    if let Some(python) = python() {
        master_and_worker(&python, &biji());
    }
}

// ---- what must not be left over -----------------------------------------------------------------

/// Ctrl-C, which the terminal sends to the whole group. The children may be gone before the parent
/// has its own signal: it sleeps after them, so that the signal finds it.
#[test]
fn ctrl_c_ends_parent_and_children() {
    let programs = [
        "import time\nfrom multiprocessing import Process\n\
         def work(): time.sleep(1000)\n\
         if __name__ == '__main__':\n all = [Process(target=work) for _ in range(3)]\n \
         [p.start() for p in all]\n time.sleep(0.2)\n print('go', flush=True)\n [p.join() for p in all]\n time.sleep(1000)\n",
        "import time\nfrom multiprocessing import Pool\n\
         if __name__ == '__main__':\n with Pool(2) as pool:\n  \
         result = pool.map_async(time.sleep, [1000] * 4)\n  time.sleep(0.2)\n  print('go', flush=True)\n  \
         result.get()\n",
        "import time\nfrom multiprocessing import Manager\n\
         if __name__ == '__main__':\n with Manager() as m:\n  \
         q = m.Queue()\n  print('go', flush=True)\n  q.get()\n",
        "import subprocess, time\nwith subprocess.Popen(['sleep', '1000']) as p:\n print('go', flush=True)\n \
         p.wait()\n time.sleep(1000)\n",
    ];
    for program in programs {
        let folder = Folder::new();
        let path = folder.write("program.py", program).display().to_string();
        let temporary = folder.0.join("tmp");
        fs::create_dir(&temporary).expect("a folder");
        let mut child = command(&biji(), &folder, &[&path])
            .env("TMPDIR", &temporary)
            .spawn()
            .expect("a start");
        let group = child.id();
        let mut out = BufReader::new(child.stdout.take().expect("stdout"));
        let mut line = String::new();
        out.read_line(&mut line).expect("the program prints");
        assert_eq!(line, "go\n", "{program}");
        let pid = Pid::from_raw(i32::try_from(group).expect("a process number"));
        killpg(pid, Signal::SIGINT).expect("the signal is sent");
        let output = finish(child, program);
        assert!(!output.status.success(), "{program}");
        assert!(
            text(&output.stderr).contains("KeyboardInterrupt"),
            "{program}"
        );
        assert_no_group(group);
        let left = fs::read_dir(&temporary).expect("the folder").count();
        assert_eq!(left, 0, "temporary files are left over by\n{program}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_thousand_rounds_leave_nothing() {
    let program = "import gc, os, queue, threading\n\
         from multiprocessing import Process, Pipe, Queue\n\
         def usage():\n gc.collect()\n \
         pages = int(open('/proc/self/statm').read().split()[1])\n \
         return pages * 4096, len(os.listdir('/proc/self/fd')), threading.active_count()\n\
         def threads(n):\n for _ in range(n):\n  q = queue.Queue()\n  \
         t = threading.Thread(target=q.put, args=(1,))\n  t.start()\n  q.get()\n  t.join()\n\
         def processes(n):\n for _ in range(n):\n  a, b = Pipe()\n  \
         p = Process(target=b.send, args=(1,))\n  p.start()\n  a.recv()\n  p.join()\n\
         def queues(n):\n for _ in range(n):\n  q = Queue()\n  q.put(1)\n  q.get()\n  q.close()\n  q.join_thread()\n\
         if __name__ == '__main__':\n \
         for work, n in ((threads, 1000), (processes, 100), (queues, 100)):\n  \
         work(n // 10)\n  before = usage()\n  work(n)\n  after = usage()\n  \
         print(work.__name__, (after[0] - before[0]) < 1_000_000, after[1] - before[1], after[2])\n \
         try: print(os.waitpid(-1, os.WNOHANG))\n \
         except ChildProcessError: print('no child is left')\n";
    let folder = Folder::new();
    let path = folder.write("program.py", program).display().to_string();
    let output = run(&biji(), &folder, &[&path]);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(
        text(&output.stdout),
        "threads True 0 1\nprocesses True 0 1\nqueues True 0 1\nno child is left\n"
    );
}

// ---- schedules ----------------------------------------------------------------------------------

/// The notes' account without its lock.
const BALANCE: &str = "import threading

balance = 0

def change_it(n):
    global balance
    balance = balance + n
    balance = balance - n

def run_thread(n):
    for i in range(100):
        change_it(n)

t1 = threading.Thread(target=run_thread, args=(5,))
t2 = threading.Thread(target=run_thread, args=(8,))
t1.start()
t2.start()
t1.join()
t2.join()
print(balance)
";

#[test]
fn a_seed_gives_the_same_run_every_time() {
    let folder = Folder::new();
    let path = folder.write("balance.py", BALANCE).display().to_string();
    let mut seen = std::collections::BTreeSet::new();
    for seed in 1..=8 {
        let option = format!("--schedule={seed}");
        let first = run(&biji(), &folder, &[&option, &path]);
        let second = run(&biji(), &folder, &[&option, &path]);
        assert_eq!(text(&first.stderr), "");
        assert_eq!(first.stdout, second.stdout, "seed {seed}");
        seen.insert(first.stdout);
    }
    // Seeds differ: without the lock the balance comes out in several ways.
    assert!(seen.len() > 1, "{seen:?}");
}

#[test]
fn explore_shows_the_race_and_its_lines() {
    let folder = Folder::new();
    let path = folder.write("balance.py", BALANCE).display().to_string();
    let output = run(&biji(), &folder, &["--schedule=explore:20", &path]);
    let report = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{report}");
    // Whichever schedule is the shortest: a thread is stopped between reading and writing.
    let stopped =
        Regex::new(r"Thread-\d \(run_thread\), line [78], in change_it: balance = balance")
            .expect("a pattern");
    assert!(stopped.is_match(&report), "{report}");
    // The report names a command that shows it again.
    let again = Regex::new(r"--schedule=(\S+)").expect("a pattern");
    let schedule = again.captures(&report).map(|c| c[1].to_owned());
    let schedule = schedule.unwrap_or_else(|| panic!("no schedule in {report}"));
    let output = run(
        &biji(),
        &folder,
        &[&format!("--schedule={schedule}"), &path],
    );
    assert_ne!(text(&output.stdout), "0\n", "{report}");

    let locked = BALANCE
        .replace(
            "        change_it(n)",
            "        with lock:\n            change_it(n)",
        )
        .replace("balance = 0\n", "balance = 0\nlock = threading.Lock()\n");
    let path = folder.write("locked.py", &locked).display().to_string();
    let output = run(&biji(), &folder, &["--schedule=explore:10", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn explore_finds_a_deadlock() {
    let program = "import threading\na, b = threading.Lock(), threading.Lock()\n\
         def one():\n for _ in range(5):\n  with a:\n   with b: print('one')\n\
         def two():\n for _ in range(5):\n  with b:\n   with a: print('two')\n\
         for f in (one, two):\n threading.Thread(target=f).start()\n";
    let folder = Folder::new();
    let path = folder.write("crossed.py", program).display().to_string();
    let output = run(&biji(), &folder, &["--schedule=explore:40", &path]);
    let report = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{report}");
    assert!(report.contains("Thread-2 (two)"), "{report}");
}

#[test]
fn schedules_are_checked() {
    let folder = Folder::new();
    let path = folder.write("p.py", "print(1)").display().to_string();
    for wrong in [
        "--schedule=x",
        "--schedule=at:5",
        "--schedule=explore:many",
        "--timeout=soon",
    ] {
        let output = run(&biji(), &folder, &[wrong, &path]);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{wrong}: {}",
            text(&output.stderr)
        );
        assert_eq!(text(&output.stdout), "", "{wrong}");
    }
}

// ---- deadlocks, and what lasts too long ---------------------------------------------------------

#[test]
fn deadlocks_say_what_each_thread_waits_for() {
    let program = "import queue, threading\n\
         def f(): threading.Event().wait()\n\
         def g(): threading.Barrier(2).wait()\n\
         def h(): threading.Semaphore(0).acquire()\n\
         def i(): queue.Queue().get()\n\
         def j(): q = queue.Queue(1); q.put(1); q.put(2)\n\
         def k(): q = queue.Queue(); q.put(1); q.join()\n\
         def l():\n with threading.Condition() as _, done:\n  done.wait()\n\
         def m(): door.acquire()\n\
         done = threading.Condition()\n\
         door = threading.Lock()\n\
         door.acquire()\n\
         for what in (f, g, h, i, j, k, l, m):\n threading.Thread(target=what, name=what.__name__).start()\n\
         door.acquire()\n";
    let folder = Folder::new();
    let path = folder.write("all.py", program).display().to_string();
    let output = run(&biji(), &folder, &[&path]);
    let report = text(&output.stderr);
    let wanted = "threading.DeadlockError: all threads wait, and nothing can wake any of them
  MainThread holds the lock 'door' and waits for the lock 'door', which it holds itself (line 17, in <module>)
  f waits in Event.wait, for the Event to be set (line 2, in f)
  g waits in Barrier.wait, for other threads to come to the Barrier (line 3, in g)
  h waits in Semaphore.acquire, for a release() of the Semaphore (line 4, in h)
  i waits in Queue.get, for an item in the Queue (line 5, in i)
  j waits in Queue.put, for room in the Queue (line 6, in j)
  k waits in Queue.join, for a task_done() for each item (line 7, in k)
  l waits in Condition.wait, for a notify() of the Condition (line 10, in l)
  m waits for the lock 'door', which MainThread holds (line 11, in m)
";
    assert!(report.ends_with(wanted), "{report}");
}

#[test]
fn two_processes_on_each_others_queue_are_ended_by_a_timeout() {
    let program = "from multiprocessing import Process, Queue\n\
         def f(a, b): b.put(a.get())\n\
         if __name__ == '__main__':\n a, b = Queue(), Queue()\n \
         p = Process(target=f, args=(a, b))\n p.start()\n print(b.get())\n";
    let folder = Folder::new();
    let path = folder.write("crossed.py", program).display().to_string();
    let child = command(&biji(), &folder, &["--timeout=4", &path])
        .spawn()
        .expect("a start");
    let group = child.id();
    let output = finish(child, "the timeout");
    let report = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{report}");
    assert_eq!(text(&output.stdout), "");
    let wanted = "biji.Interrupted: the program ran for longer than it may
  MainThread waits for a file descriptor to be readable
";
    assert!(report.contains(wanted), "{report}");
    assert!(!report.contains("Exception ignored"), "{report}");
    assert_no_group(group);
}

#[test]
fn a_timeline_is_a_picture() {
    let program = "import threading, time\n\
         def work():\n for _ in range(3): time.sleep(0.005)\n\
         all = [threading.Thread(target=work, name=f'<w&{n}>') for n in range(2)]\n\
         for t in all: t.start()\n\
         for t in all: t.join()\n";
    let folder = Folder::new();
    let path = folder.write("p.py", program).display().to_string();
    let picture = folder.0.join("out.svg");
    let option = picture.display().to_string();
    let output = run(&biji(), &folder, &["--threads-timeline", &option, &path]);
    assert_eq!(
        (text(&output.stdout), text(&output.stderr)),
        (String::new(), String::new())
    );
    let svg = fs::read_to_string(&picture).expect("the picture");
    assert!(
        svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"),
        "{svg}"
    );
    for name in ["MainThread", "&lt;w&amp;0&gt;", "&lt;w&amp;1&gt;"] {
        assert!(svg.contains(name), "{name}: {svg}");
    }
    assert!(svg.contains("time to pass"), "{svg}");
    // Each thread has slept three times, and the main one has waited.
    assert!(svg.matches("<rect").count() >= 8, "{svg}");
}
