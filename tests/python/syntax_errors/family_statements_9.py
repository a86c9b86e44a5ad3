"""Texts that compile or do not: statements, part 9; the message and its place."""

SOURCES = ['is a', 'lambda', 'lambda x', 'lambda x y: 1', 'x if y', 'x if y else', 'if x:: pass', 'for']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
