"""Texts that compile or do not: with targets, part 1; the message and its place."""

SOURCES = ['with a as 1: pass', 'with a as f(): pass', 'with a as b + c: pass', 'with a as b', 'with: pass', 'with a,: pass', 'with (a as b, c as d): pass', 'with (a, b) as c: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
