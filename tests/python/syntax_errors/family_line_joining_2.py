"""Texts that compile or do not: line joining, part 2; the message and its place."""

SOURCES = ['a = (1 +\n', '\\', '\\\n', 'x = [\n1,\n2\n', 'def f(a,\nb): pass', 'def f(a,\nb: pass', 'if (a\nand b): pass', 'a = 1;\\\nb = 2']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
