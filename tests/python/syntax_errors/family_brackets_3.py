"""Texts that compile or do not: brackets, part 3; the message and its place."""

SOURCES = ['{1: 2 3: 4}', '(1 2)', '{1:}', '{:1}', '{1: 2, 3}', '{1, 2: 3}', '{**a, 1}', '{*a, 1: 2}']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
