"""Runs CPython's own tests on biji, and writes docs/compatibility.md.

    python3.13 tests/cpython.py [--biji PATH] [--write] [-v] [--limit S] NAME ...

The tests are not part of this repository. They are taken from the folder that the environment
variable CPYTHON_TESTS names (the folder `test` of a python3.13 installation), or else from where
the interpreter that runs this script has its own. Only that folder is put on biji's path: the
library under test is biji's.

Each file runs in a process of its own, with a limit of time. With `--write`, the numbers of these
files replace theirs in the table. `-v` prints the names of the tests that fail, and why.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "compatibility.md"
LIMIT = 120  # seconds a file may take, unless --limit says otherwise

# What runs inside biji: the file's tests, one result a line.
DRIVER = '''
import sys, types, unittest, warnings
name = sys.argv[1]
# test_class asks CPython's inside about inline values, in tests that are about nothing else.
inside = types.ModuleType("_testinternalcapi")
def has_inline_values(obj): raise unittest.SkipTest("about CPython's inside")
inside.has_inline_values = has_inline_values
if name == "test_class": sys.modules[inside.__name__] = inside
# test_types takes a decorator from the tests of CPython's import machinery.
borrowed = types.ModuleType("test.test_import")
borrowed.no_rerun = lambda reason: lambda function: function
if name == "test_types": sys.modules[borrowed.__name__] = borrowed
class Result(unittest.TestResult):
    def addSuccess(self, test): print("@pass", test.id(), flush=True)
    def addError(self, test, err): self.note("error", test, err)
    def addFailure(self, test, err): self.note("fail", test, err)
    def addSkip(self, test, reason): print("@skip", test.id())
    def addExpectedFailure(self, test, err): print("@pass", test.id())
    def addUnexpectedSuccess(self, test): print("@fail", test.id(), "| unexpected success")
    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self.note("fail" if failed else "error", subtest, err)
    def note(self, word, test, err):
        lines = str(err[1]).strip().splitlines() or [""]
        text = lines[-1] if lines[0].startswith("Failed to import") else lines[0]
        tb = err[2]
        where = ""
        while tb is not None:
            file = tb.tb_frame.f_code.co_filename
            if "/unittest/" not in file:
                where = f"{file.rpartition('/')[2]}:{tb.tb_lineno}"
            tb = tb.tb_next
        print(f"@{word}", test.id(), "|", where, err[0].__name__ + ":", text[:200], flush=True)
def flat(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite): yield from flat(item)
        else: yield item
warnings.simplefilter("default")
from test import support
support.use_resources = []
suite = unittest.defaultTestLoader.loadTestsFromName("test." + name)
suite(Result())
sys.stdout.flush()
'''


def tests_folder():
    """The folder with CPython's tests."""
    named = os.environ.get("CPYTHON_TESTS")
    if named:
        return Path(named)
    import test
    return Path(test.__file__).parent


def run(biji, folder, name, scratch, limit):
    """Results of one file: {test: (word, text)}, and what else went wrong."""
    path = Path(scratch) / "path"
    path.mkdir(exist_ok=True)
    link = path / "test"
    if not link.exists():
        link.symlink_to(folder)
    driver = Path(scratch) / "driver.py"
    driver.write_text(DRIVER)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(
        [str(path), *filter(None, [os.environ.get("PYTHONPATH")])])}
    with tempfile.TemporaryDirectory(dir=scratch) as work:
        try:
            done = subprocess.run([biji, str(driver), name], cwd=work, env=environment,
                                  capture_output=True, timeout=limit, stdin=subprocess.DEVNULL)
            out, err, code = done.stdout, done.stderr, done.returncode
        except subprocess.TimeoutExpired as expired:
            out, err, code = expired.stdout or b"", expired.stderr or b"", "time out"
    results = {}
    for line in out.decode("utf-8", "replace").splitlines():
        match = re.match(r"@(pass|fail|error|skip) (.*?)(?: \| (.*))?$", line)
        if not match:
            continue
        word, test, text = match.groups()
        # Of a test with failing parts, the failure counts.
        if test.split(" (")[0].split(" [")[0] != test:
            test = test.split(" (")[0].split(" [")[0]
        if results.get(test, ("pass",))[0] in ("pass", "skip"):
            results[test] = (word, text or "")
    trouble = ""
    if code != 0:
        last = err.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
        trouble = f"ended with {code}: {last[0]}"
    return results, trouble


def read_table():
    """The rows of the table by name."""
    rows = {}
    if TABLE.exists():
        for line in TABLE.read_text().splitlines():
            match = re.match(r"\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (.*?) \|$", line)
            if match:
                name, *numbers, note = match.groups()
                rows[name] = (*map(int, numbers), note)
    return rows


def write_table(rows):
    """Write the table."""
    passed = sum(row[0] for row in rows.values())
    total = sum(sum(row[:3]) for row in rows.values())
    share = f"{100 * passed / total:.1f} %" if total else "none"
    lines = [
        "# CPython's own tests on biji", "",
        "Written by `just cpython-tests --write NAME ...`, which runs files of CPython 3.13's test",
        "suite (taken from an installation, not part of this repository) with biji's `unittest`.",
        "Skipped tests are those that the suite itself skips, most of them because they are about",
        "CPython's inside.", "",
        f"Of {total} tests that ran, {passed} pass ({share}).", "",
        "| file | passed | failed | errors | skipped | remark |", "|---|---|---|---|---|---|"]
    for name in sorted(rows):
        *numbers, note = rows[name]
        lines.append(f"| `{name}` | {' | '.join(map(str, numbers))} | {note} |")
    TABLE.write_text("\n".join(lines) + "\n")


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Run CPython's tests on biji.")
    parser.add_argument("names", nargs="+", help="names of test files, such as test_bool")
    parser.add_argument("--biji", default=str(ROOT / "target" / "release" / "biji"))
    parser.add_argument("--write", action="store_true", help="update docs/compatibility.md")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds a file may take")
    args = parser.parse_args()
    folder = tests_folder()
    rows = read_table()
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.names:
            results, trouble = run(args.biji, folder, name, scratch, args.limit)
            counts = [sum(1 for word, _ in results.values() if word == wanted)
                      for wanted in ("pass", "fail", "error", "skip")]
            print(f"{name}: {counts[0]} passed, {counts[1]} failed, {counts[2]} errors, "
                  f"{counts[3]} skipped{'; ' + trouble if trouble else ''}", flush=True)
            if args.verbose:
                for test, (word, text) in sorted(results.items()):
                    if word in ("fail", "error"):
                        print(f"    {word} {test.removeprefix('test.')}: {text}")
            # What is no result of a test is no text for a table either.
            note = "" if not trouble else trouble.split(":")[0]
            rows[name] = (*counts, note)
    if args.write:
        write_table(rows)


if __name__ == "__main__":
    sys.exit(main())
