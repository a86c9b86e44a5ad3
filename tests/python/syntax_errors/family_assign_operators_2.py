"""Texts that compile or do not: assign operators, part 2; the message and its place."""

SOURCES = ['None = 1', 'True = 1', '... = 1', "'a' = 1", "f'{a}' = 1", 'lambda: 1 = 2', '{} = x', '{1} = x']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
