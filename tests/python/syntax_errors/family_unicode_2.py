"""Texts that compile or do not: unicode, part 2; the message and its place."""

SOURCES = ['x = €', 'x = 1 ± 2', '名字 = 1', 'a\xa0= 1', 'a\u200b = 1', 'x = ½', '²', 'a² = 1']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
