"""Texts that compile or do not: decorators, part 1; the message and its place."""

SOURCES = ['@\ndef f(): pass', '@a\n', '@a b\ndef f(): pass', '@a\nclass', '@1\ndef f(): pass', '@a if b else c\ndef f(): pass', '@lambda f: f\ndef g(): pass', '@(yield)\ndef f(): pass']

for source in SOURCES:
    try:
        compile(source, "<text>", "exec")
        print(repr(source), "-> compiles")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(repr(source), "->", type(error).__name__, "-", error.msg, place, repr(error.text))
