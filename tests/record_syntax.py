"""Record what CPython 3.13 says about wrong sources.

Reads and rewrites syntax_errors.json beside this file: a list of objects, one a
line. To add cases, append objects that have only "source", then run this script
with CPython 3.13. Sources that compile are dropped.

Columns are in code points. CPython's compiler counts UTF-8 bytes where its
parser counts code points; the former are converted here.
"""

import json
import pathlib
import sys
import warnings

TABLE = pathlib.Path(__file__).with_name("syntax_errors.json")


def code_points(source, line, column):
    """The 1-based column in code points of a 1-based one in bytes."""
    if not line or not column or column < 1:
        return column or 0
    text = (source.split("\n") + [""])[line - 1]
    return len(text.encode()[: column - 1].decode(errors="replace")) + 1


def record(source):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        column, end_column = error.offset or 0, error.end_offset or 0
        if error.text is None:
            column = code_points(source, error.lineno, column)
            end_column = code_points(source, error.end_lineno, end_column)
        return {
            "source": source,
            "kind": type(error).__name__,
            "message": error.msg,
            "place": [error.lineno or 0, column, error.end_lineno or 0, end_column],
        }
    return None


def main():
    assert sys.version_info[:2] == (3, 13), "run this with CPython 3.13"
    warnings.simplefilter("ignore")
    sources = dict.fromkeys(case["source"] for case in json.loads(TABLE.read_text("utf-8")))
    cases = [case for case in map(record, sources) if case]
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    TABLE.write_text(f"[\n{lines}\n]\n", "utf-8")
    print(len(cases), "cases")


main()
