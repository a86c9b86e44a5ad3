"""Checking that a source file compiles, with the interface of CPython's py_compile.

biji keeps no .pyc files: a module's code is made anew whenever it is imported. So compile() reads
and compiles the file, reports what is wrong with it in py_compile's words, and writes nothing; a
name for a .pyc file (cfile) is refused. The command line, `python -m py_compile FILE ...`, checks
the files that it is given.
"""

import builtins
import enum
import os
import sys
import io
import traceback

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]


class PyCompileError(Exception):
    """A file that does not compile: exc_type_name, exc_value, file and msg tell of it."""

    def __init__(self, exc_type, exc_value, file, msg=""):
        name = exc_type.__name__
        if exc_type is SyntaxError:
            lines = traceback.format_exception_only(exc_type, exc_value)
            text = "".join(lines).replace('File "<string>"', f'File "{file}"')
        else:
            text = f"Sorry: {name}: {exc_value}"
        message = msg or text
        super().__init__(message, name, exc_value, file)
        self.exc_type_name = name
        self.exc_value = exc_value
        self.file = file
        self.msg = message

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How CPython finds out that a .pyc file is out of date."""

    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None,
            quiet=0):
    """Check that the source file compiles. Nothing is written, so the answer is None.

    dfile is the name that messages show. An error is printed to stderr (unless quiet is 2), or
    raised as a PyCompileError when doraise is true.
    """
    if cfile is not None:
        raise NotImplementedError("py_compile.compile(cfile=...): biji writes no .pyc files")
    if invalidation_mode is not None:
        PycInvalidationMode(invalidation_mode)
    with io.open_code(os.fspath(file)) as source:
        text = source.read()
    shown = os.fspath(dfile or file)
    try:
        builtins.compile(text, shown, "exec", dont_inherit=True, optimize=optimize)
    except Exception as error:
        problem = PyCompileError(type(error), error, shown)
        if quiet < 2:
            if doraise:
                raise problem
            sys.stderr.write(problem.msg + "\n")
    return None


def main():
    """The command line: each named file is checked, or those that stdin names for `-`."""
    import argparse

    parser = argparse.ArgumentParser(description="Check that Python source files compile.")
    parser.add_argument("-q", "--quiet", action="store_true", help="Suppress error output")
    parser.add_argument("filenames", nargs="+", help="Files to check")
    args = parser.parse_args()
    names = [line.rstrip("\n") for line in sys.stdin] if args.filenames == ["-"] else args.filenames
    for name in names:
        try:
            compile(name, doraise=True)
        except PyCompileError as error:
            parser.exit(1, "" if args.quiet else error.msg)
        except OSError as error:
            parser.exit(1, "" if args.quiet else str(error))


if __name__ == "__main__":
    main()
