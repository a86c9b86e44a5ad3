"""Texts that compile or do not: control, part 2; the message and its place."""

SOURCES = ['for a in b: pass\nelse: break', 'while 1:\n    def f(): break', 'async for a in b: pass', 'def f(): await x', 'def f(): async with a: pass', '[await x for x in y]', 'def f():\n    yield\n    return 1', 'async def f():\n    yield 1\n    return 2']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
