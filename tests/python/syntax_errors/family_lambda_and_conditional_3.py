"""Texts that compile or do not: lambda and conditional, part 3; the message and its place."""

SOURCES = ['not lambda: 1', '1 + lambda: 1', 'x = y if z else']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
