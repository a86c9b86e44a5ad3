//! Errors that their class and message alone tell: a class, a pattern of the message, and the
//! text; named groups are filled in. The first row that fits counts.

use std::sync::OnceLock;

use regex::Regex;

use super::{Case, Finding};

/// Rows of a table: `class: pattern => key`.
macro_rules! rows {
    ($($class:literal: $pattern:literal => $key:literal,)*) => {
        &[$(($class, $pattern, $key)),*]
    };
}

type Row = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = rows! {
    "TypeError": r#"^can only concatenate str \(not "(?P<type>\w+)"\) to str"# => "concat_str",
    "TypeError": r#"^can only concatenate list \(not "(?P<type>\w+)"\) to list"# => "concat_list",
    "TypeError": r#"^can't concat (?P<type>\w+) to bytes"# => "concat_bytes",
    "TypeError": r"^unsupported operand type\(s\) for (?P<op>\S+)(?: or pow\(\))?: '(?P<a>int|float)' and 'str'" => "number_and_str",
    "TypeError": r"^unsupported operand type\(s\) for (?P<op>\S+)(?: or pow\(\))?: 'str' and '(?P<a>int|float)'" => "number_and_str",
    "TypeError": r"^unsupported operand type\(s\) for .*'NoneType'" => "operand_none",
    "TypeError": r"^unsupported operand type\(s\) for (?P<op>[^:]+?)(?: or pow\(\))?: '(?P<a>[\w.]+)' and '(?P<b>[\w.]+)'" => "operands",
    "TypeError": r"^'module' object is not callable" => "module_called",
    "TypeError": r"^'NoneType' object is not callable" => "none_called",
    "TypeError": r"^'(?P<type>str|int|float|list|dict|tuple|set|bytes)' object is not callable" => "value_called",
    "TypeError": r"^'(?P<type>function|method|builtin_function_or_method|type)' object is not subscriptable" => "function_subscripted",
    "TypeError": r"^'NoneType' object is not subscriptable" => "none_subscripted",
    "TypeError": r"^'(?P<type>int|float|bool)' object is not subscriptable" => "number_subscripted",
    "TypeError": r"^'(?P<type>set|frozenset)' object is not subscriptable" => "set_subscripted",
    "TypeError": r"^'int' object is not iterable" => "int_iterated",
    "TypeError": r"^'NoneType' object is not iterable" => "none_iterated",
    "TypeError": r"^'(?P<type>function|method|builtin_function_or_method)' object is not iterable" => "function_iterated",
    "TypeError": r"^cannot unpack non-iterable (?P<type>\w+) object" => "unpack_non_iterable",
    "TypeError": r"^argument of type '(?P<type>\w+)' is not iterable" => "in_non_iterable",
    "TypeError": r"^(?P<name>[\w.]+)\(\) missing \d+ required positional arguments?: 'self'" => "called_on_class",
    "TypeError": r"^(?P<name>[\w.<>]+)\(\) missing \d+ required (positional|keyword-only) arguments?: (?P<args>.+)" => "missing_arguments",
    "TypeError": r"^(?P<name>[\w.<>]+)\(\) takes 0 positional arguments but 1 was given" => "missing_self_or_many",
    "TypeError": r"^(?P<name>[\w.<>]+)\(\) takes (?P<takes>.+?) positional arguments? but (?P<given>\d+) (was|were) given" => "too_many_arguments",
    "TypeError": r"^(?P<name>[\w.<>]+)\(\) got multiple values for argument '(?P<arg>\w+)'" => "argument_twice",
    "TypeError": r"^(?P<name>[\w.<>]+)\(\) takes no arguments" => "class_takes_none",
    "TypeError": r"^write\(\) argument must be str, not bytes" => "write_bytes_to_text",
    "TypeError": r"^write\(\) argument must be str, not (?P<type>\w+)" => "write_not_str",
    "TypeError": r"^a bytes-like object is required, not 'str'" => "bytes_wanted",
    "TypeError": r"^Strings must be encoded before hashing" => "hash_str",
    "TypeError": r"^(string argument expected, got|initial_value must be str or None, not) '?bytes'?" => "stringio_bytes",
    "TypeError": r"^Object of type (?P<type>[\w.]+) is not JSON serializable" => "json_type",
    "TypeError": r"^the JSON object must be str, bytes or bytearray, not (?P<type>\w+)" => "json_loads_type",
    "TypeError": r"^keys must be str, int, float, bool or None, not (?P<type>\w+)" => "json_key",
    "TypeError": r"^unhashable type: '(?P<type>\w+)'" => "unhashable",
    "TypeError": r"^'(?P<type>str|bytes)' object does not support item assignment" => "str_assigned",
    "TypeError": r"^'tuple' object does not support item (assignment|deletion)" => "tuple_assigned",
    "TypeError": r"^(?P<what>list|tuple|string|byte) indices must be integers( or slices)?, not '?(?P<type>\w+)'?" => "index_type",
    "TypeError": r"^sequence item (?P<at>\d+): expected str instance, (?P<type>\w+) found" => "join_type",
    "TypeError": r"^not all arguments converted during string formatting" => "format_too_many",
    "TypeError": r"^not enough arguments for format string" => "format_too_few",
    "TypeError": r"^%(?P<code>[dioxX]) format: (a real|an integer) (number )?is required, not (?P<type>\w+)" => "format_number",
    "TypeError": r"^can't (compare|subtract) offset-naive and offset-aware datetimes" => "naive_aware",
    "TypeError": r"^cannot pickle '(?P<type>[\w.]+)' object" => "pickle_type",
    "TypeError": r"^'(?P<op>[<>=]+)' not supported between instances of '(?P<a>[\w.]+)' and '(?P<b>[\w.]+)'" => "compare_types",
    "TypeError": r"^exceptions must derive from BaseException" => "raise_no_exception",
    "TypeError": r"^catching classes that do not inherit from BaseException is not allowed" => "catch_no_exception",
    "TypeError": r"^int\(\) argument must be .*, not '(?P<type>\w+)'" => "int_type",
    "TypeError": r"^object of type '(?P<type>\w+)' has no len\(\)" => "no_len",
    "TypeError": r"^cannot use a string pattern on a bytes-like object" => "str_pattern_on_bytes",
    "TypeError": r"^cannot use a bytes pattern on a string-like object" => "bytes_pattern_on_str",
    "TypeError": r"^expected string or bytes-like object, got '(?P<type>\w+)'" => "re_type",
    "TypeError": r"^'(?P<type>[\w.]+)' object does not support the context manager protocol" => "no_context_manager",
    "TypeError": r"^can't multiply sequence by non-int of type '(?P<type>\w+)'" => "multiply_sequence",
    "TypeError": r"^expected str, bytes or os.PathLike object, not (?P<type>\w+)" => "path_type",
    "TypeError": r"^'(?P<type>\w+)' object is not an iterator" => "not_an_iterator",
    "TypeError": r"^Can't instantiate abstract class (?P<name>\w+)" => "abstract_class",
    "TypeError": r"^descriptor '(?P<name>\w+)' for '(?P<type>\w+)' objects doesn't apply to" => "method_of_class",
    "ValueError": r"^invalid literal for int\(\) with base 10: '(?P<text>[^']*\.[^']*)'" => "int_of_float_text",
    "ValueError": r"^invalid literal for int\(\) with base 10: ''" => "int_of_nothing",
    "ValueError": r"^invalid literal for int\(\) with base (?P<base>\d+): (?P<text>.+)" => "int_of_text",
    "ValueError": r"^could not convert string to float: (?P<text>.+)" => "float_of_text",
    "ValueError": r"^not enough values to unpack \(expected (?P<want>[\w ]+), got (?P<got>\d+)\)" => "unpack_few",
    "ValueError": r"^too many values to unpack \(expected (?P<want>\d+)" => "unpack_many",
    "UnsupportedOperation": r"^not readable" => "not_readable",
    "UnsupportedOperation": r"^not writable" => "not_writable",
    "UnsupportedOperation": r"^can't do nonzero cur-relative seeks" => "relative_seek",
    "ValueError": r"^I/O operation on closed file" => "closed_file",
    "ValueError": r"^list\.(remove|index)\(x\): x not in list|is not in list$" => "not_in_list",
    "ValueError": r"^(?P<x>.+) is not in (list|deque)" => "not_in_list",
    "ValueError": r"^substring not found" => "substring",
    "ValueError": r"^invalid mode: '(?P<mode>.*)'" => "open_mode",
    "ValueError": r"^(binary mode doesn't take an (?P<what>\w+) argument)" => "binary_with",
    "ValueError": r"^must have exactly one of (create/)?read/write/append" => "open_mode_none",
    "ValueError": r"^time data '(?P<text>.*)' does not match format '(?P<format>.*)'" => "strptime",
    "ValueError": r"^unconverted data remains: (?P<rest>.*)" => "strptime_rest",
    "ValueError": r"^'(?P<code>.)' is a bad directive in format '(?P<format>.*)'" => "strptime_directive",
    "ValueError": r"^math domain error|^expected a nonnegative input" => "math_domain",
    "ValueError": r"^day (is out of range for month|must be in)" => "day_range",
    "ValueError": r"^month must be in 1\.\.12" => "month_range",
    "ValueError": r"^(hour|minute|second) must be in" => "time_range",
    "ValueError": r"^(?P<name>max|min)\(\) iterable argument is empty" => "max_of_nothing",
    "ValueError": r"^Sample larger than population" => "sample_large",
    "ValueError": r"^Invalid isoformat string: (?P<text>.+)" => "isoformat",
    "ValueError": r"^unsupported hash type (?P<name>\S+)" => "hash_name",
    "ValueError": r"^unsupported format character '(?P<code>.)'" => "format_character",
    "ValueError": r"^Unknown format code '(?P<code>.)' for object of type '(?P<type>\w+)'" => "format_code",
    "ValueError": r"^Pool not running" => "pool_closed",
    "ValueError": r"^empty separator" => "empty_separator",
    "Error": r"^(Incorrect padding|Invalid base64-encoded string)" => "base64_padding",
    "ZeroDivisionError": r"" => "zero_division",
    "RecursionError": r"" => "recursion",
    "UnboundLocalError": r"local variable '(?P<name>\w+)'" => "unbound_local",
    "FileExistsError": r"'(?P<path>[^']*)'" => "file_exists",
    "IsADirectoryError": r"'(?P<path>[^']*)'" => "is_directory",
    "NotADirectoryError": r"'(?P<path>[^']*)'" => "not_directory",
    "PermissionError": r"'(?P<path>[^']*)'" => "permission",
    "ConnectionRefusedError": r"" => "refused",
    "OSError": r"Directory not empty: '(?P<path>[^']*)'" => "directory_not_empty",
    "OSError": r"Address already in use" => "address_in_use",
    "EOFError": r"^Ran out of input" => "pickle_empty",
    "EOFError": r"^EOF when reading a line" => "input_eof",
    "UnpicklingError": r"" => "unpickling",
    "PicklingError": r"(?i)can't pickle|lambda" => "pickle_function",
    "AttributeError": r"^Can't (get|pickle) local object" => "pickle_function",
    "AttributeError": r"^can't set attribute$" => "cannot_set",
    "RuntimeError": r"^(release unlocked lock|cannot release un-acquired lock)" => "release_unlocked",
    "RuntimeError": r"^threads can only be started once" => "thread_twice",
    "RuntimeError": r"^cannot join (thread before it is started|current thread)" => "join_early",
    "RuntimeError": r"^dictionary changed size during iteration" => "dict_changed",
    "RuntimeError": r"^Set changed size during iteration" => "dict_changed",
    "RuntimeError": r"^deque mutated during iteration" => "dict_changed",
    "RuntimeError": r"^generator raised StopIteration" => "generator_stop",
    "RuntimeError": r"^generator didn't (yield|stop)" => "contextmanager_yield",
    "Empty": r"" => "queue_empty",
    "Full": r"" => "queue_full",
    "StopIteration": r"" => "stop_iteration",
    "AssertionError": r"" => "assertion",
    "CalledProcessError": r"exit status (?P<code>\d+)" => "process_failed",
    "TimeoutExpired": r"" => "process_timeout",
    "IndexError": r"^pop from empty list|^pop from an empty (deque|set)" => "pop_empty",
    "IndexError": r"^list assignment index out of range" => "index_assignment",
    "IndexError": r"^Replacement index (?P<at>\d+) out of range" => "format_index",
    "IndexError": r"^no such group" => "no_such_group",
    "KeyError": r"^'popitem\(\): dictionary is empty'|^'pop from an empty set'" => "pop_empty",
    "error": r"^unpack requires a buffer of (?P<want>\d+) bytes" => "struct_size",
    "error": r"^required argument is not an integer" => "struct_integer",
    "error": r"^pack expected (?P<want>\d+) items for packing \(got (?P<got>\d+)\)" => "struct_count",
    "error": r"^bad char in struct format" => "struct_char",
    "error": r"^'(?P<code>\w)' format requires (?P<range>.+)" => "struct_range",
    "error": r"^(?P<name>u?byte|u?short|int|argument) (format|out of range)" => "struct_range_plain",
    "error": r"^argument for 's' must be a bytes object" => "struct_bytes",
};

/// The first row that fits.
pub fn find(case: &Case) -> Option<Finding> {
    static PATTERNS: OnceLock<Vec<Option<Regex>>> = OnceLock::new();
    let patterns = PATTERNS.get_or_init(|| {
        let rows = ROWS.iter();
        rows.map(|(_, pattern, _)| Regex::new(pattern).ok())
            .collect()
    });
    for ((class, _, key), pattern) in ROWS.iter().zip(patterns) {
        let Some(pattern) = pattern.as_ref().filter(|_| case.is(class)) else {
            continue;
        };
        let Some(groups) = pattern.captures(&case.message) else {
            continue;
        };
        let mut finding = Finding::new_static(key);
        for name in pattern.capture_names().flatten() {
            let text = groups.name(name).map_or("", |m| m.as_str());
            finding = finding.with(name, text);
        }
        return Some(finding);
    }
    None
}

impl Finding {
    fn new_static(key: &'static str) -> Finding {
        Finding {
            key,
            parts: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn patterns_are_sound() {
        for (_, pattern, key) in super::ROWS {
            assert!(regex::Regex::new(pattern).is_ok(), "{key}");
        }
    }
}
