"""Texts that compile or do not: comprehensions, part 1; the message and its place."""

SOURCES = ['[x for]', '[x for x]', '[x for x in]', '[for x in y]', '[x for x in y if]', '[x, y for x in z]', '{x: y, z for x in w}', '(x for x in y, z)']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
