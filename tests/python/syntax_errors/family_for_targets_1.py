"""Texts that compile or do not: for targets, part 1; the message and its place."""

SOURCES = ['for 1 in x: pass', 'for f() in x: pass', 'for a + b in x: pass', 'for a in : pass', 'for a: pass', 'for in x: pass', 'for a of x: pass', 'for a in x']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
