"""Texts that compile or do not: numbers, part 2; the message and its place."""

SOURCES = ['0b', '0o', '0x', '1e', '1e+', '1.e5x', '1a', '1.5a']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
