"""Texts that compile or do not: numbers, part 1; the message and its place."""

SOURCES = ['0777', '00', '0b2', '0o8', '0xg', '1_', '1__0', '_1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
