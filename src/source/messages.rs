//! Words for the parser's own errors.
//!
//! `diagnose` finds CPython's message for a text that does not fit the grammar.
//! Should the parser reject a text that `diagnose` accepts, its error is still
//! reported, under the name that CPython has for the kind of mistake.

use ruff_python_ast::PythonVersion;
use ruff_python_parser::{ParseError, ParseErrorType, UnsupportedSyntaxError};
use ruff_text_size::Ranged;

use super::SourceFile;
use super::problem::SyntaxProblem;

/// The parser's error as a problem.
pub fn of_parse_error(file: &SourceFile, error: &ParseError) -> SyntaxProblem {
    use ParseErrorType as E;
    let message = match &error.error {
        E::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
        E::PositionalAfterKeywordUnpacking => {
            "positional argument follows keyword argument unpacking"
        }
        E::InvalidArgumentUnpackingOrder => {
            "iterable argument unpacking follows keyword argument unpacking"
        }
        E::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized",
        E::NonDefaultParamAfterDefaultParam => {
            "parameter without a default follows parameter with a default"
        }
        E::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument",
        E::ExpectedKeywordParam => "named arguments must follow bare *",
        E::EmptyTypeParams => "Type parameter list cannot be empty",
        E::EmptyImportNames => "Expected one or more names after 'import'",
        E::IterableUnpackingInComprehension => "iterable unpacking cannot be used in comprehension",
        E::InvalidMatchPatternTarget => "cannot use '_' as a target",
        E::UnexpectedIndentation => "unexpected indent",
        E::OtherError(message) => message.as_str(),
        E::Lexical(lexical) => return file.problem(error.range().into(), lexical.to_string()),
        _ => "invalid syntax",
    };
    file.problem(error.range().into(), message)
}

/// Syntax that only a later version of Python has.
pub fn of_later_syntax(
    file: &SourceFile,
    error: &UnsupportedSyntaxError,
    target: PythonVersion,
) -> SyntaxProblem {
    let message = format!("invalid syntax ({error}, this is Python {target})");
    file.problem(error.range.into(), message)
}
