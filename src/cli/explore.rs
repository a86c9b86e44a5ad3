//! `--schedule=explore:N`: run a program under N schedules, and report the differing outputs.
//!
//! Each run is a process of its own. The first one switches threads only where they wait; what it
//! prints is the usual output. A seed whose output differs is then cut down: the switches that the
//! schedule made are left out one after the other for as long as the output stays different from
//! the usual one, and those that remain are shown with their lines.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs that the search for the shortest schedule may take.
const MOST_TRIES: usize = 60;
/// Characters of an output that are shown.
const SHOWN: usize = 300;

/// What a run has printed, and its exit code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Output {
    out: Vec<u8>,
    err: Vec<u8>,
    code: Option<i32>,
}

impl Output {
    fn shown(&self) -> String {
        let text = String::from_utf8_lossy(&self.out);
        let mut shown: String = text.chars().take(SHOWN).collect();
        if text.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        let last = String::from_utf8_lossy(&self.err);
        let last = last.lines().last().unwrap_or_default();
        match (self.code, last.is_empty()) {
            (Some(0), true) => format!("{shown:?}"),
            (Some(0), false) => format!("{shown:?}, {last:?}"),
            (Some(code), _) => format!("{shown:?}, {last:?}, exit code {code}"),
            (None, _) => format!("{shown:?}, {last:?}, ended by a signal"),
        }
    }
}

/// A switch of a recorded schedule.
#[derive(Clone)]
struct Switch {
    /// As `at:` takes it.
    step: String,
    stopped: Place,
    resumed: Place,
}

#[derive(Clone)]
struct Place {
    thread: String,
    line: Option<usize>,
    function: String,
}

impl Place {
    fn read(text: &str) -> Place {
        let mut parts = text.split('\u{1f}');
        Place {
            thread: parts.next().unwrap_or_default().to_owned(),
            line: parts.next().and_then(|n| n.parse().ok()),
            function: parts.next().unwrap_or_default().to_owned(),
        }
    }

    fn shown(&self, source: &[String]) -> String {
        let thread = match self.thread.is_empty() {
            true => "a thread",
            false => &self.thread,
        };
        let Some(line) = self.line else {
            return format!("{thread}, at its beginning");
        };
        let text = line.checked_sub(1).and_then(|at| source.get(at));
        let text = text.map_or("", |t| t.trim());
        format!("{thread}, line {line}, in {}: {text}", self.function)
    }
}

/// The runs of one program.
struct Search {
    program: PathBuf,
    /// The arguments of biji without `--schedule`.
    arguments: Vec<OsString>,
    record: PathBuf,
}

impl Search {
    fn run(&self, schedule: &str) -> std::io::Result<Output> {
        let output = Command::new(&self.program)
            .arg(format!("--schedule={schedule}"))
            .arg(format!("--schedule-record={}", self.record.display()))
            .args(&self.arguments)
            .stdin(Stdio::null())
            .output()?;
        Ok(Output {
            out: output.stdout,
            err: output.stderr,
            code: output.status.code(),
        })
    }

    fn switches(&self) -> Vec<Switch> {
        let text = std::fs::read_to_string(&self.record).unwrap_or_default();
        text.lines()
            .filter_map(|line| {
                let mut parts = line.split('\t');
                Some(Switch {
                    step: parts.next()?.to_owned(),
                    stopped: Place::read(parts.next()?),
                    resumed: Place::read(parts.next()?),
                })
            })
            .collect()
    }

    /// Leave out switches for as long as the output differs from the usual one.
    fn shortest(
        &self,
        mut kept: Vec<Switch>,
        usual: &Output,
    ) -> std::io::Result<Option<Vec<Switch>>> {
        let mut tries = 0;
        let mut differs = |some: &[Switch]| -> std::io::Result<bool> {
            tries += 1;
            Ok(tries <= MOST_TRIES && self.run(&listed(some))? != *usual)
        };
        if !differs(&kept)? {
            return Ok(None);
        }
        let mut piece = kept.len().div_ceil(2).max(1);
        loop {
            let mut from = 0;
            let mut fewer = false;
            while from < kept.len() && kept.len() > 1 {
                let to = (from + piece).min(kept.len());
                let rest: Vec<Switch> = kept[..from].iter().chain(&kept[to..]).cloned().collect();
                if !rest.is_empty() && differs(&rest)? {
                    kept = rest;
                    fewer = true;
                } else {
                    from = to;
                }
            }
            if piece == 1 && !fewer {
                break;
            }
            piece = (piece / 2).max(1);
        }
        // Once more, for the lines as they are with these switches alone.
        self.run(&listed(&kept))?;
        let recorded = self.switches();
        Ok(Some(if recorded.is_empty() { kept } else { recorded }))
    }
}

