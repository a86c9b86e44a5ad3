"""Texts that compile or do not: imports, part 2; the message and its place."""

SOURCES = ['from . import *', 'import a as b.c', 'from a import *, b', 'import 1', 'from 1 import a', 'from a import (b,)', 'from a import b.c', 'import a, b as c, d']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
