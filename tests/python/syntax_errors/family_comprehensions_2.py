"""Texts that compile or do not: comprehensions, part 2; the message and its place."""

SOURCES = ['[x for 1 in y]', '[x for f() in y]', '[*x for x in y]', '{**x for x in y}', '{x: *y for x in z}', '[x for x in y else z]', '[x if y for x in z]', '[x for x in lambda: y]']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
