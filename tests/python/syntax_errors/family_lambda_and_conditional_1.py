"""Texts that compile or do not: lambda and conditional, part 1; the message and its place."""

SOURCES = ['lambda x: ', 'lambda: yield', 'lambda x=: 1', 'lambda x, *y, z, **k: 1', 'lambda x: y = 1', 'lambda x: (y := 1)', 'x if y else z = 1', 'x if y z']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
