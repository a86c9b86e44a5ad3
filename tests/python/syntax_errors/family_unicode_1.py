"""Texts that compile or do not: unicode, part 1; the message and its place."""

SOURCES = ['a = “x”', 'a = ‘x’', 'a，b', '（a）', 'print（1）', 'a：1', 'a；b', 'é = 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
