//! The arguments of `biji test`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

/// What is to be checked, and how.
#[derive(Debug, PartialEq, Eq)]
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
    /// How long one example may take.
    pub timeout: Duration,
    /// Write what came out in the place of what was expected.
    pub update: bool,
    /// `--help`
    pub help: bool,
}

impl Options {
    /// Read the arguments.
    ///
    /// # Errors
    /// A message for the user.
    pub fn parse(arguments: Vec<OsString>) -> Result<Options, String> {
        let mut options = Options {
            paths: Vec::new(),
            verbose: false,
            quiet: false,
            exit_first: false,
            keyword: None,
            timeout: Duration::from_secs(60),
            update: false,
            help: false,
        };
        let mut parser = lexopt::Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
            match argument {
                Short('v') | Long("verbose") => options.verbose = true,
                Short('q') | Long("quiet") => options.quiet = true,
                Short('x') | Long("exitfirst") => options.exit_first = true,
                Short('k') => {
                    let text = parser.value().map_err(|e| e.to_string())?;
                    options.keyword = Some(text.to_string_lossy().into_owned());
                }
                Long("timeout") => {
                    let text = parser.value().map_err(|e| e.to_string())?;
                    options.timeout = seconds(&text.to_string_lossy())?;
                }
                Long("update") => options.update = true,
                Short('h') | Long("help") => options.help = true,
                Value(path) => options.paths.push(path.into()),
                other => return Err(other.unexpected().to_string()),
            }
        }
        Ok(options)
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|n| *n > 0.0);
    number
        .and_then(|n| Duration::try_from_secs_f64(n).ok())
        .ok_or_else(|| format!("--timeout takes seconds, not '{text}'"))
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn arguments_are_read() {
        let words = ["-vx", "a.md", "--timeout", "0.5", "-k", "open"];
        let options = Options::parse(words.iter().map(Into::into).collect()).unwrap();
        assert!(options.verbose && options.exit_first && !options.quiet);
        assert_eq!(options.timeout.as_millis(), 500);
        assert_eq!(options.keyword.as_deref(), Some("open"));
        assert!(Options::parse(vec!["--timeout=-1".into()]).is_err());
        assert!(Options::parse(vec!["-z".into()]).is_err());
    }
}
