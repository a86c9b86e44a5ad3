"""Texts that compile or do not: indentation, part 3; the message and its place."""

SOURCES = ['match x:\n    case 1:\n    pass', 'if x:\n', 'def f():\n    # only a comment', 'else:\n    pass', 'a\n  b']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
