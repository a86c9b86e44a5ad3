//! The page that `biji trace` writes, looked at in a real browser without a window. Where no
//! Chromium is installed there is nothing to look with, and the test says so.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = "\
import threading

class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

chain = Node(1, Node(2))
names = ['bob', '小明']
same = names
same.append('eve')
t = threading.Thread(target=len, args=('abc',), name='worker')
total = 0
for i in range(2000):
    total += i
print('total', total)
with open('out.txt', 'w') as f:
    f.write('x')
";

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// The page's elements after its script has run, at a step.
fn look(browser: &Path, folder: &Path, step: &str) -> Option<String> {
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
        .args(["--lang=en", "--virtual-time-budget=2000"])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!(
            "file://{}#{step}",
            folder.join("page.html").display()
        ))
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(folder.join("dom.html")).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    std::fs::read_to_string(folder.join("dom.html")).ok()
}

#[test]
fn the_page_shows_each_step() {
    let Some(browser) = browser() else {
        println!("skipped: no Chromium here to look at the page with");
        return;
    };
    let folder = std::env::temp_dir().join(format!("biji-trace-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("p.py"), PROGRAM).unwrap();
    let traced = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(["trace", "p.py", "-o", "page.html"])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(traced.status.success(), "{traced:?}");
    let seen = |step: &str| look(&browser, &folder, step);
    let Some(first) = seen("1") else {
        println!("skipped: the browser does not come to an end here");
        let _ = std::fs::remove_dir_all(&folder);
        return;
    };
    assert!(first.contains(">1 / 2017<"), "{first}");
    // After the chain and the lists: two names that hold one list, arrows, the value that changed.
    let middle = seen("14").unwrap();
    assert!(middle.contains(">14 / 2017<"), "{middle}");
    assert_eq!(middle.matches("class=\"called now\"").count(), 1);
    assert!(middle.contains("'小明'") && middle.contains("'eve'"));
    assert!(middle.matches("<path d=\"M").count() >= 5, "too few arrows");
    assert!(middle.contains("changed\""));
    assert!(middle.contains("<b>Node</b>") && middle.contains("<b>list</b>"));
    // The last of some thousand steps: output, file, no end by an error.
    let last = seen("99999").unwrap();
    assert!(last.contains("total 1999000"), "{last}");
    assert!(last.contains("[w] out.txt"));
    assert!(last.contains("<span id=\"end\"></span>"));
    // Taken away by the browser itself, or by the system.
    let _ = std::fs::remove_dir_all(&folder);
}

/// What a page says of a program's steps: how many there are, and how it ended.
fn record_of(folder: &Path, program: &str) -> (usize, String) {
    std::fs::write(folder.join("steps.py"), program).unwrap();
    let traced = Command::new(env!("CARGO_BIN_EXE_biji"))
        .args(["trace", "steps.py", "-o", "steps.html"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(traced.status.success(), "{traced:?}");
    let page = std::fs::read_to_string(folder.join("steps.html")).unwrap();
    let start = page.find("{\"ending\":").expect("the page has a record");
    let mut values = serde_json::Deserializer::from_str(&page[start..]).into_iter();
    let record: serde_json::Value = values.next().unwrap().unwrap();
    let steps = record["steps"].as_array().unwrap().len();
    (steps, record["ending"].as_str().unwrap().to_owned())
}

/// A program of exactly as many steps as are recorded is whole; of one more, the last is missing,
/// and the page says so.
#[test]
fn ten_thousand_steps_and_one_more() {
    let folder = std::env::temp_dir().join(format!("biji-steps-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let exactly = record_of(&folder, "for i in range(9_999):\n    pass\n");
    assert_eq!(exactly, (10_000, String::new()));
    let more = record_of(&folder, "for i in range(10_000):\n    pass\n");
    assert_eq!(more, (10_000, "… 10000 steps".to_owned()));
    let _ = std::fs::remove_dir_all(&folder);
}
