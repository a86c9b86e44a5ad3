"""Texts that compile or do not: brackets, part 2; the message and its place."""

SOURCES = ['}', '(a, [b)', 'f(a', 'x = [1, 2', 'x = {1: 2', '(a\nb', '[1 2]', '{1 2}']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
