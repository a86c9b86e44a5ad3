"""Texts that compile or do not: statements, part 3; the message and its place."""

SOURCES = ['raise a from', 'raise a, b', 'pass pass', 'a b', 'print 1', "print 'x'", "exec 'x'", 'if a = 1: pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
