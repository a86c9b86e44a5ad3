"""Texts that compile or do not: with targets, part 2; the message and its place."""

SOURCES = ['with a as None: pass', 'with a as (b, 1): pass', 'async with a: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
