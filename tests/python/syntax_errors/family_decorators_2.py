"""Texts that compile or do not: decorators, part 2; the message and its place."""

SOURCES = ['@a\n@b\n@c\ndef f(): pass', '@x := y\ndef f(): pass', '@a, b\ndef f(): pass', '@a\n\n\ndef f(): pass', '@a\n    def f(): pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
