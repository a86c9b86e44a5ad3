//! Results for other programs: TAP, JUnit, JSON, Gradescope, Exercism.

use serde_json::{Value, json};

use super::options::Format;
use super::report::{Failure, Outcome};
use super::worker::Event;

/// The events of a file.
pub struct FileResult {
    pub name: String,
    pub events: Vec<Event>,
}

/// The whole report in a format for programs.
pub fn render(format: Format, files: &[FileResult], seconds: f64) -> String {
    match format {
        Format::Pretty => String::new(),
        Format::Tap => tap(files),
        Format::Junit => junit(files, seconds),
        Format::Json => pretty(&as_json(files, seconds)),
        Format::Gradescope => pretty(&gradescope(files, seconds)),
        Format::Exercism => pretty(&exercism(files)),
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// A failure as a text.
fn told(failure: &Failure) -> String {
    let mut out = String::new();
    if let Some(remark) = &failure.remark {
        out.push_str(remark);
        out.push('\n');
    }
    if failure.want == failure.got {
        out.push_str(&failure.got);
        return out;
    }
    for (title, text) in [("expected", &failure.want), ("got", &failure.got)] {
        out.push_str(&format!("{title}:\n{text}"));
        if !text.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

fn all(files: &[FileResult]) -> impl Iterator<Item = (&FileResult, &Event)> {
    files
        .iter()
        .flat_map(|file| file.events.iter().map(move |event| (file, event)))
}

fn tap(files: &[FileResult]) -> String {
    let mut out = format!("TAP version 14\n1..{}\n", all(files).count());
    for (number, (file, event)) in all(files).enumerate() {
        let number = number + 1;
        let name = event.name.replace(['\\', '#'], " ");
        let title = format!("{}:{} {name}", file.name, event.line);
        match &event.outcome {
            Outcome::Passed => out.push_str(&format!("ok {number} - {title}\n")),
            Outcome::Skipped => out.push_str(&format!("ok {number} - {title} # SKIP\n")),
            Outcome::Failed(failure) => {
                out.push_str(&format!("not ok {number} - {title}\n  ---\n  message: |\n"));
                for line in told(failure).lines() {
                    out.push_str(&format!("    {line}\n"));
                }
                out.push_str("  ...\n");
            }
        }
    }
    out
}

/// Text for XML, without the characters that XML cannot hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(letter),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn junit(files: &[FileResult], seconds: f64) -> String {
    let failed = |event: &&Event| matches!(event.outcome, Outcome::Failed(_));
    let total = all(files).count();
    let failures = all(files).filter(|(_, e)| failed(e)).count();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"biji\" tests=\"{total}\" failures=\"{failures}\" errors=\"0\" time=\"{seconds:.3}\">\n"
    );
    for file in files {
        let name = escape(&file.name);
        let skipped = |event: &&Event| matches!(event.outcome, Outcome::Skipped);
        out.push_str(&format!(
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" errors=\"0\" time=\"{:.3}\">\n",
            file.events.len(),
            file.events.iter().filter(failed).count(),
            file.events.iter().filter(skipped).count(),
            file.events.iter().map(|e| e.time).sum::<f64>(),
        ));
        for event in &file.events {
            out.push_str(&format!(
                "    <testcase classname=\"{name}\" name=\"line {}: {}\" time=\"{:.3}\"",
                event.line,
                escape(&event.name).replace('\n', " "),
                event.time
            ));
            match &event.outcome {
                Outcome::Passed => out.push_str("/>\n"),
                Outcome::Skipped => out.push_str("><skipped/></testcase>\n"),
                Outcome::Failed(failure) => {
                    let message = failure.remark.as_deref().unwrap_or("another output");
                    out.push_str(&format!(
                        "><failure message=\"{}\">{}</failure></testcase>\n",
                        escape(message).replace('\n', " "),
                        escape(&told(failure))
                    ));
                }
            }
        }
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

fn as_json(files: &[FileResult], seconds: f64) -> Value {
    let mut counts = [0, 0, 0];
    let listed: Vec<Value> = files
        .iter()
        .map(|file| {
            let examples: Vec<Value> = file
                .events
                .iter()
                .map(|event| {
                    let mut row = json!({
                        "line": event.line, "name": event.name, "time": event.time,
                    });
                    let word = match &event.outcome {
                        Outcome::Passed => (0, "passed"),
                        Outcome::Failed(_) => (1, "failed"),
                        Outcome::Skipped => (2, "skipped"),
                    };
                    counts[word.0] += 1;
                    row["outcome"] = json!(word.1);
                    if let Outcome::Failed(failure) = &event.outcome {
                        row["code"] = json!(failure.example);
                        row["expected"] = json!(failure.want);
                        row["got"] = json!(failure.got);
                        row["remark"] = json!(failure.remark);
                    }
                    row
                })
                .collect();
            json!({"file": file.name, "examples": examples})
        })
        .collect();
    json!({
        "passed": counts[0], "failed": counts[1], "skipped": counts[2],
        "time": seconds, "files": listed,
    })
}

fn gradescope(files: &[FileResult], seconds: f64) -> Value {
    let tests: Vec<Value> = all(files)
        .filter(|(_, event)| !matches!(event.outcome, Outcome::Skipped))
        .map(|(file, event)| {
            let (score, status, output) = match &event.outcome {
                Outcome::Failed(failure) => (0, "failed", told(failure)),
                _ => (1, "passed", String::new()),
            };
            json!({
                "name": format!("{}:{} {}", file.name, event.line, event.name),
                "score": score, "max_score": 1, "status": status, "output": output,
            })
        })
        .collect();
    json!({"execution_time": seconds, "visibility": "visible", "tests": tests})
}

fn exercism(files: &[FileResult]) -> Value {
    let mut good = true;
    let tests: Vec<Value> = all(files)
        .filter(|(_, event)| !matches!(event.outcome, Outcome::Skipped))
        .map(|(file, event)| {
            let name = format!("{}:{} {}", file.name, event.line, event.name);
            match &event.outcome {
                Outcome::Failed(failure) => {
                    good = false;
                    json!({"name": name, "status": "fail", "message": told(failure),
                           "test_code": failure.example})
                }
                _ => json!({"name": name, "status": "pass"}),
            }
        })
        .collect();
    if tests.is_empty() {
        return json!({"version": 2, "status": "error", "message": "nothing found", "tests": []});
    }
    json!({"version": 2, "status": if good { "pass" } else { "fail" }, "tests": tests})
}
