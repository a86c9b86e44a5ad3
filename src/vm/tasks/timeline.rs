//! A picture of which thread ran when, and what each waited for: `--threads-timeline`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::Task;
use crate::vm::Vm;

/// Stretches that are kept; later ones are left out, and the picture says so.
const MOST: usize = 50_000;

/// How wide the picture's part for the time is, and how high a thread's line.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 26.0;
/// Room for the names, and above the first line.
const LEFT: f64 = 180.0;
const TOP: f64 = 40.0;

/// A stretch of time in which a thread ran.
struct Stretch {
    ident: u64,
    from: Duration,
    to: Duration,
    /// What it waited for afterwards.
    then: String,
}

/// The record of a program's threads.
pub(super) struct Timeline {
    path: PathBuf,
    begin: Instant,
    stretches: Vec<Stretch>,
    names: BTreeMap<u64, String>,
    running: BTreeMap<u64, Duration>,
    left_out: usize,
}

impl Vm {
    /// Draw the program's threads into a file when it ends.
    pub fn set_timeline(&self, path: PathBuf) {
        let mut timeline = Timeline {
            path,
            begin: Instant::now(),
            stretches: Vec::new(),
            names: BTreeMap::new(),
            running: BTreeMap::new(),
            left_out: 0,
        };
        timeline.start(&self.tasks.main);
        self.tasks.timeline.replace(Some(timeline));
    }

    /// A task runs from now on.
    pub(super) fn note_start(&self, task: &Rc<Task>) {
        if let Some(timeline) = self.tasks.timeline.borrow_mut().as_mut() {
            timeline.start(task);
        }
    }

    /// A task has stopped.
    pub(super) fn note_stop(&self, task: &Rc<Task>) {
        if self.tasks.timeline.borrow().is_none() {
            return;
        }
        let then = match (task.wait.borrow().as_ref(), task.done.get()) {
            (Some(wait), _) => wait.condition.describe(self),
            (None, true) => String::new(),
            (None, false) => "its turn".to_owned(),
        };
        if let Some(timeline) = self.tasks.timeline.borrow_mut().as_mut() {
            timeline.stop(task, then);
        }
    }

    /// The program is over: write the picture.
    pub fn finish_timeline(&self) {
        let Some(mut timeline) = self.tasks.timeline.take() else {
            return;
        };
        timeline.stop(&self.tasks.main, String::new());
        if let Err(e) = std::fs::write(&timeline.path, timeline.draw()) {
            let text = format!("{}: {e}\n", timeline.path.display());
            self.streams.write_err(self, &text);
        }
    }
}

impl Timeline {
    fn start(&mut self, task: &Rc<Task>) {
        let now = self.begin.elapsed();
        self.running.insert(task.ident, now);
        self.names.insert(task.ident, task.name.borrow().clone());
    }

    fn stop(&mut self, task: &Rc<Task>, then: String) {
        let Some(from) = self.running.remove(&task.ident) else {
            return;
        };
        self.names.insert(task.ident, task.name.borrow().clone());
        if self.stretches.len() >= MOST {
            self.left_out += 1;
            return;
        }
        self.stretches.push(Stretch {
            ident: task.ident,
            from,
            to: self.begin.elapsed(),
            then,
        });
    }

    fn draw(&self) -> String {
        let end = self
            .stretches
            .iter()
            .map(|s| s.to)
            .max()
            .unwrap_or_default();
        let whole = end.as_secs_f64().max(1e-6);
        let x = |time: Duration| LEFT + time.as_secs_f64() / whole * WIDTH;
        let lines: BTreeMap<u64, f64> = self
            .names
            .keys()
            .enumerate()
            .map(|(at, ident)| (*ident, TOP + at as f64 * HEIGHT))
            .collect();
        let (width, height) = (
            LEFT + WIDTH + 20.0,
            TOP + self.names.len() as f64 * HEIGHT + 30.0,
        );
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             font-family=\"sans-serif\" font-size=\"12\">\n<style>.run{{fill:#2a7de1}}\
             .wait{{fill:#f0c36d;opacity:.5}}</style>\n"
        );
        // Writing to a String cannot fail.
        for part in 0..=4 {
            let time = whole * f64::from(part) / 4.0;
            let at = LEFT + WIDTH * f64::from(part) / 4.0;
            let _ = writeln!(
                svg,
                "<text x=\"{at:.1}\" y=\"20\" text-anchor=\"middle\">{:.1} ms</text>\
                 <line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"26\" y2=\"{:.1}\" stroke=\"#ddd\"/>",
                time * 1000.0,
                height - 30.0
            );
        }
        for (ident, name) in &self.names {
            let y = lines.get(ident).copied().unwrap_or(TOP);
            let _ = writeln!(
                svg,
                "<text x=\"8\" y=\"{:.1}\">{}</text>",
                y + 15.0,
                escape(name)
            );
        }
        let mut last: BTreeMap<u64, &Stretch> = BTreeMap::new();
        for stretch in &self.stretches {
            let y = lines.get(&stretch.ident).copied().unwrap_or(TOP);
            if let Some(before) = last.insert(stretch.ident, stretch)
                && !before.then.is_empty()
            {
                let _ = writeln!(
                    svg,
                    "<rect class=\"wait\" x=\"{:.2}\" y=\"{:.1}\" width=\"{:.2}\" height=\"8\">\
                     <title>waits for {}</title></rect>",
                    x(before.to),
                    y + 7.0,
                    (x(stretch.from) - x(before.to)).max(0.0),
                    escape(&before.then)
                );
            }
            let _ = writeln!(
                svg,
                "<rect class=\"run\" x=\"{:.2}\" y=\"{y:.1}\" width=\"{:.2}\" height=\"20\">\
                 <title>{} runs, {:.3} ms</title></rect>",
                x(stretch.from),
                (x(stretch.to) - x(stretch.from)).max(0.3),
                escape(self.names.get(&stretch.ident).map_or("", String::as_str)),
                (stretch.to - stretch.from).as_secs_f64() * 1000.0
            );
        }
        if self.left_out > 0 {
            let _ = writeln!(
                svg,
                "<text x=\"8\" y=\"{:.1}\">{} more stretches are left out</text>",
                height - 8.0,
                self.left_out
            );
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
