"""Texts that compile or do not: soft keywords, part 1; the message and its place."""

SOURCES = ['match = 1', 'case = 1', 'type = 1', '_ = 1', 'match(x)', 'match[x]', 'match.x', 'match x']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
