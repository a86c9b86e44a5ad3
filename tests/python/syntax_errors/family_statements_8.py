"""Texts that compile or do not: statements, part 8; the message and its place."""

SOURCES = ['type 1 = 2', 'type X[T] = ', 'import a; b c', 'not', 'a not b', 'a is', 'a in', 'in a']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
