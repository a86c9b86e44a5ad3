"""Texts that compile or do not: comparison chains, part 2; the message and its place."""

SOURCES = ['< a', 'a not in not b', 'a is not not b', 'not a in b', 'a not is b', 'a in not b', 'a <= b >= c', 'a ! = b']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
