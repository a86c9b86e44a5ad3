"""Texts that compile or do not: numbers, part 3; the message and its place."""

SOURCES = ['0_7', '1_.5', '1._5', '1j2', '0xfor x', '1or 2', '0b1_']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
