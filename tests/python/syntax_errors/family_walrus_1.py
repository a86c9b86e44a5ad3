"""Texts that compile or do not: walrus, part 1; the message and its place."""

SOURCES = ['a := 1', '(a.b := 1)', '(a[0] := 1)', 'f(a := 1)', 'f(a=b := 1)', '(1 := 2)', '((a, b) := 1)', 'x = y := 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
