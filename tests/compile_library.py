"""Compiles every .py file below a folder, and prints those that do not compile.

    biji tests/compile_library.py FOLDER

FOLDER is meant to be the library of a CPython 3.13 installation. Files of its own tests that are
wrong on purpose are known by name and have to fail.
"""

import os
import sys

# What CPython itself refuses.
WRONG_ON_PURPOSE = ("badsyntax_", "bad_coding")


def sources(folder):
    """The paths of the .py files below a folder, in order, without packages added to it."""
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in ("__pycache__", "site-packages"))
        for name in sorted(files):
            if name.endswith(".py"):
                yield os.path.join(path, name)


def main():
    """The command line."""
    folder = sys.argv[1]
    good = wrong = bad = 0
    for path in sources(folder):
        with open(path, "rb") as file:
            text = file.read()
        expected = not os.path.basename(path).startswith(WRONG_ON_PURPOSE)
        try:
            compile(text, path, "exec", dont_inherit=True)
            problem = None
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            problem = f"{type(error).__name__}: {error}"
        if problem is None:
            good += 1
        elif not expected:
            wrong += 1
        else:
            bad += 1
            print(os.path.relpath(path, folder), problem)
    print(f"{good} files compile, {wrong} are wrong on purpose, {bad} failed")
    return 1 if bad or not good else 0


if __name__ == "__main__":
    sys.exit(main())
