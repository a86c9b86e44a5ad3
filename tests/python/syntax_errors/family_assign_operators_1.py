"""Texts that compile or do not: assign operators, part 1; the message and its place."""

SOURCES = ['1 = 2', 'a + b = 1', 'f() = 1', '-a = 1', 'a if b else c = 1', '[1] = x', '(a, 1) = x', 'a = 1 = b']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
