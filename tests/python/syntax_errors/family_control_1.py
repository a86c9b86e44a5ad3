"""Texts that compile or do not: control, part 1; the message and its place."""

SOURCES = ['break', 'continue', 'return', 'yield 1', 'await x', 'def f(): break', 'class A: return', 'if x: break']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
