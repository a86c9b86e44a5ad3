"""Texts that compile or do not: imports, part 1; the message and its place."""

SOURCES = ['import', 'import a.', 'import a as', 'from a import', 'from import a', 'from a import b as', 'from a import (b, c', 'from a import b,']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