fn listed(switches: &[Switch]) -> String {
    let steps: Vec<&str> = switches.iter().map(|s| s.step.as_str()).collect();
    format!("at:{}", steps.join(","))
}

/// Run the search; the exit code: 1 if outputs differ.
pub fn explore(count: &str, all: &[OsString], file: Option<&Path>) -> i32 {
    let Ok(count) = count.parse::<u64>() else {
        super::write_stderr(&format!("--schedule=explore: a number, not '{count}'\n"));
        return super::USAGE_ERROR;
    };
    match report(count, all, file) {
        Ok((text, differs)) => {
            super::write_stdout(&text);
            i32::from(differs)
        }
        Err(e) => {
            super::write_stderr(&format!("--schedule=explore: {e}\n"));
            1
        }
    }
}

fn report(count: u64, all: &[OsString], file: Option<&Path>) -> std::io::Result<(String, bool)> {
    let record = std::env::temp_dir().join(format!("biji-schedule-{}", std::process::id()));
    let search = Search {
        program: std::env::current_exe()?,
        arguments: without_schedule(all),
        record,
    };
    let usual = search.run("at:")?;
    let mut outputs: BTreeMap<Output, Vec<u64>> = BTreeMap::new();
    let mut best: Option<(u64, Vec<Switch>)> = None;
    for seed in 1..=count {
        let output = search.run(&seed.to_string())?;
        if output != usual {
            let switches = search.switches();
            if best.as_ref().is_none_or(|(_, b)| switches.len() < b.len()) {
                best = Some((seed, switches));
            }
        }
        outputs.entry(output).or_default().push(seed);
    }
    let same = outputs.remove(&usual).map_or(0, |seeds| seeds.len());
    let mut text = format!("usual output: {}\n", usual.shown());
    if outputs.is_empty() {
        text.push_str(&format!(
            "{count} schedules: the output is always the same\n"
        ));
        let _ = std::fs::remove_file(&search.record);
        return Ok((text, false));
    }
    text.push_str(&format!(
        "{} of {count} schedules give another output ({same} the usual one):\n",
        count - same as u64
    ));
    for (output, seeds) in &outputs {
        let some: Vec<String> = seeds.iter().take(5).map(u64::to_string).collect();
        let more = if seeds.len() > 5 { ", …" } else { "" };
        text.push_str(&format!(
            "  --schedule={}{more}: {}\n",
            some.join(", "),
            output.shown()
        ));
    }
    if let Some((seed, switches)) = best {
        let source: Vec<String> = file
            .and_then(|f| std::fs::read_to_string(f).ok())
            .map(|t| t.lines().map(str::to_owned).collect())
            .unwrap_or_default();
        match search.shortest(switches, &usual)? {
            Some(kept) => {
                text.push_str(&format!(
                    "the shortest schedule found has {} switch{}: --schedule={}\n",
                    kept.len(),
                    if kept.len() == 1 { "" } else { "es" },
                    listed(&kept)
                ));
                for switch in kept.iter().take(10) {
                    text.push_str(&format!(
                        "  stopped:  {}\n  then ran: {}\n",
                        switch.stopped.shown(&source),
                        switch.resumed.shown(&source)
                    ));
                }
            }
            None => text.push_str(&format!(
                "seed {seed} cannot be cut down: it depends on time\n"
            )),
        }
    }
    let _ = std::fs::remove_file(&search.record);
    Ok((text, true))
}

/// The arguments after biji's own name, without the schedule.
fn without_schedule(all: &[OsString]) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut arguments = all.iter().skip(1);
    let mut found = false;
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        if !found && text == "--schedule" {
            found = true;
            arguments.next();
        } else if !found && text.starts_with("--schedule=") {
            found = true;
        } else {
            kept.push(argument.clone());
        }
    }
    kept
}
