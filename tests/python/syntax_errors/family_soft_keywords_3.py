"""Texts that compile or do not: soft keywords, part 3; the message and its place."""

SOURCES = ['match *a, b:\n    case _: pass', 'match (x):\n    case _: pass', 'match x, y:\n    case _: pass', 'type type = type', 'case: int = 1', 'match: int = 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
