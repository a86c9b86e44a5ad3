"""json.tool: `python -m json.tool [options] [infile [outfile]]`, which checks JSON and lays it out."""

import argparse
import json
import sys


def main():
    """Read JSON, write it laid out."""
    parser = argparse.ArgumentParser(
        prog="python -m json.tool",
        description="A simple command line interface for json module to validate and "
                    "pretty-print JSON objects.")
    parser.add_argument("infile", nargs="?", default="-",
                        help="a JSON file to be validated or pretty-printed")
    parser.add_argument("outfile", nargs="?", default=None,
                        help="write the output of infile to outfile")
    parser.add_argument("--sort-keys", action="store_true", default=False,
                        help="sort the output of dictionaries alphabetically by key")
    parser.add_argument("--no-ensure-ascii", dest="ensure_ascii", action="store_false",
                        help="disable escaping of non-ASCII characters")
    parser.add_argument("--json-lines", action="store_true", default=False,
                        help="parse input using the JSON Lines format. Use with --no-indent or "
                             "--compact to produce valid JSON Lines output.")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--indent", default=4, type=int,
                       help="separate items with newlines and use this number of spaces for "
                            "indentation")
    group.add_argument("--tab", action="store_const", dest="indent", const="\t",
                       help="separate items with newlines and use tabs for indentation")
    group.add_argument("--no-indent", action="store_const", dest="indent", const=None,
                       help="separate items with spaces rather than newlines")
    group.add_argument("--compact", action="store_true",
                       help="suppress all whitespace separation (most compact)")
    options = parser.parse_args()
    layout = {"sort_keys": options.sort_keys, "indent": options.indent,
              "ensure_ascii": options.ensure_ascii}
    if options.compact:
        layout["indent"] = None
        layout["separators"] = ",", ":"
    try:
        source = sys.stdin if options.infile == "-" else open(options.infile, encoding="utf-8")
        try:
            text = source.read()
        finally:
            if source is not sys.stdin:
                source.close()
        if options.json_lines:
            values = [json.loads(line) for line in text.splitlines()]
        else:
            values = [json.loads(text)]
        if options.outfile is None:
            _write(values, sys.stdout, layout)
        else:
            with open(options.outfile, "w", encoding="utf-8") as target:
                _write(values, target, layout)
    except ValueError as problem:
        raise SystemExit(problem)


def _write(values, target, layout):
    """Write values, each on lines of its own."""
    for value in values:
        json.dump(value, target, **layout)
        target.write("\n")


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError as problem:
        raise SystemExit(problem.errno)
