//! The arguments of `biji`: CPython's options and biji's own.
//!
//! Options that have no meaning here (`-d`, `-R`, `--check-hash-based-pycs`) are accepted, as
//! CPython accepts them in the same case; those that programs can ask for are kept.

use std::ffi::OsString;

use lexopt::prelude::*;

use crate::language::Language;

/// What to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Program {
    /// Nothing named: the prompt, or the program on standard input.
    #[default]
    Prompt,
    /// `-`
    Stdin,
    /// `-c`
    Command(String),
    /// `-m`
    Module(String),
    File(OsString),
    /// `biji test` and its like, with the arguments.
    Tool(Tool, Vec<OsString>),
    Help,
    /// `-V`, and how often.
    Version(u8),
}

/// What biji does besides running programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Test,
    Check,
    Grade,
    Learn,
    NewLesson,
    Trace,
}

impl Tool {
    fn of(word: &str) -> Option<Tool> {
        Some(match word {
            "test" => Tool::Test,
            "check" => Tool::Check,
            "grade" => Tool::Grade,
            "learn" => Tool::Learn,
            "new-lesson" => Tool::NewLesson,
            "trace" => Tool::Trace,
            _ => return None,
        })
    }
}

/// The command line, read.
#[derive(Debug, Default)]
pub struct Options {
    pub program: Program,
    /// What stands after the program.
    pub arguments: Vec<String>,
    /// `--rhai`
    pub rhai: bool,
    /// `--lang`
    pub language: Option<Language>,
    pub inspect: bool,
    pub quiet: bool,
    pub isolated: bool,
    pub ignore_environment: bool,
    pub no_user_site: bool,
    pub no_site: bool,
    pub no_bytecode: bool,
    pub unbuffered: bool,
    pub safe_path: bool,
    pub skip_first_line: bool,
    pub optimize: u8,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub warn_options: Vec<String>,
    pub x_options: Vec<(String, Option<String>)>,
    /// `--schedule`
    pub schedule: Option<String>,
    /// `--schedule-record`: where the search finds what a schedule did.
    pub schedule_record: Option<std::path::PathBuf>,
    /// `--timeout`, in seconds.
    pub timeout: Option<std::time::Duration>,
    /// `--threads-timeline`
    pub timeline: Option<std::path::PathBuf>,
    /// `--limit-time`, in seconds
    pub limit_time: Option<f64>,
    /// `--limit-steps`
    pub limit_steps: Option<u64>,
    /// `--limit-memory`, in bytes
    pub limit_memory: Option<u64>,
}

