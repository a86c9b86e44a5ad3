"""Texts that compile or do not: statements, part 5; the message and its place."""

SOURCES = ['a !', 'a ? b : c', 'a <> b', 'a && b', 'a || b', '!a', '$a', 'a$']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
