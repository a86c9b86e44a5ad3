"""Texts that compile or do not: statements, part 7; the message and its place."""

SOURCES = ['(a): int', '(a, b): int', 'a, b: int', '[a]: int', 'f(): int', '1: int', 'type X', 'type X =']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
