//! The arguments of `biji test`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

use crate::language::Language;

/// How results are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Pretty,
    /// Test Anything Protocol 14.
    Tap,
    /// JUnit's XML.
    Junit,
    /// One object with everything.
    Json,
    /// Gradescope's results.json.
    Gradescope,
    /// Exercism's results.json, version 2.
    Exercism,
}

/// What is to be checked, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub paths: Vec<PathBuf>,
    /// Name every example.
    pub verbose: bool,
    /// Only the summary.
    pub quiet: bool,
    /// Stop at the first failure.
    pub exit_first: bool,
    /// Only examples with this text in their name or code.
    pub keyword: Option<String>,
    pub format: Format,
    /// How long one example may take.
    pub timeout: Duration,
    /// How many steps (jumps back and calls) one example may take.
    pub max_steps: Option<u64>,
    /// How many bytes one file's run may add to its process.
    pub max_memory: Option<u64>,
    /// Files at the same time.
    pub jobs: usize,
    /// Check again whenever a file changes.
    pub watch: bool,
    /// Added to the seeds of generated cases, and given to PYTHONHASHSEED.
    pub seed: Option<u64>,
    /// Write what came out in the place of what was expected.
    pub update: bool,
    pub language: Option<Language>,
    /// A worker: where to write what happens.
    pub events: Option<PathBuf>,
    /// `--help`
    pub help: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            paths: Vec::new(),
            verbose: false,
            quiet: false,
            exit_first: false,
            keyword: None,
            format: Format::Pretty,
            timeout: Duration::from_secs(60),
            max_steps: None,
            max_memory: None,
            jobs: 1,
            watch: false,
            seed: None,
            update: false,
            language: None,
            events: None,
            help: false,
        }
    }
}

impl Options {
    /// Read the arguments.
    ///
    /// # Errors
    /// A message for the user.
    pub fn parse(arguments: Vec<OsString>) -> Result<Options, String> {
        let mut options = Options {
            jobs: std::thread::available_parallelism().map_or(1, usize::from),
            ..Options::default()
        };
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
            match argument {
                Short('v') | Long("verbose") => options.verbose = true,
                Short('q') | Long("quiet") => options.quiet = true,
                Short('x') | Long("exitfirst") => options.exit_first = true,
                Short('k') => options.keyword = Some(text_of(&mut parser)?),
                Long("format") => options.format = format(&text_of(&mut parser)?)?,
                Long("timeout") => options.timeout = seconds(&text_of(&mut parser)?)?,
                Long("max-steps") => {
                    options.max_steps = Some(number("--max-steps", &text_of(&mut parser)?)?);
                }
                Long("max-memory") => {
                    options.max_memory = Some(size(&text_of(&mut parser)?)?);
                }
                Short('j') | Long("jobs") => {
                    let count = number("--jobs", &text_of(&mut parser)?)?;
                    options.jobs = usize::try_from(count).unwrap_or(1).clamp(1, 256);
                }
                Long("seed") => {
                    let text = text_of(&mut parser)?;
                    let seed = text.parse::<u32>();
                    let wrong = |_| format!("--seed takes a number, not '{text}'");
                    options.seed = Some(u64::from(seed.map_err(wrong)?));
                }
                Long("lang") => {
                    let code = text_of(&mut parser)?;
                    let language = Language::from_code(&code);
                    options.language =
                        Some(language.ok_or_else(|| format!("--lang: en or zh, not '{code}'"))?);
                }
                Long("watch") => options.watch = true,
                Long("update") => options.update = true,
                Long("events") => {
                    let path = parser.value().map_err(|e| e.to_string())?;
                    options.events = Some(path.into());
                }
                Short('h') | Long("help") => options.help = true,
                Value(path) => options.paths.push(path.into()),
                other => return Err(other.unexpected().to_string()),
            }
        }
        if options.watch && options.format != Format::Pretty {
            return Err("--watch goes with --format pretty only".to_owned());
        }
        Ok(options)
    }

    /// The arguments with which a worker does the same for one file.
    pub fn for_worker(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec![
            "--timeout".into(),
            self.timeout.as_secs_f64().to_string().into(),
        ];
        let mut pair = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                words.push(name.into());
                words.push(value.into());
            }
        };
        pair("-k", self.keyword.clone());
        pair("--max-steps", self.max_steps.map(|n| n.to_string()));
        pair("--max-memory", self.max_memory.map(|n| n.to_string()));
        pair("--seed", self.seed.map(|n| n.to_string()));
        if self.exit_first {
            words.push("-x".into());
        }
        if self.update {
            words.push("--update".into());
        }
        words
    }
}

fn text_of(parser: &mut lexopt::Parser) -> Result<String, String> {
    let text = parser.value().map_err(|e| e.to_string())?;
    Ok(text.to_string_lossy().into_owned())
}

fn format(text: &str) -> Result<Format, String> {
    Ok(match text {
        "pretty" => Format::Pretty,
        "tap" => Format::Tap,
        "junit" => Format::Junit,
        "json" => Format::Json,
        "gradescope" => Format::Gradescope,
        "exercism" => Format::Exercism,
        _ => {
            return Err(format!(
                "--format takes pretty, tap, junit, json, gradescope or exercism, not '{text}'"
            ));
        }
    })
}

fn number(option: &str, text: &str) -> Result<u64, String> {
    let number = text.parse::<u64>().ok().filter(|n| *n > 0);
    number.ok_or_else(|| format!("{option} takes a number above 0, not '{text}'"))
}

/// Bytes: `1000000`, `500K`, `64M`, `2G`, also with a B.
pub fn size(text: &str) -> Result<u64, String> {
    let word = text.to_ascii_uppercase();
    let word = word.strip_suffix('B').unwrap_or(&word);
    let (digits, shift) = match word.strip_suffix(['K', 'M', 'G']) {
        Some(digits) if word.ends_with('K') => (digits, 10),
        Some(digits) if word.ends_with('M') => (digits, 20),
        Some(digits) => (digits, 30),
        None => (word, 0),
    };
    let number = digits.trim().parse::<u64>().ok().filter(|n| *n > 0);
    number
        .and_then(|n| n.checked_mul(1 << shift))
        .ok_or_else(|| format!("--max-memory takes bytes, 64M or 2G, not '{text}'"))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|n| *n > 0.0);
    number
        .and_then(|n| Duration::try_from_secs_f64(n).ok())
        .ok_or_else(|| format!("--timeout takes seconds, not '{text}'"))
}

#[cfg(test)]
mod tests {
    use super::{Format, Options};

    #[test]
    fn arguments_are_read() {
        let words = ["-vx", "a.md", "--timeout", "0.5", "-k", "open"];
        let options = Options::parse(words.iter().map(Into::into).collect()).unwrap();
        assert!(options.verbose && options.exit_first && !options.quiet);
        assert_eq!(options.timeout.as_millis(), 500);
        assert_eq!(options.keyword.as_deref(), Some("open"));
        assert!(Options::parse(vec!["--timeout=-1".into()]).is_err());
        assert!(Options::parse(vec!["-z".into()]).is_err());
        let words = ["--format=tap", "--max-memory", "2M", "-j3", "--seed=7"];
        let options = Options::parse(words.iter().map(Into::into).collect()).unwrap();
        assert_eq!(
            (options.format, options.max_memory),
            (Format::Tap, Some(2 << 20))
        );
        assert_eq!((options.jobs, options.seed), (3, Some(7)));
        assert!(Options::parse(vec!["--format=xml".into()]).is_err());
    }
}
