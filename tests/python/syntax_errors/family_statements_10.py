"""Texts that compile or do not: statements, part 10; the message and its place."""

SOURCES = ['for x', 'with', 'with x', 'async', 'async x', 'async def', 'await']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
