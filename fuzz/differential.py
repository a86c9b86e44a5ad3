"""Runs random programs with biji and with CPython, and shows where they differ.

    python3.13 fuzz/differential.py [--biji PATH] [--first SEED] [--count N] [--batch N] [--keep FOLDER]

CPython is the interpreter that runs this script. Each process runs a whole batch of programs (see
run_batch.py), so that many thousands are run in a few minutes. Of each program that differs the seed
and the first differing line are printed; with --keep its text is written to FOLDER. The exit code
is 1 if any differs. Programs come from grammar.py, and are the same for the same seed.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
SECONDS = 60

sys.path.insert(0, str(HERE))
import grammar  # noqa: E402  (it lies beside this file)


def results(interpreter, programs, folder):
    """What each program showed; None where the process did not end well."""
    source, target = folder / "programs.json", folder / "results.json"
    source.write_text(json.dumps(programs))
    target.unlink(missing_ok=True)
    try:
        done = subprocess.run([interpreter, str(HERE / "run_batch.py"), str(source), str(target)],
                              env=ENVIRONMENT, cwd=folder, capture_output=True, timeout=SECONDS,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None, "time out"
    if done.returncode or not target.exists():
        return None, f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}"
    return json.loads(target.read_text()), ""


def depends_on_addresses(program, mine, theirs, folder):
    """Whether CPython itself shows something else from run to run: a hash of nan or of an ellipsis,
    the order of a set with such a thing in it."""
    for _ in range(4):
        again, _trouble = results(sys.executable, [program], folder)
        if again is None or again[0] == mine or again[0] != theirs:
            return True
    return False


def compare(biji, seeds, folder):
    """The seeds whose programs differ, with the line of each result that does."""
    programs = [grammar.make(seed) for seed in seeds]
    mine, trouble = results(biji, programs, folder)
    theirs, their_trouble = results(sys.executable, programs, folder)
    if mine is None or theirs is None:
        if len(seeds) > 1:
            # Which one it is shows when each half runs by itself.
            middle = len(seeds) // 2
            yield from compare(biji, seeds[:middle], folder)
            yield from compare(biji, seeds[middle:], folder)
        elif mine is None and theirs is not None:
            yield seeds[0], programs[0], trouble, "ends well"
        elif theirs is None and mine is not None:
            yield seeds[0], programs[0], "ends well", their_trouble
        return
    for seed, program, a, b in zip(seeds, programs, mine, theirs):
        if a != b and not depends_on_addresses(program, a, b, folder):
            left, right = a.split("\n"), b.split("\n")
            at = next((i for i, (x, y) in enumerate(zip(left, right)) if x != y), min(len(left), len(right)))
            yield seed, program, *(lines[at] if at < len(lines) else "(nothing)" for lines in (left, right))


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="Compare biji with CPython on random programs.")
    parser.add_argument("--biji", default=str(HERE.parent / "target" / "release" / "biji"))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=250)
    parser.add_argument("--keep", type=pathlib.Path)
    args = parser.parse_args()
    found = 0
    end = args.first + args.count
    with tempfile.TemporaryDirectory() as name:
        for start in range(args.first, end, args.batch):
            seeds = range(start, min(start + args.batch, end))
            for seed, program, mine, theirs in compare(args.biji, seeds, pathlib.Path(name)):
                found += 1
                print(f"seed {seed}\n    biji:    {mine[:200]}\n    CPython: {theirs[:200]}", flush=True)
                if args.keep:
                    args.keep.mkdir(parents=True, exist_ok=True)
                    (args.keep / f"seed_{seed}.py").write_text(program)
    print(f"{args.count} programs, {found} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
