"""Texts that compile or do not: delete, part 1; the message and its place."""

SOURCES = ['del 1', 'del f()', 'del a + b', 'del (a, 1)', 'del None', 'del *a', 'del', 'del a,']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
