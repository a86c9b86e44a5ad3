"""Texts that compile or do not: statements, part 6; the message and its place."""

SOURCES = ['@', '@a', '@a\nx = 1', 'a;;b', ';', 'a:', 'a: int int', 'a: = 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