impl Options {
    /// Read the arguments after the program's own name.
    ///
    /// # Errors
    /// A message for the user, to be followed by the usage.
    pub fn parse(arguments: Vec<OsString>) -> Result<Options, String> {
        let word = arguments.first().and_then(|a| a.to_str());
        if let Some(tool) = word.and_then(Tool::of) {
            let rest = arguments.iter().skip(1).cloned().collect();
            return Ok(Options {
                program: Program::Tool(tool, rest),
                ..Options::default()
            });
        }
        match word {
            Some("help") if arguments.len() == 1 => {
                return Ok(Options {
                    program: Program::Help,
                    ..Options::default()
                });
            }
            _ => {}
        }
        let mut options = Options::default();
        let mut parser = lexopt::Parser::from_args(arguments);
        parser.set_short_equals(false);
        let mut version = 0;
        while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
            match argument {
                Short('c') => {
                    let text = value_of(&mut parser, "-c")?;
                    options.program = Program::Command(text.to_string_lossy().into_owned());
                }
                Short('m') => {
                    let name = value_of(&mut parser, "-m")?;
                    options.program = Program::Module(name.to_string_lossy().into_owned());
                }
                Value(word) if word == "-" => options.program = Program::Stdin,
                Value(word) => options.program = Program::File(word),
                Short('V') | Long("version") => {
                    version += 1;
                    continue;
                }
                Short('h' | '?') | Long("help" | "help-all") => options.program = Program::Help,
                Short(letter) => {
                    options.short(letter, &mut parser)?;
                    continue;
                }
                Long(name) => {
                    let name = name.to_owned();
                    options.long(&name, &mut parser)?;
                    continue;
                }
            }
            break;
        }
        if version > 0 && options.program != Program::Help {
            options.program = Program::Version(version);
        }
        // Everything after the program is the program's own.
        if let Ok(rest) = parser.raw_args() {
            options.arguments = rest.map(|a| a.to_string_lossy().into_owned()).collect();
        }
        Ok(options)
    }

    fn short(&mut self, letter: char, parser: &mut lexopt::Parser) -> Result<(), String> {
        match letter {
            'b' => self.bytes_warning += 1,
            'B' => self.no_bytecode = true,
            'E' => self.ignore_environment = true,
            'i' => self.inspect = true,
            'I' => {
                self.isolated = true;
                self.ignore_environment = true;
                self.no_user_site = true;
                self.safe_path = true;
            }
            'O' => self.optimize = self.optimize.saturating_add(1),
            'P' => self.safe_path = true,
            'q' => self.quiet = true,
            's' => self.no_user_site = true,
            'S' => self.no_site = true,
            'u' => self.unbuffered = true,
            'v' => self.verbose = self.verbose.saturating_add(1),
            'x' => self.skip_first_line = true,
            'd' | 'R' => {}
            'W' => {
                let text = value_of(parser, "-W")?;
                self.warn_options.push(text.to_string_lossy().into_owned());
            }
            'X' => {
                let text = value_of(parser, "-X")?.to_string_lossy().into_owned();
                self.x_options.push(match text.split_once('=') {
                    Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                    None => (text, None),
                });
            }
            other => return Err(format!("Unknown option: -{other}")),
        }
        Ok(())
    }

    fn long(&mut self, name: &str, parser: &mut lexopt::Parser) -> Result<(), String> {
        match name {
            "rhai" => self.rhai = true,
            "lang" => {
                let code = value_of(parser, "--lang")?;
                let language = code.to_str().and_then(Language::from_code);
                let unknown = || format!("--lang: en or zh, not '{}'", code.to_string_lossy());
                self.language = Some(language.ok_or_else(unknown)?);
            }
            "schedule" => {
                let text = value_of(parser, "--schedule")?;
                self.schedule = Some(text.to_string_lossy().into_owned());
            }
            "schedule-record" => {
                self.schedule_record = Some(value_of(parser, "--schedule-record")?.into());
            }
            "threads-timeline" => {
                self.timeline = Some(value_of(parser, "--threads-timeline")?.into());
            }
            "timeout" => {
                let text = value_of(parser, "--timeout")?;
                let seconds = text.to_str().and_then(|t| t.parse::<f64>().ok());
                let span = seconds.and_then(|s| std::time::Duration::try_from_secs_f64(s).ok());
                let wrong = || format!("--timeout: seconds, not '{}'", text.to_string_lossy());
                self.timeout = Some(span.ok_or_else(wrong)?);
            }
            "limit-time" => {
                let text = value_of(parser, "--limit-time")?;
                let number = text.to_str().and_then(|t| t.parse().ok());
                let wrong = || "--limit-time takes seconds".to_owned();
                self.limit_time = Some(number.filter(|n: &f64| *n > 0.0).ok_or_else(wrong)?);
            }
            "limit-steps" => {
                let text = value_of(parser, "--limit-steps")?;
                let number = text.to_str().and_then(|t| t.parse().ok());
                let wrong = || "--limit-steps takes a number".to_owned();
                self.limit_steps = Some(number.ok_or_else(wrong)?);
            }
            "limit-memory" => {
                let text = value_of(parser, "--limit-memory")?;
                self.limit_memory = Some(crate::lesson::parse_size(&text.to_string_lossy())?);
            }
            "check-hash-based-pycs" => {
                let policy = value_of(parser, "--check-hash-based-pycs")?;
                if !matches!(policy.to_str(), Some("always" | "default" | "never")) {
                    return Err(
                        "--check-hash-based-pycs must be one of 'default', 'always', or 'never'"
                            .to_owned(),
                    );
                }
            }
            other => return Err(format!("unknown option --{other}")),
        }
        Ok(())
    }
}

fn value_of(parser: &mut lexopt::Parser, option: &str) -> Result<OsString, String> {
    parser
        .value()
        .map_err(|_| format!("Argument expected for the {option} option"))
}

#[cfg(test)]
mod tests {
    use super::{Options, Program, Tool};

    fn parse(words: &[&str]) -> Result<Options, String> {
        Options::parse(words.iter().map(Into::into).collect())
    }

    #[test]
    fn options_after_the_program_are_its_own() {
        let options = parse(&["-q", "x.py", "-i", "--help"]).unwrap();
        assert_eq!(options.program, Program::File("x.py".into()));
        assert_eq!(options.arguments, ["-i", "--help"]);
        assert!(options.quiet && !options.inspect);
    }

    #[test]
    fn short_options_may_be_joined() {
        let options = parse(&["-uqWignore", "-OOc", "pass", "a"]).unwrap();
        assert!(options.unbuffered && options.quiet);
        assert_eq!(
            (options.optimize, options.warn_options),
            (2, vec!["ignore".to_owned()])
        );
        assert_eq!(options.program, Program::Command("pass".into()));
        assert_eq!(options.arguments, ["a"]);
    }

    #[test]
    fn wrong_options_are_named() {
        assert_eq!(parse(&["-z"]).unwrap_err(), "Unknown option: -z");
        assert_eq!(parse(&["--zoo"]).unwrap_err(), "unknown option --zoo");
        assert_eq!(
            parse(&["-c"]).unwrap_err(),
            "Argument expected for the -c option"
        );
        assert!(parse(&["--lang", "tlh"]).is_err());
    }

    #[test]
    fn test_takes_the_rest() {
        let options = parse(&["test", "-q", "x.md"]).unwrap();
        assert_eq!(
            options.program,
            Program::Tool(Tool::Test, vec!["-q".into(), "x.md".into()])
        );
    }
}
