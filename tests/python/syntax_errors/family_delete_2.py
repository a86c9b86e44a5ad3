"""Texts that compile or do not: delete, part 2; the message and its place."""

SOURCES = ['del [a, b]', 'del a if b else c', "del 'x'", 'del (a := 1)', 'del a.b, c[0]']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
