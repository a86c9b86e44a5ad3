"""Texts that compile or do not: assign operators, part 3; the message and its place."""

SOURCES = ['a.b() = 1', 'a < b = 1', 'not a = 1', '(yield) = 1', '__debug__ = 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
