"""Texts that compile or do not: lambda and conditional, part 2; the message and its place."""

SOURCES = ['x if else y', '(x if y)', 'lambda x: lambda y', 'lambda x: x if x else', 'lambda *, x: x', 'lambda **k, x: 1', 'lambda x: pass', 'lambda x: return x']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
