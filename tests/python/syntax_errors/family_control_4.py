"""Texts that compile or do not: control, part 4; the message and its place."""

SOURCES = ['def f():\n    a = 1\n    global a', 'def f():\n    global a\n    nonlocal a', 'global x\nx: int = 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
