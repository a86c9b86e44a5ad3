"""Texts that compile or do not: walrus, part 2; the message and its place."""

SOURCES = ['lambda: x := 1', '[i := 0 for i in x]', '[x for x in (y := z)]', '(True := 1)']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
