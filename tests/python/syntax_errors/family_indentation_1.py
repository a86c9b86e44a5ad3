"""Texts that compile or do not: indentation, part 1; the message and its place."""

SOURCES = ['if x:\npass', 'if x:\n    a\n  b', '  a', 'if x:\n    a\n     b', 'def f():\nreturn 1', 'class A:\npass', 'for a in b:\npass', 'while x:\npass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
