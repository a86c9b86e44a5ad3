"""Texts that compile or do not: control, part 3; the message and its place."""

SOURCES = ['async def f():\n    yield from x', 'class A: yield', 'lambda: (yield)', 'return 1\n', 'nonlocal x', 'def f():\n    nonlocal x', 'def f(a):\n    nonlocal a', 'def f(a):\n    global a']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
