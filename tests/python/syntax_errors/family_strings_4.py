"""Texts that compile or do not: strings, part 4; the message and its place."""

SOURCES = ["br'a'", "bu'a'", "'\\8'", "f'{a!r:'", "f'{\n}'", "f'{a;b}'", "f'{a := 1}'", "f'{(a := 1)}'"]

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
