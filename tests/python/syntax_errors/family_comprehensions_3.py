"""Texts that compile or do not: comprehensions, part 3; the message and its place."""

SOURCES = ['[x for x, in y]', '[x for x in *y]', '[x for (x, y) in z]', '[(x, y) for x in a for y in b if x if y]', '[x async for x in y]', '{x for x in y for}']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
