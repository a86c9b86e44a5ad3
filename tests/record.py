"""Records from CPython 3.13 what each program of the corpus prints.

For every `X.py` below the folders `python` and `library` (or below the paths
named on the command line) the file `X.out` beside it is written anew. The
format and the conditions of a run are described in README.md beside this file.

    python3.13 tests/record.py [--check] [PATH ...]

With --check nothing is written; a program whose record is missing or differs
is reported. A program is also refused when its two runs differ, when it does
not end within the limit, or when its output could be mistaken for the format.
The exit code is 1 when any program was refused or reported, otherwise 0.
"""

import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT_ROOTS = [HERE / "python", HERE / "library"]
LIMIT_SECONDS = 20
LIBRARY = os.path.dirname(os.path.realpath(os.__file__))
MARK = "--- "


class Refused(Exception):
    """The program cannot be recorded; the message says why."""


def programs(paths):
    """All programs at or below the paths, in order, without companion files."""
    found = set()
    for path in paths:
        path = path.resolve()
        if path.is_dir():
            found.update(path.rglob("*.py"))
        elif path.suffix == ".out":
            found.add(path.with_suffix(".py"))
        else:
            found.add(path)
    return sorted(p for p in found if not any(part.endswith(".files") for part in p.parts))


def environment():
    """What a program sees of the surroundings: as little as possible."""
    chosen = {
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }
    if "PATH" in os.environ:
        chosen["PATH"] = os.environ["PATH"]
    return chosen


def run_once(program):
    """One run in a fresh folder: its stdout, stderr and exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = os.path.realpath(name)
        shutil.copy(program, folder)
        companions = program.with_suffix(".files")
        if companions.is_dir():
            shutil.copytree(companions, folder, dirs_exist_ok=True)
        try:
            done = subprocess.run(
                [sys.executable, program.name],
                cwd=folder,
                env=environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LIMIT_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise Refused(f"did not end within {LIMIT_SECONDS} s") from None
        try:
            texts = [stream.decode("utf-8") for stream in (done.stdout, done.stderr)]
        except UnicodeDecodeError as error:
            raise Refused(f"output is not UTF-8: {error}") from None
        stdout, stderr = (text.replace(folder + os.sep, "") for text in texts)
        return stdout, stderr, done.returncode


def transcript(stdout, stderr, code):
    """The text of an .out file."""
    for text in (stdout, stderr):
        if any(line.startswith(MARK) for line in text.split("\n")):
            raise Refused(f"prints a line that begins with {MARK!r}")
        if LIBRARY in text:
            raise Refused("prints a path of the recording interpreter")
    text = stdout
    sections = []
    if stderr:
        sections.append(("--- stderr\n", stderr))
    if code:
        sections.append((f"--- exit {code}\n", ""))
    for header, body in sections:
        if text and not text.endswith("\n"):
            text += "\n--- no newline\n"
        text += header + body
    return text


def record(program):
    """The transcript of a program whose two runs agree."""
    if not program.is_file():
        raise Refused("no such file")
    first = run_once(program)
    second = run_once(program)
    if first != second:
        names = ("stdout", "stderr", "exit code")
        differing = [n for n, a, b in zip(names, first, second) if a != b]
        raise Refused("two runs differ in " + ", ".join(differing))
    return transcript(*first)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("paths", nargs="*", type=pathlib.Path, metavar="PATH")
    options = parser.parse_args()
    if sys.version_info[:2] != (3, 13):
        parser.error("the records are those of CPython 3.13; run this script with it")

    chosen = programs(options.paths or [root for root in DEFAULT_ROOTS if root.is_dir()])
    refused = written = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        pending = [(program, pool.submit(record, program)) for program in chosen]
        for program, result in pending:
            target = program.with_suffix(".out")
            try:
                text = result.result().encode("utf-8")
                if target.is_file() and target.read_bytes() == text:
                    continue
                if options.check:
                    raise Refused("the record is missing or differs")
                target.write_bytes(text)
                written += 1
            except Refused as error:
                print(f"{program}: {error}")
                refused += 1
    print(f"{len(chosen)} programs, {written} records written, {refused} refused")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
