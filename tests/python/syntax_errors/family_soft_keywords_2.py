"""Texts that compile or do not: soft keywords, part 2; the message and its place."""

SOURCES = ['type(x)', 'type x', 'case x:', 'match x: pass', 'print(match)', 'type = type(match)', 'match, case = 1, 2', 'match -x']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
