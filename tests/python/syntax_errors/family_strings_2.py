"""Texts that compile or do not: strings, part 2; the message and its place."""

SOURCES = ["f'{a!}'", "f'{a!x}'", "f'{a b}'", "f'{a:{b:{c:{d}}}}'", "f'{a=!r:>5}'", "f'{*a}'", "f'{**a}'", "f'{lambda: 1}'"]

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
