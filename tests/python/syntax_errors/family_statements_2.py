"""Texts that compile or do not: statements, part 2; the message and its place."""

SOURCES = ['class', 'class A', 'class A(', 'class 1: pass', 'def 1(): pass', 'assert', 'assert (1, 2)', 'raise from x']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
