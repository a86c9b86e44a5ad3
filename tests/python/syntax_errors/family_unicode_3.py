"""Texts that compile or do not: unicode, part 3; the message and its place."""

SOURCES = ['𝐚 = 1', 'λ = lambda: 1', '\ufeffx = 1', "x = 'é", '…', 'a → b', 'x = 10％3']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
