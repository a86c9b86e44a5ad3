"""Texts that compile or do not: arguments, part 2; the message and its place."""

SOURCES = ['f(a, b for b in c)', 'f(a=)', 'f(a b)', 'f(,)', 'f(a,,b)', 'f(*)', 'f(**)', 'f(a := 1, b)']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
